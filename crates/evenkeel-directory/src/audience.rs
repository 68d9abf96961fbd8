//! Who may see a record, as a question in forms and as a sentence before sending.

use evenkeel_core::{Id, Person, Result, Unit};
use evenkeel_store::{Audience, Head, Tx};
use evenkeel_web::{
    Fields, Form,
    ui::{self, Field},
};

/// The three audiences that a form offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeenBy {
    /// Every member.
    Everyone,
    /// The branch of the record's unit.
    Unit,
    /// The owner and their line.
    Line,
}

impl SeenBy {
    const WORDS: [&'static str; 3] = ["everyone", "unit", "line"];

    /// The word as sent and shown.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Everyone => "everyone",
            Self::Unit => "unit",
            Self::Line => "line",
        }
    }

    /// Reads the field `audience`.
    pub fn read(fields: &mut Fields, usual: Self) -> Self {
        match fields.choice_option("audience", "Seen by", &Self::WORDS) {
            Some("everyone") => Self::Everyone,
            Some("unit") => Self::Unit,
            Some("line") => Self::Line,
            _ => usual,
        }
    }

    /// The audience it means for a record of this unit and owner. Without a unit the owner's line
    /// stands in.
    pub fn of(self, unit: Option<Id<Unit>>, owner: Id<Person>) -> Audience {
        match (self, unit) {
            (Self::Everyone, _) => Audience::Everyone,
            (Self::Unit, Some(unit)) => Audience::Unit(unit),
            (Self::Unit | Self::Line, _) => Audience::Line(owner),
        }
    }

    /// The audience after an edit. Where nobody owns the record, a line stays the line that it was
    /// and does not become that of whoever edits.
    pub fn after(
        self,
        unit: Option<Id<Unit>>,
        owner: Option<Id<Person>>,
        head: &Head,
        tx: &Tx<'_>,
    ) -> Audience {
        let stays = owner.is_none() && Self::of_head(head, tx.organization) == Self::Line;
        match self.of(unit, owner.unwrap_or(tx.actor)) {
            Audience::Line(_) if stays => Audience::Line(Id::new(head.audience_id)),
            audience => audience,
        }
    }

    /// Which of the three a record has.
    pub fn of_head(head: &Head, organization: Id<evenkeel_core::Organization>) -> Self {
        if head.audience_id == organization.uuid() {
            Self::Everyone
        } else if head.unit_id.is_some_and(|unit| unit.uuid() == head.audience_id) {
            Self::Unit
        } else {
            Self::Line
        }
    }
}

/// The question "Seen by".
pub fn field(form: &Form) -> Field<'_> {
    ui::radios(
        form,
        "audience",
        "Seen by",
        [
            ui::choice("everyone", "Everyone").hint("all members of the organization"),
            ui::choice("unit", "The unit").hint("its people, and the units above and below it"),
            ui::choice("line", "The owner's line").hint("the owner and those they report to"),
        ],
    )
}

/// Who sees a record, as a sentence: "Everyone at Northgate", "Amy and those Amy reports to".
pub fn sentence(tx: &mut Tx<'_>, head: &Head) -> Result<String> {
    if head.audience_id == tx.organization.uuid() {
        return Ok("everyone".to_owned());
    }
    if head.audience_id == head.id.uuid() {
        return Ok("only the people named here".to_owned());
    }
    let name = match tx.card(Id::new(head.audience_id)) {
        Ok(card) => card,
        Err(evenkeel_core::Error::NotFound) => return Ok("the people named here".to_owned()),
        Err(error) => return Err(error),
    };
    Ok(match name.kind {
        evenkeel_core::Kind::Unit => {
            format!("{}, the units above and below it, and the people named here", name.title)
        }
        _ => format!("{}, those they report to, and the people named here", name.title),
    })
}

//! What a value is, and how it changes: by a proposal to which people may object.

use evenkeel_core::{Error, Id, Kind, Person, Result};
use evenkeel_store::row;
use evenkeel_web::Fields;
use jiff::Timestamp;

use crate::elements::{Element, Place, Words, lines, passage};

row! {
    /// A value with the names it shows.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Value {
        /// What every element shows.
        pub element: Element,
        /// What it means, in Markdown.
        pub meaning: String,
        /// What one does when one holds it, one behavior a line.
        pub behaviors: String,
        /// Proposals about it that wait for their decision.
        pub open_count: i64,
    }
}

/// The text of a value: what a proposal may change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The value in a few words.
    pub title: String,
    /// What it means, in Markdown.
    pub meaning: String,
    /// What one does when one holds it.
    pub behaviors: Vec<String>,
}

/// What a form or a call says of a new value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its text.
    pub text: Text,
    /// Where it belongs and who may see it.
    pub place: Place,
}

/// What a form or a call proposes about a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposalDraft {
    /// What the value should say.
    pub change: Asks,
    /// Why.
    pub why: String,
}

/// What a proposal asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asks {
    /// A new text.
    Change(Text),
    /// That the value is no longer one of ours.
    Retirement,
}

row! {
    /// A proposal about a value.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Proposal {
        /// Its id.
        pub id: Id<Proposal>,
        /// The value.
        pub value_id: Id<Value>,
        /// The version that it would change.
        pub number: i64,
        /// The proposed title.
        pub title: String,
        /// The proposed meaning.
        pub meaning: String,
        /// The proposed behaviors, one a line.
        pub behaviors: String,
        /// Whether it asks to retire the value.
        pub is_retirement: bool,
        /// Why.
        pub why: String,
        /// open, adopted or declined.
        pub state: String,
        /// Who proposed it.
        pub proposed_by: Id<Person>,
        /// Their name.
        pub proposer: String,
        /// When.
        pub proposed_at: Timestamp,
        /// What was said at the decision.
        pub decision: String,
        /// Name of the person who decided.
        pub decider: Option<String>,
        /// When it was decided.
        pub decided_at: Option<Timestamp>,
    }
}

row! {
    /// An objection to a proposal, with its answer.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Objection {
        /// Its id.
        pub id: Id<Objection>,
        /// The proposal.
        pub proposal_id: Id<Proposal>,
        /// What was said.
        pub body: String,
        /// Who raised it.
        pub raised_by: Id<Person>,
        /// Their name.
        pub raiser: String,
        /// When.
        pub raised_at: Timestamp,
        /// What was answered; empty if nothing was yet.
        pub answer: String,
        /// Name of the person who answered.
        pub answerer: Option<String>,
        /// When.
        pub answered_at: Option<Timestamp>,
    }
}

/// How a proposal is decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// adopted or declined.
    pub outcome: &'static str,
    /// What is said about it; a decline needs it.
    pub answer: String,
}

impl Text {
    /// Reads the text of a value.
    fn read(fields: &mut Fields) -> Self {
        Self {
            title: fields.text("title", "Value", 1..=100),
            meaning: fields.long_text("meaning", "What it means", 1..=5000),
            behaviors: fields.lines("behaviors", "Behaviors", 1..=10, 300),
        }
    }

    /// The fields as text, for history and for a version.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        vec![
            ("title", self.title.clone()),
            ("meaning", self.meaning.clone()),
            ("behaviors", self.behaviors.join("\n")),
        ]
    }

    /// What is written into the common row and kept as a version.
    pub(super) fn words<'a>(&'a self, state: &'a str, place: Place) -> Words<'a> {
        Words {
            kind: Kind::Value,
            title: &self.title,
            state,
            place,
            owner: None,
            parent: None,
            passages: vec![
                passage("title", "Title", &self.title),
                passage("meaning", "What it means", &self.meaning),
                passage("behaviors", "Behaviors", self.behaviors.join("\n")),
            ],
        }
    }
}

impl Draft {
    /// Reads the fields of a new value.
    pub fn read(fields: &mut Fields) -> Result<Self> {
        let draft = Self { text: Text::read(fields), place: Place::read(fields) };
        fields.finish(draft)
    }
}

impl ProposalDraft {
    /// Reads the fields of a proposal. One to retire the value needs no new text.
    pub fn read(fields: &mut Fields) -> Result<Self> {
        let is_retirement = fields.flag("is_retirement");
        let change = if is_retirement {
            // What the form shows of the present text comes along unchanged.
            fields.text("title", "Value", 0..=100);
            fields.long_text("meaning", "What it means", 0..=5000);
            fields.lines("behaviors", "Behaviors", 0..=10, 300);
            Asks::Retirement
        } else {
            Asks::Change(Text::read(fields))
        };
        let draft = Self { change, why: fields.long_text("why", "Why", 1..=2000) };
        fields.finish(draft)
    }
}

impl Decision {
    /// Reads the fields of a decision; declining asks for an answer.
    pub fn read(fields: &mut Fields) -> Result<Self> {
        let outcome = fields.choice("outcome", "Decision", &["adopted", "declined"]);
        let answer = fields.long_text("answer", "Answer", 0..=2000);
        if outcome == "declined" && answer.is_empty() {
            fields.fault("answer", "Answer is missing: say why the proposal is declined");
        }
        fields.finish(Self { outcome, answer })
    }
}

impl Value {
    /// The text it has now.
    pub fn text(&self) -> Text {
        Text {
            title: self.element.head.title.clone(),
            meaning: self.meaning.clone(),
            behaviors: lines(&self.behaviors),
        }
    }
}

impl Proposal {
    /// Whether it waits for its decision.
    pub fn is_open(&self) -> bool {
        self.state == "open"
    }

    /// Refuses acts on a proposal that was decided.
    pub fn must_be_open(&self) -> Result<()> {
        if self.is_open() {
            return Ok(());
        }
        Err(Error::not_allowed(format!("This proposal is {}. Make a new one.", self.state)))
    }

    /// The text that it proposes.
    pub fn text(&self) -> Text {
        Text {
            title: self.title.clone(),
            meaning: self.meaning.clone(),
            behaviors: lines(&self.behaviors),
        }
    }

    /// The address of its page.
    pub fn url(&self) -> String {
        format!("/direction/proposals/{}", self.id)
    }
}

impl Objection {
    /// Whether it still waits for its answer.
    pub fn is_open(&self) -> bool {
        self.answered_at.is_none()
    }
}

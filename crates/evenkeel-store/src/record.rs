//! The row that every record has, whatever its kind: title, state, audience, parent, version.

use evenkeel_core::{Card, Change, Error, Id, Kind, Person, Record, Result, Unit};
use jiff::Timestamp;
use uuid::Uuid;

use crate::{Audience, FromRow, Row, Tx, readable, sql, values};

/// What a new record says of itself.
#[derive(Clone, Debug)]
pub struct NewRecord<'a> {
    /// Made before the transaction.
    pub id: Id<Record>,
    /// Its kind.
    pub kind: Kind,
    /// One line.
    pub title: &'a str,
    /// Its first state.
    pub state: &'a str,
    /// The unit it belongs to.
    pub unit: Option<Id<Unit>>,
    /// The person who answers for it; they may see it.
    pub owner: Option<Id<Person>>,
    /// Who else may see it.
    pub audience: Audience,
    /// The one record it serves first.
    pub parent: Option<Id<Record>>,
    /// More text by which it is found.
    pub text: &'a str,
}

crate::row! {
    /// The row that every record has. Rooms select it as `r.` columns in this order, by
    /// [`head!`](crate::head).
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Head {
        /// Its id.
        pub id: Id<Record>,
        /// Its kind.
        pub kind: Kind,
        /// One line.
        pub title: String,
        /// Its state.
        pub state: String,
        /// The unit it belongs to.
        pub unit_id: Option<Id<Unit>>,
        /// The person who answers for it.
        pub owner_id: Option<Id<Person>>,
        /// Whose `reader` rows let it be seen.
        pub audience_id: Uuid,
        /// The one record it serves first.
        pub parent_id: Option<Id<Record>>,
        /// Raised by each edit.
        pub version: i64,
        /// When it was made.
        pub created_at: Timestamp,
        /// When it was last changed.
        pub updated_at: Timestamp,
    }
}

/// The columns of [`Head`] of the record `r`, for a select list.
#[macro_export]
macro_rules! head {
    ($alias:literal) => {
        concat!(
            $alias,
            ".id, ",
            $alias,
            ".kind, ",
            $alias,
            ".title, ",
            $alias,
            ".state, ",
            $alias,
            ".unit_id, ",
            $alias,
            ".owner_id, ",
            $alias,
            ".audience_id, ",
            $alias,
            ".parent_id, ",
            $alias,
            ".version, ",
            $alias,
            ".created_at, ",
            $alias,
            ".updated_at"
        )
    };
}

/// The columns of a `Card` of the record `r`, for a select list.
#[macro_export]
macro_rules! card {
    ($alias:literal) => {
        concat!($alias, ".id, ", $alias, ".kind, ", $alias, ".title, ", $alias, ".state")
    };
}

/// What an edit writes into the common row.
#[derive(Clone, Debug)]
pub struct Saved<'a> {
    /// One line.
    pub title: &'a str,
    /// Its state.
    pub state: &'a str,
    /// The unit it belongs to.
    pub unit: Option<Id<Unit>>,
    /// The person who answers for it.
    pub owner: Option<Id<Person>>,
    /// Who else may see it.
    pub audience: Audience,
    /// The one record it serves first.
    pub parent: Option<Id<Record>>,
    /// More text by which it is found.
    pub text: &'a str,
}

impl Tx<'_> {
    /// Writes the common row of a new record, names its owner and its maker on it, and makes it
    /// findable.
    pub fn add(&mut self, new: &NewRecord<'_>) -> Result<()> {
        let audience = self.audience_id(new.audience, new.id);
        self.run(
            sql!(
                "insert into record (organization_id, id, kind, title, state, unit_id, owner_id,
                                     audience_id, parent_id, version, created_at, created_by,
                                     updated_at, updated_by)
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10, $11, $10, $11)"
            ),
            values![
                self.organization,
                new.id,
                new.kind.word(),
                new.title,
                new.state,
                new.unit,
                new.owner,
                audience,
                new.parent,
                self.now,
                self.actor
            ],
        )?;
        // The id of a person or unit is also the id of an audience: nobody is named on those.
        if !matches!(new.kind, Kind::Person | Kind::Unit) {
            self.name(new.id, self.actor)?;
            if let Some(owner) = new.owner.filter(|owner| *owner != self.actor) {
                self.name(new.id, owner)?;
            }
        }
        self.index(new.id, new.title, new.text)
    }

    /// Writes an edit into the common row and raises the version. Whoever the edit names as owner
    /// may see the record from now on; whoever owned it before is named no longer, unless they
    /// made it. A room that names people for another reason names them again after this.
    pub fn save(&mut self, id: Id<Record>, saved: &Saved<'_>) -> Result<()> {
        let audience = self.audience_id(saved.audience, id);
        let before: (Option<Id<Person>>, Id<Person>) = self.find(
            sql!("select owner_id, created_by from record where organization_id = $1 and id = $2"),
            values![self.organization, id],
        )?;
        self.run(
            sql!(
                "update record
                    set title = $3, state = $4, unit_id = $5, owner_id = $6, audience_id = $7,
                        parent_id = $8, version = version + 1, updated_at = $9, updated_by = $10
                  where organization_id = $1 and id = $2"
            ),
            values![
                self.organization,
                id,
                saved.title,
                saved.state,
                saved.unit,
                saved.owner,
                audience,
                saved.parent,
                self.now,
                self.actor
            ],
        )?;
        if let (Some(owner), maker) = before
            && saved.owner != Some(owner)
            && owner != maker
        {
            self.unname(id, owner)?;
        }
        if let Some(owner) = saved.owner.filter(|owner| owner.record() != id) {
            self.name(id, owner)?;
        }
        self.index(id, saved.title, saved.text)
    }

    /// Writes a new state and raises the version.
    pub fn set_state(&mut self, id: Id<Record>, state: &str) -> Result<u64> {
        self.run(
            sql!(
                "update record
                    set state = $3, version = version + 1, updated_at = $4, updated_by = $5
                  where organization_id = $1 and id = $2"
            ),
            values![self.organization, id, state, self.now, self.actor],
        )
    }

    /// Refuses an edit that was begun on an older version, and says what differs: `now` and
    /// `typed` are the editable fields, as text, of the record now and of the edit.
    pub fn expect_version(
        &mut self,
        id: Id<Record>,
        version: i64,
        now: &[(&'static str, String)],
        typed: &[(&'static str, String)],
    ) -> Result<()> {
        let (current, by): (i64, String) = self.find(
            sql!(
                "select r.version, p.title
                   from record r
                   join record p on p.organization_id = r.organization_id and p.id = r.updated_by
                  where r.organization_id = $1 and r.id = $2"
            ),
            values![self.organization, id],
        )?;
        if current == version {
            return Ok(());
        }
        Err(Error::Changed { by, changes: diff(typed, now), version: current })
    }

    /// Deletes a record for 30 days, after which it is gone.
    pub fn delete(&mut self, id: Id<Record>) -> Result<u64> {
        self.run(
            sql!(
                "update record
                    set deleted_at = $3, deleted_by = $4, version = version + 1
                  where organization_id = $1 and id = $2 and deleted_at is null"
            ),
            values![self.organization, id, self.now, self.actor],
        )
    }

    /// The common row of a record that the actor may see; otherwise it is not found.
    pub fn head(&mut self, id: Id<Record>) -> Result<Head> {
        let [organization, actor, today] = self.reader();
        self.find(
            sql!(
                "select ",
                head!("r"),
                " from record r
                  where r.organization_id = $1 and r.id = $4 and ",
                readable!("r")
            ),
            &[organization, actor, today, id.into()],
        )
    }

    /// The card of a record that the actor may see; otherwise it is not found.
    pub fn card(&mut self, id: Id<Record>) -> Result<Card> {
        self.head(id).map(|head| head.card())
    }

    /// Whether a record of kind `kind` exists that the actor may see: for choosing a parent.
    pub fn is_kind(&mut self, id: Id<Record>, kinds: &[Kind]) -> Result<bool> {
        match self.head(id) {
            Ok(head) => Ok(kinds.contains(&head.kind)),
            Err(Error::NotFound) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Cards of one kind that the actor may see and that are in none of the states `except`
    /// (separated by spaces), by title: for a choice in a form.
    pub fn choices(&mut self, kind: Kind, except: &str, limit: i64) -> Result<Vec<Card>> {
        let [organization, actor, today] = self.reader();
        let cards: Vec<Card> = self.list(
            sql!(
                "select ",
                card!("r"),
                " from record r
                  where r.organization_id = $1 and r.kind = $4 and ",
                readable!("r"),
                " order by r.title, r.id limit $5"
            ),
            &[organization, actor, today, kind.word().into(), limit.into()],
        )?;
        Ok(cards
            .into_iter()
            .filter(|card| !except.split_whitespace().any(|state| state == card.state))
            .collect())
    }
}

impl Head {
    /// What other rooms show of it.
    pub fn card(&self) -> Card {
        Card { id: self.id, kind: self.kind, title: self.title.clone(), state: self.state.clone() }
    }
}

/// A column that may hold the card of another record: all null when there is none.
impl FromRow for Option<Card> {
    fn from_row(row: &mut Row) -> Result<Self> {
        let (id, kind): (Option<Id<Record>>, Option<Kind>) = (row.next()?, row.next()?);
        let (title, state): (Option<String>, Option<String>) = (row.next()?, row.next()?);
        Ok(id.zip(kind).map(|(id, kind)| Card {
            id,
            kind,
            title: title.unwrap_or_default(),
            state: state.unwrap_or_default(),
        }))
    }
}

/// The fields that differ, in their order.
pub fn diff(from: &[(&'static str, String)], to: &[(&'static str, String)]) -> Vec<Change> {
    from.iter()
        .zip(to)
        .filter(|((_, from), (_, to))| from != to)
        .map(|((field, from), (_, to))| Change {
            field: (*field).to_owned(),
            from: from.clone(),
            to: to.clone(),
        })
        .collect()
}

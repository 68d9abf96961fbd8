//! Who may see a record: its audience, and the people named on it.

use evenkeel_core::{Id, Person, Record, Result, Unit};
use jiff::civil::Date;
use uuid::Uuid;

use crate::{Tx, sql, values};

/// The last day there is: for rows without an end.
pub const FOREVER: Date = jiff::civil::date(9999, 12, 31);
/// The first day there is: for rows without a beginning.
pub const ALWAYS: Date = jiff::civil::date(1, 1, 1);

/// Who may see a record, besides the people named on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case", tag = "audience", content = "of")]
pub enum Audience {
    /// Every member of the organization; guests only where they are named.
    Everyone,
    /// The people of a unit, of the units above it and of the units below it.
    Unit(Id<Unit>),
    /// A person and the line above them: managers and matrix leads.
    Line(Id<Person>),
    /// Only the people named on the record.
    Named,
}

impl Tx<'_> {
    /// The id under which `reader` rows let an audience see the record `record`.
    pub fn audience_id(&self, audience: Audience, record: Id<Record>) -> Uuid {
        match audience {
            Audience::Everyone => self.organization.uuid(),
            Audience::Unit(unit) => unit.uuid(),
            Audience::Line(person) => person.uuid(),
            Audience::Named => record.uuid(),
        }
    }

    /// Lets a person see a record because they are named on it.
    pub fn name(&mut self, record: Id<Record>, person: Id<Person>) -> Result<u64> {
        self.run(
            sql!(
                "insert into reader (organization_id, person_id, audience_id, from_on, until_on,
                                     relation)
                 values ($1, $2, $3, $4, $5, 'named')
                     on conflict (organization_id, person_id, audience_id, from_on) do nothing"
            ),
            values![self.organization, person, record, ALWAYS, FOREVER],
        )
    }

    /// Takes a person's name off a record.
    pub fn unname(&mut self, record: Id<Record>, person: Id<Person>) -> Result<u64> {
        self.run(
            sql!(
                "delete from reader
                  where organization_id = $1 and person_id = $2 and audience_id = $3
                    and relation = 'named'"
            ),
            values![self.organization, person, record],
        )
    }

    /// Whether the actor may see a record.
    pub fn may_see(&mut self, record: Id<Record>) -> Result<bool> {
        let [organization, actor, today] = self.reader();
        let seen: Option<i64> = self.first(
            sql!(
                "select 1 from record r where r.organization_id = $1 and r.id = $4 and ",
                crate::readable!("r")
            ),
            &[organization, actor, today, record.into()],
        )?;
        Ok(seen.is_some())
    }
}

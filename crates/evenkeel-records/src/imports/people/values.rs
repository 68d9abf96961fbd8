//! What is written of a person, and how it differs from what is there.

use evenkeel_core::{Change, Error, Id, Person, Result, Role, Unit};
use evenkeel_directory::persons::Draft;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::store::Span;

/// A person as a run writes them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Values {
    pub(super) name: String,
    pub(super) username: String,
    pub(super) email: Option<String>,
    pub(super) number: Option<String>,
    pub(super) job_title: String,
    pub(super) role: Role,
    pub(super) manager_id: Option<Id<Person>>,
    pub(super) unit_id: Option<Id<Unit>>,
    /// First day in the unit, of somebody who is new.
    pub(super) from_on: Option<Date>,
    pub(super) is_active: bool,
}

/// A person as they were before a run, with the spans of their memberships.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Before {
    pub(super) values: Values,
    pub(super) memberships: Vec<Span>,
}

impl Values {
    /// The person as a draft; the manager is written when all are there.
    pub(super) fn draft(&self, manager_id: Option<Id<Person>>) -> Draft {
        Draft {
            name: self.name.clone(),
            username: self.username.clone(),
            email: self.email.clone(),
            number: self.number.clone(),
            job_title: self.job_title.clone(),
            role: self.role,
            manager_id,
            unit_id: self.unit_id,
            from_on: self.from_on,
        }
    }

    /// Written as JSON.
    pub(super) fn json(&self) -> Result<Json> {
        serde_json::to_value(self).map_err(|e| Error::internal("a person of an import", e))
    }

    /// Read from JSON.
    pub(super) fn read(json: Option<&Json>) -> Result<Self> {
        let json = json.ok_or_else(|| Error::broken("a row of an import without its values"))?;
        Self::deserialize(json).map_err(|e| Error::internal("a person of an import", e))
    }

    /// What differs, in the words of the report. Names of managers and units are found by `manager`
    /// and `unit`.
    pub(super) fn changes(
        &self,
        now: &Self,
        manager: impl Fn(Id<Person>) -> String,
        unit: impl Fn(Id<Unit>) -> String,
    ) -> Vec<Change> {
        let optional = |text: &Option<String>| text.clone().unwrap_or_default();
        let access = |is_active: bool| if is_active { "open" } else { "ended" }.to_owned();
        let fields = [
            ("name", self.name.clone(), now.name.clone()),
            ("username", self.username.clone(), now.username.clone()),
            ("e-mail", optional(&self.email), optional(&now.email)),
            ("number", optional(&self.number), optional(&now.number)),
            ("job title", self.job_title.clone(), now.job_title.clone()),
            (
                "manager",
                self.manager_id.map(&manager).unwrap_or_default(),
                now.manager_id.map(&manager).unwrap_or_default(),
            ),
            (
                "unit",
                self.unit_id.map(&unit).unwrap_or_default(),
                now.unit_id.map(&unit).unwrap_or_default(),
            ),
            ("access", access(self.is_active), access(now.is_active)),
        ];
        fields
            .into_iter()
            .filter(|(_, from, to)| from != to)
            .map(|(field, from, to)| Change { field: field.to_owned(), from, to })
            .collect()
    }
}

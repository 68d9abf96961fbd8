//! What is known of a unit.

use evenkeel_core::{Id, Person, Result, Unit};
use evenkeel_store::row;
use evenkeel_web::Fields;

row! {
    /// A unit as the directory shows it.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Part {
        /// Its id.
        pub id: Id<Unit>,
        /// Its name.
        pub name: String,
        /// Raised by each edit.
        pub version: i64,
        /// What this organization calls such a unit: "team", "ward".
        pub kind: String,
        /// Its code in other systems.
        pub code: Option<String>,
        /// The unit above; the whole organization has none.
        pub parent_id: Option<Id<Unit>>,
        /// Who points it in the right direction.
        pub lead_id: Option<Id<Person>>,
        /// The name of that person.
        pub lead_name: Option<String>,
        /// Who keeps it running.
        pub manager_id: Option<Id<Person>>,
        /// The name of that person.
        pub manager_name: Option<String>,
        /// Levels below the whole organization.
        pub depth: i64,
        /// People who belong to it today.
        pub people_count: i64,
    }
}

/// What a form or a call says of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its name.
    pub name: String,
    /// What this organization calls such a unit.
    pub kind: String,
    /// Its code in other systems.
    pub code: Option<String>,
    /// The unit above.
    pub parent_id: Option<Id<Unit>>,
    /// Who points it in the right direction.
    pub lead_id: Option<Id<Person>>,
    /// Who keeps it running.
    pub manager_id: Option<Id<Person>>,
}

impl Draft {
    /// Reads the fields of a unit.
    pub fn read(fields: &mut Fields) -> Result<Self> {
        let kind = fields.text("kind", "Kind", 0..=40);
        let draft = Self {
            name: fields.text("name", "Name", 1..=120),
            kind: if kind.is_empty() { "team".to_owned() } else { kind },
            code: Some(fields.text("code", "Code", 0..=60)).filter(|code| !code.is_empty()),
            parent_id: fields.id_option("parent_id", "Unit above"),
            lead_id: fields.id_option("lead_id", "Lead"),
            manager_id: fields.id_option("manager_id", "Manager"),
        };
        fields.finish(draft)
    }

    /// The editable fields as text, for history and conflicts.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let person = |id: Option<Id<Person>>| id.map(|id| id.to_string()).unwrap_or_default();
        vec![
            ("name", self.name.clone()),
            ("kind", self.kind.clone()),
            ("code", self.code.clone().unwrap_or_default()),
            ("parent_id", self.parent_id.map(|id| id.to_string()).unwrap_or_default()),
            ("lead_id", person(self.lead_id)),
            ("manager_id", person(self.manager_id)),
        ]
    }
}

impl Part {
    /// The unit as a draft: what an edit starts from.
    pub fn draft(&self) -> Draft {
        Draft {
            name: self.name.clone(),
            kind: self.kind.clone(),
            code: self.code.clone(),
            parent_id: self.parent_id,
            lead_id: self.lead_id,
            manager_id: self.manager_id,
        }
    }
}

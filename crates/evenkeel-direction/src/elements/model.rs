//! An element of the direction of a unit, its versions, and who stands behind it.

use evenkeel_core::{Card, Error, Id, Kind, Person, Record, Result, Unit};
use evenkeel_directory::audience::SeenBy;
use evenkeel_records::about::About;
use evenkeel_store::{Head, row};
use evenkeel_web::Fields;
use jiff::Timestamp;

row! {
    /// What every element shows, whatever its kind.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Element {
        /// The common row.
        pub head: Head,
        /// Name of its unit.
        pub unit_name: Option<String>,
        /// Name of the person who answers for it.
        pub owner_name: Option<String>,
        /// What it serves.
        pub serves: Option<Card>,
        /// Which version is the current one.
        pub number: i64,
        /// When that version was published.
        pub published_at: Timestamp,
        /// How many people endorsed that version.
        pub endorsed_count: i64,
        /// The latest version that the reader endorsed.
        pub endorsed_number: Option<i64>,
    }
}

row! {
    /// A version of an element, as it was published.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Edition {
        /// 1 for the first.
        pub number: i64,
        /// When.
        pub published_at: Timestamp,
        /// Who published it.
        pub by_id: Id<Person>,
        /// Their name.
        pub by: String,
        /// Its text as kept.
        pub kept: serde_json::Value,
    }
}

row! {
    /// A person who stands behind a version of an element.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Endorser {
        /// Who.
        pub person_id: Id<Person>,
        /// Their name.
        pub name: String,
        /// Which version.
        pub number: i64,
        /// When.
        pub endorsed_at: Timestamp,
    }
}

/// One field of the text of a version.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
pub struct Passage {
    /// Name of the field.
    pub field: String,
    /// What the page calls it.
    pub label: String,
    /// The text.
    pub text: String,
}

/// Where an element belongs and who may see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The unit whose direction it is part of.
    pub unit_id: Id<Unit>,
    /// Who may see it.
    pub seen_by: SeenBy,
}

/// What an element writes into the common row, and its text as a version.
#[derive(Clone, Debug)]
pub struct Words<'a> {
    /// Its kind.
    pub kind: Kind,
    /// One line.
    pub title: &'a str,
    /// Its state.
    pub state: &'a str,
    /// Where it belongs.
    pub place: Place,
    /// Who answers for it.
    pub owner: Option<Id<Person>>,
    /// What it serves.
    pub parent: Option<Id<Record>>,
    /// Its text, field by field.
    pub passages: Vec<Passage>,
}

/// What the page of an element shows besides its own text.
#[derive(Clone, Debug)]
pub struct Standing {
    /// All versions, the newest first.
    pub editions: Vec<Edition>,
    /// Who stands behind it, the latest first.
    pub endorsers: Vec<Endorser>,
    /// Whether the reader heads its unit.
    pub may_head: bool,
    /// Trace, comments and history.
    pub about: About,
}

impl Place {
    /// Reads unit and audience.
    pub fn read(fields: &mut Fields) -> Self {
        Self {
            unit_id: fields.id("unit_id", "Unit"),
            seen_by: SeenBy::read(fields, SeenBy::Everyone),
        }
    }

    /// Unit and audience as text, for history and conflicts.
    pub(crate) fn fields(&self) -> [(&'static str, String); 2] {
        [("unit_id", self.unit_id.to_string()), ("audience", self.seen_by.word().to_owned())]
    }
}

impl Element {
    /// The place it has now.
    pub(crate) fn place(&self, organization: Id<evenkeel_core::Organization>) -> Place {
        Place {
            unit_id: self.head.unit_id.unwrap_or(Id::new(uuid::Uuid::nil())),
            seen_by: SeenBy::of_head(&self.head, organization),
        }
    }

    /// The address of its page.
    pub fn url(&self) -> String {
        self.head.card().url()
    }

    /// Whether it is part of the direction now.
    pub fn is_current(&self) -> bool {
        matches!(self.head.state.as_str(), "current" | "open")
    }
}

impl Edition {
    /// Its text, field by field.
    pub fn passages(&self) -> Result<Vec<Passage>> {
        serde_json::from_value(self.kept.clone())
            .map_err(|error| Error::internal("a version cannot be read", error))
    }
}

impl Words<'_> {
    /// All text by which the element is found.
    pub(crate) fn text(&self) -> String {
        let texts: Vec<&str> = self.passages.iter().map(|it| it.text.as_str()).collect();
        texts.join("\n")
    }
}

/// One field of a version's text.
pub(crate) fn passage(field: &str, label: &str, text: impl ToString) -> Passage {
    Passage { field: field.to_owned(), label: label.to_owned(), text: text.to_string() }
}

/// Text of one thing a line, as things.
pub(crate) fn lines(text: &str) -> Vec<String> {
    text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

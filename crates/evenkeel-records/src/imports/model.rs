//! What an import run is: a file, what its columns mean, and what becomes of each row.

use std::collections::BTreeMap;

use evenkeel_core::{Change, Error, Id, Record, Result};
use evenkeel_store::{Head, Row as Columns, row};
use jiff::Timestamp;
use serde_json::Value as Json;

use super::dates::Order;

/// An import run, as an id.
#[derive(Debug)]
pub enum Run {}

/// Rows that a file may have.
pub(super) const ROWS: usize = 200_000;
/// Columns that a file may have.
pub(super) const COLUMNS: usize = 500;
/// Characters that a cell may have.
pub(super) const CELL: usize = 10_000;

row! {
    /// An import run with its counts.
    #[derive(Clone, Debug)]
    pub struct Shown {
        /// The common row; its state says how far the run is.
        pub head: Head,
        /// The importer's word.
        pub importer: String,
        /// What the sender calls the file.
        pub file_name: String,
        /// How the file was written.
        pub encoding: String,
        /// What stands between its cells.
        pub delimiter: String,
        /// The heads of its columns.
        pub headers: Texts,
        /// Which column each field is read from.
        pub mapping: Mapping,
        /// How dates are written; empty if nobody has said.
        pub date_order: String,
        /// Rows below the head.
        pub row_count: i64,
        /// Rows that the present step has done.
        pub done_count: i64,
        /// Rows that add somebody.
        pub create_count: i64,
        /// Rows that change somebody.
        pub change_count: i64,
        /// Rows that change nothing.
        pub same_count: i64,
        /// Rows that are refused.
        pub refuse_count: i64,
        /// Rows that the undo left as they are.
        pub kept_count: i64,
        /// What stopped the run.
        pub fault: String,
        /// When the run last did something.
        pub beat_at: Timestamp,
        /// When it was applied to the end.
        pub applied_at: Option<Timestamp>,
        /// When it was undone to the end.
        pub undone_at: Option<Timestamp>,
    }
}

/// How far a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The rows are being kept.
    Reading,
    /// It waits to be told what the columns mean.
    Ready,
    /// Each row is being looked at; nothing is changed.
    Checking,
    /// It waits for the word to go.
    Checked,
    /// Rows are being applied.
    Applying,
    /// All rows are applied.
    Applied,
    /// Rows are being taken back.
    Undoing,
    /// All rows are taken back.
    Undone,
}

impl State {
    const ALL: [Self; 8] = [
        Self::Reading,
        Self::Ready,
        Self::Checking,
        Self::Checked,
        Self::Applying,
        Self::Applied,
        Self::Undoing,
        Self::Undone,
    ];

    /// The word as stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Ready => "ready",
            Self::Checking => "checking",
            Self::Checked => "checked",
            Self::Applying => "applying",
            Self::Applied => "applied",
            Self::Undoing => "undoing",
            Self::Undone => "undone",
        }
    }

    /// Whether something goes on in the background.
    pub const fn is_busy(self) -> bool {
        matches!(self, Self::Reading | Self::Checking | Self::Applying | Self::Undoing)
    }
}

impl Shown {
    /// How far the run is.
    pub fn state(&self) -> State {
        let word = self.head.state.as_str();
        State::ALL.into_iter().find(|state| state.word() == word).unwrap_or(State::Reading)
    }

    /// Whether a step in the background has stopped, as after the server was switched off.
    pub fn is_stuck(&self, now: Timestamp) -> bool {
        self.state().is_busy()
            && (!self.fault.is_empty() || now.duration_since(self.beat_at).as_secs() > 60)
    }

    /// The run as an id of its own kind.
    pub fn id(&self) -> Id<Run> {
        self.head.id.cast()
    }

    /// How dates are written, if somebody has said.
    pub fn order(&self) -> Option<Order> {
        Order::find(&self.date_order)
    }
}

/// Texts in a JSON column.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Texts(pub Vec<String>);

/// Which column, counted from 0, each field is read from.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Mapping(pub BTreeMap<String, usize>);

/// Changes in a JSON column; none before the check.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Changes(pub Vec<Change>);

fn json<T: serde::de::DeserializeOwned>(columns: &mut Columns) -> Result<Option<T>> {
    let json: Option<Json> = columns.next()?;
    json.map(serde_json::from_value)
        .transpose()
        .map_err(|e| Error::internal("a JSON column of an import", e))
}

impl evenkeel_store::FromRow for Texts {
    fn from_row(columns: &mut Columns) -> Result<Self> {
        Ok(json(columns)?.unwrap_or_default())
    }
}
impl evenkeel_store::FromRow for Mapping {
    fn from_row(columns: &mut Columns) -> Result<Self> {
        Ok(json(columns)?.unwrap_or_default())
    }
}
impl evenkeel_store::FromRow for Changes {
    fn from_row(columns: &mut Columns) -> Result<Self> {
        Ok(json(columns)?.unwrap_or_default())
    }
}

impl Mapping {
    /// The text of a row in the column of a field, without spaces around; empty if there is none.
    pub fn cell<'a>(&self, field: &str, cells: &'a [String]) -> &'a str {
        self.0.get(field).and_then(|column| cells.get(*column)).map_or("", |cell| cell.trim())
    }

    /// Whether a field is read from a column.
    pub fn has(&self, field: &str) -> bool {
        self.0.contains_key(field)
    }
}

row! {
    /// A row as it came.
    #[derive(Clone, Debug)]
    pub struct Raw {
        /// Its number as a spreadsheet counts: the head is row 1.
        pub number: i64,
        /// Its cells.
        pub cells: Texts,
    }
}

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It adds a record.
    Create,
    /// It changes a record.
    Change,
    /// It says what is known already.
    Same,
    /// It is refused, with a reason.
    Refuse,
}

impl Outcome {
    /// All of them, in the order of the report.
    pub const ALL: [Self; 4] = [Self::Create, Self::Change, Self::Same, Self::Refuse];

    /// The word as stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Change => "change",
            Self::Same => "same",
            Self::Refuse => "refuse",
        }
    }

    /// The outcome that `word` names.
    pub fn find(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.word() == word)
    }
}

/// What the check says of a row.
#[derive(Clone, Debug)]
pub struct Planned {
    /// The row.
    pub number: i64,
    /// The name that the report gives it.
    pub title: String,
    /// What becomes of it.
    pub outcome: Outcome,
    /// Why it is refused, or what else is to be known.
    pub note: String,
    /// What it changes.
    pub changes: Vec<Change>,
    /// The record that it adds or changes.
    pub target: Option<Id<Record>>,
    /// What will be written, in the importer's own form.
    pub values: Json,
}

/// A unit that the run adds, above those that stand below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedUnit {
    /// Its id.
    pub id: Id<evenkeel_core::Unit>,
    /// The unit above.
    pub parent_id: Id<evenkeel_core::Unit>,
    /// Its name.
    pub name: String,
    /// What such a unit is called.
    pub kind: String,
}

/// What the check says of a whole file.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Each row, in the order of the file.
    pub rows: Vec<Planned>,
    /// Units that are added first.
    pub units: Vec<PlannedUnit>,
}

row! {
    /// A row of the report.
    #[derive(Clone, Debug)]
    pub struct Reported {
        /// Its number as a spreadsheet counts.
        pub number: i64,
        /// Its cells as they came.
        pub cells: Texts,
        /// The name that the report gives it.
        pub title: String,
        /// What becomes of it: the word of an [`Outcome`].
        pub outcome: String,
        /// Why it is refused, or what else is to be known.
        pub note: String,
        /// What it changes.
        pub changes: Changes,
        /// The record that it adds or changes.
        pub target_id: Option<Id<Record>>,
        /// What was done so far.
        pub state: String,
    }
}

row! {
    /// A row on its way into the directory, or back.
    #[derive(Clone, Debug)]
    pub struct Todo {
        /// Its number.
        pub number: i64,
        /// What becomes of it: the word of an [`Outcome`].
        pub outcome: String,
        /// What is written, in the importer's own form.
        pub planned: Option<Json>,
        /// The record that it adds or changes.
        pub target_id: Option<Id<Record>>,
        /// What was there before.
        pub before: Option<Json>,
        /// Version of the record after the row was applied.
        pub version: Option<i64>,
    }
}

/// What came of a step of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Done {
    /// It was applied; what was there before, and the version now.
    Applied(Json, i64),
    /// It was not, with the reason.
    Refused(String),
    /// It was taken back.
    Undone,
    /// It stays as it is, with the reason.
    Kept(String),
}

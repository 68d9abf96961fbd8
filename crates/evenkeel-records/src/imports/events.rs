//! What can happen to an import run. Rows keep their own report; personal data stays out of events.

use evenkeel_core::{Event, Kind};

/// What happened.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum ImportEvent {
    /// A file was sent.
    Uploaded {
        /// Rows below its head.
        rows: i64,
    },
    /// It was said what the columns mean, and each row was looked at.
    Checked,
    /// The word to go was given.
    Started,
    /// All rows were applied.
    Finished {
        /// Records added.
        created: i64,
        /// Records changed.
        changed: i64,
        /// Rows refused.
        refused: i64,
    },
    /// The word to take it back was given.
    UndoStarted,
    /// All rows were taken back.
    Undone {
        /// Rows that stayed as they are, because somebody changed them since.
        kept: i64,
    },
}

impl Event for ImportEvent {
    const KIND: Kind = Kind::ImportRun;

    fn word(&self) -> &'static str {
        match self {
            Self::Uploaded { .. } => "uploaded",
            Self::Checked => "checked",
            Self::Started => "started",
            Self::Finished { .. } => "finished",
            Self::UndoStarted => "undo_started",
            Self::Undone { .. } => "undone",
        }
    }

    fn sentence(&self) -> String {
        match self {
            Self::Uploaded { rows } => format!("sent a file with {rows} rows"),
            Self::Checked => "said what the columns mean".to_owned(),
            Self::Started => "started the import".to_owned(),
            Self::Finished { created, changed, refused } => format!(
                "finished the import: {created} added, {changed} changed, {refused} refused"
            ),
            Self::UndoStarted => "started to undo the import".to_owned(),
            Self::Undone { kept: 0 } => "undid the import".to_owned(),
            Self::Undone { kept } => {
                format!("undid the import; {kept} rows stay, as they were changed since")
            }
        }
    }
}

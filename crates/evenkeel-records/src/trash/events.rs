//! What can happen to a deletion. The events stand on the record that was deleted.

use evenkeel_core::{Event, Kind};

/// What happened.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum DeletionEvent {
    /// It was taken back.
    Undone,
}

impl Event for DeletionEvent {
    const KIND: Kind = Kind::Deletion;

    fn word(&self) -> &'static str {
        match self {
            Self::Undone => "undone",
        }
    }

    fn sentence(&self) -> String {
        match self {
            Self::Undone => "brought this back".to_owned(),
        }
    }
}

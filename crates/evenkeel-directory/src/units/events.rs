//! What can happen to a unit.

use evenkeel_core::{Change, Event, Kind};

/// What happened.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum UnitEvent {
    /// It was made.
    Created,
    /// Fields were changed.
    Edited {
        /// What was changed.
        changes: Vec<Change>,
    },
    /// It was moved under another unit.
    Moved,
    /// It was deleted.
    Deleted,
}

impl Event for UnitEvent {
    const KIND: Kind = Kind::Unit;

    fn word(&self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Edited { .. } => "edited",
            Self::Moved => "moved",
            Self::Deleted => "deleted",
        }
    }

    fn changes(&self) -> &[Change] {
        match self {
            Self::Edited { changes } => changes,
            _ => &[],
        }
    }

    fn sentence(&self) -> String {
        match self {
            Self::Created => "made this unit".to_owned(),
            Self::Edited { .. } => "edited this unit".to_owned(),
            Self::Moved => "moved this unit".to_owned(),
            Self::Deleted => "deleted this unit".to_owned(),
        }
    }
}

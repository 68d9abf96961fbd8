//! What can happen to a task.

use evenkeel_core::{Change, Event, Kind};

/// What happened.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum TaskEvent {
    /// It was added.
    Created,
    /// Fields were changed.
    Edited {
        /// What was changed.
        changes: Vec<Change>,
    },
    /// It was done.
    Completed,
    /// It was dropped, with a reason.
    Dropped {
        /// Why.
        reason: String,
    },
    /// It is open again.
    Reopened,
    /// It was deleted.
    Deleted,
}

impl Event for TaskEvent {
    const KIND: Kind = Kind::Task;

    fn word(&self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Edited { .. } => "edited",
            Self::Completed => "completed",
            Self::Dropped { .. } => "dropped",
            Self::Reopened => "reopened",
            Self::Deleted => "deleted",
        }
    }

    fn sentence(&self) -> String {
        match self {
            Self::Created => "added this task".to_owned(),
            Self::Edited { .. } => "edited this task".to_owned(),
            Self::Completed => "completed this task".to_owned(),
            Self::Dropped { reason } => format!("dropped this task: {reason}"),
            Self::Reopened => "opened this task again".to_owned(),
            Self::Deleted => "deleted this task".to_owned(),
        }
    }

    fn changes(&self) -> &[Change] {
        match self {
            Self::Edited { changes } => changes,
            _ => &[],
        }
    }
}

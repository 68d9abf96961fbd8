//! What can happen to a goal and to its measures.

use evenkeel_core::{Change, Event, Function, Kind};

/// What happened.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum GoalEvent {
    /// It was set.
    Created,
    /// Fields were changed.
    Edited {
        /// What was changed.
        changes: Vec<Change>,
    },
    /// A draft became a goal at work.
    Opened,
    /// It ended.
    Closed {
        /// met, missed or canceled.
        outcome: String,
        /// What was said at the end.
        note: String,
    },
    /// It is open again.
    Reopened,
    /// It was deleted.
    Deleted,
    /// It was linked to something that it serves beside its parent.
    SupportAdded,
    /// Such a link was taken away.
    SupportRemoved,
    /// A measure was added.
    MeasureAdded {
        /// Its title.
        measure: String,
    },
    /// A measure was changed.
    MeasureEdited {
        /// Its title.
        measure: String,
        /// What was changed.
        changes: Vec<Change>,
    },
    /// A measure was taken away.
    MeasureRemoved {
        /// Its title.
        measure: String,
    },
    /// A measure was brought back.
    MeasureRestored {
        /// Its title.
        measure: String,
    },
    /// A reading was logged.
    Read {
        /// Title of the measure.
        measure: String,
        /// The value with its unit.
        value: String,
    },
    /// A reading was taken away.
    ReadingRemoved {
        /// Title of the measure.
        measure: String,
        /// The value with its unit.
        value: String,
    },
}

impl Event for GoalEvent {
    const KIND: Kind = Kind::Goal;

    fn word(&self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Edited { .. } => "edited",
            Self::Opened => "opened",
            Self::Closed { .. } => "closed",
            Self::Reopened => "reopened",
            Self::Deleted => "deleted",
            Self::SupportAdded => "support_added",
            Self::SupportRemoved => "support_removed",
            Self::MeasureAdded { .. } => "measure_added",
            Self::MeasureEdited { .. } => "measure_edited",
            Self::MeasureRemoved { .. } => "measure_removed",
            Self::MeasureRestored { .. } => "measure_restored",
            Self::Read { .. } => "read",
            Self::ReadingRemoved { .. } => "reading_removed",
        }
    }

    fn sentence(&self) -> String {
        match self {
            Self::Created => "set this goal".to_owned(),
            Self::Edited { .. } => "edited this goal".to_owned(),
            Self::Opened => "put this goal to work".to_owned(),
            Self::Closed { outcome, note } => format!("closed this goal as {outcome}: {note}"),
            Self::Reopened => "opened this goal again".to_owned(),
            Self::Deleted => "deleted this goal".to_owned(),
            Self::SupportAdded => "linked what this goal also supports".to_owned(),
            Self::SupportRemoved => "took away a link to what this goal also supports".to_owned(),
            Self::MeasureAdded { measure } => format!("added the measure “{measure}”"),
            Self::MeasureEdited { measure, .. } => format!("edited the measure “{measure}”"),
            Self::MeasureRemoved { measure } => format!("took away the measure “{measure}”"),
            Self::MeasureRestored { measure } => format!("brought back the measure “{measure}”"),
            Self::Read { measure, value } => format!("read {value} for “{measure}”"),
            Self::ReadingRemoved { measure, value } => {
                format!("took away the reading of {value} for “{measure}”")
            }
        }
    }

    fn changes(&self) -> &[Change] {
        match self {
            Self::Edited { changes } | Self::MeasureEdited { changes, .. } => changes,
            _ => &[],
        }
    }

    fn function(&self) -> Function {
        match self {
            Self::Read { .. } | Self::ReadingRemoved { .. } => Function::Controlling,
            _ => Function::Alignment,
        }
    }
}

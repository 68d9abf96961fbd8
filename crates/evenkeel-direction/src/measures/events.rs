//! What can happen to a sustainability measure.

use evenkeel_core::{Change, Event, Kind};
use evenkeel_web::ui;
use jiff::civil::Date;

/// What happened.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum MeasureEvent {
    /// It was added.
    Created,
    /// Fields were changed.
    Edited {
        /// What was changed.
        changes: Vec<Change>,
    },
    /// A reading was noted.
    ReadingNoted {
        /// The day it was taken.
        read_on: Date,
        /// Its value in millionths.
        value_micro: i64,
    },
    /// It was deleted.
    Deleted,
}

impl Event for MeasureEvent {
    const KIND: Kind = Kind::SustainabilityMeasure;

    fn word(&self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Edited { .. } => "edited",
            Self::ReadingNoted { .. } => "reading_noted",
            Self::Deleted => "deleted",
        }
    }

    fn sentence(&self) -> String {
        match self {
            Self::Created => "added this measure".to_owned(),
            Self::Edited { .. } => "edited this measure".to_owned(),
            Self::ReadingNoted { read_on, value_micro } => {
                format!("noted {} for {}", ui::decimal(*value_micro), ui::date_words(*read_on))
            }
            Self::Deleted => "deleted this measure".to_owned(),
        }
    }

    fn changes(&self) -> &[Change] {
        match self {
            Self::Edited { changes } => changes,
            _ => &[],
        }
    }
}

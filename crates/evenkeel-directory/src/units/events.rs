//! What can happen to a unit.

use evenkeel_core::{Change, Event, Function, Kind};
use evenkeel_web::ui;

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
    /// It was said how much risk it accepts.
    AppetiteStated {
        /// Money that may be staked in open bets at once.
        cents: i64,
    },
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
            Self::AppetiteStated { .. } => "appetite_stated",
            Self::Deleted => "deleted",
        }
    }

    fn changes(&self) -> &[Change] {
        match self {
            Self::Edited { changes } => changes,
            _ => &[],
        }
    }

    fn function(&self) -> Function {
        match self {
            Self::AppetiteStated { .. } => Function::Direction,
            _ => Self::KIND.function(),
        }
    }

    fn sentence(&self) -> String {
        match self {
            Self::Created => "made this unit".to_owned(),
            Self::Edited { .. } => "edited this unit".to_owned(),
            Self::Moved => "moved this unit".to_owned(),
            Self::AppetiteStated { cents } => {
                format!("stated an appetite of {}", ui::decimal(cents.saturating_mul(10_000)))
            }
            Self::Deleted => "deleted this unit".to_owned(),
        }
    }
}

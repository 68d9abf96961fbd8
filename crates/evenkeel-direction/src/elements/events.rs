//! What can happen to any element of the direction.

use evenkeel_core::Change;

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum ElementEvent {
    /// It was written.
    Created,
    /// Its text was changed: a new version.
    Published {
        /// Which version.
        number: i64,
        /// What was changed.
        changes: Vec<Change>,
    },
    /// Its place was changed, not its text.
    Edited {
        /// What was changed.
        changes: Vec<Change>,
    },
    /// A person stands behind a version.
    Endorsed {
        /// Which version.
        number: i64,
    },
    /// A person no longer stands behind a version.
    Withdrawn {
        /// Which version.
        number: i64,
    },
    /// It is no longer part of the direction.
    Retired,
    /// It is part of the direction again.
    Revived,
    /// It was deleted.
    Deleted,
}

impl ElementEvent {
    /// The event's own word.
    pub(crate) const fn word(&self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Published { .. } => "published",
            Self::Edited { .. } => "edited",
            Self::Endorsed { .. } => "endorsed",
            Self::Withdrawn { .. } => "endorsement_withdrawn",
            Self::Retired => "retired",
            Self::Revived => "revived",
            Self::Deleted => "deleted",
        }
    }

    /// What happened, after the actor's name.
    pub(crate) fn sentence(&self, noun: &str) -> String {
        match self {
            Self::Created => format!("wrote version 1 of this {noun}"),
            Self::Published { number, .. } => format!("published version {number}"),
            Self::Edited { .. } => format!("edited this {noun}"),
            Self::Endorsed { number } => format!("endorsed version {number}"),
            Self::Withdrawn { number } => format!("took back the endorsement of version {number}"),
            Self::Retired => format!("retired this {noun}"),
            Self::Revived => format!("brought this {noun} back"),
            Self::Deleted => format!("deleted this {noun}"),
        }
    }

    /// What it changed.
    pub(crate) fn changes(&self) -> &[Change] {
        match self {
            Self::Published { changes, .. } | Self::Edited { changes } => changes,
            _ => &[],
        }
    }
}

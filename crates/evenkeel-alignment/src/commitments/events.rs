//! What can happen to a commitment.

use evenkeel_core::{Change, Event, Kind};

/// What happened.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum CommitmentEvent {
    /// It was asked of a person.
    Asked {
        /// Name of the person asked.
        of: String,
    },
    /// Somebody committed without being asked.
    Volunteered {
        /// How confident they are, 1 to 5.
        confidence: i64,
    },
    /// The person asked accepted.
    Accepted {
        /// How confident they are, 1 to 5.
        confidence: i64,
    },
    /// The person asked declined.
    Declined {
        /// Why.
        reason: String,
    },
    /// Other terms were proposed.
    ChangeProposed {
        /// Why.
        why: String,
        /// What would change.
        changes: Vec<Change>,
    },
    /// The other side accepted the new terms.
    ChangeAccepted {
        /// What changed.
        changes: Vec<Change>,
    },
    /// The other side keeps to the old terms.
    ChangeDeclined {
        /// Why, if they said so.
        reason: String,
    },
    /// A person gave their own promise new terms.
    Renegotiated {
        /// Why.
        why: String,
        /// What changed.
        changes: Vec<Change>,
    },
    /// It was kept.
    Kept {
        /// How it went.
        note: String,
    },
    /// It was broken.
    Broken {
        /// How it went.
        note: String,
    },
    /// It was deleted.
    Deleted,
}

impl Event for CommitmentEvent {
    const KIND: Kind = Kind::Commitment;

    fn word(&self) -> &'static str {
        match self {
            Self::Asked { .. } => "asked",
            Self::Volunteered { .. } => "volunteered",
            Self::Accepted { .. } => "accepted",
            Self::Declined { .. } => "declined",
            Self::ChangeProposed { .. } => "change_proposed",
            Self::ChangeAccepted { .. } => "change_accepted",
            Self::ChangeDeclined { .. } => "change_declined",
            Self::Renegotiated { .. } => "renegotiated",
            Self::Kept { .. } => "kept",
            Self::Broken { .. } => "broken",
            Self::Deleted => "deleted",
        }
    }

    fn sentence(&self) -> String {
        match self {
            Self::Asked { of } => format!("asked {of} to commit to this"),
            Self::Volunteered { confidence } => {
                format!("committed to this, with a confidence of {confidence} of 5")
            }
            Self::Accepted { confidence } => {
                format!("accepted, with a confidence of {confidence} of 5")
            }
            Self::Declined { reason } => format!("declined: {reason}"),
            Self::ChangeProposed { why, .. } => format!("proposed a change: {why}"),
            Self::ChangeAccepted { .. } => "accepted the change".to_owned(),
            Self::ChangeDeclined { reason } if reason.is_empty() => {
                "declined the change".to_owned()
            }
            Self::ChangeDeclined { reason } => format!("declined the change: {reason}"),
            Self::Renegotiated { why, .. } => format!("gave this new terms: {why}"),
            Self::Kept { note } if note.is_empty() => "kept this".to_owned(),
            Self::Kept { note } => format!("kept this: {note}"),
            Self::Broken { note } => format!("did not keep this: {note}"),
            Self::Deleted => "deleted this commitment".to_owned(),
        }
    }

    fn changes(&self) -> &[Change] {
        match self {
            Self::ChangeProposed { changes, .. }
            | Self::ChangeAccepted { changes }
            | Self::Renegotiated { changes, .. } => changes,
            _ => &[],
        }
    }
}

//! What can happen to an announcement. Who has seen or acknowledged it is no event: an event
//! stands in the history for all to read, and would name by elimination those who have not.

use evenkeel_core::{Event, Kind};

/// What happened.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum AnnouncementEvent {
    /// It was sent.
    Sent {
        /// Name of the unit.
        to: String,
        /// How many people were in the audience that day.
        readers: i64,
        /// How many promises it holds.
        promises: i64,
    },
    /// A question was asked.
    Asked {
        /// What.
        question: String,
    },
    /// A question was answered.
    Answered {
        /// Which.
        question: String,
    },
    /// It was deleted.
    Deleted,
}

impl Event for AnnouncementEvent {
    const KIND: Kind = Kind::Announcement;

    fn word(&self) -> &'static str {
        match self {
            Self::Sent { .. } => "sent",
            Self::Asked { .. } => "asked",
            Self::Answered { .. } => "answered",
            Self::Deleted => "deleted",
        }
    }

    fn sentence(&self) -> String {
        match self {
            Self::Sent { to, promises: 0, .. } => format!("sent this to {to}"),
            Self::Sent { to, promises: 1, .. } => format!("sent this to {to}, with 1 promise"),
            Self::Sent { to, promises, .. } => {
                format!("sent this to {to}, with {promises} promises")
            }
            Self::Asked { question } => format!("asked: {question}"),
            Self::Answered { question } => format!("answered the question: {question}"),
            Self::Deleted => "deleted this announcement".to_owned(),
        }
    }
}

//! What can happen to a check-in.

use evenkeel_core::{Event, Kind};

/// What happened.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum CheckInEvent {
    /// It was made.
    Made {
        /// The owner's own confidence, 1 to 5.
        confidence: i64,
        /// How many readings came with it.
        readings: i64,
    },
    /// The reviewer has heard it.
    Acknowledged {
        /// What they answered; may be empty.
        reply: String,
    },
}

impl Event for CheckInEvent {
    const KIND: Kind = Kind::CheckIn;

    fn word(&self) -> &'static str {
        match self {
            Self::Made { .. } => "made",
            Self::Acknowledged { .. } => "acknowledged",
        }
    }

    fn sentence(&self) -> String {
        match self {
            Self::Made { confidence, readings: 0 } => {
                format!("checked in, with a confidence of {confidence} of 5")
            }
            Self::Made { confidence, readings } => {
                let noun = if *readings == 1 { "reading" } else { "readings" };
                format!("checked in, with a confidence of {confidence} of 5 and {readings} {noun}")
            }
            Self::Acknowledged { reply } if reply.is_empty() => {
                "acknowledged this check-in".to_owned()
            }
            Self::Acknowledged { reply } => format!("acknowledged this check-in: {reply}"),
        }
    }
}

//! What can happen to a bet.

use evenkeel_core::{Change, Event, Kind};
use jiff::civil::Date;

use crate::elements::ElementEvent;

/// What happened: what only bets do, or what every element does.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
#[serde(untagged)]
pub enum BetEvent {
    /// What only bets do.
    Own(Decided),
    /// What every element does.
    Element(ElementEvent),
}

/// What was decided about a bet.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum Decided {
    /// It goes on until a new kill date.
    Continued {
        /// The new kill date.
        kill_on: Date,
        /// Why.
        reason: String,
    },
    /// It was closed: won, lost or stopped.
    Closed {
        /// The word of the state it ended in.
        outcome: String,
        /// What was learned.
        learning: String,
    },
}

impl Event for BetEvent {
    const KIND: Kind = Kind::Bet;

    fn word(&self) -> &'static str {
        match self {
            Self::Own(Decided::Continued { .. }) => "continued",
            Self::Own(Decided::Closed { .. }) => "closed",
            Self::Element(event) => event.word(),
        }
    }

    fn sentence(&self) -> String {
        match self {
            Self::Own(Decided::Continued { kill_on, reason }) => {
                let why = if reason.is_empty() { String::new() } else { format!(": {reason}") };
                format!("continued this bet until {}{why}", evenkeel_web::ui::date_words(*kill_on))
            }
            Self::Own(Decided::Closed { outcome, learning }) => {
                format!("closed this bet as {outcome}: {learning}")
            }
            Self::Element(event) => event.sentence("bet"),
        }
    }

    fn changes(&self) -> &[Change] {
        match self {
            Self::Own(_) => &[],
            Self::Element(event) => event.changes(),
        }
    }
}

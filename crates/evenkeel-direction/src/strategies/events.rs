//! What can happen to a strategy.

use evenkeel_core::{Change, Event, Kind};

use crate::elements::ElementEvent;

/// What happened.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct StrategyEvent(pub ElementEvent);

impl Event for StrategyEvent {
    const KIND: Kind = Kind::Strategy;

    fn word(&self) -> &'static str {
        self.0.word()
    }

    fn sentence(&self) -> String {
        self.0.sentence("strategy")
    }

    fn changes(&self) -> &[Change] {
        self.0.changes()
    }
}

//! What can happen to a purpose.

use evenkeel_core::{Change, Event, Kind};

use crate::elements::ElementEvent;

/// What happened.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct PurposeEvent(pub ElementEvent);

impl Event for PurposeEvent {
    const KIND: Kind = Kind::Purpose;

    fn word(&self) -> &'static str {
        self.0.word()
    }

    fn sentence(&self) -> String {
        self.0.sentence("purpose")
    }

    fn changes(&self) -> &[Change] {
        self.0.changes()
    }
}

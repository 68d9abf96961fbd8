//! What can happen to a vision.

use evenkeel_core::{Change, Event, Kind};

use crate::elements::ElementEvent;

/// What happened.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct VisionEvent(pub ElementEvent);

impl Event for VisionEvent {
    const KIND: Kind = Kind::Vision;

    fn word(&self) -> &'static str {
        self.0.word()
    }

    fn sentence(&self) -> String {
        self.0.sentence("vision")
    }

    fn changes(&self) -> &[Change] {
        self.0.changes()
    }
}

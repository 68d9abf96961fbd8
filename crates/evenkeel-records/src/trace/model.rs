//! The chain of a record: what it serves, step by step, and where the chain breaks.

use evenkeel_core::{Card, Id, Kind, Record};

/// One step of a chain, counted from the record itself.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Step {
    /// 0 for the record itself.
    pub depth: i64,
    /// The record; `None` for a step that the reader may not see.
    pub card: Option<Card>,
}

/// What a record serves: itself first, the vision last if the chain reaches one.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Chain {
    /// From the record upward.
    pub steps: Vec<Step>,
    /// Whether the last step is a vision or a purpose.
    pub is_whole: bool,
}

impl Chain {
    /// The chain made of what was found: depth and, where it may be seen, the card.
    pub fn new(steps: Vec<Step>) -> Self {
        let is_whole = steps
            .last()
            .and_then(|step| step.card.as_ref())
            .is_some_and(|card| matches!(card.kind, Kind::Vision | Kind::Purpose));
        Self { steps, is_whole }
    }

    /// The steps above the record itself.
    pub fn above(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter().filter(|step| step.depth > 0)
    }

    /// The record itself.
    pub fn id(&self) -> Option<Id<Record>> {
        self.steps.first().and_then(|step| step.card.as_ref()).map(|card| card.id)
    }
}

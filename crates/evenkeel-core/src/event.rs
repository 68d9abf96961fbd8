//! The one row that each write records.

use serde::{Serialize, de::DeserializeOwned};

use crate::{Change, Function, Kind};

/// What can happen to one kind of record. Each slice has one enum; its matches are exhaustive, so
/// an event without a sentence does not compile.
pub trait Event: Serialize + DeserializeOwned + Send + 'static {
    /// The kind of record it happens to.
    const KIND: Kind;

    /// The event's own word, after the kind: `committed` in `goal.committed`.
    fn word(&self) -> &'static str;

    /// What happened, after the actor's name: "committed to the goal".
    fn sentence(&self) -> String;

    /// What it changed, field by field.
    fn changes(&self) -> &[Change] {
        &[]
    }

    /// The function (1–6) that the act belongs to.
    fn function(&self) -> Function {
        Self::KIND.function()
    }
}

/// Proof that a write has recorded its event. Only `Tx::record` makes one.
#[derive(Debug)]
#[must_use = "a write ends in what it recorded"]
pub struct Recorded<T = ()>(T);

impl Recorded<()> {
    /// Made by the store alone, when the event's row is written.
    #[doc(hidden)]
    pub const fn by_store() -> Self {
        Self(())
    }
}

impl<T> Recorded<T> {
    /// The same proof, answering with `value`.
    pub fn with<U>(self, value: U) -> Recorded<U> {
        Recorded(value)
    }

    /// The value it answers with.
    pub fn into_inner(self) -> T {
        self.0
    }
}

//! What was deleted, until when it can come back, and who may bring it.

use evenkeel_core::{Card, Id, Person, Unit};
use evenkeel_store::row;
use jiff::{SignedDuration, Timestamp};

/// How long a deletion can be taken back: 30 days.
pub const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

row! {
    /// A record that was deleted.
    #[derive(Clone, Debug)]
    pub struct Deleted {
        /// What it was.
        pub card: Card,
        /// The unit it belongs to.
        pub unit_id: Option<Id<Unit>>,
        /// When it was deleted.
        pub deleted_at: Timestamp,
        /// Who deleted it.
        pub deleted_by: Option<Id<Person>>,
    }
}

impl Deleted {
    /// When it can no longer come back.
    pub fn gone_at(&self) -> Timestamp {
        self.deleted_at.saturating_add(KEPT).unwrap_or(Timestamp::MAX)
    }
}

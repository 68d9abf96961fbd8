//! What a goal is, how it stands, and who may do what with it.

use evenkeel_chart::Progress;
use evenkeel_core::{Card, Error, Id, Organization, Person, Result};
use evenkeel_directory::audience::SeenBy;
use evenkeel_stats::rollup::{self, Micro, Status, Thresholds};
use evenkeel_store::{Head, row};
use jiff::{Timestamp, civil::Date};

use super::Draft;

row! {
    /// A goal with the names it shows and the figures that its measures and the goals below give.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Goal {
        /// The common row.
        pub head: Head,
        /// Why it is wanted, in words; the parent says it too.
        pub why: String,
        /// What is true when it is reached.
        pub done_looks_like: String,
        /// First day of its period.
        pub start_on: Date,
        /// Last day of its period.
        pub end_on: Date,
        /// The person who answers for it.
        pub owner_id: Id<Person>,
        /// Their name.
        pub owner_name: String,
        /// Who points the way: the lead of the pair.
        pub lead_id: Option<Id<Person>>,
        /// Their name.
        pub lead_name: Option<String>,
        /// Who keeps it running: the manager of the pair.
        pub manager_id: Option<Id<Person>>,
        /// Their name.
        pub manager_name: Option<String>,
        /// What the lead owes the manager.
        pub lead_owes: String,
        /// What the manager owes the lead.
        pub manager_owes: String,
        /// Who acknowledges its check-ins.
        pub reviewer_id: Option<Id<Person>>,
        /// Their name.
        pub reviewer_name: Option<String>,
        /// Days between two check-ins.
        pub cadence_days: i64,
        /// originate or initiate.
        pub source: String,
        /// How its progress comes from the goals below: mean, min, sum, own, manual.
        pub op: String,
        /// How much it counts for its parent.
        pub weight: i64,
        /// Whether its parent is at risk while this one is off track.
        pub is_critical: bool,
        /// Progress set by hand, in millionths.
        pub typed_micro: Option<i64>,
        /// The owner's own confidence at the last check-in, 1 to 5.
        pub confidence: Option<i64>,
        /// The day of the last reading or check-in.
        pub updated_on: Date,
        /// The day the next check-in falls due.
        pub check_in_on: Date,
        /// Progress in millionths; none is unknown.
        pub progress_micro: Option<i64>,
        /// How much of the weight is measured, in millionths.
        pub coverage_micro: i64,
        /// How many goals contribute.
        pub children_count: i64,
        /// How many of them are measured.
        pub measured_count: i64,
        /// How many measures it has.
        pub measures_count: i64,
        /// When it was closed.
        pub closed_at: Option<Timestamp>,
        /// What was said at the end.
        pub closing_note: String,
        /// Whether a critical goal right below is off track.
        pub is_held_back: bool,
        /// Name of the unit.
        pub unit_name: Option<String>,
        /// What it serves first, if the reader may see it.
        pub parent: Option<Card>,
    }
}

/// How a goal ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was reached.
    Met,
    /// It was not reached.
    Missed,
    /// It was given up; it no longer counts.
    Canceled,
}

impl Outcome {
    /// The words, as the state and the API spell them.
    pub const WORDS: [&'static str; 3] = ["met", "missed", "canceled"];

    /// The state that a goal ends in.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Missed => "missed",
            Self::Canceled => "canceled",
        }
    }

    /// The outcome with this word.
    pub fn find(word: &str) -> Option<Self> {
        [Self::Met, Self::Missed, Self::Canceled].into_iter().find(|it| it.word() == word)
    }
}

/// How a goal stands today, from its own figures alone: never an average of colors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Where it should be by now.
    pub expected_micro: Option<i64>,
    /// Against that; none while progress is unknown, and for a goal that is not open.
    pub status: Option<Status>,
    /// Whether nothing was said for two of its cadences.
    pub is_outdated: bool,
}

impl Goal {
    /// Its id, typed.
    pub fn id(&self) -> Id<Self> {
        self.head.id.cast()
    }

    /// The address of its page.
    pub fn url(&self) -> String {
        self.head.card().url()
    }

    /// Whether it is at work.
    pub fn is_open(&self) -> bool {
        self.head.state == "open"
    }

    /// Whether it is over.
    pub fn is_closed(&self) -> bool {
        self.closed_at.is_some()
    }

    /// How it stands today.
    pub fn standing(&self, today: Date) -> Standing {
        if !self.is_open() {
            return Standing { expected_micro: None, status: None, is_outdated: false };
        }
        let expected = rollup::expected(self.start_on, self.end_on, today);
        let status = expected
            .and_then(|expected| {
                let progress = self.progress_micro.map(Micro::clamped);
                Status::of(progress, expected, Thresholds::default())
            })
            .map(|status| status.capped(self.is_held_back.then_some(Some(Status::OffTrack))));
        let cadence_days = u32::try_from(self.cadence_days).unwrap_or(u32::MAX);
        Standing {
            expected_micro: expected.map(Micro::get),
            status,
            is_outdated: rollup::is_outdated(self.updated_on, cadence_days, today),
        }
    }

    /// Its progress as a chart draws it.
    pub fn progress(&self, today: Date) -> Progress {
        Progress {
            done_micro: self.progress_micro,
            expected_micro: self.standing(today).expected_micro,
            coverage_micro: self.progress_micro.map(|_| self.coverage_micro),
        }
    }

    /// Whether a number can be said of it: its own measure, goals below, or a hand.
    pub fn is_measured(&self) -> bool {
        self.measures_count > 0 || self.children_count > 0 || self.op == "manual"
    }

    /// Whether its progress was set by hand.
    pub fn is_set_by_hand(&self) -> bool {
        self.op == "manual"
    }

    /// Whether two people hold the pair and have not said what they owe each other.
    pub fn lacks_contract(&self) -> bool {
        let is_two =
            self.lead_id.is_some_and(|lead| self.manager_id.is_some_and(|manager| manager != lead));
        is_two && (self.lead_owes.is_empty() || self.manager_owes.is_empty())
    }

    /// Whether the actor holds it: as owner, lead or manager.
    pub fn is_held_by(&self, actor: Id<Person>) -> bool {
        self.owner_id == actor || self.lead_id == Some(actor) || self.manager_id == Some(actor)
    }

    /// Refuses whoever neither holds it nor heads its unit.
    pub fn may_change(&self, actor: Id<Person>, is_head: bool) -> Result<()> {
        if is_head || self.is_held_by(actor) {
            return Ok(());
        }
        Err(Error::not_allowed(format!(
            "Only {}, the goal's lead or manager, or whoever heads its unit can change this goal. \
             Ask them, or say so in a comment.",
            self.owner_name
        )))
    }

    /// Refuses what only an open goal can take.
    pub fn must_be_open(&self) -> Result<()> {
        if !self.is_closed() {
            return Ok(());
        }
        Err(Error::not_allowed("This goal is closed and keeps its grade. Open it again first."))
    }

    /// The goal as a draft: what an edit starts from.
    pub fn draft(&self, organization: Id<Organization>) -> Draft {
        Draft {
            title: self.head.title.clone(),
            why: self.why.clone(),
            done_looks_like: self.done_looks_like.clone(),
            start_on: self.start_on,
            end_on: self.end_on,
            owner_id: Some(self.owner_id),
            parent_id: self.head.parent_id,
            lead_id: self.lead_id,
            manager_id: self.manager_id,
            lead_owes: self.lead_owes.clone(),
            manager_owes: self.manager_owes.clone(),
            reviewer_id: self.reviewer_id,
            cadence_days: self.cadence_days,
            source: if self.source == "initiate" { "initiate" } else { "originate" },
            op: rollup::Op::from_word(&self.op).unwrap_or_default(),
            typed_micro: self.typed_micro,
            weight: self.weight,
            is_critical: self.is_critical,
            unit_id: self.head.unit_id,
            seen_by: SeenBy::of_head(&self.head, organization),
            is_draft: self.head.state == "draft",
        }
    }
}

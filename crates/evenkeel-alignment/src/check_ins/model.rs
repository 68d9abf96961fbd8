//! What a check-in is, what a form says of it, and who may acknowledge it.

use evenkeel_core::{Card, Error, Id, Person, Result};
use evenkeel_store::{Head, row};
use evenkeel_web::Fields;
use jiff::{Timestamp, civil::Date};

use crate::goals::{Goal, Measure, measures::Taken};

/// Measures whose values can come with one check-in.
pub const READINGS_MAX: usize = 9;

/// The fields for those: the measure's id, its value, and for milestones the steps done.
pub(super) const FIELDS: [(&str, &str, &str); READINGS_MAX] = [
    ("measure_1", "value_1", "done_1"),
    ("measure_2", "value_2", "done_2"),
    ("measure_3", "value_3", "done_3"),
    ("measure_4", "value_4", "done_4"),
    ("measure_5", "value_5", "done_5"),
    ("measure_6", "value_6", "done_6"),
    ("measure_7", "value_7", "done_7"),
    ("measure_8", "value_8", "done_8"),
    ("measure_9", "value_9", "done_9"),
];

row! {
    /// A check-in with the names it shows.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct CheckIn {
        /// The common row; its owner is who made it.
        pub head: Head,
        /// Who made it.
        pub author_id: Id<Person>,
        /// Their name.
        pub author: String,
        /// The goal.
        pub goal: Card,
        /// The day.
        pub made_on: Date,
        /// What changed.
        pub changed: String,
        /// What is next.
        pub next: String,
        /// Confidence in the goal, 1 to 5.
        pub confidence: i64,
        /// The goal's progress on that day.
        pub progress_micro: Option<i64>,
        /// Who must acknowledge it.
        pub reviewer_id: Option<Id<Person>>,
        /// Their name.
        pub reviewer: Option<String>,
        /// When it was acknowledged.
        pub acknowledged_at: Option<Timestamp>,
        /// By whom.
        pub acknowledged_by: Option<String>,
        /// What they answered.
        pub reply: String,
    }
}

/// What a form or a call says of a check-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What changed since the last one.
    pub changed: String,
    /// What is next.
    pub next: String,
    /// Confidence in the goal, 1 to 5.
    pub confidence: i64,
    /// New values of measures.
    pub readings: Vec<(Id<Measure>, Taken)>,
}

impl Draft {
    /// Reads the fields of a check-in on a goal with these measures.
    pub fn read(fields: &mut Fields, measures: &[Measure]) -> Result<Self> {
        let changed = fields.long_text("changed", "What changed", 1..=2000);
        let next = fields.long_text("next", "What is next", 1..=2000);
        let confidence = fields.number("confidence", "Confidence", 1..=5);
        let mut readings = Vec::new();
        for (measure_field, value_field, done_field) in FIELDS {
            let id = fields.id_option::<Measure>(measure_field, "Measure");
            let measure = measures.iter().find(|measure| Some(measure.id) == id);
            match measure {
                Some(measure) => {
                    let taken = Taken::read_option(fields, measure, value_field, done_field);
                    readings.extend(taken.map(|taken| (measure.id, taken)));
                }
                None if id.is_some() => {
                    fields.fault(measure_field, "Measure: choose one of this goal");
                }
                None => {
                    for field in [value_field, done_field] {
                        if fields.has(field) && !fields.raw(field).trim().is_empty() {
                            fields
                                .fault(field, format!("Say in “{measure_field}” of what this is"));
                        }
                    }
                }
            }
        }
        fields.finish(Self { changed, next, confidence, readings })
    }

    /// One line that names it in lists.
    pub fn title(&self) -> String {
        let line = self.changed.lines().next().unwrap_or_default();
        if line.chars().count() <= 120 {
            return line.to_owned();
        }
        let cut: String = line.chars().take(117).collect();
        format!("{}…", cut.trim_end())
    }
}

impl CheckIn {
    /// The address of its page.
    pub fn url(&self) -> String {
        self.head.card().url()
    }

    /// Whether it still waits for its reviewer.
    pub fn waits(&self) -> bool {
        self.acknowledged_at.is_none()
    }

    /// Whether it waits for this person.
    pub fn waits_for(&self, person: Id<Person>) -> bool {
        self.waits() && self.reviewer_id == Some(person)
    }

    /// Only the reviewer acknowledges; without one, whoever heads the unit, and never the author.
    pub fn may_acknowledge(&self, actor: Id<Person>, is_head: bool) -> Result<()> {
        if let Some(by) = self.acknowledged_by.as_ref().filter(|_| !self.waits()) {
            return Err(Error::not_allowed(format!("{by} has acknowledged this already.")));
        }
        match (&self.reviewer_id, &self.reviewer) {
            (Some(reviewer), _) if *reviewer == actor && self.author_id != actor => Ok(()),
            (Some(reviewer), Some(name)) if *reviewer != self.author_id => {
                Err(Error::not_allowed(format!(
                    "Only {name} can acknowledge this check-in. Say what you think in a comment."
                )))
            }
            _ if is_head && self.author_id != actor => Ok(()),
            _ => Err(Error::not_allowed(
                "Nobody reviews this goal yet. Name a reviewer on the goal, or ask whoever heads \
                 its unit.",
            )),
        }
    }
}

impl Goal {
    /// Only who holds a goal checks in on it: the confidence is their own.
    pub fn may_check_in(&self, actor: Id<Person>) -> Result<()> {
        if !self.is_open() {
            return Err(Error::not_allowed(
                "Only a goal at work takes check-ins. Put it to work or open it again first.",
            ));
        }
        if self.is_held_by(actor) {
            return Ok(());
        }
        Err(Error::not_allowed(format!(
            "Only {}, or the goal's lead or manager, can check in on this goal. Say what you know \
             in a comment.",
            self.owner_name
        )))
    }
}

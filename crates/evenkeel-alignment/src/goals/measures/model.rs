//! What a measure and a reading are.

use evenkeel_chart::Line;
use evenkeel_core::{Id, Person};
use evenkeel_stats::rollup::{self, Micro, Milestone, Milli};
use evenkeel_store::row;
use evenkeel_web::ui;
use jiff::civil::Date;

use super::Draft;
use crate::goals::Goal;

row! {
    /// A measure of a goal with its present value.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Measure {
        /// Its id.
        pub id: Id<Measure>,
        /// The goal it judges.
        pub goal_id: Id<Goal>,
        /// What is measured.
        pub title: String,
        /// increase, decrease, maintain_at_least, maintain_at_most, maintain_range, milestones,
        /// binary or manual.
        pub word: String,
        /// Its unit in the plural, "%" or nothing.
        pub unit_word: String,
        /// Value at the beginning, or the low end of a range, in thousandths.
        pub start_milli: Option<i64>,
        /// Value to be reached or kept, or the high end of a range.
        pub target_milli: Option<i64>,
        /// How far outside progress reaches 0.
        pub tolerance_milli: Option<i64>,
        /// How much it counts among the measures of its goal.
        pub weight: i64,
        /// The steps of a measure by milestones.
        pub steps: serde_json::Value,
        /// The latest reading.
        pub current_milli: Option<i64>,
        /// Its day.
        pub read_on: Option<Date>,
        /// Whether it was taken away.
        pub is_removed: bool,
        /// Raised by each edit.
        pub version: i64,
    }
}

row! {
    /// The value of a measure on one day.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Reading {
        /// Its id.
        pub id: Id<Reading>,
        /// The measure.
        pub measure_id: Id<Measure>,
        /// The day.
        pub read_on: Date,
        /// The value in thousandths of the unit.
        pub value_milli: i64,
        /// What was said with it.
        pub note: String,
        /// Who took it.
        pub by_id: Id<Person>,
        /// Their name.
        pub by: String,
    }
}

/// One step of a measure by milestones.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
pub struct Step {
    /// What is done when it is done.
    pub title: String,
    /// Whether it is done.
    pub is_done: bool,
}

impl Measure {
    /// The measure as the roll-up reckons with it.
    pub fn kind(&self) -> rollup::Measure {
        let current = self.current_milli.map(Milli);
        let milli = |value: Option<i64>| Milli(value.unwrap_or(0));
        let (start, target) = (milli(self.start_milli), milli(self.target_milli));
        let tolerance = milli(self.tolerance_milli);
        match self.word.as_str() {
            "increase" => rollup::Measure::Increase { start, target, current },
            "decrease" => rollup::Measure::Decrease { start, target, current },
            "maintain_at_least" => rollup::Measure::MaintainAtLeast { target, tolerance, current },
            "maintain_at_most" => rollup::Measure::MaintainAtMost { target, tolerance, current },
            "maintain_range" => {
                rollup::Measure::MaintainRange { low: start, high: target, tolerance, current }
            }
            "milestones" => rollup::Measure::Milestones {
                steps: self
                    .steps()
                    .iter()
                    .map(|step| Milestone { weight: 1, is_done: step.is_done })
                    .collect(),
            },
            "binary" => rollup::Measure::Binary { is_done: current.map(|it| it.0 > 0) },
            _ => rollup::Measure::Manual { percent: current },
        }
    }

    /// Its weight as the roll-up takes it.
    pub fn weight16(&self) -> u16 {
        u16::try_from(self.weight).unwrap_or(0)
    }

    /// The steps of a measure by milestones.
    pub fn steps(&self) -> Vec<Step> {
        serde_json::from_value(self.steps.clone()).unwrap_or_default()
    }

    /// How far it has come, in millionths.
    pub fn progress_micro(&self) -> Option<i64> {
        self.kind().progress().map(|progress| progress.micro).map(Micro::get)
    }

    /// Whether a person sets its percentage by hand.
    pub fn is_set_by_hand(&self) -> bool {
        self.word == "manual"
    }

    /// The unit as shown beside a value.
    pub fn shown_unit(&self) -> &str {
        match self.word.as_str() {
            "manual" => "%",
            "milestones" => "steps done",
            "binary" => "",
            _ => &self.unit_word,
        }
    }

    /// A value in words: "22 days", "Done".
    pub fn value_words(&self, milli: i64) -> String {
        match self.word.as_str() {
            "binary" if milli > 0 => "Done".to_owned(),
            "binary" => "Not yet done".to_owned(),
            _ => ui::measure(milli.saturating_mul(1000), self.shown_unit()),
        }
    }

    /// What is to be reached or kept, in words.
    pub fn aim(&self) -> String {
        let words = |milli: Option<i64>| self.value_words(milli.unwrap_or(0));
        match self.word.as_str() {
            "increase" | "decrease" => {
                let start = ui::decimal(self.start_milli.unwrap_or(0).saturating_mul(1000));
                format!("from {start} to {}", words(self.target_milli))
            }
            "maintain_at_least" => format!("at least {}", words(self.target_milli)),
            "maintain_at_most" => format!("at most {}", words(self.target_milli)),
            "maintain_range" => {
                let low = ui::decimal(self.start_milli.unwrap_or(0).saturating_mul(1000));
                format!("between {low} and {}", words(self.target_milli))
            }
            "milestones" => {
                let count = i64::try_from(self.steps().len()).unwrap_or(0);
                format!("all of {}", ui::count(count, "step", "steps"))
            }
            "binary" => "done".to_owned(),
            _ => "set by hand, in percent".to_owned(),
        }
    }

    /// Its history as a chart draws it.
    pub fn line(&self, readings: &[Reading]) -> Line {
        let points = readings.iter().map(|reading| (reading.read_on, reading.value_milli));
        let target = match self.word.as_str() {
            "binary" | "milestones" | "manual" | "maintain_range" => None,
            _ => self.target_milli,
        };
        Line::from_milli(self.title.clone(), self.shown_unit(), points, target)
    }

    /// The measure as a draft: what an edit starts from.
    pub fn draft(&self) -> Draft {
        Draft {
            title: self.title.clone(),
            word: Draft::word(&self.word),
            unit_word: self.unit_word.clone(),
            start_milli: self.start_milli,
            target_milli: self.target_milli,
            tolerance_milli: self.tolerance_milli,
            weight: self.weight,
            steps: self.steps().into_iter().map(|step| step.title).collect(),
            current_milli: None,
        }
    }
}

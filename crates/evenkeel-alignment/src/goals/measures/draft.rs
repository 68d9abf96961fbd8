//! What a form or a call says of a measure or a reading.

use evenkeel_core::Result;
use evenkeel_stats::rollup::{self, Fault, Milli};
use evenkeel_web::{Fields, Form, ui};
use jiff::civil::Date;

use super::{Measure, model::Step};

/// The kinds of measure, the most usual first.
pub(super) const WORDS: [&str; 8] = [
    "increase",
    "decrease",
    "maintain_at_least",
    "maintain_at_most",
    "maintain_range",
    "milestones",
    "binary",
    "manual",
];

/// What a form or a call says of a measure. Values are thousandths of the unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What is measured.
    pub title: String,
    /// increase, decrease, maintain_at_least, maintain_at_most, maintain_range, milestones, binary
    /// or manual.
    pub word: &'static str,
    /// Its unit in the plural, "%" or nothing.
    pub unit_word: String,
    /// Value at the beginning, or the low end of a range.
    pub start_milli: Option<i64>,
    /// Value to be reached or kept, or the high end of a range.
    pub target_milli: Option<i64>,
    /// How far outside progress reaches 0.
    pub tolerance_milli: Option<i64>,
    /// How much it counts among the measures of its goal.
    pub weight: i64,
    /// The steps of a measure by milestones.
    pub steps: Vec<String>,
    /// The value today, for a new measure: its first reading.
    pub current_milli: Option<i64>,
}

/// What a form or a call says of a reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The value in thousandths.
    pub value_milli: i64,
    /// The day; today if nothing is said.
    pub read_on: Option<Date>,
    /// What was said with it.
    pub note: String,
    /// Which milestones are done, counted from 1.
    pub done: Vec<i64>,
}

impl Taken {
    /// A value on a day.
    pub fn on(read_on: Date, value_milli: i64) -> Self {
        Self { value_milli, read_on: Some(read_on), note: String::new(), done: Vec::new() }
    }

    /// Reads a value that may come with something else, today; none if nothing is new.
    pub(crate) fn read_option(
        fields: &mut Fields,
        measure: &Measure,
        name: &'static str,
        done: &'static str,
    ) -> Option<Self> {
        let (value_milli, done) = value(fields, measure, name, done)?;
        let before: Vec<i64> = (1..)
            .zip(measure.steps())
            .filter(|(_, step)| step.is_done)
            .map(|(place, _)| place)
            .collect();
        let is_news = measure.word != "milestones" || done != before;
        is_news.then_some(Self { value_milli, read_on: None, note: String::new(), done })
    }

    /// Reads the fields of a reading of `measure`.
    pub fn read(fields: &mut Fields, measure: &Measure, today: Date) -> Result<Self> {
        let read_on = fields.date_option("read_on", "Day");
        if read_on.is_some_and(|day| day > today) {
            fields.fault("read_on", "Day must not lie ahead. Choose today or an earlier day");
        }
        let taken = value(fields, measure, "value", "done");
        if taken.is_none() && fields.raw("value").trim().is_empty() {
            fields.fault("value", "Value is missing");
        }
        let (value_milli, done) = taken.unwrap_or_default();
        let note = fields.long_text("note", "Note", 0..=500);
        fields.finish(Self { value_milli, read_on, note, done })
    }
}

/// The value of a measure in the fields of these names, or nothing.
fn value(
    fields: &mut Fields,
    measure: &Measure,
    name: &'static str,
    done: &'static str,
) -> Option<(i64, Vec<i64>)> {
    match measure.word.as_str() {
        "milestones" => Some(steps_done(fields, measure, done)),
        "binary" => {
            let word = fields.choice_option(name, "Value", &["0", "1"])?;
            Some((i64::from(word == "1") * 1000, Vec::new()))
        }
        _ => {
            let value = milli(fields, name, "Value")?;
            if measure.is_set_by_hand() && !(0..=100_000).contains(&value) {
                fields.fault(name, Fault::PercentOutOfRange.sentence());
            }
            Some((value, Vec::new()))
        }
    }
}

fn steps_done(fields: &mut Fields, measure: &Measure, name: &'static str) -> (i64, Vec<i64>) {
    let lines = fields.lines(name, "Steps done", 0..=100, 9);
    let count = i64::try_from(measure.steps().len()).unwrap_or(0);
    let mut done: Vec<i64> = lines.iter().filter_map(|line| line.parse().ok()).collect();
    done.sort_unstable();
    done.dedup();
    if done.len() != lines.len() || done.iter().any(|step| !(1..=count).contains(step)) {
        fields.fault(name, "Steps done: choose from the list");
    }
    (i64::try_from(done.len()).unwrap_or(0) * 1000, done)
}

impl Draft {
    /// Reads the fields of a measure.
    pub fn read(fields: &mut Fields) -> Result<Self> {
        let title = fields.text("title", "Title", 1..=120);
        let word = fields.choice("kind", "Kind", &WORDS);
        let unit_word = fields.text("unit", "Unit", 0..=40);
        let draft = Self {
            title,
            word,
            unit_word,
            start_milli: milli(fields, "start", "Start"),
            target_milli: milli(fields, "target", "Target"),
            tolerance_milli: milli(fields, "tolerance", "Tolerance"),
            weight: fields.number_option("weight", "Weight", 0..=1000).unwrap_or(1),
            steps: fields.lines("steps", "Steps", 0..=50, 200),
            current_milli: milli(fields, "current", "Now"),
        };
        for (field, message) in draft.faults() {
            if field.is_empty() || is_read(fields, field) {
                fields.fault(field, message);
            }
        }
        fields.finish(draft)
    }

    /// The kind with this word.
    pub fn word(word: &str) -> &'static str {
        WORDS.into_iter().find(|it| *it == word).unwrap_or("manual")
    }

    fn faults(&self) -> Vec<(&'static str, &'static str)> {
        let mut faults = Vec::new();
        let (needs_start, needs_target) = match self.word {
            "increase" | "decrease" | "maintain_range" => (true, true),
            "maintain_at_least" | "maintain_at_most" => (false, true),
            _ => (false, false),
        };
        if needs_start && self.start_milli.is_none() {
            faults.push(("start", "Start is missing"));
        }
        if needs_target && self.target_milli.is_none() {
            faults.push(("target", "Target is missing"));
        }
        if self.word == "milestones" && self.steps.is_empty() {
            faults.push(("steps", "Steps are missing: write one a line"));
        }
        if faults.is_empty()
            && let Some(fault) = self.kind().fault()
        {
            let field = match fault {
                Fault::StartIsTarget | Fault::IncreaseFalls | Fault::DecreaseRises => "target",
                Fault::RangeUpsideDown => "start",
                Fault::ToleranceNegative => "tolerance",
                Fault::PercentOutOfRange => "current",
                Fault::MilestonesWithoutWeight => "steps",
                _ => "kind",
            };
            faults.push((field, fault.sentence()));
        }
        faults
    }

    fn kind(&self) -> rollup::Measure {
        let milli = |value: Option<i64>| Milli(value.unwrap_or(0));
        let (start, target) = (milli(self.start_milli), milli(self.target_milli));
        let (tolerance, current) = (milli(self.tolerance_milli), self.current_milli.map(Milli));
        match self.word {
            "increase" => rollup::Measure::Increase { start, target, current },
            "decrease" => rollup::Measure::Decrease { start, target, current },
            "maintain_at_least" => rollup::Measure::MaintainAtLeast { target, tolerance, current },
            "maintain_at_most" => rollup::Measure::MaintainAtMost { target, tolerance, current },
            "maintain_range" => {
                rollup::Measure::MaintainRange { low: start, high: target, tolerance, current }
            }
            "manual" => rollup::Measure::Manual { percent: current },
            _ => rollup::Measure::Binary { is_done: None },
        }
    }

    /// The steps as kept; those that were done before stay done.
    pub fn kept_steps(&self, before: &[Step]) -> serde_json::Value {
        let steps: Vec<Step> = self
            .steps
            .iter()
            .map(|title| Step {
                title: title.clone(),
                is_done: before.iter().any(|step| step.is_done && step.title == *title),
            })
            .collect();
        serde_json::to_value(steps).unwrap_or_default()
    }

    /// The editable fields as text, for history and conflicts.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let milli = |value: Option<i64>| {
            value.map(|milli| ui::decimal(milli.saturating_mul(1000))).unwrap_or_default()
        };
        vec![
            ("title", self.title.clone()),
            ("kind", self.word.to_owned()),
            ("unit", self.unit_word.clone()),
            ("start", milli(self.start_milli)),
            ("target", milli(self.target_milli)),
            ("tolerance", milli(self.tolerance_milli)),
            ("weight", self.weight.to_string()),
            ("steps", self.steps.join("\n")),
        ]
    }

    /// The form for an edit.
    pub fn form(&self) -> Form {
        self.fields().into_iter().fold(Form::empty(), |form, (name, value)| form.with(name, value))
    }
}

/// A number with at most three decimals, as thousandths.
pub(crate) fn milli(fields: &mut Fields, name: &'static str, label: &str) -> Option<i64> {
    let micro = fields.decimal_option(name, label)?;
    if micro % 1000 != 0 {
        fields.fault(name, format!("{label} has at most 3 digits after the point"));
    }
    Some(micro / 1000)
}

/// A field that could not be read has its own fault already.
fn is_read(fields: &Fields, field: &str) -> bool {
    let text = fields.raw(field).trim();
    text.is_empty() || field == "steps" || evenkeel_web::micro(text).is_some()
}

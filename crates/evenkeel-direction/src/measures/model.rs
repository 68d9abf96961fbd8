//! What a sustainability measure is, and what it reads.

use evenkeel_chart::Line;
use evenkeel_core::{Card, Id, Organization, Person, Record, Result, Unit};
use evenkeel_directory::audience::SeenBy;
use evenkeel_store::{Head, row};
use evenkeel_web::{Fields, ui};
use jiff::civil::Date;

use crate::elements::Place;

row! {
    /// A measure with the names it shows.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Measure {
        /// The common row.
        pub head: Head,
        /// Name of its unit of the organization.
        pub unit_name: Option<String>,
        /// Name of the person who answers for it.
        pub owner_name: Option<String>,
        /// The vision that it watches.
        pub vision: Option<Card>,
        /// Why this number, in Markdown.
        pub why: String,
        /// The unit of its values, in the plural.
        pub unit: String,
        /// Where it is to go, in millionths.
        pub target_micro: Option<i64>,
        /// The day of the latest reading.
        pub last_on: Option<Date>,
        /// The latest reading, in millionths.
        pub last_micro: Option<i64>,
    }
}

row! {
    /// A reading.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Reading {
        /// The day it was taken.
        pub read_on: Date,
        /// Its value in millionths.
        pub value_micro: i64,
        /// Name of the person who noted it.
        pub noted_by: String,
    }
}

/// What a form or a call says of a measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What is measured.
    pub title: String,
    /// Why this number, in Markdown.
    pub why: String,
    /// The unit of its values, in the plural.
    pub unit: String,
    /// Where it is to go, in millionths.
    pub target_micro: Option<i64>,
    /// Who answers for it.
    pub owner_id: Id<Person>,
    /// The vision that it watches.
    pub vision_id: Id<Record>,
    /// Where it belongs and who may see it.
    pub place: Place,
}

impl Draft {
    /// Reads the fields of a measure. It has an owner and a vision (DIR-13).
    pub fn read(fields: &mut Fields) -> Result<Self> {
        let draft = Self {
            title: fields.text("title", "What is measured", 1..=200),
            why: fields.long_text("why", "Why", 0..=5000),
            unit: fields.text("unit", "Unit of the values", 0..=40),
            target_micro: fields.decimal_option("target", "Target"),
            owner_id: fields.id("owner_id", "Owner"),
            vision_id: fields.id("vision_id", "Vision"),
            place: Place::read(fields),
        };
        fields.finish(draft)
    }

    /// The editable fields as text, for history and conflicts.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let target = self.target_micro.map(ui::decimal).unwrap_or_default();
        let mut fields = vec![
            ("title", self.title.clone()),
            ("why", self.why.clone()),
            ("unit", self.unit.clone()),
            ("target", target),
            ("owner_id", self.owner_id.to_string()),
            ("vision_id", self.vision_id.to_string()),
        ];
        fields.extend(self.place.fields());
        fields
    }
}

/// A reading as it is sent: today if no day is said.
pub(super) fn read_reading(fields: &mut Fields, today: Date) -> Result<(Date, i64)> {
    let value = fields.decimal("value", "Reading");
    let read_on = fields.date_option("read_on", "Day").unwrap_or(today);
    if read_on > today {
        fields.fault("read_on", "Day must not lie after today");
    }
    fields.finish((read_on, value))
}

impl Measure {
    /// The measure as a draft: what an edit starts from.
    pub fn draft(&self, organization: Id<Organization>) -> Draft {
        let nil = uuid::Uuid::nil();
        Draft {
            title: self.head.title.clone(),
            why: self.why.clone(),
            unit: self.unit.clone(),
            target_micro: self.target_micro,
            owner_id: self.head.owner_id.unwrap_or(Id::new(nil)),
            vision_id: self.head.parent_id.unwrap_or(Id::new(nil)),
            place: Place {
                unit_id: self.head.unit_id.unwrap_or(Id::<Unit>::new(nil)),
                seen_by: SeenBy::of_head(&self.head, organization),
            },
        }
    }

    /// The address of its page.
    pub fn url(&self) -> String {
        self.head.card().url()
    }

    /// How it stands, in one sentence.
    pub fn sentence(&self) -> String {
        match (self.last_micro, self.last_on) {
            (Some(value), Some(on)) => {
                let now = ui::measure(value, &self.unit);
                let target = self
                    .target_micro
                    .map(|target| format!("; the target is {}", ui::decimal(target)));
                format!("{now} on {}{}.", ui::date_words(on), target.unwrap_or_default())
            }
            _ => "No readings yet.".to_owned(),
        }
    }

    /// Its history as a line.
    pub(super) fn line(&self, readings: &[Reading]) -> Line {
        // The chart draws thousandths: finer differences cannot be seen.
        let points = readings.iter().map(|reading| (reading.read_on, reading.value_micro / 1000));
        let target = self.target_micro.map(|target| target / 1000);
        Line::from_milli(self.head.title.clone(), self.unit.clone(), points, target)
    }
}

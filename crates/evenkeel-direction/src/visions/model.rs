//! What a vision is, and what it still lacks.

use evenkeel_core::{Id, Kind, Organization, Record, Result};
use evenkeel_store::row;
use evenkeel_web::Fields;
use jiff::civil::Date;

use crate::elements::{Element, Passage, Place, Words, passage};

/// How many years ahead a vision looks.
const YEARS: std::ops::RangeInclusive<i64> = 3..=10;

row! {
    /// A vision with the names it shows.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Vision {
        /// What every element shows.
        pub element: Element,
        /// The picture in words, in Markdown.
        pub narrative: String,
        /// The year of the picture.
        pub horizon_year: Option<i64>,
    }
}

/// What a form or a call says of a vision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The picture in one line.
    pub title: String,
    /// The picture in words, in Markdown.
    pub narrative: String,
    /// The year of the picture.
    pub horizon_year: Option<i64>,
    /// The purpose, or the vision of a unit above, that it serves.
    pub parent_id: Option<Id<Record>>,
    /// Where it belongs and who may see it.
    pub place: Place,
}

impl Draft {
    /// Reads the fields of a vision.
    pub fn read(fields: &mut Fields) -> Result<Self> {
        let draft = Self {
            title: fields.text("title", "Vision in one line", 1..=200),
            narrative: fields.long_text("narrative", "Narrative", 1..=20_000),
            horizon_year: fields.number_option("horizon_year", "Horizon", 1900..=2200),
            parent_id: fields.id_option("parent_id", "Serves"),
            place: Place::read(fields),
        };
        fields.finish(draft)
    }

    /// The editable fields as text, for history and conflicts.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let mut fields = vec![
            ("title", self.title.clone()),
            ("narrative", self.narrative.clone()),
            ("horizon_year", year(self.horizon_year)),
            ("parent_id", self.parent_id.map(|id| id.to_string()).unwrap_or_default()),
        ];
        fields.extend(self.place.fields());
        fields
    }

    /// What is written into the common row and kept as a version.
    pub(super) fn words<'a>(&'a self, state: &'a str) -> Words<'a> {
        Words {
            kind: Kind::Vision,
            title: &self.title,
            state,
            place: self.place,
            owner: None,
            parent: self.parent_id,
            passages: self.passages(),
        }
    }

    fn passages(&self) -> Vec<Passage> {
        vec![
            passage("title", "Title", &self.title),
            passage("narrative", "Narrative", &self.narrative),
            passage("horizon_year", "Horizon", year(self.horizon_year)),
        ]
    }
}

fn year(year: Option<i64>) -> String {
    year.map(|year| year.to_string()).unwrap_or_default()
}

impl Vision {
    /// The vision as a draft: what an edit starts from.
    pub fn draft(&self, organization: Id<Organization>) -> Draft {
        Draft {
            title: self.element.head.title.clone(),
            narrative: self.narrative.clone(),
            horizon_year: self.horizon_year,
            parent_id: self.element.head.parent_id,
            place: self.element.place(organization),
        }
    }

    /// What it still lacks, each as a sentence that says the rule (DIR-2).
    pub fn missing(&self, today: Date) -> Vec<String> {
        let Some(year) = self.horizon_year else {
            return vec![
                "It has no horizon. Say which year the picture shows, 3 to 10 years ahead."
                    .to_owned(),
            ];
        };
        let ahead = year - i64::from(today.year());
        if YEARS.contains(&ahead) {
            return Vec::new();
        }
        let where_it_lies = match ahead {
            0 => "is this year".to_owned(),
            1 => "lies 1 year ahead".to_owned(),
            2.. => format!("lies {ahead} years ahead"),
            _ => "has passed".to_owned(),
        };
        vec![format!("Its horizon, {year}, {where_it_lies}. A vision looks 3 to 10 years ahead.")]
    }
}

#[cfg(test)]
mod model_tests {
    use super::*;

    #[test]
    fn drafts_of_different_text_are_different_versions() {
        let place = Place {
            unit_id: Id::new(uuid::Uuid::nil()),
            seen_by: evenkeel_directory::audience::SeenBy::Everyone,
        };
        let draft = Draft {
            title: "Near".to_owned(),
            narrative: "All".to_owned(),
            horizon_year: Some(2031),
            parent_id: None,
            place,
        };
        let later = Draft { horizon_year: Some(2032), ..draft.clone() };
        let elsewhere = Draft { parent_id: Some(Id::new(uuid::Uuid::max())), ..draft.clone() };
        assert_ne!(draft.passages(), later.passages());
        assert_eq!(draft.passages(), elsewhere.passages());
    }
}

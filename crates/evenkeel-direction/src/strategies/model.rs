//! What a strategy is, and what it still lacks.

use evenkeel_core::{Id, Kind, Organization, Record, Result};
use evenkeel_store::row;
use evenkeel_web::Fields;

use crate::elements::{Element, Place, Words, lines, passage};

/// How many priorities a strategy has.
const PRIORITIES: std::ops::RangeInclusive<usize> = 3..=5;
/// The most lines that either list may have: outside the rule it is saved, but not without end.
const LINES_MAX: usize = 20;

row! {
    /// A strategy with the names it shows.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Strategy {
        /// What every element shows.
        pub element: Element,
        /// What is chosen and why, in Markdown.
        pub choice: String,
        /// What comes first, one priority a line.
        pub priorities: String,
        /// What is left aside on purpose, one thing a line.
        pub not_doing: String,
    }
}

/// What a form or a call says of a strategy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The choice in one line.
    pub title: String,
    /// What is chosen and why, in Markdown.
    pub choice: String,
    /// What comes first.
    pub priorities: Vec<String>,
    /// What is left aside on purpose.
    pub not_doing: Vec<String>,
    /// The vision that it leads to.
    pub parent_id: Option<Id<Record>>,
    /// Where it belongs and who may see it.
    pub place: Place,
}

impl Draft {
    /// Reads the fields of a strategy. One outside the rules is taken, and shows as incomplete.
    pub fn read(fields: &mut Fields) -> Result<Self> {
        let draft = Self {
            title: fields.text("title", "Strategy in one line", 1..=200),
            choice: fields.long_text("choice", "The choice", 0..=20_000),
            priorities: fields.lines("priorities", "Priorities", 0..=LINES_MAX, 300),
            not_doing: fields.lines("not_doing", "Not doing", 0..=LINES_MAX, 300),
            parent_id: fields.id_option("parent_id", "Vision"),
            place: Place::read(fields),
        };
        fields.finish(draft)
    }

    /// The editable fields as text, for history and conflicts.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let mut fields = vec![
            ("title", self.title.clone()),
            ("choice", self.choice.clone()),
            ("priorities", self.priorities.join("\n")),
            ("not_doing", self.not_doing.join("\n")),
            ("parent_id", self.parent_id.map(|id| id.to_string()).unwrap_or_default()),
        ];
        fields.extend(self.place.fields());
        fields
    }

    /// What is written into the common row and kept as a version.
    pub(super) fn words<'a>(&'a self, state: &'a str) -> Words<'a> {
        Words {
            kind: Kind::Strategy,
            title: &self.title,
            state,
            place: self.place,
            owner: None,
            parent: self.parent_id,
            passages: vec![
                passage("title", "Title", &self.title),
                passage("choice", "The choice", &self.choice),
                passage("priorities", "Priorities", self.priorities.join("\n")),
                passage("not_doing", "Not doing", self.not_doing.join("\n")),
            ],
        }
    }
}

impl Strategy {
    /// The strategy as a draft: what an edit starts from.
    pub fn draft(&self, organization: Id<Organization>) -> Draft {
        Draft {
            title: self.element.head.title.clone(),
            choice: self.choice.clone(),
            priorities: lines(&self.priorities),
            not_doing: lines(&self.not_doing),
            parent_id: self.element.head.parent_id,
            place: self.element.place(organization),
        }
    }

    /// What it still lacks, each as a sentence that says the rule (DIR-4).
    pub fn missing(&self) -> Vec<String> {
        let mut missing = Vec::new();
        let count = lines(&self.priorities).len();
        if !PRIORITIES.contains(&count) {
            let has = match count {
                0 => "no priorities".to_owned(),
                1 => "1 priority".to_owned(),
                many => format!("{many} priorities"),
            };
            missing.push(format!("It has {has}. A strategy has 3 to 5."));
        }
        if self.not_doing.is_empty() {
            missing
                .push("Its not-doing list is empty. Say what is left aside on purpose.".to_owned());
        }
        if self.element.serves.is_none() {
            missing.push("It leads to no vision yet. Choose the vision that it serves.".to_owned());
        }
        missing
    }
}

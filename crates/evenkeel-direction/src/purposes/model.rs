//! What a purpose is.

use evenkeel_core::{Id, Kind, Organization, Result};
use evenkeel_store::row;
use evenkeel_web::Fields;

use crate::elements::{Element, Place, Words, passage};

row! {
    /// A purpose with the names it shows.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Purpose {
        /// What every element shows.
        pub element: Element,
        /// What it means, in Markdown.
        pub body: String,
    }
}

/// What a form or a call says of a purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Why the unit exists, in one line.
    pub title: String,
    /// What that means, in Markdown.
    pub body: String,
    /// Where it belongs and who may see it.
    pub place: Place,
}

impl Draft {
    /// Reads the fields of a purpose.
    pub fn read(fields: &mut Fields) -> Result<Self> {
        let draft = Self {
            title: fields.text("title", "Purpose", 1..=200),
            body: fields.long_text("body", "What it means", 0..=10_000),
            place: Place::read(fields),
        };
        fields.finish(draft)
    }

    /// The editable fields as text, for history and conflicts.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let mut fields = vec![("title", self.title.clone()), ("body", self.body.clone())];
        fields.extend(self.place.fields());
        fields
    }

    /// What is written into the common row and kept as a version.
    pub(super) fn words<'a>(&'a self, state: &'a str) -> Words<'a> {
        Words {
            kind: Kind::Purpose,
            title: &self.title,
            state,
            place: self.place,
            owner: None,
            parent: None,
            passages: vec![
                passage("title", "Title", &self.title),
                passage("body", "What it means", &self.body),
            ],
        }
    }
}

impl Purpose {
    /// The purpose as a draft: what an edit starts from.
    pub fn draft(&self, organization: Id<Organization>) -> Draft {
        Draft {
            title: self.element.head.title.clone(),
            body: self.body.clone(),
            place: self.element.place(organization),
        }
    }
}

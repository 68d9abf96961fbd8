//! A state as a word on a soft ground.

use maud::{Markup, html};

/// A word that says a state, and its color.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tag {
    /// The word: color alone never says it.
    pub word: String,
    /// The color.
    pub tone: Tone,
}

impl Tag {
    /// A tag without color.
    pub fn plain(word: impl Into<String>) -> Self {
        Self { word: word.into(), tone: Tone::Plain }
    }

    /// A tag that asks for a look.
    pub fn concern(word: impl Into<String>) -> Self {
        Self { word: word.into(), tone: Tone::Concern }
    }

    pub(crate) fn markup(&self) -> Markup {
        html! { span class=(self.tone.class()) { (self.word) } }
    }
}

/// What a tag's color means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// No color: finished, or simply so.
    #[default]
    Plain,
    /// Got better, or can be acted on: blue.
    Accent,
    /// Needs a look: orange.
    Concern,
    /// Wrong: red.
    Danger,
    /// Of leading: gold.
    Lead,
    /// Of managing: steel.
    Manage,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Self::Plain => "tag",
            Self::Accent => "tag accent",
            Self::Concern => "tag concern",
            Self::Danger => "tag danger",
            Self::Lead => "tag lead",
            Self::Manage => "tag manage",
        }
    }
}

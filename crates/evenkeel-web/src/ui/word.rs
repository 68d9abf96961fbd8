//! The smallest pieces: tags, names, hints, keys, the needle.

use evenkeel_core::Side;
use maud::{Markup, Render, html};

/// What a tag's color means. The word always says it too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Of leading: gold.
    Lead,
    /// Of managing: steel.
    Manage,
    /// Needs a look: orange.
    Concern,
    /// Wrong, or destroys something: red.
    Danger,
    /// Can be acted on, or got better: blue.
    Accent,
    /// Confirmed just now: green.
    Done,
    /// No color: finished, or simply so.
    #[default]
    Plain,
}

impl Tone {
    /// The class that colors it.
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Lead => "tag lead",
            Self::Manage => "tag manage",
            Self::Concern => "tag concern",
            Self::Danger => "tag danger",
            Self::Accent => "tag accent",
            Self::Done => "tag done",
            Self::Plain => "tag",
        }
    }
}

/// A state or a side, as a word on a soft ground.
pub fn tag(tone: Tone, word: &str) -> Markup {
    html! { span class=(tone.class()) { (word) } }
}

/// "Lead" in gold or "Manage" in steel.
pub fn side_tag(side: Side) -> Markup {
    match side {
        Side::Lead => tag(Tone::Lead, side.word()),
        Side::Manage => tag(Tone::Manage, side.word()),
        Side::Between => tag(Tone::Plain, side.word()),
    }
}

/// A person, wherever one is meant.
pub fn person(name: &str, url: &str) -> Markup {
    html! { a.person href=(url) { (name) } }
}

/// A unit, wherever one is meant.
pub fn unit(name: &str, url: &str) -> Markup {
    html! { a.unit href=(url) { (name) } }
}

/// Who will see this, said before it is sent: "Amy, Ben and their managers".
pub fn audience(who: &str) -> Markup {
    html! {
        p.audience {
            svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" {
                path d="M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8Z" {}
                circle cx="8" cy="8" r="2" {}
            }
            span { "Seen by: " (who) }
        }
    }
}

/// A quiet word of explanation.
pub fn hint(text: impl Render) -> Markup {
    html! { p.hint { (text) } }
}

/// A key to press, hidden on touch.
pub fn key(name: &str) -> Markup {
    html! { kbd aria-hidden="true" { (name) } }
}

/// A sentence first, what matters in bold, then its figure.
pub fn figure(bold: &str, rest: impl Render, figure: impl Render) -> Markup {
    html! {
        figure.figure {
            figcaption { strong { (bold) } " " (rest) }
            (figure)
        }
    }
}

/// The mark: a gold triangle above a steel one.
pub fn needle() -> Markup {
    html! {
        svg.needle viewBox="0 0 10 24" width="10" height="24" aria-hidden="true" {
            path.lead d="M5 0 9 12H1Z" {}
            path.manage d="M5 24 1 12h8Z" {}
        }
    }
}

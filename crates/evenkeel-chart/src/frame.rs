//! What every chart has: the sentence first, a drawing for wide columns and one for phones, and a
//! table.

use maud::{Markup, html};

use super::number::px;

/// How wide a drawing is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Room {
    /// A column of a wide page.
    Wide,
    /// A phone.
    Narrow,
}

impl Room {
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Wide => "drawing wide",
            Self::Narrow => "drawing narrow",
        }
    }
}

/// What is said before the drawing: what matters in bold, then the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sentence {
    pub(crate) bold: String,
    pub(crate) rest: String,
}

impl Sentence {
    pub(crate) fn text(&self) -> String {
        format!("{} {}", self.bold, self.rest).trim().to_owned()
    }

    pub(crate) fn markup(&self) -> Markup {
        html! {
            strong { (self.bold) }
            @if !self.rest.is_empty() { " " (self.rest) }
        }
    }
}

/// A chart as a figure; `drawings` and `table` may be empty.
pub(crate) fn figure(
    class: &str,
    sentence: &Sentence,
    drawings: &Markup,
    table: &Markup,
) -> Markup {
    html! {
        figure class={ "chart " (class) } {
            figcaption.sentence { (sentence.markup()) }
            (drawings)
            @if !table.0.is_empty() {
                details.data { summary { "See as a table" } (table) }
            }
        }
    }
}

/// A drawing that reads as one image: its title as its name, the sentence as its description.
pub(crate) fn drawing(
    room: Room,
    size: (f64, f64),
    title: &str,
    sentence: &Sentence,
    marks: &Markup,
) -> Markup {
    let (width, height) = (px(size.0), px(size.1));
    html! {
        svg class=(room.class()) role="img" aria-label={ (title) ". " (sentence.text()) }
            width=(width) height=(height) viewBox={ "0 0 " (width) " " (height) } {
            title { (title) }
            desc { (sentence.text()) }
            (marks)
        }
    }
}

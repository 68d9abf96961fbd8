//! The chain on a page: from here up to the vision.

use evenkeel_web::ui;
use maud::{Markup, html};

use super::Chain;

/// Why this matters: the chain upward, with gaps shown as gaps.
pub fn part(chain: &Chain) -> Markup {
    html! {
        section.part.trace id="why" {
            h2 { "Why this matters" }
            ol.chain { @for step in chain.above() { li { (line(step)) } } }
            @if !chain.is_whole {
                p.hint { "The chain ends here: nothing above this leads to a vision yet." }
            }
            @if let Some(id) = chain.id() {
                p { a href={ "/trace/" (id) } { "Open the whole trace" } }
            }
        }
    }
}

/// One step, as a line.
pub fn line(step: &super::Step) -> Markup {
    html! {
        @match &step.card {
            Some(card) => { span.meta { (card.kind.noun()) } " " a href=(card.url()) { (card.title) } }
            None => { (ui::hint("A step that is not yours to see")) }
        }
    }
}

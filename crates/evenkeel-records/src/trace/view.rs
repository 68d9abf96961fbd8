//! The chain on a page: from here up to the vision, and from here down to the work.

use evenkeel_core::{Card, Kind};
use evenkeel_web::{Frame, ui};
use maud::{Markup, html};

use super::{
    Chain, Line, Node, Week,
    model::{is_to_be_linked, sentence, word},
};
use crate::state_words;

/// Why this matters: the chain upward as a sentence and as steps, with gaps shown as gaps.
///
/// The way to mend a gap is offered to `may_link` alone.
pub fn part(chain: &Chain, may_link: bool) -> Markup {
    let Some(card) = chain.card() else { return html! {} };
    html! {
        section.part.trace id="why" {
            h2 { "Why this matters" }
            @if let Some(sentence) = sentence(chain) {
                p { (sentence) }
                ol.chain {
                    @for step in chain.above() { li { (line(step.card.as_ref())) } }
                    @if chain.has_gap() { (gap(chain, may_link)) }
                }
            } @else if is_to_be_linked(card.kind) {
                p.hint {
                    "Nothing says yet why this matters."
                    @if may_link {
                        " " a href=(edit_url(card)) { "Link it to " (link_words(card.kind)) } "."
                    }
                }
            } @else {
                p.hint { (top_words(card.kind)) }
            }
            p.acts { a href={ "/trace/" (card.id) } { "Open the whole trace" } }
        }
    }
}

/// One step, as a line.
pub fn line(card: Option<&Card>) -> Markup {
    html! {
        @match card {
            Some(card) => {
                span.meta { (card.kind.noun()) }
                " " a href=(card.url()) { (card.title) }
            }
            None => span.meta { "A step that is not yours to see" },
        }
    }
}

/// The place where a chain breaks, with the way to whatever would have to be linked.
fn gap(chain: &Chain, may_link: bool) -> Markup {
    let last = chain.steps.last().and_then(|step| step.card.as_ref());
    let is_own = |card: &Card| may_link && chain.card().is_some_and(|own| own.id == card.id);
    html! {
        li.gap {
            "Nothing above this leads to a vision yet."
            @if let Some(last) = last {
                " "
                @if is_own(last) {
                    a href=(edit_url(last)) {
                        "Link “" (last.title) "” to " (link_words(last.kind))
                    }
                } @else {
                    a href=(last.url()) { "Open “" (last.title) "”" }
                }
            }
        }
    }
}

fn edit_url(card: &Card) -> String {
    format!("{}/edit", card.url())
}

/// What a record of this kind may serve, as the end of an invitation.
fn link_words(kind: Kind) -> &'static str {
    match kind {
        Kind::Strategy => "a vision",
        Kind::Bet => "a strategy",
        Kind::Goal => "a strategy or a goal above",
        _ => "a goal",
    }
}

fn top_words(kind: Kind) -> &'static str {
    match kind {
        Kind::Vision | Kind::Purpose => "Chains end here. The trace shows all that serves it.",
        _ => "It stands for itself. The trace shows what serves it.",
    }
}

/// The whole trace of a record, both ways.
pub(super) fn show(frame: &Frame, chain: &Chain, supports: &[Card], below: &[Node]) -> Markup {
    let Some(card) = chain.card() else { return html! {} };
    let lead = sentence(chain).unwrap_or_else(|| {
        if is_to_be_linked(card.kind) {
            "Nothing says yet why this matters.".to_owned()
        } else {
            top_words(card.kind).to_owned()
        }
    });
    let main = html! {
        (ui::head("Trace").crumb(card.kind.noun(), "").crumb(&card.title, &card.url()).lead(lead))
        section.part {
            h2 { "Up: what it serves" }
            ol.chain {
                @for step in &chain.steps {
                    li { (line(step.card.as_ref())) (state(step.card.as_ref())) }
                }
                @if chain.has_gap() { (gap(chain, false)) }
            }
            @if !supports.is_empty() {
                p.hint {
                    "It also supports "
                    @for (place, card) in supports.iter().enumerate() {
                        @if place > 0 { ", " }
                        a href=(card.url()) { (card.title) }
                    }
                    "."
                }
            }
        }
        section.part {
            h2 { "Down: what serves it" }
            @if below.is_empty() {
                (ui::hint("Nothing that you may see serves this yet."))
            } @else {
                ul.tree { @for node in below { (branch(node)) } }
                (ui::hint("3 levels at most, and what is yours to see. \
                           Open the trace of a step to go further down."))
            }
        }
    };
    ui::page(frame, &format!("Trace: {}", card.title), main)
}

fn state(card: Option<&Card>) -> Markup {
    html! {
        @if let Some(card) = card && !card.state.is_empty() {
            " " (ui::tag(ui::Tone::Plain, &state_words(&card.state)))
        }
    }
}

fn branch(node: &Node) -> Markup {
    html! {
        li.node {
            @match &node.card {
                Some(card) => {
                    span.note { (card.kind.noun()) " " }
                    a.title href=(card.url()) { (card.title) }
                    @if node.is_also { " " span.note { "also supports it" } }
                    (state(Some(card)))
                    " " a.note href={ "/trace/" (card.id) } {
                        "Trace" span.quietly { ": " (card.title) }
                    }
                }
                None => span.note { "A step that is not yours to see" },
            }
            @if !node.below.is_empty() { ul { @for node in &node.below { (branch(node)) } } }
        }
    }
}

/// Explain my week: each open task with its chain up to the vision, under the goal it serves.
pub(super) fn week(frame: &Frame, week: &Week) -> Markup {
    let (tasks, gaps) = week.counts();
    let lead = match (tasks, gaps) {
        (0, _) => "You hold no open task.".to_owned(),
        (_, 0) => "Every task that you hold leads up to a vision.".to_owned(),
        (_, gaps) => ui::count(
            i64::try_from(gaps).unwrap_or(0),
            "of your tasks leads to no vision yet.",
            "of your tasks lead to no vision yet.",
        ),
    };
    let main = html! {
        (ui::head("My week, explained").lead(lead))
        @if tasks == 0 {
            (ui::empty(
                "Here stands why each of your tasks matters, up to the vision. \
                 It fills as soon as you hold a task.",
                "/plans/tasks/new",
                "Add a task",
                "Call the families who waited longest → Short waits → No child waits",
            ))
        }
        @for (goal, chains) in &week.groups {
            section.part {
                h2 { (group(goal.as_ref())) }
                div.ladders {
                    @for chain in chains { (ladder(chain)) }
                }
            }
        }
    };
    ui::page(frame, "My week, explained", main)
}

fn group(goal: Option<&Card>) -> Markup {
    html! {
        @match goal {
            Some(card) => {
                "For the " (word(card.kind)) " “" a href=(card.url()) { (card.title) } "”"
            }
            None => "For nothing that is written down yet",
        }
    }
}

/// A task's chain in at most 5 lines.
fn ladder(chain: &Chain) -> Markup {
    html! {
        div.trace {
            ol.chain {
                @for step in chain.lines() {
                    @match step {
                        Line::Step(card) => li { (line(card.as_ref())) },
                        Line::Folded(count) => li.fold {
                            @if let Some(id) = chain.id() {
                                a href={ "/trace/" (id) } {
                                    (ui::count(
                                        i64::try_from(count).unwrap_or(0),
                                        "more step",
                                        "more steps",
                                    ))
                                }
                            }
                        },
                        Line::Gap => (gap(chain, true)),
                    }
                }
            }
        }
    }
}

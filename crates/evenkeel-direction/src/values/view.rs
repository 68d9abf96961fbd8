//! The pages of values and of proposals about them: data in, markup out.

use evenkeel_core::Kind;
use evenkeel_web::{Form, Frame, ui};
use jiff::tz::TimeZone;
use maud::{Markup, html};

use super::{Objection, Proposal, Value};
use crate::elements::{
    Standing,
    view::{self, Choices, Shelf},
};

/// How the list of values speaks of itself.
pub(super) const SHELF: Shelf = Shelf {
    kind: Kind::Value,
    plural: "Values",
    create: "Name a value",
    about: "No values here. A value is a principle that people can recognize: it is told by what \
            one does when one holds it.",
    example: "A worry is told on the day it comes up, to the person it concerns",
    states: view::STATES,
};

/// A value in a list.
pub(super) fn row(value: &Value) -> ui::Row {
    let row = view::row(&value.element, &[]);
    if value.open_count == 0 {
        return row;
    }
    let words = ui::count(value.open_count, "proposal", "proposals");
    row.tag(ui::tag(ui::Tone::Accent, &words))
}

/// One value.
pub(super) fn show(
    frame: &Frame,
    value: &Value,
    proposals: &[Proposal],
    standing: &Standing,
    zone: &TimeZone,
) -> Markup {
    let element = &value.element;
    let propose = format!("{}/proposals/new", element.url());
    let head = view::head(&SHELF, element).lead(html! { (view::version_words(element, zone)) "." });
    let head = if element.is_current() {
        head.act(ui::link_button("Propose a change", &propose, ui::Style::Quiet))
    } else {
        head
    };
    let main = html! {
        (head)
        (ui::markdown(&value.meaning))
        (ui::section("What we do when we hold it", view::bullets(&value.behaviors)))
        (ui::section("Proposals", html! {
            @if proposals.is_empty() {
                (ui::hint("Nobody has proposed a change. A value changes only by a proposal that \
                           was decided, and to which everybody may object."))
            } @else {
                (ui::list(proposals.iter().map(|proposal| line(proposal, zone))))
            }
        }))
        (view::part(frame, element, standing, zone))
    };
    ui::page(frame, &element.head.title, main)
}

/// A proposal in the list on its value's page.
fn line(proposal: &Proposal, zone: &TimeZone) -> ui::Row {
    let row = ui::row(ui::plain_text(&proposal.why, 120), proposal.url())
        .meta(html! {
            (proposal.proposer) " · " (ui::date(view::day(proposal.proposed_at, zone)))
        })
        .done(!proposal.is_open());
    row.tag(state(proposal))
}

fn state(proposal: &Proposal) -> Markup {
    match proposal.state.as_str() {
        "adopted" => ui::tag(ui::Tone::Plain, "Adopted"),
        "declined" => ui::tag(ui::Tone::Plain, "Declined"),
        _ => ui::tag(ui::Tone::Accent, "Open"),
    }
}

/// The form for a new value.
pub(super) fn form(frame: &Frame, form: &Form, choices: &Choices) -> Markup {
    let path = SHELF.kind.path();
    let body = html! { (text_fields(form)) (view::place_fields(form, choices)) };
    let main = html! {
        (ui::head(SHELF.create).crumb("Direction", "/direction").crumb(SHELF.plural, path)
            .lead("Once published it changes only by a proposal, to which everybody may object."))
        (ui::form(frame, form, path, "Publish value", body).back(path))
    };
    ui::page(frame, SHELF.create, main)
}

fn text_fields(form: &Form) -> Markup {
    html! {
        (ui::text(form, "title", "Value").max(100).focus().hint("In a few words"))
        (ui::area(form, "meaning", "What it means").rows(4).max(5000)
            .hint("Why it matters here. Markdown works."))
        (ui::area(form, "behaviors", "Behaviors").rows(5)
            .hint("What one sees or hears when somebody holds it, one behavior a line"))
    }
}

/// The form for a proposal.
pub(super) fn propose(frame: &Frame, form: &Form, value: &Value) -> Markup {
    let url = value.element.url();
    let action = format!("{url}/proposals");
    let body = html! {
        (text_fields(form))
        (ui::checkbox(form, "is_retirement", "Retire this value instead")
            .hint("Then the text above stays as it is"))
        (ui::area(form, "why", "Why").rows(3).max(2000)
            .hint("What happened that makes you propose this"))
        (ui::audience("everybody who sees the value; they may object"))
    };
    let main = html! {
        (ui::head("Propose a change").crumb("Direction", "/direction")
            .crumb(SHELF.plural, SHELF.kind.path()).crumb(&value.element.head.title, &url))
        (ui::form(frame, form, &action, "Propose change", body).back(&url))
    };
    ui::page(frame, "Propose a change", main)
}

/// What the reader may do with a proposal, and what they typed before it was refused.
#[derive(Clone, Debug)]
pub(super) struct Desk {
    pub(super) may_answer: bool,
    pub(super) may_decide: bool,
    pub(super) objection: Form,
    pub(super) answer: Form,
    pub(super) decision: Form,
}

/// One proposal with its objections.
pub(super) fn proposal(
    frame: &Frame,
    value: &Value,
    proposal: &Proposal,
    objections: &[Objection],
    desk: &Desk,
    zone: &TimeZone,
) -> Markup {
    let title = if proposal.is_retirement { "Retire this value" } else { "Change this value" };
    let head = ui::head(title)
        .crumb("Direction", "/direction")
        .crumb(SHELF.plural, SHELF.kind.path())
        .crumb(&value.element.head.title, &value.element.url())
        .tag(state(proposal))
        .lead(html! {
            "Proposed by " (proposal.proposer) " on "
            (ui::date(view::day(proposal.proposed_at, zone))) "."
        });
    let main = html! {
        (head)
        (ui::section("Why", ui::markdown(&proposal.why)))
        @if !proposal.is_retirement { (comparison(value, proposal)) }
        @if let (Some(at), Some(name)) = (proposal.decided_at, &proposal.decider) {
            (ui::panel("Decision", html! {
                p { (name) " " (proposal.state) " it on " (ui::date(view::day(at, zone))) "." }
                (ui::markdown(&proposal.decision))
            }))
        }
        (ui::section("Objections", said(frame, proposal, objections, desk, zone)))
        @if proposal.is_open() { (acts(frame, proposal, desk)) }
    };
    ui::page(frame, title, main)
}

/// The present text beside the proposed one.
fn comparison(value: &Value, proposal: &Proposal) -> Markup {
    let text = |title: &str, meaning: &str, behaviors: &str| {
        html! { h3 { (title) } (ui::markdown(meaning)) (view::bullets(behaviors)) }
    };
    let proposed = text(&proposal.title, &proposal.meaning, &proposal.behaviors);
    if !proposal.is_open() {
        return ui::section("Proposed", proposed);
    }
    let now = text(&value.element.head.title, &value.meaning, &value.behaviors);
    ui::columns([ui::section("Now", now), ui::section("Proposed", proposed)])
}

fn said(
    frame: &Frame,
    proposal: &Proposal,
    objections: &[Objection],
    desk: &Desk,
    zone: &TimeZone,
) -> Markup {
    html! {
        @if objections.is_empty() { (ui::hint("Nobody has objected.")) }
        @for objection in objections {
            section.panel id={ "objection-" (objection.id) } {
                h3 { (objection.raiser) " objects" }
                p.meta { (ui::moment(objection.raised_at, zone)) }
                (ui::markdown(&objection.body))
                @if let (Some(at), Some(name)) = (objection.answered_at, &objection.answerer) {
                    h3 { (name) " answers" }
                    p.meta { (ui::moment(at, zone)) }
                    (ui::markdown(&objection.answer))
                } @else if desk.may_answer && proposal.is_open() {
                    (answer(frame, objection, desk))
                } @else {
                    (ui::hint("Not answered yet."))
                }
            }
        }
    }
}

fn answer(frame: &Frame, objection: &Objection, desk: &Desk) -> Markup {
    let action = format!("/direction/objections/{}/answer", objection.id);
    let group = objection.id.to_string();
    let form = &desk.answer;
    html! {
        (ui::form(frame, form, &action, "Answer objection", html! {
            (ui::area(form, "answer", "Your answer").rows(3).max(2000).within(&group))
        }).within(&group).quiet())
    }
}

fn acts(frame: &Frame, proposal: &Proposal, desk: &Desk) -> Markup {
    let (object, decide) =
        (format!("{}/objections", proposal.url()), format!("{}/decision", proposal.url()));
    let (objection, decision) = (&desk.objection, &desk.decision);
    html! {
        (ui::section("Object", html! {
            (ui::form(frame, objection, &object, "Raise objection", html! {
                (ui::area(objection, "text", "Your objection").rows(3).max(2000).within("object")
                    .hint("What would go wrong if this were adopted"))
                (ui::audience("everybody who sees the value, with its answer"))
            }).within("object").quiet())
        }))
        @if desk.may_decide {
            (ui::panel("Decide", html! {
                (ui::form(frame, decision, &decide, "Decide proposal", html! {
                    (ui::radios(decision, "outcome", "Decision", [
                        ui::choice("adopted", "Adopt").hint("once every objection has its answer"),
                        ui::choice("declined", "Decline").hint("needs an answer"),
                    ]).within("decide"))
                    (ui::area(decision, "answer", "Answer").rows(3).max(2000).optional()
                        .within("decide"))
                }).within("decide"))
            }))
        } @else {
            (ui::hint("The unit's lead or manager decides, once every objection has its answer."))
        }
    }
}

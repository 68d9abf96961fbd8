//! The forms of goals: one thing a page, few questions first.

use evenkeel_core::Card;
use evenkeel_directory::audience;
use evenkeel_web::{Form, Frame, ui};
use maud::{Markup, html};

use crate::goals::{Goal, store::Support};

/// What the choices of the form offer.
#[derive(Clone, Debug, Default)]
pub(in crate::goals) struct Choices {
    pub(in crate::goals) people: Vec<Card>,
    pub(in crate::goals) units: Vec<Card>,
    pub(in crate::goals) parents: Vec<Card>,
}

/// How progress comes about, in words.
pub(in crate::goals) fn op_words(op: &str) -> &'static str {
    match op {
        "min" => "the least of the goals below",
        "sum" => "the goals below added up",
        "own" => "its own measures alone",
        "manual" => "set by hand",
        _ => "the mean of the goals below, or its own measures",
    }
}

/// Where the work comes from, in words.
pub(in crate::goals) fn source_words(source: &str) -> &'static str {
    match source {
        "initiate" => "initiated from a template or policy",
        _ => "originated from an idea or bet",
    }
}

fn cards(cards: &[Card], none: &str) -> Vec<ui::Choice> {
    let mut list = vec![ui::choice("", none)];
    list.extend(cards.iter().map(|card| ui::choice(card.id, card.title.clone())));
    list
}

/// The form for a new goal or an edit.
pub(in crate::goals) fn goal(
    frame: &Frame,
    form: &Form,
    choices: &Choices,
    action: &str,
) -> Markup {
    let is_new = form.version.is_none();
    let (title, submit) =
        if is_new { ("Set a goal", "Set goal") } else { ("Edit goal", "Save goal") };
    let body = html! {
        (ui::text(form, "title", "Title").max(200).focus()
            .hint("What shall be reached: “See every child within 2 weeks”"))
        (ui::select(form, "parent_id", "Serves", parents(&choices.parents)).optional()
            .hint("The goal, strategy or vision that it serves first"))
        (ui::area(form, "why", "Why").rows(3).max(2000).optional()
            .hint("The reason in your words. Needed if it serves nothing yet."))
        (ui::area(form, "done_looks_like", "What done looks like").rows(3).max(2000)
            .hint("What anybody could see when it is reached. Markdown works."))
        (ui::date_field(form, "start_on", "Starts"))
        (ui::date_field(form, "end_on", "Ends"))
        (ui::select(form, "owner_id", "Owner", cards(&choices.people, "You"))
            .hint("Who answers for it. Somebody else is asked to commit.").optional())
        (further(form, "The pair, the reviewer and who may see it", people(form, choices)))
        (further(form, "How it counts", counting(form, is_new)))
    };
    let back = if is_new { "/alignment/goals" } else { action };
    let main = html! {
        (ui::head(title).crumb("Alignment", "/alignment").crumb("Goals", "/alignment/goals"))
        (ui::form(frame, form, action, submit, body).back(back))
    };
    ui::page(frame, title, main)
}

/// Questions that few need. They lie open when one of them is wrong, so that no fault hides.
pub(in crate::goals) fn further(form: &Form, summary: &str, body: Markup) -> Markup {
    let is_wrong = body.0.contains("field wrong");
    if is_wrong || form.meanwhile.is_some() { body } else { ui::more(summary, body) }
}

fn parents(parents: &[Card]) -> Vec<ui::Choice> {
    let mut list = vec![ui::choice("", "Nothing yet")];
    list.extend(
        parents
            .iter()
            .map(|card| ui::choice(card.id, format!("{}: {}", card.kind.noun(), card.title))),
    );
    list
}

fn people(form: &Form, choices: &Choices) -> Markup {
    html! {
        (ui::select(form, "lead_id", "Lead", cards(&choices.people, "Nobody yet")).optional()
            .hint("Points the way. May be the same person as the manager."))
        (ui::select(form, "manager_id", "Manager", cards(&choices.people, "Nobody yet")).optional()
            .hint("Keeps it running"))
        (ui::area(form, "lead_owes", "What the lead owes the manager").rows(2).max(1000).optional()
            .hint("Asked for when two people hold the goal"))
        (ui::area(form, "manager_owes", "What the manager owes the lead").rows(2).max(1000)
            .optional())
        (ui::select(form, "reviewer_id", "Reviewer", cards(&choices.people, "Nobody yet"))
            .optional().hint("Acknowledges each check-in. Somebody else than the owner."))
        (ui::select(form, "cadence_days", "Check-in every", [
            ui::choice(7, "week"), ui::choice(14, "2 weeks"), ui::choice(30, "month"),
        ]))
        (ui::select(form, "unit_id", "Unit", cards(&choices.units, "None")).optional())
        (audience::field(form))
    }
}

fn counting(form: &Form, is_new: bool) -> Markup {
    html! {
        (ui::select(form, "op", "Progress", [
            ui::choice("mean", "Mean of the goals below, or its own measures"),
            ui::choice("min", "The least of the goals below: all are needed"),
            ui::choice("sum", "The goals below added up: one unit for all"),
            ui::choice("own", "Its own measures; the goals below only explain"),
            ui::choice("manual", "Set by hand, and marked so"),
        ]))
        (ui::number_field(form, "typed_percent", "Percent by hand").suffix("%").optional()
            .hint("Only when progress is set by hand"))
        (ui::number_field(form, "weight", "Weight").optional()
            .hint("How much it counts for what it serves, 0 to 1,000. 0 only explains."))
        (ui::checkbox(form, "is_critical", "Critical for what it serves")
            .hint("While this goal is off track, the one above is at risk at best"))
        (ui::select(form, "source", "Source", [
            ui::choice("originate", "Originated from an idea or bet"),
            ui::choice("initiate", "Initiated from a template or policy"),
        ]))
        @if is_new {
            (ui::checkbox(form, "is_draft", "Keep it as a draft")
                .hint("It counts nowhere until it is put to work"))
        }
    }
}

/// The form that closes a goal.
pub(in crate::goals) fn closure(frame: &Frame, form: &Form, goal: &Goal) -> Markup {
    let url = goal.url();
    let body = html! {
        (ui::radios(form, "outcome", "How did it end?", [
            ui::choice("met", "Met").hint("what done looks like is there to be seen"),
            ui::choice("missed", "Missed").hint("it ended before it was reached"),
            ui::choice("canceled", "Canceled").hint("it is no longer wanted, and no longer counts"),
        ]))
        (ui::area(form, "note", "Final grade in a sentence").rows(3).max(500)
            .hint("What was reached, and what we learned"))
    };
    let main = html! {
        (ui::head("Close goal").crumb("Alignment", "/alignment").crumb(&goal.head.title, &url)
            .lead("The goal keeps the progress that it has now as its grade."))
        (ui::form(frame, form, &format!("{url}/closure"), "Close goal", body).back(&url))
    };
    ui::page(frame, "Close goal", main)
}

/// The page that says what a goal also supports.
pub(in crate::goals) fn supports(
    frame: &Frame,
    form: &Form,
    goal: &Goal,
    given: &[Support],
    choices: &[Card],
) -> Markup {
    let url = goal.url();
    let removal = format!("{url}/supports/removal");
    let main = html! {
        (ui::head("Also supports").crumb("Alignment", "/alignment").crumb(&goal.head.title, &url)
            .lead("A goal serves one thing first. What else it helps is linked here, and does \
                not count in numbers."))
        (ui::list(given.iter().filter(|it| it.is_given).map(|it| {
            ui::row(it.card.title.clone(), it.card.url()).meta(it.card.kind.noun()).act(
                ui::button_form(frame, &removal, "Take away", ui::Style::Quiet)
                    .with("to_id", it.card.id).to(&it.card.title),
            )
        })))
        (ui::form(frame, form, &format!("{url}/supports"), "Add link", html! {
            (ui::select(form, "to_id", "Also supports", parents(choices)))
        }).back(&url))
    };
    ui::page(frame, "Also supports", main)
}

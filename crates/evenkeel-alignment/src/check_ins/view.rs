//! Check-ins as markup: their lists, one of them, and the part on a goal's page.

use evenkeel_chart::Progress;
use evenkeel_core::{Id, Person};
use evenkeel_records::about::{self, About};
use evenkeel_web::{Form, Frame, ui};
use jiff::{civil::Date, tz::TimeZone};
use maud::{Markup, html};

use super::{CheckIn, model::FIELDS};
use crate::goals::{Goal, Measure, measures};

/// What waits, and what was acknowledged.
pub(super) fn index(
    frame: &Frame,
    tab: &str,
    list: &[CheckIn],
    next: Option<&str>,
    today: Date,
) -> Markup {
    let lead = match (tab, list.len()) {
        ("acknowledged", _) => "What was said of goals, and heard.".to_owned(),
        (_, 0) => "Nothing waits.".to_owned(),
        ("waiting", many) => counted(many, "check-in waits for its reviewer.", "check-ins wait."),
        (_, many) => counted(many, "check-in waits for you.", "check-ins wait for you."),
    };
    let tabs = [
        ("for you", "/alignment/check_ins"),
        ("waiting", "/alignment/check_ins?show=waiting"),
        ("acknowledged", "/alignment/check_ins?show=acknowledged"),
    ];
    let main = html! {
        (ui::head("Check-ins").crumb("Alignment", "/alignment").lead(lead))
        (ui::tabs("Which check-ins", tab, tabs))
        @if list.is_empty() {
            (ui::empty(
                "No check-ins here. A check-in says how a goal stands, and stays open until its \
                 reviewer has acknowledged it.",
                "/alignment/goals?show=mine",
                "See your goals",
                "12 of 20 families were seen; next we open Thursday afternoons",
            ))
        } @else {
            (ui::list(list.iter().map(|one| row(frame, one, today, true))))
            (ui::pager(next))
        }
    };
    ui::page(frame, "Check-ins", main)
}

fn counted(many: usize, one: &str, more: &str) -> String {
    ui::count(i64::try_from(many).unwrap_or(0), one, more)
}

fn is_reader(frame: &Frame, id: Option<Id<Person>>) -> bool {
    frame.person.as_ref().is_some_and(|person| Some(person.id) == id)
}

fn row(frame: &Frame, one: &CheckIn, today: Date, names_goal: bool) -> ui::Row {
    let row = ui::row(one.head.title.clone(), one.url())
        .meta(html! {
            @if names_goal { (one.goal.title) " · " }
            (one.author) " · " (ui::short_date(one.made_on, today)) " · "
            (ui::confidence(one.confidence))
        })
        .detail(html! {
            span.meta { "Next: " } (one.next)
            @if !one.reply.is_empty() {
                br; span.meta { (one.acknowledged_by.as_deref().unwrap_or("")) ": " } (one.reply)
            }
        })
        .tag(state(one))
        .done(!one.waits());
    if one.waits() && is_reader(frame, one.reviewer_id) {
        let url = format!("{}/acknowledgment", one.url());
        row.act(ui::button_form(frame, &url, "Acknowledge", ui::Style::Quiet).to(&one.head.title))
    } else {
        row
    }
}

fn state(one: &CheckIn) -> Markup {
    match (&one.reviewer, one.waits()) {
        (_, false) => ui::tag(ui::Tone::Plain, "Acknowledged"),
        (Some(name), true) => ui::tag(ui::Tone::Accent, &format!("Waits for {name}")),
        (None, true) => ui::tag(ui::Tone::Concern, "No reviewer yet"),
    }
}

/// The latest check-ins on a goal's page.
pub(crate) fn part(frame: &Frame, goal: &Goal, list: &[CheckIn], today: Date) -> Markup {
    let new = format!("{}/check_ins/new", goal.url());
    let may = goal.is_open() && goal.is_held_by_reader(frame);
    html! {
        section.part id="check-ins" {
            h2 { "Check-ins" }
            @if list.is_empty() {
                @if may {
                    (ui::empty(
                        "Nobody has checked in yet. A check-in says what changed and what is next.",
                        &new,
                        "Check in",
                        "12 of 20 families were seen; next we open Thursday afternoons",
                    ))
                } @else { (ui::hint("Nobody has checked in yet.")) }
            } @else {
                (ui::list(list.iter().map(|one| row(frame, one, today, false))))
            }
        }
    }
}

/// One check-in.
pub(super) fn show(
    frame: &Frame,
    one: &CheckIn,
    about: &About,
    typed: &Form,
    may_acknowledge: bool,
    zone: &TimeZone,
) -> Markup {
    let progress = Progress { done_micro: one.progress_micro, ..Progress::default() };
    let title = format!("Check-in of {}", ui::date_words(one.made_on));
    let main = html! {
        (ui::head(&title).crumb("Alignment", "/alignment").crumb(&one.goal.title, &one.goal.url())
            .tag(state(one)).lead(html! { (one.author) " on “" (one.goal.title) "”." }))
        (ui::section("What changed", ui::markdown(&one.changed)))
        (ui::section("What is next", ui::markdown(&one.next)))
        (ui::facts([
            ("Confidence", ui::confidence(one.confidence)),
            ("Progress that day", html! { (progress.sentence()) }),
            ("Reviewer", html! { (one.reviewer.as_deref().unwrap_or("Nobody yet")) }),
        ]))
        (answer(frame, one, typed, may_acknowledge, zone))
        (about::part(frame, about, zone))
    };
    ui::page(frame, &title, main)
}

fn answer(
    frame: &Frame,
    one: &CheckIn,
    typed: &Form,
    may_acknowledge: bool,
    zone: &TimeZone,
) -> Markup {
    let url = format!("{}/acknowledgment", one.url());
    html! {
        @if let Some(at) = one.acknowledged_at {
            section.part {
                h2 { "Acknowledged" }
                p {
                    (one.acknowledged_by.as_deref().unwrap_or("")) " "
                    span.meta { (ui::moment(at, zone)) }
                }
                @if !one.reply.is_empty() { (ui::markdown(&one.reply)) }
            }
        } @else if may_acknowledge {
            (ui::panel("Have you heard this?", ui::form(frame, typed, &url, "Acknowledge", html! {
                (ui::area(typed, "reply", "Your answer").rows(2).max(1000).optional()
                    .hint("What you think or will do. Whoever sees the check-in reads it."))
            })))
        }
    }
}

/// The form for a new check-in: two sentences, a confidence, and new values if there are any.
pub(super) fn form(
    frame: &Frame,
    form: &Form,
    goal: &Goal,
    measures: &[Measure],
    today: Date,
) -> Markup {
    let url = goal.url();
    let body = html! {
        (ui::area(form, "changed", "What changed").rows(3).max(2000).focus()
            .hint("Since the last check-in, in a sentence that a stranger understands"))
        (ui::area(form, "next", "What is next").rows(2).max(2000))
        (ui::radios(form, "confidence", "How confident are you that it will be met?",
            ui::confidence_choices()))
        @for (measure, (id, value, done)) in measures.iter().zip(FIELDS) {
            (ui::hidden(form, id))
            (measures::view::value(form, measure, value, done, &format!("{} now", measure.title)))
        }
        @if !measures.is_empty() {
            (ui::hint("New values are readings of today. Leave empty what did not change."))
        }
    };
    let main = html! {
        (ui::head("Check in").crumb("Alignment", "/alignment").crumb(&goal.head.title, &url)
            .lead(html! {
                (goal.progress(today).sentence()) ", " (ui::due(goal.end_on, today)) ". "
                @match &goal.reviewer_name {
                    Some(name) => { (name) " is asked to acknowledge it." },
                    None => "Your line manager is asked to acknowledge it.",
                }
            }))
        (ui::form(frame, form, &format!("{url}/check_ins"), "Check in", body).back(&url))
    };
    ui::page(frame, "Check in", main)
}

impl Goal {
    /// Whether the reader holds it, and so may check in.
    pub(crate) fn is_held_by_reader(&self, frame: &Frame) -> bool {
        frame.person.as_ref().is_some_and(|person| self.is_held_by(person.id))
    }
}

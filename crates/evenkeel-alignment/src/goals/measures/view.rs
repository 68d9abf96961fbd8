//! Measures and readings as markup.

use evenkeel_chart::{Progress, bar, line, sparkline};
use evenkeel_core::Id;
use evenkeel_web::{Form, Frame, ui};
use maud::{Markup, html};

use super::{Measure, Reading};
use crate::goals::{Goal, pages::Shown, view::form::further};

/// The address of a measure's page.
pub(super) fn url(id: Id<Measure>) -> String {
    format!("/alignment/measures/{id}")
}

/// The measures of a goal on its page.
pub(in crate::goals) fn part(shown: &Shown, goal_url: &str) -> Markup {
    let may_change = shown.may_change && !shown.goal.is_closed();
    let add = format!("{goal_url}/measures/new");
    html! {
        section.part id="measures" {
            h2 { "Measures" }
            @if shown.measures.is_empty() {
                (ui::empty(
                    "This goal has no measure of its own yet. A measure is the number by which it \
                     is judged.",
                    if may_change { &add } else { "" },
                    if may_change { "Add a measure" } else { "" },
                    "Waiting time from 40 to 14 days",
                ))
            } @else {
                (ui::list(shown.measures.iter().map(|measure| {
                    row(measure, &shown.readings, may_change)
                })))
                @if may_change { p.acts { a href=(add) { "Add a measure" } } }
            }
        }
    }
}

fn row(measure: &Measure, readings: &[Reading], may_change: bool) -> ui::Row {
    let own: Vec<Reading> =
        readings.iter().filter(|reading| reading.measure_id == measure.id).cloned().collect();
    let progress = Progress { done_micro: measure.progress_micro(), ..Progress::default() };
    let row = ui::row(measure.title.clone(), url(measure.id))
        .meta(html! {
            (measure.aim())
            @if let Some(current) = measure.current_milli {
                " · now " (measure.value_words(current))
            }
        })
        .detail(html! {
            (bar(&measure.title, &progress)) " "
            @if own.len() > 1 { (sparkline(&measure.line(&own))) }
        });
    let row = if measure.is_set_by_hand() {
        row.tag(ui::tag(ui::Tone::Plain, "Set by hand"))
    } else {
        row
    };
    if may_change {
        let log = format!("{}/readings/new", url(measure.id));
        row.act(ui::link_button("Log a reading", &log, ui::Style::Quiet))
    } else {
        row
    }
}

fn head<'a>(title: &'a str, goal: &Goal) -> ui::Head<'a> {
    ui::head(title).crumb("Alignment", "/alignment").crumb(&goal.head.title, &goal.url())
}

/// One measure with its history.
pub(super) fn show(
    frame: &Frame,
    goal: &Goal,
    measure: &Measure,
    readings: &[Reading],
    next: Option<&str>,
    may_change: bool,
) -> Markup {
    let url = url(measure.id);
    let log = format!("{url}/readings/new");
    let deletion = format!("{url}/deletion");
    let mut top = head(&measure.title, goal).lead(html! {
        "This measure is to go " (measure.aim()) "."
    });
    if !matches!(measure.word.as_str(), "increase" | "decrease") {
        top = head(&measure.title, goal).lead(html! { "What counts: " (measure.aim()) "." });
    }
    if measure.is_set_by_hand() {
        top = top.tag(ui::tag(ui::Tone::Plain, "Set by hand"));
    }
    if may_change {
        let delete = ui::button_form(frame, &deletion, "Take measure away", ui::Style::Danger);
        top = top
            .act(ui::link_button("Log a reading", &log, ui::Style::Primary))
            .act(ui::edit(&format!("{url}/edit")))
            .act(ui::menu("More", [ui::Render::render(&delete)]));
    }
    let progress = Progress { done_micro: measure.progress_micro(), ..Progress::default() };
    let main = html! {
        (top)
        p.progress-line { (bar("Progress", &progress)) }
        (line(&measure.line(readings)))
        @if measure.word == "milestones" { (steps(measure)) }
        section.part {
            h2 { "Readings" }
            @if readings.is_empty() { (ui::hint("Nobody has taken a reading yet.")) }
            (ui::list(readings.iter().map(|reading| taken(frame, measure, reading, may_change))))
            (ui::pager(next))
        }
    };
    ui::page(frame, &measure.title, main)
}

fn steps(measure: &Measure) -> Markup {
    ui::section(
        "Steps",
        ui::list(measure.steps().into_iter().map(|step| {
            let row = ui::row(step.title, "").done(step.is_done);
            if step.is_done { row.tag(ui::tag(ui::Tone::Plain, "Done")) } else { row }
        })),
    )
}

fn taken(frame: &Frame, measure: &Measure, reading: &Reading, may_change: bool) -> ui::Row {
    let row = ui::row(measure.value_words(reading.value_milli), "")
        .meta(html! { (ui::date(reading.read_on)) " · " (reading.by) });
    let row = if reading.note.is_empty() { row } else { row.detail(reading.note.clone()) };
    if may_change && measure.word != "milestones" {
        let deletion = format!("/alignment/readings/{}/deletion", reading.id);
        row.act(
            ui::button_form(frame, &deletion, "Take away", ui::Style::Quiet)
                .to(&ui::date_words(reading.read_on)),
        )
    } else {
        row
    }
}

/// The form for a new measure or an edit.
pub(super) fn form(frame: &Frame, form: &Form, goal: &Goal, action: &str) -> Markup {
    let is_new = form.version.is_none();
    let (title, submit) =
        if is_new { ("Add a measure", "Add measure") } else { ("Edit measure", "Save measure") };
    let body = html! {
        (ui::text(form, "title", "Title").max(120).focus().hint("What is measured: “Waiting time”"))
        (ui::select(form, "kind", "Kind", [
            ui::choice("increase", "Increase: from a start up to a target"),
            ui::choice("decrease", "Decrease: from a start down to a target"),
            ui::choice("maintain_at_least", "Keep at least: at or above a target"),
            ui::choice("maintain_at_most", "Keep at most: at or below a target"),
            ui::choice("maintain_range", "Keep between: start is the low end, target the high"),
            ui::choice("milestones", "Milestones: steps that are done or not"),
            ui::choice("binary", "Done or not"),
            ui::choice("manual", "Percent by hand, and marked so"),
        ]))
        (ui::number_field(form, "start", "Start").optional())
        (ui::number_field(form, "target", "Target").optional()
            .hint("Start and target are needed to increase or decrease"))
        (ui::text(form, "unit", "Unit").max(40).short().optional()
            .hint("In the plural: days, children, %"))
        @if is_new {
            (ui::number_field(form, "current", "Now").optional()
                .hint("Today’s value, if it is known: the first reading"))
        }
        (further(form, "Steps, tolerance and weight", html! {
            (ui::area(form, "steps", "Steps").rows(4).optional().hint("For milestones: one a line"))
            (ui::number_field(form, "tolerance", "Tolerance").optional()
                .hint("To keep a value: how far outside it is worth nothing"))
            (ui::number_field(form, "weight", "Weight").optional()
                .hint("How much it counts among the goal’s measures, 0 to 1,000"))
        }))
    };
    let back = if is_new { goal.url() } else { action.to_owned() };
    let main = html! {
        (head(title, goal))
        (ui::form(frame, form, action, submit, body).back(&back))
    };
    ui::page(frame, title, main)
}

/// The form that logs a reading: one question, the day is today.
pub(super) fn reading(frame: &Frame, form: &Form, goal: &Goal, measure: &Measure) -> Markup {
    let url = url(measure.id);
    let day = html! {
        (ui::date_field(form, "read_on", "Day").optional().hint("Today if it is left empty"))
        (ui::area(form, "note", "Note").rows(2).max(500).optional())
    };
    let body = html! {
        (value(form, measure, "value", "done", "Value today"))
        @if form.faults.is_empty() { (ui::more("Another day than today, or a note", day)) }
        @else { (day) }
    };
    let main = html! {
        (head("Log a reading", goal).crumb(&measure.title, &url).lead(html! {
            (measure.title) ", " (measure.aim()) "."
        }))
        (ui::form(frame, form, &format!("{url}/readings"), "Log reading", body).back(&url))
    };
    ui::page(frame, "Log a reading", main)
}

/// The reading before, as a hint.
fn last(measure: &Measure) -> String {
    match (measure.current_milli, measure.read_on) {
        (Some(current), Some(on)) => {
            format!("Last: {} on {}", measure.value_words(current), ui::date_words(on))
        }
        _ => "The first reading".to_owned(),
    }
}

/// The question for a value of a measure.
pub(crate) fn value<'a>(
    form: &'a Form,
    measure: &'a Measure,
    name: &'a str,
    done: &'a str,
    label: &'a str,
) -> Markup {
    html! {
        @match measure.word.as_str() {
            "binary" => (ui::radios(form, name, label, [
                ui::choice("1", "Done"), ui::choice("0", "Not yet done"),
            ])),
            "milestones" => (ui::checks(form, done, label, (1..).zip(measure.steps()).map(
                |(place, step): (i64, _)| ui::choice(place, step.title),
            ))),
            _ => (ui::number_field(form, name, label).suffix(measure.shown_unit())
                .hint(last(measure))),
        }
    }
}

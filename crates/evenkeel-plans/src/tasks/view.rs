//! The pages of tasks: data in, markup out.

use evenkeel_core::Card;
use evenkeel_directory::audience;
use evenkeel_records::about::{self, About};
use evenkeel_web::{Form, Frame, ui};
use jiff::{Timestamp, tz::TimeZone};
use maud::{Markup, html};

use super::Task;

/// What the choices of the form offer.
#[derive(Clone, Debug, Default)]
pub(super) struct Choices {
    pub(super) people: Vec<Card>,
    pub(super) goals: Vec<Card>,
    pub(super) units: Vec<Card>,
}

/// What the reader may do with a task.
#[derive(Clone, Copy, Debug)]
pub(super) struct May {
    pub(super) edit: bool,
    pub(super) close: bool,
}

/// A list of tasks under one of the tabs.
pub(super) fn index(
    frame: &Frame,
    tab: &str,
    tasks: &[Task],
    next: Option<&str>,
    now: Timestamp,
    zone: &TimeZone,
) -> Markup {
    let late = tasks.iter().filter(|task| task.is_overdue(now)).count();
    let lead = match (tasks.len(), late) {
        (0, _) if tab == "closed" => "Nothing was closed yet.".to_owned(),
        (0, _) => "Nothing is open here.".to_owned(),
        _ if tab == "closed" => "What was done, and what was dropped.".to_owned(),
        _ if tab == "unassigned" => "Nobody holds these yet. Edit one to take it.".to_owned(),
        (_, 0) => "Nothing here is overdue.".to_owned(),
        (_, late) => {
            ui::count(i64::try_from(late).unwrap_or(0), "task is overdue.", "tasks are overdue.")
        }
    };
    let tabs = [
        ("mine", "/plans/tasks?show=mine"),
        ("open", "/plans/tasks?show=open"),
        ("unassigned", "/plans/tasks?show=unassigned"),
        ("closed", "/plans/tasks?show=closed"),
    ];
    let main = html! {
        (ui::head("Tasks").crumb("Plans", "/plans").lead(lead)
            .act(ui::create("Add a task", "/plans/tasks/new")))
        (ui::tabs("Which tasks", tab, tabs))
        @if tasks.is_empty() {
            (ui::empty(
                "No tasks here. A task is a piece of work with one holder and a due time.",
                "/plans/tasks/new",
                "Add a task",
                "Call the five families who waited longest, by Friday 17:00",
            ))
        } @else {
            (ui::list(tasks.iter().map(|task| row(task, tab == "mine", now, zone))))
            (ui::pager(next))
        }
    };
    ui::page(frame, "Tasks", main)
}

/// A line of a list; on one's own list the name goes without saying.
fn row(task: &Task, is_mine: bool, now: Timestamp, zone: &TimeZone) -> ui::Row {
    let day = |at: Timestamp| at.to_zoned_datetime(zone.clone()).date();
    let today = day(now);
    let row = ui::row(task.head.title.clone(), task.head.card().url()).meta(html! {
        @if let Some(name) = &task.owner_name && !is_mine { (name) " · " }
        @match (task.done_at, task.due_at) {
            (Some(at), _) => { "closed " (ui::short_date(day(at), today)) }
            (None, Some(due)) => (ui::due(day(due), today)),
            (None, None) => "no due time",
        }
        @if let Some(serves) = &task.serves { " · for “" (serves.title) "”" }
    });
    let row = row.done(!task.is_open());
    match task.head.state.as_str() {
        "open" if task.is_overdue(now) => row.tag(ui::tag(ui::Tone::Concern, "Overdue")),
        "open" => row,
        "dropped" => row.tag(ui::tag(ui::Tone::Plain, "Dropped")),
        _ => row.tag(ui::tag(ui::Tone::Plain, "Done")),
    }
}

/// One task.
pub(super) fn show(
    frame: &Frame,
    task: &Task,
    may: May,
    about: &About,
    now: Timestamp,
    zone: &TimeZone,
) -> Markup {
    let today = now.to_zoned_datetime(zone.clone()).date();
    let head = ui::head(&task.head.title).crumb("Plans", "/plans").crumb("Tasks", "/plans/tasks");
    let head = match (&task.due_at, task.is_open()) {
        (Some(due), true) => head.lead(ui::due(due.to_zoned_datetime(zone.clone()).date(), today)),
        (None, true) => head.lead("No due time yet."),
        (_, false) => head.lead(closing(task, zone)),
    };
    let main = html! {
        (acts(frame, head, task, may))
        (ui::facts(facts(task, zone)))
        @if !task.standard.is_empty() { (ui::section("Standard", ui::markdown(&task.standard))) }
        (about::part(frame, about, zone))
    };
    ui::page(frame, &task.head.title, main)
}

/// The acts that the reader may do.
fn acts<'a>(frame: &'a Frame, head: ui::Head<'a>, task: &Task, may: May) -> ui::Head<'a> {
    let url = task.head.card().url();
    let complete = format!("{url}/completion");
    let reopen = format!("{url}/reopening");
    let head = match (may.close, task.is_open()) {
        (false, _) => head,
        (true, true) => {
            head.act(ui::button_form(frame, &complete, "Complete task", ui::Style::Primary))
        }
        (true, false) => head.act(ui::button_form(frame, &reopen, "Open again", ui::Style::Quiet)),
    };
    let head = if may.edit { head.act(ui::edit(&format!("{url}/edit"))) } else { head };
    if may.close { head.act(more(frame, task)) } else { head }
}

/// When it was closed, and what was said.
fn closing(task: &Task, zone: &TimeZone) -> Markup {
    let word = if task.head.state == "dropped" { "Dropped" } else { "Done" };
    html! {
        (word)
        @if let Some(at) = task.done_at {
            " on " (ui::date(at.to_zoned_datetime(zone.clone()).date()))
        }
        ". " (task.closing_note)
    }
}

/// Further acts: dropping it, with a reason, and deleting it.
fn more(frame: &Frame, task: &Task) -> Markup {
    let url = task.head.card().url();
    let delete = format!("{url}/deletion");
    let mut acts = Vec::new();
    if task.is_open() {
        acts.push(html! { a href={ (url) "/dropping" } { "Drop this task" } });
    }
    acts.push(ui::Render::render(&ui::button_form(frame, &delete, "Delete", ui::Style::Quiet)));
    ui::menu("More", acts)
}

/// The form that asks why a task is dropped.
pub(super) fn dropping(frame: &Frame, task: &Task, form: &Form) -> Markup {
    let url = task.head.card().url();
    let action = format!("{url}/dropping");
    let body = html! {
        (ui::area(form, "reason", "Reason").rows(3).max(500).focus()
            .hint("Whoever counted on it reads this."))
    };
    let main = html! {
        (ui::head("Drop a task").crumb("Plans", "/plans").crumb(&task.head.title, &url)
            .lead("It will not be done. It stays readable, with your reason."))
        (ui::form(frame, form, &action, "Drop task", body).back(&url))
    };
    ui::page(frame, "Drop a task", main)
}

fn facts(task: &Task, zone: &TimeZone) -> Vec<(&'static str, Markup)> {
    let mut facts = vec![(
        "Owner",
        match (&task.owner_name, task.head.owner_id) {
            (Some(name), Some(id)) => ui::person(name, &format!("/directory/persons/{id}")),
            _ => html! { "Nobody yet" },
        },
    )];
    if let Some(due) = task.due_at {
        facts.push(("Due", ui::moment(due, zone)));
    }
    if let Some(serves) = &task.serves {
        facts.push(("Serves", html! { a href=(serves.url()) { (serves.title) } }));
    }
    facts
}

/// The form for a new task or an edit.
pub(super) fn form(frame: &Frame, form: &Form, choices: &Choices, action: &str) -> Markup {
    let is_new = form.version.is_none();
    let (title, submit) =
        if is_new { ("Add a task", "Add task") } else { ("Edit task", "Save task") };
    let cards = |cards: &[Card], none: &str| {
        let mut list = vec![ui::choice("", none)];
        list.extend(cards.iter().map(|card| ui::choice(card.id, card.title.clone())));
        list
    };
    let body = html! {
        (ui::text(form, "title", "Title").max(200).hint("What is done when it is done").focus())
        (ui::select(form, "owner_id", "Owner", cards(&choices.people, "Nobody yet")).optional())
        (ui::datetime_field(form, "due_at", "Due").hint("May stay empty only while nobody owns it"))
        (ui::select(form, "goal_id", "Goal", cards(&choices.goals, "None")).optional()
            .hint("What it serves: so that its owner sees why"))
        (ui::area(form, "standard", "Standard").rows(4).max(5000).optional()
            .hint("How well it is to be done. Markdown works."))
        (ui::select(form, "unit_id", "Unit", cards(&choices.units, "None")).optional())
        (audience::field(form))
    };
    let back = if is_new { "/plans/tasks" } else { action };
    let main = html! {
        (ui::head(title).crumb("Plans", "/plans").crumb("Tasks", "/plans/tasks"))
        (ui::form(frame, form, action, submit, body).back(back))
    };
    ui::page(frame, title, main)
}

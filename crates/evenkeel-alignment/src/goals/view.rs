//! The pages of goals: data in, markup out.

use evenkeel_chart::{Progress, bar, goal_tree};
use evenkeel_core::Card;
use evenkeel_records::about;
use evenkeel_stats::rollup::Status;
use evenkeel_web::{Frame, ui};
use jiff::{civil::Date, tz::TimeZone};
use maud::{Markup, html};

use super::{
    Goal, measures,
    pages::{Board, Shown},
    store::Support,
    tree,
};

use crate::{check_ins, commitments};

pub(in crate::goals) mod form;

/// The board: the tree of goals, who has committed, what waits, and how many lead nowhere.
pub(super) fn board(frame: &Frame, board: &Board, today: Date) -> Markup {
    let Board { goals, shares, orphans, waiting } = board;
    let (committed, asked) =
        shares.values().fold((0, 0), |(a, b), (committed, asked)| (a + committed, b + asked));
    let main = html! {
        (ui::head("Alignment").lead("What is to be reached, and who has committed to it.")
            .act(ui::create("Set a goal", "/alignment/goals/new"))
            .act(ui::link_button("Commitments", "/alignment/commitments", ui::Style::Quiet))
            .act(ui::link_button("Announcements", "/alignment/announcements", ui::Style::Quiet)))
        @if !goals.is_empty() { (ui::stats([
            ui::stat(goals.len(), one(goals.len(), "goal at work", "goals at work"))
                .url("/alignment/goals?show=open"),
            ui::stat(orphans, one(*orphans, "orphan: no chain leads to a vision",
                "orphans: no chain leads to a vision")).url("/alignment/orphans"),
            ui::stat(waiting, one(*waiting, "check-in waits for its reviewer",
                "check-ins wait for their reviewers")).url("/alignment/check_ins?show=waiting"),
            ui::stat(format!("{committed} of {asked}"), "people asked have committed")
                .url("/alignment/commitments"),
        ])) }
        @if goals.is_empty() {
            (nothing("No goals are at work. A goal says what shall be reached by when, and why."))
        } @else {
            (ui::section("Goal tree", goal_tree(&tree::tree("Goals", goals, shares, today))))
        }
    };
    ui::page(frame, "Alignment", main)
}

fn one<N: TryInto<i64>>(count: N, one: &'static str, many: &'static str) -> &'static str {
    if count.try_into().ok() == Some(1) { one } else { many }
}

fn nothing(sentence: &str) -> Markup {
    ui::empty(
        sentence,
        "/alignment/goals/new",
        "Set a goal",
        "See every child within 2 weeks, by 30 September, because waiting makes them sicker",
    )
}

/// A list of goals under one of the tabs.
pub(super) fn index(
    frame: &Frame,
    tab: &str,
    goals: &[Goal],
    next: Option<&str>,
    today: Date,
) -> Markup {
    let behind = goals.iter().filter(|goal| is_behind(goal, today)).count();
    let lead = match (goals.len(), behind) {
        (0, _) => "Nothing is here.".to_owned(),
        (orphans, _) if tab == "orphans" => ui::count(
            i64::try_from(orphans).unwrap_or(0),
            "goal leads to no vision.",
            "goals lead to no vision.",
        ),
        (_, 0) if tab == "closed" => "What was reached, and what was not.".to_owned(),
        (_, 0) => "Nothing here is behind.".to_owned(),
        (_, behind) => ui::count(
            i64::try_from(behind).unwrap_or(0),
            "goal is behind what was expected by now.",
            "goals are behind what was expected by now.",
        ),
    };
    let tabs = [
        ("mine", "/alignment/goals?show=mine"),
        ("open", "/alignment/goals?show=open"),
        ("unit", "/alignment/goals?show=unit"),
        ("orphans", "/alignment/orphans"),
        ("closed", "/alignment/goals?show=closed"),
    ];
    let main = html! {
        (ui::head(if tab == "orphans" { "Orphans" } else { "Goals" })
            .crumb("Alignment", "/alignment").lead(lead)
            .act(ui::create("Set a goal", "/alignment/goals/new")))
        (ui::tabs("Which goals", tab, tabs))
        @if tab == "orphans" && !goals.is_empty() {
            (ui::hint("From these goals no chain leads up to a vision. Edit a goal to say what it \
                serves; a reason alone does not connect it."))
        }
        @if goals.is_empty() {
            (empty(tab))
        } @else {
            (ui::list(goals.iter().map(|goal| row(goal, today))))
            (ui::pager(next))
        }
    };
    ui::page(frame, "Goals", main)
}

fn empty(tab: &str) -> Markup {
    match tab {
        "orphans" => ui::empty("Every goal that you may see leads up to a vision.", "", "", ""),
        "closed" => ui::empty("No goal has been closed yet.", "", "", ""),
        "mine" => nothing("You hold no goal as owner, lead or manager."),
        "unit" => nothing("Your units have no goals at work."),
        _ => nothing("No goals are at work."),
    }
}

fn is_behind(goal: &Goal, today: Date) -> bool {
    matches!(goal.standing(today).status, Some(Status::AtRisk | Status::OffTrack))
}

/// A goal as a line of a list.
pub(crate) fn row(goal: &Goal, today: Date) -> ui::Row {
    let row = ui::row(goal.head.title.clone(), goal.url())
        .meta(html! {
            (goal.owner_name)
            " · "
            @if goal.is_closed() { "ended " (ui::short_date(goal.end_on, today)) }
            @else { (ui::due(goal.end_on, today)) }
            @if let Some(parent) = &goal.parent { " · serves “" (parent.title) "”" }
        })
        .detail(html! {
            @if goal.is_measured() { (bar(&goal.head.title, &goal.progress(today))) }
            @else { span.meta { "No measure yet" } }
            @if goal.is_held_back && goal.is_open() {
                span.meta { " · held at risk by a critical goal below" }
            }
        });
    tags(goal, today).into_iter().fold(row.done(goal.is_closed()), ui::Row::tag)
}

/// State, status and what else must be seen at a glance, in words.
fn tags(goal: &Goal, today: Date) -> Vec<Markup> {
    let standing = goal.standing(today);
    let mut tags = Vec::new();
    match (goal.head.state.as_str(), standing.status) {
        ("draft", _) => tags.push(ui::tag(ui::Tone::Plain, "Draft")),
        ("met", _) => tags.push(ui::tag(ui::Tone::Plain, "Met")),
        ("missed", _) => tags.push(ui::tag(ui::Tone::Plain, "Missed")),
        ("canceled", _) => tags.push(ui::tag(ui::Tone::Plain, "Canceled")),
        (_, Some(Status::OnTrack)) => tags.push(ui::tag(ui::Tone::Plain, "On track")),
        (_, Some(Status::AtRisk)) => tags.push(ui::tag(ui::Tone::Concern, "At risk")),
        (_, Some(Status::OffTrack)) => tags.push(ui::tag(ui::Tone::Danger, "Off track")),
        (_, None) => {}
    }
    if standing.is_outdated {
        tags.push(ui::tag(ui::Tone::Concern, "Outdated"));
    }
    if goal.is_set_by_hand() {
        tags.push(ui::tag(ui::Tone::Plain, "Set by hand"));
    }
    tags
}

/// One goal.
pub(super) fn show(frame: &Frame, shown: &Shown, today: Date, zone: &TimeZone) -> Markup {
    let goal = &shown.goal;
    let url = goal.url();
    let head = ui::head(&goal.head.title)
        .crumb("Alignment", "/alignment")
        .crumb("Goals", "/alignment/goals")
        .lead(stands(goal, shown, today));
    let head = tags(goal, today).into_iter().fold(head, ui::Head::tag);
    let may_edit = shown.may_change && !goal.is_closed();
    let main = html! {
        (acts(frame, head, shown))
        (ui::facts(facts(goal, today)))
        @if !goal.why.is_empty() { (ui::section("Why", ui::markdown(&goal.why))) }
        (ui::section("What done looks like", ui::markdown(&goal.done_looks_like)))
        (pair(goal, &url, may_edit))
        (measures::view::part(shown, &url))
        (below(&shown.children, today))
        (how(&shown.tasks, goal))
        (check_ins::part(frame, goal, &shown.check_ins, today))
        (commitments::part(&shown.answers, goal.is_closed(), today))
        (supports(&shown.supports, &url, may_edit))
        (about::part(frame, &shown.about, zone))
    };
    ui::page(frame, &goal.head.title, main)
}

/// What the bar below does not say: until when, and what holds the goal back.
fn stands(goal: &Goal, shown: &Shown, today: Date) -> Markup {
    html! {
        @if goal.is_closed() {
            "Closed. " (goal.closing_note)
            @if goal.progress_micro.is_some() {
                " It keeps its grade: " (Progress { done_micro: goal.progress_micro,
                    ..Progress::default() }.sentence()) "."
            }
        } @else if goal.is_measured() {
            (goal.owner_name) " answers for it, " (ui::due(goal.end_on, today)) "."
            @if goal.is_held_back { " Held at risk: a critical goal below is off track." }
        } @else {
            "Not measured yet, " (ui::due(goal.end_on, today)) "."
        }
        @if shown.is_orphan && !goal.is_closed() { " No chain leads from here to a vision." }
    }
}

fn acts<'a>(frame: &'a Frame, head: ui::Head<'a>, shown: &'a Shown) -> ui::Head<'a> {
    let url = shown.goal.url();
    if !shown.may_change {
        return head;
    }
    if shown.goal.is_closed() {
        let reopen = format!("{url}/reopening");
        return head.act(ui::button_form(frame, &reopen, "Open again", ui::Style::Quiet));
    }
    let head = if !shown.goal.is_open() {
        let open = format!("{url}/opening");
        head.act(ui::button_form(frame, &open, "Put to work", ui::Style::Primary))
    } else if shown.goal.is_held_by_reader(frame) {
        head.act(ui::link_button("Check in", &format!("{url}/check_ins/new"), ui::Style::Primary))
    } else {
        head
    };
    let delete = format!("{url}/deletion");
    head.act(ui::edit(&format!("{url}/edit"))).act(ui::menu(
        "More",
        [
            html! { a href={ (url) "/measures/new" } { "Add a measure" } },
            html! { a href={ (url) "/supports" } { "Say what it also supports" } },
            html! { a href={ (url) "/closure" } { "Close goal" } },
            ui::Render::render(&ui::button_form(frame, &delete, "Delete goal", ui::Style::Danger)),
        ],
    ))
}

fn person(name: Option<&String>, id: Option<impl std::fmt::Display>) -> Markup {
    match (name, id) {
        (Some(name), Some(id)) => ui::person(name, &format!("/directory/persons/{id}")),
        _ => html! { "Nobody yet" },
    }
}

fn facts(goal: &Goal, today: Date) -> Vec<(&'static str, Markup)> {
    let mut facts = Vec::new();
    if goal.is_measured() {
        facts.push(("Progress", bar("Progress", &goal.progress(today))));
    }
    facts.extend([
        ("Owner", person(Some(&goal.owner_name), Some(goal.owner_id))),
        ("Lead", person(goal.lead_name.as_ref(), goal.lead_id)),
        ("Manager", person(goal.manager_name.as_ref(), goal.manager_id)),
        ("Reviewer", person(goal.reviewer_name.as_ref(), goal.reviewer_id)),
        ("Period", html! { (ui::date(goal.start_on)) " to " (ui::date(goal.end_on)) }),
    ]);
    if let Some(parent) = &goal.parent {
        facts.push(("Serves", html! { a href=(parent.url()) { (parent.title) } }));
    }
    if let (Some(name), Some(id)) = (&goal.unit_name, goal.head.unit_id) {
        facts.push(("Unit", ui::unit(name, &format!("/directory/units/{id}"))));
    }
    if let Some(level) = goal.confidence {
        facts.push(("Owner’s confidence", ui::confidence(level)));
    }
    if goal.is_open() {
        facts.push(("Next check-in", ui::due(goal.check_in_on, today)));
    }
    facts.push(("Reckoned from", html! { (form::op_words(&goal.op)) }));
    facts.push(("Source", html! { (form::source_words(&goal.source)) }));
    facts
}

/// What the lead and the manager owe each other, or that it was not said yet (BAL-12).
fn pair(goal: &Goal, url: &str, may_edit: bool) -> Markup {
    let is_said = !goal.lead_owes.is_empty() || !goal.manager_owes.is_empty();
    html! {
        @if goal.lacks_contract() || is_said {
            section.part {
                h2 { "Hand-over contract" }
                @if goal.lacks_contract() {
                    p {
                        (ui::tag(ui::Tone::Concern, "Missing"))
                        " Two people hold this goal. What the lead owes the manager, and the "
                        "manager the lead, is not said yet. "
                        @if may_edit { a href={ (url) "/edit" } { "Write it down" } }
                    }
                }
                @if !goal.lead_owes.is_empty() {
                    h3 { "The lead owes the manager" } (ui::markdown(&goal.lead_owes))
                }
                @if !goal.manager_owes.is_empty() {
                    h3 { "The manager owes the lead" } (ui::markdown(&goal.manager_owes))
                }
            }
        }
    }
}

fn below(children: &[Goal], today: Date) -> Markup {
    html! {
        @if !children.is_empty() {
            (ui::section("Goals below", ui::list(children.iter().map(|goal| row(goal, today)))))
        }
    }
}

/// How and when: the tasks that serve the goal, or that they are missing (ALI-3).
fn how(tasks: &[Card], goal: &Goal) -> Markup {
    let new = format!("/plans/tasks/new?goal={}", goal.head.id);
    let (open, closed): (Vec<_>, Vec<_>) = tasks.iter().partition(|task| task.state == "open");
    html! {
        section.part {
            h2 { "How and when" }
            @if tasks.is_empty() {
                p {
                    "No tasks yet: what and why are here, how and when are missing. "
                    @if !goal.is_closed() { a href=(new) { "Add a task" } }
                }
            } @else {
                (ui::list(open.iter().chain(&closed).map(|task| {
                    let is_done = task.state != "open";
                    let row = ui::row(task.title.clone(), task.url()).done(is_done);
                    let state = if task.state == "dropped" { "Dropped" } else { "Done" };
                    if is_done { row.tag(ui::tag(ui::Tone::Plain, state)) } else { row }
                })))
                @if !goal.is_closed() { p.acts { a href=(new) { "Add a task" } } }
            }
        }
    }
}

fn supports(supports: &[Support], url: &str, may_change: bool) -> Markup {
    let side = |is_given: bool| supports.iter().filter(move |it| it.is_given == is_given);
    let rows = |is_given: bool| {
        ui::list(
            side(is_given)
                .map(|it| ui::row(it.card.title.clone(), it.card.url()).meta(it.card.kind.noun())),
        )
    };
    html! {
        @if side(true).next().is_some() {
            section.part {
                h2 { "Also supports" }
                (rows(true))
                @if may_change {
                    p.acts { a href={ (url) "/supports" } { "Change what it supports" } }
                }
            }
        }
        @if side(false).next().is_some() { (ui::section("Supported by", rows(false))) }
    }
}

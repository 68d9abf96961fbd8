//! The pages of units: data in, markup out.

use evenkeel_core::{Card, Event, Id, Side, Unit};
use evenkeel_store::Entry;
use evenkeel_web::{Form, Frame, Listed, ui};
use jiff::tz::TimeZone;
use maud::{Markup, html};

use super::{Part, UnitEvent};
use crate::persons::{self, Member};

/// What the choices of the form offer.
#[derive(Clone, Debug, Default)]
pub(super) struct Choices {
    pub(super) people: Vec<Card>,
    pub(super) units: Vec<Card>,
}

/// What the page of a unit shows.
#[derive(Debug)]
pub(super) struct Branch {
    pub(super) part: Part,
    pub(super) above: Vec<Card>,
    pub(super) below: Vec<Part>,
    pub(super) people: Listed<Member>,
    pub(super) history: Vec<Entry<UnitEvent>>,
}

fn may_administer(frame: &Frame) -> bool {
    frame.person.as_ref().is_some_and(|person| person.may_administer)
}

fn url(id: Id<Unit>) -> String {
    format!("/directory/units/{id}")
}

/// The tree from the whole organization down.
pub(super) fn index(frame: &Frame, parts: &[Part]) -> Markup {
    let tabs = [
        ("active", "/directory/persons"),
        ("left", "/directory/persons?show=left"),
        ("units", "/directory/units"),
    ];
    let head = ui::head("Units").crumb("People", "/directory/persons");
    let head = head.lead("How the organization is cut, and who leads and manages each part.");
    let head = if may_administer(frame) {
        head.act(ui::create("Add a unit", "/directory/units/new"))
    } else {
        head
    };
    let top = parts.iter().find(|part| part.depth == 0);
    let main = html! {
        (head)
        (ui::tabs("People and units", "units", tabs))
        @match top {
            Some(top) => {
                ul.rows { (ui::Render::render(&row(top))) }
                (branches(parts, top.id))
            }
            None => (ui::empty(
                "There is no unit here that you may see. Guests see what they are named on.",
                "", "", "",
            )),
        }
    };
    ui::page(frame, "Units", main)
}

/// The units below one, each with those below it.
fn branches(parts: &[Part], above: Id<Unit>) -> Markup {
    let below: Vec<&Part> = parts.iter().filter(|part| part.parent_id == Some(above)).collect();
    html! {
        @if !below.is_empty() {
            ul.branches {
                @for part in below {
                    li {
                        ul.rows { (ui::Render::render(&row(part))) }
                        (branches(parts, part.id))
                    }
                }
            }
        }
    }
}

/// One line for a unit.
fn row(part: &Part) -> ui::Row {
    ui::row(part.name.clone(), url(part.id)).meta(html! {
        (part.kind) " · " (ui::count(part.people_count, "person", "people"))
        @if let Some(name) = &part.lead_name { " · led by " (name) }
        @if let Some(name) = &part.manager_name { " · managed by " (name) }
    })
}

/// One unit.
pub(super) fn show(frame: &Frame, branch: &Branch, zone: &TimeZone) -> Markup {
    let part = &branch.part;
    let mut head = ui::head(&part.name).crumb("Units", "/directory/units");
    for card in branch.above.iter().filter(|card| card.id != part.id.record()) {
        head = head.crumb(&card.title, &card.url());
    }
    head = head.tag(ui::tag(ui::Tone::Plain, &part.kind));
    head = head.lead(ui::count(
        part.people_count,
        "person belongs to it directly.",
        "people belong to it directly.",
    ));
    if may_administer(frame) {
        head = acts(head, part);
    }
    let next = branch.people.next.as_ref().map(|next| format!("{}?after={next}", url(part.id)));
    let main = html! {
        (head)
        (ui::section("Lead and manager", pair(part)))
        @if !branch.people.items.is_empty() {
            (ui::section("People", html! {
                (ui::list(branch.people.items.iter().map(persons::row)))
                (ui::pager(next.as_deref()))
            }))
        }
        @if !branch.below.is_empty() {
            (ui::section("Below", ui::list(branch.below.iter().map(row))))
        }
        (history(&branch.history, zone))
    };
    ui::page(frame, &part.name, main)
}

fn acts<'a>(head: ui::Head<'a>, part: &Part) -> ui::Head<'a> {
    let id = part.id;
    let head = head
        .act(ui::edit(&format!("/directory/units/{id}/edit")))
        .act(ui::link_button(
            "Add a person",
            &format!("/directory/persons/new?unit={id}"),
            ui::Style::Quiet,
        ))
        .act(ui::link_button(
            "Add a unit below",
            &format!("/directory/units/new?above={id}"),
            ui::Style::Quiet,
        ));
    if part.parent_id.is_none() {
        return head;
    }
    let delete = format!("/directory/units/{id}/deletion");
    head.act(ui::link_button("Delete", &delete, ui::Style::Quiet))
}

/// Both halves are named: one points the way, one keeps it running. It may be one person.
fn pair(part: &Part) -> Markup {
    let half = |side: Side, person: Option<(Id<evenkeel_core::Person>, &String)>| {
        html! {
            (ui::side_tag(side)) " "
            @match person {
                Some((id, name)) => (ui::person(name, &format!("/directory/persons/{id}"))),
                None => span.hint { "nobody yet" },
            }
        }
    };
    let lead = part.lead_id.zip(part.lead_name.as_ref());
    let manager = part.manager_id.zip(part.manager_name.as_ref());
    html! {
        (ui::facts([
            ("Points the way", half(Side::Lead, lead)),
            ("Keeps it running", half(Side::Manage, manager)),
        ]))
        p { a href={ "/records/" (part.id) "/comments" } { "Comments" } }
    }
}

fn history(entries: &[Entry<UnitEvent>], zone: &TimeZone) -> Markup {
    let entries: Vec<ui::Entry> = entries
        .iter()
        .map(|entry| ui::Entry {
            at: entry.happened_at,
            by: entry.actor.clone(),
            by_url: format!("/directory/persons/{}", entry.actor_id),
            sentence: entry.event.sentence(),
            changes: entry
                .event
                .changes()
                .iter()
                .filter(|change| !change.field.ends_with("_id"))
                .cloned()
                .collect(),
        })
        .collect();
    html! { @if !entries.is_empty() { (ui::history(&entries, zone)) } }
}

/// The form of a unit that is there already.
pub(super) fn filled(part: &Part, choices: &Choices) -> Form {
    let value = |id, name: Option<&String>| {
        persons::field_value(&choices.people, id, name.map(String::as_str))
    };
    Form::empty()
        .with("name", &part.name)
        .with("kind", &part.kind)
        .with_option("code", part.code.as_ref())
        .with_option("parent_id", part.parent_id)
        .with("lead_id", value(part.lead_id, part.lead_name.as_ref()))
        .with("manager_id", value(part.manager_id, part.manager_name.as_ref()))
        .at(part.version)
}

/// The form for a new unit or an edit.
pub(super) fn form(frame: &Frame, form: &Form, choices: &Choices, part: Option<&Part>) -> Markup {
    let (title, submit) = match part {
        None => ("Add a unit".to_owned(), "Add unit"),
        Some(part) => (format!("Edit {}", part.name), "Save unit"),
    };
    let action = part.map_or_else(|| "/directory/units".to_owned(), |part| url(part.id));
    let is_whole = part.is_some_and(|part| part.parent_id.is_none());
    let units = choices.units.iter().map(|card| ui::choice(card.id, card.title.clone()));
    let person = |name, label, hint| {
        persons::field(form, name, label, &choices.people, "Nobody yet").optional().hint(hint)
    };
    let body = html! {
        (ui::text(form, "name", "Name").max(120).focus())
        (ui::text(form, "kind", "Kind").max(40).short()
            .hint("Your word for such a part: team, department, ward"))
        @if !is_whole {
            (ui::select(form, "parent_id", "Unit above", units)
                .hint("Another one moves this unit, with all below it"))
        }
        (person("lead_id", "Lead", "Points it in the right direction"))
        (person("manager_id", "Manager", "Keeps it running; may be the same person"))
        (ui::text(form, "code", "Code").max(60).short().optional().hint("In your other systems"))
    };
    let main = html! {
        (ui::head(&title).crumb("Units", "/directory/units"))
        (ui::form(frame, form, &action, submit, body).back(&action))
    };
    ui::page(frame, &title, main)
}

/// Asks before a unit goes.
pub(super) fn ask_deletion(frame: &Frame, part: &Part) -> Markup {
    let url = url(part.id);
    let action = format!("{url}/deletion");
    let yes = ui::button_form(frame, &action, "Delete unit", ui::Style::Danger);
    let question = format!("Delete {}?", part.name);
    let main = ui::confirm(
        &question,
        "Only an empty unit can go: its people, units and records move first. It can be brought \
         back for 30 days.",
        &yes,
        &url,
    );
    ui::page(frame, &question, main)
}

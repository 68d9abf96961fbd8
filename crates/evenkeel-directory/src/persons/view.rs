//! The pages of persons: data in, markup out.

use evenkeel_core::{Card, Id, Person, Role};
use evenkeel_store::{Entry, FOREVER};
use evenkeel_web::{
    Form, Frame,
    ui::{self, Field},
};
use jiff::{Timestamp, tz::TimeZone};
use maud::{Markup, html};

use super::{
    Member, PersonEvent,
    store::{MatrixLine, Membership},
};
use crate::sessions::{Purpose, once};

/// As many people as a list in a form holds. Where there are more, the form asks for a name.
pub const CHOICES: usize = 500;

/// What the choices of the form offer.
#[derive(Clone, Debug, Default)]
pub(super) struct Choices {
    pub(super) people: Vec<Card>,
    pub(super) units: Vec<Card>,
}

/// What the page of a person shows.
#[derive(Clone, Debug)]
pub(super) struct Profile {
    pub(super) member: Member,
    pub(super) line: Vec<Card>,
    pub(super) reports: Vec<Member>,
    pub(super) matrix_lines: Vec<MatrixLine>,
    pub(super) memberships: Vec<Membership>,
    pub(super) history: Vec<Entry<PersonEvent>>,
    pub(super) is_self: bool,
}

/// A question that is answered with a person: from a list, or by name where the list would be too
/// long. Read it after [`by_name`](super::by_name).
pub fn field<'a>(
    form: &'a Form,
    name: &'a str,
    label: &'a str,
    people: &[Card],
    none: &str,
) -> Field<'a> {
    if people.len() >= CHOICES {
        return ui::finder(form, name, label, "person").hint("Full name, username or e-mail");
    }
    let mut choices = vec![ui::choice("", none)];
    choices.extend(people.iter().map(|card| ui::choice(card.id, card.title.clone())));
    ui::select(form, name, label, choices)
}

/// What such a field holds for a person who is chosen already.
pub fn field_value(people: &[Card], id: Option<Id<Person>>, name: Option<&str>) -> String {
    match (id, name) {
        (Some(_), Some(name)) if people.len() >= CHOICES => name.to_owned(),
        (Some(id), _) => id.to_string(),
        (None, _) => String::new(),
    }
}

/// The way here.
fn head<'a>(title: &'a str) -> ui::Head<'a> {
    ui::head(title).crumb("People", "/directory/persons")
}

/// The list of people.
pub(super) fn index(
    frame: &Frame,
    show: &str,
    words: &str,
    people: &[Member],
    next: Option<&str>,
) -> Markup {
    let tabs = [
        ("active", "/directory/persons"),
        ("left", "/directory/persons?show=left"),
        ("units", "/directory/units"),
    ];
    let may_administer = frame.person.as_ref().is_some_and(|person| person.may_administer);
    let head = ui::head("People").lead("Who is here, and whom to ask.");
    let head = if may_administer {
        head.act(ui::create("Add a person", "/directory/persons/new")).act(ui::link_button(
            "Import people",
            "/directory/imports/new",
            ui::Style::Quiet,
        ))
    } else {
        head
    };
    let main = html! {
        (head)
        (ui::tabs("Which people", show, tabs))
        (filter(show, words))
        @if people.is_empty() {
            (ui::empty(nobody(show, words), "", "", ""))
        } @else {
            (ui::list(people.iter().map(row)))
            (ui::pager(next))
        }
    };
    ui::page(frame, "People", main)
}

fn nobody(show: &str, words: &str) -> &'static str {
    match (show, words.is_empty()) {
        ("left", true) => "Nobody has left.",
        (_, true) => "There is nobody here whom you may see.",
        (_, false) => "Nobody by that name. Try fewer letters.",
    }
}

fn filter(show: &str, words: &str) -> Markup {
    html! {
        form.form role="search" method="get" action="/directory/persons" {
            @if show == "left" { input type="hidden" name="show" value="left"; }
            div.field {
                label for="q" { "Name, username or job title" }
                div.answer {
                    input id="q" name="q" type="search" value=(words) maxlength="100" data-filter;
                    button.button { "Find" }
                }
            }
        }
    }
}

/// One line for a person.
pub(crate) fn row(member: &Member) -> ui::Row {
    let row = ui::row(member.name.clone(), format!("/directory/persons/{}", member.id));
    let row = row.meta(html! {
        (member.job_title)
        @if let Some(unit) = &member.unit_name {
            @if !member.job_title.is_empty() { " · " }
            (unit)
        }
    });
    let row = if member.role.0 == Role::Member {
        row
    } else {
        row.tag(ui::tag(ui::Tone::Plain, role(member.role.0)))
    };
    if member.is_active { row } else { row.tag(ui::tag(ui::Tone::Plain, "Left")) }
}

const fn role(role: Role) -> &'static str {
    match role {
        Role::Owner => "Owner",
        Role::Admin => "Admin",
        Role::Member => "Member",
        Role::Guest => "Guest",
    }
}

/// One person.
pub(super) fn show(
    frame: &Frame,
    profile: &Profile,
    line: &Form,
    people: &[Card],
    zone: &TimeZone,
) -> Markup {
    let member = &profile.member;
    let may_administer = frame.person.as_ref().is_some_and(|person| person.may_administer);
    let mut head = head(&member.name);
    if !member.is_active {
        head = head.tag(ui::tag(ui::Tone::Plain, "Left"));
    }
    if !member.job_title.is_empty() {
        head = head.lead(&member.job_title);
    }
    if profile.is_self {
        head = head.act(ui::link_button("Settings", "/settings", ui::Style::Quiet));
    }
    if may_administer {
        head = acts(head, frame, member);
    }
    let main = html! {
        (head)
        (ui::facts(facts(member)))
        p { a href={ "/records/" (member.id) "/comments" } { "Comments" } }
        (ui::section("Line", reporting(profile)))
        (ui::section("Matrix lines", matrix(frame, profile, line, people)))
        (ui::section("Units", memberships(&profile.memberships)))
        @if !profile.history.is_empty() { (history(&profile.history, zone)) }
    };
    ui::page(frame, &member.name, main)
}

fn acts<'a>(head: ui::Head<'a>, frame: &Frame, member: &Member) -> ui::Head<'a> {
    let url = format!("/directory/persons/{}", member.id);
    let edit = ui::edit(&format!("{url}/edit"));
    if !member.is_active {
        let reopen = format!("{url}/reactivation");
        let reopen = ui::button_form(frame, &reopen, "Open access again", ui::Style::Quiet);
        return head.act(reopen).act(edit);
    }
    let invite = format!("{url}/invitation");
    let label = if member.has_password { "Make recovery link" } else { "Make invitation link" };
    let end = format!("{url}/deactivation");
    head.act(ui::button_form(frame, &invite, label, ui::Style::Quiet))
        .act(edit)
        .act(ui::link_button("End access", &end, ui::Style::Quiet))
}

fn facts(member: &Member) -> Vec<(&'static str, Markup)> {
    let mut facts = vec![("Username", html! { (member.username) })];
    if let Some(email) = &member.email {
        facts.push(("E-mail", html! { a href={ "mailto:" (email) } { (email) } }));
    }
    if let Some(number) = &member.number {
        facts.push(("Number", html! { (number) }));
    }
    if let Some((id, name)) = member.unit_id.zip(member.unit_name.as_ref()) {
        facts.push(("Unit", ui::unit(name, &format!("/directory/units/{id}"))));
    }
    facts.push(("Role", html! { (role(member.role.0)) }));
    facts
}

fn reporting(profile: &Profile) -> Markup {
    html! {
        @if profile.line.is_empty() {
            p { "Reports to nobody." }
        } @else {
            p {
                "Reports to "
                @for (place, card) in profile.line.iter().enumerate() {
                    @if place > 0 { ", who reports to " }
                    (ui::person(&card.title, &card.url()))
                }
                "."
            }
        }
        @if !profile.reports.is_empty() {
            h3 { "Reporting to " (profile.member.name) }
            (ui::list(profile.reports.iter().map(row)))
        }
    }
}

fn matrix(frame: &Frame, profile: &Profile, line: &Form, people: &[Card]) -> Markup {
    let may_administer = frame.person.as_ref().is_some_and(|person| person.may_administer);
    let url = format!("/directory/persons/{}/matrix_lines", profile.member.id);
    let removal = format!("{url}/removal");
    let rows = profile.matrix_lines.iter().map(|line| {
        let row = ui::row(line.lead.title.clone(), line.lead.url()).meta(&line.name);
        if !may_administer {
            return row;
        }
        let remove = ui::button_form(frame, &removal, "Remove", ui::Style::Quiet);
        row.act(remove.with("lead_id", line.lead.id).to(&line.lead.title))
    });
    let body = html! {
        (field(line, "lead_id", "Lead", people, "Choose one").within("line"))
        (ui::text(line, "name", "Matter").max(80).within("line")
            .hint("What they answer for here, such as: training"))
    };
    html! {
        @if profile.matrix_lines.is_empty() {
            p.hint {
                "None: only the line above sees what " (profile.member.name) " shares with it."
            }
        } @else {
            (ui::list(rows))
        }
        @if may_administer && profile.member.is_active {
            (ui::more("Add a matrix line", html! {
                (ui::form(frame, line, &url, "Add line", body).quiet().within("line"))
            }))
        }
    }
}

fn memberships(memberships: &[Membership]) -> Markup {
    html! {
        @if memberships.is_empty() { p.hint { "In no unit so far." } }
        @else {
            (ui::list(memberships.iter().map(|membership| {
                ui::row(membership.unit.title.clone(), membership.unit.url()).meta(html! {
                    "since " (ui::date(membership.from_on))
                    @if membership.until_on < FOREVER { ", until " (ui::date(membership.until_on)) }
                })
            })))
        }
    }
}

fn history(entries: &[Entry<PersonEvent>], zone: &TimeZone) -> Markup {
    use evenkeel_core::Event;
    let entries: Vec<ui::Entry> = entries
        .iter()
        .map(|entry| ui::Entry {
            at: entry.happened_at,
            by: entry.actor.clone(),
            by_url: format!("/directory/persons/{}", entry.actor_id),
            sentence: entry.event.sentence(),
            changes: entry.event.changes().to_vec(),
        })
        .collect();
    ui::history(&entries, zone)
}

/// The form of a person who is there already.
pub(super) fn filled(member: &Member, choices: &Choices) -> Form {
    let manager = member.manager_name.as_deref();
    Form::empty()
        .with("name", &member.name)
        .with("username", &member.username)
        .with_option("email", member.email.as_ref())
        .with_option("number", member.number.as_ref())
        .with("job_title", &member.job_title)
        .with("role", member.role.0.word())
        .with("manager_id", field_value(&choices.people, member.manager_id, manager))
        .with_option("unit_id", member.unit_id)
        .at(member.version)
}

/// The form for a new person or an edit.
pub(super) fn form(
    frame: &Frame,
    form: &Form,
    choices: &Choices,
    whom: Option<(Id<Person>, &str)>,
) -> Markup {
    let (title, submit) = match whom {
        None => ("Add a person".to_owned(), "Add person"),
        Some((_, name)) => (format!("Edit {name}"), "Save person"),
    };
    let url = match whom {
        None => "/directory/persons".to_owned(),
        Some((id, _)) => format!("/directory/persons/{id}"),
    };
    let mut units = vec![ui::choice("", "None")];
    units.extend(choices.units.iter().map(|card| ui::choice(card.id, card.title.clone())));
    let body = html! {
        (ui::text(form, "name", "Name").max(120).focus())
        (ui::text(form, "username", "Username").max(60).optional()
            .hint("What they sign in with. Left empty, it is made of the name: amy.lund."))
        (ui::email(form, "email", "E-mail").optional()
            .hint("Not needed: people without one sign in by username."))
        (ui::text(form, "job_title", "Job title").max(120).optional())
        (ui::select(form, "unit_id", "Unit", units).optional())
        (ui::date_field(form, "from_on", "In this unit since").optional()
            .hint("Today, if nothing is said"))
        (field(form, "manager_id", "Reports to", &choices.people, "Nobody").optional())
        (roles(form))
        (ui::text(form, "number", "Number").max(60).short().optional()
            .hint("In your other systems. Only they and those who look after people see it."))
    };
    let main = html! {
        (head(&title))
        (ui::form(frame, form, &url, submit, body).back(&url))
    };
    ui::page(frame, &title, main)
}

fn roles(form: &Form) -> Field<'_> {
    ui::radios(
        form,
        "role",
        "Role",
        [
            ui::choice("member", "Member").hint("works here"),
            ui::choice("guest", "Guest").hint("sees only what they are named on"),
            ui::choice("admin", "Admin").hint("looks after people, units and imports"),
            ui::choice("owner", "Owner").hint("the same, and names owners"),
        ],
    )
}

/// Asks before access ends.
pub(super) fn ask_deactivation(frame: &Frame, member: &Member) -> Markup {
    let url = format!("/directory/persons/{}", member.id);
    let action = format!("{url}/deactivation");
    let yes = ui::button_form(frame, &action, "End access", ui::Style::Danger);
    let question = format!("End the access of {}?", member.name);
    let main = ui::confirm(
        &question,
        "They are signed out everywhere at once, and their tokens and links end. What they wrote \
         stays. You can open their access again.",
        &yes,
        &url,
    );
    ui::page(frame, &question, main)
}

/// A link that was just made.
pub(super) fn invitation(
    frame: &Frame,
    member: &Member,
    link: &str,
    purpose: Purpose,
    expires_at: Timestamp,
    zone: &TimeZone,
) -> Markup {
    let title = match purpose {
        Purpose::Recovery => format!("Recovery link for {}", member.name),
        _ => format!("Invitation for {}", member.name),
    };
    let url = format!("/directory/persons/{}", member.id);
    let main = html! {
        (head(&title).crumb(&member.name, &url).lead(html! {
            "Hand it to " (member.name) " yourself. It is shown this once, works once, and lasts "
            "until " (ui::moment(expires_at, zone)) "."
        }))
        div.form {
            (once("Link", link))
            (ui::hint(
                "Older links of theirs have ended. They choose the password; you never see it."
            ))
            div.acts { (ui::link_button("I have copied it", &url, ui::Style::Primary)) }
        }
    };
    ui::page(frame, &title, main)
}

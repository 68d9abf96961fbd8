//! What the pages of all elements share: rows, versions, who stands behind them, what is missing.

use evenkeel_core::{Card, Kind};
use evenkeel_records::about;
use evenkeel_web::{Form, Frame, ui};
use jiff::{civil::Date, tz::TimeZone};
use maud::{Markup, html};

use super::{Edition, Element, Passage, Standing, lines};

/// What the choices of a form offer.
#[derive(Clone, Debug, Default)]
pub(crate) struct Choices {
    pub(crate) units: Vec<Card>,
    pub(crate) parents: Vec<Card>,
    pub(crate) people: Vec<Card>,
}

/// How the list of one kind of element speaks of itself.
#[derive(Debug)]
pub(crate) struct Shelf {
    pub(crate) kind: Kind,
    pub(crate) plural: &'static str,
    pub(crate) create: &'static str,
    pub(crate) about: &'static str,
    pub(crate) example: &'static str,
    pub(crate) states: &'static [(&'static str, &'static str)],
}

/// The states of all elements but bets: word in the address, word on the page.
pub(crate) const STATES: &[(&str, &str)] = &[("current", "Current"), ("retired", "Retired")];

/// What a list shows, of which unit and state.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    pub(crate) unit: Card,
    pub(crate) state: String,
    pub(crate) next: Option<String>,
    pub(crate) may_head: bool,
}

/// The list of one kind of element, of a unit and of those below it.
pub(crate) fn index(
    frame: &Frame,
    shelf: &Shelf,
    shown: &Shown,
    lead: &str,
    rows: Vec<ui::Row>,
) -> Markup {
    let path = shelf.kind.path();
    let new = format!("{path}/new?unit={}", shown.unit.id);
    let tabs: Vec<(&str, String)> = shelf
        .states
        .iter()
        .map(|(state, word)| (*word, format!("{path}?unit={}&state={state}", shown.unit.id)))
        .collect();
    let current = shelf.states.iter().find(|(state, _)| *state == shown.state);
    let current = current.map_or("", |(_, word)| word);
    let next = shown
        .next
        .as_ref()
        .map(|next| format!("{path}?unit={}&state={}&after={next}", shown.unit.id, shown.state));
    let head = ui::head(shelf.plural)
        .crumb(&shown.unit.title, &unit_url(&shown.unit))
        .crumb("Direction", &unit_url(&shown.unit))
        .lead(lead);
    let head = if shown.may_head { head.act(ui::create(shelf.create, &new)) } else { head };
    let main = html! {
        (head)
        (ui::tabs("Which", current, tabs.iter().map(|(word, url)| (*word, url.as_str()))))
        @if rows.is_empty() {
            @if shown.may_head { (ui::empty(shelf.about, &new, shelf.create, shelf.example)) }
            @else { (ui::empty(shelf.about, "", "", shelf.example)) }
        } @else {
            (ui::list(rows))
            (ui::pager(next.as_deref()))
        }
    };
    ui::page(frame, shelf.plural, main)
}

/// The direction of a unit.
pub(crate) fn unit_url(unit: &Card) -> String {
    format!("/direction?unit={}", unit.id)
}

/// An element in a list.
pub(crate) fn row(element: &Element, missing: &[String]) -> ui::Row {
    let row = ui::row(element.head.title.clone(), element.url())
        .meta(html! {
            @if let Some(unit) = &element.unit_name { (unit) " · " }
            "version " (element.number) " · "
            (ui::count(element.endorsed_count, "endorsement", "endorsements").to_lowercase())
        })
        .done(!element.is_current());
    if missing.is_empty() || !element.is_current() {
        row
    } else {
        row.tag(ui::tag(ui::Tone::Concern, "Incomplete"))
    }
}

/// The head of an element's page, without its acts.
pub(crate) fn head<'a>(shelf: &Shelf, element: &'a Element) -> ui::Head<'a> {
    let head = ui::head(&element.head.title);
    let head = match (&element.unit_name, element.head.unit_id) {
        (Some(name), Some(id)) => head.crumb(name, &format!("/direction?unit={id}")),
        _ => head,
    };
    let head = head.crumb("Direction", "/direction").crumb(shelf.plural, shelf.kind.path());
    match element.head.state.as_str() {
        "retired" => head.tag(ui::tag(ui::Tone::Plain, "Retired")),
        _ => head,
    }
}

/// "Version 2, published 3 March 2026."
pub(crate) fn version_words(element: &Element, zone: &TimeZone) -> Markup {
    let on = element.published_at.to_zoned_datetime(zone.clone()).date();
    html! { "Version " (element.number) ", published " (ui::date(on)) }
}

/// What an element still lacks, each as a sentence that says the rule.
pub(crate) fn incomplete(missing: &[String]) -> Markup {
    html! {
        @if !missing.is_empty() {
            (ui::panel("Incomplete", html! { ul { @for rule in missing { li { (rule) } } } }))
        }
    }
}

/// Things one under the other, in the order they were written.
pub(crate) fn bullets(text: &str) -> Markup {
    html! { div.prose { ul { @for line in lines(text) { li { (line) } } } } }
}

/// What may be done with an element besides its own acts.
pub(crate) fn further(frame: &Frame, element: &Element) -> Markup {
    let url = element.url();
    let (retire, revive) = (format!("{url}/retirement"), format!("{url}/revival"));
    let delete = format!("{url}/deletion");
    let quiet = ui::Style::Quiet;
    let change = if element.is_current() {
        ui::button_form(frame, &retire, "Retire", quiet)
    } else {
        ui::button_form(frame, &revive, "Bring back", quiet)
    };
    let delete = ui::button_form(frame, &delete, "Delete", ui::Style::Danger);
    ui::menu("More", [html! { (change) }, html! { (delete) }])
}

/// Who stands behind an element, its versions, and what every record shows.
pub(crate) fn part(
    frame: &Frame,
    element: &Element,
    standing: &Standing,
    zone: &TimeZone,
) -> Markup {
    html! {
        (ui::section("Who stands behind it", endorsements(frame, element, standing, zone)))
        (ui::section("Versions", versions(element, &standing.editions, zone)))
        (about::part(frame, &standing.about, zone))
    }
}

/// How many endorsed the current version, and how the reader stands to it, in sentences.
pub(crate) fn endorsed_words(element: &Element) -> (String, String) {
    let number = element.number;
    let all = match element.endorsed_count {
        0 => format!("Nobody has endorsed version {number} yet."),
        1 => format!("1 person has endorsed version {number}."),
        many => format!("{} people have endorsed version {number}.", ui::number(many)),
    };
    let own = match element.endorsed_number {
        None => String::new(),
        Some(own) if own == number => format!("You endorsed version {own}."),
        Some(own) => format!("You endorsed version {own}; version {number} is newer."),
    };
    (all, own)
}

fn endorsements(frame: &Frame, element: &Element, standing: &Standing, zone: &TimeZone) -> Markup {
    let (all, own) = endorsed_words(element);
    let url = format!("{}/endorsement", element.url());
    let back = format!("{url}/withdrawal");
    let label = format!("Endorse version {}", element.number);
    html! {
        p { strong { (all) } " " (own) }
        @if element.endorsed_number == Some(element.number) {
            div.acts {
                (ui::button_form(frame, &back, "Take back my endorsement", ui::Style::Quiet)
                    .with("number", element.number))
            }
        } @else if element.is_current() {
            div.acts {
                (ui::button_form(frame, &url, &label, ui::Style::Primary)
                    .with("number", element.number))
            }
            (ui::hint("Your name will stand here, with the version that you endorse."))
        }
        @if !standing.endorsers.is_empty() {
            (ui::more("See who", ui::table("Endorsements",
                &[ui::col("Who"), ui::col("Version"), ui::col("When")],
                standing.endorsers.iter().map(|one| vec![
                    ui::person(&one.name, &format!("/directory/persons/{}", one.person_id)),
                    html! { (one.number) },
                    ui::moment(one.endorsed_at, zone),
                ]))))
        }
    }
}

fn versions(element: &Element, editions: &[Edition], zone: &TimeZone) -> Markup {
    ui::list(editions.iter().map(|edition| {
        let on = edition.published_at.to_zoned_datetime(zone.clone()).date();
        let url = format!("{}/editions/{}", element.url(), edition.number);
        let row = ui::row(format!("Version {}", edition.number), url)
            .meta(html! { (ui::date(on)) ", by " (edition.by) });
        if edition.number == element.number {
            row.tag(ui::tag(ui::Tone::Plain, "Current"))
        } else {
            row.done(true)
        }
    }))
}

/// The passages that hold one thing a line.
const LISTS: [&str; 4] = ["behaviors", "priorities", "not_doing", "kill_criteria"];

/// A version as it was published.
pub(crate) fn edition(
    frame: &Frame,
    card: &Card,
    newest: i64,
    edition: &Edition,
    passages: &[Passage],
    zone: &TimeZone,
) -> Markup {
    let title = passages
        .iter()
        .find(|passage| passage.field == "title")
        .map_or(card.title.as_str(), |passage| passage.text.as_str());
    let on = edition.published_at.to_zoned_datetime(zone.clone()).date();
    let head = ui::head(title)
        .crumb("Direction", "/direction")
        .crumb(&card.title, &card.url())
        .crumb(&format!("Version {}", edition.number), "")
        .lead(html! {
            "Version " (edition.number) " of " (newest) ", published " (ui::date(on)) " by "
            (edition.by) ". "
            @if edition.number < newest { a href=(card.url()) { "Read the current version" } }
        });
    let main = html! {
        (head)
        @for passage in passages.iter().filter(|it| it.field != "title" && !it.text.is_empty()) {
            (ui::section(&passage.label, html! {
                @if LISTS.contains(&passage.field.as_str()) { (bullets(&passage.text)) }
                @else { (ui::markdown(&passage.text)) }
            }))
        }
    };
    ui::page(frame, &format!("{title}, version {}", edition.number), main)
}

/// The fields of unit and audience, at the end of every element's form.
pub(crate) fn place_fields(form: &Form, choices: &Choices) -> Markup {
    html! {
        (ui::select(form, "unit_id", "Unit", options(&choices.units))
            .hint("Whose direction it is part of; the units below see it as theirs too"))
        (evenkeel_directory::audience::field(form))
    }
}

/// Cards as choices.
pub(crate) fn options(cards: &[Card]) -> Vec<ui::Choice> {
    cards.iter().map(|card| ui::choice(card.id, card.title.clone())).collect()
}

/// Cards as choices, with their kind, and none.
pub(crate) fn parent_options(cards: &[Card]) -> Vec<ui::Choice> {
    let mut list = vec![ui::choice("", "None")];
    list.extend(
        cards
            .iter()
            .map(|card| ui::choice(card.id, format!("{}: {}", card.kind.noun(), card.title))),
    );
    list
}

/// What an element serves, as a link.
pub(crate) fn serves(element: &Element) -> Option<(&'static str, Markup)> {
    let card = element.serves.as_ref()?;
    Some(("Serves", html! { (card.kind.noun()) ": " a href=(card.url()) { (card.title) } }))
}

/// The day of a moment in the reader's zone.
pub(crate) fn day(at: jiff::Timestamp, zone: &TimeZone) -> Date {
    at.to_zoned_datetime(zone.clone()).date()
}

/// The beginning of what a person wrote, without any form, cut between two words.
pub(crate) fn excerpt(text: &str, longest: usize) -> String {
    let plain = ui::plain_text(text, longest);
    match plain.strip_suffix('…').and_then(|cut| cut.rsplit_once(' ')) {
        Some((words, _)) => format!("{} …", words.trim_end_matches([',', ';', ':'])),
        None => plain,
    }
}

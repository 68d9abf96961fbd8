//! The pages of sustainability measures: data in, markup out.

use evenkeel_chart::line;
use evenkeel_core::{Card, Kind};
use evenkeel_records::about::{self, About};
use evenkeel_web::{Form, Frame, ui};
use jiff::tz::TimeZone;
use maud::{Markup, html};

use super::{Measure, Reading};
use crate::elements::view::{self, Choices};

/// Where measures are.
pub(super) const PATH: &str = Kind::SustainabilityMeasure.path();
const PLURAL: &str = "Sustainability measures";
const CREATE: &str = "Add a measure";

/// A measure in a list.
pub(crate) fn row(measure: &Measure) -> ui::Row {
    ui::row(measure.head.title.clone(), measure.url()).meta(html! {
        @if let Some(name) = &measure.owner_name { (name) " · " }
        (measure.sentence())
    })
}

/// The measures of a unit and of those below it.
pub(super) fn index(
    frame: &Frame,
    unit: &Card,
    measures: &[Measure],
    next: Option<&str>,
    may_head: bool,
) -> Markup {
    let new = format!("{PATH}/new?unit={}", unit.id);
    let head = ui::head(PLURAL)
        .crumb(&unit.title, &view::unit_url(unit))
        .crumb("Direction", &view::unit_url(unit))
        .lead("The numbers by which we watch our visions over the years.");
    let main = html! {
        @if may_head { (head.act(ui::create(CREATE, &new))) } @else { (head) }
        @if measures.is_empty() && may_head { (empty(&new)) }
        @else if measures.is_empty() { (ui::hint("No measure watches a vision yet.")) }
        @else {
            (ui::list(measures.iter().map(row)))
            (ui::pager(next))
        }
    };
    ui::page(frame, PLURAL, main)
}

/// No measures yet: what they are for, and the act that adds one.
pub(crate) fn empty(new: &str) -> Markup {
    ui::empty(
        "No sustainability measures yet. They show over years whether the picture of the vision \
         can last: for people, for money, for the world around.",
        new,
        CREATE,
        "Nurses who have stayed 3 years or longer, in percent",
    )
}

/// One measure: its owner and its history.
pub(super) fn show(
    frame: &Frame,
    measure: &Measure,
    readings: &[Reading],
    may_change: bool,
    typed: &Form,
    about: &About,
    zone: &TimeZone,
) -> Markup {
    let url = measure.url();
    let (edit, delete, note) =
        (format!("{url}/edit"), format!("{url}/deletion"), format!("{url}/readings"));
    let head = ui::head(&measure.head.title)
        .crumb("Direction", "/direction")
        .crumb(PLURAL, PATH)
        .lead(measure.sentence());
    let head = if may_change {
        let delete = ui::button_form(frame, &delete, "Delete", ui::Style::Danger);
        head.act(ui::edit(&edit)).act(ui::menu("More", [html! { (delete) }]))
    } else {
        head
    };
    let main = html! {
        (head)
        (ui::facts(facts(measure)))
        @if !measure.why.is_empty() { (ui::section("Why this number", ui::markdown(&measure.why))) }
        (ui::section("History", line(&measure.line(readings))))
        @if may_change {
            (ui::section("Note a reading", ui::form(frame, typed, &note, "Note reading", html! {
                (ui::number_field(typed, "value", "Reading").suffix(&measure.unit))
                (ui::date_field(typed, "read_on", "Day").optional().hint("Today if left empty"))
            }).quiet()))
        }
        (about::part(frame, about, zone))
    };
    ui::page(frame, &measure.head.title, main)
}

fn facts(measure: &Measure) -> Vec<(&'static str, Markup)> {
    let mut facts = Vec::new();
    if let (Some(name), Some(id)) = (&measure.owner_name, measure.head.owner_id) {
        facts.push(("Owner", ui::person(name, &format!("/directory/persons/{id}"))));
    }
    if let Some(vision) = &measure.vision {
        facts.push(("Vision", html! { a href=(vision.url()) { (vision.title) } }));
    }
    if let Some(target) = measure.target_micro {
        facts.push(("Target", html! { (ui::measure(target, &measure.unit)) }));
    }
    if let (Some(name), Some(id)) = (&measure.unit_name, measure.head.unit_id) {
        facts.push(("Unit", ui::unit(name, &format!("/direction?unit={id}"))));
    }
    facts
}

/// The form for a new measure or an edit.
pub(super) fn form(frame: &Frame, form: &Form, choices: &Choices, action: &str) -> Markup {
    let is_new = form.version.is_none();
    let (title, submit) =
        if is_new { (CREATE, "Add measure") } else { ("Edit measure", "Save measure") };
    let body = html! {
        (ui::text(form, "title", "What is measured").max(200).focus())
        (ui::text(form, "unit", "Unit of the values").max(40).short().optional()
            .hint("In the plural, such as tonnes, or %"))
        (ui::number_field(form, "target", "Target").optional())
        (ui::area(form, "why", "Why").rows(3).max(5000).optional()
            .hint("Why this number shows whether the picture can last. Markdown works."))
        (ui::select(form, "vision_id", "Vision", view::options(&choices.parents)))
        (ui::select(form, "owner_id", "Owner", view::options(&choices.people))
            .hint("Who answers for it and notes its readings"))
        (view::place_fields(form, choices))
    };
    let main = html! {
        (ui::head(title).crumb("Direction", "/direction").crumb(PLURAL, PATH))
        (ui::form(frame, form, action, submit, body).back(action))
    };
    ui::page(frame, title, main)
}

//! The pages of visions: data in, markup out.

use evenkeel_core::Kind;
use evenkeel_web::{Form, Frame, ui};
use jiff::{civil::Date, tz::TimeZone};
use maud::{Markup, html};

use super::Vision;
use crate::elements::{
    Standing,
    view::{self, Choices, Shelf},
};

/// How the list of visions speaks of itself.
pub(super) const SHELF: Shelf = Shelf {
    kind: Kind::Vision,
    plural: "Visions",
    create: "Write a vision",
    about: "No visions here. A vision is a picture in words of where we want to be 3 to 10 years \
            from now; every goal leads up to one.",
    example: "By 2031 no child in the valley waits longer than a week",
    states: view::STATES,
};

/// A vision in a list.
pub(super) fn row(vision: &Vision, today: Date) -> ui::Row {
    view::row(&vision.element, &vision.missing(today))
}

/// One vision.
pub(super) fn show(
    frame: &Frame,
    vision: &Vision,
    standing: &Standing,
    today: Date,
    zone: &TimeZone,
) -> Markup {
    let element = &vision.element;
    let edit = format!("{}/edit", element.url());
    let head = view::head(&SHELF, element).lead(html! {
        @if let Some(year) = vision.horizon_year { "The picture in " (year) ". " }
        (view::version_words(element, zone)) "."
    });
    let head = if standing.may_head {
        head.act(ui::edit(&edit)).act(view::further(frame, element))
    } else {
        head
    };
    let main = html! {
        (head)
        (view::incomplete(&vision.missing(today)))
        (ui::facts(view::serves(element)))
        (ui::markdown(&vision.narrative))
        (view::part(frame, element, standing, zone))
    };
    ui::page(frame, &element.head.title, main)
}

/// The form for a new vision or a new version.
pub(super) fn form(
    frame: &Frame,
    form: &Form,
    choices: &Choices,
    action: &str,
    today: Date,
) -> Markup {
    let is_new = form.version.is_none();
    let (title, submit) =
        if is_new { (SHELF.create, "Publish vision") } else { ("Edit vision", "Publish version") };
    let year = today.year();
    let horizon = format!("The year of the picture: {} to {}", year + 3, year + 10);
    let body = html! {
        (ui::text(form, "title", "Vision in one line").max(200).focus()
            .hint("What will be true then, as if you stood there"))
        (ui::area(form, "narrative", "Narrative").rows(12).max(20_000)
            .hint("What people see, hear and do on an ordinary day then. Markdown works."))
        (ui::number_field(form, "horizon_year", "Horizon").hint(horizon).optional())
        (ui::select(form, "parent_id", "Serves", view::parent_options(&choices.parents))
            .hint("The purpose, or the vision of a unit above").optional())
        (view::place_fields(form, choices))
    };
    let main = html! {
        (ui::head(title).crumb("Direction", "/direction").crumb(SHELF.plural, SHELF.kind.path()))
        (ui::form(frame, form, action, submit, body).back(action))
    };
    ui::page(frame, title, main)
}

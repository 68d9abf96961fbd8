//! The pages of purposes: data in, markup out.

use evenkeel_core::Kind;
use evenkeel_web::{Form, Frame, ui};
use jiff::tz::TimeZone;
use maud::{Markup, html};

use super::Purpose;
use crate::elements::{
    Standing,
    view::{self, Choices, Shelf},
};

/// How the list of purposes speaks of itself.
pub(super) const SHELF: Shelf = Shelf {
    kind: Kind::Purpose,
    plural: "Purposes",
    create: "State a purpose",
    about: "No purposes here. A purpose says why the organization, or a unit, exists: what would \
            be missing without it.",
    example: "So that every child in the valley grows up healthy",
    states: view::STATES,
};

/// A purpose in a list.
pub(super) fn row(purpose: &Purpose) -> ui::Row {
    view::row(&purpose.element, &[])
}

/// One purpose.
pub(super) fn show(
    frame: &Frame,
    purpose: &Purpose,
    standing: &Standing,
    zone: &TimeZone,
) -> Markup {
    let element = &purpose.element;
    let edit = format!("{}/edit", element.url());
    let head = view::head(&SHELF, element).lead(html! {
        (view::version_words(element, zone)) "."
    });
    let head = if standing.may_head {
        head.act(ui::edit(&edit)).act(view::further(frame, element))
    } else {
        head
    };
    let main = html! {
        (head)
        (ui::markdown(&purpose.body))
        (view::part(frame, element, standing, zone))
    };
    ui::page(frame, &element.head.title, main)
}

/// The form for a new purpose or a new version.
pub(super) fn form(frame: &Frame, form: &Form, choices: &Choices, action: &str) -> Markup {
    let is_new = form.version.is_none();
    let (title, submit) = if is_new {
        (SHELF.create, "Publish purpose")
    } else {
        ("Edit purpose", "Publish version")
    };
    let body = html! {
        (ui::text(form, "title", "Purpose").max(200).focus()
            .hint("Why you exist, in one line: what would be missing without you"))
        (ui::area(form, "body", "What it means").rows(6).max(10_000).optional()
            .hint("For whom, and how they notice. Markdown works."))
        (view::place_fields(form, choices))
    };
    let main = html! {
        (ui::head(title).crumb("Direction", "/direction").crumb(SHELF.plural, SHELF.kind.path()))
        (ui::form(frame, form, action, submit, body).back(action))
    };
    ui::page(frame, title, main)
}

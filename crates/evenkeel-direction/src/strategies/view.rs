//! The pages of strategies: data in, markup out.

use evenkeel_core::Kind;
use evenkeel_web::{Form, Frame, ui};
use jiff::tz::TimeZone;
use maud::{Markup, html};

use super::Strategy;
use crate::elements::{
    Standing, lines,
    view::{self, Choices, Shelf},
};

/// How the list of strategies speaks of itself.
pub(super) const SHELF: Shelf = Shelf {
    kind: Kind::Strategy,
    plural: "Strategies",
    create: "Set a strategy",
    about: "No strategies here. A strategy is a choice: 3 to 5 priorities that come first, and a \
            list of what is left aside on purpose.",
    example: "See children near their homes before anything else",
    states: view::STATES,
};

/// A strategy in a list.
pub(super) fn row(strategy: &Strategy) -> ui::Row {
    view::row(&strategy.element, &strategy.missing())
}

/// One strategy.
pub(super) fn show(
    frame: &Frame,
    strategy: &Strategy,
    standing: &Standing,
    zone: &TimeZone,
) -> Markup {
    let element = &strategy.element;
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
        (view::incomplete(&strategy.missing()))
        (ui::facts(view::serves(element)))
        @if !strategy.choice.is_empty() {
            (ui::section("The choice", ui::markdown(&strategy.choice)))
        }
        (ui::columns([
            ui::section("Priorities", numbered(&strategy.priorities)),
            ui::section("Not doing", left_aside(&strategy.not_doing)),
        ]))
        (view::part(frame, element, standing, zone))
    };
    ui::page(frame, &element.head.title, main)
}

fn numbered(priorities: &str) -> Markup {
    html! {
        @if priorities.is_empty() { (ui::hint("None yet.")) }
        @else { div.prose { ol { @for line in lines(priorities) { li { (line) } } } } }
    }
}

fn left_aside(not_doing: &str) -> Markup {
    html! {
        @if not_doing.is_empty() { (ui::hint("Nothing yet.")) }
        @else { (view::bullets(not_doing)) }
    }
}

/// The form for a new strategy or a new version.
pub(super) fn form(frame: &Frame, form: &Form, choices: &Choices, action: &str) -> Markup {
    let is_new = form.version.is_none();
    let (title, submit) =
        if is_new { (SHELF.create, "Set strategy") } else { ("Edit strategy", "Publish version") };
    let body = html! {
        (ui::text(form, "title", "Strategy in one line").max(200).focus()
            .hint("What you choose to do, where you could have chosen otherwise"))
        (ui::area(form, "choice", "The choice").rows(8).max(20_000).optional()
            .hint("What you choose, and why this rather than something else. Markdown works."))
        (ui::area(form, "priorities", "Priorities").rows(5).optional()
            .hint("3 to 5, one a line, the first one first"))
        (ui::area(form, "not_doing", "Not doing").rows(4).optional()
            .hint("What you leave aside on purpose, one thing a line"))
        (ui::select(form, "parent_id", "Vision", view::parent_options(&choices.parents))
            .hint("The vision that it leads to").optional())
        (view::place_fields(form, choices))
    };
    let main = html! {
        (ui::head(title).crumb("Direction", "/direction").crumb(SHELF.plural, SHELF.kind.path()))
        (ui::form(frame, form, action, submit, body).back(action))
    };
    ui::page(frame, title, main)
}

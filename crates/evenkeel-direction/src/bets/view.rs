//! The pages of bets: data in, markup out.

use evenkeel_core::{Card, Kind};
use evenkeel_web::{Form, Frame, ui};
use jiff::{civil::Date, tz::TimeZone};
use maud::{Markup, html};

use super::{Bet, Staked};
use crate::elements::{
    Standing,
    view::{self, Choices, Shelf},
};

/// How the list of bets speaks of itself.
pub(crate) const SHELF: Shelf = Shelf {
    kind: Kind::Bet,
    plural: "Bets",
    create: "Open a bet",
    about: "No bets here. A bet is a risk taken on purpose: what we believe, what it may cost at \
            most, and what would make us stop.",
    example: "Evening hours on Tuesdays bring the families back who went elsewhere",
    states: &[("open", "Open"), ("won", "Won"), ("lost", "Lost"), ("stopped", "Stopped")],
};

/// A bet in a list.
pub(crate) fn row(bet: &Bet, today: Date) -> ui::Row {
    let row = ui::row(bet.element.head.title.clone(), bet.element.url())
        .meta(html! {
            @if let Some(name) = &bet.element.owner_name { (name) " · " }
            (bet.stake())
            @if bet.is_open() { " · decide by " (ui::short_date(bet.kill_on, today)) }
        })
        .done(!bet.is_open());
    if bet.asks(today) {
        return row.tag(ui::tag(ui::Tone::Concern, "Decide now"));
    }
    match bet.element.head.state.as_str() {
        "won" => row.tag(ui::tag(ui::Tone::Plain, "Won")),
        "lost" => row.tag(ui::tag(ui::Tone::Plain, "Lost")),
        "stopped" => row.tag(ui::tag(ui::Tone::Plain, "Stopped")),
        _ => row,
    }
}

/// What was typed into the two forms on the page of a bet.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    pub(super) continuation: Form,
    pub(super) closing: Form,
}

impl Default for Typed {
    fn default() -> Self {
        Self { continuation: Form::empty(), closing: Form::empty() }
    }
}

/// One bet.
pub(super) fn show(
    frame: &Frame,
    bet: &Bet,
    standing: &Standing,
    typed: &Typed,
    today: Date,
    zone: &TimeZone,
) -> Markup {
    let element = &bet.element;
    let main = html! {
        (top(frame, bet, standing, today, zone))
        (ui::facts(facts(bet, zone)))
        @if bet.is_open() && may_decide(frame, bet, standing) {
            (decision(frame, bet, typed, today))
        }
        @if !bet.learning.is_empty() {
            (ui::section("What we learned", ui::markdown(&bet.learning)))
        }
        (ui::section("Hypothesis", ui::markdown(&bet.hypothesis)))
        (ui::columns([
            ui::section("Expected upside", ui::markdown(&bet.upside)),
            ui::section("Kill criteria", view::bullets(&bet.kill_criteria)),
        ]))
        (view::part(frame, element, standing, zone))
    };
    ui::page(frame, &element.head.title, main)
}

fn may_decide(frame: &Frame, bet: &Bet, standing: &Standing) -> bool {
    let reader = frame.person.as_ref().map(|person| person.id);
    standing.may_head || (reader.is_some() && reader == bet.element.head.owner_id)
}

fn top<'a>(
    frame: &Frame,
    bet: &'a Bet,
    standing: &Standing,
    today: Date,
    zone: &TimeZone,
) -> ui::Head<'a> {
    let head = view::head(&SHELF, &bet.element);
    let head = match bet.closed_at {
        _ if bet.asks(today) => head
            .lead(html! { "Its kill date, " (ui::date(bet.kill_on)) ", is here: go on or stop?" })
            .tag(ui::tag(ui::Tone::Concern, "Decide now")),
        None => head.lead(html! {
            "It asks for its decision on " (ui::date(bet.kill_on)) ". "
            (view::version_words(&bet.element, zone)) "."
        }),
        Some(at) => head.lead(html! {
            "Closed as " (bet.element.head.state) " on " (ui::date(view::day(at, zone))) "."
        }),
    };
    if !may_decide(frame, bet, standing) {
        return head;
    }
    let (edit, delete) =
        (format!("{}/edit", bet.element.url()), format!("{}/deletion", bet.element.url()));
    let delete = ui::button_form(frame, &delete, "Delete", ui::Style::Danger);
    let more = ui::menu("More", [html! { (delete) }]);
    if bet.is_open() { head.act(ui::edit(&edit)).act(more) } else { head.act(more) }
}

fn facts(bet: &Bet, zone: &TimeZone) -> Vec<(&'static str, Markup)> {
    let mut facts = vec![("Stake", html! { (bet.stake()) })];
    if let (Some(name), Some(id)) = (&bet.element.owner_name, bet.element.head.owner_id) {
        facts.push(("Owner", ui::person(name, &format!("/directory/persons/{id}"))));
    }
    facts.push(("Opened", ui::date(view::day(bet.element.head.created_at, zone))));
    facts.push(("Kill date", ui::date(bet.kill_on)));
    facts.extend(view::serves(&bet.element));
    facts
}

/// Go on or stop, asked in place. Before its kill date it waits behind a word.
fn decision(frame: &Frame, bet: &Bet, typed: &Typed, today: Date) -> Markup {
    let url = bet.element.url();
    let (on, end) = (format!("{url}/continuation"), format!("{url}/closing"));
    let (continuation, closing) = (&typed.continuation, &typed.closing);
    let forms = ui::columns([
        ui::section(
            "Go on",
            html! {
                (ui::form(frame, continuation, &on, "Continue the bet", html! {
                    (ui::date_field(continuation, "kill_on", "New kill date").within("on"))
                    (ui::text(continuation, "reason", "Why it goes on").max(500).optional()
                        .within("on"))
                }).within("on").quiet())
            },
        ),
        ui::section(
            "Close it",
            html! {
                (ui::form(frame, closing, &end, "Close the bet", html! {
                    (ui::radios(closing, "outcome", "How it ended", [
                        ui::choice("won", "Won"),
                        ui::choice("lost", "Lost"),
                        ui::choice("stopped", "Stopped").hint("a kill criterion was met"),
                    ]).within("end"))
                    (ui::area(closing, "learning", "What you learned").max(5000).within("end")
                        .hint("So that the next bet is a better one"))
                }).within("end").quiet())
            },
        ),
    ]);
    let is_typed = !continuation.faults.is_empty() || !closing.faults.is_empty();
    html! {
        div id="decision" {
            @if bet.asks(today) || is_typed { (ui::panel("Go on or stop?", forms)) }
            @else { (ui::more("Decide before its kill date", forms)) }
        }
    }
}

/// The form for a new bet or an edit.
pub(super) fn form(frame: &Frame, form: &Form, choices: &Choices, action: &str) -> Markup {
    let is_new = form.version.is_none();
    let (title, submit) =
        if is_new { (SHELF.create, "Open bet") } else { ("Edit bet", "Save bet") };
    let body = html! {
        (ui::text(form, "title", "Bet in one line").max(200).focus())
        (ui::area(form, "hypothesis", "Hypothesis").max(10_000)
            .hint("We believe that … will lead to …, because …"))
        (ui::area(form, "upside", "Expected upside").rows(3).max(5000)
            .hint("What it brings if you are right"))
        (ui::number_field(form, "stake_money", "Stake: money").optional()
            .hint("What the bet may cost at most, such as 12,000. One of the three is needed."))
        (ui::number_field(form, "stake_hours", "Stake: hours").optional())
        (ui::text(form, "stake_words", "Stake: what else").max(300).optional()
            .hint("Such as our name with the schools"))
        (ui::area(form, "kill_criteria", "Kill criteria").rows(4)
            .hint("What would make you stop, one thing a line, written before you begin"))
        (ui::date_field(form, "kill_on", "Kill date")
            .hint("On this day the owner is asked: go on, or stop?"))
        (ui::select(form, "owner_id", "Owner", view::options(&choices.people)))
        (ui::select(form, "parent_id", "Serves", view::parent_options(&choices.parents))
            .optional().hint("The strategy or vision that it serves"))
        (view::place_fields(form, choices))
    };
    let main = html! {
        (ui::head(title).crumb("Direction", "/direction").crumb(SHELF.plural, SHELF.kind.path()))
        (ui::form(frame, form, action, submit, body).back(action))
    };
    ui::page(frame, title, main)
}

/// The form for a unit's appetite.
pub(super) fn appetite(frame: &Frame, form: &Form, unit: &Card, staked: &Staked) -> Markup {
    let body = html! {
        (ui::hidden(form, "unit_id"))
        (ui::number_field(form, "amount", "Appetite").focus()
            .hint("The money that may be at stake in open bets at once, here and below"))
    };
    let back = view::unit_url(unit);
    let main = html! {
        (ui::head("State the appetite for risk").crumb(&unit.title, &back)
            .crumb("Direction", &back).lead(staked.sentence()))
        (ui::form(frame, form, "/direction/appetite", "State appetite", body).back(&back))
    };
    ui::page(frame, "State the appetite for risk", main)
}

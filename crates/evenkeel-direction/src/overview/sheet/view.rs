//! One sheet: so little of everything that it fits on one page of A4.

use evenkeel_web::{Frame, ui};
use jiff::civil::Date;
use maud::{Markup, html};

use crate::{
    elements::{lines, view::excerpt},
    overview::{Overview, view::top},
    strategies::Strategy,
    values::Value,
};

/// The most of each that fits on one page.
const VALUES_MAX: usize = 6;
const BEHAVIORS_MAX: usize = 2;
const STRATEGIES_MAX: usize = 4;
const BETS_MAX: usize = 5;
const NARRATIVE_MAX: usize = 480;

/// The sheet of a unit.
pub(in crate::overview) fn sheet(frame: &Frame, of: &Overview, today: Date) -> Markup {
    let title = format!("{} on one sheet", of.unit.title);
    let main = html! {
        (top(frame, of, &title, "Print it, and it fits on one page."))
        div.sheet {
            @for purpose in of.purposes.items.iter().take(1) {
                (ui::section("Why we exist", html! { p { (purpose.element.head.title) } }))
            }
            @for vision in of.visions.items.iter().take(1) {
                (ui::section("Where we want to be", html! {
                    p {
                        strong { (vision.element.head.title) }
                        @if let Some(year) = vision.horizon_year { " (" (year) ")" }
                    }
                    p { (excerpt(&vision.narrative, NARRATIVE_MAX)) }
                }))
            }
            (ui::columns([
                ui::section("What we hold to", values(&of.values.items)),
                ui::section("What we choose", strategies(&of.strategies.items)),
            ]))
            (ui::section("What we dare", bets(of, today)))
        }
    };
    ui::page(frame, &title, main)
}

/// How many more there are than fit.
fn rest(count: usize, most: usize) -> Markup {
    let more = count.saturating_sub(most);
    html! { @if more > 0 { p.hint { "and " (more) " more" } } }
}

fn values(values: &[Value]) -> Markup {
    html! {
        @if values.is_empty() { (ui::hint("No values yet.")) }
        @for value in values.iter().take(VALUES_MAX) {
            h3 { (value.element.head.title) }
            div.prose {
                ul {
                    @for line in lines(&value.behaviors).iter().take(BEHAVIORS_MAX) {
                        li { (excerpt(line, 110)) }
                    }
                }
            }
        }
        (rest(values.len(), VALUES_MAX))
    }
}

fn strategies(strategies: &[Strategy]) -> Markup {
    html! {
        @if strategies.is_empty() { (ui::hint("No strategies yet.")) }
        @for strategy in strategies.iter().take(STRATEGIES_MAX) {
            @let aside = lines(&strategy.not_doing);
            h3 { (strategy.element.head.title) }
            div.prose {
                ol {
                    @for line in lines(&strategy.priorities).iter().take(5) {
                        li { (excerpt(line, 90)) }
                    }
                }
            }
            @if !aside.is_empty() { p { "Not: " (excerpt(&aside.join("; "), 140)) } }
        }
        (rest(strategies.len(), STRATEGIES_MAX))
    }
}

fn bets(of: &Overview, today: Date) -> Markup {
    html! {
        @if !of.bets.is_empty() {
            div.prose {
                ul {
                    @for bet in of.bets.iter().take(BETS_MAX) {
                        li {
                            (excerpt(&bet.element.head.title, 90)) " · "
                            (excerpt(&bet.stake(), 60)) " · decide by "
                            (ui::short_date(bet.kill_on, today))
                        }
                    }
                }
            }
            (rest(of.bets.len(), BETS_MAX))
        }
        p { (of.staked.sentence()) }
    }
}

//! The pages of a unit's direction: data in, markup out.

use evenkeel_chart::{StrategyMap, strategy_map};
use evenkeel_core::Card;
use evenkeel_web::{Frame, ui};
use jiff::civil::Date;
use maud::{Markup, html};

use super::{Held, Overview};
use crate::{
    bets,
    elements::{lines, view as elements},
    measures::{self, Measure},
    strategies::Strategy,
    values::Value,
    visions::Vision,
};

/// The head that all views of a unit's direction have: where, which unit, which view.
pub(super) fn top(frame: &Frame, of: &Overview, title: &str, lead: &str) -> Markup {
    let path = frame.path.as_str();
    let mut head = ui::head(title).lead(lead);
    for unit in &of.above {
        head = head.crumb(&unit.title, &format!("{path}?unit={}", unit.id));
    }
    if !of.above.is_empty() {
        head = head.crumb(&of.unit.title, "");
    }
    if !of.below.is_empty() {
        let link = |unit: &Card| html! { a href={ (path) "?unit=" (unit.id) } { (unit.title) } };
        head = head.act(ui::menu("Units below", of.below.iter().map(link)));
    }
    if of.may_head {
        head = head.act(ui::menu("Add", additions(&of.unit)));
    }
    let tab = |path: &str| format!("{path}?unit={}", of.unit.id);
    let urls = [
        ("Direction", tab("/direction")),
        ("Map", tab("/direction/map")),
        ("Long range", tab("/direction/long-range")),
        ("Sheet", tab("/direction/sheet")),
    ];
    let tabs = urls.iter().map(|(word, url)| (*word, url.as_str()));
    html! { (head) (ui::tabs("Views of the direction", &tab(path), tabs)) }
}

fn additions(unit: &Card) -> [Markup; 7] {
    let link = |path: &str, words: &str| html! { a href={ (path) "?unit=" (unit.id) } { (words) } };
    [
        link("/direction/purposes/new", "Purpose"),
        link("/direction/visions/new", "Vision"),
        link("/direction/values/new", "Value"),
        link("/direction/strategies/new", "Strategy"),
        link("/direction/bets/new", "Bet"),
        link("/direction/measures/new", "Sustainability measure"),
        link("/direction/appetite", "Appetite for risk"),
    ]
}

/// How a unit's direction stands, in one sentence.
fn standing(of: &Overview) -> String {
    match of.visions.items.first() {
        None => "No vision leads the way yet.".to_owned(),
        Some(vision) => {
            let (all, own) = elements::endorsed_words(&vision.element);
            let all = all.trim_end_matches('.').trim_end_matches(" yet");
            format!("{all} of the vision. {own}").trim().to_owned()
        }
    }
}

/// The direction of a unit.
pub(super) fn page(frame: &Frame, of: &Overview, today: Date) -> Markup {
    let title = format!("Direction of {}", of.unit.title);
    let main = html! {
        (top(frame, of, &title, &standing(of)))
        (purpose(of))
        (vision(of, today))
        (values(of))
        (strategies(of))
        (open_bets(of, today))
    };
    ui::page(frame, &title, main)
}

/// Whose elements these are, if they are not the unit's own.
fn inherited<T>(of: &Overview, held: &Held<T>, nouns: &str) -> Markup {
    html! {
        @if let Some(from) = &held.from {
            (ui::hint(html! {
                (of.unit.title) " has no " (nouns) " of its own: "
                @if nouns.ends_with('s') { "these are from " } @else { "this is from " }
                a href=(elements::unit_url(from)) { (from.title) } "."
            }))
        }
    }
}

/// An empty place: what it is for, and, for who may, the act that fills it.
fn empty(of: &Overview, kind: &str, act: &str, sentence: &str, example: &str) -> Markup {
    let url = format!("/direction/{kind}/new?unit={}", of.unit.id);
    if of.may_head {
        ui::empty(sentence, &url, act, example)
    } else {
        ui::empty(sentence, "", "", example)
    }
}

fn purpose(of: &Overview) -> Markup {
    ui::section(
        "Purpose",
        html! {
            @for purpose in &of.purposes.items {
                div.creed {
                    h3.statement { a href=(purpose.element.url()) { (purpose.element.head.title) } }
                    @if !purpose.body.is_empty() { (ui::markdown(&purpose.body)) }
                }
            }
            @if of.purposes.items.is_empty() {
                (empty(of, "purposes", "State a purpose",
                    "No purpose yet. It says why we exist: what would be missing without us.",
                    "So that every child in the valley grows up healthy"))
            }
            (inherited(of, &of.purposes, "purpose"))
        },
    )
}

fn vision(of: &Overview, today: Date) -> Markup {
    ui::section(
        "Vision",
        html! {
            @for vision in &of.visions.items { (picture(vision, today)) }
            @if of.visions.items.is_empty() {
                (empty(of, "visions", "Write a vision",
                    "No vision yet. It is a picture in words of where we want to be in 3 to 10 \
                     years, so that every goal can lead up to it.",
                    "By 2031 no child in the valley waits longer than a week"))
            }
            (inherited(of, &of.visions, "vision"))
        },
    )
}

fn picture(vision: &Vision, today: Date) -> Markup {
    let missing = vision.missing(today);
    html! {
        div.creed {
            h3.statement {
                a href=(vision.element.url()) { (vision.element.head.title) }
                @if !missing.is_empty() { " " (ui::tag(ui::Tone::Concern, "Incomplete")) }
            }
            p {
                @if let Some(year) = vision.horizon_year { strong { "In " (year) "." } " " }
                (elements::excerpt(&vision.narrative, 400))
            }
            @for rule in &missing { (ui::hint(rule)) }
        }
    }
}

fn values(of: &Overview) -> Markup {
    ui::section(
        "Values",
        html! {
            @if of.values.items.is_empty() {
                (empty(of, "values", "Name a value",
                    "No values yet. A value is told by what one does when one holds it.",
                    "A worry is told on the day it comes up, to the person it concerns"))
            } @else {
                (ui::columns(of.values.items.iter().map(value)))
            }
            (inherited(of, &of.values, "values"))
        },
    )
}

fn value(value: &Value) -> Markup {
    html! {
        div.creed {
            h3 { a href=(value.element.url()) { (value.element.head.title) } }
            (elements::bullets(&value.behaviors))
        }
    }
}

fn strategies(of: &Overview) -> Markup {
    ui::section(
        "Strategies",
        html! {
            @if of.strategies.items.is_empty() {
                (empty(of, "strategies", "Set a strategy",
                    "No strategies yet. A strategy is a choice: 3 to 5 priorities that come first, \
                     and what is left aside on purpose.",
                    "See children near their homes before anything else"))
            } @else {
                (ui::columns(of.strategies.items.iter().map(strategy)))
            }
            (inherited(of, &of.strategies, "strategies"))
        },
    )
}

fn strategy(strategy: &Strategy) -> Markup {
    let (aside, missing) = (lines(&strategy.not_doing), strategy.missing());
    html! {
        div.creed {
            h3 {
                a href=(strategy.element.url()) { (strategy.element.head.title) }
                @if !missing.is_empty() { " " (ui::tag(ui::Tone::Concern, "Incomplete")) }
            }
            @if !strategy.priorities.is_empty() {
                div.prose { ol { @for line in lines(&strategy.priorities) { li { (line) } } } }
            }
            @if !aside.is_empty() { p { strong { "Not doing: " } (aside.join("; ")) } }
            @for rule in &missing { (ui::hint(rule)) }
        }
    }
}

fn open_bets(of: &Overview, today: Date) -> Markup {
    let all = format!("{}?unit={}", bets::SHELF.kind.path(), of.unit.id);
    ui::section(
        "Bets",
        html! {
            @if of.bets.is_empty() {
                (empty(of, "bets", "Open a bet",
                    "No open bets. A bet is a risk taken on purpose: what it may cost at most, and \
                     what would make us stop.",
                    "Evening hours on Tuesdays bring the families back who went elsewhere"))
            } @else {
                (ui::list(of.bets.iter().map(|bet| bets::row(bet, today))))
            }
            p { (of.staked.sentence()) " " a href=(all) { "See all bets, here and below" } }
        },
    )
}

/// The strategy map with the innovation pipeline beneath.
pub(super) fn map(
    frame: &Frame,
    of: &Overview,
    map: &StrategyMap,
    counts: &[(String, i64)],
) -> Markup {
    let count =
        |state: &str| counts.iter().find(|(word, _)| word == state).map_or(0, |(_, count)| *count);
    let stat = |state: &str, one: &str, many: &str| {
        let many = if count(state) == 1 { one } else { many };
        ui::stat(ui::number(count(state)), many).url(format!(
            "{}?unit={}&state={state}",
            bets::SHELF.kind.path(),
            of.unit.id
        ))
    };
    let title = format!("Strategy map of {}", of.unit.title);
    let main = html! {
        (top(frame, of, &title, "The big picture: from what we do up to the vision."))
        (strategy_map(map))
        (inherited(of, &of.strategies, "strategies"))
        (ui::section("Innovation pipeline", html! {
            (ui::stats([
                stat("open", "open bet", "open bets"),
                stat("won", "bet won", "bets won"),
                stat("lost", "bet lost", "bets lost"),
                stat("stopped", "bet stopped in time", "bets stopped in time"),
            ]))
            p { (of.staked.sentence()) }
        }))
    };
    ui::page(frame, &title, main)
}

/// The long range: each vision that holds, with the measures by which it is watched (DIR-13).
pub(super) fn long_range(
    frame: &Frame,
    of: &Overview,
    measures: &[Measure],
    today: Date,
) -> Markup {
    let title = format!("Long range of {}", of.unit.title);
    let new = format!("/direction/measures/new?unit={}", of.unit.id);
    let main = html! {
        (top(frame, of, &title, "The picture 3 to 10 years ahead, and the numbers that watch it."))
        @if of.visions.items.is_empty() { (vision(of, today)) }
        @for vision in &of.visions.items {
            @let watching = measures.iter().filter(|measure| {
                measure.head.parent_id == Some(vision.element.head.id)
            });
            @let watching: Vec<&Measure> = watching.collect();
            section.part {
                h2 {
                    a href=(vision.element.url()) { (vision.element.head.title) }
                    @if let Some(year) = vision.horizon_year { ", in " (year) }
                }
                @for rule in vision.missing(today) { (ui::hint(rule)) }
                (ui::markdown(&vision.narrative))
                h3 { "Sustainability measures" }
                @if !watching.is_empty() {
                    (ui::list(watching.into_iter().map(measures::row)))
                } @else if of.may_head {
                    (measures::empty(&new))
                } @else {
                    (ui::hint("No measure watches this vision yet."))
                }
            }
        }
        (inherited(of, &of.visions, "vision"))
    };
    ui::page(frame, &title, main)
}

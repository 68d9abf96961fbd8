//! The map as a drawing: the vision on top, strategies in columns, goals and bets beneath them.

use maud::{Markup, html};

use super::{MapItem, MapStrategy, STRATEGIES_MAX, StrategyMap, shown};
use crate::count::as_float;
use crate::frame::Sentence;
use crate::number::px;
use crate::text::wrap;

/// The narrowest wide page leaves this much; a wider one does not scale it, so labels stay 13 px.
const WIDTH: f64 = 672.0;
const COLUMNS_MAX: usize = 3;
const GUTTER: f64 = 20.0;
const PAD: f64 = 12.0;
const LEADING: f64 = 18.0;
/// From the foot of a box down to the rule that joins the strategies, and on to the next box.
const DROP: f64 = 16.0;
/// How far goals and bets are indented from the edge of their strategy.
const INDENT: f64 = 22.0;

/// A piece of the drawing and how high it is.
struct Piece {
    markup: Markup,
    height: f64,
}

pub(super) fn drawing(map: &StrategyMap, sentence: &Sentence) -> Markup {
    let drawn = map.strategies.get(..STRATEGIES_MAX).unwrap_or(&map.strategies);
    let columns = drawn.len().clamp(1, COLUMNS_MAX);
    let is_one_row = drawn.len() <= columns;
    // Several rows hang on one spine at the left, which no box may cover.
    let margin = if is_one_row { 0.0 } else { GUTTER };
    let gaps = GUTTER * as_float(columns.saturating_sub(1));
    let column = (WIDTH - margin - gaps) / as_float(columns);
    let spine = if is_one_row { WIDTH / 2.0 } else { 6.0 };
    let vision = vision(map);
    let mut foot = vision.height;
    let mut bus_last = foot;
    let rows: Vec<Markup> = drawn
        .chunks(columns)
        .map(|strategies| {
            let bus = foot + DROP;
            let row = row(strategies, (margin, column), bus, spine);
            bus_last = bus;
            foot = bus + row.height;
            row.markup
        })
        .collect();
    let left_out = map.strategies.len().saturating_sub(drawn.len());
    let note_height = if left_out > 0 { LEADING + PAD } else { 0.0 };
    let (width, height) = (px(WIDTH), px(foot + note_height + 2.0));
    html! {
        svg class="drawing wide" role="group" aria-label={ (map.title) ". " (sentence.text()) }
            width=(width) height=(height) viewBox={ "0 0 " (width) " " (height) } {
            title { (map.title) }
            desc { (sentence.text()) }
            @if !drawn.is_empty() {
                line.link x1=(px(spine)) y1=(px(vision.height)) x2=(px(spine)) y2=(px(bus_last)) {}
            }
            (vision.markup)
            @for row in &rows { (row) }
            @if left_out > 0 {
                text.label x="0" y=(px(foot + LEADING + 4.0)) {
                    "and " (left_out) " more, in the table"
                }
            }
        }
    }
}

fn vision(map: &StrategyMap) -> Piece {
    let gap = MapItem { title: "No vision yet".to_owned(), ..MapItem::default() };
    let class = if map.vision.is_some() { "node vision" } else { "node gap" };
    boxed(class, map.vision.as_ref().unwrap_or(&gap), (0.5, 0.5), WIDTH - 1.0, &[])
}

/// A row of strategies under the rule at `bus`; its height is counted from that rule.
fn row(strategies: &[MapStrategy], (margin, column): (f64, f64), bus: f64, spine: f64) -> Piece {
    let left = |place: usize| margin + (column + GUTTER) * as_float(place);
    let center = |place: usize| left(place) + column / 2.0;
    let last = center(strategies.len().saturating_sub(1));
    let (from, until) = (center(0).min(spine), last.max(spine));
    let mut height: f64 = 0.0;
    let pieces: Vec<Markup> = strategies
        .iter()
        .enumerate()
        .map(|(place, strategy)| {
            let piece = strategy_column(strategy, left(place), bus + DROP, column);
            height = height.max(piece.height);
            html! {
                line.link x1=(px(center(place))) y1=(px(bus)) x2=(px(center(place)))
                    y2=(px(bus + DROP)) {}
                (piece.markup)
            }
        })
        .collect();
    let markup = html! {
        @if until > from {
            line.link x1=(px(from)) y1=(px(bus)) x2=(px(until)) y2=(px(bus)) {}
        }
        @for piece in &pieces { (piece) }
    };
    Piece { markup, height: DROP + height + GUTTER }
}

fn strategy_column(strategy: &MapStrategy, x: f64, y: f64, width: f64) -> Piece {
    let (named, more) = shown(&strategy.priorities);
    let numbered =
        (1..).zip(named).map(|(place, priority): (u32, _)| format!("{place} {priority}"));
    let priorities: Vec<String> = numbered.chain(more).collect();
    let head = boxed("node strategy", &strategy.item, (x + 0.5, y), width - 1.0, &priorities);
    let mut foot = y + head.height;
    let groups: Vec<Markup> = strategy
        .groups()
        .into_iter()
        .filter(|(class, items, _)| *class == "goal" || !items.is_empty())
        .map(|(class, items, words)| {
            let group = group(class, items, &words, (x, foot), width);
            foot += group.height;
            group.markup
        })
        .collect();
    let markup = html! { (head.markup) @for group in &groups { (group) } };
    Piece { markup, height: foot - y }
}

/// A heading with the number of goals or bets, and each of them on a rule beneath it.
fn group(class: &str, items: &[MapItem], words: &str, (x, y): (f64, f64), width: f64) -> Piece {
    let heading = y + PAD + LEADING - 4.0;
    let mut foot = y + PAD + LEADING;
    let mut ticks = Vec::new();
    let (named, more) = shown(items);
    let named: Vec<Markup> = named
        .map(|item| {
            ticks.push(foot + LEADING / 2.0);
            let piece = leaf(class, item, (x + INDENT, foot), width - INDENT);
            foot += piece.height;
            piece.markup
        })
        .collect();
    let end = ticks.last().copied();
    let markup = html! {
        text.label.count.gap[items.is_empty()] x=(px(x + PAD)) y=(px(heading)) { (words) }
        @if let Some(end) = end {
            line.link x1=(px(x + PAD)) y1=(px(heading + 6.0)) x2=(px(x + PAD)) y2=(px(end)) {}
        }
        @for tick in &ticks {
            line.link x1=(px(x + PAD)) y1=(px(*tick)) x2=(px(x + INDENT - 4.0)) y2=(px(*tick)) {}
        }
        @for item in &named { (item) }
        @if let Some(more) = &more {
            text.label x=(px(x + INDENT)) y=(px(foot + LEADING - 5.0)) { (more) }
        }
    };
    let more_height = if more.is_some() { LEADING } else { 0.0 };
    Piece { markup, height: foot + more_height - y }
}

fn leaf(class: &str, item: &MapItem, (x, y): (f64, f64), width: f64) -> Piece {
    let lines = wrap(&item.title, width, 2);
    let notes = wrap(&item.note, width, 1);
    let height = LEADING * as_float(lines.len() + notes.len()) + 4.0;
    let first = y + LEADING - 5.0;
    let markup = html! {
        text class={ "label " (class) } x=(px(x)) y=(px(first)) { (spans(&lines, x)) }
        @if !notes.is_empty() {
            text.label.note x=(px(x)) y=(px(first + LEADING * as_float(lines.len()))) {
                (spans(&notes, x))
            }
        }
    };
    Piece { markup: linked(item, "leaf", &markup), height }
}

/// A box with the title in bold, the note and further lines beneath.
fn boxed(class: &str, item: &MapItem, (x, y): (f64, f64), width: f64, more: &[String]) -> Piece {
    let inner = width - 2.0 * PAD;
    // Bold runs a little wider.
    let title = wrap(&item.title, inner / 1.1, 3);
    let notes = wrap(&item.note, inner, 2);
    let more: Vec<String> = more.iter().flat_map(|line| wrap(line, inner, 2)).collect();
    let below = if more.is_empty() { 0.0 } else { 6.0 + LEADING * as_float(more.len()) };
    let height = 2.0 * PAD - 2.0 + LEADING * as_float(title.len() + notes.len()) + below;
    let first = y + PAD + 12.0;
    let after_title = first + LEADING * as_float(title.len());
    let after_notes = after_title + LEADING * as_float(notes.len()) + 6.0;
    let left = x + PAD;
    let markup = html! {
        rect.box x=(px(x)) y=(px(y)) width=(px(width)) height=(px(height)) rx="4" {}
        text.label.strong x=(px(left)) y=(px(first)) { (spans(&title, left)) }
        @if !notes.is_empty() {
            text.label.note x=(px(left)) y=(px(after_title)) { (spans(&notes, left)) }
        }
        @if !more.is_empty() {
            text.label.priority x=(px(left)) y=(px(after_notes)) { (spans(&more, left)) }
        }
    };
    Piece { markup: linked(item, class, &markup), height }
}

fn linked(item: &MapItem, class: &str, inner: &Markup) -> Markup {
    html! {
        @match &item.url {
            Some(url) => a class=(class) href=(url) { title { (item.title) } (inner) },
            None => g class=(class) { (inner) },
        }
    }
}

/// Lines of one text, the first where the text stands and each next one lower. A space between
/// them keeps words apart for who listens or copies.
fn spans(lines: &[String], x: f64) -> Markup {
    html! {
        @for (place, line) in lines.iter().enumerate() {
            @if place == 0 {
                tspan { (line) }
            } @else {
                " " tspan x=(px(x)) dy=(px(LEADING)) { (line) }
            }
        }
    }
}

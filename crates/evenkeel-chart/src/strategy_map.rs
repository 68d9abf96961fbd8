//! The big picture: the vision, the strategies that lead to it, and what hangs on each of them.

mod drawing;

use maud::{Markup, html};

use super::count::count;
use super::frame::{Sentence, figure};

/// The most goals, bets or priorities that are named under a strategy; the rest are counted.
const ITEMS_MAX: usize = 5;
/// The most strategies that are drawn: a map of more is no picture.
const STRATEGIES_MAX: usize = 12;

/// A vision and the strategies beneath it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StrategyMap {
    /// What the map is of.
    pub title: String,
    /// The vision; none is shown as a gap.
    pub vision: Option<MapItem>,
    /// The strategies, the first ones first.
    pub strategies: Vec<MapStrategy>,
}

/// A record on the map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MapItem {
    /// Its title.
    pub title: String,
    /// Its page.
    pub url: Option<String>,
    /// A fact in words: "by 2030", "on track", "decide by 1 October".
    pub note: String,
}

/// A strategy and what hangs on it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MapStrategy {
    /// The strategy itself.
    pub item: MapItem,
    /// Its priorities, the first ones first.
    pub priorities: Vec<String>,
    /// Its goals; none is shown as a gap.
    pub goals: Vec<MapItem>,
    /// Its bets.
    pub bets: Vec<MapItem>,
}

/// The map: a drawing for wide columns, a list for phones, a table for both.
pub fn strategy_map(map: &StrategyMap) -> Markup {
    let sentence = map.said();
    let drawings = html! {
        (drawing::drawing(map, &sentence))
        div.narrow { (list(map)) }
    };
    let table = if map.strategies.is_empty() {
        html! {}
    } else {
        table(map)
    };
    figure("chart-map", &sentence, &drawings, &table)
}

impl StrategyMap {
    /// What the map says, in words.
    pub fn sentence(&self) -> String {
        self.said().text()
    }

    fn said(&self) -> Sentence {
        let strategies = self.strategies.len();
        let total = |of: fn(&MapStrategy) -> usize| self.strategies.iter().map(of).sum::<usize>();
        let goals = counted(total(|strategy| strategy.goals.len()), "goal", "goals");
        let bets = counted(total(|strategy| strategy.bets.len()), "bet", "bets");
        let without = self.strategies.iter().filter(|strategy| strategy.goals.is_empty()).count();
        let noun = count(strategies, "strategy", "strategies");
        let bold = match (&self.vision, strategies) {
            (None, 0) => "No vision and no strategies yet.".to_owned(),
            (None, _) => format!("{noun}, and no vision that they lead to yet."),
            (Some(_), 0) => "No strategy leads to the vision yet.".to_owned(),
            (Some(_), 1) => format!("{noun} leads to the vision."),
            (Some(_), _) => format!("{noun} lead to the vision."),
        };
        let mut rest = String::new();
        if strategies > 0 {
            let who = if strategies == 1 { "It has" } else { "They have" };
            rest = format!("{who} {goals} and {bets}.");
        }
        // Of one strategy alone, "no goals" has said it.
        if without > 0 && strategies > 1 {
            let verb = if without == 1 { "has" } else { "have" };
            let noun = count(without, "strategy", "strategies");
            rest.push_str(&format!(" {noun} {verb} no goal yet."));
        }
        Sentence { bold, rest }
    }
}

impl MapStrategy {
    /// Its goals and its bets, each with the words for how many there are.
    fn groups(&self) -> [(&'static str, &[MapItem], String); 2] {
        let words = |items: &[MapItem], one: &str, many: &str| match items.len() {
            0 => format!("No {many} yet"),
            number => count(number, one, many),
        };
        [
            ("goal", &self.goals, words(&self.goals, "goal", "goals")),
            ("bet", &self.bets, words(&self.bets, "bet", "bets")),
        ]
    }
}

/// "no goals", "1 goal", "3 goals".
fn counted(number: usize, one: &str, many: &str) -> String {
    if number == 0 { format!("no {many}") } else { count(number, one, many) }
}

/// What is named, and the words for what is not.
fn shown<T>(items: &[T]) -> (impl Iterator<Item = &T>, Option<String>) {
    let more = items.len().saturating_sub(ITEMS_MAX);
    (items.iter().take(ITEMS_MAX), (more > 0).then(|| format!("and {more} more")))
}

fn list(map: &StrategyMap) -> Markup {
    html! {
        ul.tree role="list" aria-label=(map.title) {
            li.node.vision {
                @match &map.vision {
                    Some(vision) => (link(vision)),
                    None => span.gap { "No vision yet" },
                }
                @if !map.strategies.is_empty() {
                    ul role="list" {
                        @for strategy in &map.strategies { (list_strategy(strategy)) }
                    }
                }
            }
        }
    }
}

fn list_strategy(strategy: &MapStrategy) -> Markup {
    html! {
        li.node.strategy {
            (link(&strategy.item))
            @if !strategy.priorities.is_empty() {
                ol.priorities { @for priority in &strategy.priorities { li { (priority) } } }
            }
            ul role="list" {
                @for (class, items, words) in strategy.groups() {
                    @if !items.is_empty() || class == "goal" {
                        li.node.gap[items.is_empty()] {
                            span.note { (words) }
                            @if !items.is_empty() { (list_items(class, items)) }
                        }
                    }
                }
            }
        }
    }
}

fn list_items(class: &str, items: &[MapItem]) -> Markup {
    let (named, more) = shown(items);
    html! {
        ul role="list" {
            @for item in named { li class={ "node " (class) } { (link(item)) } }
            @if let Some(more) = more { li.node.more { (more) } }
        }
    }
}

fn table(map: &StrategyMap) -> Markup {
    html! {
        table {
            caption {
                (map.title)
                @if let Some(vision) = &map.vision { ": " (vision.title) }
            }
            thead {
                tr {
                    th scope="col" { "Strategy" }
                    th scope="col" { "Priorities" }
                    th scope="col" { "Goals" }
                    th scope="col" { "Bets" }
                }
            }
            tbody {
                @for strategy in &map.strategies {
                    tr {
                        th scope="row" { (strategy.item.title) }
                        td { (strategy.priorities.join("; ")) }
                        td { (titles(&strategy.goals)) }
                        td { (titles(&strategy.bets)) }
                    }
                }
            }
        }
    }
}

fn titles(items: &[MapItem]) -> String {
    let titles: Vec<&str> = items.iter().map(|item| item.title.as_str()).collect();
    if titles.is_empty() { "None yet".to_owned() } else { titles.join("; ") }
}

fn link(item: &MapItem) -> Markup {
    html! {
        @match &item.url {
            Some(url) => a.title href=(url) { (item.title) },
            None => span.title { (item.title) },
        }
        @if !item.note.is_empty() { " " span.note { (item.note) } }
    }
}

#[cfg(test)]
mod tests;

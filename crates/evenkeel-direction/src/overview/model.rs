//! What holds for a unit: its own direction, or that of the nearest unit above which has one.

use evenkeel_chart::{MapItem, MapStrategy, StrategyMap};
use evenkeel_core::{Card, Id, Kind, Record};
use evenkeel_store::row;
use evenkeel_web::ui;
use jiff::civil::Date;

use crate::{
    bets::{Bet, Staked},
    elements::{Element, lines},
    purposes::Purpose,
    strategies::Strategy,
    values::Value,
    visions::Vision,
};

/// Elements of one kind that hold for a unit.
#[derive(Clone, Debug)]
pub(crate) struct Held<T> {
    /// The elements.
    pub(crate) items: Vec<T>,
    /// The unit above that they come from; `None` if they are the unit's own.
    pub(crate) from: Option<Card>,
}

/// The direction of a unit.
#[derive(Clone, Debug)]
pub(crate) struct Overview {
    /// The unit.
    pub(crate) unit: Card,
    /// The units above it, the whole organization first.
    pub(crate) above: Vec<Card>,
    /// The units directly below it.
    pub(crate) below: Vec<Card>,
    /// Why it exists.
    pub(crate) purposes: Held<Purpose>,
    /// Where it wants to be.
    pub(crate) visions: Held<Vision>,
    /// What it holds to.
    pub(crate) values: Held<Value>,
    /// What it chooses.
    pub(crate) strategies: Held<Strategy>,
    /// Its own open bets.
    pub(crate) bets: Vec<Bet>,
    /// What is staked in bets here and below, against the appetite.
    pub(crate) staked: Staked,
    /// Whether the reader heads it.
    pub(crate) may_head: bool,
}

row! {
    /// A goal or a bet that hangs on a strategy.
    #[derive(Clone, Debug)]
    pub(crate) struct Child {
        pub(crate) parent_id: Id<Record>,
        pub(crate) card: Card,
        pub(crate) kill_on: Option<Date>,
    }
}

impl<T> Held<T> {
    /// What holds for the last unit of `path` (the whole organization first): its own elements, or
    /// those of the nearest unit above that has some.
    pub(crate) fn nearest(path: &[Card], items: Vec<T>, element: fn(&T) -> &Element) -> Self {
        let of = |unit: &Card, item: &T| {
            element(item).head.unit_id.is_some_and(|id| id.record() == unit.id)
        };
        let nearest = path.iter().rev().find(|unit| items.iter().any(|item| of(unit, item)));
        let Some(unit) = nearest else { return Self { items: Vec::new(), from: None } };
        let is_own = path.last().is_some_and(|last| last.id == unit.id);
        let from = (!is_own).then(|| unit.clone());
        Self { items: items.into_iter().filter(|item| of(unit, item)).collect(), from }
    }
}

impl Overview {
    /// The strategy map (DIR-5): the vision, its strategies, and what hangs on each.
    pub(crate) fn map(&self, children: &[Child], today: Date) -> StrategyMap {
        StrategyMap {
            title: format!("Strategy map of {}", self.unit.title),
            vision: self.visions.items.first().map(|vision| MapItem {
                title: vision.element.head.title.clone(),
                url: Some(vision.element.url()),
                note: vision.horizon_year.map(|year| format!("by {year}")).unwrap_or_default(),
            }),
            strategies: self
                .strategies
                .items
                .iter()
                .map(|strategy| map_strategy(strategy, children, today))
                .collect(),
        }
    }
}

fn map_strategy(strategy: &Strategy, children: &[Child], today: Date) -> MapStrategy {
    let of = |kind: Kind| -> Vec<MapItem> {
        children
            .iter()
            .filter(|child| child.parent_id == strategy.element.head.id && child.card.kind == kind)
            .map(|child| child.item(today))
            .collect()
    };
    let note = if strategy.missing().is_empty() { "" } else { "incomplete" };
    MapStrategy {
        item: MapItem {
            title: strategy.element.head.title.clone(),
            url: Some(strategy.element.url()),
            note: note.to_owned(),
        },
        priorities: lines(&strategy.priorities),
        goals: of(Kind::Goal),
        bets: of(Kind::Bet),
    }
}

impl Child {
    fn item(&self, today: Date) -> MapItem {
        let note = match self.kill_on {
            Some(on) if on <= today => "decide now".to_owned(),
            Some(on) => format!("decide by {}", ui::short_date(on, today)),
            None => self.card.state.replace('_', " "),
        };
        MapItem { title: self.card.title.clone(), url: Some(self.card.url()), note }
    }
}

//! How figures rise: from measures to their goal, and from goal to goal, in exact integers.
//!
//! A change walks up the primary parents inside the transaction that made it; where nothing
//! changes the way ends. What is stored never depends on the day: a status does, so it is told
//! when it is read, and only the day on which a goal falls off track is kept.

use std::collections::BTreeMap;

use evenkeel_core::{Id, Record, Result};
use evenkeel_stats::rollup::{
    Amount, Child, Micro, Milli, Op, Own, SHARE_WHOLE, Status, Thresholds, expected, roll_up_one,
};
use evenkeel_store::Tx;
use jiff::{Span, civil::Date};

use super::{Goal, Measure, measures};

pub mod store;

pub use store::{Figures, Node, Part};

/// Steps that a change may walk up: twice the depth that goals can be set to.
const STEPS_MAX: usize = 48;

/// Reckons a goal from its measures and the goals right below, then those above it.
pub fn settle_own(tx: &mut Tx<'_>, id: Id<Goal>) -> Result<()> {
    let node = store::find(tx, id.record())?;
    if let Some(node) = node
        && !node.is_closed()
    {
        let measures = measures::store::list(tx, id)?;
        let part = own(&node, &measures);
        store::save_own(tx, id.record(), &part, measures.len())?;
    }
    walk(tx, id.record(), true)
}

/// Reckons what stood above a goal that moved or went.
pub fn settle_parent(tx: &mut Tx<'_>, parent: Option<Id<Record>>) -> Result<()> {
    match parent {
        Some(parent) => walk(tx, parent, false),
        None => Ok(()),
    }
}

/// Reckons a goal and, while anything changes, what stands above it. The first step goes on in
/// any case when the goal's weight or state may be new to its parent.
fn walk(tx: &mut Tx<'_>, from: Id<Record>, mut must_go_on: bool) -> Result<()> {
    let mut next = Some(from);
    for _ in 0..STEPS_MAX {
        let Some(id) = next else { break };
        let Some(node) = store::find(tx, id)? else { break };
        let children = store::list_parts(tx, id)?;
        let figures = node.reckon(&children);
        let has_changed = figures != node.figures;
        if has_changed {
            store::save(tx, id, &figures)?;
        }
        if !has_changed && !must_go_on {
            break;
        }
        must_go_on = false;
        next = node.parent_id;
    }
    Ok(())
}

/// Reckons every goal of the organization anew, children before parents, corrects what differs
/// and answers with it: after single steps there must never be any.
pub fn recompute(tx: &mut Tx<'_>) -> Result<Vec<Id<Record>>> {
    let mut nodes: BTreeMap<Id<Record>, Node> =
        store::list_all(tx)?.into_iter().map(|node| (node.id, node)).collect();
    let mut measured: BTreeMap<Id<Record>, Vec<Measure>> = BTreeMap::new();
    for measure in measures::store::list_all(tx)? {
        measured.entry(measure.goal_id.record()).or_default().push(measure);
    }
    let mut order: Vec<(usize, Id<Record>)> =
        nodes.keys().map(|id| (depth(&nodes, *id), *id)).collect();
    order.sort_unstable_by(|a, b| b.cmp(a));
    let mut children: BTreeMap<Id<Record>, Vec<Part>> = BTreeMap::new();
    let mut corrected = Vec::new();
    for (_, id) in order {
        let Some(node) = nodes.get_mut(&id) else { continue };
        let own_measures = measured.remove(&id).unwrap_or_default();
        let part = if node.is_closed() { node.own.clone() } else { own(node, &own_measures) };
        let is_own_new = part != node.own;
        node.own = part;
        let mut below = children.remove(&id).unwrap_or_default();
        below.sort_by_key(|part| part.id);
        let figures = node.reckon(&below);
        if is_own_new || figures != node.figures {
            let count = own_measures.len();
            store::save_own(tx, id, &node.own, count)?;
            store::save(tx, id, &figures)?;
            corrected.push(id);
        }
        node.figures = figures;
        if let (Some(parent), true) = (node.parent_id, node.counts()) {
            children.entry(parent).or_default().push(node.part());
        }
    }
    Ok(corrected)
}

/// How many goals stand above a goal; a broken circle ends.
fn depth(nodes: &BTreeMap<Id<Record>, Node>, id: Id<Record>) -> usize {
    let above = std::iter::successors(Some(id), |id| {
        nodes.get(id).and_then(|node| node.parent_id).filter(|parent| nodes.contains_key(parent))
    });
    above.take(STEPS_MAX).count()
}

/// What a goal knows about itself.
fn own(node: &Node, measures: &[Measure]) -> store::OwnPart {
    if node.op() == Op::Manual {
        let typed = node.typed_micro.map(|micro| Own::typed(Micro::clamped(micro)));
        return store::OwnPart::of(&typed.unwrap_or_default(), "");
    }
    let kinds: Vec<_> = measures.iter().map(|it| (it.weight16(), it.kind())).collect();
    let weighed: Vec<_> = kinds.iter().map(|(weight, kind)| (*weight, kind)).collect();
    let unit = measures.first().map_or("", |measure| measure.unit_word.as_str());
    store::OwnPart::of(&Own::of(&weighed), unit)
}

impl Node {
    /// Whether it is over and keeps its grade.
    pub fn is_closed(&self) -> bool {
        matches!(self.state.as_str(), "met" | "missed" | "canceled")
    }

    /// Whether it counts for its parent: drafts and canceled goals do not.
    pub fn counts(&self) -> bool {
        !self.is_deleted && matches!(self.state.as_str(), "open" | "met" | "missed")
    }

    fn op(&self) -> Op {
        Op::from_word(&self.op).unwrap_or_default()
    }

    /// Its figures from its own part and the goals right below.
    fn reckon(&self, children: &[Part]) -> Figures {
        if self.is_closed() {
            return Figures { off_track_on: None, ..self.figures.clone() };
        }
        let (op, own) = (self.op(), self.own.own());
        let unit = if own.amount.is_some() { self.own.unit.clone() } else { common_unit(children) };
        let parts: Vec<Child> = children
            .iter()
            .map(|part| Child {
                weight: u16::try_from(part.weight).unwrap_or(0),
                progress: part.progress_micro.map(Micro::clamped),
                amount: part.amount().filter(|_| part.amount_unit == unit),
                share: SHARE_WHOLE,
                is_outdated: false,
            })
            .collect();
        let outcome = roll_up_one(op, &own, &parts);
        Figures {
            progress_micro: outcome.progress.map(Micro::get),
            coverage_micro: outcome.coverage.get(),
            done_milli: outcome.amount.map(|amount| amount.done.0),
            whole_milli: outcome.amount.map(|amount| amount.whole.0),
            amount_unit: if outcome.amount.is_some() { unit } else { String::new() },
            children_count: i64::from(outcome.children),
            measured_count: i64::from(outcome.measured),
            off_track_on: off_track_on(outcome.progress, self.start_on, self.end_on),
        }
    }

    /// The goal as the goal above sees it.
    fn part(&self) -> Part {
        Part {
            id: self.id,
            weight: self.weight,
            progress_micro: self.figures.progress_micro,
            done_milli: self.figures.done_milli,
            whole_milli: self.figures.whole_milli,
            amount_unit: self.figures.amount_unit.clone(),
        }
    }
}

impl Part {
    /// What it adds to a sum.
    fn amount(&self) -> Option<Amount> {
        self.done_milli
            .zip(self.whole_milli)
            .map(|(done, whole)| Amount { done: Milli(done), whole: Milli(whole) })
    }
}

/// The unit of a sum without a measure of its own: what most goals below are counted in, and of
/// equals the first by name.
fn common_unit(children: &[Part]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for part in children.iter().filter(|part| part.amount().is_some()) {
        *counts.entry(&part.amount_unit).or_default() += 1;
    }
    let most = counts.values().copied().max().unwrap_or(0);
    let first = counts.into_iter().find(|(_, count)| *count == most);
    first.map(|(unit, _)| unit.to_owned()).unwrap_or_default()
}

/// The first day of a period on which a goal that stays where it is will be off track.
fn off_track_on(progress: Option<Micro>, start_on: Date, end_on: Date) -> Option<Date> {
    let is_off = |day: Date| {
        expected(start_on, end_on, day)
            .and_then(|expected| Status::of(progress, expected, Thresholds::default()))
            == Some(Status::OffTrack)
    };
    if !is_off(end_on) {
        return None;
    }
    let day = |days: i64| start_on.saturating_add(Span::new().days(days));
    let (mut on, mut off) = (-1, i64::from((end_on - start_on).get_days()));
    while off - on > 1 {
        let middle = on.midpoint(off);
        if is_off(day(middle)) { off = middle } else { on = middle }
    }
    Some(day(off))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_goal_that_stands_still_falls_off_track_when_a_quarter_of_its_time_has_passed() {
        let (start_on, end_on) = (date(2026, 4, 1), date(2026, 4, 30));
        let day = |micro| off_track_on(Some(Micro::clamped(micro)), start_on, end_on);
        // 8 of 30 days are 26.7 %, the first that is more than 25 % ahead of nothing.
        assert_eq!(day(0), Some(date(2026, 4, 8)));
        assert_eq!(day(500_000), Some(date(2026, 4, 23)));
        assert_eq!(day(750_000), None);
        assert_eq!(off_track_on(None, start_on, end_on), None);
        let one = date(2026, 4, 1);
        assert_eq!(off_track_on(Some(Micro::ZERO), one, one), Some(one));
    }
}

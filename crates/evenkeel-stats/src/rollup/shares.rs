//! No goal is counted more than once in a sum above it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::graph::{NodeId, Rollup, Tie};
use super::node::{Op, SHARE_WHOLE};

/// One whole in a scale that keeps six levels of shares exact.
const WHOLE: u128 = 1_000_000_000_000_000_000;

impl Rollup {
    /// Whether no goal beneath `id`, or beneath a sum that `id` flows into, arrives there with
    /// more than a whole of itself.
    pub(super) fn shares_fit(&self, id: NodeId) -> bool {
        if !self.is_sum(id) || !self.has_diamond_beneath(id) {
            return true;
        }
        let mut seen = BTreeSet::from([id]);
        let mut waiting = vec![id];
        while let Some(sum) = waiting.pop() {
            if !self.flows_fit(sum) {
                return false;
            }
            waiting.extend(self.sums_above(sum).filter(|above| seen.insert(*above)));
        }
        true
    }

    /// Follows the amounts downward from a sum, the highest goals first, so that a goal is left
    /// only when all that leads to it has arrived.
    fn flows_fit(&self, sum: NodeId) -> bool {
        let mut flows = BTreeMap::from([(self.place_in_order(sum), WHOLE)]);
        while let Some(((_, id), flow)) = flows.pop_first() {
            if flow > WHOLE {
                return false;
            }
            if !self.is_sum(id) {
                continue;
            }
            for child in self.children(id) {
                let share = self
                    .edge(id, *child)
                    .filter(|edge| edge.tie == Tie::Contribute && edge.weight > 0)
                    .map_or(0, |edge| u128::from(edge.share));
                let part = flow.saturating_mul(share) / u128::from(SHARE_WHOLE);
                let known = flows.entry(self.place_in_order(*child)).or_default();
                *known = known.saturating_add(part);
            }
        }
        true
    }

    /// Only a goal with two sums above it can be counted twice, so most edges need no more.
    fn has_diamond_beneath(&self, id: NodeId) -> bool {
        let mut seen = BTreeSet::from([id]);
        let mut waiting = vec![id];
        while let Some(above) = waiting.pop() {
            if !self.is_sum(above) {
                continue;
            }
            for child in self.children(above) {
                if self.sums_above(*child).nth(1).is_some() {
                    return true;
                }
                if seen.insert(*child) {
                    waiting.push(*child);
                }
            }
        }
        false
    }

    fn sums_above(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        let edges = self.parents(id).iter().filter(|edge| edge.tie == Tie::Contribute);
        edges.map(|edge| edge.parent).filter(|parent| self.is_sum(*parent))
    }

    fn is_sum(&self, id: NodeId) -> bool {
        self.place(id).is_some_and(|place| place.node.op == Op::Sum)
    }

    fn place_in_order(&self, id: NodeId) -> (Reverse<u32>, NodeId) {
        (Reverse(self.place(id).map_or(0, |place| place.rank)), id)
    }
}

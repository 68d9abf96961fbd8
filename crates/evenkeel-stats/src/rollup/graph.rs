//! The goals of an organization and their edges, held in memory with their figures up to date.

use super::expected::{Status, Thresholds};
use super::fault::Fault;
use super::micro::Micro;
use super::node::{Amount, Op, Outcome, SHARE_WHOLE, WEIGHT_MAX};
use super::own::Own;
use super::tally::{Part, Tally};
use super::walk::closes_cycle;

/// A goal's place in a [`Rollup`]: its number in the order of adding, from 0.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(transparent)]
pub struct NodeId(pub u32);

/// Whether a goal counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum State {
    /// Not yet agreed: it does not count.
    Draft,
    /// At work.
    #[default]
    Open,
    /// Over: it counts with its final grade, whatever happens beneath it.
    Closed {
        /// What it ended with.
        grade: Own,
    },
    /// Given up: it does not count.
    Canceled,
}

/// A goal as it enters a [`Rollup`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Node {
    /// How its progress comes about.
    pub op: Op,
    /// Whether it counts.
    pub state: State,
    /// What it knows about itself; under [`Op::Manual`] what was typed.
    pub own: Own,
    /// Where it should be by now; none leaves it without a status.
    pub expected: Option<Micro>,
    /// Whether its last update is too old.
    pub is_outdated: bool,
}

/// What an edge carries.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Tie {
    /// Progress, by weight.
    #[default]
    Contribute,
    /// Nothing but the knowledge that one goal helps the other.
    Support,
}

/// One goal beneath another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Edge {
    /// The goal above.
    pub parent: NodeId,
    /// The goal beneath.
    pub child: NodeId,
    /// How much the child counts, from 0 to [`WEIGHT_MAX`].
    pub weight: u16,
    /// The part of the child's amount that goes to this parent, in thousandths; for sums alone.
    pub share: u16,
    /// What it carries.
    pub tie: Tie,
    /// Whether this is the child's place in the tree; a goal has one at most.
    pub is_primary: bool,
    /// Whether the parent is at risk at best while the child is off track.
    pub is_critical: bool,
}

impl Edge {
    /// The usual edge: primary, contributing, weight 1.
    pub fn new(parent: NodeId, child: NodeId) -> Self {
        Self {
            parent,
            child,
            weight: 1,
            share: SHARE_WHOLE,
            tie: Tie::Contribute,
            is_primary: true,
            is_critical: false,
        }
    }
}

/// Goals of a primary subtree by how they stand, its root included; drafts and canceled goals are
/// not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Counters {
    /// Open and on track.
    pub on_track: u32,
    /// Open and at risk.
    pub at_risk: u32,
    /// Open and off track.
    pub off_track: u32,
    /// Open, with progress or expectation unknown.
    pub unknown: u32,
    /// Closed.
    pub closed: u32,
    /// Open and without a fresh update, whatever the status is.
    pub outdated: u32,
}

/// What a [`Rollup`] knows about a goal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Figures {
    /// Progress and coverage.
    pub outcome: Outcome,
    /// Against what was expected; none if unknown or closed.
    pub status: Option<Status>,
    /// The primary subtree.
    pub counters: Counters,
}

/// All goals of an organization, each with up-to-date figures after every change.
#[derive(Clone, Debug, Default)]
pub struct Rollup {
    pub(super) places: Vec<Place>,
    pub(super) thresholds: Thresholds,
}

/// A goal inside: what was given, its running sums, and what its parents have been told.
#[derive(Clone, Debug, Default)]
pub(super) struct Place {
    pub(super) node: Node,
    pub(super) tally: Tally,
    /// Critical children that are off track.
    pub(super) critical_off: u32,
    /// At least the longest distance to a leaf: always above the rank of every child.
    pub(super) rank: u32,
    pub(super) told: Told,
    pub(super) figures: Figures,
    pub(super) parents: Vec<Edge>,
    pub(super) children: Vec<NodeId>,
}

/// What the goals above have counted of a goal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) is_counted: bool,
    pub(super) is_closed: bool,
    pub(super) is_outdated: bool,
    pub(super) progress: Option<Micro>,
    pub(super) amount: Option<Amount>,
    pub(super) status: Option<Status>,
}

impl Told {
    /// What it brings along an edge; none if it does not count there.
    pub(super) fn part(&self, edge: &Edge) -> Option<Part> {
        (self.is_counted && edge.tie == Tie::Contribute).then_some(Part {
            weight: edge.weight,
            progress: self.progress,
            amount: self.amount,
            share: edge.share,
            is_outdated: self.is_outdated,
        })
    }

    /// Whether it holds the status of the goal above down.
    pub(super) fn is_critical_off(&self, edge: &Edge) -> bool {
        self.is_counted && edge.is_critical && self.status == Some(Status::OffTrack)
    }
}

impl Rollup {
    /// A roll-up without goals.
    pub fn new(thresholds: Thresholds) -> Self {
        Self { places: Vec::new(), thresholds }
    }

    /// All goals and edges at once. An edge that is refused is left out and comes back with its
    /// fault.
    pub fn load(
        thresholds: Thresholds,
        nodes: impl IntoIterator<Item = Node>,
        edges: impl IntoIterator<Item = Edge>,
    ) -> (Self, Vec<(Edge, Fault)>) {
        let mut rollup = Self::new(thresholds);
        let places = nodes.into_iter().map(|node| Place { node, ..Place::default() });
        rollup.places = places.collect();
        let faults = edges
            .into_iter()
            .filter_map(|edge| rollup.link(edge).err().map(|fault| (edge, fault)))
            .collect();
        rollup.recompute();
        (rollup, faults)
    }

    /// How many goals there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there are no goals.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// What is known about a goal.
    pub fn figures(&self, id: NodeId) -> Option<&Figures> {
        self.place(id).map(|place| &place.figures)
    }

    /// A goal as it was last given.
    pub fn node(&self, id: NodeId) -> Option<&Node> {
        self.place(id).map(|place| &place.node)
    }

    /// The edges to the goals above a goal.
    pub fn parents(&self, id: NodeId) -> &[Edge] {
        self.place(id).map_or(&[], |place| &place.parents)
    }

    /// The goals right beneath a goal, in the order of connecting.
    pub fn children(&self, id: NodeId) -> &[NodeId] {
        self.place(id).map_or(&[], |place| &place.children)
    }

    pub(super) fn place(&self, id: NodeId) -> Option<&Place> {
        self.places.get(usize::try_from(id.0).ok()?)
    }

    pub(super) fn place_mut(&mut self, id: NodeId) -> Option<&mut Place> {
        self.places.get_mut(usize::try_from(id.0).ok()?)
    }

    /// Enters an edge without telling the parent; the caller settles or recomputes.
    pub(super) fn link(&mut self, edge: Edge) -> Result<(), Fault> {
        self.check(&edge)?;
        if let Some(child) = self.place_mut(edge.child) {
            child.parents.push(edge);
        }
        if let Some(parent) = self.place_mut(edge.parent) {
            parent.children.push(edge.child);
        }
        self.raise_ranks(&edge);
        if !self.shares_fit(edge.parent) {
            self.unlink(&edge);
            return Err(Fault::SharesOverWhole);
        }
        Ok(())
    }

    /// Takes an edge out without telling the parent. Ranks stay as high as they are: all that is
    /// needed is that a child stands lower than its parents.
    pub(super) fn unlink(&mut self, edge: &Edge) {
        if let Some(child) = self.place_mut(edge.child) {
            child.parents.retain(|known| known.parent != edge.parent);
        }
        if let Some(parent) = self.place_mut(edge.parent) {
            parent.children.retain(|known| *known != edge.child);
        }
    }

    pub(super) fn edge(&self, parent: NodeId, child: NodeId) -> Option<Edge> {
        self.parents(child).iter().find(|edge| edge.parent == parent).copied()
    }

    fn check(&self, edge: &Edge) -> Result<(), Fault> {
        let child = self.place(edge.child).ok_or(Fault::UnknownGoal)?;
        self.place(edge.parent).ok_or(Fault::UnknownGoal)?;
        if edge.weight > WEIGHT_MAX {
            return Err(Fault::WeightOutOfRange);
        }
        if edge.share > SHARE_WHOLE {
            return Err(Fault::ShareOutOfRange);
        }
        if self.edge(edge.parent, edge.child).is_some() {
            return Err(Fault::EdgeTwice);
        }
        if edge.is_primary && child.parents.iter().any(|known| known.is_primary) {
            return Err(Fault::SecondPrimaryParent);
        }
        // A goal with nothing beneath it stands above nothing but itself.
        let is_leaf = child.children.is_empty() && edge.parent != edge.child;
        let above = |id| self.parents(id).iter().map(|known| known.parent);
        if !is_leaf && closes_cycle(edge.parent, edge.child, above) {
            return Err(Fault::Cycle);
        }
        Ok(())
    }

    /// Lifts the goals above the edge where they no longer stand higher than those beneath.
    fn raise_ranks(&mut self, edge: &Edge) {
        let child_rank = self.place(edge.child).map_or(0, |child| child.rank);
        let mut waiting = vec![(edge.parent, child_rank.saturating_add(1))];
        while let Some((id, rank)) = waiting.pop() {
            let Some(place) = self.place_mut(id) else { continue };
            if place.rank < rank {
                place.rank = rank;
                let above = place.parents.iter();
                waiting.extend(above.map(|known| (known.parent, rank.saturating_add(1))));
            }
        }
    }
}

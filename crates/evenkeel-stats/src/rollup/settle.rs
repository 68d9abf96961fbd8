//! Changes, carried upward as far as they change anything, and the full recompute.

use std::collections::BTreeSet;

use super::expected::{Status, Thresholds};
use super::fault::Fault;
use super::graph::{Counters, Edge, Figures, Node, NodeId, Place, Rollup, State, Told};
use super::micro::Micro;
use super::node::Op;
use super::own::Own;
use super::tally::Tally;

/// Each change answers with the goals whose own figures changed, so that a history keeps rows only
/// for those.
impl Rollup {
    /// Adds a goal without edges.
    pub fn add(&mut self, node: Node) -> NodeId {
        let id = NodeId(u32::try_from(self.places.len()).unwrap_or(u32::MAX));
        self.places.push(Place { node, ..Place::default() });
        self.settle([id]);
        id
    }

    /// Connects two goals.
    pub fn connect(&mut self, edge: Edge) -> Result<Vec<NodeId>, Fault> {
        self.link(edge)?;
        let told = self.place(edge.child).map(|child| child.told).unwrap_or_default();
        self.tell(&edge, &Told::default(), &told);
        if edge.is_primary {
            let counters = self.counters(edge.child);
            self.count_upward(edge.parent, &Counters::default(), &counters);
        }
        Ok(self.settle([edge.parent]))
    }

    /// Takes an edge away.
    pub fn disconnect(&mut self, parent: NodeId, child: NodeId) -> Result<Vec<NodeId>, Fault> {
        let edge = self.edge(parent, child).ok_or(Fault::UnknownEdge)?;
        self.unlink(&edge);
        let told = self.place(child).map(|child| child.told).unwrap_or_default();
        self.tell(&edge, &told, &Told::default());
        if edge.is_primary {
            let counters = self.counters(child);
            self.count_upward(parent, &counters, &Counters::default());
        }
        Ok(self.settle([parent]))
    }

    /// Changes what a goal knows about itself.
    pub fn set_own(&mut self, id: NodeId, own: Own) -> Result<Vec<NodeId>, Fault> {
        self.change(id, |node| node.own = own)
    }

    /// Changes what many goals know about themselves; each goal above is reckoned once.
    pub fn set_many(
        &mut self,
        changes: impl IntoIterator<Item = (NodeId, Own)>,
    ) -> Result<Vec<NodeId>, Fault> {
        let changes: Vec<_> = changes.into_iter().collect();
        if changes.iter().any(|(id, _)| self.place(*id).is_none()) {
            return Err(Fault::UnknownGoal);
        }
        for (id, own) in &changes {
            if let Some(place) = self.place_mut(*id) {
                place.node.own = *own;
            }
        }
        Ok(self.settle(changes.into_iter().map(|(id, _)| id)))
    }

    /// Changes whether a goal counts.
    pub fn set_state(&mut self, id: NodeId, state: State) -> Result<Vec<NodeId>, Fault> {
        self.change(id, |node| node.state = state)
    }

    /// Closes a goal with the progress it has now as its final grade.
    pub fn close(&mut self, id: NodeId) -> Result<Vec<NodeId>, Fault> {
        let outcome = self.figures(id).ok_or(Fault::UnknownGoal)?.outcome;
        let grade =
            Own { progress: outcome.progress, coverage: outcome.coverage, amount: outcome.amount };
        self.set_state(id, State::Closed { grade })
    }

    /// Changes where a goal should be by now.
    pub fn set_expected(
        &mut self,
        id: NodeId,
        expected: Option<Micro>,
    ) -> Result<Vec<NodeId>, Fault> {
        self.change(id, |node| node.expected = expected)
    }

    /// Says whether a goal's last update is too old.
    pub fn set_outdated(&mut self, id: NodeId, is_outdated: bool) -> Result<Vec<NodeId>, Fault> {
        self.change(id, |node| node.is_outdated = is_outdated)
    }

    /// Changes how a goal's progress comes about.
    pub fn set_op(&mut self, id: NodeId, op: Op) -> Result<Vec<NodeId>, Fault> {
        let place = self.place_mut(id).ok_or(Fault::UnknownGoal)?;
        let before = std::mem::replace(&mut place.node.op, op);
        if !self.shares_fit(id) {
            if let Some(place) = self.place_mut(id) {
                place.node.op = before;
            }
            return Err(Fault::SharesOverWhole);
        }
        let mut tally = Tally::default();
        for child in self.children(id) {
            let told = self.place(*child).map(|child| child.told).unwrap_or_default();
            if let Some(part) = self.edge(id, *child).and_then(|edge| told.part(&edge)) {
                tally.add(op, &part);
            }
        }
        if let Some(place) = self.place_mut(id) {
            place.tally = tally;
        }
        Ok(self.settle([id]))
    }

    /// Reckons everything anew, children before parents, and answers with the goals that had
    /// other figures before: after [`Rollup::load`] there must never be any.
    pub fn recompute(&mut self) -> Vec<NodeId> {
        let mut order: Vec<(u32, NodeId)> = Vec::with_capacity(self.places.len());
        let mut before = Vec::with_capacity(self.places.len());
        for (id, place) in (0..).map(NodeId).zip(&mut self.places) {
            order.push((place.rank, id));
            before.push(place.figures);
            place.tally = Tally::default();
            place.critical_off = 0;
            place.figures.counters = Counters::default();
        }
        order.sort_unstable();
        for (_, id) in order {
            self.reckon_anew(id);
        }
        let after = (0..).map(NodeId).zip(&self.places).zip(before);
        after.filter(|((_, place), was)| place.figures != *was).map(|((id, _), _)| id).collect()
    }

    fn reckon_anew(&mut self, id: NodeId) {
        let thresholds = self.thresholds;
        let Some(place) = self.place_mut(id) else { return };
        let (told, figures) = place.standing(thresholds);
        place.told = told;
        place.figures.outcome = figures.outcome;
        place.figures.status = figures.status;
        place.figures.counters.add(&told.counters());
        let counters = place.figures.counters;
        let edges = std::mem::take(&mut place.parents);
        for edge in &edges {
            self.tell(edge, &Told::default(), &told);
            if edge.is_primary
                && let Some(parent) = self.place_mut(edge.parent)
            {
                parent.figures.counters.add(&counters);
            }
        }
        if let Some(place) = self.place_mut(id) {
            place.parents = edges;
        }
    }

    fn change(&mut self, id: NodeId, change: impl FnOnce(&mut Node)) -> Result<Vec<NodeId>, Fault> {
        change(&mut self.place_mut(id).ok_or(Fault::UnknownGoal)?.node);
        Ok(self.settle([id]))
    }

    /// Carries changes upward, the lowest rank first: all that changed beneath a goal is gathered
    /// before it is reckoned, and where nothing changes the way ends.
    fn settle(&mut self, changed: impl IntoIterator<Item = NodeId>) -> Vec<NodeId> {
        let mut waiting: BTreeSet<(u32, NodeId)> = changed
            .into_iter()
            .filter_map(|id| self.place(id).map(|place| (place.rank, id)))
            .collect();
        let mut touched = Vec::new();
        let thresholds = self.thresholds;
        while let Some((_, id)) = waiting.pop_first() {
            let Some(place) = self.place_mut(id) else { continue };
            let (told, figures) = place.standing(thresholds);
            if figures.outcome != place.figures.outcome || figures.status != place.figures.status {
                place.figures.outcome = figures.outcome;
                place.figures.status = figures.status;
                touched.push(id);
            }
            let before = std::mem::replace(&mut place.told, told);
            if before == told {
                continue;
            }
            self.count_upward(id, &before.counters(), &told.counters());
            let edges = self.place_mut(id).map(|place| std::mem::take(&mut place.parents));
            let edges = edges.unwrap_or_default();
            for edge in &edges {
                self.tell(edge, &before, &told);
                waiting.extend(self.place(edge.parent).map(|place| (place.rank, edge.parent)));
            }
            if let Some(place) = self.place_mut(id) {
                place.parents = edges;
            }
        }
        touched
    }

    /// Replaces in the parent's sums what the child brought by what it brings.
    fn tell(&mut self, edge: &Edge, before: &Told, after: &Told) {
        let Some(parent) = self.place_mut(edge.parent) else { return };
        let op = parent.node.op;
        if let Some(part) = before.part(edge) {
            parent.tally.take(op, &part);
        }
        if let Some(part) = after.part(edge) {
            parent.tally.add(op, &part);
        }
        let off = parent.critical_off.saturating_add(u32::from(after.is_critical_off(edge)));
        parent.critical_off = off.saturating_sub(u32::from(before.is_critical_off(edge)));
    }

    /// Changes the counters of a goal and of all above it in the tree.
    fn count_upward(&mut self, id: NodeId, before: &Counters, after: &Counters) {
        let mut next = (before != after).then_some(id);
        while let Some(place) = next.and_then(|id| self.place_mut(id)) {
            place.figures.counters.add(after);
            place.figures.counters.take(before);
            next = place.parents.iter().find(|edge| edge.is_primary).map(|edge| edge.parent);
        }
    }

    fn counters(&self, id: NodeId) -> Counters {
        self.figures(id).map(|figures| figures.counters).unwrap_or_default()
    }
}

impl Place {
    /// What is true of the goal now, by its sums: for the goals above, and for the reader.
    fn standing(&self, thresholds: Thresholds) -> (Told, Figures) {
        let node = &self.node;
        let (outcome, is_closed) = match &node.state {
            State::Closed { grade } => (self.tally.outcome(Op::Own, grade), true),
            _ => (self.tally.outcome(node.op, &node.own), false),
        };
        let status = node
            .expected
            .filter(|_| !is_closed)
            .and_then(|expected| Status::of(outcome.progress, expected, thresholds))
            .map(|status| status.capped((self.critical_off > 0).then_some(Some(Status::OffTrack))));
        let told = Told {
            is_counted: matches!(node.state, State::Open | State::Closed { .. }),
            is_closed,
            is_outdated: node.is_outdated && !is_closed,
            progress: outcome.progress,
            amount: outcome.amount,
            status,
        };
        let figures = Figures { outcome, status, counters: self.figures.counters };
        (told, figures)
    }
}

impl Told {
    /// The goal alone as its tree counts it.
    fn counters(&self) -> Counters {
        let mut counters = Counters::default();
        if !self.is_counted {
            return counters;
        }
        let count = match (self.is_closed, self.status) {
            (true, _) => &mut counters.closed,
            (false, None) => &mut counters.unknown,
            (false, Some(Status::OnTrack)) => &mut counters.on_track,
            (false, Some(Status::AtRisk)) => &mut counters.at_risk,
            (false, Some(Status::OffTrack)) => &mut counters.off_track,
        };
        *count = 1;
        counters.outdated = u32::from(self.is_outdated);
        counters
    }
}

impl Counters {
    fn add(&mut self, other: &Self) {
        self.combine(other, u32::saturating_add);
    }

    fn take(&mut self, other: &Self) {
        self.combine(other, u32::saturating_sub);
    }

    fn combine(&mut self, other: &Self, how: fn(u32, u32) -> u32) {
        self.on_track = how(self.on_track, other.on_track);
        self.at_risk = how(self.at_risk, other.at_risk);
        self.off_track = how(self.off_track, other.off_track);
        self.unknown = how(self.unknown, other.unknown);
        self.closed = how(self.closed, other.closed);
        self.outdated = how(self.outdated, other.outdated);
    }
}

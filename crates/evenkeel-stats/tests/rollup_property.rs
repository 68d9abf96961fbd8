//! After any changes to any goals, the carried figures are bit-equal to a full recompute, and both
//! to a plain reckoning that shares no code with them.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "A test may stop.")]

use std::collections::BTreeMap;

use evenkeel_stats::rollup::{
    Amount, Counters, Edge, Figures, Micro, Milli, Node, NodeId, Op, Own, Rollup, State, Status,
    Thresholds, Tie,
};
use proptest::prelude::*;

const GOALS: u32 = 14;

#[derive(Clone, Debug)]
enum Change {
    Own(u32, Own),
    Op(u32, Op),
    State(u32, u8, Own),
    Close(u32),
    Expected(u32, Option<Micro>),
    Outdated(u32, bool),
    Connect(Edge),
    Disconnect(u32),
    Many(Vec<(u32, Own)>),
}

fn own() -> impl Strategy<Value = Own> {
    let amount = (-50i64..150, -100i64..100)
        .prop_map(|(done, whole)| Amount { done: Milli(done), whole: Milli(whole) });
    (prop::option::of(0i64..=1_000_000), prop::option::of(amount), any::<bool>()).prop_map(
        |(progress, amount, is_covered)| Own {
            progress: progress.map(Micro::clamped),
            coverage: if is_covered { Micro::ONE } else { Micro::clamped(499_999) },
            amount,
        },
    )
}

fn edge() -> impl Strategy<Value = Edge> {
    (0..GOALS, 0..GOALS, 0u16..6, prop::sample::select(vec![1_000u16, 500, 333]), 0u8..16).prop_map(
        |(parent, child, weight, share, bits)| Edge {
            parent: NodeId(parent),
            child: NodeId(child),
            weight,
            share,
            tie: if bits & 12 == 12 { Tie::Support } else { Tie::Contribute },
            is_primary: bits & 1 == 1,
            is_critical: bits & 2 == 2,
        },
    )
}

fn change() -> impl Strategy<Value = Change> {
    let goal = 0..GOALS;
    prop_oneof![
        6 => (goal.clone(), own()).prop_map(|(goal, own)| Change::Own(goal, own)),
        2 => (goal.clone(), prop::sample::select(Op::ALL.to_vec()))
            .prop_map(|(goal, op)| Change::Op(goal, op)),
        2 => (goal.clone(), 0u8..4, own())
            .prop_map(|(goal, kind, own)| Change::State(goal, kind, own)),
        1 => goal.clone().prop_map(Change::Close),
        2 => (goal.clone(), prop::option::of(0i64..=1_000_000))
            .prop_map(|(goal, due)| Change::Expected(goal, due.map(Micro::clamped))),
        1 => (goal.clone(), any::<bool>()).prop_map(|(goal, is)| Change::Outdated(goal, is)),
        8 => edge().prop_map(Change::Connect),
        2 => any::<u32>().prop_map(Change::Disconnect),
        1 => prop::collection::vec((goal, own()), 0..6).prop_map(Change::Many),
    ]
}

fn apply(rollup: &mut Rollup, change: Change) {
    let _ = match change {
        Change::Own(goal, own) => rollup.set_own(NodeId(goal), own),
        Change::Op(goal, op) => rollup.set_op(NodeId(goal), op),
        Change::State(goal, kind, grade) => {
            let states = [State::Draft, State::Open, State::Closed { grade }, State::Canceled];
            rollup.set_state(NodeId(goal), states[usize::from(kind)])
        }
        Change::Close(goal) => rollup.close(NodeId(goal)),
        Change::Expected(goal, due) => rollup.set_expected(NodeId(goal), due),
        Change::Outdated(goal, is_outdated) => rollup.set_outdated(NodeId(goal), is_outdated),
        Change::Connect(edge) => rollup.connect(edge),
        Change::Disconnect(pick) => {
            let edges = edges(rollup);
            match usize::try_from(pick).unwrap().checked_rem(edges.len()) {
                Some(place) => rollup.disconnect(edges[place].parent, edges[place].child),
                None => Ok(vec![]),
            }
        }
        Change::Many(changes) => {
            rollup.set_many(changes.into_iter().map(|(goal, own)| (NodeId(goal), own)))
        }
    };
}

fn edges(rollup: &Rollup) -> Vec<Edge> {
    (0..GOALS).flat_map(|goal| rollup.parents(NodeId(goal)).to_vec()).collect()
}

/// Floor of (2a + b) / 2b, written out apart from the engine.
fn half_up(a: i128, b: i128) -> i128 {
    let (a, b) = if b < 0 { (-a, -b) } else { (a, b) };
    let (q, r) = ((2 * a + b) / (2 * b), (2 * a + b) % (2 * b));
    if r < 0 { q - 1 } else { q }
}

/// One goal as the plain reckoning sees it.
#[derive(Clone, Copy, Default)]
struct Plain {
    progress: Option<i64>,
    coverage: i64,
    amount: Option<(i64, i64)>,
    status: Option<Status>,
}

fn i64_of(value: i128) -> i64 {
    i64::try_from(value).unwrap()
}

/// Reckons a goal by walking down from it, in ordinary arithmetic.
fn plain(
    rollup: &Rollup,
    all: &[Edge],
    goal: NodeId,
    known: &mut BTreeMap<NodeId, Plain>,
) -> Plain {
    if let Some(plain) = known.get(&goal) {
        return *plain;
    }
    let node = *rollup.node(goal).unwrap();
    let beneath: Vec<(Edge, Node, Plain)> = all
        .iter()
        .filter(|edge| edge.parent == goal)
        .map(|edge| {
            (*edge, *rollup.node(edge.child).unwrap(), plain(rollup, all, edge.child, known))
        })
        .filter(|(_, node, _)| !matches!(node.state, State::Draft | State::Canceled))
        .collect();
    let is_closed = matches!(node.state, State::Closed { .. });
    let counted: Vec<(i128, i128, Plain)> = beneath
        .iter()
        .filter(|(edge, ..)| edge.tie == Tie::Contribute)
        .map(|(edge, _, plain)| (i128::from(edge.weight), i128::from(edge.share), *plain))
        .collect();
    let own = match node.state {
        State::Closed { grade } => grade,
        _ => node.own,
    };
    let is_own = is_closed || counted.is_empty() || matches!(node.op, Op::Own | Op::Manual);
    let mut found = if is_own { plain_own(own) } else { plain_beneath(node.op, &counted, own) };
    if found.coverage < 500_000 {
        found.progress = None;
        if node.op == Op::Sum && !is_own {
            found.amount = None;
        }
    }
    let is_held = beneath
        .iter()
        .any(|(edge, _, plain)| edge.is_critical && plain.status == Some(Status::OffTrack));
    if let (Some(progress), Some(due), false) = (found.progress, node.expected, is_closed) {
        found.status = Some(match (due.get() - progress, is_held) {
            (250_001.., _) => Status::OffTrack,
            (100_001.., _) | (_, true) => Status::AtRisk,
            _ => Status::OnTrack,
        });
    }
    known.insert(goal, found);
    found
}

fn plain_own(own: Own) -> Plain {
    Plain {
        progress: own.progress.map(Micro::get),
        coverage: own.coverage.get(),
        amount: own.amount.map(|amount| (amount.done.0, amount.whole.0)),
        status: None,
    }
}

fn plain_beneath(op: Op, counted: &[(i128, i128, Plain)], own: Own) -> Plain {
    let mut found = Plain { amount: plain_own(own).amount, ..Plain::default() };
    let is_measured = |plain: &Plain| {
        if op == Op::Sum { plain.amount.is_some() } else { plain.progress.is_some() }
    };
    let all: i128 = counted.iter().map(|(weight, ..)| weight).sum();
    let measured: Vec<_> =
        counted.iter().filter(|(weight, _, plain)| *weight > 0 && is_measured(plain)).collect();
    let weight: i128 = measured.iter().map(|(weight, ..)| weight).sum();
    if all > 0 {
        found.coverage = i64_of(half_up(weight * 1_000_000, all));
    }
    match op {
        Op::Min => found.progress = measured.iter().filter_map(|(.., plain)| plain.progress).min(),
        Op::Sum => {
            let sum = |pick: fn((i64, i64)) -> i64| -> i128 {
                let parts = measured.iter();
                parts.map(|(_, share, plain)| share * i128::from(pick(plain.amount.unwrap()))).sum()
            };
            let (done, whole) = (sum(|amount| amount.0), sum(|amount| amount.1));
            if whole != 0 {
                found.progress = Some(i64_of(half_up(done * 1_000_000, whole).clamp(0, 1_000_000)));
            }
            found.amount = Some((i64_of(half_up(done, 1_000)), i64_of(half_up(whole, 1_000))));
        }
        _ if weight > 0 => {
            let parts = measured.iter();
            let sum: i128 =
                parts.map(|(weight, _, plain)| weight * i128::from(plain.progress.unwrap())).sum();
            found.progress = Some(i64_of(half_up(sum, weight)));
        }
        _ => {}
    }
    found
}

fn plain_counters(rollup: &Rollup, goal: NodeId, known: &BTreeMap<NodeId, Plain>) -> Counters {
    let mut counters = Counters::default();
    let mut waiting = vec![goal];
    while let Some(goal) = waiting.pop() {
        waiting.extend(rollup.children(goal).iter().copied().filter(|child| {
            rollup.parents(*child).iter().any(|edge| edge.is_primary && edge.parent == goal)
        }));
        let node = rollup.node(goal).unwrap();
        match node.state {
            State::Draft | State::Canceled => continue,
            State::Closed { .. } => counters.closed += 1,
            State::Open => match known[&goal].status {
                None => counters.unknown += 1,
                Some(Status::OnTrack) => counters.on_track += 1,
                Some(Status::AtRisk) => counters.at_risk += 1,
                Some(Status::OffTrack) => counters.off_track += 1,
            },
        }
        counters.outdated += u32::from(node.is_outdated && node.state == State::Open);
    }
    counters
}

fn all_figures(rollup: &Rollup) -> Vec<Figures> {
    (0..GOALS).map(|goal| *rollup.figures(NodeId(goal)).unwrap()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 400,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn carried_figures_equal_a_full_recompute(changes in prop::collection::vec(change(), 1..120)) {
        let mut rollup = Rollup::new(Thresholds::default());
        for _ in 0..GOALS {
            rollup.add(Node::default());
        }
        for change in changes {
            apply(&mut rollup, change);
            let carried = all_figures(&rollup);

            let mut again = rollup.clone();
            prop_assert_eq!(again.recompute(), vec![], "a full recompute differs");

            let all = edges(&rollup);
            let mut known = BTreeMap::new();
            for (goal, figures) in (0..GOALS).map(NodeId).zip(&carried) {
                let plain = plain(&rollup, &all, goal, &mut known);
                let outcome = figures.outcome;
                prop_assert_eq!(outcome.progress.map(Micro::get), plain.progress);
                prop_assert_eq!(outcome.coverage.get(), plain.coverage);
                prop_assert_eq!(
                    outcome.amount.map(|amount| (amount.done.0, amount.whole.0)),
                    plain.amount
                );
                prop_assert_eq!(figures.status, plain.status);
            }
            for (goal, figures) in (0..GOALS).map(NodeId).zip(&carried) {
                prop_assert_eq!(figures.counters, plain_counters(&rollup, goal, &known));
            }
        }
    }

    #[test]
    fn loading_at_once_equals_connecting_one_by_one(
        edges in prop::collection::vec(edge(), 0..60),
        owns in prop::collection::vec(own(), 14),
        ops in prop::collection::vec(prop::sample::select(Op::ALL.to_vec()), 14),
    ) {
        let nodes: Vec<Node> = owns
            .into_iter()
            .zip(ops)
            .map(|(own, op)| Node { op, own, ..Node::default() })
            .collect();
        let (loaded, faults) =
            Rollup::load(Thresholds::default(), nodes.iter().copied(), edges.iter().copied());
        let mut grown = Rollup::new(Thresholds::default());
        for node in nodes {
            grown.add(node);
        }
        let mut refused = Vec::new();
        for edge in edges {
            if let Err(fault) = grown.connect(edge) {
                refused.push((edge, fault));
            }
        }
        prop_assert_eq!(faults, refused);
        prop_assert_eq!(all_figures(&loaded), all_figures(&grown));
    }
}

//! Times the roll-up at 1,000,000 goals.
//!
//! `cargo run --release -p evenkeel-stats --example rollup_bench`
#![expect(clippy::print_stdout, reason = "The example is read on a terminal.")]

use std::time::{Duration, Instant};

use evenkeel_stats::rollup::{Edge, Micro, Node, NodeId, Own, Rollup, Thresholds};

const GOALS: u32 = 1_000_000;
/// Seven goals beneath each make a tree of depth 7; one goal in ten has a second parent.
const FANOUT: u32 = 7;

fn main() {
    let mut chance = Chance(1);
    let nodes = (0..GOALS).map(|_| Node { own: chance.own(), ..Node::default() });
    let nodes: Vec<Node> = nodes.collect();
    let mut edges: Vec<Edge> = (1..GOALS).map(|child| tree_edge(child, &mut chance)).collect();
    for child in (10..GOALS).step_by(10) {
        let parent = NodeId(chance.below((child - 1) / FANOUT + 1));
        edges.push(Edge { is_primary: false, ..Edge::new(parent, NodeId(child)) });
    }

    let start = Instant::now();
    let (mut rollup, faults) = Rollup::load(Thresholds::default(), nodes, edges);
    println!("load: {:?}, {} edges refused", start.elapsed(), faults.len());

    let start = Instant::now();
    let changed = rollup.recompute().len();
    println!("full recompute: {:?}, {changed} goals differ", start.elapsed());

    let mut times: Vec<Duration> = (0..100_000)
        .map(|_| {
            let (goal, own) = (NodeId(chance.leaf()), chance.own());
            let start = Instant::now();
            let _ = rollup.set_own(goal, own);
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    let at = |percent: usize| times.get(times.len() * percent / 100);
    println!("one update: p50 {:?}, p99 {:?}", at(50), at(99));

    let batch: Vec<(NodeId, Own)> =
        (0..10_000).map(|_| (NodeId(chance.leaf()), chance.own())).collect();
    let start = Instant::now();
    let touched = rollup.set_many(batch).map_or(0, |touched| touched.len());
    println!("10,000 at once: {:?}, {touched} goals touched", start.elapsed());
    println!("then a full recompute finds {} goals that differ", rollup.recompute().len());
}

fn tree_edge(child: u32, chance: &mut Chance) -> Edge {
    let weight = u16::try_from(chance.below(100)).unwrap_or(0) + 1;
    Edge { weight, ..Edge::new(NodeId((child - 1) / FANOUT), NodeId(child)) }
}

/// A small seeded generator: the same goals on every machine.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u32) -> u32 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((self.0 >> 33) % u64::from(end)).unwrap_or(0)
    }

    fn leaf(&mut self) -> u32 {
        GOALS / FANOUT + 1 + self.below(GOALS - GOALS / FANOUT - 1)
    }

    fn own(&mut self) -> Own {
        Own::typed(Micro::clamped(i64::from(self.below(1_000_001))))
    }
}

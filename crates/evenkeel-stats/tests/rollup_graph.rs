//! Goals above goals: what is refused, what counts, and how far a change is carried.

#![expect(clippy::unwrap_used, reason = "A test may stop.")]

use evenkeel_stats::rollup::{
    Amount, Edge, Fault, Micro, Milli, Node, NodeId, Op, Own, Rollup, State, Status, Thresholds,
    Tie, closes_cycle,
};

fn micro(value: i64) -> Micro {
    Micro::new(value).unwrap()
}

fn leaf(progress: i64) -> Node {
    Node { own: Own::typed(micro(progress)), ..Node::default() }
}

fn op(op: Op) -> Node {
    Node { op, ..Node::default() }
}

fn amount(done: i64, whole: i64) -> Node {
    let amount = Amount { done: Milli(done), whole: Milli(whole) };
    let progress = Micro::ratio(done.into(), whole.into());
    Node { own: Own { progress, coverage: Micro::ONE, amount: Some(amount) }, ..Node::default() }
}

fn second(parent: NodeId, child: NodeId) -> Edge {
    Edge { is_primary: false, ..Edge::new(parent, child) }
}

fn progress(rollup: &Rollup, id: NodeId) -> Option<i64> {
    rollup.figures(id).unwrap().outcome.progress.map(Micro::get)
}

#[test]
fn a_goal_cannot_stand_above_itself() {
    let mut rollup = Rollup::default();
    let [top, middle, low] = [0, 0, 0].map(|p| rollup.add(leaf(p)));
    rollup.connect(Edge::new(top, middle)).unwrap();
    rollup.connect(Edge::new(middle, low)).unwrap();
    assert_eq!(rollup.connect(second(low, top)), Err(Fault::Cycle));
    assert_eq!(rollup.connect(second(top, top)), Err(Fault::Cycle));
    let support = Edge { tie: Tie::Support, ..second(low, middle) };
    assert_eq!(rollup.connect(support), Err(Fault::Cycle));
    rollup.disconnect(middle, low).unwrap();
    rollup.connect(second(low, top)).unwrap();
}

#[test]
fn the_upward_walk_ends_on_a_graph_that_is_broken_already() {
    let parents_of = |goal: u8| match goal {
        1 => vec![2],
        2 => vec![1],
        _ => vec![],
    };
    assert!(!closes_cycle(1, 3, parents_of));
    assert!(closes_cycle(1, 2, parents_of));
}

#[test]
fn what_does_not_fit_is_refused_and_changes_nothing() {
    let mut rollup = Rollup::default();
    let [top, other, low] = [0, 0, 700_000].map(|p| rollup.add(leaf(p)));
    let nobody = NodeId(99);
    rollup.connect(Edge::new(top, low)).unwrap();
    assert_eq!(rollup.connect(Edge::new(top, low)), Err(Fault::EdgeTwice));
    assert_eq!(rollup.connect(Edge::new(other, low)), Err(Fault::SecondPrimaryParent));
    assert_eq!(rollup.connect(Edge::new(nobody, low)), Err(Fault::UnknownGoal));
    let heavy = Edge { weight: 1_001, ..second(other, low) };
    assert_eq!(rollup.connect(heavy), Err(Fault::WeightOutOfRange));
    let more = Edge { share: 1_001, ..second(other, low) };
    assert_eq!(rollup.connect(more), Err(Fault::ShareOutOfRange));
    assert_eq!(rollup.disconnect(other, low), Err(Fault::UnknownEdge));
    assert_eq!(rollup.set_own(nobody, Own::default()), Err(Fault::UnknownGoal));
    assert_eq!(progress(&rollup, top), Some(700_000));
    assert_eq!(progress(&rollup, other), Some(0));
}

#[test]
fn a_sum_refuses_a_diamond_unless_the_shares_make_one_whole() {
    let mut rollup = Rollup::default();
    let [top, left, right] = [Op::Sum; 3].map(|way| rollup.add(op(way)));
    let low = rollup.add(amount(50, 100));
    rollup.connect(Edge::new(top, left)).unwrap();
    rollup.connect(Edge::new(top, right)).unwrap();
    rollup.connect(Edge::new(left, low)).unwrap();
    assert_eq!(rollup.connect(second(right, low)), Err(Fault::SharesOverWhole));
    assert_eq!(progress(&rollup, right), None);

    rollup.disconnect(left, low).unwrap();
    rollup.connect(Edge { share: 600, ..Edge::new(left, low) }).unwrap();
    let too_much = Edge { share: 401, ..second(right, low) };
    assert_eq!(rollup.connect(too_much), Err(Fault::SharesOverWhole));
    rollup.connect(Edge { share: 400, ..second(right, low) }).unwrap();
    let outcome = rollup.figures(top).unwrap().outcome;
    assert_eq!(outcome.progress, Some(micro(500_000)));
    assert_eq!(outcome.amount, Some(Amount { done: Milli(50), whole: Milli(100) }));
}

#[test]
fn a_mean_may_see_a_goal_twice_until_it_becomes_a_sum() {
    let mut rollup = Rollup::default();
    let [top, left, right] = [Op::Sum, Op::Sum, Op::Mean].map(|way| rollup.add(op(way)));
    let low = rollup.add(amount(50, 100));
    rollup.connect(Edge::new(top, left)).unwrap();
    rollup.connect(Edge::new(top, right)).unwrap();
    rollup.connect(Edge::new(left, low)).unwrap();
    rollup.connect(second(right, low)).unwrap();
    assert_eq!(rollup.set_op(right, Op::Sum), Err(Fault::SharesOverWhole));
    assert_eq!(rollup.node(right).unwrap().op, Op::Mean);
    rollup.set_op(left, Op::Mean).unwrap();
    rollup.set_op(right, Op::Sum).unwrap();
    assert_eq!(progress(&rollup, right), Some(500_000));
}

#[test]
fn support_drafts_and_canceled_goals_do_not_count_and_closed_ones_keep_their_grade() {
    let mut rollup = Rollup::default();
    let top = rollup.add(op(Op::Mean));
    let [one, two, three] = [200_000, 400_000, 900_000].map(|p| rollup.add(leaf(p)));
    for low in [one, two, three] {
        rollup.connect(Edge::new(top, low)).unwrap();
    }
    assert_eq!(progress(&rollup, top), Some(500_000));
    rollup.set_state(one, State::Canceled).unwrap();
    assert_eq!(progress(&rollup, top), Some(650_000));
    rollup.set_state(one, State::Draft).unwrap();
    assert_eq!(progress(&rollup, top), Some(650_000));

    assert_eq!(rollup.close(two).unwrap(), vec![], "closing changes no figure");
    rollup.set_own(two, Own::typed(micro(1_000_000))).unwrap();
    assert_eq!(progress(&rollup, top), Some(650_000));

    rollup.disconnect(top, three).unwrap();
    rollup.connect(Edge { tie: Tie::Support, ..Edge::new(top, three) }).unwrap();
    assert_eq!(progress(&rollup, top), Some(400_000));
}

#[test]
fn a_change_is_carried_only_as_far_as_it_changes_something() {
    let mut rollup = Rollup::default();
    let [top, middle] = [Op::Mean, Op::Min].map(|way| rollup.add(op(way)));
    let [low, high] = [200_000, 900_000].map(|p| rollup.add(leaf(p)));
    rollup.connect(Edge::new(top, middle)).unwrap();
    rollup.connect(Edge::new(middle, low)).unwrap();
    rollup.connect(Edge::new(middle, high)).unwrap();
    assert_eq!(rollup.set_own(high, Own::typed(micro(950_000))).unwrap(), vec![high]);
    assert_eq!(rollup.set_own(low, Own::typed(micro(300_000))).unwrap(), vec![low, middle, top]);
    assert_eq!(rollup.set_own(low, Own::typed(micro(300_000))).unwrap(), vec![]);
}

#[test]
fn a_critical_goal_off_track_is_seen_above_and_counted_in_the_tree() {
    let mut rollup = Rollup::new(Thresholds::default());
    let due = Some(micro(500_000));
    let top = rollup.add(Node { expected: due, ..op(Op::Mean) });
    let fine = rollup.add(Node { expected: due, ..leaf(1_000_000) });
    let behind = rollup.add(Node { expected: due, is_outdated: true, ..leaf(100_000) });
    rollup.connect(Edge::new(top, fine)).unwrap();
    rollup.connect(Edge { is_critical: true, ..Edge::new(top, behind) }).unwrap();
    let figures = *rollup.figures(top).unwrap();
    assert_eq!(figures.outcome.progress, Some(micro(550_000)));
    assert_eq!(figures.status, Some(Status::AtRisk));
    assert_eq!(figures.outcome.outdated, 1);
    let counters = figures.counters;
    assert_eq!(
        (counters.on_track, counters.at_risk, counters.off_track, counters.outdated),
        (1, 1, 1, 1)
    );

    rollup.set_own(behind, Own::typed(micro(450_000))).unwrap();
    rollup.set_outdated(behind, false).unwrap();
    let figures = *rollup.figures(top).unwrap();
    assert_eq!(figures.status, Some(Status::OnTrack));
    assert_eq!((figures.counters.on_track, figures.counters.outdated), (3, 0));
}

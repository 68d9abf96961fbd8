//! Sentences about goals: measures, expectations and single steps, as the control design sets them.

use jiff::civil::{Date, date};

use super::*;

fn micro(value: i64) -> Micro {
    Micro::new(value).unwrap()
}

fn milli(text: &str) -> Milli {
    Milli::parse(text).unwrap()
}

fn children(parts: &[(u16, Option<i64>)]) -> Vec<Child> {
    parts.iter().map(|(weight, progress)| Child::new(*weight, progress.map(micro))).collect()
}

fn mean(parts: &[(u16, Option<i64>)]) -> Outcome {
    roll_up_one(Op::Mean, &Own::default(), &children(parts))
}

fn increase(start: &str, target: &str, current: &str) -> Measure {
    Measure::Increase { start: milli(start), target: milli(target), current: Some(milli(current)) }
}

fn decrease(start: &str, target: &str, current: &str) -> Measure {
    Measure::Decrease { start: milli(start), target: milli(target), current: Some(milli(current)) }
}

fn raw(measure: &Measure) -> (i64, i64) {
    let progress = measure.progress().unwrap();
    (progress.micro.get(), progress.raw)
}

#[test]
fn a_decrease_from_40_to_10_is_half_way_at_25() {
    assert_eq!(raw(&decrease("40", "10", "25")), (500_000, 500_000));
}

#[test]
fn what_passes_the_target_or_moves_away_stays_in_the_raw_value() {
    assert_eq!(raw(&increase("0", "10", "12.5")), (1_000_000, 1_250_000));
    assert_eq!(raw(&increase("0", "10", "-1")), (0, -100_000));
    assert_eq!(raw(&decrease("40", "10", "55")), (0, -500_000));
}

#[test]
fn an_increase_that_goes_nowhere_or_down_is_refused_with_a_sentence() {
    assert_eq!(increase("5", "5", "5").fault(), Some(Fault::StartIsTarget));
    assert_eq!(decrease("5", "5", "5").fault(), Some(Fault::StartIsTarget));
    assert_eq!(increase("5", "4", "5").fault(), Some(Fault::IncreaseFalls));
    assert_eq!(decrease("4", "5", "5").fault(), Some(Fault::DecreaseRises));
    assert_eq!(increase("5", "5", "5").progress(), None);
    assert_eq!(
        Fault::StartIsTarget.sentence(),
        "Start and target are the same. Choose “keep at” to hold a value where it is."
    );
}

#[test]
fn a_value_to_be_kept_is_whole_inside_and_falls_over_the_tolerance() {
    let (target, tolerance) = (milli("90"), milli("10"));
    let at = |text| Some(milli(text));
    let least = |current| raw(&Measure::MaintainAtLeast { target, tolerance, current });
    let most = |current| raw(&Measure::MaintainAtMost { target, tolerance, current });
    assert_eq!(least(at("90")), (1_000_000, 1_000_000));
    assert_eq!(least(at("87.5")), (750_000, 750_000));
    assert_eq!(least(at("70")), (0, -1_000_000));
    assert_eq!(most(at("90")), (1_000_000, 1_000_000));
    assert_eq!(most(at("92.5")), (750_000, 750_000));

    let (low, high) = (milli("2"), milli("8"));
    let range = |current| {
        raw(&Measure::MaintainRange { low, high, tolerance: milli("4"), current: at(current) }).0
    };
    assert_eq!(
        ["2", "8", "5", "1", "9", "-2", "13"].map(range),
        [1_000_000, 1_000_000, 1_000_000, 750_000, 750_000, 0, 0]
    );
}

#[test]
fn without_tolerance_outside_is_outside() {
    let measure = |tolerance, current| Measure::MaintainAtMost {
        target: milli("8"),
        tolerance,
        current: Some(milli(current)),
    };
    assert_eq!(raw(&measure(Milli(0), "8")).0, 1_000_000);
    assert_eq!(raw(&measure(Milli(0), "8.001")).0, 0);
    assert_eq!(measure(Milli(-1), "8").fault(), Some(Fault::ToleranceNegative));
    let upside_down = Measure::MaintainRange {
        low: milli("9"),
        high: milli("8"),
        tolerance: Milli(0),
        current: None,
    };
    assert_eq!(upside_down.fault(), Some(Fault::RangeUpsideDown));
}

#[test]
fn milestones_count_by_weight() {
    let step = |weight, is_done| Milestone { weight, is_done };
    let steps = vec![step(3, true), step(2, false), step(1, true)];
    assert_eq!(raw(&Measure::Milestones { steps }).0, 666_667);
    let empty = Measure::Milestones { steps: vec![step(0, true)] };
    assert_eq!(empty.fault(), Some(Fault::MilestonesWithoutWeight));
    assert_eq!(empty.progress(), None);
}

#[test]
fn done_or_not_and_a_typed_percent() {
    assert_eq!(raw(&Measure::Binary { is_done: Some(true) }).0, 1_000_000);
    assert_eq!(raw(&Measure::Binary { is_done: Some(false) }).0, 0);
    assert_eq!(Measure::Binary { is_done: None }.progress(), None);
    assert_eq!(raw(&Measure::Manual { percent: Some(milli("73.5")) }).0, 735_000);
    let over = Measure::Manual { percent: Some(milli("101")) };
    assert_eq!(over.fault(), Some(Fault::PercentOutOfRange));
}

#[test]
fn the_largest_and_smallest_values_do_no_harm() {
    let far = Measure::Increase {
        start: Milli(i64::MIN),
        target: Milli(i64::MAX),
        current: Some(Milli(0)),
    };
    assert_eq!(raw(&far).0, 500_000);
    let steep =
        Measure::Increase { start: Milli(0), target: Milli(1), current: Some(Milli(i64::MAX)) };
    assert_eq!(raw(&steep), (1_000_000, i64::MAX));
    assert_eq!(far.amount().unwrap().whole, Milli(i64::MAX));
}

#[test]
fn several_measures_make_one_own_progress_by_weight() {
    let half = decrease("40", "10", "25");
    let done = Measure::Binary { is_done: Some(true) };
    let silent = Measure::Manual { percent: None };
    let own = Own::of(&[(2, &half), (1, &silent), (1, &done)]);
    assert_eq!((own.progress, own.coverage), (Some(micro(666_667)), micro(750_000)));
    assert_eq!(own.amount, None);
    assert_eq!(Own::of(&[(1, &half), (2, &silent)]).progress, None);
    assert_eq!(Own::of(&[(1, &half)]).amount.unwrap().done, milli("-15"));
    assert_eq!(Own::of(&[]), Own::default());
}

#[test]
fn the_worked_means_of_section_13_3() {
    let whole = micro(1_000_000);
    let outcome = mean(&[(1, Some(850_000)), (1, Some(600_000))]);
    assert_eq!((outcome.progress, outcome.coverage), (Some(micro(725_000)), whole));
    assert_eq!(outcome.progress.unwrap().percent(), 73);
    let outcome = mean(&[(1, Some(330_000)), (1, Some(580_000)), (1, Some(1_000_000))]);
    assert_eq!((outcome.progress, outcome.coverage), (Some(micro(636_667)), whole));
    let outcome = mean(&[(2, Some(500_000)), (1, None), (1, Some(1_000_000))]);
    assert_eq!((outcome.progress, outcome.coverage), (Some(micro(666_667)), micro(750_000)));
    assert_eq!((outcome.children, outcome.measured), (3, 2));
}

#[test]
fn all_are_needed_under_min() {
    let all = children(&[(1, Some(900_000)), (1, Some(200_000)), (1, Some(1_000_000))]);
    let outcome = roll_up_one(Op::Min, &Own::default(), &all);
    assert_eq!(outcome.progress, Some(micro(200_000)));
    assert_eq!(worst(&all), Some(1));
    assert_eq!(worst(&children(&[(0, Some(0)), (1, None)])), None);
}

#[test]
fn a_sum_adds_amounts_and_not_percentages() {
    let part = |target, current| Child {
        amount: increase("0", target, current).amount(),
        ..Child::new(1, None)
    };
    let all = [part("100000", "0"), part("20000", "0"), part("1000", "1000")];
    let outcome = roll_up_one(Op::Sum, &Own::default(), &all);
    assert_eq!(outcome.progress, Some(micro(8_264)));
    let amount = outcome.amount.unwrap();
    assert_eq!((amount.done, amount.whole), (milli("1,000"), milli("121,000")));
}

#[test]
fn a_shared_amount_counts_by_its_share() {
    let amount = increase("0", "100", "50").amount();
    let all = [
        Child { amount, share: 250, ..Child::new(1, None) },
        Child { amount: increase("0", "75", "0").amount(), ..Child::new(1, None) },
    ];
    assert_eq!(
        roll_up_one(Op::Sum, &Own::default(), &all).progress,
        Some(micro(125_000)),
        "12.5 of 100"
    );
}

#[test]
fn under_half_of_the_weight_measured_is_unknown() {
    assert_eq!(mean(&[(1, Some(500_000)), (1, None)]).progress, Some(micro(500_000)));
    let outcome = mean(&[(499, Some(500_000)), (501, None)]);
    assert_eq!((outcome.progress, outcome.coverage), (None, micro(499_000)));
    assert_eq!(mean(&[(0, Some(500_000))]).progress, None, "no weight at all");
    for op in [Op::Min, Op::Sum] {
        let few = children(&[(1, Some(500_000)), (2, None)]);
        assert_eq!(roll_up_one(op, &Own::default(), &few).progress, None);
    }
}

#[test]
fn a_goal_without_children_stands_for_itself() {
    let own = Own::typed(micro(400_000));
    for op in Op::ALL {
        assert_eq!(roll_up_one(op, &own, &[]).progress, Some(micro(400_000)));
        assert_eq!(Op::from_word(op.word()), Some(op));
    }
    assert_eq!(roll_up_one(Op::Mean, &Own::default(), &[]).progress, None);
}

#[test]
fn under_own_and_manual_the_goals_beneath_only_explain() {
    let own = Own::typed(micro(400_000));
    for op in [Op::Own, Op::Manual] {
        let outcome = roll_up_one(op, &own, &children(&[(1, Some(1_000_000)), (1, None)]));
        assert_eq!((outcome.progress, outcome.coverage), (own.progress, Micro::ONE));
        assert_eq!((outcome.children, outcome.measured), (2, 1));
    }
}

#[test]
fn half_of_april_is_expected_on_the_fifteenth() {
    let april = |today| expected(date(2026, 4, 1), date(2026, 4, 30), today);
    assert_eq!(april(date(2026, 4, 15)), Some(micro(500_000)));
    assert_eq!(april(date(2026, 3, 31)), Some(Micro::ZERO));
    assert_eq!(april(date(2026, 4, 1)), Some(micro(33_333)));
    assert_eq!(april(date(2026, 5, 20)), Some(Micro::ONE));
    assert_eq!(expected(date(2026, 4, 2), date(2026, 4, 1), date(2026, 4, 1)), None);
    assert!(expected(Date::MIN, Date::MAX, Date::MAX).is_some());
}

#[test]
fn a_curve_is_straight_between_its_points() {
    let curve = [
        (date(2026, 4, 21), Micro::ONE),
        (date(2026, 4, 1), Micro::ZERO),
        (date(2026, 4, 11), micro(200_000)),
    ];
    let at = |day| expected_on_curve(&curve, date(2026, 4, day)).unwrap().get();
    assert_eq!(
        [1, 6, 11, 16, 21, 30].map(at),
        [0, 100_000, 200_000, 600_000, 1_000_000, 1_000_000]
    );
    assert_eq!(expected_on_curve(&curve, date(2026, 3, 1)), Some(Micro::ZERO));
    assert_eq!(expected_on_curve(&[], date(2026, 3, 1)), None);
}

#[test]
fn a_tenth_behind_is_on_track_and_a_quarter_behind_is_at_risk() {
    let status =
        |progress| Status::of(Some(micro(progress)), micro(500_000), Thresholds::default());
    assert_eq!(status(900_000), Some(Status::OnTrack));
    assert_eq!(status(400_000), Some(Status::OnTrack));
    assert_eq!(status(399_999), Some(Status::AtRisk));
    assert_eq!(status(250_000), Some(Status::AtRisk));
    assert_eq!(status(249_999), Some(Status::OffTrack));
    assert_eq!(Status::of(None, micro(500_000), Thresholds::default()), None);
}

#[test]
fn a_critical_child_off_track_caps_and_nothing_is_averaged() {
    let off = [Some(Status::OffTrack), None];
    assert_eq!(Status::OnTrack.capped(off), Status::AtRisk);
    assert_eq!(Status::OffTrack.capped(off), Status::OffTrack);
    assert_eq!(Status::OnTrack.capped([Some(Status::AtRisk), None]), Status::OnTrack);
}

#[test]
fn a_weekly_goal_is_outdated_after_two_weeks_without_an_update() {
    let updated = date(2026, 6, 1);
    assert!(!is_outdated(updated, 7, date(2026, 6, 15)));
    assert!(is_outdated(updated, 7, date(2026, 6, 16)));
    assert!(!is_outdated(Date::MAX, u32::MAX, Date::MIN));
}

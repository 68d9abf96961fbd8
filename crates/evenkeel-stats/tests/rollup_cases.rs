//! The published and own cases of goal roll-up, each by its id.

#![expect(clippy::unwrap_used, reason = "A test may stop.")]

use evenkeel_stats::rollup::{
    Child, Measure, Micro, Milli, Op, Own, Rollup, expected, roll_up_one,
};
use jiff::civil::Date;
use serde_json::Value;

const CASES: &str = include_str!("data/rollup_cases.json");

/// The decimals of a JSON number in a smaller unit, exactly: 0.64 in millionths is 640,000.
fn scaled(value: &Value, places: usize) -> i64 {
    let text = value.to_string();
    let (whole, decimals) = text.split_once('.').unwrap_or((text.as_str(), ""));
    format!("{whole}{decimals:0<places$}").parse().unwrap()
}

fn milli(value: &Value) -> Milli {
    Milli(scaled(value, 3))
}

fn child(case: &Value) -> Child {
    let weight = case["w"].as_u64().map_or(1, |weight| u16::try_from(weight).unwrap());
    let progress = Some(&case["p"]).filter(|value| value.is_number());
    let amount = case["cur"].is_number().then(|| leaf(case).amount().unwrap());
    Child { amount, ..Child::new(weight, progress.map(|p| Micro::new(scaled(p, 6)).unwrap())) }
}

fn leaf(case: &Value) -> Measure {
    let (start, target) = (milli(&case["start"]), milli(&case["target"]));
    let current = Some(milli(&case["cur"]));
    if target > start {
        Measure::Increase { start, target, current }
    } else {
        Measure::Decrease { start, target, current }
    }
}

fn day(value: &Value) -> Date {
    value.as_str().unwrap().parse().unwrap()
}

#[test]
fn every_case_comes_out_to_the_micro_unit() {
    let cases: Vec<Value> = serde_json::from_str(CASES).unwrap();
    assert_eq!(cases.len(), 10);
    for case in &cases {
        let id = &case["id"];
        let progress = match case["op"].as_str().unwrap() {
            "leaf" => leaf(case).progress().map(|progress| progress.micro),
            "expected" => {
                expected(day(&case["start_date"]), day(&case["end_date"]), day(&case["today"]))
            }
            op => {
                let children: Vec<Child> =
                    case["children"].as_array().unwrap().iter().map(child).collect();
                let op = Op::from_word(op).unwrap();
                let outcome = roll_up_one(op, &Own::default(), &children);
                if let Some(coverage) = case["coverage_micro"].as_i64() {
                    assert_eq!(outcome.coverage.get(), coverage, "{id}");
                }
                outcome.progress
            }
        };
        assert_eq!(progress.map(Micro::get), case["expect_micro"].as_i64(), "{id}");
    }
}

#[test]
fn an_empty_roll_up_is_no_trouble() {
    let mut rollup = Rollup::default();
    assert!(rollup.is_empty());
    assert!(rollup.recompute().is_empty());
}

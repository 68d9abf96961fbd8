//! Arrows between crates point down: a room never knows another room.

use serde_json::{Value, json};
use std::process::Command;

/// Floors of the house, ground first. An arrow may only point to a lower floor.
const FLOORS: &[&[&str]] = &[
    &["evenkeel-core", "evenkeel-stats", "evenkeel-chart"],
    &["evenkeel-store"],
    &["evenkeel-web"],
    &["evenkeel-directory"],
    &["evenkeel-records"],
    &["evenkeel-direction", "evenkeel-alignment", "evenkeel-plans"],
    &["evenkeel", "evenkeel-testkit", "evenkeel-tidy", "xtask"],
];

fn faults(metadata: &Value) -> Vec<String> {
    let floor = |name: &str| FLOORS.iter().position(|floor| floor.contains(&name));
    let mut faults = Vec::new();
    for package in metadata["packages"].as_array().unwrap() {
        let from = package["name"].as_str().unwrap();
        let Some(from_floor) = floor(from) else {
            faults.push(format!("{from} stands on no floor: give it one in arrows.rs"));
            continue;
        };
        for dependency in package["dependencies"].as_array().unwrap() {
            let to = dependency["name"].as_str().unwrap();
            let is_dev = dependency["kind"] == "dev";
            if floor(to).is_some_and(|to_floor| from_floor <= to_floor) && !is_dev {
                faults.push(format!(
                    "{from} -> {to} points sideways or up: move what both need to a lower floor, \
                     or meet by id, card, event or link"
                ));
            }
        }
    }
    faults
}

#[test]
fn arrows_point_down() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version=1"])
        .output()
        .unwrap();
    let metadata = serde_json::from_slice(&output.stdout).unwrap();
    super::repository::refuse(faults(&metadata), &[]);
}

#[test]
fn an_arrow_from_room_to_room_is_a_fault() {
    let check = |from: &str, to: &str, kind: Value| {
        let dependency = json!({ "name": to, "kind": kind });
        faults(&json!({ "packages": [{ "name": from, "dependencies": [dependency] }] })).len()
    };
    assert_eq!(check("evenkeel-alignment", "evenkeel-plans", Value::Null), 1);
    assert_eq!(check("evenkeel-web", "evenkeel-directory", Value::Null), 1);
    assert_eq!(check("evenkeel-web", "evenkeel-store", Value::Null), 0);
    assert_eq!(check("evenkeel-web", "evenkeel-testkit", json!("dev")), 0);
    assert_eq!(check("evenkeel-attic", "serde", Value::Null), 1);
}

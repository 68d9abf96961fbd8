//! Worked numbers of the roll-up through pages and API, and steps against the whole.

use evenkeel_core::{Error, Result};
use evenkeel_stats::rollup::Op;
use evenkeel_store::Tx;
use jiff::civil::date;
use uuid::Uuid;

use super::*;
use crate::goals::{Draft, Goal, Measure, Reading, acts, measures, rollup};

async fn progress(app: &App, id: &str) -> Value {
    said(app, "amy", id).await["progress_micro"].clone()
}

#[tokio::test]
async fn ali_2_the_mean_of_two_goals_is_told_in_whole_percent_half_up() {
    let app = app().await;
    let top = set(&app, "amy", &[("title", "Top")]).await;
    standing(&app, "amy", 85, &[("parent_id", &top)]).await;
    standing(&app, "amy", 60, &[("parent_id", &top)]).await;
    assert_eq!(progress(&app, &top).await, 725_000);
    let page = app.get("rio", &format!("{HOME}/{top}")).await;
    assert!(page.text().contains("73%"), "{}", page.text());
    let board = app.get("rio", "/alignment").await;
    assert!(board.text().contains("73%"), "{}", board.text());
}

#[tokio::test]
async fn ali_2_what_is_not_measured_leaves_the_mean_and_shows_in_the_coverage() {
    let app = app().await;
    let top = set(&app, "amy", &[("title", "Top")]).await;
    standing(&app, "amy", 50, &[("parent_id", &top), ("weight", "2")]).await;
    set(&app, "amy", &[("title", "Not yet"), ("parent_id", &top)]).await;
    standing(&app, "amy", 100, &[("parent_id", &top)]).await;
    let answer = said(&app, "amy", &top).await;
    assert_eq!(
        (&answer["progress_micro"], &answer["coverage_micro"]),
        (&json!(666_667), &json!(750_000))
    );
    let text = app.get("rio", &format!("{HOME}/{top}")).await.text();
    assert!(text.contains("75% of the weight measured"), "{text}");
    set(&app, "amy", &[("title", "Heavy"), ("parent_id", &top), ("weight", "10")]).await;
    assert_eq!(progress(&app, &top).await, Value::Null, "under half is unknown");
}

#[tokio::test]
async fn ali_2_the_least_and_the_sum() {
    let app = app().await;
    let least = set(&app, "amy", &[("title", "All are needed"), ("op", "min")]).await;
    for percent in [90, 20, 100] {
        standing(&app, "amy", percent, &[("parent_id", &least)]).await;
    }
    assert_eq!(progress(&app, &least).await, 200_000);
    let sum = set(&app, "amy", &[("title", "Added up"), ("op", "sum")]).await;
    for (target, current) in [(100_000, 0), (20_000, 0), (1_000, 1_000)] {
        let goal = set(&app, "amy", &[("parent_id", &sum)]).await;
        let body = json!({ "title": "Sold", "kind": "increase", "unit": "boxes", "start": 0,
                           "target": target, "current": current });
        measure(&app, "amy", &goal, body).await;
    }
    assert_eq!(progress(&app, &sum).await, 8_264);
    let other = set(&app, "amy", &[("parent_id", &sum)]).await;
    let body = json!({ "title": "Days", "kind": "increase", "unit": "days", "start": 0,
                       "target": 10, "current": 10 });
    measure(&app, "amy", &other, body).await;
    assert_eq!(progress(&app, &sum).await, 8_264, "days are not added to boxes");
}

#[tokio::test]
async fn a_change_rises_through_all_goals_above_and_a_canceled_goal_counts_no_more() {
    let app = app().await;
    let top = set(&app, "amy", &[("title", "Top")]).await;
    let middle = set(&app, "amy", &[("title", "Middle"), ("parent_id", &top)]).await;
    let low = standing(&app, "amy", 40, &[("parent_id", &middle)]).await;
    let canceled = standing(&app, "amy", 0, &[("parent_id", &middle)]).await;
    assert_eq!(progress(&app, &top).await, 200_000);
    let fields = [("outcome", "canceled"), ("note", "No longer wanted.")];
    app.post("amy", &format!("{HOME}/{canceled}/closure"), &fields).await;
    assert_eq!(progress(&app, &top).await, 400_000);
    app.post("amy", &format!("{HOME}/{low}/deletion"), &[]).await;
    assert_eq!(progress(&app, &top).await, Value::Null);
    assert_eq!(app.get("amy", &format!("{HOME}/{low}")).await.status, StatusCode::NOT_FOUND);
    app.post("amy", &format!("{HOME}/{low}/restoration"), &[]).await;
    assert_eq!(progress(&app, &top).await, 400_000, "it is back, and counts");
}

#[tokio::test]
async fn a_goal_cannot_stand_above_itself() {
    let app = app().await;
    let top = set(&app, "amy", &[("title", "Top")]).await;
    let low = set(&app, "amy", &[("title", "Low"), ("parent_id", &top)]).await;
    for parent in [&top, &low] {
        let mut fields = with(&[("title", "Top"), ("parent_id", parent)]);
        fields.push(("version", "1"));
        let refused = app.post("amy", &format!("{HOME}/{top}"), &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("A goal cannot stand above itself"), "{}", refused.text());
        assert!(refused.body.contains("id=\"f-parent-id-error\""));
    }
}

#[tokio::test]
async fn a_goal_is_at_risk_at_best_while_a_critical_goal_below_is_off_track() {
    let app = app().await;
    let top = set(&app, "amy", &[("title", "Top"), ("op", "own")]).await;
    let body = json!({ "title": "T", "kind": "increase", "start": 0, "target": 100,
                       "current": 60 });
    measure(&app, "amy", &top, body).await;
    assert_eq!(said(&app, "amy", &top).await["expected_micro"], 533_333, "16 of 30 days");
    assert_eq!(said(&app, "amy", &top).await["status"], "on_track");
    standing(&app, "amy", 10, &[("parent_id", &top)]).await;
    assert_eq!(said(&app, "amy", &top).await["status"], "on_track", "it only explains");
    let critical = [("title", "Key"), ("parent_id", top.as_str()), ("is_critical", "true")];
    let low = standing(&app, "amy", 30, &critical).await;
    assert_eq!(said(&app, "amy", &low).await["status"], "at_risk");
    assert_eq!(said(&app, "amy", &top).await["status"], "on_track");
    app.set_now("2026-06-20T09:00:00Z");
    assert_eq!(said(&app, "amy", &low).await["status"], "off_track", "no write was needed");
    assert_eq!(said(&app, "amy", &top).await["status"], "at_risk");
    let text = app.get("rio", &format!("{HOME}/{top}")).await.text();
    assert!(text.contains("Held at risk: a critical goal below is off track."), "{text}");
}

#[tokio::test]
async fn a_goal_of_which_nothing_was_said_for_two_cadences_is_outdated_and_keeps_its_value() {
    let app = app().await;
    app.set_now("2026-06-01T09:00:00Z");
    let goal = standing(&app, "amy", 40, &[("end_on", "2026-12-31"), ("cadence_days", "7")]).await;
    app.set_now("2026-06-15T09:00:00Z");
    assert_eq!(said(&app, "amy", &goal).await["is_outdated"], false);
    app.set_now("2026-06-16T09:00:00Z");
    let answer = said(&app, "amy", &goal).await;
    assert_eq!(
        (&answer["is_outdated"], &answer["progress_micro"]),
        (&json!(true), &json!(400_000))
    );
    let page = app.get("rio", &format!("{HOME}/{goal}")).await;
    assert!(page.text().contains("Outdated"), "{}", page.text());
}

/// Small numbers that look like chance and are the same in every run.
#[derive(Clone, Debug)]
struct Dice(u64);

/// Goals and measures, and what changes them.
#[derive(Clone, Debug)]
struct World {
    dice: Dice,
    goals: Vec<Id<Goal>>,
    own: Vec<Id<Measure>>,
}

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

/// Whether a change was taken: a rule may refuse it, anything else is passed on.
fn try_out<T>(done: Result<T>) -> Result<bool> {
    match done {
        Ok(_) => Ok(true),
        Err(Error::Invalid(_) | Error::NotAllowed(_) | Error::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}

fn fresh<T>() -> Id<T> {
    Id::new(Uuid::new_v4())
}

/// One random change to one of the goals; refusals are fine.
fn change(tx: &mut Tx<'_>, world: &mut World) -> Result<bool> {
    let World { dice, goals, own } = world;
    let spare = [fresh(), fresh(), fresh()];
    let goal = goals[dice.roll(goals.len())];
    match dice.roll(9) {
        0 => {
            let id = fresh();
            let mut draft = Draft::new("A goal", "Done", date(2026, 6, 1), date(2026, 6, 30));
            draft.parent_id = Some(goal.record());
            draft.op = Op::ALL[dice.roll(4)];
            draft.weight = i64::try_from(dice.roll(4)).unwrap();
            acts::create(tx, id, spare, &draft)?.into_inner();
            goals.push(id);
            Ok(true)
        }
        1 | 8 => {
            let id = fresh();
            let draft = measures::Draft {
                title: "M".to_owned(),
                word: ["increase", "binary", "manual"][dice.roll(3)],
                unit_word: ["days", "boxes"][dice.roll(2)].to_owned(),
                start_milli: Some(0),
                target_milli: Some(10_000),
                tolerance_milli: None,
                weight: i64::try_from(dice.roll(3)).unwrap(),
                steps: Vec::new(),
                current_milli: None,
            };
            let is_taken = try_out(measures::acts::add(tx, id, fresh(), goal, &draft))?;
            own.extend(is_taken.then_some(id));
            Ok(is_taken)
        }
        2 => {
            let found = crate::goals::store::find(tx, goal)?;
            let mut draft = found.draft(tx.organization);
            draft.parent_id = Some(goals[dice.roll(goals.len())].record());
            draft.weight = i64::try_from(dice.roll(4)).unwrap();
            draft.op = Op::ALL[dice.roll(4)];
            try_out(acts::edit(tx, goal, spare, found.head.version, &draft))
        }
        3 => {
            let outcome = ["met", "missed", "canceled"][dice.roll(3)];
            let outcome = crate::goals::Outcome::find(outcome).unwrap();
            try_out(acts::close(tx, goal, outcome, "So it ended."))
        }
        4 => try_out(acts::reopen(tx, goal)),
        _ if own.is_empty() => Ok(false),
        5 => try_out(measures::acts::remove(tx, own[dice.roll(own.len())])),
        _ => {
            let value = i64::try_from(dice.roll(12_000)).unwrap();
            let taken = measures::Taken::on(tx.today, value);
            let reading: Id<Reading> = fresh();
            try_out(measures::acts::log(tx, reading, own[dice.roll(own.len())], &taken))
        }
    }
}

#[tokio::test]
async fn single_steps_and_the_full_recompute_agree_after_each_of_many_changes() {
    let app = app().await;
    let top: Id<Goal> = set(&app, "osei", &[("title", "Top")]).await.parse().unwrap();
    let mut world = World { dice: Dice(7), goals: vec![top], own: Vec::new() };
    for step in 0..150 {
        let before = world.clone();
        world = app
            .tx("osei", move |tx| {
                let mut world = before.clone();
                change(tx, &mut world)?;
                Ok(world)
            })
            .await
            .unwrap();
        let corrected = app.tx("osei", rollup::recompute).await.unwrap();
        assert!(corrected.is_empty(), "step {step}: {corrected:?}");
    }
    assert!(world.goals.len() > 12 && world.own.len() > 12, "{world:?}");
    let wrong = app.tx("osei", move |tx| {
        let Some(node) = rollup::store::find(tx, top.record())? else { return Ok(0) };
        let figures = rollup::Figures { progress_micro: Some(1), ..node.figures };
        rollup::store::save(tx, top.record(), &figures)
    });
    wrong.await.unwrap();
    let corrected = app.tx("osei", rollup::recompute).await.unwrap();
    assert_eq!(corrected, [top.record()], "what is wrong is found and corrected");
}

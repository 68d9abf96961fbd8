//! Tests of the trace: the chain from a vision to a task at the clinic.

use axum::http::{Method, StatusCode};
use evenkeel_core::{Card, Id, Kind, Record};
use evenkeel_store::Audience;
use evenkeel_testkit::{App, check_text};
use expect_test::expect;
use serde_json::json;

use super::{Chain, Line, Step, sentence};
use crate::testing::{app, record};

struct Clinic {
    app: App,
    vision: Id<Record>,
    strategy: Id<Record>,
    goal: Id<Record>,
    task: Id<Record>,
}

/// Vision, a strategy that only Osei sees, a goal for all, and Cleo's task for her line.
async fn chained() -> Clinic {
    let app = app().await;
    let all = Audience::Everyone;
    let vision = record(&app, "osei", Kind::Vision, "No child waits", all, None).await;
    let strategy =
        record(&app, "osei", Kind::Strategy, "Close a site", Audience::Named, Some(vision)).await;
    let goal = record(&app, "osei", Kind::Goal, "Short waits", all, Some(strategy)).await;
    let line = Audience::Line(app.person("cleo"));
    let task = record(&app, "cleo", Kind::Task, "Call the families", line, Some(goal)).await;
    Clinic { app, vision, strategy, goal, task }
}

#[tokio::test]
async fn ali_1_the_trace_of_a_goal_is_its_chain_to_a_vision() {
    let Clinic { app, goal, vision, .. } = chained().await;
    let path = format!("/api/v1/trace/{goal}");
    let trace = app.api("osei", Method::GET, &path, json!(null)).await.json();
    let titles: Vec<_> = trace["up"].as_array().unwrap().iter().map(|s| &s["title"]).collect();
    assert_eq!(titles, ["Short waits", "Close a site", "No child waits"]);
    assert_eq!(trace["is_whole"], true);
    assert_eq!(trace["down"][0]["title"], "Call the families");
    let down = app.api("osei", Method::GET, &format!("/api/v1/trace/{vision}"), json!(null)).await;
    assert_eq!(down.json()["down"][0]["down"][0]["title"], "Short waits");
}

#[tokio::test]
async fn ali_10_both_ways_open_and_a_step_that_may_not_be_seen_gives_away_nothing() {
    let Clinic { app, vision, strategy, task, .. } = chained().await;
    for path in [format!("/trace/{task}"), format!("/api/v1/trace/{task}")] {
        let up = app.get("cleo", &path).await;
        assert_eq!(up.status, StatusCode::OK);
        assert!(up.body.contains("Short waits") && up.body.contains("No child waits"), "{path}");
        assert!(!up.body.contains("Close a site"), "{path}");
        assert!(!up.body.contains(&strategy.to_string()), "{path}");
    }
    let page = app.get("cleo", &format!("/trace/{vision}")).await;
    assert!(page.text().contains("A step that is not yours to see"), "{}", page.text());
    assert!(page.text().contains("Short waits") && page.text().contains("Call the families"));
    assert!(!page.body.contains("Close a site"));
    let rio = app.get("rio", &format!("/trace/{vision}")).await;
    assert!(rio.body.contains("Short waits") && !rio.body.contains("Call the families"));
    for (name, id) in [("rio", task), ("zoe", vision), ("cleo", strategy)] {
        let answer = app.get(name, &format!("/trace/{id}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name}");
    }
}

#[tokio::test]
async fn ali_10_the_trace_reads_as_a_page() {
    let Clinic { app, task, .. } = chained().await;
    let mut page = app.get("cleo", &format!("/trace/{task}")).await;
    page.body = page.body.replace(", which, through", ",<p>which, through");
    check_text(
        &page,
        expect![[r#"
            Task
            Call the families
            Trace
            This task serves the goal “Short waits”,
            which, through a step that is not yours to see, serves the vision “No child waits”.
            Up: what it serves
            Task Call the families Open
            Goal Short waits Open
            A step that is not yours to see
            Vision No child waits Open
            Down: what serves it
            Nothing that you may see serves this yet.
        "#]],
    );
}

#[tokio::test]
async fn what_also_supports_a_goal_is_marked_on_the_way_down() {
    let Clinic { app, goal, .. } = chained().await;
    let other = record(&app, "osei", Kind::Goal, "Fewer forms", Audience::Everyone, None).await;
    app.tx("osei", move |tx| super::store::support(tx, other, goal)).await.unwrap();
    let page = app.get("rio", &format!("/trace/{goal}")).await;
    assert!(page.text().contains("Fewer forms also supports it"), "{}", page.text());
    let up = app.get("rio", &format!("/trace/{other}")).await;
    assert!(up.text().contains("It also supports Short waits."), "{}", up.text());
}

async fn orphans(app: &App) -> (Vec<Card>, i64) {
    app.tx("rio", |tx| Ok((super::store::orphans(tx, 9)?, super::store::count_orphans(tx)?)))
        .await
        .unwrap()
}

#[tokio::test]
async fn ali_1_goals_without_a_chain_are_orphans_until_they_are_linked() {
    let Clinic { app, goal, vision, strategy, .. } = chained().await;
    let lone = record(&app, "osei", Kind::Goal, "Fewer forms", Audience::Everyone, None).await;
    let below = record(&app, "osei", Kind::Goal, "No paper", Audience::Everyone, Some(lone)).await;
    record(&app, "osei", Kind::Goal, "Secret", Audience::Named, None).await;
    let (cards, count) = orphans(&app).await;
    let ids: Vec<_> = cards.iter().map(|card| card.id).collect();
    assert_eq!((ids, count), (vec![lone, below], 2));
    app.tx("osei", move |tx| super::store::set_parent(tx, lone, vision)).await.unwrap();
    assert_eq!(orphans(&app).await.1, 0);
    app.tx("osei", move |tx| tx.delete(strategy)).await.unwrap();
    let (cards, _) = orphans(&app).await;
    assert_eq!(cards[0].id, goal, "a chain through a deleted step is none");
}

#[tokio::test]
async fn dir_5_every_task_i_hold_is_explained_in_at_most_5_lines_and_gaps_are_shown() {
    let Clinic { app, goal, .. } = chained().await;
    let mut above = goal;
    for title in ["Waits under 3 weeks", "Waits under 2 weeks", "Waits in nursing"] {
        above = record(&app, "osei", Kind::Goal, title, Audience::Everyone, Some(above)).await;
    }
    let line = Audience::Line(app.person("cleo"));
    app.set_now("2026-06-16T09:10:00Z");
    record(&app, "cleo", Kind::Task, "Answer the phone", line, Some(above)).await;
    record(&app, "cleo", Kind::Task, "Sort the shelf", line, None).await;
    let page = app.get("cleo", "/week").await;
    check_text(
        &page,
        expect![[r#"
        My week, explained
        1 of your tasks leads to no vision yet.
        For the goal “Waits in nursing”
        Task Answer the phone
        Goal Waits in nursing
        Goal Waits under 2 weeks
        3 more steps
        Vision No child waits
        For the goal “Short waits”
        Task Call the families
        Goal Short waits
        A step that is not yours to see
        Vision No child waits
        For nothing that is written down yet
        Task Sort the shelf
        Nothing above this leads to a vision yet. Link “Sort the shelf” to a goal
    "#]],
    );
    let week = app.api("cleo", Method::GET, "/api/v1/week", json!(null)).await.json();
    let items = week["items"].as_array().unwrap();
    assert_eq!(items.len(), 3);
    assert!(items.iter().all(|item| item["lines"].as_array().unwrap().len() <= 5));
    let amy = app.get("amy", "/week").await;
    assert!(amy.text().contains("You hold no open task."));
}

fn step(depth: i64, kind: Kind, title: &str) -> Step {
    let id = Id::new(uuid::Uuid::from_u128(u128::try_from(depth).unwrap()));
    let (title, state) = (title.to_owned(), String::new());
    Step { depth, card: Some(Card { id, kind, title, state }) }
}

#[test]
fn dir_5_a_long_chain_with_a_gap_keeps_its_ends() {
    let steps: Vec<Step> = (0..9).map(|depth| step(depth, Kind::Goal, "g")).collect();
    let chain = Chain { steps, is_whole: false };
    let lines = chain.lines();
    assert_eq!(lines.len(), 5);
    assert_eq!(lines[2], Line::Folded(6));
    assert_eq!(lines[3], Line::Step(chain.steps[8].card.clone()));
    assert_eq!(lines[4], Line::Gap);
    let whole = Chain { is_whole: true, ..chain.clone() };
    assert_eq!(whole.lines().len(), 5);
    assert_eq!(whole.lines()[3], Line::Folded(5));
}

#[test]
fn a_chain_reads_as_a_sentence() {
    let hidden = |depth| Step { depth, card: None };
    let say = |steps: Vec<Step>| sentence(&Chain { steps, is_whole: true });
    let task = || step(0, Kind::Task, "Call");
    assert_eq!(say(vec![task()]), None);
    assert_eq!(
        say(vec![task(), step(1, Kind::Goal, "Short waits"), step(2, Kind::Vision, "None waits")]),
        Some(
            "This task serves the goal “Short waits”, which serves the vision “None waits”."
                .to_owned()
        )
    );
    assert_eq!(
        say(vec![task(), hidden(1), step(2, Kind::Vision, "None waits")]),
        Some(
            "This task, through a step that is not yours to see, serves the vision \
              “None waits”."
                .to_owned()
        )
    );
    assert_eq!(
        say(vec![task(), hidden(1)]),
        Some("This task serves something that is not yours to see.".to_owned())
    );
}

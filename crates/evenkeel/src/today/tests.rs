//! Tests of Today: what needs Amy, and that both halves are always there.

use evenkeel_testkit::{App, clinic};

use crate::rooms;

async fn app() -> App {
    clinic(rooms::routes()).await
}

#[tokio::test]
async fn bal_14_both_halves_are_shown_also_when_one_is_empty() {
    let app = app().await;
    let text = app.get("cleo", "/").await.text();
    let (running, heading) = (text.find("\nRunning\n"), text.find("\nHeading\n"));
    assert!(running.is_some() && heading > running, "{text}");
    assert!(text.contains("Tuesday 16 June. Nothing needs you"), "{text}");
}

#[tokio::test]
async fn bal_14_a_task_that_is_due_needs_its_owner_and_is_answered_in_place() {
    let app = app().await;
    let cleo = app.person("cleo").to_string();
    let made = app
        .post(
            "amy",
            "/plans/tasks",
            &[("title", "Check the fridge"), ("owner_id", &cleo), ("due_at", "2026-06-16T12:00")],
        )
        .await;
    let text = app.get("cleo", "/").await.text();
    assert!(text.contains("1 thing needs you"), "{text}");
    assert!(text.contains("Check the fridge"), "{text}");
    assert!(!app.get("amy", "/").await.text().contains("Check the fridge"));
    let answer = app.post("cleo", &format!("{}/completion", made.location()), &[]).await;
    assert_eq!(answer.status.as_u16(), 303);
    assert!(app.get("cleo", "/").await.text().contains("Nothing needs you"));
}

#[tokio::test]
async fn bal_14_at_most_seven_things_need_you_at_once() {
    let app = app().await;
    let amy = app.person("amy").to_string();
    for hour in 0..9 {
        let due = format!("2026-06-16T1{hour}:00");
        let title = format!("Task of {hour}");
        let fields = [("title", title.as_str()), ("owner_id", &amy), ("due_at", &due)];
        app.post("amy", "/plans/tasks", &fields).await;
    }
    let page = app.get("amy", "/").await;
    assert_eq!(page.body.matches(">Complete<").count(), 7, "{}", page.text());
    assert!(page.text().contains("2 more wait after these."), "{}", page.text());
    let today = app.api("amy", axum::http::Method::GET, "/api/v1/today", serde_json::json!(null));
    assert_eq!(today.await.json()["needs"].as_array().unwrap().len(), 7);
}

#[tokio::test]
async fn the_first_visit_leads_to_the_welcome_only_while_there_is_no_organization() {
    let app = app().await;
    assert_eq!(app.get("", "/").await.location(), "/sign-in?next=%2F");
}

#[tokio::test]
async fn a_new_organization_is_told_where_to_begin_until_it_has_begun() {
    let app = app().await;
    let text = app.get("ben", "/").await.text();
    assert!(text.contains("Begin here") && text.contains("Add a first task"), "{text}");
    assert!(!app.get("cleo", "/").await.text().contains("Begin here"));

    let unit = app.unit("nursing").to_string();
    let narrative = "Her call is answered at once.";
    let vision = [("title", "No child waits"), ("narrative", narrative), ("unit_id", &unit)];
    let made = app.post("ben", "/direction/visions", &vision).await;
    assert_eq!(made.status.as_u16(), 303, "{}", made.text());
    let goal = [
        ("title", "See every child within 2 weeks"),
        ("why", "Waiting makes them sicker"),
        ("done_looks_like", "No child on the list waits longer"),
        ("start_on", "2026-06-01"),
        ("end_on", "2026-09-30"),
    ];
    let made = app.post("ben", "/alignment/goals", &goal).await;
    assert_eq!(made.status.as_u16(), 303, "{}", made.text());
    app.post("ben", "/plans/tasks", &[("title", "Call the five families")]).await;
    assert!(!app.get("ben", "/").await.text().contains("Begin here"));
}

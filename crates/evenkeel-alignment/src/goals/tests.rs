//! Tests of goals: sentences about people at the clinic.

use axum::http::{Method, StatusCode};
use evenkeel_core::{Id, Kind, Record};
use evenkeel_store::{Audience, NewRecord};
use evenkeel_testkit::{App, clinic};
use serde_json::{Value, json};

mod figures;
mod people;

const HOME: &str = "/alignment/goals";

async fn app() -> App {
    clinic(crate::routes()).await
}

/// What every goal of these tests says, unless it says otherwise.
const USUAL: [(&str, &str); 5] = [
    ("title", "See every child within 2 weeks"),
    ("why", "Waiting makes children sicker."),
    ("done_looks_like", "No child on the list waits longer than 14 days."),
    ("start_on", "2026-06-01"),
    ("end_on", "2026-06-30"),
];

/// The usual fields with others in their place.
fn with<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let is_new = |name: &str| !more.iter().any(|(field, _)| *field == name);
    let mut fields: Vec<_> = USUAL.into_iter().filter(|(name, _)| is_new(name)).collect();
    fields.extend(more.iter().copied());
    fields
}

/// Sets a goal; answers its id.
async fn set(app: &App, name: &str, more: &[(&str, &str)]) -> String {
    let answer = app.post(name, HOME, &with(more)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.id()
}

/// What the API says of a goal.
async fn said(app: &App, name: &str, id: &str) -> Value {
    app.api(name, Method::GET, &format!("/api/v1{HOME}/{id}"), json!(null)).await.json()
}

/// Adds a measure through the API; answers its id.
async fn measure(app: &App, name: &str, goal: &str, body: Value) -> String {
    let path = format!("/api/v1{HOME}/{goal}/measures");
    let answer = app.api(name, Method::POST, &path, body).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    answer.json()["id"].as_str().unwrap().to_owned()
}

/// A goal that stands at so many percent by one measure.
async fn standing(app: &App, name: &str, percent: i64, more: &[(&str, &str)]) -> String {
    let goal = set(app, name, more).await;
    let body = json!({ "title": "Done", "kind": "increase", "unit": "%", "start": 0,
                       "target": 100, "current": percent });
    measure(app, name, &goal, body).await;
    goal
}

/// A record of another room, seen by everyone.
async fn record(app: &App, kind: Kind, title: &'static str, parent: Option<&str>) -> String {
    let id: Id<Record> = Id::fresh(app.now());
    let parent: Option<Id<Record>> = parent.map(|id| id.parse().unwrap());
    app.tx("osei", move |tx| {
        tx.add(&NewRecord {
            id,
            kind,
            title,
            state: "current",
            unit: None,
            owner: None,
            audience: Audience::Everyone,
            parent,
            text: "",
        })
    })
    .await
    .unwrap();
    id.to_string()
}

#[tokio::test]
async fn ali_3_a_goal_without_a_why_is_refused_and_keeps_what_was_typed() {
    let app = app().await;
    let answer = app.post("amy", HOME, &with(&[("why", " ")])).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = answer.text();
    assert!(
        text.contains("A goal needs a why: say the reason, or choose what it serves"),
        "{text}"
    );
    assert!(answer.body.contains("value=\"See every child within 2 weeks\""));
    let list = app.get("amy", &format!("{HOME}?show=open")).await;
    assert!(list.text().contains("No goals are at work."), "{}", list.text());
    let body = json!({ "title": "T", "done_looks_like": "D", "start_on": "2026-06-01",
                       "end_on": "2026-06-30" });
    let api = app.api("amy", Method::POST, &format!("/api/v1{HOME}"), body).await;
    assert_eq!(api.json()["errors"][0]["pointer"], "/why", "{}", api.body);
}

#[tokio::test]
async fn ali_3_a_parent_is_a_why_and_what_done_looks_like_is_compulsory() {
    let app = app().await;
    let strategy = record(&app, Kind::Strategy, "Seen in time", None).await;
    let goal = set(&app, "amy", &[("why", ""), ("parent_id", &strategy)]).await;
    assert_eq!(said(&app, "amy", &goal).await["parent_title"], "Seen in time");
    let refused = app.post("amy", HOME, &with(&[("done_looks_like", "")])).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("What done looks like is missing"));
}

#[tokio::test]
async fn ali_3_a_goal_without_a_plan_shows_the_missing_half() {
    let app = app().await;
    let goal = set(&app, "amy", &[]).await;
    let page = app.get("amy", &format!("{HOME}/{goal}")).await;
    let missing = "No tasks yet: what and why are here, how and when are missing.";
    assert!(page.text().contains(missing), "{}", page.text());
    assert!(page.body.contains(&format!("/plans/tasks/new?goal={goal}")));
    record(&app, Kind::Task, "Call the families", Some(&goal)).await;
    let page = app.get("amy", &format!("{HOME}/{goal}")).await;
    assert!(!page.text().contains(missing));
    assert!(page.text().contains("Call the families"));
}

#[tokio::test]
async fn ali_1_a_goal_with_a_chain_to_a_vision_is_no_orphan() {
    let app = app().await;
    let vision = record(&app, Kind::Vision, "No child waits", None).await;
    let strategy = record(&app, Kind::Strategy, "Seen in time", Some(&vision)).await;
    let top = set(&app, "amy", &[("parent_id", &strategy)]).await;
    let below = set(&app, "amy", &[("title", "Triage by nurses"), ("parent_id", &top)]).await;
    set(&app, "amy", &[("title", "Paint the hall")]).await;
    let page = app.get("rio", "/alignment/orphans").await;
    assert!(page.text().contains("Paint the hall"), "{}", page.text());
    assert!(!page.text().contains("Triage by nurses"));
    let page = app.get("rio", &format!("{HOME}/{below}")).await;
    let text = page.text();
    for step in ["No child waits", "Seen in time", "See every child within 2 weeks"] {
        assert!(text.contains(step), "{step}: {text}");
    }
    let board = app.get("rio", "/alignment").await;
    assert!(board.text().contains("1 orphan: no chain leads to a vision"), "{}", board.text());
    assert!(board.body.contains("href=\"/alignment/orphans\""));
    let api = app.api("rio", Method::GET, "/api/v1/alignment/orphans", json!(null)).await.json();
    assert_eq!((&api["count"], &api["items"][0]["title"]), (&json!(1), &json!("Paint the hall")));
}

#[tokio::test]
async fn ali_1_an_orphan_that_the_reader_may_not_see_is_not_counted() {
    let app = app().await;
    set(&app, "amy", &[("title", "Between Amy and Ben"), ("audience", "line")]).await;
    let count = async |name| {
        let path = "/api/v1/alignment/orphans";
        app.api(name, Method::GET, path, json!(null)).await.json()["count"].clone()
    };
    assert_eq!(
        (count("ben").await, count("rio").await, count("zoe").await),
        (1.into(), 0.into(), 0.into())
    );
}

#[tokio::test]
async fn ali_2_a_goal_has_a_period_and_one_without_a_measure_shows_as_unmeasured() {
    let app = app().await;
    let refused = app.post("amy", HOME, &with(&[("end_on", "2026-05-31")])).await;
    assert!(refused.text().contains("Ends must not be before the start"), "{}", refused.text());
    let goal = set(&app, "amy", &[]).await;
    let page = app.get("amy", &format!("{HOME}/{goal}")).await;
    assert!(page.text().contains("Not measured yet"), "{}", page.text());
    let answer = said(&app, "amy", &goal).await;
    assert_eq!((&answer["is_measured"], &answer["progress_micro"]), (&json!(false), &Value::Null));
}

#[tokio::test]
async fn ali_2_a_reading_is_one_field_and_moves_the_goal() {
    let app = app().await;
    let goal = set(&app, "amy", &[]).await;
    let fields = [
        ("title", "Waiting time"),
        ("kind", "decrease"),
        ("unit", "days"),
        ("start", "40"),
        ("target", "10"),
    ];
    let answer = app.post("amy", &format!("{HOME}/{goal}/measures"), &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let list =
        app.api("amy", Method::GET, &format!("/api/v1{HOME}/{goal}/measures"), json!(null)).await;
    let measure = list.json()["items"][0]["id"].as_str().unwrap().to_owned();
    let readings = format!("/alignment/measures/{measure}/readings");
    let logged = app.post("amy", &readings, &[("value", "25")]).await;
    assert_eq!(logged.status, StatusCode::SEE_OTHER, "{}", logged.text());
    assert_eq!(said(&app, "amy", &goal).await["progress_micro"], 500_000);
    let page = app.get("rio", &format!("/alignment/measures/{measure}")).await;
    let text = page.text();
    assert!(text.contains("25 days"), "{text}");
    assert!(text.contains("16 June 2026"), "{text}");
    let earlier = [("value", "40"), ("read_on", "2026-06-02"), ("note", "As we began")];
    app.post("amy", &readings, &earlier).await;
    assert_eq!(said(&app, "amy", &goal).await["progress_micro"], 500_000, "the latest day counts");
    let ahead = app.post("amy", &readings, &[("value", "9"), ("read_on", "2026-06-17")]).await;
    assert!(ahead.text().contains("Day must not lie ahead"), "{}", ahead.text());
    let page = app.get("amy", &format!("{HOME}/{goal}")).await;
    assert!(page.text().contains("50%"), "{}", page.text());
}

#[tokio::test]
async fn ali_2_a_measure_that_goes_nowhere_is_refused_at_its_field() {
    let app = app().await;
    let goal = set(&app, "amy", &[]).await;
    let url = format!("{HOME}/{goal}/measures");
    let fields = |start, target| {
        [("title", "T"), ("kind", "increase"), ("start", start), ("target", target)]
    };
    let refused = app.post("amy", &url, &fields("5", "5")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("id=\"f-target-error\""), "{}", refused.body);
    assert!(refused.text().contains("Start and target are the same."));
    let refused = app.post("amy", &url, &fields("5", "")).await;
    assert!(refused.text().contains("Target is missing"), "{}", refused.text());
    let refused = app.post("amy", &url, &fields("five", "9")).await;
    assert!(refused.text().contains("Start is a number such as 12.5"), "{}", refused.text());
    assert!(refused.body.contains("value=\"five\""));
}

#[tokio::test]
async fn ali_2_progress_that_was_set_by_hand_is_marked_so() {
    let app = app().await;
    let missing = app.post("amy", HOME, &with(&[("op", "manual")])).await;
    assert!(missing.text().contains("Percent by hand is missing"), "{}", missing.text());
    let goal = set(&app, "amy", &[("op", "manual"), ("typed_percent", "72.5")]).await;
    let answer = said(&app, "amy", &goal).await;
    assert_eq!(
        (&answer["is_set_by_hand"], &answer["progress_micro"]),
        (&json!(true), &json!(725_000))
    );
    let page = app.get("rio", &format!("{HOME}/{goal}")).await;
    assert!(page.text().contains("Set by hand"), "{}", page.text());
    let list = app.get("rio", &format!("{HOME}?show=open")).await;
    assert!(list.text().contains("Set by hand"), "{}", list.text());
    let measured = set(&app, "amy", &[("title", "By feel")]).await;
    measure(&app, "amy", &measured, json!({ "title": "Feel", "kind": "manual", "current": 30 }))
        .await;
    let page = app.get("rio", &format!("{HOME}/{measured}")).await;
    assert!(page.text().contains("Set by hand"), "{}", page.text());
}

#[tokio::test]
async fn ali_2_steps_and_things_done_are_read_by_ticking() {
    let app = app().await;
    let goal = set(&app, "amy", &[]).await;
    let steps = json!({ "title": "Rooms", "kind": "milestones",
                        "steps": ["Find", "Paint", "Furnish", "Open"] });
    let rooms = measure(&app, "amy", &goal, steps).await;
    let form = app.get("amy", &format!("/alignment/measures/{rooms}/readings/new")).await;
    assert!(form.text().contains("Furnish"), "{}", form.text());
    let fields = [("done", "1"), ("done", "3")];
    app.post("amy", &format!("/alignment/measures/{rooms}/readings"), &fields).await;
    assert_eq!(said(&app, "amy", &goal).await["progress_micro"], 500_000);
    let log = format!("/api/v1/alignment/measures/{rooms}/readings");
    let wrong = app.api("amy", Method::POST, &log, json!({ "done": [5] })).await;
    assert_eq!(wrong.json()["errors"][0]["pointer"], "/done", "{}", wrong.body);
    let signs = measure(&app, "amy", &goal, json!({ "title": "Signs", "kind": "binary" })).await;
    assert_eq!(said(&app, "amy", &goal).await["coverage_micro"], 500_000);
    app.post("amy", &format!("/alignment/measures/{signs}/readings"), &[("value", "1")]).await;
    assert_eq!(said(&app, "amy", &goal).await["progress_micro"], 750_000);
}

#[tokio::test]
async fn ali_2_a_slip_can_be_taken_away_and_the_reading_before_counts_again() {
    let app = app().await;
    let goal = standing(&app, "amy", 40, &[]).await;
    app.set_now("2026-06-17T09:00:00Z");
    let list =
        app.api("amy", Method::GET, &format!("/api/v1{HOME}/{goal}/measures"), json!(null)).await;
    let measure = list.json()["items"][0]["id"].as_str().unwrap().to_owned();
    let log = format!("/api/v1/alignment/measures/{measure}/readings");
    let slip = app.api("amy", Method::POST, &log, json!({ "value": 90 })).await.json();
    assert_eq!(said(&app, "amy", &goal).await["progress_micro"], 900_000);
    let slip = slip["id"].as_str().unwrap();
    let url = format!("/alignment/readings/{slip}/deletion");
    assert_eq!(app.post("rio", &url, &[]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(app.post("zoe", &url, &[]).await.status, StatusCode::NOT_FOUND);
    app.post("amy", &url, &[]).await;
    assert_eq!(said(&app, "amy", &goal).await["progress_micro"], 400_000);
    let page = app.get("amy", &format!("{HOME}/{goal}")).await;
    assert!(page.text().contains("took away the reading of 90% for “Done”"), "{}", page.text());
}

#[tokio::test]
async fn dir_9_the_source_tells_where_work_comes_from_and_the_list_filters_by_it() {
    let app = app().await;
    set(&app, "amy", &[("title", "Follow the policy"), ("source", "initiate")]).await;
    set(&app, "amy", &[("title", "Try something")]).await;
    let list = app.get("amy", &format!("{HOME}?show=open&source=initiate")).await;
    assert!(list.text().contains("Follow the policy"), "{}", list.text());
    assert!(!list.text().contains("Try something"));
}

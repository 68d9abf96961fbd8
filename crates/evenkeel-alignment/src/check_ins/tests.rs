//! Tests of check-ins: sentences about people at the clinic.

use axum::http::{Method, StatusCode};
use evenkeel_testkit::{App, clinic};
use serde_json::{Value, json};

const GOALS: &str = "/alignment/goals";
const HOME: &str = "/alignment/check_ins";

async fn app() -> App {
    clinic(crate::routes()).await
}

/// Cleo sets a goal that Amy reviews; answers its address.
async fn goal(app: &App, more: &[(&str, &str)]) -> String {
    let amy = app.person("amy").to_string();
    let mut fields = vec![
        ("title", "See every child within 2 weeks"),
        ("why", "Waiting makes children sicker."),
        ("done_looks_like", "No child waits longer than 14 days."),
        ("start_on", "2026-06-01"),
        ("end_on", "2026-06-30"),
        ("reviewer_id", amy.as_str()),
    ];
    fields.extend(more);
    let answer = app.post("cleo", GOALS, &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.location().to_owned()
}

const SAID: [(&str, &str); 3] = [
    ("changed", "12 of 20 families were seen."),
    ("next", "Open Thursday afternoons."),
    ("confidence", "4"),
];

/// Cleo checks in; answers the check-in's address.
async fn check_in(app: &App, goal: &str) -> String {
    let answer = app.post("cleo", &format!("{goal}/check_ins"), &SAID).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let list = said(app, "cleo", &format!("{goal}/check_ins")).await;
    format!("{HOME}/{}", list["items"][0]["id"].as_str().unwrap())
}

async fn said(app: &App, name: &str, url: &str) -> Value {
    app.api(name, Method::GET, &format!("/api/v1{url}"), json!(null)).await.json()
}

async fn needs(app: &App, name: &str) -> Vec<evenkeel_records::today::Need> {
    app.tx(name, crate::needs).await.unwrap()
}

#[tokio::test]
async fn ctl_15_a_check_in_stays_open_until_its_reviewer_has_acknowledged_it() {
    let app = app().await;
    let goal = goal(&app, &[]).await;
    let url = check_in(&app, &goal).await;
    let page = app.get("rio", &goal).await;
    assert!(page.text().contains("Waits for Amy Lund"), "{}", page.text());
    let list = app.get("amy", HOME).await;
    assert!(list.text().contains("12 of 20 families were seen."), "{}", list.text());
    let need = &needs(&app, "amy").await[0];
    assert_eq!(need.sentence, "Acknowledge the check-in on “See every child within 2 weeks”");
    assert_eq!(need.answers[0].url, format!("{url}/acknowledgment"));
    let acknowledgment = format!("{url}/acknowledgment");
    for name in ["cleo", "rio", "osei"] {
        let refused = app.post(name, &acknowledgment, &[]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{name}");
        assert!(refused.text().contains("Only Amy Lund can acknowledge"), "{}", refused.text());
    }
    let heard = app.post("amy", &acknowledgment, &[("reply", "Take Ben along.")]).await;
    assert_eq!(heard.status, StatusCode::SEE_OTHER, "{}", heard.text());
    assert!(needs(&app, "amy").await.is_empty());
    let text = app.get("cleo", &url).await.text();
    assert!(text.contains("Acknowledged"), "{text}");
    assert!(text.contains("Take Ben along."), "{text}");
    let again = app.post("amy", &acknowledgment, &[]).await;
    assert!(again.text().contains("Amy Lund has acknowledged this already."), "{}", again.text());
    let well = app.tx("cleo", crate::well).await.unwrap();
    assert!(well.iter().any(|line| line.sentence.contains("Take Ben along.")), "{well:?}");
}

#[tokio::test]
async fn ctl_15_one_button_acknowledges_in_place() {
    let app = app().await;
    let goal = goal(&app, &[]).await;
    let url = check_in(&app, &goal).await;
    let request = app
        .request("amy", Method::POST, &format!("{url}/acknowledgment"))
        .header("referer", "http://clinic.example/")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(format!("form_token={}", app.form_token("amy")).into())
        .unwrap();
    let answer = app.send(request).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/"));
    assert_eq!(said(&app, "amy", &url).await["acknowledged_by"], "Amy Lund");
}

#[tokio::test]
async fn ctl_15_the_holder_is_asked_when_the_next_check_in_falls_due() {
    let app = app().await;
    app.set_now("2026-06-02T09:00:00Z");
    let goal = goal(&app, &[("cadence_days", "7")]).await;
    assert!(needs(&app, "cleo").await.is_empty());
    app.set_now("2026-06-10T09:00:00Z");
    let need = &needs(&app, "cleo").await[0];
    assert_eq!(need.sentence, "Say how “See every child within 2 weeks” stands");
    assert_eq!(need.meta, "Check-in · overdue 1 day");
    assert_eq!(need.url, format!("{goal}/check_ins/new"));
    assert_eq!(app.get("cleo", &need.url).await.status, StatusCode::OK);
    check_in(&app, &goal).await;
    assert!(needs(&app, "cleo").await.is_empty());
    let answer = said(&app, "cleo", &goal).await;
    assert_eq!((&answer["check_in_on"], &answer["confidence"]), (&json!("2026-06-17"), &json!(4)));
}

#[tokio::test]
async fn ctl_15_without_a_reviewer_the_line_manager_is_asked_and_a_new_reviewer_takes_over() {
    let app = app().await;
    let goal = goal(&app, &[("reviewer_id", "")]).await;
    let url = check_in(&app, &goal).await;
    assert_eq!(said(&app, "cleo", &url).await["reviewer_id"], json!(app.person("amy")));
    let ben = app.person("ben").to_string();
    let edit = [
        ("title", "See every child"),
        ("why", "Waiting makes children sicker."),
        ("done_looks_like", "No child waits."),
        ("start_on", "2026-06-01"),
        ("end_on", "2026-06-30"),
        ("reviewer_id", ben.as_str()),
        ("version", "1"),
    ];
    let saved = app.post("cleo", &goal, &edit).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    assert_eq!(said(&app, "cleo", &url).await["reviewer_id"], json!(app.person("ben")));
    let cleo = app.person("cleo").to_string();
    let mut own = edit;
    own[5].1 = cleo.as_str();
    own[6].1 = "2";
    let refused = app.post("cleo", &goal, &own).await;
    assert!(refused.text().contains("The reviewer is somebody else than the owner"));
}

#[tokio::test]
async fn new_values_come_with_the_same_form() {
    let app = app().await;
    let goal = goal(&app, &[]).await;
    let body = json!({ "title": "Waiting time", "kind": "decrease", "unit": "days", "start": 40,
                       "target": 10 });
    let made = app.api("cleo", Method::POST, &format!("/api/v1{goal}/measures"), body).await;
    let measure = made.json()["id"].as_str().unwrap().to_owned();
    let form = app.get("cleo", &format!("{goal}/check_ins/new")).await;
    assert!(form.text().contains("Waiting time now"), "{}", form.text());
    assert!(form.body.contains(&format!("name=\"measure_1\" value=\"{measure}\"")));
    let mut fields = SAID.to_vec();
    fields.extend([("measure_1", measure.as_str()), ("value_1", "many")]);
    let refused = app.post("cleo", &format!("{goal}/check_ins"), &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("id=\"f-value-1-error\""), "{}", refused.body);
    assert!(refused.text().contains("Open Thursday afternoons."), "{}", refused.text());
    fields[4].1 = "25";
    let saved = app.post("cleo", &format!("{goal}/check_ins"), &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    assert_eq!(said(&app, "cleo", &goal).await["progress_micro"], 500_000);
    let list = said(&app, "cleo", &format!("{goal}/check_ins")).await;
    assert_eq!(list["items"][0]["progress_micro"], 500_000);
    let elsewhere = json!({ "changed": "C", "next": "N", "confidence": 3,
                            "measure_1": app.person("amy"), "value_1": 3 });
    let wrong = app.api("cleo", Method::POST, &format!("/api/v1{goal}/check_ins"), elsewhere).await;
    assert_eq!(wrong.json()["errors"][0]["pointer"], "/measure_1", "{}", wrong.body);
}

#[tokio::test]
async fn a_check_in_says_what_changed_what_is_next_and_how_sure_one_is() {
    let app = app().await;
    let goal = goal(&app, &[]).await;
    let refused = app.post("cleo", &format!("{goal}/check_ins"), &[("confidence", "9")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = refused.text();
    for fault in [
        "What changed is missing",
        "What is next is missing",
        "Confidence must lie between 1 and 5",
    ] {
        assert!(text.contains(fault), "{fault}: {text}");
    }
}

#[tokio::test]
async fn only_who_holds_a_goal_checks_in_on_it() {
    let app = app().await;
    let goal = goal(&app, &[]).await;
    let url = format!("{goal}/check_ins");
    let refused = app.post("rio", &url, &SAID).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.text().contains("Only Cleo Ruiz"), "{}", refused.text());
    assert_eq!(app.post("zoe", &url, &SAID).await.status, StatusCode::NOT_FOUND);
    let offers = async |name| app.get(name, &goal).await.body.contains("check_ins/new");
    assert!(offers("cleo").await);
    assert!(!offers("osei").await, "who may change a goal without holding it is not offered this");
    app.post("cleo", &format!("{goal}/closure"), &[("outcome", "met"), ("note", "Done.")]).await;
    assert_eq!(app.post("cleo", &url, &SAID).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_check_in_is_seen_by_those_who_see_its_goal() {
    let app = app().await;
    let goal = goal(&app, &[("audience", "line")]).await;
    let url = check_in(&app, &goal).await;
    let seen =
        [("cleo", 200), ("amy", 200), ("ben", 200), ("rio", 404), ("gus", 404), ("zoe", 404)];
    for (name, status) in seen {
        assert_eq!(app.get(name, &url).await.status.as_u16(), status, "{name}");
        let api = app.get(name, &format!("/api/v1{url}")).await;
        assert_eq!(api.status.as_u16(), status, "{name}");
    }
    let waiting = app.get("rio", &format!("{HOME}?show=waiting")).await;
    assert!(waiting.text().contains("Nothing waits."), "{}", waiting.text());
    let edit = [
        ("title", "See every child"),
        ("why", "Waiting makes children sicker."),
        ("done_looks_like", "No child waits."),
        ("start_on", "2026-06-01"),
        ("end_on", "2026-06-30"),
        ("audience", "everyone"),
        ("version", "1"),
    ];
    assert_eq!(app.post("cleo", &goal, &edit).await.status, StatusCode::SEE_OTHER);
    assert_eq!(app.get("rio", &url).await.status, StatusCode::OK, "the goal is open to all now");
}

#[tokio::test]
async fn hostile_words_are_shown_as_words() {
    let app = app().await;
    let goal = goal(&app, &[]).await;
    let evil = "<script>alert(1)</script>";
    let fields = [("changed", evil), ("next", evil), ("confidence", "1")];
    app.post("cleo", &format!("{goal}/check_ins"), &fields).await;
    let list = said(&app, "cleo", &format!("{goal}/check_ins")).await;
    let url = format!("{HOME}/{}", list["items"][0]["id"].as_str().unwrap());
    for path in [goal.as_str(), &url, HOME] {
        let page = app.get("amy", path).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.body.contains(evil), "{path}");
    }
}

#[tokio::test]
async fn ctl_15_nobody_acknowledges_their_own_check_in_and_a_new_reviewer_finds_it() {
    let app = app().await;
    let rio = app.person("rio").to_string();
    let goal = goal(&app, &[("lead_id", rio.as_str()), ("audience", "line")]).await;
    let answer = app.post("rio", &format!("{goal}/check_ins"), &SAID).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let list = said(&app, "rio", &format!("{goal}/check_ins")).await;
    let url = format!("{HOME}/{}", list["items"][0]["id"].as_str().unwrap());
    let edit = async |reviewer: &str, version: &str| {
        let fields = [
            ("title", "See every child"),
            ("why", "Waiting makes children sicker."),
            ("done_looks_like", "No child waits."),
            ("start_on", "2026-06-01"),
            ("end_on", "2026-06-30"),
            ("lead_id", rio.as_str()),
            ("audience", "line"),
            ("reviewer_id", reviewer),
            ("version", version),
        ];
        let saved = app.post("cleo", &goal, &fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    };
    edit(&rio, "1").await;
    let amy = json!(app.person("amy"));
    assert_eq!(said(&app, "rio", &url).await["reviewer_id"], amy, "not who wrote it");
    let acknowledgment = format!("{url}/acknowledgment");
    let own = app.post("rio", &acknowledgment, &[]).await;
    assert_eq!(own.status, StatusCode::FORBIDDEN);
    let osei = app.person("osei").to_string();
    assert_eq!(app.get("gus", &url).await.status, StatusCode::NOT_FOUND);
    let gus = app.person("gus").to_string();
    edit(&gus, "2").await;
    assert_eq!(app.get("gus", &url).await.status, StatusCode::OK, "the new reviewer sees it");
    edit(&osei, "3").await;
    assert_eq!(app.get("gus", &url).await.status, StatusCode::NOT_FOUND, "and no longer");
    assert_eq!(app.post("osei", &acknowledgment, &[]).await.status, StatusCode::SEE_OTHER);
}

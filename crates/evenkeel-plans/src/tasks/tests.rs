//! Tests of tasks: sentences about people at the clinic.

use axum::http::{Method, StatusCode};
use evenkeel_core::{Id, Kind, Record};
use evenkeel_store::{Audience, NewRecord, Tx};
use evenkeel_testkit::{App, check_text, clinic};
use expect_test::expect;
use serde_json::json;

async fn app() -> App {
    clinic(crate::routes()).await
}

/// Amy gives Cleo a task; answers its address.
async fn call_families(app: &App) -> String {
    let cleo = app.person("cleo").to_string();
    let answer = app
        .post(
            "amy",
            "/plans/tasks",
            &[
                ("title", "Call the families who waited longest"),
                ("standard", "Ask **when** they can come."),
                ("owner_id", &cleo),
                ("due_at", "2026-06-19T17:00"),
                ("audience", "line"),
            ],
        )
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.location().to_owned()
}

#[tokio::test]
async fn pln_14_assigned_work_needs_a_due_time_and_keeps_what_was_typed() {
    let app = app().await;
    let cleo = app.person("cleo").to_string();
    let fields = [("title", "Call the families"), ("owner_id", cleo.as_str())];
    let answer = app.post("amy", "/plans/tasks", &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("Due is missing: work that is assigned needs a due time"));
    assert!(answer.body.contains("value=\"Call the families\""));
    let list = app.get("cleo", "/plans/tasks").await;
    assert!(!list.body.contains("Call the families"));
}

#[tokio::test]
async fn pln_14_the_standard_opens_from_the_task() {
    let app = app().await;
    let url = call_families(&app).await;
    let page = app.get("cleo", &url).await;
    check_text(
        &page,
        expect![[r#"
            Plans
            Tasks
            Call the families who waited longest
            due 19 June
            Complete task
            Edit e
            More
            Drop this task
            Delete
            Owner
            Cleo Ruiz
            Due
            19 June 2026, 17:00
            Standard
            Ask when they can come.
            Why this matters
            Nothing says yet why this matters. Link it to a goal.
            Open the whole trace
            Comments
            Nobody has said anything yet.
            Your comment
            Markdown works. Write @ and a username to bring somebody in.
            Seen by: Cleo Ruiz, those they report to, and the people named here
            Add comment
            History
            Amy Lund added this task 16 June 2026, 09:00
        "#]],
    );
}

#[tokio::test]
async fn the_line_sees_the_task_and_others_do_not() {
    let app = app().await;
    let url = call_families(&app).await;
    for (name, status) in [("cleo", 200), ("amy", 200), ("ben", 200), ("rio", 404), ("zoe", 404)] {
        assert_eq!(app.get(name, &url).await.status.as_u16(), status, "{name}");
    }
    assert_eq!(app.get("", &url).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn only_the_holder_completes_a_task() {
    let app = app().await;
    let url = call_families(&app).await;
    let refused = app.post("amy", &format!("{url}/completion"), &[]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.text().contains("Only Cleo Ruiz can close this task"));
    let done = app.post("cleo", &format!("{url}/completion"), &[]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let page = app.get("amy", &url).await;
    assert!(page.text().contains("Done on 16 June 2026."), "{}", page.text());
    assert!(!page.body.contains("/reopening"), "only Cleo opens it again");
}

#[tokio::test]
async fn the_second_of_two_edits_is_told_what_changed_and_loses_nothing() {
    let app = app().await;
    let url = call_families(&app).await;
    let edit = |title: &'static str| {
        [("title", title), ("due_at", "2026-06-19T17:00"), ("version", "1"), ("audience", "line")]
    };
    let first = app.post("amy", &url, &edit("Call all families")).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.text());
    let second = app.post("cleo", &url, &edit("Write to the families")).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    assert!(second.text().contains("Call all families"), "{}", second.text());
    assert!(second.body.contains("value=\"Write to the families\""));
    assert!(second.body.contains("name=\"version\" value=\"2\""));
}

#[tokio::test]
async fn the_api_says_the_same_words() {
    let app = app().await;
    let path = "/api/v1/plans/tasks";
    let wrong = app.api("amy", Method::POST, path, json!({ "title": "", "color": "red" })).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.headers["content-type"], "application/problem+json; charset=utf-8");
    let pointers: Vec<_> = wrong.json()["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error["pointer"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(pointers, ["/title", "/color"]);
    let made = app.api("amy", Method::POST, path, json!({ "title": "Call" })).await;
    assert_eq!(made.status, StatusCode::CREATED);
    let shown = app.api("amy", Method::GET, made.location(), json!(null)).await;
    assert_eq!(shown.headers["etag"], "\"1\"");
    let patch = json!({ "title": "Call back" });
    let late = app.api("amy", Method::PATCH, made.location(), patch.clone()).await;
    assert_eq!(late.json()["errors"][0]["pointer"], "/version");
    let request = app
        .request("amy", Method::PATCH, made.location())
        .header("content-type", "application/json")
        .header("if-match", "\"1\"")
        .body(patch.to_string().into())
        .unwrap();
    let saved = app.send(request).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.body);
    assert_eq!(saved.json()["title"], "Call back");
}

#[tokio::test]
async fn the_same_idempotency_key_makes_one_task() {
    let app = app().await;
    let fields = [("title", "Call once"), ("idempotency_key", "k1")];
    let first = app.post("amy", "/plans/tasks", &fields).await;
    let second = app.post("amy", "/plans/tasks", &fields).await;
    assert_eq!(first.location(), second.location());
    let list = app.get("amy", "/plans/tasks?show=unassigned").await;
    assert_eq!(list.body.matches("Call once").count(), 1);
}

#[tokio::test]
async fn a_task_is_dropped_with_a_reason_and_opened_again() {
    let app = app().await;
    let url = call_families(&app).await;
    let refused = app.post("cleo", &format!("{url}/dropping"), &[("reason", " ")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("Reason is missing"), "{}", refused.text());
    app.post("cleo", &format!("{url}/dropping"), &[("reason", "They all came by")]).await;
    let page = app.get("amy", &url).await;
    assert!(page.text().contains("Dropped on 16 June 2026. They all came by"), "{}", page.text());
    app.post("cleo", &format!("{url}/reopening"), &[]).await;
    assert!(app.get("cleo", "/plans/tasks").await.body.contains("Call the families"));
}

#[tokio::test]
async fn scripts_in_title_and_standard_are_made_harmless() {
    let app = app().await;
    let fields = [
        ("title", "<script>alert(1)</script>"),
        ("standard", "<img src=x onerror=alert(1)> [x](javascript:alert(1)) **bold**"),
    ];
    let made = app.post("amy", "/plans/tasks", &fields).await;
    let page = app.get("amy", made.location()).await;
    assert!(page.body.contains("&lt;script&gt;alert(1)"));
    assert!(!page.body.contains("<script>alert") && !page.body.contains("<img src=x"));
    assert!(!page.body.contains("href=\"javascript:"));
    assert!(page.body.contains("<strong>bold</strong>"));
}

#[tokio::test]
async fn what_is_wrong_missing_or_huge_changes_nothing() {
    let app = app().await;
    let long = "x".repeat(201);
    let cases = [
        ("title", "", "Title is missing"),
        ("title", long.as_str(), "Title has 201 characters; at most 200 fit"),
        ("title", "two\nlines", "Title must fit on one line"),
        ("title", "bell\u{7}", "Title holds a character that cannot be shown"),
        ("owner_id", "nobody", "Owner: choose one from the list"),
        ("owner_id", "0197ecfa-8b28-774e-ab52-a481b3a2cc08", "Owner: choose one from the list"),
        ("due_at", "soon", "Due is written such as 2026-06-30T17:00"),
        ("audience", "world", "Seen by is one of: everyone, unit, line"),
        ("color", "red", "There is no field “color” here"),
    ];
    for (field, value, message) in cases {
        let mut fields = vec![("title", "A title"), ("due_at", "2026-06-20T09:00")];
        fields.retain(|(name, _)| *name != field);
        fields.push((field, value));
        let answer = app.post("amy", "/plans/tasks", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(answer.text().contains(message), "{field}: {}", answer.text());
    }
    let list = app.get("amy", "/plans/tasks?show=open").await;
    assert!(list.text().contains("No tasks here"), "{}", list.text());
}

#[tokio::test]
async fn who_only_sees_a_task_cannot_take_it_and_close_it() {
    let app = app().await;
    let cleo = app.person("cleo").to_string();
    let fields = [
        ("title", "Order syringes"),
        ("owner_id", cleo.as_str()),
        ("due_at", "2026-06-19T17:00"),
        ("audience", "everyone"),
    ];
    let url = app.post("amy", "/plans/tasks", &fields).await.location().to_owned();
    assert_eq!(app.get("rio", &url).await.status, StatusCode::OK);
    let rio = app.person("rio").to_string();
    let taken = [fields[0], ("owner_id", rio.as_str()), fields[2], fields[3], ("version", "1")];
    let refused = app.post("rio", &url, &taken).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.text().contains("Only Cleo Ruiz, whoever set this task"), "{}", refused.text());
    assert_eq!(app.get("rio", &format!("{url}/edit")).await.status, StatusCode::FORBIDDEN);
    let path = format!("/api/v1{url}");
    let patch = json!({ "title": "Mine", "version": 1 });
    let refused = app.api("rio", Method::PATCH, &path, patch).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.body);
    for name in ["cleo", "amy", "ben"] {
        let page = app.get(name, &format!("{url}/edit")).await;
        assert_eq!(page.status, StatusCode::OK, "{name}");
    }
    let free = app.post("amy", "/plans/tasks", &[fields[0], fields[3]]).await;
    let mine = app.post("rio", free.location(), &taken).await;
    assert_eq!(mine.status, StatusCode::SEE_OTHER, "a task of nobody is anybody's to take");
}

#[tokio::test]
async fn a_task_is_closed_once_and_opened_once() {
    let app = app().await;
    let url = call_families(&app).await;
    let act = async |act: &str| {
        app.post("cleo", &format!("{url}/{act}"), &[("reason", "No need")]).await.status.as_u16()
    };
    assert_eq!(act("reopening").await, 403);
    assert_eq!(app.post("cleo", &format!("{url}/completion"), &[]).await.status.as_u16(), 303);
    assert_eq!(act("dropping").await, 403, "what is done is not dropped");
    assert_eq!(app.post("cleo", &format!("{url}/completion"), &[]).await.status.as_u16(), 403);
    assert!(app.get("cleo", &url).await.text().contains("completed this task"));
}

#[tokio::test]
async fn whom_a_task_is_taken_from_sees_it_no_longer() {
    let app = app().await;
    let url = call_families(&app).await;
    let rio = app.person("rio").to_string();
    let fields = [
        ("title", "Call the families who waited longest"),
        ("owner_id", rio.as_str()),
        ("due_at", "2026-06-19T17:00"),
        ("audience", "line"),
        ("version", "1"),
    ];
    let given = app.post("amy", &url, &fields).await;
    assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.text());
    for (name, status) in [("rio", 200), ("ben", 200), ("amy", 200), ("cleo", 404)] {
        assert_eq!(app.get(name, &url).await.status.as_u16(), status, "{name}");
    }
}

#[tokio::test]
async fn an_edit_keeps_what_its_editor_cannot_see() {
    let app = app().await;
    let aim: Id<Record> = Id::fresh(app.now());
    let hidden = move |tx: &mut Tx<'_>| {
        tx.add(&NewRecord {
            id: aim,
            kind: Kind::Goal,
            title: "Secret aim",
            state: "open",
            unit: None,
            owner: None,
            audience: Audience::Named,
            parent: None,
            text: "",
        })
    };
    app.tx("ben", hidden).await.unwrap();
    let cleo = app.person("cleo").to_string();
    let goal = aim.to_string();
    let fields = [
        ("title", "Call"),
        ("owner_id", cleo.as_str()),
        ("due_at", "2026-06-19T17:00"),
        ("goal_id", goal.as_str()),
        ("audience", "line"),
    ];
    let made = app.post("ben", "/plans/tasks", &fields).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let url = made.location().to_owned();
    let form = app.get("cleo", &format!("{url}/edit")).await;
    assert!(form.text().contains("what it serves now, which is not yours to see"));
    assert!(!form.body.contains("Secret aim"), "{}", form.text());
    let edit =
        [("title", "Call all"), fields[1], fields[2], fields[3], fields[4], ("version", "1")];
    let saved = app.post("cleo", &url, &edit).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    assert!(app.get("ben", &url).await.text().contains("Secret aim"));
    let foreign = [("title", "Other"), fields[3]];
    let refused = app.post("cleo", "/plans/tasks", &foreign).await;
    assert!(refused.text().contains("Goal: choose one from the list"), "{}", refused.text());
}

//! Tests of values: sentences about people at the clinic.

use axum::http::{Method, StatusCode};
use evenkeel_testkit::App;
use expect_test::expect;
use serde_json::json;

use crate::testing::{api, app, check, id, must, value};

/// Cleo proposes to sharpen the value; answers the proposal's address.
async fn propose(app: &App, value: &str) -> String {
    let fields = [
        ("title", "We say it the same day"),
        ("meaning", "A worry that waits grows."),
        ("behaviors", "We tell a worry the same day\nWe ask before we judge"),
        ("why", "“Early” was read as “some time”."),
    ];
    must(app, "cleo", &format!("{value}/proposals"), &fields).await
}

#[tokio::test]
async fn dir_3_a_value_is_told_by_its_behaviors() {
    // DIR-3
    let app = app().await;
    let url = value(&app).await;
    let page = app.get("cleo", &url).await;
    check(
        &page,
        expect![[r#"
            Clinic
            Direction
            Values
            We say it early
            Version 1, published 16 June 2026.
            Propose a change
            A worry that waits grows.
            What we do when we hold it
            We tell a worry the same day
            We thank who tells us
            Proposals
            Nobody has proposed a change. A value changes only by a proposal that was
              decided, and to which everybody may object.
            Who stands behind it
            Nobody has endorsed version 1 yet.
            Endorse version 1
            Your name will stand here, with the version that you endorse.
            Versions
            Version 1 16 June 2026, by Dr Osei
            Current
            Why this matters
            It stands for itself. The trace shows what serves it.
            Open the whole trace
            Comments
            Nobody has said anything yet.
            Your comment
            Markdown works. Write @ and a username to bring somebody in.
            Seen by: everyone
            Add comment
            History
            Dr Osei wrote version 1 of this value 16 June 2026, 09:00
        "#]],
    );
}

#[tokio::test]
async fn dir_3_a_value_changes_only_by_a_decided_proposal() {
    let app = app().await;
    let url = value(&app).await;
    let path = format!("/api/v1{url}");
    let direct = app.api("osei", Method::PATCH, &path, json!({ "title": "Mine" })).await;
    assert_eq!(direct.status, StatusCode::METHOD_NOT_ALLOWED);
    for act in ["/retirement", "/deletion", "/edit"] {
        let none = app.post("osei", &format!("{url}{act}"), &[]).await;
        assert_eq!(none.status, StatusCode::NOT_FOUND, "{act}");
    }
    let element = format!("/direction/elements/{}", id(&url));
    for (method, path) in [("DELETE", element.clone()), ("POST", format!("{element}/retirement"))] {
        let refused = api(&app, "osei", method, &path, json!({})).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
        assert!(refused.body.contains("A value changes only by a proposal"), "{}", refused.body);
    }
    let proposal = propose(&app, &url).await;
    assert!(app.get("rio", &url).await.text().contains("We say it early"));
    let cleo = app.post("cleo", &format!("{proposal}/decision"), &[("outcome", "adopted")]).await;
    assert_eq!(cleo.status, StatusCode::FORBIDDEN);
    must(&app, "osei", &format!("{proposal}/decision"), &[("outcome", "adopted")]).await;
    let page = app.get("rio", &url).await.text();
    assert!(page.contains("We say it the same day") && page.contains("Version 2"), "{page}");
    let again = app.post("osei", &format!("{proposal}/decision"), &[("outcome", "adopted")]).await;
    assert_eq!(again.status, StatusCode::FORBIDDEN);
    let first = app.get("rio", &format!("{url}/editions/1")).await.text();
    assert!(first.contains("We thank who tells us"), "{first}");
}

#[tokio::test]
async fn dir_3_objections_stay_readable_with_their_answers() {
    let app = app().await;
    let url = value(&app).await;
    let proposal = propose(&app, &url).await;
    let objection = [("text", "At night nobody can be called.")];
    must(&app, "rio", &format!("{proposal}/objections"), &objection).await;
    let early = app.post("osei", &format!("{proposal}/decision"), &[("outcome", "adopted")]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.text().contains("1 objection has no answer yet. Answer first"));
    let read = api(&app, "amy", "GET", &proposal, json!(null)).await.json();
    let first = read["objections"][0]["id"].as_str().unwrap().to_owned();
    let answer = format!("/direction/objections/{first}/answer");
    let amy = app.post("amy", &answer, &[("answer", "No")]).await;
    assert_eq!(amy.status, StatusCode::FORBIDDEN);
    assert!(amy.text().contains("Only Cleo Ruiz or the unit's lead or manager can answer this"));
    must(&app, "cleo", &answer, &[("answer", "Then the next morning counts.")]).await;
    let decline =
        app.post("osei", &format!("{proposal}/decision"), &[("outcome", "declined")]).await;
    assert!(decline.text().contains("Answer is missing: say why the proposal is declined"));
    let decision = [("outcome", "declined"), ("answer", "Let us try it for a month first.")];
    must(&app, "osei", &format!("{proposal}/decision"), &decision).await;
    let page = app.get("rio", &proposal).await;
    check(
        &page,
        expect![[r#"
            Direction
            Values
            We say it early
            Change this value Declined
            Proposed by Cleo Ruiz on 16 June 2026.
            Why
            “Early” was read as “some time”.
            Proposed
            We say it the same day
            A worry that waits grows.
            We tell a worry the same day
            We ask before we judge
            Decision
            Dr Osei declined it on 16 June 2026.
            Let us try it for a month first.
            Objections
            Rio Tan objects
            16 June 2026, 09:02
            At night nobody can be called.
            Cleo Ruiz answers
            16 June 2026, 09:03
            Then the next morning counts.
        "#]],
    );
    assert!(app.get("rio", &url).await.text().contains("We say it early"));
}

#[tokio::test]
async fn dir_3_a_value_can_be_retired_by_a_proposal() {
    let app = app().await;
    let url = value(&app).await;
    let fields = [("is_retirement", "true"), ("why", "Nobody lives it.")];
    let proposal = must(&app, "amy", &format!("{url}/proposals"), &fields).await;
    must(&app, "ben", &format!("{proposal}/decision"), &[("outcome", "adopted")]).await;
    assert!(app.get("rio", &url).await.text().contains("Retired"));
    assert!(!app.get("rio", "/direction").await.text().contains("We say it early"));
}

#[tokio::test]
async fn a_proposal_on_an_older_version_is_not_adopted() {
    let app = app().await;
    let url = value(&app).await;
    let first = propose(&app, &url).await;
    let second = propose(&app, &url).await;
    must(&app, "osei", &format!("{first}/decision"), &[("outcome", "adopted")]).await;
    let late = app.post("osei", &format!("{second}/decision"), &[("outcome", "adopted")]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.text().contains("The value has changed since this was proposed"));
}

#[tokio::test]
async fn who_may_not_see_the_value_sees_no_proposal_either() {
    let app = app().await;
    let url = value(&app).await;
    let proposal = propose(&app, &url).await;
    must(&app, "rio", &format!("{proposal}/objections"), &[("text", "No")]).await;
    let read = api(&app, "amy", "GET", &proposal, json!(null)).await.json();
    let objection = read["objections"][0]["id"].as_str().unwrap().to_owned();
    for name in ["gus", "zoe"] {
        assert_eq!(app.get(name, &proposal).await.status, StatusCode::NOT_FOUND, "{name}");
        for (path, field) in [
            (format!("{proposal}/objections"), "text"),
            (format!("{url}/proposals"), "why"),
            (format!("/direction/objections/{objection}/answer"), "answer"),
        ] {
            let fields = [(field, "x"), ("is_retirement", "true")];
            let fields = if field == "why" { &fields[..] } else { &fields[..1] };
            let answer = app.post(name, &path, fields).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name} {path}");
        }
    }
    let empty = app.post("rio", &format!("{proposal}/objections"), &[("text", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text().contains("Your objection is missing"));
    let same = json!({ "title": "We say it early", "meaning": "A worry that waits grows.",
        "behaviors": ["We tell a worry the same day", "We thank who tells us"], "why": "x" });
    let path = format!("/direction/values/{}/proposals", id(&url));
    let refused = api(&app, "amy", "POST", &path, same).await;
    assert_eq!(refused.json()["errors"][0]["pointer"], "/title");
}

#[tokio::test]
async fn dir_3_a_retired_value_does_not_come_back_by_a_proposal_that_was_left_open() {
    let app = app().await;
    let url = value(&app).await;
    let change = propose(&app, &url).await;
    let retire = [("is_retirement", "true"), ("why", "Nobody lives it.")];
    let retirement = must(&app, "amy", &format!("{url}/proposals"), &retire).await;
    must(&app, "osei", &format!("{retirement}/decision"), &[("outcome", "adopted")]).await;
    let late = app.post("osei", &format!("{change}/decision"), &[("outcome", "adopted")]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.text().contains("The value is retired. Decline the proposal"), "{}", late.text());
    let read = api(&app, "cleo", "GET", &url, json!(null)).await.json();
    assert_eq!((&read["state"], &read["number"]), (&json!("retired"), &json!(1)));
    let declined = [("outcome", "declined"), ("answer", "It is retired.")];
    must(&app, "osei", &format!("{change}/decision"), &declined).await;
}

#[tokio::test]
async fn whoever_decides_does_not_change_who_sees_a_value() {
    let app = app().await;
    let nursing = app.unit("nursing").to_string();
    let fields = [
        ("title", "We speak up"),
        ("meaning", "Silence harms."),
        ("behaviors", "We say what worries us"),
        ("unit_id", nursing.as_str()),
        ("audience", "line"),
    ];
    let url = must(&app, "amy", "/direction/values", &fields).await;
    let change = [fields[0], fields[1], ("behaviors", "We ask"), ("why", "Clearer.")];
    let proposal = must(&app, "ben", &format!("{url}/proposals"), &change).await;
    must(&app, "osei", &format!("{proposal}/decision"), &[("outcome", "adopted")]).await;
    for (name, status) in [("amy", 200), ("ben", 200), ("osei", 200), ("cleo", 404)] {
        assert_eq!(app.get(name, &url).await.status.as_u16(), status, "{name}");
    }
}

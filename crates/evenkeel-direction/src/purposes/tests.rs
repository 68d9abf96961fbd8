//! Tests of purposes: sentences about people at the clinic.

use axum::http::StatusCode;
use expect_test::expect;
use serde_json::json;

use crate::testing::{api, app, check, id, must, patch};

#[tokio::test]
async fn dir_1_a_purpose_is_versioned_dated_commented_and_endorsed() {
    // DIR-1
    let app = app().await;
    let unit = app.unit("clinic").to_string();
    let fields = [
        ("title", "So that every child grows up healthy"),
        ("body", "For *all* families."),
        ("unit_id", unit.as_str()),
    ];
    let url = must(&app, "osei", "/direction/purposes", &fields).await;
    must(&app, "amy", &format!("{url}/endorsement"), &[("number", "1")]).await;
    must(&app, "amy", &format!("{url}/endorsement/withdrawal"), &[("number", "1")]).await;
    let edited = patch(&app, "osei", &url, json!({ "body": "For all families here." })).await;
    assert_eq!(edited.json()["number"], 2);
    let page = app.get("amy", &url).await;
    check(
        &page,
        expect![[r#"
            Clinic
            Direction
            Purposes
            So that every child grows up healthy
            Version 2, published 16 June 2026.
            For all families here.
            Who stands behind it
            Nobody has endorsed version 2 yet.
            Endorse version 2
            Your name will stand here, with the version that you endorse.
            Versions
            Version 2 16 June 2026, by Dr Osei
            Current
            Version 1 16 June 2026, by Dr Osei
            Why this matters
            Chains end here. The trace shows all that serves it.
            Open the whole trace
            Comments
            Nobody has said anything yet.
            Your comment
            Markdown works. Write @ and a username to bring somebody in.
            Seen by: everyone
            Add comment
            History
            Dr Osei published version 2 16 June 2026, 09:03
            Body
            For *all* families. → For all families here.
            Amy Lund took back the endorsement of version 1 16 June 2026, 09:02
            Amy Lund endorsed version 1 16 June 2026, 09:01
            Dr Osei wrote version 1 of this purpose 16 June 2026, 09:00
        "#]],
    );
    let editions = format!("/direction/elements/{}/editions", id(&url));
    let editions = api(&app, "cleo", "GET", &editions, json!(null)).await.json();
    assert_eq!(editions[1]["passages"][1]["text"], "For *all* families.");
    assert_eq!(editions[1]["published_by_name"], "Dr Osei");
}

#[tokio::test]
async fn a_change_of_the_audience_is_no_new_version() {
    let app = app().await;
    let unit = app.unit("nursing").to_string();
    let fields = [("title", "So that nights are calm"), ("unit_id", unit.as_str())];
    let url = must(&app, "amy", "/direction/purposes", &fields).await;
    let edited = patch(&app, "amy", &url, json!({ "audience": "unit" })).await;
    assert_eq!(edited.json()["number"], 1);
    assert_eq!(edited.json()["version"], 2);
    assert_eq!(app.get("cleo", &url).await.status, StatusCode::OK);
    assert_eq!(app.get("rio", &url).await.status, StatusCode::NOT_FOUND);
    let page = app.get("rio", &format!("/direction?unit={unit}")).await.text();
    assert!(!page.contains("nights are calm"), "{page}");
}

#[tokio::test]
async fn the_second_of_two_edits_is_told_what_changed() {
    let app = app().await;
    let unit = app.unit("clinic").to_string();
    let fields = [("title", "One"), ("unit_id", unit.as_str())];
    let url = must(&app, "osei", "/direction/purposes", &fields).await;
    let edit =
        |title: &'static str| [("title", title), ("unit_id", unit.as_str()), ("version", "1")];
    must(&app, "osei", &url, &edit("Two")).await;
    let second = app.post("ben", &url, &edit("Three")).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    assert!(second.text().contains("Two") && second.body.contains("value=\"Three\""));
    assert_eq!(app.get("ben", &format!("{url}/editions/3")).await.status, StatusCode::NOT_FOUND);
}

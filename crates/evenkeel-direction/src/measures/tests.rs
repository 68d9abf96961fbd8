//! Tests of sustainability measures: sentences about people at the clinic.

use axum::http::StatusCode;
use evenkeel_testkit::App;
use expect_test::expect;
use serde_json::json;

use crate::testing::{api, app, check, id, must, vision};

/// Dr Osei adds a measure that Amy owns; answers its address.
async fn measure(app: &App) -> String {
    let vision = vision(app, "osei", "clinic", "No child waits longer than a week").await;
    let (unit, amy) = (app.unit("clinic").to_string(), app.person("amy").to_string());
    let fields = [
        ("title", "Nurses who stay"),
        ("why", "A picture without nurses **does not last**."),
        ("unit", "%"),
        ("target", "85"),
        ("owner_id", amy.as_str()),
        ("vision_id", id(&vision)),
        ("unit_id", unit.as_str()),
    ];
    must(app, "osei", "/direction/measures", &fields).await
}

#[tokio::test]
async fn dir_13_a_sustainability_measure_opens_with_its_owner_and_history() {
    // DIR-13
    let app = app().await;
    let url = measure(&app).await;
    let note = format!("{url}/readings");
    must(&app, "amy", &note, &[("value", "72.5"), ("read_on", "2025-06-16")]).await;
    must(&app, "amy", &note, &[("value", "74")]).await;
    must(&app, "amy", &note, &[("value", "75")]).await;
    let page = app.get("cleo", &url).await;
    check(
        &page,
        expect![[r#"
            Direction
            Sustainability measures
            Nurses who stay
            75% on 16 June 2026; the target is 85.
            Owner
            Amy Lund
            Vision
            No child waits longer than a week
            Target
            85%
            Unit
            Clinic
            Why this number
            A picture without nurses does not last.
            History
            Now 75%. 10 below the target of 85%. 2 readings from 16 June 2025 to 16 June
              2026, between 72.5 and 75%.Nurses who stayNow 75%. 10 below the target of
              85%. 2 readings from 16 June 2025 to 16 June 2026, between 72.5 and
              75%.8572.516 Jun16 Jun16 June 2025: 72.5%16 June 2026: 75%now 75%target
              85%Nurses who stayNow 75%. 10 below the target of 85%. 2 readings from 16
              June 2025 to 16 June 2026, between 72.5 and 75%.8572.516 Jun16 Jun16 June
              2025: 72.5%16 June 2026: 75%now 75%target 85%
            See as a table
            Nurses who stay, in %, target 85
            | Day | | Reading |
            | 16 June 2026 | | 75 |
            | 16 June 2025 | | 72.5 |
            Why this matters
            This sustainability measure serves the vision “No child waits longer than a
              week”.
            Vision No child waits longer than a week
            Open the whole trace
            Comments
            Nobody has said anything yet.
            Your comment
            Markdown works. Write @ and a username to bring somebody in.
            Seen by: everyone
            Add comment
            History
            Amy Lund noted 75 for 16 June 2026 16 June 2026, 09:04
            Amy Lund noted 74 for 16 June 2026 16 June 2026, 09:03
            Amy Lund noted 72.5 for 16 June 2025 16 June 2026, 09:02
            Dr Osei added this measure 16 June 2026, 09:01
        "#]],
    );
    let read = api(&app, "cleo", "GET", &url, json!(null)).await.json();
    assert_eq!(read["owner_name"], "Amy Lund");
    let values: Vec<_> = read["readings"].as_array().unwrap().iter().collect();
    assert_eq!(values.len(), 2);
    assert_eq!(values[0]["value_micro"], 75_000_000);
}

#[tokio::test]
async fn dir_13_the_long_range_shows_the_picture_and_its_measures() {
    let app = app().await;
    let url = measure(&app).await;
    let nursing = app.unit("nursing").to_string();
    let page = app.get("cleo", &format!("/direction/long-range?unit={nursing}")).await;
    check(
        &page,
        expect![[r#"
            Clinic
            Nursing
            Long range of Nursing
            The picture 3 to 10 years ahead, and the numbers that watch it.
            Direction
            Map
            Long range
            Sheet
            No child waits longer than a week, in 2031
            A mother calls at 8. By noon her child has been seen.
            Sustainability measures
            Nurses who stay Amy Lund · No readings yet.
            Nursing has no vision of its own: this is from Clinic.
        "#]],
    );
    assert!(page.body.contains(&format!("href=\"{url}\"")));
}

#[tokio::test]
async fn only_the_owner_or_a_head_notes_a_reading() {
    let app = app().await;
    let url = measure(&app).await;
    let note = format!("{url}/readings");
    for (name, status) in [("cleo", 403), ("gus", 404), ("zoe", 404)] {
        let answer = app.post(name, &note, &[("value", "1")]).await;
        assert_eq!(answer.status.as_u16(), status, "{name}");
    }
    let future = app.post("amy", &note, &[("value", "1"), ("read_on", "2026-06-17")]).await;
    assert!(future.text().contains("Day must not lie after today"), "{}", future.text());
    let words = app.post("amy", &note, &[("value", "good")]).await;
    assert_eq!(words.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(words.text().contains("Reading is a number such as 12.5"), "{}", words.text());
    let refused = api(&app, "osei", "POST", "/direction/measures", json!({ "title": "X" })).await;
    let text = refused.body;
    for field in ["owner_id", "vision_id", "unit_id"] {
        assert!(text.contains(&format!("\"/{field}\"")), "{text}");
    }
    must(&app, "amy", &format!("{url}/deletion"), &[]).await;
    assert_eq!(app.get("amy", &url).await.status, StatusCode::NOT_FOUND);
}

//! Tests of visions: sentences about people at the clinic.

use axum::http::StatusCode;
use expect_test::expect;
use serde_json::json;

use crate::testing::{api, app, check, id, must, patch, vision};

#[tokio::test]
async fn dir_2_a_vision_opens_with_its_horizon_and_who_stands_behind_it() {
    // DIR-2
    let app = app().await;
    let url = vision(&app, "osei", "clinic", "No child waits longer than a week").await;
    must(&app, "cleo", &format!("{url}/endorsement"), &[("number", "1")]).await;
    let page = app.get("amy", &url).await;
    check(
        &page,
        expect![[r#"
            Clinic
            Direction
            Visions
            No child waits longer than a week
            The picture in 2031. Version 1, published 16 June 2026.
            A mother calls at 8. By noon her child has been seen.
            Who stands behind it
            1 person has endorsed version 1.
            Endorse version 1
            Your name will stand here, with the version that you endorse.
            See who
            Endorsements
            | Who | | Version | | When |
            | Cleo Ruiz | | 1 | | 16 June 2026, 09:01 |
            Versions
            Version 1 16 June 2026, by Dr Osei
            Current
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
            Cleo Ruiz endorsed version 1 16 June 2026, 09:01
            Dr Osei wrote version 1 of this vision 16 June 2026, 09:00
        "#]],
    );
}

#[tokio::test]
async fn dir_2_an_endorsement_names_the_version_and_is_told_of_a_newer_one() {
    let app = app().await;
    let url = vision(&app, "osei", "clinic", "No child waits longer than a week").await;
    must(&app, "cleo", &format!("{url}/endorsement"), &[("number", "1")]).await;
    let saved =
        patch(&app, "osei", &url, json!({ "narrative": "A call, and seen by noon." })).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.body);
    assert_eq!(saved.json()["number"], 2);
    assert_eq!(saved.json()["endorsed_count"], 0);
    let page = app.get("cleo", &url).await.text();
    assert!(page.contains("You endorsed version 1; version 2 is newer."), "{page}");
    assert!(page.contains("Endorse version 2"));
    let stale = app.post("cleo", &format!("{url}/endorsement"), &[("number", "1")]).await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(stale.body.contains("Version 2 is the current one"));
    must(&app, "cleo", &format!("{url}/endorsement"), &[("number", "2")]).await;
    let path = format!("/direction/elements/{}/endorsers", id(&url));
    let endorsers = api(&app, "amy", "GET", &path, json!(null)).await.json();
    let numbers: Vec<_> = endorsers.as_array().unwrap().iter().map(|one| &one["number"]).collect();
    assert_eq!(numbers, [&json!(2), &json!(1)]);
}

#[tokio::test]
async fn dir_2_each_older_version_opens_with_its_date() {
    let app = app().await;
    let url = vision(&app, "osei", "clinic", "No child waits longer than a week").await;
    app.set_now("2026-06-20T09:00:00Z");
    patch(&app, "osei", &url, json!({ "title": "No child waits longer than 3 days" })).await;
    let first = app.get("cleo", &format!("{url}/editions/1")).await;
    check(
        &first,
        expect![[r#"
        Direction
        No child waits longer than 3 days
        Version 1
        No child waits longer than a week
        Version 1 of 2, published 16 June 2026 by Dr Osei. Read the current version
        Narrative
        A mother calls at 8. By noon her child has been seen.
        Horizon
        2031
    "#]],
    );
    let second = app.get("cleo", &format!("{url}/editions/2")).await.text();
    assert!(second.contains("Version 2 of 2, published 20 June 2026 by Dr Osei."), "{second}");
    let none = app.get("cleo", &format!("{url}/editions/3")).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
    let other = url.replace("visions", "strategies");
    assert_eq!(app.get("cleo", &format!("{other}/editions/1")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn dir_2_a_vision_without_a_horizon_shows_as_incomplete() {
    let app = app().await;
    let unit = app.unit("clinic").to_string();
    for (year, rule) in [
        ("", "It has no horizon. Say which year the picture shows, 3 to 10 years ahead."),
        ("2028", "Its horizon, 2028, lies 2 years ahead. A vision looks 3 to 10 years ahead."),
        ("2037", "Its horizon, 2037, lies 11 years ahead. A vision looks 3 to 10 years ahead."),
        ("2020", "Its horizon, 2020, has passed. A vision looks 3 to 10 years ahead."),
    ] {
        let fields = [
            ("title", "No child waits"),
            ("narrative", "Seen by noon."),
            ("horizon_year", year),
            ("unit_id", unit.as_str()),
        ];
        let url = must(&app, "osei", "/direction/visions", &fields).await;
        let page = app.get("cleo", &url).await.text();
        assert!(page.contains("Incomplete") && page.contains(rule), "{page}");
    }
    let whole = vision(&app, "osei", "clinic", "A whole one").await;
    assert!(!app.get("cleo", &whole).await.text().contains("Incomplete"));
}

#[tokio::test]
async fn dir_1_everybody_reads_it_and_strangers_and_guests_do_not() {
    // DIR-1
    let app = app().await;
    let url = vision(&app, "osei", "clinic", "No child waits longer than a week").await;
    for (name, status) in [("osei", 200), ("cleo", 200), ("rio", 200), ("gus", 404), ("zoe", 404)] {
        assert_eq!(app.get(name, &url).await.status.as_u16(), status, "{name}");
        let edition = app.get(name, &format!("{url}/editions/1")).await;
        assert_eq!(edition.status.as_u16(), status, "{name}");
    }
    assert_eq!(app.get("", &url).await.status, StatusCode::SEE_OTHER);
    for name in ["gus", "zoe"] {
        let endorsed = app.post(name, &format!("{url}/endorsement"), &[("number", "1")]).await;
        assert_eq!(endorsed.status, StatusCode::NOT_FOUND, "{name}");
    }
}

#[tokio::test]
async fn only_who_heads_the_unit_writes_its_vision() {
    let app = app().await;
    let nursing = app.unit("nursing").to_string();
    let fields = [("title", "Ours"), ("narrative", "Calm nights."), ("unit_id", nursing.as_str())];
    for name in ["cleo", "rio"] {
        let refused = app.post(name, "/direction/visions", &fields).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{name}");
        assert!(refused.text().contains("Only the unit's lead or manager"), "{}", refused.text());
    }
    let url = must(&app, "amy", "/direction/visions", &fields).await;
    let edit = patch(&app, "cleo", &url, json!({ "title": "Theirs" })).await;
    assert_eq!(edit.status, StatusCode::FORBIDDEN);
    assert_eq!(app.get("cleo", &format!("{url}/edit")).await.status, StatusCode::FORBIDDEN);
    let moved = json!({ "unit_id": app.unit("clinic").to_string() });
    assert_eq!(patch(&app, "amy", &url, moved).await.status, StatusCode::FORBIDDEN);
    let gone = app.post("cleo", &format!("{url}/deletion"), &[]).await;
    assert_eq!(gone.status, StatusCode::FORBIDDEN);
    assert_eq!(patch(&app, "amy", &url, json!({ "title": "Still" })).await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_is_wrong_is_said_at_the_field_and_what_was_typed_is_kept() {
    let app = app().await;
    let unit = app.unit("clinic").to_string();
    let fields = [
        ("title", "Line one\nline two"),
        ("narrative", "<script>alert(1)</script>"),
        ("horizon_year", "soon"),
        ("parent_id", unit.as_str()),
        ("unit_id", unit.as_str()),
    ];
    let answer = app.post("osei", "/direction/visions", &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = answer.text();
    assert!(text.contains("Vision in one line must fit on one line"), "{text}");
    assert!(text.contains("Horizon is written as a whole number, such as 12"), "{text}");
    assert!(answer.body.contains("value=\"soon\"") && !answer.body.contains("<script>alert"));
    let fields =
        [("title", "A"), ("narrative", "B"), ("parent_id", &unit), ("unit_id", unit.as_str())];
    let answer = app.post("osei", "/direction/visions", &fields).await;
    assert!(answer.text().contains("Serves: choose one from the list"), "{}", answer.text());
    let stranger = app.post("zoe", "/direction/visions", &fields).await;
    assert_eq!(stranger.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(stranger.text().contains("Unit: choose one from the list"));
}

#[tokio::test]
async fn markdown_of_people_is_harmless() {
    let app = app().await;
    let unit = app.unit("clinic").to_string();
    let hostile = "<img src=x onerror=alert(1)> [go](javascript:alert(1)) **bold**";
    let fields = [("title", "<b>T</b>"), ("narrative", hostile), ("unit_id", unit.as_str())];
    let url = must(&app, "osei", "/direction/visions", &fields).await;
    for path in [url.clone(), format!("{url}/editions/1"), "/direction".to_owned()] {
        let body = app.get("cleo", &path).await.body;
        assert!(!body.contains("<img") && !body.contains("href=\"javascript"), "{path}");
        assert!(body.contains("&lt;b&gt;T&lt;/b&gt;"), "{path}");
    }
}

#[tokio::test]
async fn a_retired_vision_stays_readable_and_leads_no_longer() {
    let app = app().await;
    let url = vision(&app, "osei", "clinic", "No child waits longer than a week").await;
    must(&app, "osei", &format!("{url}/retirement"), &[]).await;
    assert!(app.get("cleo", &url).await.text().contains("Retired"));
    assert!(!app.get("cleo", "/direction").await.text().contains("No child waits"));
    assert!(!app.get("cleo", "/direction/visions").await.text().contains("No child waits"));
    let list = app.get("cleo", "/direction/visions?state=retired").await.text();
    assert!(list.contains("No child waits"), "{list}");
    let late = app.post("cleo", &format!("{url}/endorsement"), &[("number", "1")]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    must(&app, "osei", &format!("{url}/revival"), &[]).await;
    must(&app, "osei", &format!("{url}/deletion"), &[]).await;
    assert_eq!(app.get("osei", &url).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_list_goes_on_where_the_page_ends() {
    let app = app().await;
    for title in ["C", "A", "B"] {
        vision(&app, "osei", "clinic", title).await;
    }
    let first = api(&app, "cleo", "GET", "/direction/visions?limit=2", json!(null)).await.json();
    let titles = |page: &serde_json::Value| -> Vec<String> {
        let items = page["items"].as_array().unwrap();
        items.iter().map(|item| item["title"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(titles(&first), ["A", "B"]);
    let next = first["next"].as_str().unwrap();
    let path = format!("/direction/visions?limit=2&after={next}");
    let second = api(&app, "cleo", "GET", &path, json!(null)).await.json();
    assert_eq!(titles(&second), ["C"]);
    assert!(second.get("next").is_none());
}

//! Tests of strategies: sentences about people at the clinic.

use axum::http::StatusCode;
use expect_test::expect;
use serde_json::json;

use crate::testing::{api, app, check, id, must, patch, strategy, vision};

#[tokio::test]
async fn dir_4_a_strategy_is_a_choice_with_priorities_and_a_not_doing_list() {
    // DIR-4
    let app = app().await;
    let vision = vision(&app, "osei", "clinic", "No child waits longer than a week").await;
    let url = strategy(&app, &vision, "Go to the families").await;
    let page = app.get("cleo", &url).await;
    check(
        &page,
        expect![[r#"
            Clinic
            Direction
            Strategies
            Go to the families
            Version 1, published 16 June 2026.
            Serves
            Vision: No child waits longer than a week
            The choice
            We go to the families.
            Priorities
            Evening hours
            Calls before noon
            A nurse in each school
            Not doing
            A second building
            Who stands behind it
            Nobody has endorsed version 1 yet.
            Endorse version 1
            Your name will stand here, with the version that you endorse.
            Versions
            Version 1 16 June 2026, by Dr Osei
            Current
            Why this matters
            This strategy serves the vision “No child waits longer than a week”.
            Vision No child waits longer than a week
            Open the whole trace
            Comments
            Nobody has said anything yet.
            Your comment
            Markdown works. Write @ and a username to bring somebody in.
            Seen by: everyone
            Add comment
            History
            Dr Osei wrote version 1 of this strategy 16 June 2026, 09:01
        "#]],
    );
}

#[tokio::test]
async fn dir_4_outside_3_to_5_priorities_or_without_a_not_doing_list_it_is_incomplete() {
    let app = app().await;
    let vision = vision(&app, "osei", "clinic", "No child waits longer than a week").await;
    let url = strategy(&app, &vision, "Go to the families").await;
    let whole = api(&app, "cleo", "GET", &url, json!(null)).await;
    assert_eq!(whole.json()["missing"], json!([]));
    for (change, rule) in [
        (json!({ "priorities": ["One", "Two"] }), "It has 2 priorities. A strategy has 3 to 5."),
        (
            json!({ "priorities": ["1", "2", "3", "4", "5", "6"] }),
            "It has 6 priorities. A strategy has 3 to 5.",
        ),
        (json!({ "priorities": [] }), "It has no priorities. A strategy has 3 to 5."),
        (
            json!({ "not_doing": [] }),
            "Its not-doing list is empty. Say what is left aside on purpose.",
        ),
        (
            json!({ "parent_id": "" }),
            "It leads to no vision yet. Choose the vision that it serves.",
        ),
    ] {
        let saved = patch(&app, "osei", &url, change).await;
        assert_eq!(saved.status, StatusCode::OK, "{}", saved.body);
        let page = app.get("cleo", &url).await.text();
        assert!(page.contains("Incomplete") && page.contains(rule), "{rule}: {page}");
        let list = app.get("cleo", "/direction/strategies").await.text();
        assert!(list.contains("Incomplete"), "{list}");
    }
}

#[tokio::test]
async fn dir_4_an_older_version_keeps_its_priorities() {
    let app = app().await;
    let vision = vision(&app, "osei", "clinic", "No child waits longer than a week").await;
    let url = strategy(&app, &vision, "Go to the families").await;
    patch(&app, "osei", &url, json!({ "priorities": ["A", "B", "C"] })).await;
    let first = app.get("cleo", &format!("{url}/editions/1")).await.text();
    assert!(first.contains("A nurse in each school"), "{first}");
    assert!(first.contains("Version 1 of 2"), "{first}");
}

#[tokio::test]
async fn a_strategy_serves_a_vision_and_nothing_else() {
    let app = app().await;
    let vision = vision(&app, "osei", "clinic", "No child waits longer than a week").await;
    let url = strategy(&app, &vision, "Go to the families").await;
    let other = json!({ "parent_id": id(&url) });
    let refused = patch(&app, "osei", &url, other).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.json()["errors"][0]["pointer"], "/parent_id");
    let unit = app.unit("clinic").to_string();
    let long = "x".repeat(301);
    let fields = [("title", ""), ("priorities", long.as_str()), ("unit_id", unit.as_str())];
    let refused = app.post("osei", "/direction/strategies", &fields).await;
    let text = refused.text();
    assert!(text.contains("Strategy in one line is missing"), "{text}");
    assert!(text.contains("Priorities: a line may have at most 300 characters"), "{text}");
    must(&app, "osei", &format!("{url}/deletion"), &[]).await;
    assert_eq!(app.get("cleo", &url).await.status, StatusCode::NOT_FOUND);
}

//! Tests of what all elements share: sentences about people at the clinic.

use axum::http::StatusCode;
use serde_json::json;

use crate::testing::{api, app, bet, id, must, strategy, value, vision};

#[tokio::test]
async fn dir_1_people_stand_behind_every_kind_of_element_by_name() {
    // DIR-1
    let app = app().await;
    let vision = vision(&app, "osei", "clinic", "No child waits longer than a week").await;
    let unit = app.unit("clinic").to_string();
    let purpose = [("title", "So that children grow up healthy"), ("unit_id", unit.as_str())];
    let purpose = must(&app, "osei", "/direction/purposes", &purpose).await;
    let urls = [
        purpose,
        vision.clone(),
        value(&app).await,
        strategy(&app, &vision, "Go to the families").await,
        bet(&app).await,
    ];
    for url in urls {
        must(&app, "cleo", &format!("{url}/endorsement"), &[("number", "1")]).await;
        let page = app.get("amy", &url).await.text();
        assert!(page.contains("1 person has endorsed version 1."), "{page}");
        assert!(page.contains("Cleo Ruiz endorsed version 1"), "{page}");
        assert!(page.contains("Add comment"), "{page}");
        assert!(page.contains("published 16 June 2026") || page.contains("Version 1 16 June"));
        let back = format!("{url}/endorsement/withdrawal");
        must(&app, "cleo", &back, &[("number", "1")]).await;
        let page = app.get("amy", &url).await.text();
        assert!(page.contains("Nobody has endorsed version 1 yet."), "{page}");
        let again = app.post("cleo", &back, &[("number", "1")]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn the_api_endorses_retires_and_deletes_as_the_pages_do() {
    let app = app().await;
    let url = vision(&app, "osei", "clinic", "No child waits longer than a week").await;
    let path = format!("/direction/elements/{}", id(&url));
    let call = |who: &'static str, method: &'static str, act: &'static str| {
        let path = format!("{path}{act}");
        let body = match (method, act) {
            ("GET", _) => json!(null),
            (_, "/endorsement") => json!({ "number": 1 }),
            _ => json!({}),
        };
        let app = &app;
        async move { api(app, who, method, &path, body).await.status.as_u16() }
    };
    assert_eq!(call("cleo", "POST", "/endorsement").await, 200);
    assert_eq!(call("cleo", "DELETE", "/endorsement").await, 200);
    assert_eq!(call("cleo", "DELETE", "/endorsement").await, 422);
    assert_eq!(call("zoe", "GET", "/editions").await, 404);
    assert_eq!(call("zoe", "POST", "/endorsement").await, 404);
    assert_eq!(call("cleo", "POST", "/retirement").await, 403);
    assert_eq!(call("osei", "POST", "/retirement").await, 200);
    assert_eq!(call("osei", "POST", "/revival").await, 200);
    assert_eq!(call("cleo", "GET", "/editions/1").await, 200);
    assert_eq!(call("cleo", "GET", "/editions/2").await, 404);
    assert_eq!(call("cleo", "DELETE", "").await, 403);
    assert_eq!(call("osei", "DELETE", "").await, 200);
    assert_eq!(call("osei", "GET", "/editions").await, 404);
    let person = format!("/direction/elements/{}/editions", app.person("cleo"));
    assert_eq!(api(&app, "osei", "GET", &person, json!(null)).await.status, StatusCode::NOT_FOUND);
}

//! Tests of units: sentences about people at the clinic.

use axum::http::{Method, StatusCode};
use evenkeel_core::{Id, Kind, Record};
use evenkeel_store::{Audience, NewRecord};
use evenkeel_testkit::{App, check_text, clinic};
use expect_test::expect;
use serde_json::json;

async fn app() -> App {
    clinic(crate::routes()).await
}

fn url(app: &App, name: &str) -> String {
    format!("/directory/units/{}", app.unit(name))
}

#[tokio::test]
async fn the_tree_says_who_leads_and_manages_each_part() {
    let app = app().await;
    check_text(
        &app.get("cleo", "/directory/units").await,
        expect![[r#"
        People
        Units
        How the organization is cut, and who leads and manages each part.
        active
        left
        units
        Clinic organization · 2 people
        Nursing team · 2 people · led by Amy Lund · managed by Ben Hart
        Reception team · 2 people
    "#]],
    );
    check_text(
        &app.get("cleo", &url(&app, "nursing")).await,
        expect![[r#"
            Units
            Clinic
            Nursing team
            2 people belong to it directly.
            Lead and manager
            Points the way
            Lead Amy Lund
            Keeps it running
            Manage Ben Hart
            Comments
            People
            Amy Lund Nursing
            Cleo Ruiz Nursing
        "#]],
    );
}

#[tokio::test]
async fn only_those_who_look_after_units_change_them() {
    let app = app().await;
    let clinic = app.unit("clinic").to_string();
    let fields = [("name", "Ward 3"), ("kind", "ward"), ("parent_id", clinic.as_str())];
    let refused = app.post("amy", "/directory/units", &fields).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let form = app.get("ben", "/directory/units/new").await.text();
    assert!(form.contains("Clinic") && form.contains("Reception"), "the units to choose: {form}");
    let loose = app.post("ben", "/directory/units", &fields[..2]).await;
    assert!(loose.text().contains("Unit above is missing"), "{}", loose.text());
    assert!(loose.body.contains("value=\"Ward 3\""));
    let made = app.post("ben", "/directory/units", &fields).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let page = app.get("cleo", made.location()).await.text();
    assert!(page.contains("Ward 3") && page.contains("ward") && page.contains("nobody yet"));
    let gone = app.post("ben", &format!("{}/deletion", made.location()), &[]).await;
    assert_eq!(gone.location(), "/directory/units");
    assert_eq!(app.get("ben", made.location()).await.status, StatusCode::NOT_FOUND);
    let full = app.post("ben", &format!("{}/deletion", url(&app, "nursing")), &[]).await;
    assert_eq!(full.status, StatusCode::FORBIDDEN);
    assert!(full.text().contains("Only an empty unit can be deleted"));
}

/// A record of nursing, for its branch.
async fn of_nursing(app: &App) -> Id<Record> {
    let (id, unit) = (Id::fresh(app.now()), app.unit("nursing"));
    app.tx("amy", move |tx| {
        tx.add(&NewRecord {
            id,
            kind: Kind::Task,
            title: "Of nursing",
            state: "open",
            unit: Some(unit),
            owner: None,
            audience: Audience::Unit(unit),
            parent: None,
            text: "",
        })
    })
    .await
    .unwrap();
    id
}

async fn sees(app: &App, name: &str, record: Id<Record>) -> bool {
    app.tx(name, move |tx| tx.may_see(record)).await.unwrap()
}

#[tokio::test]
async fn plt_5_a_moved_unit_is_seen_by_its_new_branch_at_once() {
    let app = app().await;
    let record = of_nursing(&app).await;
    for (name, may) in [("cleo", true), ("ben", true), ("rio", false), ("gus", false)] {
        assert_eq!(sees(&app, name, record).await, may, "{name}");
    }
    let reception = app.unit("reception").to_string();
    let edit = [("name", "Nursing"), ("kind", "team"), ("parent_id", &reception), ("version", "2")];
    let moved = app.post("ben", &url(&app, "nursing"), &edit).await;
    assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.text());
    assert!(sees(&app, "rio", record).await);
    let page = app.get("cleo", &url(&app, "nursing")).await.text();
    assert!(page.contains("Clinic\nReception\nNursing"), "{page}");
    let nursing = app.unit("nursing").to_string();
    let circle =
        [("name", "Reception"), ("kind", "team"), ("parent_id", &nursing), ("version", "1")];
    let refused = app.post("ben", &url(&app, "reception"), &circle).await;
    assert!(refused.text().contains("A unit cannot stand below itself"), "{}", refused.text());
}

#[tokio::test]
async fn plt_5_a_new_membership_counts_at_once() {
    let app = app().await;
    let record = of_nursing(&app).await;
    let nursing = app.unit("nursing").to_string();
    let edit = [("name", "Rio Tan"), ("username", "rio"), ("unit_id", &nursing), ("version", "1")];
    let rio = format!("/directory/persons/{}", app.person("rio"));
    app.post("ben", &rio, &edit).await;
    assert!(sees(&app, "rio", record).await);
    let page = app.get("amy", &rio).await.text();
    assert!(page.contains("Nursing since 16 June 2026"), "{page}");
    assert!(page.contains("Reception since 1 January 2025, until 15 June 2026"), "{page}");
}

#[tokio::test]
async fn plt_7_the_api_shows_and_edits_the_tree() {
    let app = app().await;
    let tree = app.get("cleo", "/api/v1/directory/units").await.json();
    assert_eq!(tree.as_array().unwrap().len(), 3);
    let path = format!("/api/v1{}", url(&app, "nursing"));
    let shown = app.get("cleo", &path).await;
    assert_eq!(shown.json()["people"][0]["name"], "Amy Lund", "{}", shown.body);
    let patch = json!({ "kind": "ward", "version": 2 });
    let refused = app.api("cleo", Method::PATCH, &path, patch.clone()).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let saved = app.api("ben", Method::PATCH, &path, patch).await;
    assert_eq!(saved.json()["kind"], "ward", "{}", saved.body);
    assert_eq!(saved.json()["lead_name"], "Amy Lund");
    assert_eq!(app.get("zoe", &path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.get("", &path).await.status, StatusCode::UNAUTHORIZED);
}

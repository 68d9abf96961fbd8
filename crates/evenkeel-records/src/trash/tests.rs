//! Tests of deletions: what comes back, for whom, and for how long.

use axum::http::{Method, StatusCode};
use evenkeel_core::{Error, Id, Kind, Record};
use evenkeel_store::Audience;
use evenkeel_testkit::App;
use serde_json::json;

use crate::testing::{app, record};

async fn deleted(app: &App) -> Id<Record> {
    let everyone = Audience::Everyone;
    let id = record(app, "amy", Kind::Goal, "Short waits", everyone, None).await;
    app.tx("amy", move |tx| tx.delete(id)).await.unwrap();
    id
}

async fn is_there(app: &App, id: Id<Record>) -> bool {
    app.tx("rio", move |tx| tx.may_see(id)).await.unwrap()
}

#[tokio::test]
async fn whoever_deleted_a_record_brings_it_back() {
    let app = app().await;
    let id = deleted(&app).await;
    let list = app.get("amy", "/records/deleted").await;
    assert!(list.text().contains("Short waits"), "{}", list.text());
    assert!(!app.get("rio", "/records/deleted").await.body.contains("Short waits"));
    let url = format!("/records/{id}/restoration");
    let rio = app.post("rio", &url, &[]).await;
    assert_eq!(rio.status, StatusCode::FORBIDDEN);
    assert!(!is_there(&app, id).await);
    let zoe = app.post("zoe", &url, &[]).await;
    assert_eq!(zoe.status, StatusCode::NOT_FOUND);
    let amy = app.post("amy", &url, &[]).await;
    assert_eq!(amy.location(), format!("/alignment/goals/{id}"));
    assert!(is_there(&app, id).await);
    let again = app.post("amy", &url, &[]).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
    let history = app.tx("rio", move |tx| tx.history::<super::DeletionEvent>(id, 9)).await.unwrap();
    assert_eq!(history[0].actor, "Amy Lund");
}

#[tokio::test]
async fn an_admin_brings_back_what_somebody_deleted() {
    let app = app().await;
    let id = deleted(&app).await;
    let url = format!("/api/v1/records/{id}/restoration");
    let answer = app.api("ben", Method::POST, &url, json!({})).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert!(is_there(&app, id).await);
}

#[tokio::test]
async fn after_30_days_nothing_is_left_but_a_tombstone() {
    let app = app().await;
    let id = record(&app, "amy", Kind::Goal, "Short waits", Audience::Everyone, None).await;
    app.post("rio", &format!("/records/{id}/comments"), &[("text", "Too short")]).await;
    app.tx("amy", move |tx| tx.delete(id)).await.unwrap();
    app.set_now("2026-07-16T08:00:00Z");
    assert!(app.tx("osei", crate::purge).await.unwrap().is_empty());
    app.set_now("2026-07-16T10:00:00Z");
    let late = app.tx("amy", move |tx| super::acts::restore(tx, id).map(|_| ())).await;
    assert!(matches!(late, Err(Error::NotFound)));
    let cleared = app.tx("osei", crate::purge).await.unwrap();
    assert_eq!(cleared.iter().map(|card| card.id).collect::<Vec<_>>(), [id]);
    assert!(app.tx("osei", crate::purge).await.unwrap().is_empty());
    let words = app.tx("osei", move |tx| super::store::words(tx, id)).await.unwrap();
    assert_eq!(words, ["", ""]);
}

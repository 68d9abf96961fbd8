//! Tests of comments: sentences about people at the clinic.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode},
};
use evenkeel_core::{Error, Id, Kind, Record};
use evenkeel_directory::sessions;
use evenkeel_store::{Audience, Tx};
use evenkeel_testkit::App;
use evenkeel_web::secret;
use serde_json::json;

use super::usernames;
use crate::testing::{app, record};

async fn task(app: &App) -> Id<Record> {
    let line = Audience::Line(app.person("cleo"));
    record(app, "cleo", Kind::Task, "Call the families", line, None).await
}

async fn says(app: &App, name: &str, id: Id<Record>, text: &str) -> String {
    let answer = app.post(name, &format!("/records/{id}/comments"), &[("text", text)]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.location().split_once("#comment-").unwrap().1.to_owned()
}

#[tokio::test]
async fn a_comment_stands_on_its_record_and_leads_back_there() {
    let app = app().await;
    let id = task(&app).await;
    let path = format!("/records/{id}/comments");
    let answer = app.post("amy", &path, &[("text", "Start with **Monday**.")]).await;
    assert!(answer.location().starts_with(&format!("/plans/tasks/{id}#comment-")));
    let list = app.api("cleo", Method::GET, &format!("/api/v1{path}"), json!(null)).await;
    assert_eq!(list.json()["items"][0]["text"], "Start with **Monday**.");
    assert_eq!(list.json()["items"][0]["author_name"], "Amy Lund");
}

#[tokio::test]
async fn who_may_not_see_the_record_cannot_comment_on_it() {
    let app = app().await;
    let id = task(&app).await;
    let path = format!("/records/{id}/comments");
    for name in ["rio", "zoe", "gus"] {
        let answer = app.post(name, &path, &[("text", "Hello")]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name}");
        let read = app.api(name, Method::GET, &format!("/api/v1{path}"), json!(null)).await;
        assert_eq!(read.status, StatusCode::NOT_FOUND, "{name}");
    }
}

#[tokio::test]
async fn a_comment_that_is_too_long_keeps_its_text() {
    let app = app().await;
    let id = task(&app).await;
    let long = "word ".repeat(2_001);
    let answer = app.post("amy", &format!("/records/{id}/comments"), &[("text", &long)]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("Your comment has 10004 characters; at most 10000 fit"));
    assert!(answer.body.contains(long.trim_end()));
    let empty = app.post("amy", &format!("/records/{id}/comments"), &[("text", "  ")]).await;
    assert!(empty.text().contains("Your comment is missing"));
}

#[tokio::test]
async fn scripts_in_a_comment_are_text() {
    let app = app().await;
    let id = task(&app).await;
    says(&app, "amy", id, "<script>alert(1)</script> [x](javascript:alert(1))").await;
    let page = app.post("amy", &format!("/records/{id}/comments"), &[("text", "")]).await;
    assert!(!page.body.contains("<script>alert"));
    assert!(!page.body.contains("href=\"javascript:"));
}

#[tokio::test]
async fn a_mention_waits_on_today_until_it_is_seen_and_gives_no_sight() {
    let app = app().await;
    let id = task(&app).await;
    let comment =
        says(&app, "amy", id, "@cleo, @rio and @amy: who calls? (cc x@ben.example)").await;
    let needs = |name: &'static str| {
        let app = &app;
        async move { app.tx(name, crate::needs).await.unwrap() }
    };
    let cleo = needs("cleo").await;
    assert_eq!(cleo.len(), 1);
    assert_eq!(cleo[0].sentence, "Read what Amy Lund wrote to you on “Call the families”");
    assert_eq!(cleo[0].url, format!("/plans/tasks/{id}#comment-{comment}"));
    for name in ["rio", "amy", "ben"] {
        assert!(needs(name).await.is_empty(), "{name}");
    }
    let path = format!("/api/v1/records/{id}/comments");
    let rio = app.api("rio", Method::GET, &path, json!(null)).await;
    assert_eq!(rio.status, StatusCode::NOT_FOUND);
    let seen = app.post("cleo", &cleo[0].answers[0].url, &[]).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER);
    assert!(needs("cleo").await.is_empty());
    let stranger = app.post("rio", &cleo[0].answers[0].url, &[]).await;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn only_the_writer_edits_deletes_and_brings_back_a_comment() {
    let app = app().await;
    let id = task(&app).await;
    let comment = says(&app, "amy", id, "First words").await;
    let url = format!("/comments/{comment}");
    let edit = app.get("cleo", &format!("{url}/edit")).await;
    assert_eq!(edit.status, StatusCode::FORBIDDEN);
    assert!(edit.text().contains("Only Amy Lund can change this comment"));
    let restoration = format!("{url}/restoration");
    for path in [url.clone(), format!("{url}/deletion")] {
        let answer = app.post("cleo", &path, &[("text", "Mine now")]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
    }
    let standing = app.post("amy", &restoration, &[]).await;
    assert_eq!(standing.status, StatusCode::NOT_FOUND, "nothing is deleted yet");
    let form = app.get("amy", &format!("{url}/edit")).await;
    assert!(form.body.contains("First words"));
    app.post("amy", &url, &[("text", "Second words")]).await;
    let path = format!("/api/v1/records/{id}/comments");
    let read = app.api("cleo", Method::GET, &path, json!(null)).await;
    assert_eq!(read.json()["items"][0]["text"], "Second words");
    assert!(read.json()["items"][0]["edited_at"].is_string());
    app.post("amy", &format!("{url}/deletion"), &[]).await;
    assert_eq!(app.api("cleo", Method::GET, &path, json!(null)).await.json()["items"], json!([]));
    assert_eq!(app.get("amy", &format!("{url}/edit")).await.status, StatusCode::NOT_FOUND);
    for path in [&url, &format!("{url}/edit"), &format!("{url}/deletion"), &restoration] {
        let is_edit = path.ends_with("edit");
        let answer = match is_edit {
            true => app.get("cleo", path).await,
            false => app.post("cleo", path, &[("text", "Mine now")]).await,
        };
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "to others it is gone: {path}");
    }
    app.post("amy", &restoration, &[]).await;
    let read = app.api("cleo", Method::GET, &path, json!(null)).await;
    assert_eq!(read.json()["items"][0]["text"], "Second words");
}

#[tokio::test]
async fn a_comment_comes_back_for_30_days_and_not_empty_after_them() {
    let app = app().await;
    let id = task(&app).await;
    let comment = says(&app, "amy", id, "First words").await;
    let own: Id<super::Comment> = comment.parse().unwrap();
    app.post("amy", &format!("/comments/{comment}/deletion"), &[]).await;
    app.set_now("2026-07-17T09:00:00Z");
    let late = app.tx("amy", move |tx| super::acts::restore(tx, own).map(|_| ())).await;
    assert!(matches!(late, Err(Error::NotFound)), "after 31 days: {late:?}");
    app.set_now("2026-07-15T09:00:00Z");
    let back = app.tx("amy", move |tx| super::acts::restore(tx, own).map(|_| ())).await;
    assert!(back.is_ok(), "after 29 days: {back:?}");
}

#[tokio::test]
async fn a_token_that_may_only_read_marks_nothing_as_seen() {
    let app = app().await;
    let id = task(&app).await;
    let comment = says(&app, "amy", id, "@cleo look").await;
    let (secret, kept) = secret::fresh(app.organization);
    let day = jiff::civil::date(2026, 12, 31);
    let insert = move |tx: &mut Tx<'_>| {
        sessions::store::insert_token(tx, Id::fresh(tx.now), &kept, "Reader", "read", day)
    };
    app.tx("cleo", insert).await.unwrap();
    for path in ["", "/api/v1"].map(|base| format!("{base}/comments/{comment}/seen")) {
        let request = Request::post(&path).header("authorization", format!("Bearer {secret}"));
        let refused = app.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(app.tx("cleo", crate::needs).await.unwrap().len(), 1);
}

#[tokio::test]
async fn comments_on_a_record_do_not_disturb_its_own_history() {
    let app = app().await;
    let id = task(&app).await;
    says(&app, "amy", id, "Hello").await;
    let own = app.tx("amy", move |tx| tx.history::<super::CommentEvent>(id, 9)).await.unwrap();
    assert_eq!(own.len(), 1);
    let others =
        app.tx("amy", move |tx| tx.history::<crate::trash::DeletionEvent>(id, 9)).await.unwrap();
    assert!(others.is_empty());
}

#[test]
fn an_at_sign_calls_somebody_only_where_a_name_begins() {
    assert_eq!(usernames("@Amy. @amy, (@ben.hart) x@cleo @-"), ["amy", "ben.hart"]);
    assert_eq!(usernames(&"@a".repeat(99)), [""; 0]);
    let many: String = (10..40).map(|n| format!("@p{n} ")).collect();
    assert_eq!(usernames(&many).len(), 10);
}

#[tokio::test]
async fn a_unit_and_a_person_take_comments_on_a_page_of_their_own() {
    let app = app().await;
    for id in [app.unit("nursing").to_string(), app.person("amy").to_string()] {
        let url = format!("/records/{id}/comments");
        let added = app.post("rio", &url, &[("text", "A **warm** welcome, @amy")]).await;
        assert!(added.location().starts_with(&url), "{}", added.location());
        let page = app.get("amy", &url).await;
        assert!(page.text().contains("A warm welcome, @amy"), "{}", page.text());
        assert_eq!(app.get("zoe", &url).await.status, StatusCode::NOT_FOUND);
    }
}

//! Tests of settings: sentences about people.

use axum::http::{Method, StatusCode};
use evenkeel_testkit::{check_text, clinic};
use expect_test::expect;
use serde_json::json;

use crate::sessions::tests::{Browser, PASSWORD, moved_in};

#[tokio::test]
async fn everybody_sees_their_sessions_and_can_end_them() {
    let app = clinic(crate::routes()).await;
    let page = app.get("amy", "/settings").await;
    check_text(
        &page,
        expect![[r#"
            Settings
            Yours alone: how pages look, and how you get in.
            Look
            System
            Light
            Dark
            Keys
            Single keys do things
            j and k move, c creates, ? shows all. Ctrl K works either way.
            Save keys
            Password
            A new one signs you out of every other browser.
            New password
            At least 8 characters; 15 and more are better. A few words in a row work well.
            The same again
            Change password
            Where you are signed in
            A session ends by itself after 14 days without use, and after 90 days.
            a test since 16 June 2026, 09:00 · last used 16 June 2026, 09:00
            This one
            Sign out everywhere
            Personal tokens
            A token lets a program act as you, and never beyond you.
            Name
            What it is for, such as: nightly report
            Scope
            Readwhat you may see
            Read and writewhat you may do
            Last day
            A year at most
            Make token
        "#]],
    );
    let list = app.api("amy", Method::GET, "/api/v1/directory/sessions", json!(null)).await;
    let id = list.json()[0]["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/directory/sessions/{id}");
    let other = app.api("cleo", Method::DELETE, &path, json!({})).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
    let ended = app.post("amy", &format!("/settings/sessions/{id}/end"), &[]).await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER);
    assert_eq!(app.get("amy", "/settings").await.status, StatusCode::SEE_OTHER);
    let out = app.post("cleo", "/sign-out-everywhere", &[]).await;
    assert_eq!(out.location(), "/sign-in?left=1");
    assert_eq!(app.get("cleo", "/settings").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_new_password_asks_for_the_old_one_and_signs_other_browsers_out() {
    let (app, first) = moved_in().await;
    let fields = [("username", "osei"), ("password", PASSWORD)];
    let second = Browser::take(&app, &app.post("", "/sign-in", &fields).await).await;
    let mut change = vec![
        ("old_password", "wrong"),
        ("password", "plum tree by the gate"),
        ("password_again", "plum tree by the gate"),
    ];
    let refused = second.post(&app, "/settings/password", &change).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("Password now is another one"));
    change[0].1 = PASSWORD;
    let changed = second.post(&app, "/settings/password", &change).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.text());
    assert_eq!(second.get(&app, "/settings").await.status, StatusCode::OK);
    assert_eq!(first.get(&app, "/settings").await.status, StatusCode::SEE_OTHER);
    let old = app.post("", "/sign-in", &fields).await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn theme_and_keys_are_kept_for_the_person() {
    let app = clinic(crate::routes()).await;
    app.post("amy", "/settings/theme", &[("theme", "dark")]).await;
    app.post("amy", "/settings/keys", &[]).await;
    let page = app.get("amy", "/settings").await;
    assert!(page.body.contains("data-theme=\"dark\"") && page.body.contains("data-keys=\"off\""));
    let path = "/api/v1/directory/settings";
    let wrong = app.api("amy", Method::PATCH, path, json!({ "theme": "pink" })).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let kept = app.api("amy", Method::PATCH, path, json!({ "single_keys": true })).await;
    assert_eq!(kept.json()["theme"], "dark");
    let shown = app.api("amy", Method::GET, path, json!(null)).await;
    assert_eq!(shown.json()["single_keys"], true);
    assert!(app.get("cleo", "/settings").await.body.contains("<html lang=\"en\">"));
}

#[tokio::test]
async fn plt_7_a_token_is_shown_once_acts_as_its_person_and_can_be_revoked() {
    let app = clinic(crate::routes()).await;
    let fields = [("name", "nightly report"), ("scope", "read"), ("expires_on", "2026-12-31")];
    let made = app.post("amy", "/settings/tokens", &fields).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.text());
    let start = made.body.find("id=\"once\" type=\"text\" value=\"").unwrap() + 29;
    let secret = made.body[start..start + 76].to_owned();
    let page = app.get("amy", "/settings").await;
    assert!(page.text().contains("nightly report may read · never used · until 31 December 2026"));
    assert!(!page.body.contains(&secret));
    let call = |method: Method, path: &str, body: &str| {
        let request = axum::http::Request::builder()
            .method(method)
            .uri(path)
            .header("authorization", format!("Bearer {secret}"))
            .header("content-type", "application/json")
            .body(body.to_owned().into())
            .unwrap();
        app.send(request)
    };
    let who = call(Method::GET, "/api/v1/directory/settings", "").await;
    assert_eq!(who.json()["name"], "Amy Lund");
    let write = call(Method::PATCH, "/api/v1/directory/settings", "{\"theme\":\"dark\"}").await;
    assert_eq!(write.status, StatusCode::FORBIDDEN);
    assert!(write.json()["detail"].as_str().unwrap().contains("This token may only read"));
    let list = app.api("amy", Method::GET, "/api/v1/directory/tokens", json!(null)).await;
    let id = list.json()[0]["id"].as_str().unwrap().to_owned();
    let url = format!("/settings/tokens/{id}/revocation");
    assert_eq!(app.post("cleo", &url, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.post("amy", &url, &[]).await.status, StatusCode::SEE_OTHER);
    let after = call(Method::GET, "/api/v1/directory/settings", "").await;
    assert_eq!(after.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_token_lasts_a_year_at_most_and_ends_with_its_last_day() {
    let app = clinic(crate::routes()).await;
    for (last, words) in [
        ("2027-06-18", "Last day must lie between today and a year from now"),
        ("2026-06-15", "Last day must lie between today and a year from now"),
        ("soon", "Last day is written year-month-day"),
        ("", "Last day is missing"),
    ] {
        let fields = [("name", "x"), ("scope", "write"), ("expires_on", last)];
        let refused = app.post("amy", "/settings/tokens", &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{last}");
        assert!(refused.text().contains(words), "{last}: {}", refused.text());
    }
    let body = json!({ "name": "x", "scope": "write", "expires_on": "2026-06-17" });
    let made = app.api("amy", Method::POST, "/api/v1/directory/tokens", body).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let secret = made.json()["secret"].as_str().unwrap().to_owned();
    let request = || {
        axum::http::Request::get("/api/v1/directory/settings")
            .header("authorization", format!("Bearer {secret}"))
            .body(axum::body::Body::empty())
            .unwrap()
    };
    assert_eq!(app.send(request()).await.status, StatusCode::OK);
    app.set_now("2026-06-18T00:00:01Z");
    assert_eq!(app.send(request()).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_token_makes_no_token_and_changes_no_password() {
    let app = clinic(crate::routes()).await;
    let body = json!({ "name": "x", "scope": "write", "expires_on": "2026-06-17" });
    let path = "/api/v1/directory/tokens";
    let made = app.api("amy", Method::POST, path, body.clone()).await;
    let secret = made.json()["secret"].as_str().unwrap().to_owned();
    let password = json!({ "old_password": "", "password": "plum tree by the gate",
                           "password_again": "plum tree by the gate" });
    let calls = [
        (path, body.to_string(), "application/json"),
        ("/settings/tokens", "name=x&scope=write&expires_on=2026-06-17".to_owned(), FORM),
        ("/api/v1/directory/settings/password", password.to_string(), "application/json"),
        ("/settings/password", "password=plum+tree&password_again=plum+tree".to_owned(), FORM),
    ];
    for (path, body, kind) in calls {
        let request = axum::http::Request::post(path)
            .header("authorization", format!("Bearer {secret}"))
            .header("content-type", kind)
            .body(body.into())
            .unwrap();
        assert_eq!(app.send(request).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    let list = app.api("amy", Method::GET, path, json!(null)).await;
    assert_eq!(list.json().as_array().unwrap().len(), 1);
}

const FORM: &str = "application/x-www-form-urlencoded";

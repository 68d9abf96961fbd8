//! Tests of signing in: sentences about people.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode},
};
use evenkeel_testkit::{Answer, App, check_text, clinic, empty};
use expect_test::expect;

use super::store;

pub(crate) const PASSWORD: &str = "a long winter walk";

/// A browser: what it was given as a cookie, and the token of its forms.
#[derive(Clone, Debug, Default)]
pub(crate) struct Browser {
    pub(crate) cookie: String,
    pub(crate) form_token: String,
}

impl Browser {
    pub(crate) async fn get(&self, app: &App, path: &str) -> Answer {
        app.send(self.request(app, Method::GET, path, String::new())).await
    }

    pub(crate) async fn post(&self, app: &App, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("form_token", &self.form_token);
        form.extend_pairs(fields);
        app.send(self.request(app, Method::POST, path, form.finish())).await
    }

    fn request(&self, app: &App, method: Method, path: &str, body: String) -> Request<Body> {
        app.request("", method, path)
            .header("cookie", &self.cookie)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body.into())
            .unwrap()
    }

    /// Takes the cookie of an answer that signs in, and the token of a page.
    pub(crate) async fn take(app: &App, answer: &Answer) -> Self {
        let mut browser = Self { cookie: cookie(answer), form_token: String::new() };
        let page = browser.get(app, "/settings").await;
        let mark = "name=\"form_token\" value=\"";
        let start = page.body.find(mark).expect("a form") + mark.len();
        browser.form_token = page.body[start..start + 36].to_owned();
        browser
    }
}

pub(crate) fn cookie(answer: &Answer) -> String {
    let set = answer.headers.get("set-cookie").map_or("", |value| value.to_str().unwrap());
    set.split(';').next().unwrap_or("").to_owned()
}

const WELCOME: [(&str, &str); 6] = [
    ("organization", "Northgate Clinic"),
    ("name", "Dr Osei"),
    ("username", "osei"),
    ("password", PASSWORD),
    ("password_again", PASSWORD),
    ("time_zone", "Europe/Berlin"),
];

/// Dr Osei has moved in.
pub(crate) async fn moved_in() -> (App, Browser) {
    let app = empty(crate::routes()).await;
    let answer = app.post("", "/welcome", &WELCOME).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let browser = Browser::take(&app, &answer).await;
    (app, browser)
}

async fn sign_in(app: &App, username: &str, password: &str) -> Answer {
    app.post("", "/sign-in", &[("username", username), ("password", password)]).await
}

#[tokio::test]
async fn the_first_visitor_becomes_the_owner_and_the_second_comes_too_late() {
    let app = empty(crate::routes()).await;
    assert_eq!(app.get("", "/sign-in").await.location(), "/welcome");
    let page = app.get("", "/welcome").await;
    assert!(page.text().contains("Nobody has moved in yet"), "{}", page.text());
    let wrong = app.post("", "/welcome", &[("organization", "Northgate")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("value=\"Northgate\""));
    assert!(wrong.text().contains("Your name") && wrong.text().contains("Name is missing"));
    let (first, second) =
        tokio::join!(app.post("", "/welcome", &WELCOME), app.post("", "/welcome", &WELCOME));
    let ends = [first.location(), second.location()];
    assert!(ends.contains(&"/") && ends.contains(&"/sign-in"), "{ends:?}");
    assert_eq!(app.get("", "/welcome").await.location(), "/sign-in");
}

#[tokio::test]
async fn sign_in_leads_where_one_wanted_to_go_but_never_to_another_site() {
    let (app, _) = moved_in().await;
    let asked = app.get("", "/settings").await;
    assert_eq!(asked.location(), "/sign-in?next=%2Fsettings");
    for (next, leads) in [
        ("/settings", "/settings"),
        ("https://evil.example", "/"),
        ("//evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("/\r\nSet-Cookie: a=b", "/"),
        ("", "/"),
    ] {
        let fields = [("username", "osei"), ("password", PASSWORD), ("next", next)];
        let answer = app.post("", "/sign-in", &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        assert_eq!(answer.location(), leads, "{next:?}");
    }
}

#[tokio::test]
async fn nobody_can_tell_an_unknown_name_from_a_wrong_password() {
    let (app, _) = moved_in().await;
    let wrong = sign_in(&app, "osei", "not the password").await;
    let unknown = sign_in(&app, "nobody.here", "not the password").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let words = |answer: &Answer| answer.text();
    assert_eq!(words(&wrong), words(&unknown));
    check_text(&wrong, expect![[r#"
        Evenkeel
        Sign in
        Username and password do not go together. After 3 wrong tries each further one has to wait, up to 15 minutes. Whoever looks after people can make you a new link.
        Username
        Password
        Sign in
    "#]]);
    assert!(!wrong.body.contains("not the password"));
}

#[tokio::test]
async fn after_three_wrong_tries_each_has_to_wait_and_nobody_is_locked_out() {
    let (app, _) = moved_in().await;
    for _ in 0..4 {
        sign_in(&app, "osei", "wrong").await;
    }
    let early = sign_in(&app, "osei", PASSWORD).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    app.set_now("2026-06-16T09:00:03Z");
    let later = sign_in(&app, "Osei", PASSWORD).await;
    assert_eq!(later.status, StatusCode::SEE_OTHER, "{}", later.text());
}

#[tokio::test]
async fn a_new_sign_in_ends_the_session_that_the_browser_had() {
    let (app, browser) = moved_in().await;
    let fields = [("username", "osei"), ("password", PASSWORD)];
    let again = browser.post(&app, "/sign-in", &fields).await;
    assert_ne!(cookie(&again), browser.cookie);
    assert_eq!(browser.get(&app, "/settings").await.status, StatusCode::SEE_OTHER);
    let new = Browser::take(&app, &again).await;
    let out = new.post(&app, "/sign-out", &[]).await;
    assert_eq!(out.headers["clear-site-data"], "\"cache\", \"storage\"");
    assert!(out.headers["set-cookie"].to_str().unwrap().contains("Max-Age=0"));
    assert_eq!(new.get(&app, "/settings").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_session_that_is_used_lives_on_and_one_that_is_not_ends() {
    let app = clinic(crate::routes()).await;
    app.set_now("2026-06-29T09:00:00Z");
    assert_eq!(app.get("amy", "/settings").await.status, StatusCode::OK);
    for _ in 0..500 {
        let now = app.now();
        let list = app.tx("amy", store::list_sessions).await.unwrap();
        if list[0].seen_at == now {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    app.set_now("2026-07-10T09:00:00Z");
    assert_eq!(app.get("amy", "/settings").await.status, StatusCode::OK);
    assert_eq!(app.get("cleo", "/settings").await.location(), "/sign-in?next=%2Fsettings");
}

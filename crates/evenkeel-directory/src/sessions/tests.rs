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
    assert!(
        wrong.text().contains("Yours, as the others know you")
            && wrong.text().contains("Name is missing")
    );
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
    assert!(words(&wrong).contains("Username and password do not go together."));
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

#[tokio::test]
async fn text_typed_into_an_ended_session_waits_and_is_sent_after_sign_in() {
    let (app, browser) = moved_in().await;
    browser.post(&app, "/sign-out", &[]).await;
    let typed =
        [("name", "Amy <b>Lund</b>"), ("job_title", "Nurse & lead"), ("idempotency_key", "k1")];
    let lost = browser.post(&app, "/directory/persons", &typed).await;
    assert_eq!(lost.status, StatusCode::UNAUTHORIZED);
    assert!(lost.text().contains("your text is still here"), "{}", lost.text());
    let (path, body) = (hidden(&lost, "resume_path"), hidden(&lost, "resume_body"));
    assert_eq!(path, "/directory/persons");
    let mut fields = vec![("username", "osei"), ("password", "wrong"), ("resume_path", &path)];
    fields.push(("resume_body", &body));
    let refused = app.post("", "/sign-in", &fields).await;
    assert_eq!(hidden(&refused, "resume_body"), body);
    fields[1].1 = PASSWORD;
    let waiting = app.post("", "/sign-in", &fields).await;
    assert_eq!(waiting.status, StatusCode::OK, "{}", waiting.text());
    check_text(
        &waiting,
        expect![[r#"
        Evenkeel
        Your text is still here
        Nothing was sent while you were signed out. It is sent when you say so.
        Job title
        Nurse & lead
        Name
        Amy <b>Lund</b>
        Send it now
        Go back
    "#]],
    );
    assert_eq!(hidden(&waiting, "name"), "Amy <b>Lund</b>");
    assert_ne!(hidden(&waiting, "idempotency_key"), "k1");
    let form_token = hidden(&waiting, "form_token");
    let again = Browser { cookie: cookie(&waiting), form_token };
    let sent = again.post(&app, &path, &typed[..2]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let list = again.get(&app, "/directory/persons").await;
    assert!(list.text().contains("Amy <b>Lund</b> Nurse & lead"), "{}", list.text());
    let elsewhere = [fields[0], fields[1], ("resume_path", "https://evil.example"), fields[3]];
    assert_eq!(app.post("", "/sign-in", &elsewhere).await.location(), "/");
}

/// The value of a hidden field, as the page holds it.
fn hidden(page: &Answer, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let start = page.body.find(&mark).unwrap_or_else(|| panic!("{name} is on the page"));
    let rest = &page.body[start + mark.len()..];
    let text = &rest[..rest.find('"').unwrap()];
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// Dr Osei's practice with Amy, and the path of Amy's link.
async fn invited() -> (App, Browser, String, String) {
    let (app, osei) = moved_in().await;
    let amy = osei.post(&app, "/directory/persons", &[("name", "Amy Lund")]).await.id();
    let link = link(&app, &osei, &amy).await;
    (app, osei, amy, link)
}

async fn link(app: &App, by: &Browser, person: &str) -> String {
    let page = by.post(app, &format!("/directory/persons/{person}/invitation"), &[]).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let start = page.body.find("http://clinic.example/link/").expect("the link") + 21;
    let rest = &page.body[start..];
    rest[..rest.find('"').unwrap()].to_owned()
}

const CHOSEN: [(&str, &str); 2] = [("password", PASSWORD), ("password_again", PASSWORD)];

#[tokio::test]
async fn somebody_without_e_mail_comes_in_by_a_link_that_works_once() {
    let (app, _, _, link) = invited().await;
    let page = app.get("", &link).await;
    assert!(page.text().contains("For Amy Lund at Northgate Clinic."), "{}", page.text());
    for (password, words) in [
        ("short", "Password has 5 characters"),
        ("Northgate1", "Password is little more than a name"),
        ("Evenkeel!!", "Password is little more than a name"),
        ("amy.lund12", "Password is little more than a name"),
        ("password123", "Password is one that everybody tries first"),
    ] {
        let fields = [("password", password), ("password_again", password)];
        let refused = app.post("", &link, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains(words), "{password}: {}", refused.text());
        assert!(!refused.body.contains(password));
    }
    let differ = app.post("", &link, &[CHOSEN[0], ("password_again", "a long summer walk")]).await;
    assert!(differ.text().contains("The two passwords differ"));
    let (one, other) = tokio::join!(app.post("", &link, &CHOSEN), app.post("", &link, &CHOSEN));
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 404]);
    let third = app.post("", &link, &CHOSEN).await;
    assert_eq!(third.status, StatusCode::NOT_FOUND);
    assert!(third.text().contains("It was used, replaced by a newer one, or it ran out"));
    assert_eq!(app.get("", &link).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.get("", "/link/nonsense").await.status, StatusCode::NOT_FOUND);
    let amy = sign_in(&app, "amy.lund", PASSWORD).await;
    assert_eq!(amy.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_newer_link_replaces_the_older_and_each_runs_out() {
    let (app, osei, amy, first) = invited().await;
    let second = link(&app, &osei, &amy).await;
    assert_eq!(app.get("", &first).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.get("", &second).await.status, StatusCode::OK);
    app.set_now("2026-06-24T09:00:01Z");
    assert_eq!(app.get("", &second).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_recovery_ends_the_other_sessions_and_the_wait() {
    let (app, osei, amy, first) = invited().await;
    let before = Browser::take(&app, &app.post("", &first, &CHOSEN).await).await;
    for _ in 0..6 {
        sign_in(&app, "amy.lund", "wrong").await;
    }
    let page = osei.get(&app, &format!("/directory/persons/{amy}")).await;
    assert!(page.text().contains("Make recovery link"));
    let recovery = link(&app, &osei, &amy).await;
    assert!(app.get("", &recovery).await.text().contains("Choose a new password"));
    let now = app.post("", &recovery, &CHOSEN).await;
    assert_eq!(now.status, StatusCode::SEE_OTHER);
    assert_eq!(before.get(&app, "/settings").await.status, StatusCode::SEE_OTHER);
    assert_eq!(sign_in(&app, "amy.lund", PASSWORD).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_demo_link_shows_a_button_and_goes_in_by_it_as_often_as_one_likes() {
    let (app, _, amy, _) = invited().await;
    let organization = app.house.db.clone();
    let amy: evenkeel_core::Id<evenkeel_core::Person> = amy.parse().unwrap();
    let ids = organization.read(evenkeel_store::Who::nobody(), store::list_organizations).await;
    let organization = ids.unwrap()[0];
    let (secret, kept) = evenkeel_web::secret::fresh(organization);
    let who = evenkeel_store::Who {
        organization,
        actor: amy,
        now: app.now(),
        today: jiff::civil::date(2026, 6, 16),
    };
    let keep = move |tx: &mut evenkeel_store::Tx<'_>| {
        let until = tx.now + jiff::SignedDuration::from_hours(24);
        store::insert_link(tx, &kept, amy, "demo", until)
    };
    app.house.db.keep(who, keep).await.unwrap();
    let link = format!("/link/{secret}");
    let page = app.get("", &link).await;
    assert!(page.text().contains("Go in as Amy"), "{}", page.text());
    assert!(page.headers.get("set-cookie").is_none(), "a GET changes nothing");
    for _ in 0..2 {
        let entered = app.post("", &link, &[]).await;
        assert_eq!(entered.location(), "/");
        let amy = Browser::take(&app, &entered).await;
        assert_eq!(amy.get(&app, "/settings").await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn an_admin_cannot_open_the_way_in_as_an_owner() {
    let app = clinic(crate::routes()).await;
    let url = format!("/directory/persons/{}/invitation", app.person("osei"));
    assert_eq!(app.post("ben", &url, &[]).await.status, StatusCode::FORBIDDEN);
    let amy = format!("/directory/persons/{}/invitation", app.person("amy"));
    assert_eq!(app.post("ben", &amy, &[]).await.status, StatusCode::OK);
    assert_eq!(app.post("cleo", &amy, &[]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(app.post("zoe", &amy, &[]).await.status, StatusCode::NOT_FOUND);
    let twice = [("idempotency_key", "once")];
    let first = app.post("ben", &amy, &twice).await;
    assert!(first.body.contains("/link/"));
    let second = app.post("ben", &amy, &twice).await;
    assert_eq!(second.status, StatusCode::SEE_OTHER, "a link is shown once");
}

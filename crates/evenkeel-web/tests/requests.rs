//! What is asked of every request and promised of every response, whatever the room.
#![expect(clippy::unwrap_used, clippy::panic, reason = "what goes wrong here fails the test")]

use axum::{
    Router,
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use evenkeel_testkit::{Answer, App, clinic};
use evenkeel_web::{Cx, Page, Post, Routes, assets, html, see_other, ui};

/// A room with one page and one form that keeps nothing.
async fn app() -> App {
    let routes = Routes::new()
        .get("/page", async |cx: Cx| -> Page {
            let frame = cx.frame();
            cx.page(ui::plain(&frame, "A page", ui::hint("Hello")))
        })
        .get("/broken", async || -> Page { panic!("on purpose") })
        .post("/form", take)
        .post("/api/v1/form", take)
        .post("/away", async |post: Post| -> Page { Ok(see_other(post.fields.raw("to"))) });
    clinic(routes).await
}

async fn take(post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let title = fields.text("title", "Title", 1..=20);
    let title = fields.finish(title)?;
    let frame = cx.frame();
    Ok(html(ui::plain(&frame, "Taken", ui::hint(title))))
}

/// Amy's form, sent as her browser would but for the headers given.
async fn send(app: &App, path: &str, headers: &[(&str, &str)], body: String) -> Answer {
    let mut request = Request::post(path)
        .header(header::HOST, "clinic.example")
        .header(header::COOKIE, format!("evenkeel={}", app.secret("amy")));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    app.send(request.body(body.into()).unwrap()).await
}

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const JSON: (&str, &str) = ("content-type", "application/json");
const HERE: (&str, &str) = ("sec-fetch-site", "same-origin");

#[tokio::test]
async fn a_form_counts_only_when_it_comes_from_our_own_pages() {
    let app = app().await;
    let good = format!("title=Hello&form_token={}", app.form_token("amy"));
    let taken = send(&app, "/form", &[FORM, HERE], good.clone()).await;
    assert_eq!(taken.status, StatusCode::OK, "{}", taken.text());
    let origin = ("origin", "http://clinic.example");
    assert_eq!(send(&app, "/form", &[FORM, origin], good.clone()).await.status, StatusCode::OK);
    for headers in [
        &[FORM, ("sec-fetch-site", "cross-site")][..],
        &[FORM, ("sec-fetch-site", "same-site")],
        &[FORM, ("origin", "https://evil.example")],
        &[FORM, ("origin", "null")],
        &[FORM, ("origin", "http://clinic.example.evil.example")],
        &[FORM],
    ] {
        let refused = send(&app, "/form", headers, good.clone()).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{headers:?}");
        assert!(refused.text().contains("This request comes from another site"));
    }
    let without = send(&app, "/form", &[FORM, HERE], "title=Hello".to_owned()).await;
    assert_eq!(without.status, StatusCode::FORBIDDEN, "no form token");
    let other = format!("title=Hello&form_token={}", app.form_token("cleo"));
    let other = send(&app, "/form", &[FORM, HERE], other).await;
    assert_eq!(other.status, StatusCode::FORBIDDEN, "somebody else's form token");
}

#[tokio::test]
async fn a_simple_request_cannot_pass_as_json() {
    let app = app().await;
    let body = "{\"title\":\"Hello\"}".to_owned();
    let path = "/api/v1/form";
    assert_eq!(send(&app, path, &[JSON, HERE], body.clone()).await.status, StatusCode::OK);
    let elsewhere = [JSON, ("sec-fetch-site", "cross-site")];
    assert_eq!(send(&app, path, &elsewhere, body.clone()).await.status, StatusCode::FORBIDDEN);
    let plain = [("content-type", "text/plain"), HERE];
    let refused = send(&app, path, &plain, body).await;
    assert_eq!(refused.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
}

#[tokio::test]
async fn hostile_bodies_are_refused_in_words() {
    let app = app().await;
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    for body in [deep.clone(), format!("{{\"title\":{deep}}}"), "{\"title\":".to_owned()] {
        let refused = send(&app, "/api/v1/form", &[JSON, HERE], body).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
        let kind = &refused.headers["content-type"];
        assert_eq!(kind, "application/problem+json; charset=utf-8");
        assert!(refused.json()["detail"].as_str().unwrap().contains("JSON"), "{}", refused.body);
    }
    let large = "x".repeat(1024 * 1024 + 1);
    let token = app.form_token("amy");
    let form = format!("form_token={token}&title={large}");
    let refused = send(&app, "/form", &[FORM, HERE], form).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    let json = format!("{{\"title\":\"{large}\"}}");
    let refused = send(&app, "/api/v1/form", &[JSON, HERE], json).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE, "{}", refused.body);
    let bytes = format!("form_token={token}&title=%ff%fe%00");
    let refused = send(&app, "/form", &[FORM, HERE], bytes).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let broken = ("content-type", "multipart/form-data; boundary=x");
    let refused = send(&app, "/form", &[broken, HERE], "--y\r\n".to_owned()).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
}

#[tokio::test]
async fn no_line_break_and_no_other_site_reaches_an_address() {
    let app = app().await;
    for (to, leads) in [
        ("/plans", "/plans"),
        ("/plans?q=a&b=%0d%0a", "/plans?q=a&b=%0d%0a"),
        ("/a\r\nSet-Cookie: a=b", "/"),
        ("/a\nb", "/"),
        ("/\t/evil.example", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ] {
        let away = app.post("amy", "/away", &[("to", to)]).await;
        assert_eq!(away.status, StatusCode::SEE_OTHER);
        assert_eq!(away.location(), leads, "{to:?}");
        assert!(away.headers.get("set-cookie").is_none());
    }
}

/// The headers of trust, on a response of any kind.
fn check_headers(answer: &Answer, what: &str) {
    for (name, part) in [
        ("content-security-policy", "default-src 'none'; script-src 'self'"),
        ("content-security-policy", "frame-ancestors 'none'"),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=()"),
        ("cache-control", ""),
    ] {
        let value = answer.headers.get(name).map_or("", |value| value.to_str().unwrap());
        assert!(!value.is_empty() && value.contains(part), "{what}: {name}: {value}");
    }
    let kind = answer.headers.get("content-type").map_or("", |kind| kind.to_str().unwrap());
    let is_text = kind.starts_with("text/") || kind.starts_with("application/");
    assert!(!is_text || kind.contains("charset=utf-8"), "{what}: {kind}");
}

#[tokio::test]
async fn every_response_carries_the_headers_of_trust() {
    let app = app().await;
    for (name, path, status) in [
        ("amy", "/page", 200),
        ("", "/page", 303),
        ("amy", "/nowhere", 404),
        ("amy", "/api/v1/nowhere", 404),
        ("", "/api/v1/form", 405),
        ("amy", "/form", 405),
        ("amy", "/broken", 500),
    ] {
        let answer = app.get(name, path).await;
        assert_eq!(answer.status.as_u16(), status, "{path}");
        check_headers(&answer, path);
        if status != 303 {
            assert_eq!(answer.headers["cache-control"], "no-store", "{path}");
        }
    }
    let broken = app.get("amy", "/broken").await;
    assert!(!broken.body.contains("on purpose"), "an error says nothing of the inside");
    let trace = app.send(app.request("amy", Method::TRACE, "/page").body(Body::empty()).unwrap());
    assert_eq!(trace.await.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn assets_carry_them_too_and_stay_in_the_cache() {
    use tower::ServiceExt;
    let app = app().await;
    let router = evenkeel_web::app(Router::new().merge(assets::routes()), app.house.clone());
    for path in [assets::css_path(), assets::js_path(), assets::icon_path(), "/assets/nowhere"] {
        let request = Request::get(path).body(Body::empty()).unwrap();
        let response = router.clone().oneshot(request).await.unwrap();
        let answer = Answer {
            status: response.status(),
            headers: response.headers().clone(),
            body: String::new(),
        };
        check_headers(&answer, path);
        if answer.status == StatusCode::OK {
            let cache = answer.headers["cache-control"].to_str().unwrap();
            assert!(cache.contains("immutable"), "{path}: {cache}");
        }
    }
}

#[tokio::test]
async fn an_ended_session_gives_the_text_back_and_a_lookup_leads_to_sign_in() {
    let app = app().await;
    app.set_now("2026-12-24T09:00:00Z");
    let typed = [("title", "Hello & <welcome>")];
    let kept = app.post("amy", "/form", &typed).await;
    assert_eq!(kept.status, StatusCode::UNAUTHORIZED);
    check_headers(&kept, "/form");
    assert!(kept.body.contains("title=Hello+%26+%3Cwelcome%3E"), "{}", kept.body);
    assert_eq!(app.get("amy", "/page?q=1").await.location(), "/sign-in?next=%2Fpage%3Fq%3D1");
    let json = send(&app, "/api/v1/form", &[JSON, HERE], "{}".to_owned()).await;
    assert_eq!(json.status, StatusCode::UNAUTHORIZED);
    assert_eq!(json.json()["detail"], "Sign in to go on.");
}

#[tokio::test]
async fn a_form_from_another_site_does_not_wait_for_a_sign_in() {
    let app = app().await;
    let form = "title=Not+from+here".to_owned();
    for headers in [
        &[FORM, ("sec-fetch-site", "cross-site")][..],
        &[FORM, ("sec-fetch-site", "same-site")],
        &[FORM, ("origin", "https://evil.example")],
        &[FORM],
    ] {
        let mut request = Request::post("/form").header(header::HOST, "clinic.example");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = app.send(request.body(form.clone().into()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{headers:?}");
        assert!(!answer.body.contains("from+here"), "{headers:?}: {}", answer.body);
        assert!(!answer.body.contains("resume_body"), "{headers:?}: {}", answer.body);
    }
}

#[tokio::test]
async fn nobodys_file_is_refused_before_it_is_read() {
    let app = app().await;
    // More than a file may hold: whoever reads it answers that it is too large.
    let huge = || Body::from(vec![b'x'; 64 * 1024 * 1024 + 1]);
    let file = ("content-type", "multipart/form-data; boundary=x");
    let request = Request::post("/form").header(file.0, file.1).header(HERE.0, HERE.1);
    let answer = app.send(request.body(huge()).unwrap()).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{}", answer.body);
    let mut request =
        app.request("amy", Method::POST, "/form").header(file.0, file.1).body(huge()).unwrap();
    request.headers_mut().insert("sec-fetch-site", "cross-site".parse().unwrap());
    let answer = app.send(request).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", answer.body);
}

//! What the tests of the room share: the clinic, and elements that its people have written.

use axum::http::{Method, StatusCode};
use evenkeel_testkit::{Answer, App, clinic};
use expect_test::Expect;
use serde_json::{Value, json};

/// The clinic over the routes of this room.
pub(crate) async fn app() -> App {
    clinic(crate::routes()).await
}

/// Sends a form that must pass; answers where it leads.
pub(crate) async fn must(app: &App, who: &str, path: &str, fields: &[(&str, &str)]) -> String {
    let answer = app.post(who, path, fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}: {}", answer.text());
    pass(app);
    answer.location().to_owned()
}

/// A minute passes, so that what happens one after the other is told in that order.
fn pass(app: &App) {
    let later = app.now().checked_add(jiff::Span::new().minutes(1)).unwrap();
    app.set_now(&later.to_string());
}

/// Writes a vision of a unit; answers its address.
pub(crate) async fn vision(app: &App, who: &str, unit: &str, title: &str) -> String {
    let unit = app.unit(unit).to_string();
    let fields = [
        ("title", title),
        ("narrative", "A mother calls at 8. By noon her child has been **seen**."),
        ("horizon_year", "2031"),
        ("unit_id", unit.as_str()),
    ];
    must(app, who, "/direction/visions", &fields).await
}

/// Sets a strategy of the clinic under a vision; answers its address.
pub(crate) async fn strategy(app: &App, vision: &str, title: &str) -> String {
    let unit = app.unit("clinic").to_string();
    let fields = [
        ("title", title),
        ("choice", "We go to the families."),
        ("priorities", "Evening hours\nCalls before noon\nA nurse in each school"),
        ("not_doing", "A second building"),
        ("parent_id", id(vision)),
        ("unit_id", unit.as_str()),
    ];
    must(app, "osei", "/direction/strategies", &fields).await
}

/// The fields of a bet of nursing that Amy owns.
pub(crate) fn bet_fields(app: &App) -> Vec<(&'static str, String)> {
    vec![
        ("title", "Evening hours bring families back".to_owned()),
        ("hypothesis", "We believe that **evening hours** bring back those who left.".to_owned()),
        ("upside", "40 families".to_owned()),
        ("stake_money", "12,000".to_owned()),
        ("stake_hours", "40".to_owned()),
        ("kill_criteria", "Fewer than 5 families after 8 weeks".to_owned()),
        ("kill_on", "2026-09-01".to_owned()),
        ("owner_id", app.person("amy").to_string()),
        ("unit_id", app.unit("nursing").to_string()),
    ]
}

/// Opens that bet; answers its address.
pub(crate) async fn bet(app: &App) -> String {
    let fields = bet_fields(app);
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, text)| (*name, text.as_str())).collect();
    must(app, "amy", "/direction/bets", &fields).await
}

/// Names a value of the clinic; answers its address.
pub(crate) async fn value(app: &App) -> String {
    let unit = app.unit("clinic").to_string();
    let fields = [
        ("title", "We say it early"),
        ("meaning", "A worry that waits grows."),
        ("behaviors", "We tell a worry the same day\nWe thank who tells us"),
        ("unit_id", unit.as_str()),
    ];
    must(app, "osei", "/direction/values", &fields).await
}

/// Holds the text of a page against what is expected, wrapped so that it can be read here.
pub(crate) fn check(page: &Answer, expect: Expect) {
    let mut out = String::new();
    for line in page.text().lines() {
        let mut width = 0;
        for word in line.split(' ') {
            let next = width + 1 + word.chars().count();
            if width == 0 {
                out.push_str(word);
                width = word.chars().count();
            } else if next > 76 {
                out.push_str("\n  ");
                out.push_str(word);
                width = 2 + word.chars().count();
            } else {
                out.push(' ');
                out.push_str(word);
                width = next;
            }
        }
        out.push('\n');
    }
    expect.assert_eq(&out);
}

/// The id that an address ends in.
pub(crate) fn id(url: &str) -> &str {
    url.rsplit('/').next().unwrap()
}

/// Calls the API.
pub(crate) async fn api(app: &App, who: &str, method: &str, path: &str, body: Value) -> Answer {
    let method: Method = method.parse().unwrap();
    app.api(who, method, &format!("/api/v1{path}"), body).await
}

/// Saves an edit by the API on the version that the record has now.
pub(crate) async fn patch(app: &App, who: &str, url: &str, body: Value) -> Answer {
    let path = format!("/api/v1{url}");
    let now = app.api(who, Method::GET, &path, json!(null)).await;
    let request = app
        .request(who, Method::PATCH, &path)
        .header("content-type", "application/json")
        .header("if-match", now.headers["etag"].clone())
        .body(body.to_string().into())
        .unwrap();
    let answer = app.send(request).await;
    pass(app);
    answer
}

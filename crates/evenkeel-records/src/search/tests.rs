//! Tests of the search: what is found, by whom, and what never is.

use axum::http::{Method, StatusCode};
use evenkeel_core::Kind;
use evenkeel_store::Audience;
use evenkeel_testkit::{App, check_text};
use expect_test::expect;
use serde_json::json;

use crate::testing::{app, record};

async fn titles(app: &App, name: &str, query: &str) -> Vec<String> {
    let query: String = form(query);
    let path = format!("/api/v1/search?q={query}");
    let answer = app.api(name, Method::GET, &path, json!(null)).await;
    assert_eq!(answer.status, StatusCode::OK, "{query}: {}", answer.body);
    let items = answer.json()["items"].as_array().unwrap().clone();
    items.iter().map(|item| item["title"].as_str().unwrap().to_owned()).collect()
}

fn form(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[tokio::test]
async fn accents_capitals_and_word_ends_make_no_difference() {
    let app = app().await;
    record(&app, "osei", Kind::Goal, "Zoë’s café in Łódź", Audience::Everyone, None).await;
    for query in ["Zoe", "zoës", "ZOË", "caf lod", "cafe\u{301}"] {
        assert_eq!(titles(&app, "rio", query).await, ["Zoë’s café in Łódź"], "{query}");
    }
    assert_eq!(titles(&app, "rio", "zoes tea").await, [""; 0]);
}

#[tokio::test]
async fn signs_of_a_query_language_are_no_language_here() {
    let app = app().await;
    record(&app, "osei", Kind::Goal, "Short waits", Audience::Everyone, None).await;
    for query in [
        "\"",
        "*",
        ":",
        "-",
        "'",
        "\\",
        "NEAR(",
        "NEAR(short waits)",
        "short\" OR \"x",
        "title:short",
        "short AND NOT waits",
        "^short",
        "{short}",
        "& | ! <->",
        "%",
        "\u{0}",
        "🙂",
        "a:*",
        "--",
    ] {
        titles(&app, "rio", query).await;
        let page = app.get("rio", &format!("/search?q={}", form(query))).await;
        assert_eq!(page.status, StatusCode::OK, "{query}");
    }
    assert_eq!(titles(&app, "rio", "\"short\"*").await, ["Short waits"]);
}

#[tokio::test]
async fn what_may_not_be_seen_is_neither_found_nor_counted() {
    let app = app().await;
    let line = Audience::Line(app.person("cleo"));
    record(&app, "cleo", Kind::Task, "Short list", line, None).await;
    let gone = record(&app, "osei", Kind::Goal, "Short gone", Audience::Everyone, None).await;
    record(&app, "osei", Kind::Goal, "Short waits", Audience::Everyone, None).await;
    app.tx("osei", move |tx| tx.delete(gone)).await.unwrap();
    assert_eq!(titles(&app, "rio", "short").await, ["Short waits"]);
    assert_eq!(titles(&app, "zoe", "short").await, [""; 0]);
    assert_eq!(titles(&app, "cleo", "short").await.len(), 2);
    let page = app.get("rio", "/search?q=short").await;
    assert!(page.text().contains("1 thing found."), "{}", page.text());
    assert!(!page.body.contains("Short list"));
}

#[tokio::test]
async fn the_page_groups_what_it_finds() {
    let app = app().await;
    record(&app, "osei", Kind::Strategy, "Amy leads nursing", Audience::Everyone, None).await;
    let page = app.get("rio", "/search?q=amy").await;
    check_text(
        &page,
        expect![[r#"
            Search
            2 things found.
            What are you looking for?
            The beginnings of words are enough. Accents and capitals make no difference.
            Find
            Strategies
            Amy leads nursing
            Open
            People
            Amy Lund
        "#]],
    );
    let people =
        app.api("rio", Method::GET, "/api/v1/search?q=amy&kind=person", json!(null)).await.json();
    assert_eq!(people["items"].as_array().unwrap().len(), 1);
    assert_eq!(people["items"][0]["kind"], "person");
    let wrong = app.api("rio", Method::GET, "/api/v1/search?q=a&kind=x", json!(null)).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let nothing = app.get("rio", "/search?q=zzz").await;
    assert!(nothing.text().contains("Nothing that you may see is found by “zzz”."));
}

//! What the description of the API says, and that it says all.

use std::collections::BTreeSet;

use axum::http::Method;

use super::house::practice;

#[tokio::test(flavor = "multi_thread")]
async fn plt_7_every_act_of_the_api_is_described_and_named_once() {
    let practice = practice().await;
    let mut names = BTreeSet::new();
    for (path, methods) in practice.description["paths"].as_object().unwrap() {
        for (method, act) in methods.as_object().unwrap() {
            let name = act["operationId"].as_str().unwrap_or("");
            assert!(name.contains('.'), "{method} {path} has the name “{name}”, not noun.verb");
            assert!(names.insert(name.to_owned()), "{name} names two acts");
            assert!(act["summary"].as_str().is_some_and(|s| !s.is_empty()), "{name}: no summary");
            assert!(!act["tags"][0].is_null(), "{name}: no tag");
            let has_id = path.contains("{id}");
            let names_id = act["parameters"].as_array().is_some_and(|parameters| {
                parameters.iter().any(|parameter| parameter["name"] == "id")
            });
            assert_eq!(has_id, names_id, "{name}: the id in the path and in the parameters");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn plt_7_every_act_on_a_page_is_also_in_the_api() {
    let practice = practice().await;
    let calls: BTreeSet<String> = practice.description["paths"]
        .as_object()
        .unwrap()
        .keys()
        .map(|path| path.trim_start_matches("/api/v1").to_owned())
        .collect();
    // A page's act is a POST; in the API it stands under the same path, or is a PATCH or DELETE of
    // the record that the path names before its last word.
    let missing: Vec<&str> = practice
        .endpoints
        .iter()
        .filter(|endpoint| endpoint.method == Method::POST)
        .map(|endpoint| endpoint.path.as_str())
        .filter(|path| {
            let shorter = path.rsplit_once('/').map_or("", |(rest, _)| rest);
            !calls.contains(*path) && !(path.ends_with("/deletion") && calls.contains(shorter))
        })
        .filter(|path| !PAGES_ONLY.contains(path))
        .collect();
    assert_eq!(missing, Vec::<&str>::new(), "these acts have no call");
}

/// Acts of a browser's session, which a program with a token does not have.
const PAGES_ONLY: [&str; 7] = [
    "/sign-in", "/sign-out", "/sign-out-everywhere", "/welcome", "/link/{secret}", "/resume",
    "/settings/theme",
];

#[tokio::test(flavor = "multi_thread")]
async fn plt_7_a_method_that_is_not_described_is_refused() {
    let practice = practice().await;
    let reply =
        practice.visit(Some(&practice.owner), &Method::PUT, "/api/v1/plans/tasks").await;
    assert_eq!(reply.status.as_u16(), 405);
    assert!(reply.headers["content-type"].to_str().unwrap().starts_with("application/problem+json"));
}

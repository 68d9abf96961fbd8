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

/// The call that does what a page's act does: a POST under the same path; for a deletion the
/// DELETE, for an edit the PATCH of the record; and for these, what stands beside them.
fn call_of(path: &str) -> Vec<String> {
    let api = |method: &str, path: &str| format!("{method} /api/v1{path}");
    let (record, act) = path.rsplit_once('/').unwrap_or_default();
    let mut calls = vec![api("POST", path)];
    match act {
        "deletion" | "removal" | "revocation" | "end" | "withdrawal" => {
            calls.push(api("DELETE", record));
            calls.push(api("DELETE", &format!("{record}/{{lead_id}}")));
        }
        "{id}" => calls.push(api("PATCH", path)),
        _ => {}
    }
    if let Some(rest) = path.strip_prefix("/direction/") {
        // What every element of direction has in common stands under one path in the API.
        let (_, rest) = rest.split_once('/').unwrap_or_default();
        if path.starts_with("/direction/elements/") {
            return calls;
        }
        calls.extend(call_of(&format!("/direction/elements/{rest}")));
    }
    if path.starts_with("/directory/persons/{id}/") {
        calls.push(api("POST", &format!("/directory/{act}s")));
        calls.extend(
            path.split_once("{id}").map(|(_, rest)| api("POST", &format!("/directory{rest}"))),
        );
    }
    if let Some(rest) = path.strip_prefix("/settings") {
        calls.push(api("PATCH", "/directory/settings"));
        calls.extend(call_of(&format!("/directory{rest}")));
    }
    calls
}

#[tokio::test(flavor = "multi_thread")]
async fn plt_7_every_act_on_a_page_is_also_in_the_api() {
    let practice = practice().await;
    let mut calls = BTreeSet::new();
    for (path, methods) in practice.description["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys() {
            calls.insert(format!("{} {path}", method.to_uppercase()));
        }
    }
    let missing: Vec<&str> = practice
        .endpoints
        .iter()
        .filter(|endpoint| endpoint.method == Method::POST)
        .map(|endpoint| endpoint.path.as_str())
        .filter(|path| !call_of(path).iter().any(|call| calls.contains(call)))
        .filter(|path| !PAGES_ONLY.contains(path))
        .collect();
    assert_eq!(missing, Vec::<&str>::new(), "these acts have no call");
}

/// Acts of a browser's session, which a program with a token does not have.
const PAGES_ONLY: [&str; 6] =
    ["/sign-in", "/sign-out", "/sign-out-everywhere", "/welcome", "/link/{secret}", "/resume"];

#[tokio::test(flavor = "multi_thread")]
async fn plt_7_a_method_that_is_not_described_is_refused() {
    let practice = practice().await;
    let reply = practice.visit(Some(&practice.owner), &Method::PUT, "/api/v1/plans/tasks").await;
    assert_eq!(reply.status.as_u16(), 405);
    assert!(
        reply.headers["content-type"].to_str().unwrap().starts_with("application/problem+json")
    );
}

//! Every route, asked by nobody, by a stranger, by a reader and by an owner: from the one list that
//! the routes themselves make, so that a route that nobody thought of fails here.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use evenkeel_core::{Id, Kind, Record};
use uuid::Uuid;

use super::{
    house::{Practice, practice},
    store,
};

/// Routes that answer before anyone is signed in.
const OPEN: [&str; 9] = [
    "/sign-in",
    "/welcome",
    "/link/{secret}",
    "/openapi.json",
    "/api",
    "/healthz",
    "/readyz",
    "/",
    "/sign-out",
];

/// A route with a sample in the place of its id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Visit {
    method: String,
    route: String,
    id: Option<Uuid>,
}

impl Visit {
    fn method(&self) -> Method {
        self.method.parse().unwrap()
    }

    fn path(&self, id: Option<Uuid>) -> String {
        let mut path = String::new();
        for (at, part) in self.route.split('/').enumerate() {
            if at > 0 {
                path.push('/');
            }
            match part {
                "{id}" => path.push_str(&id.unwrap().to_string()),
                "{n}" | "{number}" | "{version}" => path.push('1'),
                part if part.starts_with('{') => path.push_str("none"),
                part => path.push_str(part),
            }
        }
        path
    }

    fn is_open(&self) -> bool {
        OPEN.contains(&self.route.as_str())
    }
}

async fn sample(practice: &Practice, route: &str) -> Option<Uuid> {
    let word = route.split("/{id}").next()?.rsplit('/').next()?.to_owned();
    let word = match route.contains("/direction/measures") {
        true => "sustainability".to_owned(),
        false => word,
    };
    practice.read(&practice.owner, move |tx| store::sample(tx, &word)).await.unwrap()
}

/// The one list: the pages that the routes laid, and the calls that the API describes.
async fn visits(practice: &Practice) -> Vec<Visit> {
    let mut routes: BTreeSet<(String, String)> = practice
        .endpoints
        .iter()
        .map(|endpoint| (endpoint.method.to_string(), endpoint.path.clone()))
        .collect();
    for (path, methods) in practice.description["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys() {
            routes.insert((method.to_uppercase(), path.clone()));
        }
    }
    assert!(routes.len() > 150, "only {} routes were laid", routes.len());
    let (mut visits, mut without) = (Vec::new(), Vec::new());
    for (method, route) in routes {
        let id = sample(practice, &route).await;
        if route.contains("{id}") && id.is_none() {
            without.push(route.clone());
        }
        visits.push(Visit { method, route, id });
    }
    assert_eq!(without, Vec::<String>::new(), "the sample practice has nothing for these routes");
    visits
}

#[tokio::test(flavor = "multi_thread")]
async fn plt_5_nobody_is_sent_to_sign_in_everywhere() {
    let practice = practice().await;
    for visit in visits(&practice).await.iter().filter(|visit| !visit.is_open()) {
        let reply = practice.visit(None, &visit.method(), &visit.path(visit.id)).await;
        let expected = match (visit.route.starts_with("/api/"), visit.method.as_str()) {
            (false, "GET") => StatusCode::SEE_OTHER,
            _ => StatusCode::UNAUTHORIZED,
        };
        assert_eq!(reply.status, expected, "{visit:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sec_3_to_a_stranger_a_foreign_id_is_like_one_that_does_not_exist() {
    let practice = practice().await;
    let mut unproven = Vec::new();
    for visit in visits(&practice).await.iter().filter(|visit| visit.route.contains("{id}")) {
        let stranger = Some(&practice.stranger);
        let foreign = practice.visit(stranger, &visit.method(), &visit.path(visit.id)).await;
        let missing = Some(Uuid::new_v4());
        let none = practice.visit(stranger, &visit.method(), &visit.path(missing)).await;
        assert_eq!(foreign.status, none.status, "{visit:?}");
        assert!(
            foreign.status == StatusCode::NOT_FOUND
                || foreign.status == StatusCode::UNPROCESSABLE_ENTITY,
            "{visit:?}: {}",
            foreign.status
        );
        if visit.route.starts_with("/api/") && foreign.status == StatusCode::UNPROCESSABLE_ENTITY {
            let (method, path) = (visit.method(), visit.path(visit.id));
            let filled = practice.call_filled(&practice.stranger, &method, &path).await;
            if filled.status != StatusCode::NOT_FOUND {
                unproven.push(format!("{method} {path}: {} {}", filled.status, filled.body));
            }
        }
        if foreign.status == StatusCode::NOT_FOUND {
            let (foreign, none) = (plain(&foreign.body, visit.id), plain(&none.body, missing));
            assert_eq!(foreign, none, "{visit:?}");
        }
    }
    assert_eq!(unproven, Vec::<String>::new(), "with all fields filled these are not 404");
}

fn plain(body: &str, id: Option<Uuid>) -> String {
    body.replace(&id.unwrap().to_string(), "ID")
}

#[tokio::test(flavor = "multi_thread")]
async fn plt_5_a_reader_opens_what_they_may_see_and_nothing_else() {
    let practice = practice().await;
    for visit in visits(&practice).await.iter().filter(|visit| visit.method == "GET") {
        let reply =
            practice.visit(Some(&practice.reader), &Method::GET, &visit.path(visit.id)).await;
        let is_record = visit.route.contains("/{id}")
            && Kind::ALL.iter().any(|kind| {
                // A comment's own id is none of a record.
                *kind != Kind::Comment && visit.route.starts_with(kind.path())
            });
        let sees = match visit.id.filter(|_| is_record) {
            Some(id) => {
                let id: Id<Record> = Id::new(id);
                practice.read(&practice.reader, move |tx| tx.may_see(id)).await.unwrap()
            }
            None => true,
        };
        if !sees {
            assert_eq!(reply.status, StatusCode::NOT_FOUND, "{visit:?}");
        }
        let is_answer =
            reply.status.is_success() || [303, 403, 404, 422].contains(&reply.status.as_u16());
        assert!(is_answer, "{visit:?}: {}", reply.status);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn plt_5_an_owner_finds_every_route_answered() {
    let practice = practice().await;
    let mut visits = visits(&practice).await;
    // What ends the session or deletes the sample comes last.
    visits.sort_by_key(|visit| {
        let last = ["deletion", "deactivation", "DELETE", "undoing"];
        let text = format!("{} {}", visit.method, visit.route);
        let ends_session = text.contains("session") || text.contains("password");
        (ends_session, last.iter().any(|word| text.contains(word)), text)
    });
    for visit in visits.iter().filter(|visit| visit.method == "GET" && !visit.is_open()) {
        let reply =
            practice.visit(Some(&practice.owner), &Method::GET, &visit.path(visit.id)).await;
        let is_answer =
            reply.status.is_success() || [303, 403, 404, 422].contains(&reply.status.as_u16());
        assert!(is_answer, "{visit:?}: {} {}", reply.status, reply.body);
        if visit.route.starts_with("/api/") && reply.status.is_success() {
            assert!(serde_json::from_str::<serde_json::Value>(&reply.body).is_ok(), "{visit:?}");
        }
    }
    for visit in visits.iter().filter(|visit| visit.method != "GET" && !visit.is_open()) {
        let ends_itself = visit.method == "DELETE" && visit.route.contains("sessions")
            || visit.route.contains("/tokens/{id}")
            || visit.route == "/sign-out-everywhere";
        if ends_itself {
            continue; // They end the credential that asks; the directory's own tests see to them.
        }
        let reply =
            practice.visit(Some(&practice.owner), &visit.method(), &visit.path(visit.id)).await;
        let is_refused = [401, 405].contains(&reply.status.as_u16());
        assert!(!is_refused && !reply.status.is_server_error(), "{visit:?}: {}", reply.status);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sec_6_the_headers_stand_on_every_response() {
    let practice = practice().await;
    let paths = ["/", "/sign-in", "/nothing", "/api/v1/nothing", "/api/v1/today", "/plans/tasks"];
    let assets = [evenkeel_web::assets::css_path(), evenkeel_web::assets::js_path()];
    for path in paths.iter().chain(&assets) {
        for reader in [None, Some(&practice.owner)] {
            let reply = practice.visit(reader, &Method::GET, path).await;
            for name in [
                "content-security-policy",
                "x-content-type-options",
                "referrer-policy",
                "cross-origin-opener-policy",
                "cross-origin-resource-policy",
                "permissions-policy",
                "cache-control",
            ] {
                assert!(reply.headers.contains_key(name), "{path}: {name} is missing");
            }
        }
    }
}

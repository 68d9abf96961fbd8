//! An application over a database of its own, asked without a network.

use std::{collections::HashMap, sync::Arc};

use axum::{
    Router,
    body::Body,
    http::{Method, Request, header},
};
use evenkeel_core::{Id, Organization, Person, Result, Unit};
use evenkeel_store::{Db, Tx, Who};
use evenkeel_web::Shared;
use http_body_util::BodyExt;
use jiff::Timestamp;
use tower::ServiceExt;

use crate::Answer;

/// The host that the tests' browser asks.
const HOST: &str = "clinic.example";

/// The application with the people who use it.
pub struct App {
    pub(crate) router: Router,
    pub(crate) db: Db,
    pub(crate) clock: Arc<std::sync::Mutex<Timestamp>>,
    /// The clinic.
    pub organization: Id<Organization>,
    pub(crate) people: HashMap<&'static str, SignedIn>,
    pub(crate) units: HashMap<&'static str, Id<Unit>>,
    pub(crate) _folder: Option<tempfile::TempDir>,
    /// The list of pages that the routes laid.
    pub endpoints: Vec<evenkeel_web::Endpoint>,
    /// The description of the API.
    pub openapi: utoipa::openapi::OpenApi,
    /// What all requests share.
    pub house: Shared,
}

/// A person with a session.
#[derive(Clone)]
pub(crate) struct SignedIn {
    pub(crate) id: Id<Person>,
    pub(crate) organization: Id<Organization>,
    pub(crate) secret: String,
    pub(crate) form_token: String,
}

impl App {
    /// The id of a person, by their first name in small letters: "amy".
    pub fn person(&self, name: &str) -> Id<Person> {
        self.people[name].id
    }

    /// The id of a unit: "clinic", "nursing", "reception".
    pub fn unit(&self, name: &str) -> Id<Unit> {
        self.units[name]
    }

    /// The session's secret of a person, as the cookie holds it.
    pub fn secret(&self, name: &str) -> &str {
        &self.people[name].secret
    }

    /// The token that the forms of a person carry.
    pub fn form_token(&self, name: &str) -> &str {
        &self.people[name].form_token
    }

    /// Moves the clock.
    pub fn set_now(&self, now: &str) {
        *self.clock.lock().unwrap() = now.parse().unwrap();
    }

    /// The moment of the clock.
    pub fn now(&self) -> Timestamp {
        *self.clock.lock().unwrap()
    }

    /// On whose behalf a person's transactions run.
    pub fn who(&self, name: &str) -> Who {
        let person = &self.people[name];
        let now = self.now();
        Who {
            organization: person.organization,
            actor: person.id,
            now,
            today: now.to_zoned_datetime(jiff::tz::TimeZone::UTC).date(),
        }
    }

    /// Runs a closure in a transaction of a person, without asking for an event: for fixtures.
    pub async fn tx<T: Send + 'static>(
        &self,
        name: &str,
        act: impl FnMut(&mut Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.db.keep(self.who(name), act).await
    }

    /// The page at `path` as the person sees it; "" for nobody.
    pub async fn get(&self, name: &str, path: &str) -> Answer {
        self.send(self.request(name, Method::GET, path).body(Body::empty()).unwrap()).await
    }

    /// Sends a form as the person, with their form token.
    pub async fn post(&self, name: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut form = form_urlencoded::Serializer::new(String::new());
        if let Some(person) = self.people.get(name) {
            form.append_pair("form_token", &person.form_token);
        }
        form.extend_pairs(fields);
        let request = self
            .request(name, Method::POST, path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form.finish()))
            .unwrap();
        self.send(request).await
    }

    /// Calls the API as the person.
    pub async fn api(
        &self,
        name: &str,
        method: Method,
        path: &str,
        body: serde_json::Value,
    ) -> Answer {
        let request = self.request(name, method, path);
        let request = if body.is_null() {
            request.body(Body::empty())
        } else {
            request
                .header(header::CONTENT_TYPE, "application/json")
                .body(Body::from(body.to_string()))
        };
        self.send(request.unwrap()).await
    }

    /// A request as the person's browser makes it.
    pub fn request(&self, name: &str, method: Method, path: &str) -> axum::http::request::Builder {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, HOST)
            .header(header::ORIGIN, format!("http://{HOST}"))
            .header("sec-fetch-site", "same-origin");
        match self.people.get(name) {
            Some(person) => request.header(header::COOKIE, format!("evenkeel={}", person.secret)),
            None => request,
        }
    }

    /// Sends any request.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }
}

impl std::fmt::Debug for App {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("App").field("organization", &self.organization).finish_non_exhaustive()
    }
}

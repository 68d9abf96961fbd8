//! The sample practice behind all routes, with a stranger next door.

use std::sync::{Arc, Mutex};

use axum::{
    Router,
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use evenkeel_core::{Id, Organization, Person};
use evenkeel_directory::{
    founding::{self, Founding},
    persons,
    sessions::{self, Door},
};
use evenkeel_store::{Db, Location, Tx, Who};
use evenkeel_web::{Endpoint, House, secret};
use http_body_util::BodyExt;
use jiff::Timestamp;
use tower::ServiceExt;
use uuid::Uuid;

use crate::{openapi, rooms, sample};

/// The moment at which these tests stand: a Tuesday.
const NOW: &str = "2026-06-16T09:00:00Z";

const FORM: &str = "application/x-www-form-urlencoded";

/// A person with a session.
#[derive(Clone)]
pub(super) struct Reader {
    pub(super) who: Who,
    secret: String,
    form_token: String,
}

/// The whole application over the sample practice.
pub(super) struct Practice {
    router: Router,
    pub(super) db: Db,
    pub(super) endpoints: Vec<Endpoint>,
    pub(super) description: serde_json::Value,
    /// The clinical lead, who owns the organization.
    pub(super) owner: Reader,
    /// A nurse.
    pub(super) reader: Reader,
    /// Somebody of another organization in the same database.
    pub(super) stranger: Reader,
    _folder: Option<tempfile::TempDir>,
}

/// What came back.
pub(super) struct Reply {
    pub(super) status: StatusCode,
    pub(super) headers: axum::http::HeaderMap,
    pub(super) body: String,
}

/// Whose turn it is to load.
static LOADING: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

/// Loads the sample practice, on SQLite or on the database that the environment names.
pub(super) async fn practice() -> Practice {
    let (location, folder) = match std::env::var("EVENKEEL_TEST_DATABASE_URL") {
        Ok(url) => (Location::Url(url), None),
        Err(_) => {
            let folder = tempfile::tempdir().unwrap();
            (Location::File(folder.path().join("evenkeel.db")), Some(folder))
        }
    };
    let db = Db::open(location).await.unwrap();
    let now: Timestamp = NOW.parse().unwrap();
    // One after the other: each fills one database with long transactions that would meet.
    let turn = LOADING.lock().await;
    let loaded = sample::load(&db, now).await.unwrap();
    let who = Who { organization: loaded.organization, ..Who::nobody() };
    db.keep(who, |tx| tx.optimize()).await.unwrap();
    drop(turn);
    let clock = Mutex::new(now);
    let house = Arc::new(House {
        db: db.clone(),
        gate: Box::new(Door),
        clock: Box::new(move || *clock.lock().unwrap()),
        rooms: rooms::ROOMS,
        is_secure: false,
        is_behind_proxy: false,
        rates: None,
    });
    let (router, description, endpoints) = rooms::routes().split(openapi::about());
    let text = description.to_json().unwrap();
    openapi::publish(description).unwrap();
    let router = router.merge(evenkeel_web::assets::routes());
    let organization = loaded.organization;
    let visitor = |at: usize| loaded.visitors[at].2;
    let practice = Practice {
        router: evenkeel_web::app(router, house),
        endpoints,
        description: serde_json::from_str(&text).unwrap(),
        owner: sign_in(&db, organization, visitor(0), now).await,
        reader: sign_in(&db, organization, visitor(2), now).await,
        stranger: stranger(&db, now).await,
        db,
        _folder: folder,
    };
    practice.add_token_and_import().await;
    practice
}

impl Practice {
    /// What the sample does not hold: a personal token and an import run.
    async fn add_token_and_import(&self) {
        let owner = &self.owner;
        let body =
            format!("form_token={}&name=Test&scope=read&expires_on=2026-12-31", owner.form_token);
        let made = self.send(owner, "/settings/tokens", FORM, body).await;
        assert!(made.status.is_success() || made.status.is_redirection(), "{}", made.body);
        let part = |name: &str, value: &str| {
            format!("--edge\r\ncontent-disposition: form-data; name={name}\r\n\r\n{value}\r\n")
        };
        let body = format!(
            "{}{}--edge--\r\n",
            part("form_token", &owner.form_token),
            part("file; filename=people.csv", "Name,Work Email\r\nAda New,ada@new.example\r\n"),
        );
        let kind = "multipart/form-data; boundary=edge";
        let run = self.send(owner, "/directory/imports", kind, body).await;
        assert!(run.status.is_redirection(), "{} {}", run.status, run.body);
    }

    async fn send(&self, reader: &Reader, path: &str, kind: &str, body: String) -> Reply {
        let request = Request::post(path)
            .header(header::HOST, "practice.example")
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, format!("evenkeel={}", reader.secret))
            .header(header::CONTENT_TYPE, kind)
            .body(Body::from(body))
            .unwrap();
        self.answer(request).await
    }

    async fn answer(&self, request: Request<Body>) -> Reply {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Reply { status: parts.status, headers: parts.headers, body }
    }

    /// Asks as a reader, or as nobody, with an empty form or an empty JSON object.
    pub(super) async fn visit(&self, as_: Option<&Reader>, method: &Method, path: &str) -> Reply {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "practice.example")
            .header("sec-fetch-site", "same-origin");
        let mut token = String::new();
        if let Some(reader) = as_ {
            request = request.header(header::COOKIE, format!("evenkeel={}", reader.secret));
            token = format!("form_token={}", reader.form_token);
        }
        let request = if method == Method::GET {
            request.body(Body::empty())
        } else if path.starts_with("/api/") {
            request.header(header::CONTENT_TYPE, "application/json").body(Body::from("{}"))
        } else {
            request.header(header::CONTENT_TYPE, FORM).body(Body::from(token))
        };
        self.answer(request.unwrap()).await
    }

    /// Calls the API with what it asks for: fields that it says are missing are filled by what it
    /// says of them, until it finds nothing more to ask.
    pub(super) async fn call_filled(&self, as_: &Reader, method: &Method, path: &str) -> Reply {
        let mut body = serde_json::Map::new();
        loop {
            let request = Request::builder()
                .method(method)
                .uri(path)
                .header(header::HOST, "practice.example")
                .header("sec-fetch-site", "same-origin")
                .header(header::COOKIE, format!("evenkeel={}", as_.secret))
                .header(header::CONTENT_TYPE, "application/json")
                .body(Body::from(serde_json::Value::from(body.clone()).to_string()));
            let reply = self.answer(request.unwrap()).await;
            let before = body.clone();
            let problem: serde_json::Value = serde_json::from_str(&reply.body).unwrap_or_default();
            for error in problem["errors"].as_array().into_iter().flatten() {
                let field = error["pointer"].as_str().unwrap_or("").trim_start_matches('/');
                let detail = error["detail"].as_str().unwrap_or("");
                let value = match detail.split_once("is one of: ") {
                    Some((_, words)) => words.split(',').next().unwrap_or("").into(),
                    None => sample_value(field),
                };
                if !field.is_empty() && body.get(field) != Some(&value) {
                    body.insert(field.to_owned(), value);
                }
            }
            if reply.status != StatusCode::UNPROCESSABLE_ENTITY || body == before {
                return reply;
            }
        }
    }

    /// Reads on behalf of a reader.
    pub(super) async fn read<T: Send + 'static>(
        &self,
        reader: &Reader,
        read: impl FnMut(&mut Tx<'_>) -> evenkeel_core::Result<T> + Send + 'static,
    ) -> evenkeel_core::Result<T> {
        self.db.read(reader.who, read).await
    }
}

/// Something that fits a field of this name.
fn sample_value(field: &str) -> serde_json::Value {
    match field {
        "confidence" | "version" | "number" => 1.into(),
        "start" => 0.into(),
        "target" | "value" | "current" | "weight" => 2.into(),
        _ if field.ends_with("_on") => "2026-06-15".into(),
        _ if field.ends_with("_id") => Uuid::new_v4().to_string().into(),
        _ if field.ends_with("s") => serde_json::json!(["One thing", "Another", "A third"]),
        _ => "Some words".into(),
    }
}

async fn sign_in(
    db: &Db,
    organization: Id<Organization>,
    actor: Id<Person>,
    now: Timestamp,
) -> Reader {
    let today = now.to_zoned_datetime(jiff::tz::TimeZone::UTC).date();
    let who = Who { organization, actor, now, today };
    let (secret, kept) = secret::fresh(organization);
    let form_token = Uuid::new_v4().to_string();
    let token = form_token.clone();
    db.keep(who, move |tx| {
        let id = Id::new(Uuid::new_v4());
        sessions::store::insert_session(tx, id, &kept, actor, &token, "a test")
    })
    .await
    .unwrap();
    Reader { who, secret, form_token }
}

async fn stranger(db: &Db, now: Timestamp) -> Reader {
    let (organization, owner) = (Id::fresh(now), Id::fresh(now));
    let today = now.to_zoned_datetime(jiff::tz::TimeZone::UTC).date();
    let mut fields = evenkeel_web::Fields::from_pairs([("name".into(), "Zoe Far".into())]).unwrap();
    let founding = Founding {
        organization: "Elsewhere".to_owned(),
        slug: Uuid::new_v4().to_string(),
        time_zone: "UTC".to_owned(),
        owner: persons::Draft::read(&mut fields).unwrap(),
        password_hash: None,
        owner_id: owner,
        unit_id: Id::fresh(now),
        membership_id: Id::fresh(now),
    };
    let who = Who { organization, actor: owner, now, today };
    db.write(who, None, move |tx| founding::found(tx, &founding)).await.unwrap();
    sign_in(db, organization, owner, now).await
}

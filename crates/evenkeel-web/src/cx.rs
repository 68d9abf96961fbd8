//! One request: who asks, when, and the two verbs read and write.

use std::sync::Arc;

use axum::{
    extract::{FromRequestParts, OriginalUri},
    http::{HeaderMap, HeaderValue, Method, header, request::Parts},
    response::{IntoResponse, Response},
};
use evenkeel_core::{Error, Id, Organization, Person, Recorded, Result, Role};
use evenkeel_store::{Key, Tx, Who};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use maud::Markup;
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    Admitted, Credential, Failure, Frame, House, Notice, Shared, SignedIn, cookie, secret,
};

/// A signed-in request. Extracting it answers 401 when nobody is signed in.
#[derive(Clone, Debug)]
pub struct Cx {
    house: Shared,
    who: Who,
    admitted: Arc<Admitted>,
    zone: TimeZone,
    path: String,
    query: Arc<Vec<(String, String)>>,
    notice: Option<Notice>,
    session: Option<Vec<u8>>,
    came_from: Option<String>,
    pub(crate) key: Option<Key>,
}

/// What a page answers.
pub type Page = Result<Response, Failure>;

impl Cx {
    /// The organization of the session or token.
    pub fn organization(&self) -> Id<Organization> {
        self.who.organization
    }

    /// Name of the organization.
    pub fn organization_name(&self) -> &str {
        &self.admitted.organization
    }

    /// The person who asks.
    pub fn actor(&self) -> Id<Person> {
        self.who.actor
    }

    /// Their name.
    pub fn actor_name(&self) -> &str {
        &self.admitted.name
    }

    /// What they may do in the organization as a whole.
    pub fn role(&self) -> Role {
        self.admitted.role
    }

    /// The moment of the request.
    pub fn now(&self) -> Timestamp {
        self.who.now
    }

    /// Its day in the organization's time zone.
    pub fn today(&self) -> Date {
        self.who.today
    }

    /// The organization's time zone.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// What all requests share.
    pub fn house(&self) -> &House {
        &self.house
    }

    /// Digest of the session's secret, if a session asks and not a token.
    pub fn session(&self) -> Option<&[u8]> {
        self.session.as_deref()
    }

    /// A fresh id for a record that this request makes.
    pub fn new_id<T: ?Sized>(&self) -> Id<T> {
        Id::fresh(self.who.now)
    }

    /// A parameter of the query, empty if it is not there.
    pub fn param(&self, name: &str) -> &str {
        self.query.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
    }

    /// The parameter as an id; one that cannot be an id is not found.
    pub fn param_id<T: ?Sized>(&self, name: &str) -> Result<Option<Id<T>>> {
        match self.param(name) {
            "" => Ok(None),
            text => text.parse().map(Some).map_err(|_| Error::NotFound),
        }
    }

    /// Path of the request.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Reads: one state across the statements of the closure.
    pub async fn read<T, F>(&self, read: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<T> + Send + 'static,
    {
        self.house.db.read(self.who, read).await
    }

    /// Reads what takes longer than a page may.
    pub async fn report<T, F>(&self, read: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<T> + Send + 'static,
    {
        self.house.db.report(self.who, read).await
    }

    /// Writes: one transaction that ends in its event, at most once per idempotency key.
    pub async fn write<T, F>(&self, write: F) -> Result<T>
    where
        T: Serialize + DeserializeOwned + Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<Recorded<T>> + Send + 'static,
    {
        self.check_write()?;
        self.house.db.write(self.who, self.key.clone(), write).await
    }

    /// Refuses a token that may only read: for the bookkeeping that a person asks for.
    pub fn check_write(&self) -> Result<()> {
        if self.admitted.may_write {
            return Ok(());
        }
        Err(Error::not_allowed(
            "This token may only read. Make one with the scope “write” in Settings.",
        ))
    }

    /// Bookkeeping that is no record: seen marks, sessions.
    pub async fn keep<T, F>(&self, write: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<T> + Send + 'static,
    {
        self.house.db.keep(self.who, write).await
    }

    /// What the page shows around its content.
    pub fn frame(&self) -> Frame {
        Frame {
            organization: self.admitted.organization.clone(),
            person: Some(SignedIn {
                id: self.who.actor,
                name: self.admitted.name.clone(),
                may_administer: self.admitted.role.may_administer(),
            }),
            path: self.path.clone(),
            form_token: self.admitted.form_token.clone(),
            theme: self.admitted.theme,
            has_single_keys: self.admitted.has_single_keys,
            notice: self.notice.clone(),
            rooms: self.house.rooms,
        }
    }

    /// Where the reader came from on our own site, for acts that are answered in place; `usual`
    /// if the browser does not say.
    pub fn back(&self, usual: &str) -> String {
        self.came_from.clone().unwrap_or_else(|| usual.to_owned())
    }

    /// A page.
    pub fn page(&self, markup: Markup) -> Page {
        let mut response = html(markup);
        if self.notice.is_some()
            && let Some(cookie) = cookie::set_notice(None, self.house.is_secure)
        {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        Ok(response)
    }

    /// Sends the browser to `url` after a write, and says there what was done.
    pub fn done(&self, url: &str, text: impl Into<String>) -> Page {
        self.leave(url, Notice { text: text.into(), undo: None })
    }

    /// The same, and offers to take it back by a POST to `undo`.
    pub fn done_undo(&self, url: &str, text: impl Into<String>, undo: String) -> Page {
        self.leave(url, Notice { text: text.into(), undo: Some(undo) })
    }

    fn leave(&self, url: &str, notice: Notice) -> Page {
        let mut response = see_other(url);
        if let Some(cookie) = cookie::set_notice(Some(&notice), self.house.is_secure) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        Ok(response)
    }

    pub(crate) fn form_token(&self) -> &str {
        &self.admitted.form_token
    }
}

/// A page as an answer.
pub fn html(markup: Markup) -> Response {
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    ([(header::CONTENT_TYPE, kind)], markup.into_string()).into_response()
}

/// Sends the browser elsewhere, on our own server only.
pub fn see_other(url: &str) -> Response {
    // Browsers drop tabs and line breaks from an address: "/\t/elsewhere" would lead elsewhere.
    let is_ours = url.starts_with('/')
        && !url.starts_with("//")
        && !url.starts_with("/\\")
        && !url.chars().any(char::is_control);
    let to = HeaderValue::from_str(if is_ours { url } else { "/" })
        .unwrap_or(HeaderValue::from_static("/"));
    (axum::http::StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
}

/// The path and the query that the browser asked for.
pub(crate) fn address(parts: &Parts) -> (String, Vec<(String, String)>) {
    let uri = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |uri| &uri.0);
    let query = form_urlencoded::parse(uri.query().unwrap_or("").as_bytes())
        .take(64)
        .map(|(key, value)| (key.into_owned(), value.into_owned()))
        .collect();
    (uri.path().to_owned(), query)
}

/// The path of the page before, if it is one of ours.
fn came_from(headers: &HeaderMap) -> Option<String> {
    let referer = headers.get(header::REFERER)?.to_str().ok()?;
    let host = headers.get(header::HOST)?.to_str().ok()?;
    let (_, rest) = referer.split_once("://")?;
    let path = rest.strip_prefix(host)?;
    (path.starts_with('/') && !path.starts_with("//")).then(|| path.to_owned())
}

fn credential(is_token: bool, digest: &[u8]) -> Credential<'_> {
    if is_token { Credential::Token(digest) } else { Credential::Session(digest) }
}

/// Renews the mark of use beside the request: reading does not wait for a write, and goes on when
/// the disk is full.
fn mark(house: &Shared, who: Who, is_token: bool, digest: Vec<u8>) {
    let gate = Arc::clone(house);
    let db = house.db.clone();
    tokio::spawn(async move {
        let kept = db.keep(who, move |tx| gate.gate.mark(tx, credential(is_token, &digest))).await;
        if let Err(error) = kept {
            tracing::warn!(%error, "a mark of use was not kept");
        }
    });
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ").map(str::trim)
}

impl FromRequestParts<Shared> for Cx {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, house: &Shared) -> Result<Self, Failure> {
        let (path, query) = address(parts);
        let bearer = bearer(&parts.headers);
        let shown = match bearer {
            Some(token) => Some(token),
            None => cookie::session(&parts.headers, house.is_secure),
        };
        let secret = shown.and_then(secret::read).ok_or(Error::SignedOut)?;
        let now = (house.clock)();
        let mut who = Who { organization: secret.organization, now, ..Who::nobody() };
        let is_token = bearer.is_some();
        let digest = secret.digest.clone();
        let gate = Arc::clone(house);
        let admitted = house
            .db
            .read(who, move |tx| gate.gate.admit(tx, credential(is_token, &digest)))
            .await?;
        if admitted.is_mark_stale {
            mark(house, who, is_token, secret.digest.clone());
        }
        let zone = TimeZone::get(&admitted.time_zone).unwrap_or(TimeZone::UTC);
        who.actor = admitted.person;
        who.today = now.to_zoned_datetime(zone.clone()).date();
        if let Some(rates) = &house.rates {
            rates.person(*who.actor.uuid().as_bytes())?;
        }
        let is_get = parts.method == Method::GET || parts.method == Method::HEAD;
        Ok(Self {
            house: Arc::clone(house),
            who,
            admitted: Arc::new(admitted),
            zone,
            path,
            query: Arc::new(query),
            notice: if is_get { cookie::notice(&parts.headers) } else { None },
            came_from: came_from(&parts.headers),
            session: (!is_token).then_some(secret.digest),
            key: None,
        })
    }
}

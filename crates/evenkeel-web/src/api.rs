//! Answers of the API: records with their version, pages of lists, and ids in paths.

use axum::{
    extract::{FromRequestParts, RawPathParams},
    http::{HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use evenkeel_core::{Error, Id};
use serde::{Serialize, de::DeserializeOwned};

use crate::{Cx, Failure};

/// What an API handler answers.
pub type Api<T> = Result<T, Failure>;

/// JSON.
#[derive(Debug)]
pub struct Json<T>(pub T);

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        match serde_json::to_vec(&self.0) {
            Ok(body) => {
                let kind = HeaderValue::from_static("application/json; charset=utf-8");
                ([(header::CONTENT_TYPE, kind)], body).into_response()
            }
            Err(error) => Failure(Error::internal("JSON", error)).into_response(),
        }
    }
}

/// One record with its version, which stands in the header ETag.
#[derive(Debug)]
pub struct Tagged<T> {
    /// The version that an edit must name in If-Match.
    pub version: i64,
    /// The record.
    pub record: T,
}

impl<T: Serialize> IntoResponse for Tagged<T> {
    fn into_response(self) -> Response {
        let mut response = Json(self.record).into_response();
        if let Ok(tag) = HeaderValue::from_str(&format!("\"{}\"", self.version)) {
            response.headers_mut().insert(header::ETAG, tag);
        }
        response
    }
}

/// A record was made: 201 with its address.
#[derive(Debug)]
pub struct Created<T> {
    /// Where it is.
    pub location: String,
    /// What it is.
    pub record: T,
}

impl<T: Serialize> IntoResponse for Created<T> {
    fn into_response(self) -> Response {
        let mut response = (StatusCode::CREATED, Json(self.record)).into_response();
        if let Ok(location) = HeaderValue::from_str(&self.location) {
            response.headers_mut().insert(header::LOCATION, location);
        }
        response
    }
}

/// The id of a new record.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Made {
    /// Id of the new record.
    #[schema(value_type = uuid::Uuid)]
    pub id: Id<evenkeel_core::Record>,
}

/// One page of a list.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Listed<T> {
    /// The things, in the order of the list.
    pub items: Vec<T>,
    /// Send it as `after` for the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

impl<T> Listed<T> {
    /// A page of at most `limit` things out of `items`, which were asked for with one more.
    pub fn page<C: Serialize>(mut items: Vec<T>, limit: i64, cursor: impl Fn(&T) -> C) -> Self {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let has_more = items.len() > limit;
        items.truncate(limit);
        let next = items.last().filter(|_| has_more).and_then(|last| {
            let json = serde_json::to_vec(&cursor(last)).ok()?;
            Some(URL_SAFE_NO_PAD.encode(json))
        });
        Self { items, next }
    }
}

impl Cx {
    /// Where the page of a list begins: what the cursor in `after` says, or `first`.
    pub fn after<C: DeserializeOwned>(&self, first: C) -> Result<C, Error> {
        let text = self.param("after");
        if text.is_empty() {
            return Ok(first);
        }
        URL_SAFE_NO_PAD
            .decode(text)
            .ok()
            .and_then(|json| serde_json::from_slice(&json).ok())
            .ok_or_else(|| Error::field("after", "Take the value of “next” from the page before"))
    }

    /// How many things a page of a list holds: `limit`, 1 to 100, or `usual`.
    pub fn limit(&self, usual: i64) -> Result<i64, Error> {
        match self.param("limit") {
            "" => Ok(usual),
            text => text
                .parse()
                .ok()
                .filter(|limit| (1..=100).contains(limit))
                .ok_or_else(|| Error::field("limit", "limit is a number from 1 to 100")),
        }
    }
}

/// The id in the path; one that cannot be an id is not found. Paths hold at most one.
#[derive(Clone, Copy, Debug)]
pub struct At<T: ?Sized>(pub Id<T>);

impl<T: ?Sized, S: Send + Sync> FromRequestParts<S> for At<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let params =
            RawPathParams::from_request_parts(parts, state).await.map_err(|_| Error::NotFound)?;
        let id = params.iter().next().and_then(|(_, text)| text.parse().ok());
        Ok(Self(id.ok_or(Error::NotFound)?))
    }
}

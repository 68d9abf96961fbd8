//! A request before anyone is signed in: sign-in, invitation, first visit.

use std::sync::Arc;

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::request::Parts,
};
use evenkeel_core::{Id, Organization, Result};
use evenkeel_store::{Tx, Who};
use jiff::{Timestamp, tz::TimeZone};

use crate::{Failure, Frame, House, Shared, Theme, cookie, cx, secret, secret::Secret};

/// A request by nobody in particular.
#[derive(Clone, Debug)]
pub struct Visitor {
    house: Shared,
    /// The moment of the request.
    pub now: Timestamp,
    /// The client's address, for brakes and the list of sessions.
    pub address: String,
    /// What the browser calls itself, shortened.
    pub device: String,
    path: String,
    query: Vec<(String, String)>,
    session: Option<Secret>,
}

impl Visitor {
    /// The session that the browser shows, living or not: a sign-in replaces it.
    pub fn session(&self) -> Option<&Secret> {
        self.session.as_ref()
    }

    /// What all requests share.
    pub fn house(&self) -> &House {
        &self.house
    }

    /// A parameter of the query, empty if it is not there.
    pub fn param(&self, name: &str) -> &str {
        self.query.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
    }

    /// What the page shows around its content.
    pub fn frame(&self) -> Frame {
        Frame::visitor(&self.house, &self.path)
    }

    /// On behalf of `organization`, without a person.
    pub fn who(&self, organization: Id<Organization>) -> Who {
        Who {
            organization,
            now: self.now,
            today: self.now.to_zoned_datetime(TimeZone::UTC).date(),
            ..Who::nobody()
        }
    }

    /// Reads on behalf of `organization`.
    pub async fn read<T, F>(&self, organization: Id<Organization>, read: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<T> + Send + 'static,
    {
        self.house.db.read(self.who(organization), read).await
    }

    /// Bookkeeping on behalf of `organization`.
    pub async fn keep<T, F>(&self, organization: Id<Organization>, write: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<T> + Send + 'static,
    {
        self.house.db.keep(self.who(organization), write).await
    }
}

impl Frame {
    /// The frame of a page before anyone is signed in.
    pub fn visitor(house: &House, path: &str) -> Self {
        Self {
            organization: "Evenkeel".to_owned(),
            person: None,
            path: path.to_owned(),
            form_token: String::new(),
            theme: Theme::System,
            has_single_keys: true,
            notice: None,
            rooms: house.rooms,
        }
    }
}

impl FromRequestParts<Shared> for Visitor {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, house: &Shared) -> Result<Self, Failure> {
        let (path, query) = cx::address(parts);
        let header = |name: &str| parts.headers.get(name).and_then(|v| v.to_str().ok());
        let peer = parts
            .extensions
            .get::<ConnectInfo<std::net::SocketAddr>>()
            .map_or_else(|| "unknown".to_owned(), |info| info.0.ip().to_string());
        let address = match header("x-forwarded-for") {
            // The last entry is the one that our own proxy wrote.
            Some(list) if house.is_behind_proxy => {
                list.rsplit(',').next().unwrap_or("").trim().to_owned()
            }
            _ => peer,
        };
        let device = header("user-agent").unwrap_or("unknown").chars().take(120).collect();
        Ok(Self {
            house: Arc::clone(house),
            now: (house.clock)(),
            address,
            device,
            path,
            query,
            session: cookie::session(&parts.headers, house.is_secure).and_then(secret::read),
        })
    }
}

//! The routes of a room, listed as they are laid, so that none can be forgotten by a test.

use axum::{Router, handler::Handler, http::Method, routing};
use utoipa::openapi::OpenApi;
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};

use crate::Shared;

/// A page's route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// GET or POST.
    pub method: Method,
    /// The path, with `{id}` where an id stands.
    pub path: String,
}

/// The routes of a room or of several.
#[derive(Default)]
pub struct Routes {
    pages: Router<Shared>,
    api: OpenApiRouter<Shared>,
    endpoints: Vec<Endpoint>,
}

impl Routes {
    /// No routes yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A page that is read.
    #[must_use]
    pub fn get<H: Handler<T, Shared>, T: 'static>(mut self, path: &str, handler: H) -> Self {
        self.pages = self.pages.route(path, routing::get(handler));
        self.endpoints.push(Endpoint { method: Method::GET, path: path.to_owned() });
        self
    }

    /// A form that is sent.
    #[must_use]
    pub fn post<H: Handler<T, Shared>, T: 'static>(mut self, path: &str, handler: H) -> Self {
        self.pages = self.pages.route(path, routing::post(handler));
        self.endpoints.push(Endpoint { method: Method::POST, path: path.to_owned() });
        self
    }

    /// A route of the API, made by `routes!` together with its description.
    #[must_use]
    pub fn api(mut self, routes: UtoipaMethodRouter<Shared>) -> Self {
        self.api = self.api.routes(routes);
        self
    }

    /// These routes and those of another room.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.pages = self.pages.merge(other.pages);
        self.api = self.api.merge(other.api);
        self.endpoints.extend(other.endpoints);
        self
    }

    /// The router, the description of the API, and the list of pages.
    pub fn split(self, about: OpenApi) -> (Router<Shared>, OpenApi, Vec<Endpoint>) {
        let (api, mut description) = self.api.split_for_parts();
        let mut whole = about;
        std::mem::swap(&mut whole.paths, &mut description.paths);
        whole.components = description.components;
        (self.pages.merge(api), whole, self.endpoints)
    }
}

impl std::fmt::Debug for Routes {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Routes").field("endpoints", &self.endpoints).finish_non_exhaustive()
    }
}

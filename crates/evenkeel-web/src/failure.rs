//! Each kind of error becomes one status, and a page or problem+json, in this place alone.

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use evenkeel_core::Error;
use serde_json::json;

use crate::{Frame, Shared, ui};

/// What a handler answers when it cannot do what was asked.
#[derive(Debug)]
pub struct Failure(pub Error);

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

/// The error inside a response, until [`present`] gives it its face.
#[derive(Clone, Debug)]
struct Failed {
    title: &'static str,
    detail: String,
    errors: Vec<serde_json::Value>,
}

/// The status of an error.
pub(crate) fn status(error: &Error) -> StatusCode {
    match error {
        Error::NotFound => StatusCode::NOT_FOUND,
        Error::SignedOut => StatusCode::UNAUTHORIZED,
        Error::NotAllowed(_) => StatusCode::FORBIDDEN,
        Error::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Error::Changed { .. } => StatusCode::CONFLICT,
        Error::Busy(_) => StatusCode::TOO_MANY_REQUESTS,
        Error::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
        Error::Unsupported(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Error::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
        Error::Full => StatusCode::INSUFFICIENT_STORAGE,
        Error::Internal { .. } => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let status = status(&self.0);
        let errors = match &self.0 {
            Error::Invalid(faults) => faults
                .iter()
                .map(|fault| {
                    json!({ "pointer": format!("/{}", fault.field), "detail": fault.message })
                })
                .collect(),
            Error::Changed { changes, version, .. } => changes
                .iter()
                .map(|change| {
                    json!({ "pointer": format!("/{}", change.field), "yours": change.from,
                            "theirs": change.to, "version": version })
                })
                .collect(),
            _ => Vec::new(),
        };
        if let Error::Internal { context, source } = &self.0 {
            tracing::error!(context, ?source, "a request failed");
        }
        let mut response = status.into_response();
        response.extensions_mut().insert(Failed {
            title: title(status),
            detail: detail(&self.0),
            errors,
        });
        response
    }
}

/// What the reader is told: what to do, and nothing of the inside.
fn detail(error: &Error) -> String {
    match error {
        Error::NotFound => "There is nothing here, or it is not yours to see.".to_owned(),
        Error::SignedOut => "Sign in to go on.".to_owned(),
        Error::NotAllowed(message) => message.clone(),
        Error::Invalid(faults) => {
            faults.iter().map(|f| f.message.as_str()).collect::<Vec<_>>().join(" ")
        }
        Error::Changed { by, .. } => {
            format!("{by} changed this meanwhile. Read what they wrote, then save again.")
        }
        Error::Busy(why)
        | Error::TooLarge(why)
        | Error::Unsupported(why)
        | Error::Unavailable(why) => {
            let mut why = (*why).to_owned();
            if let Some(first) = why.get_mut(0..1) {
                first.make_ascii_uppercase();
            }
            format!("{why}.")
        }
        Error::Full => "The disk is full, so nothing can be saved now. Reading goes on.".to_owned(),
        Error::Internal { .. } => {
            "Something broke on our side. It is in the log; nothing was saved.".to_owned()
        }
    }
}

fn title(status: StatusCode) -> &'static str {
    match status.as_u16() {
        401 => "Signed out",
        403 => "Someone else's to do",
        404 => "Not found",
        405 => "Not done this way",
        408 => "Too slow",
        409 | 412 => "Changed meanwhile",
        413 => "Too large",
        415 => "Not this kind of content",
        422 | 400 => "Some fields need a look",
        428 => "Say which version",
        429 => "Too many calls",
        503 => "Not now",
        507 => "Disk full",
        _ => "Our fault",
    }
}

/// Gives every failed response its face: problem+json under `/api/`, a page elsewhere.
pub(crate) async fn present(State(house): State<Shared>, request: Request, next: Next) -> Response {
    let path = request.uri().path_and_query().map_or("/", |p| p.as_str()).to_owned();
    let is_get = request.method() == Method::GET;
    let response = next.run(request).await;
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    let has_face = response.headers().contains_key(header::CONTENT_TYPE)
        && response.extensions().get::<Failed>().is_none()
        && !response
            .headers()
            .get(header::CONTENT_TYPE)
            .is_some_and(|kind| kind.as_bytes().starts_with(b"text/plain"));
    if has_face {
        return response;
    }
    let failed = response.extensions().get::<Failed>().cloned().unwrap_or_else(|| Failed {
        title: title(status),
        detail: plain_detail(status).to_owned(),
        errors: Vec::new(),
    });
    let mut faced = if path.starts_with("/api/") {
        problem(status, &failed)
    } else if status == StatusCode::UNAUTHORIZED && is_get {
        return to_sign_in(&path);
    } else {
        page(&house, status, &path, &failed)
    };
    for (name, value) in response.headers() {
        if name != header::CONTENT_TYPE && name != header::CONTENT_LENGTH {
            faced.headers_mut().insert(name, value.clone());
        }
    }
    if status == StatusCode::TOO_MANY_REQUESTS || status == StatusCode::SERVICE_UNAVAILABLE {
        faced.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
    }
    faced
}

fn plain_detail(status: StatusCode) -> &'static str {
    match status.as_u16() {
        404 => "There is nothing here, or it is not yours to see.",
        405 => "This address does not take that method.",
        408 => "The answer took too long. Try again.",
        413 => "This is more than can be sent at once.",
        415 => "Send a form, or JSON with its content type.",
        _ => "The request could not be read.",
    }
}

fn problem(status: StatusCode, failed: &Failed) -> Response {
    let body = json!({
        "type": "about:blank", "title": failed.title, "status": status.as_u16(),
        "detail": failed.detail, "errors": failed.errors,
    });
    let kind = HeaderValue::from_static("application/problem+json; charset=utf-8");
    (status, [(header::CONTENT_TYPE, kind)], body.to_string()).into_response()
}

fn to_sign_in(path: &str) -> Response {
    let next: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
    let to = format!("/sign-in?next={next}");
    let to = HeaderValue::from_str(&to).unwrap_or(HeaderValue::from_static("/sign-in"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
}

fn page(house: &Shared, status: StatusCode, path: &str, failed: &Failed) -> Response {
    let frame = Frame::visitor(house, path);
    let details = failed.errors.iter().filter_map(|error| error.get("detail")?.as_str());
    let markup = ui::failed(&frame, failed.title, &failed.detail, details);
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    (status, [(header::CONTENT_TYPE, kind)], Body::from(markup.into_string())).into_response()
}

//! A request that changes something: who asks, and the fields that were sent.

use axum::{
    body::{Body, Bytes},
    extract::{FromRequest, FromRequestParts, Request},
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use evenkeel_core::{Error, Fault, Result};
use evenkeel_store::Key;
use maud::Markup;

use crate::{Cx, Failure, Fields, Form, Frame, Page, Shared, cx, failure, html, secret, ui};

/// The most that a form or a JSON body may hold.
const BODY_BYTES: usize = 1024 * 1024;
/// The most that an uploaded file may hold.
const FILE_BYTES: usize = 64 * 1024 * 1024;

/// A signed-in request that changes something. Extracting it has checked that it comes from our
/// own pages, or from a program that shows a token.
#[derive(Debug)]
pub struct Post {
    /// Who asks.
    pub cx: Cx,
    /// What was sent.
    pub fields: Fields,
    /// The file that came along, if the form has one.
    pub file: Option<Upload>,
}

/// A file as it came.
#[derive(Clone, Debug)]
pub struct Upload {
    /// What the sender calls it; never used as a path.
    pub name: String,
    /// Its bytes.
    pub bytes: Bytes,
}

/// A form that could not be saved: shown again with what was typed.
#[derive(Debug)]
pub struct Refused {
    /// What was typed, and what is wrong with it.
    pub form: Form,
    status: StatusCode,
}

impl Refused {
    /// The page again.
    pub fn page(self, markup: Markup) -> Page {
        Ok((self.status, html(markup)).into_response())
    }

    /// The form, taken out to be shown; what remains answers.
    pub fn take(&mut self) -> Form {
        std::mem::take(&mut self.form)
    }
}

impl Fields {
    /// What a form becomes after an error: its text again with the faults, or the failure if it
    /// cannot be mended there. Text is never lost to a full disk or a busy database either.
    pub fn refused(&self, error: Error) -> Result<Refused, Failure> {
        let status = failure::status(&error);
        let mut form = self.form();
        match error {
            Error::Invalid(faults) => form.faults = faults,
            Error::Changed { by, changes, version } => {
                form.meanwhile = Some((by, changes));
                form.version = Some(version);
            }
            Error::Full => form.faults.push(Fault::new(
                "",
                "Not saved: the disk is full. Your text is still here; tell who runs the server",
            )),
            Error::Unavailable(_) | Error::Busy(_) => form.faults.push(Fault::new(
                "",
                "Not saved: the server is busy. Your text is still here; send it again in a moment",
            )),
            other => return Err(Failure(other)),
        }
        Ok(Refused { form, status })
    }
}

impl FromRequest<Shared> for Post {
    type Rejection = Response;

    async fn from_request(request: Request, house: &Shared) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let kind = content_type(&parts.headers).to_owned();
        // Who asks is known before the body is read: a file of a stranger costs no memory.
        let mut cx = match Cx::from_request_parts(&mut parts, house).await {
            Ok(cx) => cx,
            Err(failure) => return Err(signed_out(house, &parts, &kind, body, failure).await),
        };
        if cx.session().is_some() && !is_from_here(&parts.headers) {
            return Err(from_elsewhere().into_response());
        }
        let limit = if kind == "multipart/form-data" { FILE_BYTES } else { BODY_BYTES };
        let body = whole(body, limit).await.map_err(IntoResponse::into_response)?;
        let read = read(&mut parts, &kind, body.clone(), house).await;
        let (mut fields, file) = read.map_err(IntoResponse::into_response)?;
        check_token(&cx, &kind, &fields).map_err(IntoResponse::into_response)?;
        if let Some(version) = if_match(&parts.headers) {
            fields.set("version", version);
        }
        cx.key = key(&parts, &fields, &body);
        Ok(Self { cx, fields, file })
    }
}

/// A request before anyone is signed in that changes something: sign-in, invitation, first visit.
#[derive(Debug)]
pub struct VisitorPost {
    /// Who asks, as far as we know.
    pub visitor: crate::Visitor,
    /// What was sent.
    pub fields: Fields,
}

impl FromRequest<Shared> for VisitorPost {
    type Rejection = Response;

    async fn from_request(request: Request, house: &Shared) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let kind = content_type(&parts.headers).to_owned();
        if !is_from_here(&parts.headers) {
            return Err(from_elsewhere().into_response());
        }
        // A form that waits for a sign-in travels inside the sign-in form.
        let body = whole(body, BODY_BYTES * 4).await.map_err(IntoResponse::into_response)?;
        let (fields, _) =
            read(&mut parts, &kind, body, house).await.map_err(IntoResponse::into_response)?;
        let visitor = crate::Visitor::from_request_parts(&mut parts, house)
            .await
            .map_err(IntoResponse::into_response)?;
        Ok(Self { visitor, fields })
    }
}

fn content_type(headers: &HeaderMap) -> &str {
    let value = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or("");
    value.split(';').next().unwrap_or("").trim()
}

async fn read(
    parts: &mut Parts,
    kind: &str,
    body: Bytes,
    house: &Shared,
) -> Result<(Fields, Option<Upload>), Failure> {
    match kind {
        "application/x-www-form-urlencoded" => {
            let pairs = form_urlencoded::parse(&body)
                .map(|(name, value)| (name.into_owned(), value.into_owned()));
            Ok((Fields::from_pairs(pairs)?, None))
        }
        "application/json" => Ok((Fields::from_json(&body)?, None)),
        "multipart/form-data" => multipart(parts, body, house).await,
        _ if body.is_empty() => Ok((Fields::default(), None)),
        _ => Err(Failure(Error::Unsupported(
            "send a form, or JSON with the content type application/json",
        ))),
    }
}

async fn multipart(
    parts: &mut Parts,
    body: Bytes,
    house: &Shared,
) -> Result<(Fields, Option<Upload>), Failure> {
    let mut request = Request::builder();
    if let Some(kind) = parts.headers.get(header::CONTENT_TYPE) {
        request = request.header(header::CONTENT_TYPE, kind);
    }
    let request = request
        .body(Body::from(body))
        .map_err(|e| Error::internal("a request could not be rebuilt", e))?;
    let broken = |_| Error::field("", "The upload broke off. Send the file again");
    let mut form = axum::extract::Multipart::from_request(request, house)
        .await
        .map_err(|_| Error::field("", "The upload cannot be read. Send the file again"))?;
    let (mut pairs, mut file) = (Vec::new(), None);
    while let Some(part) = form.next_field().await.map_err(broken)? {
        let name = part.name().unwrap_or("").to_owned();
        match part.file_name().map(str::to_owned) {
            Some(file_name) => {
                let bytes = part.bytes().await.map_err(broken)?;
                if !file_name.is_empty() {
                    file = Some(Upload { name: file_name, bytes });
                }
            }
            None => pairs.push((name, part.text().await.map_err(broken)?)),
        }
    }
    Ok((Fields::from_pairs(pairs)?, file))
}

/// Whether the browser says that the request comes from our own pages.
fn is_from_here(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (text("sec-fetch-site"), text("origin")) {
        (Some(site), _) => site == "same-origin" || site == "none",
        (None, Some(origin)) => {
            let host = origin.split_once("://").map_or("", |(_, host)| host);
            !host.is_empty() && text("host") == Some(host)
        }
        (None, None) => false,
    }
}

fn from_elsewhere() -> Failure {
    Failure(Error::not_allowed("This request comes from another site. Open the page here first."))
}

/// A write passes if it shows a token, or comes from our pages with the session's form token or as
/// JSON, which no foreign form can send. Where it comes from is asked before its body is read.
fn check_token(cx: &Cx, kind: &str, fields: &Fields) -> Result<(), Failure> {
    let is_ours = cx.session().is_none()
        || kind == "application/json"
        || fields.raw("form_token") == cx.form_token();
    if is_ours { Ok(()) } else { Err(from_elsewhere()) }
}

/// The body, up to its limit.
async fn whole(body: Body, limit: usize) -> Result<Bytes, Failure> {
    axum::body::to_bytes(body, limit)
        .await
        .map_err(|_| Failure(Error::TooLarge("this is more than can be sent at once")))
}

/// Nobody is signed in. A form of our own pages waits inside the sign-in form; one that another
/// site sent does not, for it would be sent on in the name of whoever signs in.
async fn signed_out(
    house: &Shared,
    parts: &Parts,
    kind: &str,
    body: Body,
    failure: Failure,
) -> Response {
    let is_form = kind == "application/x-www-form-urlencoded";
    if !is_form || !matches!(failure.0, Error::SignedOut) || !is_from_here(&parts.headers) {
        return failure.into_response();
    }
    match whole(body, BODY_BYTES).await {
        Ok(body) => kept_text(house, parts, &body),
        Err(failure) => failure.into_response(),
    }
}

fn if_match(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::IF_MATCH)?.to_str().ok()?;
    Some(value.trim().trim_start_matches("W/").trim_matches('"').to_owned())
}

fn key(parts: &Parts, fields: &Fields, body: &[u8]) -> Option<Key> {
    let header = parts.headers.get("idempotency-key").and_then(|value| value.to_str().ok());
    let key = header.unwrap_or_else(|| fields.raw("idempotency_key"));
    let is_good = !key.is_empty() && key.len() <= 200 && !key.chars().any(char::is_control);
    is_good.then(|| Key {
        key: key.to_owned(),
        fingerprint: secret::digest(&[
            parts.method.as_str().as_bytes(),
            cx::address(parts).0.as_bytes(),
            body,
        ]),
    })
}

/// A form that came after the session had ended: the text waits inside the sign-in form.
fn kept_text(house: &Shared, parts: &Parts, body: &[u8]) -> Response {
    let path = cx::address(parts).0;
    let frame = Frame::visitor(house, &path);
    let kept = String::from_utf8_lossy(body).into_owned();
    let form = Form::empty().with("resume_path", &path).with("resume_body", kept);
    let markup = ui::sign_in(
        &frame,
        &form,
        "Your session has ended. Sign in, and your text is \
                                             still here.",
    );
    let mut response = html(markup);
    *response.status_mut() = StatusCode::UNAUTHORIZED;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

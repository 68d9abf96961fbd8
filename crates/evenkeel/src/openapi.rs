//! The description of the API, as OpenAPI 3.1 and as a page that people read.

use std::sync::OnceLock;

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use evenkeel_web::{Cx, Page, Routes, Visitor, html, ui};
use utoipa::openapi::{
    InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder,
    security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
};

mod view;

static TEXT: OnceLock<(String, Vec<Operation>)> = OnceLock::new();

/// One act of the API, as the page shows it.
#[derive(Clone, Debug)]
struct Operation {
    tag: String,
    method: String,
    path: String,
    name: String,
    summary: String,
}

/// What the description says before its paths.
pub(crate) fn about() -> OpenApi {
    let info = InfoBuilder::new()
        .title("Evenkeel")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "Everything that the pages do, with the same words. Send a personal token as \
             `Authorization: Bearer …`; make one in Settings. Changing calls take \
             `Idempotency-Key`; edits name the version in `If-Match`. Errors are problem+json.",
        ))
        .license(Some(LicenseBuilder::new().name("Apache-2.0").build()));
    OpenApiBuilder::new().info(info.build()).build()
}

/// Keeps the finished description for the routes below.
pub(crate) fn publish(mut description: OpenApi) -> anyhow::Result<()> {
    let bearer = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
    description.components.get_or_insert_default().add_security_scheme("token", bearer);
    description.security =
        Some(vec![utoipa::openapi::SecurityRequirement::new("token", Vec::<String>::new())]);
    let text = description.to_json()?;
    let operations = operations(&serde_json::from_str(&text)?);
    let _ = TEXT.set((text, operations));
    Ok(())
}

fn operations(description: &serde_json::Value) -> Vec<Operation> {
    let mut operations = Vec::new();
    let paths = description.get("paths").and_then(serde_json::Value::as_object);
    for (path, methods) in paths.into_iter().flatten() {
        for (method, operation) in methods.as_object().into_iter().flatten() {
            let text = |field: &str| {
                operation.pointer(field).and_then(|value| value.as_str()).unwrap_or("").to_owned()
            };
            operations.push(Operation {
                tag: text("/tags/0"),
                method: method.to_uppercase(),
                path: path.clone(),
                name: text("/operationId"),
                summary: text("/summary"),
            });
        }
    }
    operations.sort_by(|a, b| (&a.tag, &a.path, &a.method).cmp(&(&b.tag, &b.path, &b.method)));
    operations
}

/// The description's own routes.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/openapi.json", json)
        .get("/api", page)
        .get("/healthz", async || "alive")
        .get("/readyz", ready)
}

async fn json() -> Response {
    let kind = HeaderValue::from_static("application/json; charset=utf-8");
    let text = TEXT.get().map_or("{}", |(text, _)| text.as_str());
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}

async fn page(visitor: Visitor, cx: Option<Signed>) -> Page {
    let operations = TEXT.get().map_or(&[][..], |(_, operations)| operations.as_slice());
    let main = view::acts(operations);
    match cx {
        Some(Signed(cx)) => cx.page(ui::page(&cx.frame(), "API", main)),
        None => Ok(html(ui::plain(&visitor.frame(), "API", main))),
    }
}

/// A reader who may or may not be signed in.
struct Signed(Cx);

impl axum::extract::OptionalFromRequestParts<evenkeel_web::Shared> for Signed {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut axum::http::request::Parts,
        house: &evenkeel_web::Shared,
    ) -> Result<Option<Self>, Self::Rejection> {
        let cx = <Cx as axum::extract::FromRequestParts<_>>::from_request_parts(parts, house).await;
        Ok(cx.ok().map(Self))
    }
}

/// Whether the server can serve: the database answers a read and takes a write.
async fn ready(visitor: Visitor) -> Response {
    let nobody = evenkeel_store::Who::nobody().organization;
    let can_write = visitor.keep(nobody, |_| Ok(())).await;
    let can_read = visitor.read(nobody, |_| Ok(())).await;
    match (can_read, can_write) {
        (Ok(()), Ok(())) => "ready".into_response(),
        _ => (StatusCode::SERVICE_UNAVAILABLE, "not ready").into_response(),
    }
}

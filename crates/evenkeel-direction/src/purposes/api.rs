//! The same acts as JSON, each with its description.

use evenkeel_core::Id;
use evenkeel_web::{Api, At, Created, Cx, Json, Listed, Made, Post, Routes, Tagged};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::{Draft, Purpose, acts, pages, store, view};
use crate::elements::{self, api::ElementAnswer};

/// The API routes of purposes.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.api(routes!(list, create)).api(routes!(show, edit))
}

/// A purpose.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PurposeAnswer {
    #[serde(flatten)]
    element: ElementAnswer,
    /// What it means, in Markdown.
    body: String,
}

/// What a purpose says.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the fields are read one by one")]
struct PurposeBody {
    title: String,
    /// What it means, in Markdown.
    body: Option<String>,
    unit_id: Uuid,
    /// everyone, unit or line; everyone if nothing is said.
    audience: Option<String>,
}

impl PurposeAnswer {
    pub(crate) fn new(purpose: Purpose) -> Self {
        Self { element: purpose.element.into(), body: purpose.body }
    }
}

/// List purposes
#[utoipa::path(get, path = "/api/v1/direction/purposes", tag = "purpose",
    operation_id = "purpose.list",
    params(("unit" = Option<Uuid>, Query, description = "of this unit and those below it"),
           ("state" = Option<String>, Query, description = "current, retired or any"),
           ("limit" = Option<i64>, Query, description = "1 to 100; 25 if nothing is said"),
           ("after" = Option<String>, Query, description = "`next` of the page before")),
    responses((status = 200, body = Listed<PurposeAnswer>)))]
async fn list(cx: Cx) -> Api<Json<Listed<PurposeAnswer>>> {
    let asked = elements::pages::asked(&cx, view::SHELF.states)?;
    let (_, page) = pages::listed(&cx, asked).await?;
    let items = page.items.into_iter().map(PurposeAnswer::new).collect();
    Ok(Json(Listed { items, next: page.next }))
}

/// Show a purpose
#[utoipa::path(get, path = "/api/v1/direction/purposes/{id}", tag = "purpose",
    operation_id = "purpose.show", params(("id" = Uuid, Path)),
    responses((status = 200, body = PurposeAnswer)))]
async fn show(cx: Cx, At(id): At<Purpose>) -> Api<Tagged<PurposeAnswer>> {
    let purpose = cx.read(move |tx| store::find(tx, id)).await?;
    let version = purpose.element.head.version;
    Ok(Tagged { version, record: PurposeAnswer::new(purpose) })
}

/// State a purpose
#[utoipa::path(post, path = "/api/v1/direction/purposes", tag = "purpose",
    operation_id = "purpose.create", request_body = PurposeBody,
    responses((status = 201, body = Made)))]
async fn create(post: Post) -> Api<Created<Made>> {
    let Post { cx, mut fields, .. } = post;
    let id: Id<Purpose> = cx.new_id();
    let draft = Draft::read(&mut fields)?;
    let id = cx.write(move |tx| Ok(acts::create(tx, id, &draft)?.with(id))).await?;
    let location = format!("/api/v1/direction/purposes/{id}");
    Ok(Created { location, record: Made { id: id.record() } })
}

/// Edit a purpose
///
/// A change of the text publishes a new version. Fields that are not sent stay as they are.
#[utoipa::path(patch, path = "/api/v1/direction/purposes/{id}", tag = "purpose",
    operation_id = "purpose.edit",
    params(("id" = Uuid, Path), ("If-Match" = String, Header, description = "the version edited")),
    request_body = PurposeBody, responses((status = 200, body = PurposeAnswer)))]
async fn edit(At(id): At<Purpose>, post: Post) -> Api<Tagged<PurposeAnswer>> {
    let Post { cx, mut fields, .. } = post;
    let purpose = cx.read(move |tx| store::find(tx, id)).await?;
    for (name, value) in purpose.draft(cx.organization()).fields() {
        fields.fill(name, value);
    }
    let version = fields.version();
    let draft = Draft::read(&mut fields)?;
    cx.write(move |tx| acts::edit(tx, id, version, &draft)).await?;
    let purpose = cx.read(move |tx| store::find(tx, id)).await?;
    let version = purpose.element.head.version;
    Ok(Tagged { version, record: PurposeAnswer::new(purpose) })
}

//! The same acts as JSON, each with its description.

use evenkeel_core::Id;
use evenkeel_web::{Api, At, Created, Cx, Json, Listed, Made, Post, Routes, Tagged};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::{Draft, Vision, acts, pages, store, view};
use crate::elements::{self, api::ElementAnswer};

/// The API routes of visions.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.api(routes!(list, create)).api(routes!(show, edit))
}

/// A vision.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct VisionAnswer {
    #[serde(flatten)]
    element: ElementAnswer,
    narrative: String,
    horizon_year: Option<i64>,
    /// What it still lacks, as sentences.
    missing: Vec<String>,
}

/// What a vision says. One without a horizon 3 to 10 years ahead shows as incomplete.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the fields are read one by one")]
struct VisionBody {
    title: String,
    narrative: String,
    horizon_year: Option<i64>,
    /// The purpose, or the vision of a unit above, that it serves.
    parent_id: Option<Uuid>,
    unit_id: Uuid,
    /// everyone, unit or line; everyone if nothing is said.
    audience: Option<String>,
}

impl VisionAnswer {
    pub(crate) fn new(vision: Vision, today: Date) -> Self {
        Self {
            missing: vision.missing(today),
            element: vision.element.into(),
            narrative: vision.narrative,
            horizon_year: vision.horizon_year,
        }
    }
}

/// List visions
#[utoipa::path(get, path = "/api/v1/direction/visions", tag = "vision",
    operation_id = "vision.list",
    params(("unit" = Option<Uuid>, Query, description = "of this unit and those below it"),
           ("state" = Option<String>, Query, description = "current, retired or any"),
           ("limit" = Option<i64>, Query, description = "1 to 100; 25 if nothing is said"),
           ("after" = Option<String>, Query, description = "`next` of the page before")),
    responses((status = 200, body = Listed<VisionAnswer>)))]
async fn list(cx: Cx) -> Api<Json<Listed<VisionAnswer>>> {
    let asked = elements::pages::asked(&cx, view::SHELF.states)?;
    let (_, page) = pages::listed(&cx, asked).await?;
    let today = cx.today();
    let items = page.items.into_iter().map(|vision| VisionAnswer::new(vision, today)).collect();
    Ok(Json(Listed { items, next: page.next }))
}

/// Show a vision
#[utoipa::path(get, path = "/api/v1/direction/visions/{id}", tag = "vision",
    operation_id = "vision.show", params(("id" = Uuid, Path)),
    responses((status = 200, body = VisionAnswer)))]
async fn show(cx: Cx, At(id): At<Vision>) -> Api<Tagged<VisionAnswer>> {
    let vision = cx.read(move |tx| store::find(tx, id)).await?;
    let version = vision.element.head.version;
    Ok(Tagged { version, record: VisionAnswer::new(vision, cx.today()) })
}

/// Write a vision
#[utoipa::path(post, path = "/api/v1/direction/visions", tag = "vision",
    operation_id = "vision.create", request_body = VisionBody,
    responses((status = 201, body = Made)))]
async fn create(post: Post) -> Api<Created<Made>> {
    let Post { cx, mut fields, .. } = post;
    let id: Id<Vision> = cx.new_id();
    let draft = Draft::read(&mut fields)?;
    let id = cx.write(move |tx| Ok(acts::create(tx, id, &draft)?.with(id))).await?;
    let location = format!("/api/v1/direction/visions/{id}");
    Ok(Created { location, record: Made { id: id.record() } })
}

/// Edit a vision
///
/// A change of the text publishes a new version. Fields that are not sent stay as they are.
#[utoipa::path(patch, path = "/api/v1/direction/visions/{id}", tag = "vision",
    operation_id = "vision.edit",
    params(("id" = Uuid, Path), ("If-Match" = String, Header, description = "the version edited")),
    request_body = VisionBody, responses((status = 200, body = VisionAnswer)))]
async fn edit(At(id): At<Vision>, post: Post) -> Api<Tagged<VisionAnswer>> {
    let Post { cx, mut fields, .. } = post;
    let vision = cx.read(move |tx| store::find(tx, id)).await?;
    for (name, value) in vision.draft(cx.organization()).fields() {
        fields.fill(name, value);
    }
    let version = fields.version();
    let draft = Draft::read(&mut fields)?;
    cx.write(move |tx| acts::edit(tx, id, version, &draft)).await?;
    let vision = cx.read(move |tx| store::find(tx, id)).await?;
    let version = vision.element.head.version;
    Ok(Tagged { version, record: VisionAnswer::new(vision, cx.today()) })
}

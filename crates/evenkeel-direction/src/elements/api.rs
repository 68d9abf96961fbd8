//! What all elements share, as JSON.

use evenkeel_core::{Id, Record};
use evenkeel_web::{Api, At, Cx, Json, Post, Routes};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::{Edition, Element, Passage, acts, pages, store};

/// The API routes that all elements share.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .api(routes!(remove))
        .api(routes!(editions))
        .api(routes!(edition))
        .api(routes!(endorse, withdraw))
        .api(routes!(endorsers))
        .api(routes!(retire))
        .api(routes!(revive))
}

/// What every element says of itself.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ElementAnswer {
    id: Uuid,
    title: String,
    state: String,
    unit_id: Option<Uuid>,
    unit_name: Option<String>,
    owner_id: Option<Uuid>,
    owner_name: Option<String>,
    parent_id: Option<Uuid>,
    parent_title: Option<String>,
    /// Which version of the text is the current one.
    number: i64,
    #[schema(value_type = String, format = DateTime)]
    published_at: Timestamp,
    /// How many people endorsed the current version.
    endorsed_count: i64,
    /// The latest version that you endorsed.
    endorsed_number: Option<i64>,
    /// What an edit names in If-Match.
    version: i64,
}

impl From<Element> for ElementAnswer {
    fn from(element: Element) -> Self {
        Self {
            id: element.head.id.uuid(),
            title: element.head.title,
            state: element.head.state,
            unit_id: element.head.unit_id.map(Id::uuid),
            unit_name: element.unit_name,
            owner_id: element.head.owner_id.map(Id::uuid),
            owner_name: element.owner_name,
            parent_id: element.serves.as_ref().map(|card| card.id.uuid()),
            parent_title: element.serves.map(|card| card.title),
            number: element.number,
            published_at: element.published_at,
            endorsed_count: element.endorsed_count,
            endorsed_number: element.endorsed_number,
            version: element.head.version,
        }
    }
}

/// A version of an element.
#[derive(Debug, Serialize, ToSchema)]
struct EditionAnswer {
    number: i64,
    #[schema(value_type = String, format = DateTime)]
    published_at: Timestamp,
    published_by: Uuid,
    published_by_name: String,
    passages: Vec<Passage>,
}

impl EditionAnswer {
    fn new(edition: Edition, passages: Vec<Passage>) -> Self {
        Self {
            number: edition.number,
            published_at: edition.published_at,
            published_by: edition.by_id.uuid(),
            published_by_name: edition.by,
            passages,
        }
    }
}

/// Who stands behind a version.
#[derive(Debug, Serialize, ToSchema)]
struct EndorserAnswer {
    person_id: Uuid,
    name: String,
    number: i64,
    #[schema(value_type = String, format = DateTime)]
    endorsed_at: Timestamp,
}

/// Which version is meant.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the fields are read one by one")]
struct NumberBody {
    /// The version that you have read.
    number: i64,
}

/// Delete a purpose, vision, strategy or bet
///
/// It can be restored for 30 days. A value is retired by a proposal instead.
#[utoipa::path(delete, path = "/api/v1/direction/elements/{id}", tag = "direction",
    operation_id = "direction.remove", params(("id" = Uuid, Path)), responses((status = 200)))]
async fn remove(At(id): At<Record>, post: Post) -> Api<Json<()>> {
    Ok(Json(post.cx.write(move |tx| acts::remove(tx, id)).await?))
}

/// List the versions of an element
#[utoipa::path(get, path = "/api/v1/direction/elements/{id}/editions", tag = "direction",
    operation_id = "direction.editions", params(("id" = Uuid, Path)),
    responses((status = 200, body = Vec<EditionAnswer>)))]
async fn editions(cx: Cx, At(id): At<Record>) -> Api<Json<Vec<EditionAnswer>>> {
    let editions = cx
        .read(move |tx| {
            acts::find(tx, id)?;
            store::list_editions(tx, id)?
                .into_iter()
                .map(|edition| edition.passages().map(|passages| (edition, passages)))
                .collect::<evenkeel_core::Result<Vec<_>>>()
        })
        .await?;
    Ok(Json(editions.into_iter().map(|(one, text)| EditionAnswer::new(one, text)).collect()))
}

/// Show a version of an element
#[utoipa::path(get, path = "/api/v1/direction/elements/{id}/editions/{number}",
    tag = "direction", operation_id = "direction.edition",
    params(("id" = Uuid, Path), ("number" = i64, Path)),
    responses((status = 200, body = EditionAnswer)))]
async fn edition(cx: Cx, nth: pages::Nth) -> Api<Json<EditionAnswer>> {
    let (_, _, edition, passages) = cx.read(move |tx| pages::load_edition(tx, nth, None)).await?;
    Ok(Json(EditionAnswer::new(edition, passages)))
}

/// List who stands behind an element
#[utoipa::path(get, path = "/api/v1/direction/elements/{id}/endorsers", tag = "direction",
    operation_id = "direction.endorsers", params(("id" = Uuid, Path)),
    responses((status = 200, body = Vec<EndorserAnswer>)))]
async fn endorsers(cx: Cx, At(id): At<Record>) -> Api<Json<Vec<EndorserAnswer>>> {
    let list = cx
        .read(move |tx| {
            acts::find(tx, id)?;
            store::list_endorsers(tx, id)
        })
        .await?;
    let answer = list.into_iter().map(|one| EndorserAnswer {
        person_id: one.person_id.uuid(),
        name: one.name,
        number: one.number,
        endorsed_at: one.endorsed_at,
    });
    Ok(Json(answer.collect()))
}

/// Endorse the current version of an element
#[utoipa::path(post, path = "/api/v1/direction/elements/{id}/endorsement", tag = "direction",
    operation_id = "direction.endorse", params(("id" = Uuid, Path)), request_body = NumberBody,
    responses((status = 200)))]
async fn endorse(At(id): At<Record>, post: Post) -> Api<Json<()>> {
    let Post { cx, mut fields, .. } = post;
    let number = fields.number("number", "Version", 1..=100_000);
    let number = fields.finish(number)?;
    Ok(Json(cx.write(move |tx| acts::endorse(tx, id, number)).await?))
}

/// Take your endorsement of a version back
#[utoipa::path(delete, path = "/api/v1/direction/elements/{id}/endorsement", tag = "direction",
    operation_id = "direction.withdraw", params(("id" = Uuid, Path)), request_body = NumberBody,
    responses((status = 200)))]
async fn withdraw(At(id): At<Record>, post: Post) -> Api<Json<()>> {
    let Post { cx, mut fields, .. } = post;
    let number = fields.number("number", "Version", 1..=100_000);
    let number = fields.finish(number)?;
    Ok(Json(cx.write(move |tx| acts::withdraw(tx, id, number)).await?))
}

/// Retire a purpose, vision or strategy
///
/// It stays readable and is no longer part of the direction.
#[utoipa::path(post, path = "/api/v1/direction/elements/{id}/retirement", tag = "direction",
    operation_id = "direction.retire", params(("id" = Uuid, Path)), responses((status = 200)))]
async fn retire(At(id): At<Record>, post: Post) -> Api<Json<()>> {
    Ok(Json(post.cx.write(move |tx| acts::retire(tx, id)).await?))
}

/// Bring a retired element back
#[utoipa::path(post, path = "/api/v1/direction/elements/{id}/revival", tag = "direction",
    operation_id = "direction.revive", params(("id" = Uuid, Path)), responses((status = 200)))]
async fn revive(At(id): At<Record>, post: Post) -> Api<Json<()>> {
    Ok(Json(post.cx.write(move |tx| acts::revive(tx, id)).await?))
}

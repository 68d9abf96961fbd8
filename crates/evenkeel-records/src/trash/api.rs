//! The same acts as JSON, each with its description.

use evenkeel_core::Record;
use evenkeel_web::{Api, At, Cx, Json, Listed, Post, Routes};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::{Deleted, acts, pages};

/// The API routes of deletions.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.api(routes!(list)).api(routes!(restore))
}

/// A record that you deleted.
#[derive(Debug, Serialize, ToSchema)]
struct DeletedAnswer {
    id: Uuid,
    kind: String,
    title: String,
    #[schema(value_type = String, format = DateTime)]
    deleted_at: Timestamp,
    /// When it can no longer come back.
    #[schema(value_type = String, format = DateTime)]
    gone_at: Timestamp,
}

impl From<Deleted> for DeletedAnswer {
    fn from(deleted: Deleted) -> Self {
        Self {
            id: deleted.card.id.uuid(),
            kind: deleted.card.kind.word().to_owned(),
            deleted_at: deleted.deleted_at,
            gone_at: deleted.gone_at(),
            title: deleted.card.title,
        }
    }
}

/// List what you deleted
///
/// In the last 30 days, the latest first.
#[utoipa::path(get, path = "/api/v1/records/deleted", tag = "deletion",
    operation_id = "deletion.list",
    params(("limit" = Option<i64>, Query, description = "1 to 100; 25 if nothing is said"),
           ("after" = Option<String>, Query, description = "`next` of the page before")),
    responses((status = 200, body = Listed<DeletedAnswer>)))]
async fn list(cx: Cx) -> Api<Json<Listed<DeletedAnswer>>> {
    let page = pages::listed(&cx).await?;
    Ok(Json(Listed { items: page.items.into_iter().map(Into::into).collect(), next: page.next }))
}

/// Bring back a deleted record
///
/// Within 30 days, by the person who deleted it or one who heads its unit.
#[utoipa::path(post, path = "/api/v1/records/{id}/restoration", tag = "deletion",
    operation_id = "deletion.undo", params(("id" = Uuid, Path)), responses((status = 200)))]
async fn restore(At(id): At<Record>, post: Post) -> Api<Json<()>> {
    Ok(Json(post.cx.write(move |tx| Ok(acts::restore(tx, id)?.with(()))).await?))
}

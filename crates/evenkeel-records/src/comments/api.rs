//! The same acts as JSON, each with its description.

use evenkeel_core::{Id, Record};
use evenkeel_web::{Api, At, Created, Cx, Json, Listed, Made, Post, Routes};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::{Comment, Said, acts, store};

/// The API routes of comments.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .api(routes!(list, create))
        .api(routes!(edit, remove))
        .api(routes!(restore))
        .api(routes!(seen))
}

/// A comment.
#[derive(Debug, Serialize, ToSchema)]
struct CommentAnswer {
    id: Uuid,
    author_id: Uuid,
    author_name: String,
    /// In Markdown.
    text: String,
    #[schema(value_type = String, format = DateTime)]
    written_at: Timestamp,
    #[schema(value_type = Option<String>, format = DateTime)]
    edited_at: Option<Timestamp>,
}

impl From<Said> for CommentAnswer {
    fn from(said: Said) -> Self {
        Self {
            id: said.id.uuid(),
            author_id: said.author_id.uuid(),
            author_name: said.author,
            text: said.body,
            written_at: said.written_at,
            edited_at: said.edited_at,
        }
    }
}

/// What is said, in Markdown; `@username` calls somebody who may see the record.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the field is read by name")]
struct CommentBody {
    text: String,
}

/// List the comments on a record
///
/// The oldest first, at most 200.
#[utoipa::path(get, path = "/api/v1/records/{id}/comments", tag = "comment",
    operation_id = "comment.list", params(("id" = Uuid, Path, description = "id of the record")),
    responses((status = 200, body = Listed<CommentAnswer>)))]
async fn list(cx: Cx, At(id): At<Record>) -> Api<Json<Listed<CommentAnswer>>> {
    let said = cx
        .read(move |tx| {
            tx.head(id)?;
            store::list(tx, id, 200)
        })
        .await?;
    Ok(Json(Listed { items: said.into_iter().map(Into::into).collect(), next: None }))
}

/// Comment on a record
#[utoipa::path(post, path = "/api/v1/records/{id}/comments", tag = "comment",
    operation_id = "comment.create", params(("id" = Uuid, Path, description = "id of the record")),
    request_body = CommentBody, responses((status = 201, body = Made)))]
async fn create(At(record): At<Record>, post: Post) -> Api<Created<Made>> {
    let Post { cx, mut fields, .. } = post;
    let id: Id<Comment> = cx.new_id();
    let text = acts::read(&mut fields)?;
    let id = cx.write(move |tx| Ok(acts::add(tx, id, record, &text)?.with(id))).await?;
    let location = format!("/api/v1/records/{record}/comments");
    Ok(Created { location, record: Made { id: id.record() } })
}

/// Edit a comment of your own
#[utoipa::path(patch, path = "/api/v1/comments/{id}", tag = "comment",
    operation_id = "comment.edit", params(("id" = Uuid, Path)), request_body = CommentBody,
    responses((status = 200)))]
async fn edit(At(id): At<Comment>, post: Post) -> Api<Json<()>> {
    let Post { cx, mut fields, .. } = post;
    let text = acts::read(&mut fields)?;
    Ok(Json(cx.write(move |tx| Ok(acts::edit(tx, id, &text)?.with(()))).await?))
}

/// Delete a comment of your own
#[utoipa::path(delete, path = "/api/v1/comments/{id}", tag = "comment",
    operation_id = "comment.remove", params(("id" = Uuid, Path)), responses((status = 200)))]
async fn remove(At(id): At<Comment>, post: Post) -> Api<Json<()>> {
    Ok(Json(post.cx.write(move |tx| Ok(acts::remove(tx, id)?.with(()))).await?))
}

/// Bring back a comment of your own
#[utoipa::path(post, path = "/api/v1/comments/{id}/restoration", tag = "comment",
    operation_id = "comment.restore", params(("id" = Uuid, Path)), responses((status = 200)))]
async fn restore(At(id): At<Comment>, post: Post) -> Api<Json<()>> {
    Ok(Json(post.cx.write(move |tx| Ok(acts::restore(tx, id)?.with(()))).await?))
}

/// Say that you have seen a comment that calls you
#[utoipa::path(post, path = "/api/v1/comments/{id}/seen", tag = "comment",
    operation_id = "comment.seen", params(("id" = Uuid, Path)), responses((status = 200)))]
async fn seen(At(id): At<Comment>, post: Post) -> Api<Json<()>> {
    post.cx.check_write()?;
    post.cx.keep(move |tx| acts::see(tx, id)).await?;
    Ok(Json(()))
}

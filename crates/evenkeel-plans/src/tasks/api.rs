//! The same acts as JSON, each with its description.

use evenkeel_core::{Card, Id};
use evenkeel_web::{Api, At, Created, Cx, Json, Listed, Made, Post, Routes, Tagged};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::{Draft, Task, acts, pages, store};

/// The API routes of tasks.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .api(routes!(list, create))
        .api(routes!(show, edit, remove))
        .api(routes!(complete))
        .api(routes!(drop))
        .api(routes!(reopen))
}

/// A task.
#[derive(Debug, Serialize, ToSchema)]
struct TaskAnswer {
    id: Uuid,
    title: String,
    /// open, done or dropped.
    state: String,
    owner_id: Option<Uuid>,
    owner_name: Option<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    due_at: Option<Timestamp>,
    standard: String,
    goal_id: Option<Uuid>,
    goal_title: Option<String>,
    unit_id: Option<Uuid>,
    #[schema(value_type = Option<String>, format = DateTime)]
    done_at: Option<Timestamp>,
    closing_note: String,
    version: i64,
}

/// What a task says. Work that is assigned needs a due time.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the fields are read one by one")]
struct TaskBody {
    title: String,
    standard: Option<String>,
    owner_id: Option<Uuid>,
    #[schema(value_type = Option<String>, format = DateTime)]
    due_at: Option<String>,
    goal_id: Option<Uuid>,
    unit_id: Option<Uuid>,
    /// everyone, unit or line; unit if nothing is said.
    audience: Option<String>,
}

impl From<Task> for TaskAnswer {
    fn from(task: Task) -> Self {
        let serves: Option<&Card> = task.serves.as_ref();
        Self {
            id: task.head.id.uuid(),
            state: task.head.state,
            owner_id: task.head.owner_id.map(Id::uuid),
            owner_name: task.owner_name,
            due_at: task.due_at,
            standard: task.standard,
            goal_id: serves.map(|card| card.id.uuid()),
            goal_title: serves.map(|card| card.title.clone()),
            unit_id: task.head.unit_id.map(Id::uuid),
            done_at: task.done_at,
            closing_note: task.closing_note,
            version: task.head.version,
            title: task.head.title,
        }
    }
}

/// List tasks
#[utoipa::path(get, path = "/api/v1/plans/tasks", tag = "task", operation_id = "task.list",
    params(("show" = Option<String>, Query, description = "mine, open, unassigned or closed"),
           ("limit" = Option<i64>, Query, description = "1 to 100; 25 if nothing is said"),
           ("after" = Option<String>, Query, description = "`next` of the page before")),
    responses((status = 200, body = Listed<TaskAnswer>)))]
async fn list(cx: Cx) -> Api<Json<Listed<TaskAnswer>>> {
    let page = pages::listed(&cx, cx.param("show")).await?;
    Ok(Json(Listed { items: page.items.into_iter().map(Into::into).collect(), next: page.next }))
}

/// Show a task
#[utoipa::path(get, path = "/api/v1/plans/tasks/{id}", tag = "task", operation_id = "task.show",
    params(("id" = Uuid, Path)), responses((status = 200, body = TaskAnswer)))]
async fn show(cx: Cx, At(id): At<Task>) -> Api<Tagged<TaskAnswer>> {
    let task = cx.read(move |tx| store::find(tx, id)).await?;
    Ok(Tagged { version: task.head.version, record: task.into() })
}

/// Add a task
#[utoipa::path(post, path = "/api/v1/plans/tasks", tag = "task", operation_id = "task.create",
    request_body = TaskBody, responses((status = 201, body = Made)))]
async fn create(post: Post) -> Api<Created<Made>> {
    let Post { cx, mut fields, .. } = post;
    let id: Id<Task> = cx.new_id();
    let draft = Draft::read(&mut fields, cx.zone())?;
    let id = cx.write(move |tx| Ok(acts::create(tx, id, &draft)?.with(id))).await?;
    let location = format!("/api/v1/plans/tasks/{id}");
    Ok(Created { location, record: Made { id: id.record() } })
}

/// Edit a task
///
/// Fields that are not sent stay as they are.
#[utoipa::path(patch, path = "/api/v1/plans/tasks/{id}", tag = "task", operation_id = "task.edit",
    params(("id" = Uuid, Path), ("If-Match" = String, Header, description = "the version edited")),
    request_body = TaskBody, responses((status = 200, body = TaskAnswer)))]
async fn edit(At(id): At<Task>, post: Post) -> Api<Tagged<TaskAnswer>> {
    let Post { cx, mut fields, .. } = post;
    let task = cx.read(move |tx| acts::changeable(tx, id)).await?;
    for (name, value) in task.draft(cx.organization()).fields() {
        fields.fill(name, value);
    }
    let version = fields.version();
    let draft = Draft::read(&mut fields, cx.zone())?;
    cx.write(move |tx| acts::edit(tx, id, version, &draft)).await?;
    let task = cx.read(move |tx| store::find(tx, id)).await?;
    Ok(Tagged { version: task.head.version, record: task.into() })
}

/// Delete a task
///
/// It can be restored for 30 days.
#[utoipa::path(delete, path = "/api/v1/plans/tasks/{id}", tag = "task",
    operation_id = "task.remove", params(("id" = Uuid, Path)), responses((status = 200)))]
async fn remove(At(id): At<Task>, post: Post) -> Api<Json<()>> {
    Ok(Json(post.cx.write(move |tx| acts::remove(tx, id)).await?))
}

/// Complete a task
#[utoipa::path(post, path = "/api/v1/plans/tasks/{id}/completion", tag = "task",
    operation_id = "task.complete", params(("id" = Uuid, Path)), responses((status = 200)))]
async fn complete(At(id): At<Task>, post: Post) -> Api<Json<()>> {
    Ok(Json(post.cx.write(move |tx| acts::complete(tx, id)).await?))
}

/// Why a task is dropped.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the fields are read one by one")]
struct DropBody {
    reason: String,
}

/// Drop a task, with a reason
#[utoipa::path(post, path = "/api/v1/plans/tasks/{id}/dropping", tag = "task",
    operation_id = "task.drop", params(("id" = Uuid, Path)), request_body = DropBody,
    responses((status = 200)))]
async fn drop(At(id): At<Task>, post: Post) -> Api<Json<()>> {
    let Post { cx, mut fields, .. } = post;
    let reason = fields.long_text("reason", "Reason", 1..=500);
    let reason = fields.finish(reason)?;
    Ok(Json(cx.write(move |tx| acts::drop(tx, id, &reason)).await?))
}

/// Open a task again
#[utoipa::path(post, path = "/api/v1/plans/tasks/{id}/reopening", tag = "task",
    operation_id = "task.reopen", params(("id" = Uuid, Path)), responses((status = 200)))]
async fn reopen(At(id): At<Task>, post: Post) -> Api<Json<()>> {
    Ok(Json(post.cx.write(move |tx| acts::reopen(tx, id)).await?))
}

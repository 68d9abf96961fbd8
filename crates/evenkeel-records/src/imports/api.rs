//! The same acts as JSON, each with its description.

use evenkeel_core::Id;
use evenkeel_web::{Api, At, Created, Cx, Json, Listed, Made, Post, Routes};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::{Reported, Run, Shown, acts, pages};

/// The API routes of import runs.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .api(routes!(list, create))
        .api(routes!(show))
        .api(routes!(rows))
        .api(routes!(check))
        .api(routes!(apply))
        .api(routes!(undo))
}

/// An import run.
#[derive(Debug, Serialize, ToSchema)]
struct RunAnswer {
    id: Uuid,
    importer: String,
    file_name: String,
    /// reading, ready, checking, checked, applying, applied, undoing or undone.
    state: String,
    /// What stopped the run; empty if nothing did.
    fault: String,
    /// The heads of the columns.
    headers: Vec<String>,
    /// Rows below the head.
    row_count: i64,
    /// Rows that the present step has done.
    done_count: i64,
    create_count: i64,
    change_count: i64,
    same_count: i64,
    refuse_count: i64,
    /// Rows that the undo left as they are.
    kept_count: i64,
}

impl From<Shown> for RunAnswer {
    fn from(run: Shown) -> Self {
        Self {
            id: run.head.id.uuid(),
            importer: run.importer,
            file_name: run.file_name,
            state: run.head.state,
            fault: run.fault,
            headers: run.headers.0,
            row_count: run.row_count,
            done_count: run.done_count,
            create_count: run.create_count,
            change_count: run.change_count,
            same_count: run.same_count,
            refuse_count: run.refuse_count,
            kept_count: run.kept_count,
        }
    }
}

/// What becomes, or became, of a row.
#[derive(Debug, Serialize, ToSchema)]
struct RowAnswer {
    /// Its number as a spreadsheet counts.
    number: i64,
    title: String,
    /// create, change, same or refuse.
    outcome: String,
    /// Why it is refused, or what else is to be known.
    note: String,
    changes: Vec<ChangeAnswer>,
    person_id: Option<Uuid>,
}

/// One field before and after.
#[derive(Debug, Serialize, ToSchema)]
struct ChangeAnswer {
    field: String,
    from: String,
    to: String,
}

impl From<Reported> for RowAnswer {
    fn from(row: Reported) -> Self {
        let changes = row.changes.0.into_iter();
        Self {
            number: row.number,
            title: row.title,
            outcome: row.outcome,
            note: row.note,
            changes: changes
                .map(|change| ChangeAnswer {
                    field: change.field,
                    from: change.from,
                    to: change.to,
                })
                .collect(),
            person_id: row.target_id.map(Id::uuid),
        }
    }
}

/// List import runs
#[utoipa::path(get, path = "/api/v1/directory/imports", tag = "import_run",
    operation_id = "import_run.list",
    params(("limit" = Option<i64>, Query, description = "1 to 100; 25 if nothing is said"),
           ("after" = Option<String>, Query, description = "`next` of the page before")),
    responses((status = 200, body = Listed<RunAnswer>)))]
async fn list(cx: Cx) -> Api<Json<Listed<RunAnswer>>> {
    let page = pages::listed(&cx).await?;
    Ok(Json(Listed { items: page.items.into_iter().map(Into::into).collect(), next: page.next }))
}

/// A file to be imported.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the parts are read one by one")]
struct UploadBody {
    /// CSV with a head row.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// An encoding's label, such as windows-1252; found out if nothing is said.
    encoding: Option<String>,
}

/// Send a file
///
/// It is read and kept; nothing is changed yet.
#[utoipa::path(post, path = "/api/v1/directory/imports", tag = "import_run",
    operation_id = "import_run.create",
    request_body(content = UploadBody, content_type = "multipart/form-data"),
    responses((status = 201, body = Made)))]
async fn create(post: Post) -> Api<Created<Made>> {
    let Post { cx, mut fields, file } = post;
    let key: Id<Run> = cx.new_id();
    let encoding = fields.text("encoding", "Encoding", 0..=40);
    let encoding = fields.finish(encoding)?;
    let id = pages::upload(&cx, file, encoding, key).await?;
    let location = format!("/api/v1/directory/imports/{id}");
    Ok(Created { location, record: Made { id: id.record() } })
}

/// Show an import run
#[utoipa::path(get, path = "/api/v1/directory/imports/{id}", tag = "import_run",
    operation_id = "import_run.show", params(("id" = Uuid, Path)),
    responses((status = 200, body = RunAnswer)))]
async fn show(cx: Cx, At(id): At<Run>) -> Api<Json<RunAnswer>> {
    Ok(Json(cx.read(move |tx| acts::find(tx, id)).await?.into()))
}

/// List the report of a run, row by row
#[utoipa::path(get, path = "/api/v1/directory/imports/{id}/rows", tag = "import_run",
    operation_id = "import_run.rows",
    params(("id" = Uuid, Path),
           ("outcome" = Option<String>, Query, description = "create, change, same or refuse"),
           ("limit" = Option<i64>, Query, description = "1 to 100; 25 if nothing is said"),
           ("after" = Option<String>, Query, description = "`next` of the page before")),
    responses((status = 200, body = Listed<RowAnswer>)))]
async fn rows(cx: Cx, At(id): At<Run>) -> Api<Json<Listed<RowAnswer>>> {
    let page = pages::reported(&cx, id).await?;
    Ok(Json(Listed { items: page.items.into_iter().map(Into::into).collect(), next: page.next }))
}

/// What the columns mean: for each field the head of its column, or its place counted from 0.
/// Without any field the heads speak for themselves.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the fields are read one by one")]
struct MappingBody {
    number: Option<String>,
    name: Option<String>,
    first_name: Option<String>,
    last_name: Option<String>,
    email: Option<String>,
    username: Option<String>,
    job_title: Option<String>,
    /// The unit; “A > B” names a unit below another.
    department: Option<String>,
    /// The unit above it.
    division: Option<String>,
    manager_email: Option<String>,
    manager_number: Option<String>,
    /// By name, e-mail or number.
    manager: Option<String>,
    status: Option<String>,
    hired_on: Option<String>,
    /// day, month or year: what comes first.
    date_order: Option<String>,
}

/// Say what the columns mean, and check every row
///
/// A dry run: the report says what would become of each row, and nothing is changed.
#[utoipa::path(post, path = "/api/v1/directory/imports/{id}/mapping", tag = "import_run",
    operation_id = "import_run.check", params(("id" = Uuid, Path)), request_body = MappingBody,
    responses((status = 200, body = RunAnswer)))]
async fn check(At(id): At<Run>, post: Post) -> Api<Json<RunAnswer>> {
    let Post { cx, mut fields, .. } = post;
    pages::begin_check(&cx, id, &mut fields).await?;
    Ok(Json(cx.read(move |tx| acts::find(tx, id)).await?.into()))
}

/// Import the rows that were checked
#[utoipa::path(post, path = "/api/v1/directory/imports/{id}/application", tag = "import_run",
    operation_id = "import_run.apply", params(("id" = Uuid, Path)),
    responses((status = 200, body = RunAnswer)))]
async fn apply(At(id): At<Run>, post: Post) -> Api<Json<RunAnswer>> {
    pages::begin_apply(&post.cx, id).await?;
    Ok(Json(post.cx.read(move |tx| acts::find(tx, id)).await?.into()))
}

/// Undo a whole import
///
/// What somebody changed since stays as it is, and is reported.
#[utoipa::path(post, path = "/api/v1/directory/imports/{id}/undoing", tag = "import_run",
    operation_id = "import_run.undo", params(("id" = Uuid, Path)),
    responses((status = 200, body = RunAnswer)))]
async fn undo(At(id): At<Run>, post: Post) -> Api<Json<RunAnswer>> {
    pages::begin_undo(&post.cx, id).await?;
    Ok(Json(post.cx.read(move |tx| acts::find(tx, id)).await?.into()))
}

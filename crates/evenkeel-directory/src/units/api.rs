//! The same acts as JSON, each with its description.

use evenkeel_core::{Id, Unit};
use evenkeel_web::{Api, At, Created, Cx, Json, Made, Post, Routes, Tagged};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::{Part, acts, pages, store, view::Branch};

/// The API routes of units.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.api(routes!(list, create)).api(routes!(show, edit, remove))
}

/// A unit.
#[derive(Debug, Serialize, ToSchema)]
struct UnitAnswer {
    id: Uuid,
    name: String,
    /// What this organization calls such a unit.
    kind: String,
    code: Option<String>,
    parent_id: Option<Uuid>,
    /// Who points it in the right direction.
    lead_id: Option<Uuid>,
    lead_name: Option<String>,
    /// Who keeps it running.
    manager_id: Option<Uuid>,
    manager_name: Option<String>,
    /// Levels below the whole organization.
    depth: i64,
    /// People who belong to it directly.
    people_count: i64,
    version: i64,
}

impl From<Part> for UnitAnswer {
    fn from(part: Part) -> Self {
        Self {
            id: part.id.uuid(),
            name: part.name,
            kind: part.kind,
            code: part.code,
            parent_id: part.parent_id.map(Id::uuid),
            lead_id: part.lead_id.map(Id::uuid),
            lead_name: part.lead_name,
            manager_id: part.manager_id.map(Id::uuid),
            manager_name: part.manager_name,
            depth: part.depth,
            people_count: part.people_count,
            version: part.version,
        }
    }
}

/// Somebody of a unit.
#[derive(Debug, Serialize, ToSchema)]
struct UnitPerson {
    id: Uuid,
    name: String,
    job_title: String,
}

/// A unit with what is around and in it.
#[derive(Debug, Serialize, ToSchema)]
struct BranchAnswer {
    #[serde(flatten)]
    unit: UnitAnswer,
    /// Ids of the units above, the whole organization first.
    above: Vec<Uuid>,
    /// The units directly below.
    below: Vec<UnitAnswer>,
    /// Those who belong to it directly, by name.
    people: Vec<UnitPerson>,
    /// Send it as `after` for more people; absent on the last page.
    next: Option<String>,
}

impl From<Branch> for BranchAnswer {
    fn from(branch: Branch) -> Self {
        let id = branch.part.id.uuid();
        Self {
            above: branch.above.iter().map(|card| card.id.uuid()).filter(|up| *up != id).collect(),
            below: branch.below.into_iter().map(Into::into).collect(),
            people: branch
                .people
                .items
                .into_iter()
                .map(|member| UnitPerson {
                    id: member.id.uuid(),
                    name: member.name,
                    job_title: member.job_title,
                })
                .collect(),
            next: branch.people.next,
            unit: branch.part.into(),
        }
    }
}

/// What a unit is called, where it stands, and who leads and manages it.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the fields are read one by one")]
struct UnitBody {
    name: String,
    /// "team" if nothing is said.
    kind: Option<String>,
    code: Option<String>,
    /// The unit above; another one moves the unit with all below it.
    parent_id: Option<Uuid>,
    /// An id, or a username, an e-mail or a full name.
    lead_id: Option<String>,
    /// An id, or a username, an e-mail or a full name.
    manager_id: Option<String>,
}

/// List units
///
/// The whole organization and two levels below it, by depth and name.
#[utoipa::path(get, path = "/api/v1/directory/units", tag = "unit", operation_id = "unit.list",
    responses((status = 200, body = Vec<UnitAnswer>)))]
async fn list(cx: Cx) -> Api<Json<Vec<UnitAnswer>>> {
    let parts = cx.read(pages::tree).await?;
    Ok(Json(parts.into_iter().map(Into::into).collect()))
}

/// Show a unit
#[utoipa::path(get, path = "/api/v1/directory/units/{id}", tag = "unit",
    operation_id = "unit.show",
    params(("id" = Uuid, Path),
           ("limit" = Option<i64>, Query, description = "people, 1 to 100; 50 if nothing is said"),
           ("after" = Option<String>, Query, description = "`next` of the page before")),
    responses((status = 200, body = BranchAnswer)))]
async fn show(cx: Cx, At(id): At<Unit>) -> Api<Tagged<BranchAnswer>> {
    let branch = pages::load(&cx, id).await?;
    Ok(Tagged { version: branch.part.version, record: branch.into() })
}

/// Add a unit
#[utoipa::path(post, path = "/api/v1/directory/units", tag = "unit", operation_id = "unit.create",
    request_body = UnitBody, responses((status = 201, body = Made)))]
async fn create(post: Post) -> Api<Created<Made>> {
    let Post { cx, fields, .. } = post;
    let id: Id<Unit> = cx.new_id();
    let draft = pages::read(&cx, fields).await?;
    let id = cx.write(move |tx| Ok(acts::create(tx, id, &draft)?.with(id))).await?;
    let location = format!("/api/v1/directory/units/{id}");
    Ok(Created { location, record: Made { id: id.record() } })
}

/// Edit or move a unit
///
/// Fields that are not sent stay as they are.
#[utoipa::path(patch, path = "/api/v1/directory/units/{id}", tag = "unit",
    operation_id = "unit.edit",
    params(("id" = Uuid, Path), ("If-Match" = String, Header, description = "the version edited")),
    request_body = UnitBody, responses((status = 200, body = UnitAnswer)))]
async fn edit(At(id): At<Unit>, post: Post) -> Api<Tagged<UnitAnswer>> {
    let Post { cx, mut fields, .. } = post;
    let part = cx.read(move |tx| pages::administered(tx, id)).await?;
    for (name, value) in part.draft().fields() {
        fields.fill(name, value);
    }
    let version = fields.version();
    let draft = pages::read(&cx, fields).await?;
    cx.write(move |tx| acts::edit(tx, id, version, &draft)).await?;
    let part = cx.read(move |tx| store::find(tx, id)).await?;
    Ok(Tagged { version: part.version, record: part.into() })
}

/// Delete an empty unit
///
/// It can be restored for 30 days.
#[utoipa::path(delete, path = "/api/v1/directory/units/{id}", tag = "unit",
    operation_id = "unit.remove", params(("id" = Uuid, Path)), responses((status = 200)))]
async fn remove(At(id): At<Unit>, post: Post) -> Api<Json<()>> {
    Ok(Json(post.cx.write(move |tx| acts::remove(tx, id)).await?))
}

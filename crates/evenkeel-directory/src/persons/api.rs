//! The same acts as JSON, each with its description.

use evenkeel_core::{Card, Id, Person};
use evenkeel_web::{Api, At, Created, Cx, Json, Listed, Made, Post, Routes, Tagged};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::{Member, acts, pages, store, view::Profile};

/// The API routes of persons.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .api(routes!(list, create))
        .api(routes!(show, edit))
        .api(routes!(deactivate))
        .api(routes!(reactivate))
        .api(routes!(add_matrix_line))
        .api(routes!(remove_matrix_line))
}

/// A person.
#[derive(Debug, Serialize, ToSchema)]
struct PersonAnswer {
    id: Uuid,
    name: String,
    username: String,
    email: Option<String>,
    /// In other systems; only they and those who look after people see it.
    number: Option<String>,
    job_title: String,
    /// owner, admin, member or guest.
    role: &'static str,
    manager_id: Option<Uuid>,
    manager_name: Option<String>,
    unit_id: Option<Uuid>,
    unit_name: Option<String>,
    is_active: bool,
    version: i64,
}

impl From<Member> for PersonAnswer {
    fn from(member: Member) -> Self {
        Self {
            id: member.id.uuid(),
            name: member.name,
            username: member.username,
            email: member.email,
            number: member.number,
            job_title: member.job_title,
            role: member.role.0.word(),
            manager_id: member.manager_id.map(Id::uuid),
            manager_name: member.manager_name,
            unit_id: member.unit_id.map(Id::uuid),
            unit_name: member.unit_name,
            is_active: member.is_active,
            version: member.version,
        }
    }
}

/// Somebody, by name.
#[derive(Debug, Serialize, ToSchema)]
struct Named {
    id: Uuid,
    name: String,
}

impl From<Card> for Named {
    fn from(card: Card) -> Self {
        Self { id: card.id.uuid(), name: card.title }
    }
}

/// A further person to whom somebody answers in some matter.
#[derive(Debug, Serialize, ToSchema)]
struct LineAnswer {
    /// The matter.
    name: String,
    lead: Named,
}

/// A span in which a person belonged to a unit.
#[derive(Debug, Serialize, ToSchema)]
struct MembershipAnswer {
    unit: Named,
    #[schema(value_type = String, format = Date)]
    from_on: Date,
    /// 9999-12-31 while it lasts.
    #[schema(value_type = String, format = Date)]
    until_on: Date,
}

/// A person with those around them.
#[derive(Debug, Serialize, ToSchema)]
struct ProfileAnswer {
    #[serde(flatten)]
    person: PersonAnswer,
    /// Those above, the nearest first.
    line: Vec<Named>,
    /// Those who report to them.
    reports: Vec<Named>,
    matrix_lines: Vec<LineAnswer>,
    memberships: Vec<MembershipAnswer>,
}

impl From<Profile> for ProfileAnswer {
    fn from(profile: Profile) -> Self {
        let report = |member: Member| Named { id: member.id.uuid(), name: member.name };
        let line = |line: store::MatrixLine| LineAnswer { name: line.name, lead: line.lead.into() };
        let membership = |membership: store::Membership| MembershipAnswer {
            unit: membership.unit.into(),
            from_on: membership.from_on,
            until_on: membership.until_on,
        };
        Self {
            person: profile.member.into(),
            line: profile.line.into_iter().map(Into::into).collect(),
            reports: profile.reports.into_iter().map(report).collect(),
            matrix_lines: profile.matrix_lines.into_iter().map(line).collect(),
            memberships: profile.memberships.into_iter().map(membership).collect(),
        }
    }
}

/// What a person is called and where they belong.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the fields are read one by one")]
struct PersonBody {
    name: String,
    /// Made of the name if nothing is said.
    username: Option<String>,
    email: Option<String>,
    number: Option<String>,
    job_title: Option<String>,
    /// owner, admin, member or guest; member if nothing is said.
    role: Option<String>,
    /// An id, or a username, an e-mail or a full name.
    manager_id: Option<String>,
    unit_id: Option<Uuid>,
    /// Since when they belong to the unit; today if nothing is said.
    #[schema(value_type = Option<String>, format = Date)]
    from_on: Option<String>,
}

/// List people
#[utoipa::path(get, path = "/api/v1/directory/persons", tag = "person",
    operation_id = "person.list",
    params(("show" = Option<String>, Query, description = "active or left"),
           ("q" = Option<String>, Query, description = "part of a name or job title"),
           ("limit" = Option<i64>, Query, description = "1 to 100; 50 if nothing is said"),
           ("after" = Option<String>, Query, description = "`next` of the page before")),
    responses((status = 200, body = Listed<PersonAnswer>)))]
async fn list(cx: Cx) -> Api<Json<Listed<PersonAnswer>>> {
    let page = pages::listed(&cx).await?;
    Ok(Json(Listed { items: page.items.into_iter().map(Into::into).collect(), next: page.next }))
}

/// Show a person
#[utoipa::path(get, path = "/api/v1/directory/persons/{id}", tag = "person",
    operation_id = "person.show", params(("id" = Uuid, Path)),
    responses((status = 200, body = ProfileAnswer)))]
async fn show(cx: Cx, At(id): At<Person>) -> Api<Tagged<ProfileAnswer>> {
    let reader = pages::reader(&cx);
    let profile = cx.read(move |tx| pages::load(tx, &reader, id)).await?;
    Ok(Tagged { version: profile.member.version, record: profile.into() })
}

/// Add a person
#[utoipa::path(post, path = "/api/v1/directory/persons", tag = "person",
    operation_id = "person.create", request_body = PersonBody,
    responses((status = 201, body = Made)))]
async fn create(post: Post) -> Api<Created<Made>> {
    let Post { cx, fields, .. } = post;
    let (id, membership): (Id<Person>, _) = (cx.new_id(), cx.new_id());
    let draft = pages::read(&cx, fields).await?;
    let id = cx.write(move |tx| Ok(acts::create(tx, id, membership, &draft)?.with(id))).await?;
    let location = format!("/api/v1/directory/persons/{id}");
    Ok(Created { location, record: Made { id: id.record() } })
}

/// Edit a person
///
/// Fields that are not sent stay as they are.
#[utoipa::path(patch, path = "/api/v1/directory/persons/{id}", tag = "person",
    operation_id = "person.edit",
    params(("id" = Uuid, Path), ("If-Match" = String, Header, description = "the version edited")),
    request_body = PersonBody, responses((status = 200, body = PersonAnswer)))]
async fn edit(At(id): At<Person>, post: Post) -> Api<Tagged<PersonAnswer>> {
    let Post { cx, mut fields, .. } = post;
    let member = cx.read(move |tx| pages::administered(tx, id)).await?;
    for (name, value) in member.draft().fields() {
        fields.fill(name, value);
    }
    let (version, membership) = (fields.version(), cx.new_id());
    let draft = pages::read(&cx, fields).await?;
    cx.write(move |tx| acts::edit(tx, id, version, membership, &draft)).await?;
    let member = cx.read(move |tx| store::find(tx, id)).await?;
    Ok(Tagged { version: member.version, record: member.into() })
}

/// End the access of a person
///
/// At once: their sessions, tokens and links end.
#[utoipa::path(post, path = "/api/v1/directory/persons/{id}/deactivation", tag = "person",
    operation_id = "person.deactivate", params(("id" = Uuid, Path)),
    responses((status = 200)))]
async fn deactivate(At(id): At<Person>, post: Post) -> Api<Json<()>> {
    Ok(Json(post.cx.write(move |tx| acts::deactivate(tx, id)).await?))
}

/// Open the access of a person again
#[utoipa::path(post, path = "/api/v1/directory/persons/{id}/reactivation", tag = "person",
    operation_id = "person.reactivate", params(("id" = Uuid, Path)),
    responses((status = 200)))]
async fn reactivate(At(id): At<Person>, post: Post) -> Api<Json<()>> {
    Ok(Json(post.cx.write(move |tx| acts::reactivate(tx, id)).await?))
}

/// Who answers to whom, and in what.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the fields are read one by one")]
struct LineBody {
    person_id: Uuid,
    /// An id, or a username, an e-mail or a full name.
    lead_id: String,
    /// The matter.
    name: String,
}

/// Add a matrix line, or name it anew
#[utoipa::path(post, path = "/api/v1/directory/matrix_lines", tag = "person",
    operation_id = "matrix_line.add", request_body = LineBody, responses((status = 200)))]
async fn add_matrix_line(post: Post) -> Api<Json<()>> {
    let Post { cx, mut fields, .. } = post;
    pages::by_name(&cx, &mut fields, &["lead_id"]).await?;
    let person: Id<Person> = fields.id("person_id", "Person");
    let line = (person, fields.id("lead_id", "Lead"), fields.text("name", "Matter", 1..=80));
    let (person, lead, name) = fields.finish(line)?;
    Ok(Json(cx.write(move |tx| acts::add_matrix_line(tx, person, lead, &name)).await?))
}

/// Which line goes.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the fields are read one by one")]
struct LineRemovalBody {
    person_id: Uuid,
    lead_id: Uuid,
}

/// Remove a matrix line
#[utoipa::path(post, path = "/api/v1/directory/matrix_lines/removal", tag = "person",
    operation_id = "matrix_line.remove", request_body = LineRemovalBody,
    responses((status = 200)))]
async fn remove_matrix_line(post: Post) -> Api<Json<()>> {
    let Post { cx, mut fields, .. } = post;
    let line: (Id<Person>, Id<Person>) =
        (fields.id("person_id", "Person"), fields.id("lead_id", "Lead"));
    let (person, lead) = fields.finish(line)?;
    Ok(Json(cx.write(move |tx| acts::remove_matrix_line(tx, person, lead)).await?))
}

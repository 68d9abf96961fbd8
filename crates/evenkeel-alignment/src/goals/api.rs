//! The same acts as JSON, each with its description.

use evenkeel_core::{Id, Record};
use evenkeel_stats::rollup::Status;
use evenkeel_web::{Api, At, Created, Cx, Json, Listed, Made, Post, Routes, Tagged};
use jiff::{Timestamp, civil::Date};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::store::orphans;
use super::{Draft, Goal, acts, pages, store};

/// The API routes of goals.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .api(routes!(list, create))
        .api(routes!(show, edit, remove))
        .api(routes!(list_orphans))
        .api(routes!(restore))
        .api(routes!(open))
        .api(routes!(close))
        .api(routes!(reopen))
        .api(routes!(list_supports, add_support))
        .api(routes!(remove_support))
}

/// A goal. Shares are in millionths: 725,000 is 72.5 %.
#[derive(Debug, Serialize, ToSchema)]
struct GoalAnswer {
    id: Uuid,
    title: String,
    /// draft, open, met, missed or canceled.
    state: String,
    why: String,
    done_looks_like: String,
    #[schema(value_type = String, format = Date)]
    start_on: Date,
    #[schema(value_type = String, format = Date)]
    end_on: Date,
    owner_id: Uuid,
    owner_name: String,
    parent_id: Option<Uuid>,
    parent_title: Option<String>,
    lead_id: Option<Uuid>,
    manager_id: Option<Uuid>,
    lead_owes: String,
    manager_owes: String,
    /// Two people hold the pair and have not said what they owe each other.
    lacks_contract: bool,
    reviewer_id: Option<Uuid>,
    cadence_days: i64,
    source: String,
    op: String,
    weight: i64,
    is_critical: bool,
    unit_id: Option<Uuid>,
    audience: &'static str,
    /// None while progress is unknown.
    progress_micro: Option<i64>,
    coverage_micro: i64,
    expected_micro: Option<i64>,
    /// on_track, at_risk or off_track.
    status: Option<&'static str>,
    is_outdated: bool,
    is_measured: bool,
    is_set_by_hand: bool,
    /// The owner's own confidence, 1 to 5.
    confidence: Option<i64>,
    #[schema(value_type = String, format = Date)]
    check_in_on: Date,
    #[schema(value_type = Option<String>, format = DateTime)]
    closed_at: Option<Timestamp>,
    closing_note: String,
    version: i64,
}

/// What a goal says. It needs a why: `parent_id`, `why`, or both.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the fields are read one by one")]
struct GoalBody {
    title: String,
    why: Option<String>,
    /// A goal, strategy or vision.
    parent_id: Option<Uuid>,
    done_looks_like: String,
    #[schema(value_type = String, format = Date)]
    start_on: String,
    #[schema(value_type = String, format = Date)]
    end_on: String,
    /// You, if nobody is named.
    owner_id: Option<Uuid>,
    lead_id: Option<Uuid>,
    manager_id: Option<Uuid>,
    lead_owes: Option<String>,
    manager_owes: Option<String>,
    reviewer_id: Option<Uuid>,
    /// 7, 14 or 30.
    cadence_days: Option<i64>,
    /// originate or initiate.
    source: Option<String>,
    /// mean, min, sum, own or manual.
    op: Option<String>,
    /// With manual: 0 to 100.
    typed_percent: Option<String>,
    /// 0 to 1000.
    weight: Option<i64>,
    is_critical: Option<bool>,
    unit_id: Option<Uuid>,
    /// everyone, unit or line; everyone if nothing is said.
    audience: Option<String>,
    /// For a new goal.
    is_draft: Option<bool>,
}

fn answer(cx: &Cx, goal: Goal) -> GoalAnswer {
    let standing = goal.standing(cx.today());
    let draft = goal.draft(cx.organization());
    GoalAnswer {
        id: goal.head.id.uuid(),
        owner_id: goal.owner_id.uuid(),
        parent_id: goal.parent.as_ref().map(|card| card.id.uuid()),
        parent_title: goal.parent.as_ref().map(|card| card.title.clone()),
        lead_id: goal.lead_id.map(Id::uuid),
        manager_id: goal.manager_id.map(Id::uuid),
        lacks_contract: goal.lacks_contract(),
        reviewer_id: goal.reviewer_id.map(Id::uuid),
        unit_id: goal.head.unit_id.map(Id::uuid),
        audience: draft.seen_by.word(),
        expected_micro: standing.expected_micro,
        status: standing.status.map(Status::word),
        is_outdated: standing.is_outdated,
        is_measured: goal.is_measured(),
        is_set_by_hand: goal.is_set_by_hand(),
        start_on: goal.start_on,
        end_on: goal.end_on,
        cadence_days: goal.cadence_days,
        weight: goal.weight,
        is_critical: goal.is_critical,
        progress_micro: goal.progress_micro,
        coverage_micro: goal.coverage_micro,
        confidence: goal.confidence,
        check_in_on: goal.check_in_on,
        closed_at: goal.closed_at,
        version: goal.head.version,
        title: goal.head.title,
        state: goal.head.state,
        why: goal.why,
        done_looks_like: goal.done_looks_like,
        owner_name: goal.owner_name,
        lead_owes: goal.lead_owes,
        manager_owes: goal.manager_owes,
        source: goal.source,
        op: goal.op,
        closing_note: goal.closing_note,
    }
}

fn answers(cx: &Cx, page: Listed<Goal>) -> Listed<GoalAnswer> {
    let items = page.items.into_iter().map(|goal| answer(cx, goal)).collect();
    Listed { items, next: page.next }
}

/// List goals
#[utoipa::path(get, path = "/api/v1/alignment/goals", tag = "goal", operation_id = "goal.list",
    params(("show" = Option<String>, Query, description = "mine, open, unit, orphans or closed"),
           ("source" = Option<String>, Query, description = "originate or initiate"),
           ("limit" = Option<i64>, Query, description = "1 to 100; 25 if nothing is said"),
           ("after" = Option<String>, Query, description = "`next` of the page before")),
    responses((status = 200, body = Listed<GoalAnswer>)))]
async fn list(cx: Cx) -> Api<Json<Listed<GoalAnswer>>> {
    let page = pages::listed(&cx, cx.param("show")).await?;
    Ok(Json(answers(&cx, page)))
}

/// Goals from which no chain leads up to a vision.
#[derive(Debug, Serialize, ToSchema)]
struct Orphans {
    /// How many there are in all.
    count: i64,
    items: Vec<GoalAnswer>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// List orphans, and count them
#[utoipa::path(get, path = "/api/v1/alignment/orphans", tag = "goal",
    operation_id = "goal.orphans",
    params(("limit" = Option<i64>, Query, description = "1 to 100; 25 if nothing is said"),
           ("after" = Option<String>, Query, description = "`next` of the page before")),
    responses((status = 200, body = Orphans)))]
async fn list_orphans(cx: Cx) -> Api<Json<Orphans>> {
    let count = cx.read(orphans::count).await?;
    let page = answers(&cx, pages::listed(&cx, "orphans").await?);
    Ok(Json(Orphans { count, items: page.items, next: page.next }))
}

/// Show a goal
#[utoipa::path(get, path = "/api/v1/alignment/goals/{id}", tag = "goal",
    operation_id = "goal.show", params(("id" = Uuid, Path)),
    responses((status = 200, body = GoalAnswer)))]
async fn show(cx: Cx, At(id): At<Goal>) -> Api<Tagged<GoalAnswer>> {
    let goal = cx.read(move |tx| store::find(tx, id)).await?;
    Ok(Tagged { version: goal.head.version, record: answer(&cx, goal) })
}

/// Set a goal
#[utoipa::path(post, path = "/api/v1/alignment/goals", tag = "goal",
    operation_id = "goal.create", request_body = GoalBody,
    responses((status = 201, body = Made)))]
async fn create(post: Post) -> Api<Created<Made>> {
    let Post { cx, mut fields, .. } = post;
    let id: Id<Goal> = cx.new_id();
    let spare = [cx.new_id(), cx.new_id(), cx.new_id()];
    let draft = Draft::read(&mut fields)?;
    let id = cx.write(move |tx| Ok(acts::create(tx, id, spare, &draft)?.with(id))).await?;
    let location = format!("/api/v1/alignment/goals/{id}");
    Ok(Created { location, record: Made { id: id.record() } })
}

/// Edit a goal
///
/// Fields that are not sent stay as they are.
#[utoipa::path(patch, path = "/api/v1/alignment/goals/{id}", tag = "goal",
    operation_id = "goal.edit",
    params(("id" = Uuid, Path), ("If-Match" = String, Header, description = "the version edited")),
    request_body = GoalBody, responses((status = 200, body = GoalAnswer)))]
async fn edit(At(id): At<Goal>, post: Post) -> Api<Tagged<GoalAnswer>> {
    let Post { cx, mut fields, .. } = post;
    let goal = cx.read(move |tx| store::find(tx, id)).await?;
    for (name, value) in goal.draft(cx.organization()).fields() {
        fields.fill(name, value);
    }
    let version = fields.version();
    let draft = Draft::read(&mut fields)?;
    let spare = [cx.new_id(), cx.new_id(), cx.new_id()];
    cx.write(move |tx| acts::edit(tx, id, spare, version, &draft)).await?;
    let goal = cx.read(move |tx| store::find(tx, id)).await?;
    Ok(Tagged { version: goal.head.version, record: answer(&cx, goal) })
}

/// Delete a goal
///
/// It can be restored for 30 days.
#[utoipa::path(delete, path = "/api/v1/alignment/goals/{id}", tag = "goal",
    operation_id = "goal.remove", params(("id" = Uuid, Path)), responses((status = 200)))]
async fn remove(At(id): At<Goal>, post: Post) -> Api<Json<()>> {
    Ok(Json(post.cx.write(move |tx| acts::remove(tx, id)).await?))
}

/// Take the deletion of a goal back
#[utoipa::path(post, path = "/api/v1/alignment/goals/{id}/restoration", tag = "goal",
    operation_id = "goal.restore", params(("id" = Uuid, Path)), responses((status = 200)))]
async fn restore(At(id): At<Goal>, post: Post) -> Api<Json<()>> {
    post.cx.write(move |tx| acts::restore(tx, id)).await?;
    Ok(Json(()))
}

/// Put a draft to work
#[utoipa::path(post, path = "/api/v1/alignment/goals/{id}/opening", tag = "goal",
    operation_id = "goal.open", params(("id" = Uuid, Path)), responses((status = 200)))]
async fn open(At(id): At<Goal>, post: Post) -> Api<Json<()>> {
    let spare = [post.cx.new_id(), post.cx.new_id(), post.cx.new_id()];
    Ok(Json(post.cx.write(move |tx| acts::open(tx, id, spare)).await?))
}

/// How a goal ends.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the fields are read one by one")]
struct ClosureBody {
    /// met, missed or canceled.
    outcome: String,
    /// The final grade in a sentence.
    note: String,
}

/// Close a goal
///
/// It keeps the progress that it has now as its grade.
#[utoipa::path(post, path = "/api/v1/alignment/goals/{id}/closure", tag = "goal",
    operation_id = "goal.close", params(("id" = Uuid, Path)), request_body = ClosureBody,
    responses((status = 200)))]
async fn close(At(id): At<Goal>, post: Post) -> Api<Json<()>> {
    let Post { cx, mut fields, .. } = post;
    let (outcome, note) = pages::read_closure(&mut fields)?;
    Ok(Json(cx.write(move |tx| acts::close(tx, id, outcome, &note)).await?))
}

/// Open a closed goal again
#[utoipa::path(post, path = "/api/v1/alignment/goals/{id}/reopening", tag = "goal",
    operation_id = "goal.reopen", params(("id" = Uuid, Path)), responses((status = 200)))]
async fn reopen(At(id): At<Goal>, post: Post) -> Api<Json<()>> {
    Ok(Json(post.cx.write(move |tx| acts::reopen(tx, id)).await?))
}

/// A record at the other end of a support link.
#[derive(Debug, Serialize, ToSchema)]
struct SupportAnswer {
    id: Uuid,
    kind: &'static str,
    title: String,
    /// Whether the goal supports it; otherwise it supports the goal.
    is_given: bool,
}

/// The record that a goal also supports.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the fields are read one by one")]
struct SupportBody {
    /// A goal, strategy, vision or bet.
    to_id: Uuid,
}

/// List what a goal also supports, and what supports it
#[utoipa::path(get, path = "/api/v1/alignment/goals/{id}/supports", tag = "goal",
    operation_id = "goal.supports", params(("id" = Uuid, Path)),
    responses((status = 200, body = Listed<SupportAnswer>)))]
async fn list_supports(cx: Cx, At(id): At<Goal>) -> Api<Json<Listed<SupportAnswer>>> {
    let list = cx
        .read(move |tx| {
            store::find(tx, id)?;
            store::list_supports(tx, id.record(), 100)
        })
        .await?;
    let items = list.into_iter().map(|it| SupportAnswer {
        id: it.card.id.uuid(),
        kind: it.card.kind.word(),
        title: it.card.title,
        is_given: it.is_given,
    });
    Ok(Json(Listed { items: items.collect(), next: None }))
}

/// Link a goal to something that it also supports
#[utoipa::path(post, path = "/api/v1/alignment/goals/{id}/supports", tag = "goal",
    operation_id = "goal.add_support", params(("id" = Uuid, Path)), request_body = SupportBody,
    responses((status = 200)))]
async fn add_support(At(id): At<Goal>, post: Post) -> Api<Json<()>> {
    let Post { cx, mut fields, .. } = post;
    let to: Id<Record> = fields.id("to_id", "Also supports");
    let to = fields.finish(to)?;
    Ok(Json(cx.write(move |tx| acts::add_support(tx, id, to)).await?))
}

/// Take such a link away
#[utoipa::path(post, path = "/api/v1/alignment/goals/{id}/supports/removal", tag = "goal",
    operation_id = "goal.remove_support", params(("id" = Uuid, Path)), request_body = SupportBody,
    responses((status = 200)))]
async fn remove_support(At(id): At<Goal>, post: Post) -> Api<Json<()>> {
    let Post { cx, mut fields, .. } = post;
    let to: Id<Record> = fields.id("to_id", "Also supports");
    let to = fields.finish(to)?;
    Ok(Json(cx.write(move |tx| acts::remove_support(tx, id, to)).await?))
}

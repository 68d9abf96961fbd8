//! The same acts as JSON, each with its description.

use evenkeel_core::Id;
use evenkeel_store::FOREVER;
use evenkeel_web::{Api, At, Created, Cx, Json, Listed, Made, Post, Routes};
use jiff::{Timestamp, civil::Date};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::model::READINGS_MAX;
use super::{CheckIn, Draft, acts, pages, store};
use crate::goals::{self, Goal, Reading};

/// The API routes of check-ins.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .api(routes!(list))
        .api(routes!(show))
        .api(routes!(list_of_goal, create))
        .api(routes!(acknowledge))
}

/// A check-in.
#[derive(Debug, Serialize, ToSchema)]
struct CheckInAnswer {
    id: Uuid,
    goal_id: Uuid,
    goal_title: String,
    author_id: Uuid,
    author_name: String,
    #[schema(value_type = String, format = Date)]
    made_on: Date,
    changed: String,
    next: String,
    /// 1 to 5.
    confidence: i64,
    /// The goal's progress on that day, in millionths.
    progress_micro: Option<i64>,
    reviewer_id: Option<Uuid>,
    #[schema(value_type = Option<String>, format = DateTime)]
    acknowledged_at: Option<Timestamp>,
    acknowledged_by: Option<String>,
    reply: String,
}

/// What a check-in says. Up to 9 measures may get a new value, each named with its number.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the fields are read one by one")]
struct CheckInBody {
    changed: String,
    next: String,
    /// 1 to 5.
    confidence: i64,
    /// Id of the first measure; then `measure_2` and so on, up to 9.
    measure_1: Option<Uuid>,
    /// Its value today; then `value_2` and so on.
    value_1: Option<String>,
    /// For milestones: the steps that are done, counted from 1; then `done_2` and so on.
    done_1: Option<Vec<i64>>,
}

/// What the reviewer answers.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the fields are read one by one")]
struct AcknowledgmentBody {
    reply: Option<String>,
}

impl From<CheckIn> for CheckInAnswer {
    fn from(one: CheckIn) -> Self {
        Self {
            id: one.head.id.uuid(),
            goal_id: one.goal.id.uuid(),
            goal_title: one.goal.title,
            author_id: one.author_id.uuid(),
            author_name: one.author,
            made_on: one.made_on,
            changed: one.changed,
            next: one.next,
            confidence: one.confidence,
            progress_micro: one.progress_micro,
            reviewer_id: one.reviewer_id.map(Id::uuid),
            acknowledged_at: one.acknowledged_at,
            acknowledged_by: one.acknowledged_by,
            reply: one.reply,
        }
    }
}

fn answers(page: Listed<CheckIn>) -> Json<Listed<CheckInAnswer>> {
    Json(Listed { items: page.items.into_iter().map(Into::into).collect(), next: page.next })
}

/// List check-ins
#[utoipa::path(get, path = "/api/v1/alignment/check_ins", tag = "check_in",
    operation_id = "check_in.list",
    params(("show" = Option<String>, Query,
            description = "waiting or acknowledged; those that wait for you if nothing is said"),
           ("limit" = Option<i64>, Query, description = "1 to 100; 25 if nothing is said"),
           ("after" = Option<String>, Query, description = "`next` of the page before")),
    responses((status = 200, body = Listed<CheckInAnswer>)))]
async fn list(cx: Cx) -> Api<Json<Listed<CheckInAnswer>>> {
    Ok(answers(pages::listed(&cx, cx.param("show")).await?))
}

/// Show a check-in
#[utoipa::path(get, path = "/api/v1/alignment/check_ins/{id}", tag = "check_in",
    operation_id = "check_in.show", params(("id" = Uuid, Path)),
    responses((status = 200, body = CheckInAnswer)))]
async fn show(cx: Cx, At(id): At<CheckIn>) -> Api<Json<CheckInAnswer>> {
    Ok(Json(cx.read(move |tx| store::find(tx, id)).await?.into()))
}

/// List the check-ins on a goal, the latest first
#[utoipa::path(get, path = "/api/v1/alignment/goals/{id}/check_ins", tag = "check_in",
    operation_id = "check_in.list_of_goal",
    params(("id" = Uuid, Path, description = "the goal"),
           ("limit" = Option<i64>, Query, description = "1 to 100; 25 if nothing is said"),
           ("after" = Option<String>, Query, description = "`next` of the page before")),
    responses((status = 200, body = Listed<CheckInAnswer>)))]
async fn list_of_goal(cx: Cx, At(id): At<Goal>) -> Api<Json<Listed<CheckInAnswer>>> {
    let limit = cx.limit(25)?;
    let before = cx.after((FOREVER, Id::new(Uuid::max())))?;
    let list = cx
        .read(move |tx| {
            goals::store::find(tx, id)?;
            store::list_of_goal(tx, id, &before, limit + 1)
        })
        .await?;
    Ok(answers(Listed::page(list, limit, |one| (one.made_on, one.head.id))))
}

/// Check in on a goal
#[utoipa::path(post, path = "/api/v1/alignment/goals/{id}/check_ins", tag = "check_in",
    operation_id = "check_in.create", params(("id" = Uuid, Path, description = "the goal")),
    request_body = CheckInBody, responses((status = 201, body = Made)))]
async fn create(At(goal): At<Goal>, post: Post) -> Api<Created<Made>> {
    let Post { cx, mut fields, .. } = post;
    let id: Id<CheckIn> = cx.new_id();
    let readings: [Id<Reading>; READINGS_MAX] = std::array::from_fn(|_| cx.new_id());
    let (_, measures) = cx.read(move |tx| pages::load(tx, goal)).await?;
    let draft = Draft::read(&mut fields, &measures)?;
    let id =
        cx.write(move |tx| Ok(acts::create(tx, id, &readings, goal, &draft)?.with(id))).await?;
    let location = format!("/api/v1/alignment/check_ins/{id}");
    Ok(Created { location, record: Made { id: id.record() } })
}

/// Acknowledge a check-in
#[utoipa::path(post, path = "/api/v1/alignment/check_ins/{id}/acknowledgment", tag = "check_in",
    operation_id = "check_in.acknowledge", params(("id" = Uuid, Path)),
    request_body = AcknowledgmentBody, responses((status = 200)))]
async fn acknowledge(At(id): At<CheckIn>, post: Post) -> Api<Json<()>> {
    let Post { cx, mut fields, .. } = post;
    let reply = pages::read_reply(&mut fields)?;
    Ok(Json(cx.write(move |tx| acts::acknowledge(tx, id, &reply)).await?))
}

//! The same acts as JSON, each with its description.

use evenkeel_core::Id;
use evenkeel_web::{Api, At, Created, Cx, Json, Listed, Made, Post, Routes, Tagged};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::{Decision, Draft, Objection, Proposal, ProposalDraft, Value, acts, pages, store, view};
use crate::elements::{self, api::ElementAnswer, lines};

/// The API routes of values.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .api(routes!(list, create))
        .api(routes!(show))
        .api(routes!(proposals, propose))
        .api(routes!(proposal))
        .api(routes!(object))
        .api(routes!(answer))
        .api(routes!(decide))
}

/// A value.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ValueAnswer {
    #[serde(flatten)]
    element: ElementAnswer,
    /// What it means, in Markdown.
    meaning: String,
    /// What one does when one holds it.
    behaviors: Vec<String>,
    /// Proposals about it that wait for their decision.
    open_proposals: i64,
}

/// What a value says. Once published it changes only by a proposal.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the fields are read one by one")]
struct ValueBody {
    title: String,
    meaning: String,
    behaviors: Vec<String>,
    unit_id: Uuid,
    /// everyone, unit or line; everyone if nothing is said.
    audience: Option<String>,
}

impl ValueAnswer {
    pub(crate) fn new(value: Value) -> Self {
        Self {
            open_proposals: value.open_count,
            behaviors: lines(&value.behaviors),
            element: value.element.into(),
            meaning: value.meaning,
        }
    }
}

/// List values
#[utoipa::path(get, path = "/api/v1/direction/values", tag = "value",
    operation_id = "value.list",
    params(("unit" = Option<Uuid>, Query, description = "of this unit and those below it"),
           ("state" = Option<String>, Query, description = "current, retired or any"),
           ("limit" = Option<i64>, Query, description = "1 to 100; 25 if nothing is said"),
           ("after" = Option<String>, Query, description = "`next` of the page before")),
    responses((status = 200, body = Listed<ValueAnswer>)))]
async fn list(cx: Cx) -> Api<Json<Listed<ValueAnswer>>> {
    let asked = elements::pages::asked(&cx, view::SHELF.states)?;
    let (_, page) = pages::listed(&cx, asked).await?;
    let items = page.items.into_iter().map(ValueAnswer::new).collect();
    Ok(Json(Listed { items, next: page.next }))
}

/// Show a value
#[utoipa::path(get, path = "/api/v1/direction/values/{id}", tag = "value",
    operation_id = "value.show", params(("id" = Uuid, Path)),
    responses((status = 200, body = ValueAnswer)))]
async fn show(cx: Cx, At(id): At<Value>) -> Api<Tagged<ValueAnswer>> {
    let value = cx.read(move |tx| store::find(tx, id)).await?;
    let version = value.element.head.version;
    Ok(Tagged { version, record: ValueAnswer::new(value) })
}

/// Name a value
#[utoipa::path(post, path = "/api/v1/direction/values", tag = "value",
    operation_id = "value.create", request_body = ValueBody,
    responses((status = 201, body = Made)))]
async fn create(post: Post) -> Api<Created<Made>> {
    let Post { cx, mut fields, .. } = post;
    let id: Id<Value> = cx.new_id();
    let draft = Draft::read(&mut fields)?;
    let id = cx.write(move |tx| Ok(acts::create(tx, id, &draft)?.with(id))).await?;
    let location = format!("/api/v1/direction/values/{id}");
    Ok(Created { location, record: Made { id: id.record() } })
}

/// A proposal about a value, with its objections.
#[derive(Debug, Serialize, ToSchema)]
struct ProposalAnswer {
    id: Uuid,
    value_id: Uuid,
    /// The version that it would change.
    number: i64,
    title: String,
    meaning: String,
    behaviors: Vec<String>,
    is_retirement: bool,
    why: String,
    /// open, adopted or declined.
    state: String,
    proposed_by: Uuid,
    proposed_by_name: String,
    #[schema(value_type = String, format = DateTime)]
    proposed_at: Timestamp,
    /// What was said at the decision.
    decision: String,
    decided_by_name: Option<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    decided_at: Option<Timestamp>,
    objections: Vec<ObjectionAnswer>,
}

/// An objection with its answer.
#[derive(Debug, Serialize, ToSchema)]
struct ObjectionAnswer {
    id: Uuid,
    text: String,
    raised_by: Uuid,
    raised_by_name: String,
    #[schema(value_type = String, format = DateTime)]
    raised_at: Timestamp,
    /// Empty if nothing was answered yet.
    answer: String,
    answered_by_name: Option<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    answered_at: Option<Timestamp>,
}

impl ProposalAnswer {
    fn new(proposal: Proposal, objections: Vec<Objection>) -> Self {
        Self {
            id: proposal.id.uuid(),
            value_id: proposal.value_id.uuid(),
            number: proposal.number,
            behaviors: lines(&proposal.behaviors),
            title: proposal.title,
            meaning: proposal.meaning,
            is_retirement: proposal.is_retirement,
            why: proposal.why,
            state: proposal.state,
            proposed_by: proposal.proposed_by.uuid(),
            proposed_by_name: proposal.proposer,
            proposed_at: proposal.proposed_at,
            decision: proposal.decision,
            decided_by_name: proposal.decider,
            decided_at: proposal.decided_at,
            objections: objections.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<Objection> for ObjectionAnswer {
    fn from(objection: Objection) -> Self {
        Self {
            id: objection.id.uuid(),
            text: objection.body,
            raised_by: objection.raised_by.uuid(),
            raised_by_name: objection.raiser,
            raised_at: objection.raised_at,
            answer: objection.answer,
            answered_by_name: objection.answerer,
            answered_at: objection.answered_at,
        }
    }
}

/// List the proposals about a value, the latest first, without their objections
#[utoipa::path(get, path = "/api/v1/direction/values/{id}/proposals", tag = "value",
    operation_id = "value.proposals", params(("id" = Uuid, Path)),
    responses((status = 200, body = Vec<ProposalAnswer>)))]
async fn proposals(cx: Cx, At(id): At<Value>) -> Api<Json<Vec<ProposalAnswer>>> {
    let list = cx
        .read(move |tx| {
            store::find(tx, id)?;
            store::list_proposals(tx, id)
        })
        .await?;
    Ok(Json(list.into_iter().map(|one| ProposalAnswer::new(one, Vec::new())).collect()))
}

/// What a proposal says.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the fields are read one by one")]
struct ProposalBody {
    title: Option<String>,
    meaning: Option<String>,
    behaviors: Option<Vec<String>>,
    /// Retire the value instead; then no text is needed.
    is_retirement: Option<bool>,
    why: String,
}

/// Propose to change or retire a value
#[utoipa::path(post, path = "/api/v1/direction/values/{id}/proposals", tag = "value",
    operation_id = "value.propose", params(("id" = Uuid, Path)), request_body = ProposalBody,
    responses((status = 201, body = Made)))]
async fn propose(At(id): At<Value>, post: Post) -> Api<Created<Made>> {
    let Post { cx, mut fields, .. } = post;
    let proposal: Id<Proposal> = cx.new_id();
    let draft = ProposalDraft::read(&mut fields)?;
    let made =
        cx.write(move |tx| Ok(acts::propose(tx, id, proposal, &draft)?.with(proposal))).await?;
    let location = format!("/api/v1/direction/proposals/{made}");
    Ok(Created { location, record: Made { id: made.record() } })
}

/// Show a proposal with its objections
#[utoipa::path(get, path = "/api/v1/direction/proposals/{id}", tag = "value",
    operation_id = "value.proposal", params(("id" = Uuid, Path)),
    responses((status = 200, body = ProposalAnswer)))]
async fn proposal(cx: Cx, At(id): At<Proposal>) -> Api<Json<ProposalAnswer>> {
    let opened = pages::opened(&cx, id).await?;
    Ok(Json(ProposalAnswer::new(opened.proposal, opened.objections)))
}

/// What an objection says.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the fields are read one by one")]
struct ObjectionBody {
    text: String,
}

/// Object to a proposal
#[utoipa::path(post, path = "/api/v1/direction/proposals/{id}/objections", tag = "value",
    operation_id = "value.object", params(("id" = Uuid, Path)), request_body = ObjectionBody,
    responses((status = 200)))]
async fn object(At(id): At<Proposal>, post: Post) -> Api<Json<()>> {
    let Post { cx, mut fields, .. } = post;
    let objection: Id<Objection> = cx.new_id();
    let text = fields.long_text("text", "Your objection", 1..=2000);
    let text = fields.finish(text)?;
    Ok(Json(cx.write(move |tx| acts::object(tx, id, objection, &text)).await?))
}

/// What is answered.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the fields are read one by one")]
struct ObjectionAnswerBody {
    answer: String,
}

/// Answer an objection
#[utoipa::path(post, path = "/api/v1/direction/objections/{id}/answer", tag = "value",
    operation_id = "value.answer", params(("id" = Uuid, Path)), request_body = ObjectionAnswerBody,
    responses((status = 200)))]
async fn answer(At(id): At<Objection>, post: Post) -> Api<Json<()>> {
    let Post { cx, mut fields, .. } = post;
    let text = fields.long_text("answer", "Your answer", 1..=2000);
    let text = fields.finish(text)?;
    Ok(Json(cx.write(move |tx| acts::answer(tx, id, &text)).await?))
}

/// How a proposal is decided.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the fields are read one by one")]
struct DecisionBody {
    /// adopted, once every objection has its answer; or declined, with an answer.
    outcome: String,
    answer: Option<String>,
}

/// Decide a proposal
#[utoipa::path(post, path = "/api/v1/direction/proposals/{id}/decision", tag = "value",
    operation_id = "value.decide", params(("id" = Uuid, Path)), request_body = DecisionBody,
    responses((status = 200)))]
async fn decide(At(id): At<Proposal>, post: Post) -> Api<Json<()>> {
    let Post { cx, mut fields, .. } = post;
    let decision = Decision::read(&mut fields)?;
    Ok(Json(cx.write(move |tx| acts::decide(tx, id, &decision)).await?))
}

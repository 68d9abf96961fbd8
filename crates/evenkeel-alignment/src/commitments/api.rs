//! The same acts as JSON, each with its description.

use evenkeel_core::{Id, Person, Result};
use evenkeel_web::{Api, At, Created, Cx, Json, Listed, Made, Post, Routes, Tagged};
use jiff::{Timestamp, civil::Date};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::{Closing, Commitment, Draft, Proposal, Tally, Term, acts, model, pages, store};

/// The API routes of commitments.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .api(routes!(list, create))
        .api(routes!(show, remove))
        .api(routes!(accept))
        .api(routes!(decline))
        .api(routes!(change))
        .api(routes!(accept_change))
        .api(routes!(decline_change))
        .api(routes!(close))
        .api(routes!(say_do))
        .api(routes!(promises))
}

/// A commitment.
#[derive(Debug, Serialize, ToSchema)]
struct CommitmentAnswer {
    id: Uuid,
    title: String,
    /// asked, accepted, declined, kept or broken.
    state: String,
    person_id: Uuid,
    person_name: String,
    asked_by_id: Uuid,
    asked_by_name: String,
    #[schema(value_type = String, format = Date)]
    asked_on: Date,
    terms: String,
    #[schema(value_type = String, format = Date)]
    due_on: Date,
    /// 1 to 5, as the person says.
    confidence: Option<i64>,
    #[schema(value_type = Option<String>, format = Date)]
    accepted_on: Option<Date>,
    /// Who has proposed a change that waits for the other side.
    proposed_by_id: Option<Uuid>,
    #[schema(value_type = Option<String>, format = Date)]
    renegotiated_on: Option<Date>,
    #[schema(value_type = Option<String>, format = Date)]
    closed_on: Option<Date>,
    closing_note: String,
    about_id: Option<Uuid>,
    about_title: Option<String>,
    version: i64,
}

/// One version of the terms.
#[derive(Debug, Serialize, ToSchema)]
struct TermAnswer {
    number: i64,
    terms: String,
    #[schema(value_type = String, format = Date)]
    due_on: Date,
    why: String,
    proposed_by_id: Uuid,
    proposed_by_name: String,
    #[schema(value_type = String, format = DateTime)]
    proposed_at: Timestamp,
    /// standing, replaced, proposed, refused or withdrawn.
    state: String,
    decided_by_name: Option<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    decided_at: Option<Timestamp>,
    answer: String,
}

/// A commitment with every version of its terms.
#[derive(Debug, Serialize, ToSchema)]
struct CommitmentWhole {
    #[serde(flatten)]
    commitment: CommitmentAnswer,
    versions: Vec<TermAnswer>,
}

/// What is asked, and of whom. Whoever names themselves commits at once and says how confident
/// they are.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the fields are read one by one")]
struct CommitmentBody {
    /// The goal, strategy, vision, bet or announcement that it serves.
    about: Uuid,
    person_id: Uuid,
    terms: String,
    #[schema(value_type = String, format = Date)]
    due_on: String,
    /// 1 to 5; only for oneself.
    confidence: Option<i64>,
}

/// How confident the person asked is.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the fields are read one by one")]
struct AcceptanceBody {
    /// 1 to 5.
    confidence: i64,
}

/// Why.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the fields are read one by one")]
struct ReasonBody {
    reason: String,
}

/// Other terms. What is not sent stays as it is.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the fields are read one by one")]
struct ChangeBody {
    terms: Option<String>,
    #[schema(value_type = Option<String>, format = Date)]
    due_on: Option<String>,
    why: String,
    /// 1 to 5; only from the person whose promise it is.
    confidence: Option<i64>,
}

/// How it went.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the fields are read one by one")]
struct OutcomeBody {
    /// kept or broken.
    outcome: String,
    /// Needed when it was broken.
    note: Option<String>,
    /// Today if nothing is said.
    #[schema(value_type = Option<String>, format = Date)]
    closed_on: Option<String>,
}

/// What a person's promises add up to; only they can ask.
#[derive(Debug, Serialize, ToSchema)]
struct TallyAnswer {
    /// Kept as first agreed.
    kept: i64,
    /// Kept on new terms.
    kept_renegotiated: i64,
    broken: i64,
    overdue: i64,
    /// On new terms, with their day still ahead.
    open_renegotiated: i64,
    open: i64,
    /// How many came due: kept, broken and overdue.
    came_due: i64,
}

impl From<Commitment> for CommitmentAnswer {
    fn from(one: Commitment) -> Self {
        Self {
            id: one.head.id.uuid(),
            title: one.head.title,
            state: one.head.state,
            person_id: one.person_id.uuid(),
            person_name: one.person,
            asked_by_id: one.asked_by.uuid(),
            asked_by_name: one.asker,
            asked_on: one.asked_on,
            terms: one.terms,
            due_on: one.due_on,
            confidence: one.confidence,
            accepted_on: one.accepted_on,
            proposed_by_id: one.proposed_by.map(Id::<Person>::uuid),
            renegotiated_on: one.renegotiated_on,
            closed_on: one.closed_on,
            closing_note: one.closing_note,
            about_id: one.about.as_ref().map(|about| about.id.uuid()),
            about_title: one.about.map(|about| about.title),
            version: one.head.version,
        }
    }
}

impl From<Term> for TermAnswer {
    fn from(term: Term) -> Self {
        Self {
            number: term.number,
            terms: term.terms,
            due_on: term.due_on,
            why: term.why,
            proposed_by_id: term.proposed_by.uuid(),
            proposed_by_name: term.proposer,
            proposed_at: term.proposed_at,
            state: term.state,
            decided_by_name: term.decider,
            decided_at: term.decided_at,
            answer: term.answer,
        }
    }
}

impl From<Tally> for TallyAnswer {
    fn from(tally: Tally) -> Self {
        Self {
            kept: tally.kept,
            kept_renegotiated: tally.kept_anew,
            broken: tally.broken,
            overdue: tally.overdue,
            open_renegotiated: tally.open_anew,
            open: tally.open,
            came_due: tally.came_due(),
        }
    }
}

fn answer(page: Listed<Commitment>) -> Json<Listed<CommitmentAnswer>> {
    Json(Listed { items: page.items.into_iter().map(Into::into).collect(), next: page.next })
}

async fn whole(cx: &Cx, id: Id<Commitment>) -> Result<Tagged<CommitmentWhole>> {
    let (commitment, terms) =
        cx.read(move |tx| Ok((store::find(tx, id)?, store::list_terms(tx, id)?))).await?;
    Ok(Tagged {
        version: commitment.head.version,
        record: CommitmentWhole {
            commitment: commitment.into(),
            versions: terms.into_iter().map(Into::into).collect(),
        },
    })
}

/// List commitments
#[utoipa::path(get, path = "/api/v1/alignment/commitments", tag = "commitment",
    operation_id = "commitment.list",
    params(("show" = Option<String>, Query,
                description = "asked (of me), mine, by_me or closed; asked if nothing is said"),
           ("about" = Option<Uuid>, Query, description = "only those that serve this record"),
           ("limit" = Option<i64>, Query, description = "1 to 100; 25 if nothing is said"),
           ("after" = Option<String>, Query, description = "`next` of the page before")),
    responses((status = 200, body = Listed<CommitmentAnswer>)))]
async fn list(cx: Cx) -> Api<Json<Listed<CommitmentAnswer>>> {
    let show = match cx.param("show") {
        show @ ("mine" | "by_me" | "closed") => show,
        _ => "asked",
    };
    Ok(answer(pages::listed(&cx, show).await?))
}

/// Show a commitment with every version of its terms
#[utoipa::path(get, path = "/api/v1/alignment/commitments/{id}", tag = "commitment",
    operation_id = "commitment.show", params(("id" = Uuid, Path)),
    responses((status = 200, body = CommitmentWhole)))]
async fn show(cx: Cx, At(id): At<Commitment>) -> Api<Tagged<CommitmentWhole>> {
    Ok(whole(&cx, id).await?)
}

/// Ask for a commitment, or commit oneself
#[utoipa::path(post, path = "/api/v1/alignment/commitments", tag = "commitment",
    operation_id = "commitment.create", request_body = CommitmentBody,
    responses((status = 201, body = Made)))]
async fn create(post: Post) -> Api<Created<Made>> {
    let Post { cx, mut fields, .. } = post;
    let id: Id<Commitment> = cx.new_id();
    let draft = Draft::read(&mut fields, cx.actor(), cx.today())?;
    let id = cx.write(move |tx| Ok(acts::create(tx, id, &draft)?.with(id))).await?;
    let location = format!("/api/v1/alignment/commitments/{id}");
    Ok(Created { location, record: Made { id: id.record() } })
}

/// Delete a commitment that nobody has accepted
///
/// It can be restored for 30 days.
#[utoipa::path(delete, path = "/api/v1/alignment/commitments/{id}", tag = "commitment",
    operation_id = "commitment.remove", params(("id" = Uuid, Path)), responses((status = 200)))]
async fn remove(At(id): At<Commitment>, post: Post) -> Api<Json<()>> {
    Ok(Json(post.cx.write(move |tx| acts::remove(tx, id)).await?))
}

/// Accept a commitment
///
/// Only the person asked can.
#[utoipa::path(post, path = "/api/v1/alignment/commitments/{id}/acceptance", tag = "commitment",
    operation_id = "commitment.accept", params(("id" = Uuid, Path)),
    request_body = AcceptanceBody, responses((status = 200, body = CommitmentWhole)))]
async fn accept(At(id): At<Commitment>, post: Post) -> Api<Tagged<CommitmentWhole>> {
    let Post { cx, mut fields, .. } = post;
    let confidence = model::read_acceptance(&mut fields)?;
    cx.write(move |tx| acts::accept(tx, id, confidence)).await?;
    Ok(whole(&cx, id).await?)
}

/// Decline a commitment, with a reason
///
/// Only the person asked can.
#[utoipa::path(post, path = "/api/v1/alignment/commitments/{id}/declining", tag = "commitment",
    operation_id = "commitment.decline", params(("id" = Uuid, Path)), request_body = ReasonBody,
    responses((status = 200, body = CommitmentWhole)))]
async fn decline(At(id): At<Commitment>, post: Post) -> Api<Tagged<CommitmentWhole>> {
    let Post { cx, mut fields, .. } = post;
    let reason = model::read_decline(&mut fields)?;
    cx.write(move |tx| acts::decline(tx, id, &reason)).await?;
    Ok(whole(&cx, id).await?)
}

/// Propose other terms
///
/// The other side decides; terms of one's own promise stand at once. Old terms stay readable.
#[utoipa::path(post, path = "/api/v1/alignment/commitments/{id}/change", tag = "commitment",
    operation_id = "commitment.change", params(("id" = Uuid, Path)), request_body = ChangeBody,
    responses((status = 200, body = CommitmentWhole)))]
async fn change(At(id): At<Commitment>, post: Post) -> Api<Tagged<CommitmentWhole>> {
    let Post { cx, mut fields, .. } = post;
    let actor = cx.actor();
    let commitment = cx
        .read(move |tx| {
            let commitment = store::find(tx, id)?;
            commitment.check_change(actor)?;
            Ok(commitment)
        })
        .await?;
    fields.fill("terms", &commitment.terms);
    fields.fill("due_on", commitment.due_on);
    let proposal = Proposal::read(&mut fields, &commitment, actor, cx.today())?;
    cx.write(move |tx| acts::propose(tx, id, &proposal)).await?;
    Ok(whole(&cx, id).await?)
}

/// Accept the change that the other side proposed
#[utoipa::path(post, path = "/api/v1/alignment/commitments/{id}/change/acceptance",
    tag = "commitment", operation_id = "commitment.accept_change", params(("id" = Uuid, Path)),
    responses((status = 200, body = CommitmentWhole)))]
async fn accept_change(At(id): At<Commitment>, post: Post) -> Api<Tagged<CommitmentWhole>> {
    post.cx.write(move |tx| acts::accept_change(tx, id)).await?;
    Ok(whole(&post.cx, id).await?)
}

/// Decline the change that the other side proposed
///
/// The old terms stand.
#[utoipa::path(post, path = "/api/v1/alignment/commitments/{id}/change/declining",
    tag = "commitment", operation_id = "commitment.decline_change", params(("id" = Uuid, Path)),
    request_body = ReasonBody, responses((status = 200, body = CommitmentWhole)))]
async fn decline_change(At(id): At<Commitment>, post: Post) -> Api<Tagged<CommitmentWhole>> {
    let Post { cx, mut fields, .. } = post;
    let reason = model::read_answer(&mut fields)?;
    cx.write(move |tx| acts::decline_change(tx, id, &reason)).await?;
    Ok(whole(&cx, id).await?)
}

/// Say how a commitment went
///
/// Only the person whose promise it is can.
#[utoipa::path(post, path = "/api/v1/alignment/commitments/{id}/outcome", tag = "commitment",
    operation_id = "commitment.close", params(("id" = Uuid, Path)), request_body = OutcomeBody,
    responses((status = 200, body = CommitmentWhole)))]
async fn close(At(id): At<Commitment>, post: Post) -> Api<Tagged<CommitmentWhole>> {
    let Post { cx, mut fields, .. } = post;
    let closing = Closing::read(&mut fields, cx.today())?;
    cx.write(move |tx| acts::close(tx, id, &closing)).await?;
    Ok(whole(&cx, id).await?)
}

/// Show what one's own promises from announcements add up to
///
/// Nobody can ask for somebody else's.
#[utoipa::path(get, path = "/api/v1/alignment/say-do", tag = "commitment",
    operation_id = "commitment.say_do", responses((status = 200, body = TallyAnswer)))]
async fn say_do(cx: Cx) -> Api<Json<TallyAnswer>> {
    Ok(Json(cx.read(store::tally_promises).await?.into()))
}

/// List one's own promises from announcements
#[utoipa::path(get, path = "/api/v1/alignment/say-do/promises", tag = "commitment",
    operation_id = "commitment.promises",
    params(("limit" = Option<i64>, Query, description = "1 to 100; 25 if nothing is said"),
           ("after" = Option<String>, Query, description = "`next` of the page before")),
    responses((status = 200, body = Listed<CommitmentAnswer>)))]
async fn promises(cx: Cx) -> Api<Json<Listed<CommitmentAnswer>>> {
    Ok(answer(pages::listed(&cx, "promises").await?))
}

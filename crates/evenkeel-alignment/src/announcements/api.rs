//! The same acts as JSON, each with its description.

use evenkeel_core::{Id, Person};
use evenkeel_web::{Api, At, Created, Cx, Json, Listed, Made, Post, Routes, Tagged};
use jiff::{Timestamp, civil::Date};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::{Announcement, Draft, Question, acts, model, pages, view::Shown};

/// The API routes of announcements.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .api(routes!(list, create))
        .api(routes!(show, remove))
        .api(routes!(acknowledge))
        .api(routes!(ask))
        .api(routes!(answer))
}

/// An announcement.
#[derive(Debug, Serialize, ToSchema)]
struct AnnouncementAnswer {
    id: Uuid,
    title: String,
    /// Markdown.
    body: String,
    unit_id: Uuid,
    unit_name: String,
    sender_id: Option<Uuid>,
    sender_name: String,
    #[schema(value_type = String, format = DateTime)]
    sent_at: Timestamp,
    must_acknowledge: bool,
    /// Whether you were in the audience on the day of sending.
    is_for_me: bool,
    #[schema(value_type = Option<String>, format = DateTime)]
    seen_at: Option<Timestamp>,
    #[schema(value_type = Option<String>, format = DateTime)]
    acknowledged_at: Option<Timestamp>,
    about_id: Option<Uuid>,
    about_title: Option<String>,
    version: i64,
}

/// A question.
#[derive(Debug, Serialize, ToSchema)]
struct QuestionAnswer {
    id: Uuid,
    /// open or answered.
    state: String,
    asked_by_id: Uuid,
    asked_by_name: String,
    #[schema(value_type = String, format = DateTime)]
    asked_at: Timestamp,
    question: String,
    answered_by_name: Option<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    answered_at: Option<Timestamp>,
    answer: String,
}

/// A promise in the words in which it was made.
#[derive(Debug, Serialize, ToSchema)]
struct PromiseAnswer {
    terms: String,
    #[schema(value_type = String, format = Date)]
    due_on: Date,
    /// The commitment that it became; told to the sender alone.
    commitment_id: Option<Uuid>,
}

/// How far it has reached, as counts.
#[derive(Debug, Serialize, ToSchema)]
struct ReachAnswer {
    readers: i64,
    seen: i64,
    not_seen: i64,
    acknowledged: i64,
}

/// An announcement with its questions and promises; its reach for those who answer for it.
#[derive(Debug, Serialize, ToSchema)]
struct AnnouncementWhole {
    #[serde(flatten)]
    announcement: AnnouncementAnswer,
    questions: Vec<QuestionAnswer>,
    promises: Vec<PromiseAnswer>,
    reach: Option<ReachAnswer>,
}

/// What an announcement says. A promise that is said has its day and confidence.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the fields are read one by one")]
struct AnnouncementBody {
    title: String,
    body: String,
    /// Its people today, and those of the units below it, are the audience.
    unit_id: Uuid,
    must_acknowledge: Option<bool>,
    /// A goal, strategy, vision or bet.
    about: Option<Uuid>,
    promise_1: Option<String>,
    #[schema(value_type = Option<String>, format = Date)]
    promise_1_due_on: Option<String>,
    /// 1 to 5.
    promise_1_confidence: Option<i64>,
    promise_2: Option<String>,
    #[schema(value_type = Option<String>, format = Date)]
    promise_2_due_on: Option<String>,
    promise_2_confidence: Option<i64>,
    promise_3: Option<String>,
    #[schema(value_type = Option<String>, format = Date)]
    promise_3_due_on: Option<String>,
    promise_3_confidence: Option<i64>,
}

/// A question.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the fields are read one by one")]
struct QuestionBody {
    question: String,
}

/// An answer.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the fields are read one by one")]
struct AnswerBody {
    /// Markdown.
    answer: String,
}

impl From<Announcement> for AnnouncementAnswer {
    fn from(one: Announcement) -> Self {
        Self {
            id: one.head.id.uuid(),
            title: one.head.title,
            body: one.body,
            unit_id: one.unit_id.uuid(),
            unit_name: one.unit,
            sender_id: one.head.owner_id.map(Id::uuid),
            sender_name: one.sender,
            sent_at: one.sent_at,
            must_acknowledge: one.must_acknowledge,
            is_for_me: one.is_for_me,
            seen_at: one.seen_at,
            acknowledged_at: one.acknowledged_at,
            about_id: one.about.as_ref().map(|about| about.id.uuid()),
            about_title: one.about.map(|about| about.title),
            version: one.head.version,
        }
    }
}

impl From<Question> for QuestionAnswer {
    fn from(question: Question) -> Self {
        Self {
            id: question.id.uuid(),
            state: if question.is_open() { "open" } else { "answered" }.to_owned(),
            asked_by_id: question.asked_by.uuid(),
            asked_by_name: question.asker,
            asked_at: question.asked_at,
            question: question.question,
            answered_by_name: question.answerer,
            answered_at: question.answered_at,
            answer: question.answer,
        }
    }
}

fn whole(shown: Shown, actor: Id<Person>) -> AnnouncementWhole {
    let is_sender = shown.announcement.head.owner_id == Some(actor);
    AnnouncementWhole {
        announcement: shown.announcement.into(),
        questions: shown.questions.into_iter().map(Into::into).collect(),
        promises: shown
            .promises
            .into_iter()
            .map(|promise| PromiseAnswer {
                terms: promise.terms,
                due_on: promise.due_on,
                commitment_id: is_sender.then_some(promise.commitment_id.uuid()),
            })
            .collect(),
        reach: shown.reach.map(|reach| ReachAnswer {
            readers: reach.readers,
            seen: reach.seen,
            not_seen: reach.readers - reach.seen,
            acknowledged: reach.acknowledged,
        }),
    }
}

/// List announcements
#[utoipa::path(get, path = "/api/v1/alignment/announcements", tag = "announcement",
    operation_id = "announcement.list",
    params(("show" = Option<String>, Query, description = "all, or sent (by you)"),
           ("limit" = Option<i64>, Query, description = "1 to 100; 25 if nothing is said"),
           ("after" = Option<String>, Query, description = "`next` of the page before")),
    responses((status = 200, body = Listed<AnnouncementAnswer>)))]
async fn list(cx: Cx) -> Api<Json<Listed<AnnouncementAnswer>>> {
    let page = pages::listed(&cx, cx.param("show")).await?;
    Ok(Json(Listed { items: page.items.into_iter().map(Into::into).collect(), next: page.next }))
}

/// Show an announcement with its questions and promises
///
/// A call does not count as seen: only opening the page does.
#[utoipa::path(get, path = "/api/v1/alignment/announcements/{id}", tag = "announcement",
    operation_id = "announcement.show", params(("id" = Uuid, Path)),
    responses((status = 200, body = AnnouncementWhole)))]
async fn show(cx: Cx, At(id): At<Announcement>) -> Api<Tagged<AnnouncementWhole>> {
    let shown = cx.read(move |tx| pages::load(tx, id)).await?;
    let version = shown.announcement.head.version;
    Ok(Tagged { version, record: whole(shown, cx.actor()) })
}

/// Send an announcement
#[utoipa::path(post, path = "/api/v1/alignment/announcements", tag = "announcement",
    operation_id = "announcement.create", request_body = AnnouncementBody,
    responses((status = 201, body = Made)))]
async fn create(post: Post) -> Api<Created<Made>> {
    let Post { cx, mut fields, .. } = post;
    let (id, promises) = (cx.new_id(), pages::promise_ids(&cx));
    let draft = Draft::read(&mut fields, cx.today())?;
    let id = cx.write(move |tx| Ok(acts::create(tx, id, &promises, &draft)?.with(id))).await?;
    let location = format!("/api/v1/alignment/announcements/{id}");
    Ok(Created { location, record: Made { id: id.record() } })
}

/// Delete an announcement
///
/// It can be restored for 30 days. What was promised in it stays promised.
#[utoipa::path(delete, path = "/api/v1/alignment/announcements/{id}", tag = "announcement",
    operation_id = "announcement.remove", params(("id" = Uuid, Path)),
    responses((status = 200)))]
async fn remove(At(id): At<Announcement>, post: Post) -> Api<Json<()>> {
    Ok(Json(post.cx.write(move |tx| acts::remove(tx, id)).await?))
}

/// Acknowledge an announcement
///
/// It is counted; nobody is shown who has acknowledged and who has not.
#[utoipa::path(post, path = "/api/v1/alignment/announcements/{id}/acknowledgment",
    tag = "announcement", operation_id = "announcement.acknowledge",
    params(("id" = Uuid, Path)), responses((status = 200)))]
async fn acknowledge(At(id): At<Announcement>, post: Post) -> Api<Json<()>> {
    post.cx.check_write()?;
    Ok(Json(post.cx.keep(move |tx| acts::acknowledge(tx, id)).await?))
}

/// Ask a question about an announcement
#[utoipa::path(post, path = "/api/v1/alignment/announcements/{id}/questions",
    tag = "announcement", operation_id = "announcement.ask", params(("id" = Uuid, Path)),
    request_body = QuestionBody, responses((status = 201, body = Made)))]
async fn ask(At(id): At<Announcement>, post: Post) -> Api<Created<Made>> {
    let Post { cx, mut fields, .. } = post;
    let question: Id<Question> = cx.new_id();
    let text = model::read_question(&mut fields)?;
    cx.write(move |tx| acts::ask(tx, question, id, &text)).await?;
    let location = format!("/api/v1/alignment/announcements/{id}");
    Ok(Created { location, record: Made { id: question.record() } })
}

/// Answer a question
///
/// The sender can, and whoever heads the unit.
#[utoipa::path(post, path = "/api/v1/alignment/questions/{id}/answer", tag = "announcement",
    operation_id = "announcement.answer", params(("id" = Uuid, Path)), request_body = AnswerBody,
    responses((status = 200)))]
async fn answer(At(id): At<Question>, post: Post) -> Api<Json<()>> {
    let Post { cx, mut fields, .. } = post;
    let text = model::read_answer(&mut fields)?;
    Ok(Json(cx.write(move |tx| acts::answer(tx, id, &text)).await?))
}

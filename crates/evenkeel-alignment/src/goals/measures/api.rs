//! Measures and readings as JSON, each call with its description.

use evenkeel_core::Id;
use evenkeel_web::{Api, At, Created, Cx, Json, Listed, Made, Post, Routes, Tagged, ui};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::{Draft, Measure, Reading, Step, Taken, acts, pages, store};
use crate::goals::{self, Goal};

/// The API routes of measures and readings.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .api(routes!(list, create))
        .api(routes!(show, edit, remove))
        .api(routes!(restore))
        .api(routes!(list_readings, log))
        .api(routes!(remove_reading))
}

/// A measure. Values are decimal numbers as text, such as "12.5".
#[derive(Debug, Serialize, ToSchema)]
struct MeasureAnswer {
    id: Uuid,
    goal_id: Uuid,
    title: String,
    /// increase, decrease, maintain_at_least, maintain_at_most, maintain_range, milestones, binary
    /// or manual.
    kind: String,
    unit: String,
    start: Option<String>,
    target: Option<String>,
    tolerance: Option<String>,
    current: Option<String>,
    #[schema(value_type = Option<String>, format = Date)]
    read_on: Option<Date>,
    weight: i64,
    steps: Vec<Step>,
    /// How far it has come, in millionths.
    progress_micro: Option<i64>,
    /// Whether a person sets its percentage by hand.
    is_set_by_hand: bool,
    version: i64,
}

/// What a measure says. Numbers may be sent as numbers or as text.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the fields are read one by one")]
struct MeasureBody {
    title: String,
    kind: String,
    unit: Option<String>,
    start: Option<String>,
    target: Option<String>,
    tolerance: Option<String>,
    /// Today's value, for a new measure.
    current: Option<String>,
    weight: Option<i64>,
    /// For milestones.
    steps: Option<Vec<String>>,
}

/// A reading.
#[derive(Debug, Serialize, ToSchema)]
struct ReadingAnswer {
    id: Uuid,
    measure_id: Uuid,
    #[schema(value_type = String, format = Date)]
    read_on: Date,
    value: String,
    note: String,
    by_id: Uuid,
    by_name: String,
}

/// What a reading says.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the fields are read one by one")]
struct ReadingBody {
    /// The value; 0 or 1 for a measure that is done or not.
    value: Option<String>,
    /// Today if nothing is said.
    #[schema(value_type = Option<String>, format = Date)]
    read_on: Option<String>,
    note: Option<String>,
    /// For milestones: the steps that are done, counted from 1.
    done: Option<Vec<i64>>,
}

fn decimal(milli: Option<i64>) -> Option<String> {
    milli.map(|milli| ui::decimal(milli.saturating_mul(1000)).replace(',', "").replace('−', "-"))
}

impl From<Measure> for MeasureAnswer {
    fn from(measure: Measure) -> Self {
        Self {
            id: measure.id.uuid(),
            goal_id: measure.goal_id.uuid(),
            start: decimal(measure.start_milli),
            target: decimal(measure.target_milli),
            tolerance: decimal(measure.tolerance_milli),
            current: decimal(measure.current_milli),
            read_on: measure.read_on,
            weight: measure.weight,
            steps: measure.steps(),
            progress_micro: measure.progress_micro(),
            is_set_by_hand: measure.is_set_by_hand(),
            version: measure.version,
            title: measure.title,
            kind: measure.word,
            unit: measure.unit_word,
        }
    }
}

impl From<Reading> for ReadingAnswer {
    fn from(reading: Reading) -> Self {
        Self {
            id: reading.id.uuid(),
            measure_id: reading.measure_id.uuid(),
            read_on: reading.read_on,
            value: decimal(Some(reading.value_milli)).unwrap_or_default(),
            note: reading.note,
            by_id: reading.by_id.uuid(),
            by_name: reading.by,
        }
    }
}

/// List the measures of a goal
#[utoipa::path(get, path = "/api/v1/alignment/goals/{id}/measures", tag = "measure",
    operation_id = "measure.list", params(("id" = Uuid, Path, description = "the goal")),
    responses((status = 200, body = Listed<MeasureAnswer>)))]
async fn list(cx: Cx, At(id): At<Goal>) -> Api<Json<Listed<MeasureAnswer>>> {
    let list = cx
        .read(move |tx| {
            goals::store::find(tx, id)?;
            store::list(tx, id)
        })
        .await?;
    Ok(Json(Listed { items: list.into_iter().map(Into::into).collect(), next: None }))
}

/// Show a measure
#[utoipa::path(get, path = "/api/v1/alignment/measures/{id}", tag = "measure",
    operation_id = "measure.show", params(("id" = Uuid, Path)),
    responses((status = 200, body = MeasureAnswer)))]
async fn show(cx: Cx, At(id): At<Measure>) -> Api<Tagged<MeasureAnswer>> {
    let measure = cx.read(move |tx| store::find(tx, id)).await?;
    Ok(Tagged { version: measure.version, record: measure.into() })
}

/// Add a measure to a goal
#[utoipa::path(post, path = "/api/v1/alignment/goals/{id}/measures", tag = "measure",
    operation_id = "measure.create", params(("id" = Uuid, Path, description = "the goal")),
    request_body = MeasureBody, responses((status = 201, body = Made)))]
async fn create(At(goal): At<Goal>, post: Post) -> Api<Created<Made>> {
    let Post { cx, mut fields, .. } = post;
    let (id, reading): (Id<Measure>, _) = (cx.new_id(), cx.new_id());
    let draft = Draft::read(&mut fields)?;
    let id = cx.write(move |tx| Ok(acts::add(tx, id, reading, goal, &draft)?.with(id))).await?;
    let location = format!("/api/v1/alignment/measures/{id}");
    Ok(Created { location, record: Made { id: id.record() } })
}

/// Edit a measure
///
/// Fields that are not sent stay as they are.
#[utoipa::path(patch, path = "/api/v1/alignment/measures/{id}", tag = "measure",
    operation_id = "measure.edit",
    params(("id" = Uuid, Path), ("If-Match" = String, Header, description = "the version edited")),
    request_body = MeasureBody, responses((status = 200, body = MeasureAnswer)))]
async fn edit(At(id): At<Measure>, post: Post) -> Api<Tagged<MeasureAnswer>> {
    let Post { cx, mut fields, .. } = post;
    let measure = cx.read(move |tx| store::find(tx, id)).await?;
    for (name, value) in measure.draft().fields() {
        fields.fill(name, value);
    }
    let version = fields.version();
    let draft = Draft::read(&mut fields)?;
    cx.write(move |tx| acts::edit(tx, id, version, &draft)).await?;
    let measure = cx.read(move |tx| store::find(tx, id)).await?;
    Ok(Tagged { version: measure.version, record: measure.into() })
}

/// Take a measure away
#[utoipa::path(delete, path = "/api/v1/alignment/measures/{id}", tag = "measure",
    operation_id = "measure.remove", params(("id" = Uuid, Path)), responses((status = 200)))]
async fn remove(At(id): At<Measure>, post: Post) -> Api<Json<()>> {
    Ok(Json(post.cx.write(move |tx| acts::remove(tx, id)).await?))
}

/// Bring a measure back
#[utoipa::path(post, path = "/api/v1/alignment/measures/{id}/restoration", tag = "measure",
    operation_id = "measure.restore", params(("id" = Uuid, Path)), responses((status = 200)))]
async fn restore(At(id): At<Measure>, post: Post) -> Api<Json<()>> {
    Ok(Json(post.cx.write(move |tx| acts::restore(tx, id)).await?))
}

/// List the readings of a measure, the latest first
#[utoipa::path(get, path = "/api/v1/alignment/measures/{id}/readings", tag = "reading",
    operation_id = "reading.list",
    params(("id" = Uuid, Path, description = "the measure"),
           ("limit" = Option<i64>, Query, description = "1 to 100; 60 if nothing is said"),
           ("after" = Option<String>, Query, description = "`next` of the page before")),
    responses((status = 200, body = Listed<ReadingAnswer>)))]
async fn list_readings(cx: Cx, At(id): At<Measure>) -> Api<Json<Listed<ReadingAnswer>>> {
    let page = pages::listed(&cx, id).await?;
    Ok(Json(Listed { items: page.items.into_iter().map(Into::into).collect(), next: page.next }))
}

/// Log a reading
#[utoipa::path(post, path = "/api/v1/alignment/measures/{id}/readings", tag = "reading",
    operation_id = "reading.create", params(("id" = Uuid, Path, description = "the measure")),
    request_body = ReadingBody, responses((status = 201, body = Made)))]
async fn log(At(measure): At<Measure>, post: Post) -> Api<Created<Made>> {
    let Post { cx, mut fields, .. } = post;
    let id: Id<Reading> = cx.new_id();
    let found = cx.read(move |tx| store::find(tx, measure)).await?;
    let taken = Taken::read(&mut fields, &found, cx.today())?;
    let id = cx.write(move |tx| Ok(acts::log(tx, id, measure, &taken)?.with(id))).await?;
    let location = format!("/api/v1/alignment/measures/{measure}/readings");
    Ok(Created { location, record: Made { id: id.record() } })
}

/// Take a reading away
#[utoipa::path(delete, path = "/api/v1/alignment/readings/{id}", tag = "reading",
    operation_id = "reading.remove", params(("id" = Uuid, Path)), responses((status = 200)))]
async fn remove_reading(At(id): At<Reading>, post: Post) -> Api<Json<()>> {
    Ok(Json(post.cx.write(move |tx| acts::remove_reading(tx, id)).await?))
}

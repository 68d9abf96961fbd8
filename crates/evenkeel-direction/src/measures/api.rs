//! The same acts as JSON, each with its description.

use evenkeel_core::Id;
use evenkeel_web::{Api, At, Created, Cx, Json, Listed, Made, Post, Routes, Tagged};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::{Draft, Measure, Reading, acts, model::read_reading, pages, store};

/// The API routes of measures.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.api(routes!(list, create)).api(routes!(show, edit, remove)).api(routes!(note))
}

/// A sustainability measure. Values are in millionths of the unit.
#[derive(Debug, Serialize, ToSchema)]
struct SustainabilityMeasureAnswer {
    id: Uuid,
    title: String,
    why: String,
    unit: String,
    target_micro: Option<i64>,
    owner_id: Option<Uuid>,
    owner_name: Option<String>,
    vision_id: Option<Uuid>,
    vision_title: Option<String>,
    unit_id: Option<Uuid>,
    #[schema(value_type = Option<String>, format = Date)]
    last_on: Option<Date>,
    last_micro: Option<i64>,
    /// The latest first; only with one measure, not in the list.
    readings: Vec<SustainabilityReadingAnswer>,
    version: i64,
}

/// A reading.
#[derive(Debug, Serialize, ToSchema)]
struct SustainabilityReadingAnswer {
    #[schema(value_type = String, format = Date)]
    read_on: Date,
    value_micro: i64,
    noted_by_name: String,
}

/// What a measure says. It has an owner and a vision.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the fields are read one by one")]
struct SustainabilityMeasureBody {
    title: String,
    why: Option<String>,
    /// In the plural, such as tonnes, or %.
    unit: Option<String>,
    target: Option<f64>,
    owner_id: Uuid,
    vision_id: Uuid,
    unit_id: Uuid,
    /// everyone, unit or line; everyone if nothing is said.
    audience: Option<String>,
}

/// What a reading says.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the fields are read one by one")]
struct SustainabilityReadingBody {
    value: f64,
    /// Today if nothing is said.
    #[schema(value_type = Option<String>, format = Date)]
    read_on: Option<String>,
}

impl SustainabilityMeasureAnswer {
    fn new(measure: Measure, readings: Vec<Reading>) -> Self {
        Self {
            id: measure.head.id.uuid(),
            title: measure.head.title,
            why: measure.why,
            unit: measure.unit,
            target_micro: measure.target_micro,
            owner_id: measure.head.owner_id.map(Id::uuid),
            owner_name: measure.owner_name,
            vision_id: measure.vision.as_ref().map(|card| card.id.uuid()),
            vision_title: measure.vision.map(|card| card.title),
            unit_id: measure.head.unit_id.map(Id::uuid),
            last_on: measure.last_on,
            last_micro: measure.last_micro,
            readings: readings
                .into_iter()
                .map(|reading| SustainabilityReadingAnswer {
                    read_on: reading.read_on,
                    value_micro: reading.value_micro,
                    noted_by_name: reading.noted_by,
                })
                .collect(),
            version: measure.head.version,
        }
    }
}

/// List sustainability measures
#[utoipa::path(get, path = "/api/v1/direction/measures",
    tag = "sustainability_measure", operation_id = "sustainability_measure.list",
    params(("unit" = Option<Uuid>, Query, description = "of this unit and those below it"),
           ("limit" = Option<i64>, Query, description = "1 to 100; 25 if nothing is said"),
           ("after" = Option<String>, Query, description = "`next` of the page before")),
    responses((status = 200, body = Listed<SustainabilityMeasureAnswer>)))]
async fn list(cx: Cx) -> Api<Json<Listed<SustainabilityMeasureAnswer>>> {
    let (_, page) = pages::listed(&cx).await?;
    let items =
        page.items.into_iter().map(|it| SustainabilityMeasureAnswer::new(it, Vec::new())).collect();
    Ok(Json(Listed { items, next: page.next }))
}

async fn answer(cx: &Cx, id: Id<Measure>) -> Api<Tagged<SustainabilityMeasureAnswer>> {
    let (measure, readings) =
        cx.read(move |tx| Ok((store::find(tx, id)?, store::list_readings(tx, id)?))).await?;
    Ok(Tagged {
        version: measure.head.version,
        record: SustainabilityMeasureAnswer::new(measure, readings),
    })
}

/// Show a sustainability measure with its readings
#[utoipa::path(get, path = "/api/v1/direction/measures/{id}",
    tag = "sustainability_measure", operation_id = "sustainability_measure.show",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = SustainabilityMeasureAnswer)))]
async fn show(cx: Cx, At(id): At<Measure>) -> Api<Tagged<SustainabilityMeasureAnswer>> {
    answer(&cx, id).await
}

/// Add a sustainability measure
#[utoipa::path(post, path = "/api/v1/direction/measures",
    tag = "sustainability_measure", operation_id = "sustainability_measure.create",
    request_body = SustainabilityMeasureBody,
    responses((status = 201, body = Made)))]
async fn create(post: Post) -> Api<Created<Made>> {
    let Post { cx, mut fields, .. } = post;
    let id: Id<Measure> = cx.new_id();
    let draft = Draft::read(&mut fields)?;
    let id = cx.write(move |tx| Ok(acts::create(tx, id, &draft)?.with(id))).await?;
    let location = format!("/api/v1/direction/measures/{id}");
    Ok(Created { location, record: Made { id: id.record() } })
}

/// Edit a sustainability measure
///
/// Fields that are not sent stay as they are.
#[utoipa::path(patch, path = "/api/v1/direction/measures/{id}",
    tag = "sustainability_measure", operation_id = "sustainability_measure.edit",
    params(("id" = Uuid, Path), ("If-Match" = String, Header, description = "the version edited")),
    request_body = SustainabilityMeasureBody,
    responses((status = 200, body = SustainabilityMeasureAnswer)))]
async fn edit(At(id): At<Measure>, post: Post) -> Api<Tagged<SustainabilityMeasureAnswer>> {
    let Post { cx, mut fields, .. } = post;
    let measure = cx.read(move |tx| store::find(tx, id)).await?;
    for (name, value) in measure.draft(cx.organization()).fields() {
        fields.fill(name, value);
    }
    let version = fields.version();
    let draft = Draft::read(&mut fields)?;
    cx.write(move |tx| acts::edit(tx, id, version, &draft)).await?;
    answer(&cx, id).await
}

/// Delete a sustainability measure
///
/// It can be restored for 30 days.
#[utoipa::path(delete, path = "/api/v1/direction/measures/{id}",
    tag = "sustainability_measure", operation_id = "sustainability_measure.remove",
    params(("id" = Uuid, Path)), responses((status = 200)))]
async fn remove(At(id): At<Measure>, post: Post) -> Api<Json<()>> {
    Ok(Json(post.cx.write(move |tx| acts::remove(tx, id)).await?))
}

/// Note a reading of a sustainability measure
///
/// A second reading of the same day takes the place of the first.
#[utoipa::path(post, path = "/api/v1/direction/measures/{id}/readings",
    tag = "sustainability_measure", operation_id = "sustainability_measure.note",
    params(("id" = Uuid, Path)), request_body = SustainabilityReadingBody,
    responses((status = 200)))]
async fn note(At(id): At<Measure>, post: Post) -> Api<Json<()>> {
    let Post { cx, mut fields, .. } = post;
    let (on, value) = read_reading(&mut fields, cx.today())?;
    Ok(Json(cx.write(move |tx| acts::note(tx, id, on, value)).await?))
}

//! The same acts as JSON, each with its description.

use evenkeel_core::Id;
use evenkeel_web::{Api, At, Created, Cx, Json, Listed, Made, Post, Routes, Tagged};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::{Draft, Strategy, acts, pages, store, view};
use crate::elements::{self, api::ElementAnswer, lines};

/// The API routes of strategies.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.api(routes!(list, create)).api(routes!(show, edit))
}

/// A strategy.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StrategyAnswer {
    #[serde(flatten)]
    element: ElementAnswer,
    /// What is chosen and why, in Markdown.
    choice: String,
    priorities: Vec<String>,
    not_doing: Vec<String>,
    /// What it still lacks, as sentences.
    missing: Vec<String>,
}

/// What a strategy says. One outside 3 to 5 priorities, or with an empty
/// not-doing list, is saved and shows as incomplete.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the fields are read one by one")]
struct StrategyBody {
    title: String,
    /// What is chosen and why, in Markdown.
    choice: Option<String>,
    priorities: Vec<String>,
    not_doing: Vec<String>,
    /// The vision that it leads to.
    parent_id: Option<Uuid>,
    unit_id: Uuid,
    /// everyone, unit or line; everyone if nothing is said.
    audience: Option<String>,
}

impl StrategyAnswer {
    pub(crate) fn new(strategy: Strategy) -> Self {
        Self {
            missing: strategy.missing(),
            priorities: lines(&strategy.priorities),
            not_doing: lines(&strategy.not_doing),
            element: strategy.element.into(),
            choice: strategy.choice,
        }
    }
}

/// List strategies
#[utoipa::path(get, path = "/api/v1/direction/strategies", tag = "strategy",
    operation_id = "strategy.list",
    params(("unit" = Option<Uuid>, Query, description = "of this unit and those below it"),
           ("state" = Option<String>, Query, description = "current, retired or any"),
           ("limit" = Option<i64>, Query, description = "1 to 100; 25 if nothing is said"),
           ("after" = Option<String>, Query, description = "`next` of the page before")),
    responses((status = 200, body = Listed<StrategyAnswer>)))]
async fn list(cx: Cx) -> Api<Json<Listed<StrategyAnswer>>> {
    let asked = elements::pages::asked(&cx, view::SHELF.states)?;
    let (_, page) = pages::listed(&cx, asked).await?;
    let items = page.items.into_iter().map(StrategyAnswer::new).collect();
    Ok(Json(Listed { items, next: page.next }))
}

/// Show a strategy
#[utoipa::path(get, path = "/api/v1/direction/strategies/{id}", tag = "strategy",
    operation_id = "strategy.show", params(("id" = Uuid, Path)),
    responses((status = 200, body = StrategyAnswer)))]
async fn show(cx: Cx, At(id): At<Strategy>) -> Api<Tagged<StrategyAnswer>> {
    let strategy = cx.read(move |tx| store::find(tx, id)).await?;
    let version = strategy.element.head.version;
    Ok(Tagged { version, record: StrategyAnswer::new(strategy) })
}

/// Set a strategy
#[utoipa::path(post, path = "/api/v1/direction/strategies", tag = "strategy",
    operation_id = "strategy.create", request_body = StrategyBody,
    responses((status = 201, body = Made)))]
async fn create(post: Post) -> Api<Created<Made>> {
    let Post { cx, mut fields, .. } = post;
    let id: Id<Strategy> = cx.new_id();
    let draft = Draft::read(&mut fields)?;
    let id = cx.write(move |tx| Ok(acts::create(tx, id, &draft)?.with(id))).await?;
    let location = format!("/api/v1/direction/strategies/{id}");
    Ok(Created { location, record: Made { id: id.record() } })
}

/// Edit a strategy
///
/// A change of the text publishes a new version. Fields that are not sent stay as they are.
#[utoipa::path(patch, path = "/api/v1/direction/strategies/{id}", tag = "strategy",
    operation_id = "strategy.edit",
    params(("id" = Uuid, Path), ("If-Match" = String, Header, description = "the version edited")),
    request_body = StrategyBody, responses((status = 200, body = StrategyAnswer)))]
async fn edit(At(id): At<Strategy>, post: Post) -> Api<Tagged<StrategyAnswer>> {
    let Post { cx, mut fields, .. } = post;
    let strategy = cx.read(move |tx| store::find(tx, id)).await?;
    for (name, value) in strategy.draft(cx.organization()).fields() {
        fields.fill(name, value);
    }
    let version = fields.version();
    let draft = Draft::read(&mut fields)?;
    cx.write(move |tx| acts::edit(tx, id, version, &draft)).await?;
    let strategy = cx.read(move |tx| store::find(tx, id)).await?;
    let version = strategy.element.head.version;
    Ok(Tagged { version, record: StrategyAnswer::new(strategy) })
}

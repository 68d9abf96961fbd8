//! The trace and the week as JSON.

use evenkeel_core::{Card, Record};
use evenkeel_web::{Api, At, Cx, Json, Listed, Routes};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::{Chain, Line, Node, pages};

/// The API routes of the trace.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.api(routes!(show)).api(routes!(week))
}

/// A step of a chain.
#[derive(Debug, Serialize, ToSchema)]
struct StepAnswer {
    /// Whether the step is yours to see; if not, nothing else is said of it.
    is_seen: bool,
    id: Option<Uuid>,
    /// goal, strategy, vision …
    kind: Option<String>,
    title: Option<String>,
    state: Option<String>,
    /// Its page.
    url: Option<String>,
}

/// A record that serves another, with what serves it in turn.
#[derive(Debug, Serialize, ToSchema)]
struct NodeAnswer {
    #[serde(flatten)]
    step: StepAnswer,
    /// Whether it serves another record first, and this one too.
    also_supports: bool,
    /// What serves it.
    #[schema(no_recursion)]
    down: Vec<NodeAnswer>,
}

/// The trace of a record, both ways.
#[derive(Debug, Serialize, ToSchema)]
struct TraceAnswer {
    /// The record itself first, then what it serves, step by step.
    up: Vec<StepAnswer>,
    /// What it serves besides.
    also_supports: Vec<StepAnswer>,
    /// What serves it, 3 levels down.
    down: Vec<NodeAnswer>,
    /// Whether the chain reaches a vision or a purpose.
    is_whole: bool,
}

/// A task and why it matters, in at most 5 lines.
#[derive(Debug, Serialize, ToSchema)]
struct WeekAnswer {
    lines: Vec<LineAnswer>,
    /// Whether the chain reaches a vision or a purpose.
    is_whole: bool,
}

/// One line: a step, so many steps folded, or a gap.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum LineAnswer {
    Step(StepAnswer),
    FoldedCount(usize),
    Gap,
}

impl From<Option<Card>> for StepAnswer {
    fn from(card: Option<Card>) -> Self {
        Self {
            is_seen: card.is_some(),
            id: card.as_ref().map(|card| card.id.uuid()),
            kind: card.as_ref().map(|card| card.kind.word().to_owned()),
            url: card.as_ref().map(Card::url),
            state: card.as_ref().map(|card| card.state.clone()),
            title: card.map(|card| card.title),
        }
    }
}

impl From<Node> for NodeAnswer {
    fn from(node: Node) -> Self {
        Self {
            step: node.card.into(),
            also_supports: node.is_also,
            down: node.below.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<Chain> for WeekAnswer {
    fn from(chain: Chain) -> Self {
        let lines = chain.lines().into_iter().map(|line| match line {
            Line::Step(card) => LineAnswer::Step(card.into()),
            Line::Folded(count) => LineAnswer::FoldedCount(count),
            Line::Gap => LineAnswer::Gap,
        });
        Self { lines: lines.collect(), is_whole: chain.is_whole }
    }
}

/// Show the trace of a record
///
/// Upward to the vision and downward to the work, as far as you may see.
#[utoipa::path(get, path = "/api/v1/trace/{id}", tag = "trace", operation_id = "trace.show",
    params(("id" = Uuid, Path, description = "id of the record")),
    responses((status = 200, body = TraceAnswer)))]
async fn show(cx: Cx, At(id): At<Record>) -> Api<Json<TraceAnswer>> {
    let (chain, supports, below) = cx.read(move |tx| pages::load(tx, id)).await?;
    Ok(Json(TraceAnswer {
        is_whole: chain.is_whole,
        up: chain.steps.into_iter().map(|step| step.card.into()).collect(),
        also_supports: supports.into_iter().map(|card| Some(card).into()).collect(),
        down: below.into_iter().map(Into::into).collect(),
    }))
}

/// Explain my week
///
/// Each open task that you hold, with its chain up to the vision in at most 5 lines.
#[utoipa::path(get, path = "/api/v1/week", tag = "trace", operation_id = "trace.week",
    responses((status = 200, body = Listed<WeekAnswer>)))]
async fn week(cx: Cx) -> Api<Json<Listed<WeekAnswer>>> {
    let chains = pages::chains(&cx).await?;
    Ok(Json(Listed { items: chains.into_iter().map(Into::into).collect(), next: None }))
}

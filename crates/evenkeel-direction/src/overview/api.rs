//! The direction of a unit as JSON.

use evenkeel_core::{Card, Id, Kind};
use evenkeel_web::{Api, Cx, Json, Routes};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::{Held, Overview, model::Child, pages::unit_id, store};
use crate::{
    bets::{self, api::BetAnswer},
    purposes::api::PurposeAnswer,
    strategies::api::StrategyAnswer,
    values::api::ValueAnswer,
    visions::api::VisionAnswer,
};

/// The API routes of the whole.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.api(routes!(show)).api(routes!(map))
}

/// The direction of a unit: its own, or that of the nearest unit above which has one.
#[derive(Debug, Serialize, ToSchema)]
struct DirectionAnswer {
    unit_id: Uuid,
    unit_name: String,
    purposes: Vec<PurposeAnswer>,
    /// The unit above that the purposes come from; absent if they are the unit's own.
    purposes_from: Option<Uuid>,
    visions: Vec<VisionAnswer>,
    visions_from: Option<Uuid>,
    values: Vec<ValueAnswer>,
    values_from: Option<Uuid>,
    strategies: Vec<StrategyAnswer>,
    strategies_from: Option<Uuid>,
    /// The unit's own open bets.
    bets: Vec<BetAnswer>,
    staked_cents: i64,
    appetite_cents: Option<i64>,
}

fn from<T>(held: &Held<T>) -> Option<Uuid> {
    held.from.as_ref().map(|unit| unit.id.uuid())
}

/// Show the direction of a unit
#[utoipa::path(get, path = "/api/v1/direction", tag = "direction",
    operation_id = "direction.show",
    params(("unit" = Option<Uuid>, Query, description = "the whole organization if not said")),
    responses((status = 200, body = DirectionAnswer)))]
async fn show(cx: Cx) -> Api<Json<DirectionAnswer>> {
    let asked = cx.param_id("unit")?;
    let of = cx.read(move |tx| store::load(tx, asked)).await?;
    let today = cx.today();
    Ok(Json(DirectionAnswer {
        unit_id: of.unit.id.uuid(),
        unit_name: of.unit.title,
        purposes_from: from(&of.purposes),
        visions_from: from(&of.visions),
        values_from: from(&of.values),
        strategies_from: from(&of.strategies),
        purposes: of.purposes.items.into_iter().map(PurposeAnswer::new).collect(),
        visions: of.visions.items.into_iter().map(|it| VisionAnswer::new(it, today)).collect(),
        values: of.values.items.into_iter().map(ValueAnswer::new).collect(),
        strategies: of.strategies.items.into_iter().map(StrategyAnswer::new).collect(),
        bets: of.bets.into_iter().map(|it| BetAnswer::new(it, today)).collect(),
        staked_cents: of.staked.cents,
        appetite_cents: of.staked.appetite_cents,
    }))
}

/// The strategy map of a unit.
#[derive(Debug, Serialize, ToSchema)]
struct MapAnswer {
    unit_id: Uuid,
    vision_id: Option<Uuid>,
    vision_title: Option<String>,
    strategies: Vec<MapStrategyAnswer>,
    /// Bets of the unit and of those below it, state by state.
    pipeline: Vec<PipelineAnswer>,
}

/// A strategy on the map, with what hangs on it.
#[derive(Debug, Serialize, ToSchema)]
struct MapStrategyAnswer {
    id: Uuid,
    title: String,
    priorities: Vec<String>,
    goals: Vec<MapItemAnswer>,
    bets: Vec<MapItemAnswer>,
}

/// A goal or a bet on the map.
#[derive(Debug, Serialize, ToSchema)]
struct MapItemAnswer {
    id: Uuid,
    title: String,
    state: String,
}

/// How many bets are in a state.
#[derive(Debug, Serialize, ToSchema)]
struct PipelineAnswer {
    state: String,
    count: i64,
}

/// Show the strategy map of a unit, with its innovation pipeline
#[utoipa::path(get, path = "/api/v1/direction/map", tag = "direction",
    operation_id = "direction.map",
    params(("unit" = Option<Uuid>, Query, description = "the whole organization if not said")),
    responses((status = 200, body = MapAnswer)))]
async fn map(cx: Cx) -> Api<Json<MapAnswer>> {
    let asked = cx.param_id("unit")?;
    let (of, children, counts) = cx
        .read(move |tx| {
            let of = store::load(tx, asked)?;
            let unit = unit_id(&of.unit);
            let children = store::list_children(tx, unit)?;
            Ok((of, children, bets::store::count_by_state(tx, unit)?))
        })
        .await?;
    Ok(Json(answer(&of, &children, counts)))
}

fn answer(of: &Overview, children: &[Child], counts: Vec<(String, i64)>) -> MapAnswer {
    let vision = of.visions.items.first().map(|vision| &vision.element.head);
    let hanging = |id: Id<evenkeel_core::Record>, kind: Kind| -> Vec<MapItemAnswer> {
        let of = |child: &&Child| child.parent_id == id && child.card.kind == kind;
        children.iter().filter(of).map(|child| item(&child.card)).collect()
    };
    MapAnswer {
        unit_id: of.unit.id.uuid(),
        vision_id: vision.map(|head| head.id.uuid()),
        vision_title: vision.map(|head| head.title.clone()),
        strategies: of
            .strategies
            .items
            .iter()
            .map(|strategy| MapStrategyAnswer {
                id: strategy.element.head.id.uuid(),
                title: strategy.element.head.title.clone(),
                priorities: crate::elements::lines(&strategy.priorities),
                goals: hanging(strategy.element.head.id, Kind::Goal),
                bets: hanging(strategy.element.head.id, Kind::Bet),
            })
            .collect(),
        pipeline: counts
            .into_iter()
            .map(|(state, count)| PipelineAnswer { state, count })
            .collect(),
    }
}

fn item(card: &Card) -> MapItemAnswer {
    MapItemAnswer { id: card.id.uuid(), title: card.title.clone(), state: card.state.clone() }
}

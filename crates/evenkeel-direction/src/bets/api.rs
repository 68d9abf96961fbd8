//! The same acts as JSON, each with its description.

use evenkeel_core::Id;
use evenkeel_web::{Api, At, Created, Cx, Json, Listed, Made, Post, Routes, Tagged};
use jiff::{Timestamp, civil::Date};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::{Appetite, Bet, Closing, Continuation, Draft, acts, pages, store};
use crate::elements::{api::ElementAnswer, lines};

/// The API routes of bets.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .api(routes!(list, create))
        .api(routes!(show, edit))
        .api(routes!(go_on))
        .api(routes!(close))
        .api(routes!(staked, set_appetite))
}

/// A bet.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BetAnswer {
    #[serde(flatten)]
    element: ElementAnswer,
    hypothesis: String,
    stake_cents: i64,
    stake_hours: i64,
    stake_words: String,
    upside: String,
    kill_criteria: Vec<String>,
    #[schema(value_type = String, format = Date)]
    kill_on: Date,
    /// Whether the kill date is here: it asks for continue or stop.
    is_asking: bool,
    /// What was learned; empty while it is open.
    learning: String,
    #[schema(value_type = Option<String>, format = DateTime)]
    closed_at: Option<Timestamp>,
}

/// What a bet says. It needs a stake, in money, hours or words, and kill criteria.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the fields are read one by one")]
struct BetBody {
    title: String,
    hypothesis: String,
    /// An amount such as 12000.50.
    stake_money: Option<f64>,
    stake_hours: Option<i64>,
    stake_words: Option<String>,
    upside: String,
    kill_criteria: Vec<String>,
    #[schema(value_type = String, format = Date)]
    kill_on: String,
    owner_id: Uuid,
    /// The strategy or vision that it serves.
    parent_id: Option<Uuid>,
    unit_id: Uuid,
    /// everyone, unit or line; everyone if nothing is said.
    audience: Option<String>,
}

impl BetAnswer {
    pub(crate) fn new(bet: Bet, today: Date) -> Self {
        Self {
            is_asking: bet.asks(today),
            kill_criteria: lines(&bet.kill_criteria),
            element: bet.element.into(),
            hypothesis: bet.hypothesis,
            stake_cents: bet.stake_cents,
            stake_hours: bet.stake_hours,
            stake_words: bet.stake_words,
            upside: bet.upside,
            kill_on: bet.kill_on,
            learning: bet.learning,
            closed_at: bet.closed_at,
        }
    }
}

/// List bets
#[utoipa::path(get, path = "/api/v1/direction/bets", tag = "bet",
    operation_id = "bet.list",
    params(("unit" = Option<Uuid>, Query, description = "of this unit and those below it"),
           ("state" = Option<String>, Query, description = "open, won, lost, stopped or any"),
           ("limit" = Option<i64>, Query, description = "1 to 100; 25 if nothing is said"),
           ("after" = Option<String>, Query, description = "`next` of the page before")),
    responses((status = 200, body = Listed<BetAnswer>)))]
async fn list(cx: Cx) -> Api<Json<Listed<BetAnswer>>> {
    let (_, _, page) = pages::listed(&cx, pages::asked(&cx)?).await?;
    let today = cx.today();
    let items = page.items.into_iter().map(|bet| BetAnswer::new(bet, today)).collect();
    Ok(Json(Listed { items, next: page.next }))
}

/// Show a bet
#[utoipa::path(get, path = "/api/v1/direction/bets/{id}", tag = "bet",
    operation_id = "bet.show", params(("id" = Uuid, Path)),
    responses((status = 200, body = BetAnswer)))]
async fn show(cx: Cx, At(id): At<Bet>) -> Api<Tagged<BetAnswer>> {
    let bet = cx.read(move |tx| store::find(tx, id)).await?;
    let version = bet.element.head.version;
    Ok(Tagged { version, record: BetAnswer::new(bet, cx.today()) })
}

/// Open a bet
#[utoipa::path(post, path = "/api/v1/direction/bets", tag = "bet",
    operation_id = "bet.create", request_body = BetBody,
    responses((status = 201, body = Made)))]
async fn create(post: Post) -> Api<Created<Made>> {
    let Post { cx, mut fields, .. } = post;
    let id: Id<Bet> = cx.new_id();
    let draft = Draft::read(&mut fields)?;
    let id = cx.write(move |tx| Ok(acts::create(tx, id, &draft)?.with(id))).await?;
    let location = format!("/api/v1/direction/bets/{id}");
    Ok(Created { location, record: Made { id: id.record() } })
}

/// Edit a bet
///
/// A change of the text publishes a new version. Fields that are not sent stay as they are.
#[utoipa::path(patch, path = "/api/v1/direction/bets/{id}", tag = "bet",
    operation_id = "bet.edit",
    params(("id" = Uuid, Path), ("If-Match" = String, Header, description = "the version edited")),
    request_body = BetBody, responses((status = 200, body = BetAnswer)))]
async fn edit(At(id): At<Bet>, post: Post) -> Api<Tagged<BetAnswer>> {
    let Post { cx, mut fields, .. } = post;
    let bet = cx.read(move |tx| store::find(tx, id)).await?;
    for (name, value) in bet.draft(cx.organization()).fields() {
        fields.fill(name, value);
    }
    let version = fields.version();
    let draft = Draft::read(&mut fields)?;
    cx.write(move |tx| acts::edit(tx, id, version, &draft)).await?;
    let bet = cx.read(move |tx| store::find(tx, id)).await?;
    let version = bet.element.head.version;
    Ok(Tagged { version, record: BetAnswer::new(bet, cx.today()) })
}

/// Until when a bet goes on, and why.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the fields are read one by one")]
struct ContinuationBody {
    /// The new kill date, after today.
    #[schema(value_type = String, format = Date)]
    kill_on: String,
    reason: Option<String>,
}

/// Continue a bet until a new kill date
#[utoipa::path(post, path = "/api/v1/direction/bets/{id}/continuation", tag = "bet",
    operation_id = "bet.continue", params(("id" = Uuid, Path)), request_body = ContinuationBody,
    responses((status = 200)))]
async fn go_on(At(id): At<Bet>, post: Post) -> Api<Json<()>> {
    let Post { cx, mut fields, .. } = post;
    let read = Continuation::read(&mut fields)?;
    Ok(Json(cx.write(move |tx| acts::go_on(tx, id, &read)).await?))
}

/// How a bet ended, and what was learned.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the fields are read one by one")]
struct ClosingBody {
    /// won, lost or stopped.
    outcome: String,
    learning: String,
}

/// Close a bet with what was learned
#[utoipa::path(post, path = "/api/v1/direction/bets/{id}/closing", tag = "bet",
    operation_id = "bet.close", params(("id" = Uuid, Path)), request_body = ClosingBody,
    responses((status = 200)))]
async fn close(At(id): At<Bet>, post: Post) -> Api<Json<()>> {
    let Post { cx, mut fields, .. } = post;
    let read = Closing::read(&mut fields)?;
    Ok(Json(cx.write(move |tx| acts::close(tx, id, &read)).await?))
}

/// What a unit has staked, against its appetite.
#[derive(Debug, Serialize, ToSchema)]
struct StakedAnswer {
    /// Open bets of the unit and of those below it that you may see.
    open_count: i64,
    staked_cents: i64,
    staked_hours: i64,
    /// None was stated yet if it is null.
    appetite_cents: Option<i64>,
}

/// Show what a unit has staked, against its appetite
#[utoipa::path(get, path = "/api/v1/direction/appetite", tag = "bet",
    operation_id = "bet.staked",
    params(("unit" = Option<Uuid>, Query, description = "the whole organization if not said")),
    responses((status = 200, body = StakedAnswer)))]
async fn staked(cx: Cx) -> Api<Json<StakedAnswer>> {
    let asked = cx.param_id("unit")?;
    let staked = cx
        .read(move |tx| {
            let unit = crate::elements::store::unit(tx, asked)?;
            store::staked(tx, unit.id.cast())
        })
        .await?;
    Ok(Json(StakedAnswer {
        open_count: staked.open_count,
        staked_cents: staked.cents,
        staked_hours: staked.hours,
        appetite_cents: staked.appetite_cents,
    }))
}

/// How much risk a unit accepts.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the body; the fields are read one by one")]
struct AppetiteBody {
    unit_id: Uuid,
    /// An amount such as 60000.
    amount: f64,
}

/// State how much a unit accepts to have at stake at once
#[utoipa::path(post, path = "/api/v1/direction/appetite", tag = "bet",
    operation_id = "bet.set_appetite", request_body = AppetiteBody, responses((status = 200)))]
async fn set_appetite(post: Post) -> Api<Json<()>> {
    let Post { cx, mut fields, .. } = post;
    let read = Appetite::read(&mut fields)?;
    Ok(Json(cx.write(move |tx| acts::set_appetite(tx, &read)).await?))
}

//! The handlers of the trace: a record's whole trace, and the reader's week.

use evenkeel_core::{Card, Id, Kind, Record, Result};
use evenkeel_store::Tx;
use evenkeel_web::{At, Cx, Page, Routes};

use super::{Chain, Node, Week, store, view};

/// Tasks that a week explains at most.
const TASKS: i64 = 50;

/// The page routes of the trace.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/trace/{id}", show).get("/week", week)
}

/// The whole trace of a record that the actor may see: up, what it also supports, and down.
pub(super) fn load(tx: &mut Tx<'_>, id: Id<Record>) -> Result<(Chain, Vec<Card>, Vec<Node>)> {
    tx.head(id)?;
    Ok((store::up(tx, id)?, store::list_supported(tx, id)?, store::tree_below(tx, id)?))
}

/// The chains of the actor's open tasks.
pub(super) async fn chains(cx: &Cx) -> Result<Vec<Chain>> {
    cx.read(|tx| store::up_many(tx, Kind::Task, TASKS)).await
}

async fn show(cx: Cx, At(id): At<Record>) -> Page {
    let (chain, supports, below) = cx.read(move |tx| load(tx, id)).await?;
    cx.page(view::show(&cx.frame(), &chain, &supports, &below))
}

async fn week(cx: Cx) -> Page {
    let week = Week::new(chains(&cx).await?);
    cx.page(view::week(&cx.frame(), &week))
}

//! Handlers of the pages of a unit's direction.

use evenkeel_core::{Card, Id, Unit};
use evenkeel_web::{Cx, Page, Routes};

use super::{sheet, store, view};
use crate::{bets, measures};

/// The page routes of the whole.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/direction", page)
        .get("/direction/sheet", print)
        .get("/direction/map", map)
        .get("/direction/long-range", long_range)
}

/// The unit of an overview, as an id.
pub(super) fn unit_id(unit: &Card) -> Id<Unit> {
    unit.id.cast()
}

async fn page(cx: Cx) -> Page {
    let asked = cx.param_id("unit")?;
    let overview = cx.read(move |tx| store::load(tx, asked)).await?;
    cx.page(view::page(&cx.frame(), &overview, cx.today()))
}

async fn print(cx: Cx) -> Page {
    let asked = cx.param_id("unit")?;
    let overview = cx.read(move |tx| store::load(tx, asked)).await?;
    cx.page(sheet::view::sheet(&cx.frame(), &overview, cx.today()))
}

async fn map(cx: Cx) -> Page {
    let asked = cx.param_id("unit")?;
    let (overview, children, counts) = cx
        .read(move |tx| {
            let overview = store::load(tx, asked)?;
            let unit = unit_id(&overview.unit);
            let children = store::list_children(tx, unit)?;
            Ok((overview, children, bets::store::count_by_state(tx, unit)?))
        })
        .await?;
    let map = overview.map(&children, cx.today());
    cx.page(view::map(&cx.frame(), &overview, &map, &counts))
}

async fn long_range(cx: Cx) -> Page {
    let asked = cx.param_id("unit")?;
    let (overview, measures) = cx
        .read(move |tx| {
            let overview = store::load(tx, asked)?;
            let measures = measures::store::list_holding(tx, unit_id(&overview.unit))?;
            Ok((overview, measures))
        })
        .await?;
    cx.page(view::long_range(&cx.frame(), &overview, &measures, cx.today()))
}

//! The handler of the search page.

use evenkeel_core::{Card, Kind, Result};
use evenkeel_web::{Cx, Page, Routes};

use super::view;

/// What one search shows at most.
pub(super) const MOST: i64 = 50;
/// Letters of a query that are looked at.
const LETTERS: usize = 200;

/// The page routes of the search.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/search", index)
}

/// What the reader may see and asks for, best first.
pub(super) async fn found(cx: &Cx, kind: Option<Kind>, limit: i64) -> Result<Vec<Card>> {
    let query = asked(cx);
    cx.read(move |tx| tx.search_of(kind, &query, limit)).await
}

fn asked(cx: &Cx) -> String {
    cx.param("q").trim().chars().take(LETTERS).collect()
}

async fn index(cx: Cx) -> Page {
    let cards = found(&cx, None, MOST).await?;
    cx.page(view::index(&cx.frame(), &asked(&cx), &cards))
}

//! The handlers of deletions: the list, and the way back.

use evenkeel_core::{Id, Record, Result};
use evenkeel_web::{At, Cx, Listed, Page, Post, Routes};

use super::{Deleted, acts, store, view};

/// Deletions on one page.
const PAGE: i64 = 25;

/// The page routes of deletions.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/records/deleted", index).post("/records/{id}/restoration", restore)
}

/// A page of what the actor deleted.
pub(super) async fn listed(cx: &Cx) -> Result<Listed<Deleted>> {
    let limit = cx.limit(PAGE)?;
    let since = acts::since(cx.now());
    let before = cx.after((cx.now(), Id::new(uuid::Uuid::max())))?;
    let list = cx.read(move |tx| store::list_own(tx, since, &before, limit + 1)).await?;
    Ok(Listed::page(list, limit, |deleted| (deleted.deleted_at, deleted.card.id)))
}

async fn index(cx: Cx) -> Page {
    let page = listed(&cx).await?;
    let next = page.next.map(|next| format!("/records/deleted?after={next}"));
    cx.page(view::index(&cx.frame(), &page.items, next.as_deref(), cx.zone()))
}

async fn restore(At(id): At<Record>, post: Post) -> Page {
    let url = post.cx.write(move |tx| acts::restore(tx, id)).await?;
    post.cx.done(&url, "It is back.")
}

//! The handlers of comments: say, edit, delete, bring back, mark as seen.

use evenkeel_core::{Card, Id, Record, Result};
use evenkeel_directory::audience;
use evenkeel_store::Tx;
use evenkeel_web::{At, Cx, Form, Page, Post, Routes, see_other};

use super::{Comment, Said, acts, store, view};

/// The page routes of comments.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/records/{id}/comments", index)
        .post("/records/{id}/comments", create)
        .get("/comments/{id}", show)
        .get("/comments/{id}/edit", edit)
        .post("/comments/{id}", update)
        .post("/comments/{id}/deletion", remove)
        .post("/comments/{id}/restoration", restore)
        .post("/comments/{id}/seen", seen)
}

/// The comments on any record, on a page of their own.
async fn index(cx: Cx, At(record): At<Record>) -> Page {
    let (card, said, seen_by) = cx.read(move |tx| talk(tx, record)).await?;
    let frame = cx.frame();
    cx.page(view::index(&frame, &card, &said, &Form::empty(), &seen_by, cx.zone()))
}

/// A record that the actor may see, what was said about it, and who reads that.
fn talk(tx: &mut Tx<'_>, record: Id<Record>) -> Result<(Card, Vec<Said>, String)> {
    let head = tx.head(record)?;
    let said = store::list(tx, record, 200)?;
    Ok((head.card(), said, audience::sentence(tx, &head)?))
}

async fn create(At(record): At<Record>, post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let id: Id<Comment> = cx.new_id();
    let result = match acts::read(&mut fields) {
        Ok(text) => cx.write(move |tx| acts::add(tx, id, record, &text)).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(url) => cx.done(&url, "Comment added."),
        Err(error) => {
            let mut refused = fields.refused(error)?;
            let (card, said, seen_by) = cx.read(move |tx| talk(tx, record)).await?;
            let form = refused.take();
            refused.page(view::index(&cx.frame(), &card, &said, &form, &seen_by, cx.zone()))
        }
    }
}

/// A comment has no page: its address leads to its place on the record's page.
async fn show(cx: Cx, At(id): At<Comment>) -> Page {
    let card = cx
        .read(move |tx| {
            let own = store::find(tx, id)?;
            own.is_there()?;
            tx.card(own.record_id)
        })
        .await?;
    Ok(see_other(&format!("{}#comment-{id}", acts::place(&card))))
}

async fn edit(cx: Cx, At(id): At<Comment>) -> Page {
    let (own, card) = cx
        .read(move |tx| {
            let own = acts::theirs(tx, id)?;
            let card = tx.card(own.record_id)?;
            Ok((own, card))
        })
        .await?;
    let form = Form::empty().with("text", &own.body);
    cx.page(view::edit(&cx.frame(), &card, &form, &format!("/comments/{id}")))
}

async fn update(At(id): At<Comment>, post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let result = match acts::read(&mut fields) {
        Ok(text) => cx.write(move |tx| acts::edit(tx, id, &text)).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(url) => cx.done(&url, "Comment saved."),
        Err(error) => {
            let mut refused = fields.refused(error)?;
            let card = cx
                .read(move |tx| {
                    let own = store::find(tx, id)?;
                    tx.card(own.record_id)
                })
                .await?;
            let form = refused.take();
            refused.page(view::edit(&cx.frame(), &card, &form, &format!("/comments/{id}")))
        }
    }
}

async fn remove(At(id): At<Comment>, post: Post) -> Page {
    let url = post.cx.write(move |tx| acts::remove(tx, id)).await?;
    post.cx.done_undo(&url, "Comment deleted.", format!("/comments/{id}/restoration"))
}

async fn restore(At(id): At<Comment>, post: Post) -> Page {
    let url = post.cx.write(move |tx| acts::restore(tx, id)).await?;
    post.cx.done(&url, "The comment is back.")
}

async fn seen(At(id): At<Comment>, post: Post) -> Page {
    post.cx.check_write()?;
    post.cx.keep(move |tx| acts::see(tx, id)).await?;
    post.cx.done(&post.cx.back("/"), "Marked as seen.")
}

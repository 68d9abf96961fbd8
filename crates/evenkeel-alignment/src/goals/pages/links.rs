//! The handlers of closing a goal and of what it also supports.

use evenkeel_core::{Card, Id, Record, Result};
use evenkeel_store::Tx;
use evenkeel_web::{At, Cx, Form, Page, Post, Routes};

use super::{read_closure, serveable};
use crate::goals::{Goal, acts, store, view};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/alignment/goals/{id}/closure", closure)
        .post("/alignment/goals/{id}/closure", close)
        .get("/alignment/goals/{id}/supports", supports)
        .post("/alignment/goals/{id}/supports", add_support)
        .post("/alignment/goals/{id}/supports/removal", remove_support)
}

async fn closure(cx: Cx, At(id): At<Goal>) -> Page {
    let goal = cx
        .read(move |tx| {
            let goal = acts::changeable(tx, id)?;
            goal.must_be_open()?;
            Ok(goal)
        })
        .await?;
    cx.page(view::form::closure(&cx.frame(), &Form::empty(), &goal))
}

async fn close(At(id): At<Goal>, post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let result = match read_closure(&mut fields) {
        Ok((outcome, note)) => cx.write(move |tx| acts::close(tx, id, outcome, &note)).await,
        Err(error) => Err(error),
    };
    let url = format!("/alignment/goals/{id}");
    match result {
        Ok(()) => cx.done_undo(&url, "Goal closed.", format!("{url}/reopening")),
        Err(error) => {
            let mut refused = fields.refused(error)?;
            let goal = cx.read(move |tx| store::find(tx, id)).await?;
            let form = refused.take();
            refused.page(view::form::closure(&cx.frame(), &form, &goal))
        }
    }
}

type Linked = (Goal, Vec<store::Support>, Vec<Card>);

fn load(tx: &mut Tx<'_>, id: Id<Goal>) -> Result<Linked> {
    let goal = acts::changeable(tx, id)?;
    let given = store::list_supports(tx, id.record(), 100)?;
    let mut choices = serveable(tx)?;
    choices.retain(|card| {
        card.id != goal.head.id
            && goal.head.parent_id != Some(card.id)
            && !given.iter().any(|it| it.is_given && it.card.id == card.id)
    });
    Ok((goal, given, choices))
}

async fn supports(cx: Cx, At(id): At<Goal>) -> Page {
    let (goal, given, choices) = cx.read(move |tx| load(tx, id)).await?;
    let form = Form::empty();
    cx.page(view::form::supports(&cx.frame(), &form, &goal, &given, &choices))
}

async fn add_support(At(id): At<Goal>, post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let to: Id<Record> = fields.id("to_id", "Also supports");
    let result = match fields.finish(to) {
        Ok(to) => cx.write(move |tx| acts::add_support(tx, id, to)).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(()) => cx.done(&format!("/alignment/goals/{id}"), "Link added."),
        Err(error) => {
            let mut refused = fields.refused(error)?;
            let (goal, given, choices) = cx.read(move |tx| load(tx, id)).await?;
            let form = refused.take();
            refused.page(view::form::supports(&cx.frame(), &form, &goal, &given, &choices))
        }
    }
}

async fn remove_support(At(id): At<Goal>, post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let to: Id<Record> = fields.id("to_id", "Also supports");
    let to = fields.finish(to)?;
    cx.write(move |tx| acts::remove_support(tx, id, to)).await?;
    cx.done(&format!("/alignment/goals/{id}/supports"), "Link taken away.")
}

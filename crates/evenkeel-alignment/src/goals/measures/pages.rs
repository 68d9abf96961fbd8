//! The handlers of measures and readings.

use evenkeel_core::{Error, Id, Result};
use evenkeel_store::Tx;
use evenkeel_web::{At, Cx, Form, Listed, Page, Post, Routes};
use jiff::civil::Date;

use super::{Draft, Measure, Reading, Taken, acts, store, view};
use crate::goals::{self, Goal};

/// Readings on one page: as many as the chart draws.
const PAGE: i64 = 60;

/// The page routes of measures and readings.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/alignment/goals/{id}/measures/new", new)
        .post("/alignment/goals/{id}/measures", create)
        .get("/alignment/measures/{id}", show)
        .get("/alignment/measures/{id}/edit", edit)
        .post("/alignment/measures/{id}", update)
        .post("/alignment/measures/{id}/deletion", remove)
        .post("/alignment/measures/{id}/restoration", restore)
        .get("/alignment/measures/{id}/readings/new", new_reading)
        .post("/alignment/measures/{id}/readings", log)
        .post("/alignment/readings/{id}/deletion", remove_reading)
}

/// A page of the readings of a measure.
pub(super) async fn listed(cx: &Cx, id: Id<Measure>) -> Result<Listed<Reading>> {
    let limit = cx.limit(PAGE)?;
    let before: (Date, Id<Reading>) = cx.after((Date::MAX, Id::new(uuid::Uuid::max())))?;
    let list = cx
        .read(move |tx| {
            store::find(tx, id)?;
            store::list_readings(tx, id, &before, limit + 1)
        })
        .await?;
    Ok(Listed::page(list, limit, |reading| (reading.read_on, reading.id)))
}

/// The measure, its goal, and whether the actor may change them.
fn load(tx: &mut Tx<'_>, id: Id<Measure>) -> Result<(Goal, Measure, bool)> {
    let measure = store::find(tx, id)?;
    let goal = goals::store::find(tx, measure.goal_id)?;
    let may_change = match goals::acts::changeable(tx, measure.goal_id) {
        Ok(goal) => !goal.is_closed() && !measure.is_removed,
        Err(Error::NotAllowed(_)) => false,
        Err(error) => return Err(error),
    };
    Ok((goal, measure, may_change))
}

/// The measure and its goal, for a form.
fn changeable(tx: &mut Tx<'_>, id: Id<Measure>) -> Result<(Goal, Measure)> {
    let measure = store::find(tx, id)?;
    let goal = goals::acts::changeable(tx, measure.goal_id)?;
    goal.must_be_open()?;
    if measure.is_removed { Err(Error::NotFound) } else { Ok((goal, measure)) }
}

async fn show(cx: Cx, At(id): At<Measure>) -> Page {
    let (goal, measure, may_change) = cx.read(move |tx| load(tx, id)).await?;
    let page = listed(&cx, id).await?;
    let next = page.next.map(|next| format!("{}?after={next}", view::url(id)));
    let next = next.as_deref();
    cx.page(view::show(&cx.frame(), &goal, &measure, &page.items, next, may_change))
}

fn open_goal(tx: &mut Tx<'_>, id: Id<Goal>) -> Result<Goal> {
    let goal = goals::acts::changeable(tx, id)?;
    goal.must_be_open()?;
    Ok(goal)
}

async fn new(cx: Cx, At(id): At<Goal>) -> Page {
    let goal = cx.read(move |tx| open_goal(tx, id)).await?;
    let form = Form::empty().with("weight", 1).with("kind", "increase");
    cx.page(view::form(&cx.frame(), &form, &goal, &format!("{}/measures", goal.url())))
}

async fn create(At(id): At<Goal>, post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let (measure, reading) = (cx.new_id(), cx.new_id());
    let result = match Draft::read(&mut fields) {
        Ok(draft) => cx.write(move |tx| acts::add(tx, measure, reading, id, &draft)).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(()) => cx.done(&format!("/alignment/goals/{id}"), "Measure added."),
        Err(error) => {
            let mut refused = fields.refused(error)?;
            let goal = cx.read(move |tx| goals::store::find(tx, id)).await?;
            let form = refused.take();
            let action = format!("{}/measures", goal.url());
            refused.page(view::form(&cx.frame(), &form, &goal, &action))
        }
    }
}

async fn edit(cx: Cx, At(id): At<Measure>) -> Page {
    let (goal, measure) = cx.read(move |tx| changeable(tx, id)).await?;
    let form = measure.draft().form().at(measure.version);
    cx.page(view::form(&cx.frame(), &form, &goal, &view::url(id)))
}

async fn update(At(id): At<Measure>, post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let version = fields.version();
    let result = match Draft::read(&mut fields) {
        Ok(draft) => cx.write(move |tx| acts::edit(tx, id, version, &draft)).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(()) => cx.done(&view::url(id), "Measure saved."),
        Err(error) => {
            let mut refused = fields.refused(error)?;
            let (goal, _, _) = cx.read(move |tx| load(tx, id)).await?;
            let form = refused.take();
            refused.page(view::form(&cx.frame(), &form, &goal, &view::url(id)))
        }
    }
}

async fn remove(At(id): At<Measure>, post: Post) -> Page {
    let goal = post
        .cx
        .write(move |tx| {
            let goal = store::find(tx, id)?.goal_id;
            Ok(acts::remove(tx, id)?.with(goal))
        })
        .await?;
    let undo = format!("{}/restoration", view::url(id));
    post.cx.done_undo(&format!("/alignment/goals/{goal}"), "Measure taken away.", undo)
}

async fn restore(At(id): At<Measure>, post: Post) -> Page {
    post.cx.write(move |tx| acts::restore(tx, id)).await?;
    post.cx.done(&view::url(id), "Measure brought back.")
}

async fn new_reading(cx: Cx, At(id): At<Measure>) -> Page {
    let (goal, measure) = cx.read(move |tx| changeable(tx, id)).await?;
    let done = (1_i64..).zip(measure.steps()).filter(|(_, step)| step.is_done);
    let form = Form::empty().with_all("done", done.map(|(place, _)| place));
    cx.page(view::reading(&cx.frame(), &form, &goal, &measure))
}

async fn log(At(id): At<Measure>, post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let reading = cx.new_id();
    let (goal, measure, _) = cx.read(move |tx| load(tx, id)).await?;
    let result = match Taken::read(&mut fields, &measure, cx.today()) {
        Ok(taken) => cx.write(move |tx| acts::log(tx, reading, id, &taken)).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(()) => cx.done(&goal.url(), "Reading logged."),
        Err(error) => {
            let mut refused = fields.refused(error)?;
            let form = refused.take();
            refused.page(view::reading(&cx.frame(), &form, &goal, &measure))
        }
    }
}

async fn remove_reading(At(id): At<Reading>, post: Post) -> Page {
    let measure = post
        .cx
        .write(move |tx| {
            let measure = store::find_reading(tx, id)?.measure_id;
            Ok(acts::remove_reading(tx, id)?.with(measure))
        })
        .await?;
    post.cx.done(&view::url(measure), "Reading taken away.")
}

//! The handlers of the pages: load, ask the model, save, answer.

use evenkeel_core::{Id, Record, Result};
use evenkeel_records::about;
use evenkeel_store::{ALWAYS, FOREVER, Tx};
use evenkeel_web::{At, Cx, Fields, Form, Listed, Page, Post, Routes};
use jiff::civil::Date;

use super::model::{FIELDS, READINGS_MAX};
use super::{CheckIn, CheckInEvent, Draft, acts, store, view};
use crate::goals::{self, Goal, Measure, Reading, measures};

/// Check-ins on one page.
const PAGE: i64 = 25;

/// The page routes of check-ins.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/alignment/check_ins", index)
        .get("/alignment/check_ins/{id}", show)
        .post("/alignment/check_ins/{id}/acknowledgment", acknowledge)
        .get("/alignment/goals/{id}/check_ins/new", new)
        .post("/alignment/goals/{id}/check_ins", create)
}

/// A page of one of the lists.
pub(super) async fn listed(cx: &Cx, show: &str) -> Result<Listed<CheckIn>> {
    let limit = cx.limit(PAGE)?;
    let first: (Date, Id<Record>) = match show {
        "acknowledged" => (FOREVER, Id::new(uuid::Uuid::max())),
        _ => (ALWAYS, Id::new(uuid::Uuid::nil())),
    };
    let at = cx.after(first)?;
    let list = match show {
        "acknowledged" => cx.read(move |tx| store::list_acknowledged(tx, &at, limit + 1)).await?,
        "waiting" => cx.read(move |tx| store::list_waiting(tx, &at, limit + 1)).await?,
        _ => cx.read(move |tx| store::list_to_acknowledge(tx, &at, limit + 1)).await?,
    };
    Ok(Listed::page(list, limit, |one| (one.made_on, one.head.id)))
}

async fn index(cx: Cx) -> Page {
    let show = match cx.param("show") {
        show @ ("waiting" | "acknowledged") => show.to_owned(),
        _ => "for you".to_owned(),
    };
    let page = listed(&cx, &show).await?;
    let next = page.next.map(|next| format!("/alignment/check_ins?show={show}&after={next}"));
    cx.page(view::index(&cx.frame(), &show, &page.items, next.as_deref(), cx.today()))
}

async fn show(cx: Cx, At(id): At<CheckIn>) -> Page {
    shown(&cx, id, &Form::empty()).await
}

async fn shown(cx: &Cx, id: Id<CheckIn>, typed: &Form) -> Page {
    let (one, about, may) = cx
        .read(move |tx| {
            let one = store::find(tx, id)?;
            let about = about::load::<CheckInEvent>(tx, &one.head)?;
            let is_head = match goals::store::find(tx, one.goal.id.cast()) {
                Ok(goal) => goals::acts::is_head(tx, &goal)?,
                Err(_) => false,
            };
            let may = one.may_acknowledge(tx.actor, is_head).is_ok();
            Ok((one, about, may))
        })
        .await?;
    cx.page(view::show(&cx.frame(), &one, &about, typed, may, cx.zone()))
}

/// What the page and the API read when a check-in is acknowledged.
pub(super) fn read_reply(fields: &mut Fields) -> Result<String> {
    let reply = fields.long_text("reply", "Your answer", 0..=1000);
    fields.finish(reply)
}

async fn acknowledge(At(id): At<CheckIn>, post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let result = match read_reply(&mut fields) {
        Ok(reply) => cx.write(move |tx| acts::acknowledge(tx, id, &reply)).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(()) => {
            let url = format!("/alignment/check_ins/{id}");
            cx.done(&cx.back(&url), "Check-in acknowledged.")
        }
        Err(error) => {
            let mut refused = fields.refused(error)?;
            let form = refused.take();
            let (one, about) = cx
                .read(move |tx| {
                    let one = store::find(tx, id)?;
                    let about = about::load::<CheckInEvent>(tx, &one.head)?;
                    Ok((one, about))
                })
                .await?;
            refused.page(view::show(&cx.frame(), &one, &about, &form, true, cx.zone()))
        }
    }
}

/// The goal and those of its measures that a check-in can carry.
pub(super) fn load(tx: &mut Tx<'_>, id: Id<Goal>) -> Result<(Goal, Vec<Measure>)> {
    let goal = goals::store::find(tx, id)?;
    goal.may_check_in(tx.actor)?;
    let mut measures = measures::store::list(tx, id)?;
    measures.truncate(READINGS_MAX);
    Ok((goal, measures))
}

async fn new(cx: Cx, At(id): At<Goal>) -> Page {
    let (goal, measures) = cx.read(move |tx| load(tx, id)).await?;
    let mut form = Form::empty();
    for (measure, (field, _, done)) in measures.iter().zip(FIELDS) {
        form = form.with(field, measure.id);
        let steps = (1_i64..).zip(measure.steps()).filter(|(_, step)| step.is_done);
        form = form.with_all(done, steps.map(|(place, _)| place));
    }
    cx.page(view::form(&cx.frame(), &form, &goal, &measures, cx.today()))
}

async fn create(At(id): At<Goal>, post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let check_in: Id<CheckIn> = cx.new_id();
    let readings: [Id<Reading>; READINGS_MAX] = std::array::from_fn(|_| cx.new_id());
    let (goal, measures) = cx.read(move |tx| load(tx, id)).await?;
    let result = match Draft::read(&mut fields, &measures) {
        Ok(draft) => cx.write(move |tx| acts::create(tx, check_in, &readings, id, &draft)).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(()) => cx.done(&goal.url(), "Checked in."),
        Err(error) => {
            let mut refused = fields.refused(error)?;
            let form = refused.take();
            refused.page(view::form(&cx.frame(), &form, &goal, &measures, cx.today()))
        }
    }
}

//! Handlers of the pages: load, ask the model, save, answer.

use evenkeel_core::{Card, Error, Id, Kind, Result};
use evenkeel_records::about;
use evenkeel_store::Tx;
use evenkeel_web::{At, Cx, Fields, Form, Listed, Page, Post, Routes};
use maud::Markup;

use super::{Draft, Measure, MeasureEvent, acts, model::read_reading, store, view};
use crate::elements;

/// What a measure watches.
const VISIONS: &[Kind] = &[Kind::Vision];

/// The page routes of measures.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/direction/measures", index)
        .get("/direction/measures/new", new)
        .post("/direction/measures", create)
        .get("/direction/measures/{id}", show)
        .get("/direction/measures/{id}/edit", edit)
        .post("/direction/measures/{id}", update)
        .post("/direction/measures/{id}/readings", note)
        .post("/direction/measures/{id}/deletion", remove)
}

/// A page of measures, as it is asked for.
pub(super) async fn listed(cx: &Cx) -> Result<(Card, Listed<Measure>)> {
    let asked = cx.param_id("unit")?;
    let after = cx.after((String::new(), Id::new(uuid::Uuid::nil())))?;
    let limit = cx.limit(elements::pages::PAGE)?;
    cx.read(move |tx| {
        let unit = elements::store::unit(tx, asked)?;
        let list = store::list(tx, unit.id.cast(), &after, limit + 1)?;
        let page = Listed::page(list, limit, |it| (it.head.title.clone(), it.head.id));
        Ok((unit, page))
    })
    .await
}

async fn index(cx: Cx) -> Page {
    let (unit, page) = listed(&cx).await?;
    let id = unit.id.cast();
    let may_head = cx.read(move |tx| evenkeel_directory::permissions::may_head(tx, id)).await?;
    let next = page.next.map(|next| format!("{}?unit={}&after={next}", view::PATH, unit.id));
    cx.page(view::index(&cx.frame(), &unit, &page.items, next.as_deref(), may_head))
}

/// The page of a measure, with what was typed into its form.
async fn page(cx: &Cx, id: Id<Measure>, typed: &Form) -> Result<Markup> {
    let (measure, readings, may_change, about) = cx
        .read(move |tx| {
            let measure = store::find(tx, id)?;
            let readings = store::list_readings(tx, id)?;
            let may_change = may_change(tx, &measure)?;
            let about = about::load::<MeasureEvent>(tx, &measure.head)?;
            Ok((measure, readings, may_change, about))
        })
        .await?;
    Ok(view::show(&cx.frame(), &measure, &readings, may_change, typed, &about, cx.zone()))
}

fn may_change(tx: &mut Tx<'_>, measure: &Measure) -> Result<bool> {
    match elements::acts::may_change(tx, &measure.head) {
        Ok(()) => Ok(true),
        Err(Error::NotAllowed(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

async fn show(cx: Cx, At(id): At<Measure>) -> Page {
    cx.page(page(&cx, id, &Form::empty()).await?)
}

async fn new(cx: Cx) -> Page {
    let asked = cx.param_id("unit")?;
    let (unit, vision, choices) = cx
        .read(move |tx| {
            let unit = elements::store::unit_to_begin(tx, asked)?;
            let vision = crate::visions::store::list_holding(tx, unit)?.into_iter().next();
            Ok((unit, vision, elements::pages::choices(tx, VISIONS)?))
        })
        .await?;
    let form = Form::empty()
        .with("unit_id", unit)
        .with("owner_id", cx.actor())
        .with("audience", "everyone")
        .with_option("vision_id", vision.map(|vision| vision.element.head.id));
    cx.page(view::form(&cx.frame(), &form, &choices, view::PATH))
}

async fn create(post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let id: Id<Measure> = cx.new_id();
    let result = match Draft::read(&mut fields) {
        Ok(draft) => cx.write(move |tx| Ok(acts::create(tx, id, &draft)?.with(id))).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(id) => cx.done(&format!("{}/{id}", view::PATH), "Measure added."),
        Err(error) => refused(&cx, &fields, error, view::PATH).await,
    }
}

async fn edit(cx: Cx, At(id): At<Measure>) -> Page {
    let (measure, choices) = cx
        .read(move |tx| {
            let measure = store::find(tx, id)?;
            elements::acts::may_change(tx, &measure.head)?;
            Ok((measure, elements::pages::choices(tx, VISIONS)?))
        })
        .await?;
    let mut form = Form::empty().at(measure.head.version);
    for (name, value) in measure.draft(cx.organization()).fields() {
        form = form.with(name, value);
    }
    cx.page(view::form(&cx.frame(), &form, &choices, &measure.url()))
}

async fn update(At(id): At<Measure>, post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let url = format!("{}/{id}", view::PATH);
    let version = fields.version();
    let result = match Draft::read(&mut fields) {
        Ok(draft) => cx.write(move |tx| acts::edit(tx, id, version, &draft)).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(()) => cx.done(&url, "Measure saved."),
        Err(error) => refused(&cx, &fields, error, &url).await,
    }
}

/// The form again, with what was typed and what is wrong with it.
async fn refused(cx: &Cx, fields: &Fields, error: Error, action: &str) -> Page {
    let mut refused = fields.refused(error)?;
    let choices = cx.read(|tx| elements::pages::choices(tx, VISIONS)).await?;
    let form = refused.take();
    refused.page(view::form(&cx.frame(), &form, &choices, action))
}

async fn note(At(id): At<Measure>, post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let result = match read_reading(&mut fields, cx.today()) {
        Ok((on, value)) => cx.write(move |tx| acts::note(tx, id, on, value)).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(()) => cx.done(&format!("{}/{id}", view::PATH), "Reading noted."),
        Err(error) => {
            let mut refused = fields.refused(error)?;
            let form = refused.take();
            let page = page(&cx, id, &form).await?;
            refused.page(page)
        }
    }
}

async fn remove(At(id): At<Measure>, post: Post) -> Page {
    post.cx.write(move |tx| acts::remove(tx, id)).await?;
    let undo = format!("/records/{id}/restoration");
    post.cx.done_undo(view::PATH, "Measure deleted.", undo)
}

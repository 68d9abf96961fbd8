//! Handlers of the pages: load, ask the model, save, answer.

use evenkeel_core::{Id, Kind, Result};
use evenkeel_web::{At, Cx, Form, Listed, Page, Post, Routes};

use super::{Draft, Purpose, PurposeEvent, acts, store, view};
use crate::elements::{self, pages::Asked, view::Shown};

/// The page routes of purposes.
pub(super) fn routes(routes: Routes) -> Routes {
    let routes = routes
        .get("/direction/purposes", index)
        .get("/direction/purposes/new", new)
        .post("/direction/purposes", create)
        .get("/direction/purposes/{id}", show)
        .get("/direction/purposes/{id}/edit", edit)
        .post("/direction/purposes/{id}", update);
    elements::pages::routes(routes, Kind::Purpose)
}

/// A page of purposes, as it is asked for.
pub(super) async fn listed(cx: &Cx, asked: Asked) -> Result<(Shown, Listed<Purpose>)> {
    cx.read(move |tx| {
        let shown = elements::pages::shown(tx, asked.unit, &asked.state)?;
        let unit = shown.unit.id.cast();
        let list = store::list(tx, unit, &asked.state, &asked.after, asked.limit + 1)?;
        Ok((shown, elements::pages::paged(list, asked.limit, |purpose| &purpose.element)))
    })
    .await
}

async fn index(cx: Cx) -> Page {
    let asked = elements::pages::asked(&cx, view::SHELF.states)?;
    let (mut shown, page) = listed(&cx, asked).await?;
    shown.next = page.next;
    let rows = page.items.iter().map(view::row).collect();
    let lead = "Why we exist: the organization, and each unit.";
    cx.page(elements::view::index(&cx.frame(), &view::SHELF, &shown, lead, rows))
}

async fn show(cx: Cx, At(id): At<Purpose>) -> Page {
    let (purpose, standing) = cx
        .read(move |tx| {
            let purpose = store::find(tx, id)?;
            let standing = elements::store::standing::<PurposeEvent>(tx, &purpose.element)?;
            Ok((purpose, standing))
        })
        .await?;
    cx.page(view::show(&cx.frame(), &purpose, &standing, cx.zone()))
}

async fn new(cx: Cx) -> Page {
    let asked = cx.param_id("unit")?;
    let (unit, choices) = cx
        .read(move |tx| {
            let unit = elements::store::unit_to_begin(tx, asked)?;
            Ok((unit, elements::pages::choices(tx, acts::PARENTS)?))
        })
        .await?;
    let form = Form::empty().with("unit_id", unit).with("audience", "everyone");
    let path = view::SHELF.kind.path();
    cx.page(view::form(&cx.frame(), &form, &choices, path))
}

async fn create(post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let id: Id<Purpose> = cx.new_id();
    let result = match Draft::read(&mut fields) {
        Ok(draft) => cx.write(move |tx| Ok(acts::create(tx, id, &draft)?.with(id))).await,
        Err(error) => Err(error),
    };
    let path = view::SHELF.kind.path();
    match result {
        Ok(id) => cx.done(&format!("{path}/{id}"), "Purpose published."),
        Err(error) => {
            let mut refused = fields.refused(error)?;
            let choices = cx.read(|tx| elements::pages::choices(tx, acts::PARENTS)).await?;
            let form = refused.take();
            refused.page(view::form(&cx.frame(), &form, &choices, path))
        }
    }
}

async fn edit(cx: Cx, At(id): At<Purpose>) -> Page {
    let (purpose, choices) = cx
        .read(move |tx| {
            let purpose = store::find(tx, id)?;
            elements::acts::may_change(tx, &purpose.element.head)?;
            Ok((purpose, elements::pages::choices(tx, acts::PARENTS)?))
        })
        .await?;
    let mut form = Form::empty().at(purpose.element.head.version);
    for (name, value) in purpose.draft(cx.organization()).fields() {
        form = form.with(name, value);
    }
    let url = purpose.element.url();
    cx.page(view::form(&cx.frame(), &form, &choices, &url))
}

async fn update(At(id): At<Purpose>, post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let url = format!("{}/{id}", view::SHELF.kind.path());
    let version = fields.version();
    let result = match Draft::read(&mut fields) {
        Ok(draft) => cx.write(move |tx| acts::edit(tx, id, version, &draft)).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(()) => cx.done(&url, "Purpose saved."),
        Err(error) => {
            let mut refused = fields.refused(error)?;
            let choices = cx.read(|tx| elements::pages::choices(tx, acts::PARENTS)).await?;
            let form = refused.take();
            refused.page(view::form(&cx.frame(), &form, &choices, &url))
        }
    }
}

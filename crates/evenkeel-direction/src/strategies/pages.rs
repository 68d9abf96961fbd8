//! Handlers of the pages: load, ask the model, save, answer.

use evenkeel_core::{Id, Kind, Result};
use evenkeel_web::{At, Cx, Form, Listed, Page, Post, Routes};

use super::{Draft, Strategy, StrategyEvent, acts, store, view};
use crate::elements::{self, pages::Asked, view::Shown};

/// The page routes of strategies.
pub(super) fn routes(routes: Routes) -> Routes {
    let routes = routes
        .get("/direction/strategies", index)
        .get("/direction/strategies/new", new)
        .post("/direction/strategies", create)
        .get("/direction/strategies/{id}", show)
        .get("/direction/strategies/{id}/edit", edit)
        .post("/direction/strategies/{id}", update);
    elements::pages::routes(routes, Kind::Strategy)
}

/// A page of strategies, as it is asked for.
pub(super) async fn listed(cx: &Cx, asked: Asked) -> Result<(Shown, Listed<Strategy>)> {
    cx.read(move |tx| {
        let shown = elements::pages::shown(tx, asked.unit, &asked.state)?;
        let unit = shown.unit.id.cast();
        let list = store::list(tx, unit, &asked.state, &asked.after, asked.limit + 1)?;
        Ok((shown, elements::pages::paged(list, asked.limit, |strategy| &strategy.element)))
    })
    .await
}

async fn index(cx: Cx) -> Page {
    let asked = elements::pages::asked(&cx, view::SHELF.states)?;
    let (mut shown, page) = listed(&cx, asked).await?;
    shown.next = page.next;
    let rows = page.items.iter().map(view::row).collect();
    let lead = "What we choose to do first, and what we leave aside on purpose.";
    cx.page(elements::view::index(&cx.frame(), &view::SHELF, &shown, lead, rows))
}

async fn show(cx: Cx, At(id): At<Strategy>) -> Page {
    let (strategy, standing) = cx
        .read(move |tx| {
            let strategy = store::find(tx, id)?;
            let standing = elements::store::standing::<StrategyEvent>(tx, &strategy.element)?;
            Ok((strategy, standing))
        })
        .await?;
    cx.page(view::show(&cx.frame(), &strategy, &standing, cx.zone()))
}

async fn new(cx: Cx) -> Page {
    let asked = cx.param_id("unit")?;
    let parent = cx.param_id("parent")?;
    let (unit, parent, choices) = cx
        .read(move |tx| {
            let unit = elements::store::unit_to_begin(tx, asked)?;
            let vision = crate::visions::store::list_holding(tx, unit)?.into_iter().next();
            let parent = parent.or(vision.map(|vision| vision.element.head.id));
            Ok((unit, parent, elements::pages::choices(tx, acts::PARENTS)?))
        })
        .await?;
    let form = Form::empty()
        .with("unit_id", unit)
        .with("audience", "everyone")
        .with_option("parent_id", parent);
    let path = view::SHELF.kind.path();
    cx.page(view::form(&cx.frame(), &form, &choices, path))
}

async fn create(post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let id: Id<Strategy> = cx.new_id();
    let result = match Draft::read(&mut fields) {
        Ok(draft) => cx.write(move |tx| Ok(acts::create(tx, id, &draft)?.with(id))).await,
        Err(error) => Err(error),
    };
    let path = view::SHELF.kind.path();
    match result {
        Ok(id) => cx.done(&format!("{path}/{id}"), "Strategy set."),
        Err(error) => {
            let mut refused = fields.refused(error)?;
            let choices = cx.read(|tx| elements::pages::choices(tx, acts::PARENTS)).await?;
            let form = refused.take();
            refused.page(view::form(&cx.frame(), &form, &choices, path))
        }
    }
}

async fn edit(cx: Cx, At(id): At<Strategy>) -> Page {
    let (strategy, choices) = cx
        .read(move |tx| {
            let strategy = store::find(tx, id)?;
            elements::acts::may_change(tx, &strategy.element.head)?;
            Ok((strategy, elements::pages::choices(tx, acts::PARENTS)?))
        })
        .await?;
    let mut form = Form::empty().at(strategy.element.head.version);
    for (name, value) in strategy.draft(cx.organization()).fields() {
        form = form.with(name, value);
    }
    let url = strategy.element.url();
    cx.page(view::form(&cx.frame(), &form, &choices, &url))
}

async fn update(At(id): At<Strategy>, post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let url = format!("{}/{id}", view::SHELF.kind.path());
    let version = fields.version();
    let result = match Draft::read(&mut fields) {
        Ok(draft) => cx.write(move |tx| acts::edit(tx, id, version, &draft)).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(()) => cx.done(&url, "Strategy saved."),
        Err(error) => {
            let mut refused = fields.refused(error)?;
            let choices = cx.read(|tx| elements::pages::choices(tx, acts::PARENTS)).await?;
            let form = refused.take();
            refused.page(view::form(&cx.frame(), &form, &choices, &url))
        }
    }
}

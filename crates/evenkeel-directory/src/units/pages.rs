//! The handlers of the pages: load, ask the model, save, answer.

use evenkeel_core::{Card, Error, Id, Result, Unit};
use evenkeel_store::Tx;
use evenkeel_web::{At, Cx, Fields, Form, Listed, Page, Post, Routes};

use super::{Draft, Part, UnitEvent, acts, store, view};
use crate::{
    permissions,
    persons::{self, Member},
};

/// Units in the tree at once: the whole organization and two levels below it.
const TREE: (i64, i64) = (2, 300);
/// Units directly below one, on its page.
const BELOW: i64 = 200;
/// People of a unit on one page.
const PEOPLE: i64 = 50;

/// The page routes of units.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/directory/units", index)
        .get("/directory/units/new", new)
        .post("/directory/units", create)
        .get("/directory/units/{id}", show)
        .get("/directory/units/{id}/edit", edit)
        .post("/directory/units/{id}", update)
        .get("/directory/units/{id}/deletion", ask_deletion)
        .post("/directory/units/{id}/deletion", remove)
}

/// The top of the tree, as far as the reader may see it.
pub(super) fn tree(tx: &mut Tx<'_>) -> Result<Vec<Part>> {
    let root = store::root(tx)?;
    store::list_tree(tx, root, TREE.0, TREE.1)
}

async fn index(cx: Cx) -> Page {
    let parts = cx.read(tree).await?;
    cx.page(view::index(&cx.frame(), &parts))
}

/// Everything that the page of a unit shows.
pub(super) async fn load(cx: &Cx, id: Id<Unit>) -> Result<view::Branch> {
    let limit = cx.limit(PEOPLE)?;
    let after = cx.after((String::new(), Id::new(uuid::Uuid::nil())))?;
    let (reader, role) = (cx.actor(), cx.role());
    cx.read(move |tx| {
        let people = persons::store::list_in_unit(tx, id, &after, limit + 1)?;
        let people = people.into_iter().map(|member| member.shown_to(reader, role)).collect();
        Ok(view::Branch {
            part: store::find(tx, id)?,
            above: store::list_above(tx, id)?,
            below: store::list_below(tx, id, BELOW)?,
            people: Listed::page(people, limit, |member: &Member| (member.name.clone(), member.id)),
            history: tx.history::<UnitEvent>(id.record(), 50)?,
        })
    })
    .await
}

async fn show(cx: Cx, At(id): At<Unit>) -> Page {
    let branch = load(&cx, id).await?;
    cx.page(view::show(&cx.frame(), &branch, cx.zone()))
}

async fn new(cx: Cx) -> Page {
    let asked = cx.param_id("above")?;
    let (choices, above) = cx
        .read(move |tx| {
            permissions::administer(tx)?;
            let above: Id<Unit> = asked.map_or_else(|| store::root(tx), Ok)?;
            Ok((choices(tx, None)?, above))
        })
        .await?;
    let form = Form::empty().with("kind", "team").with("parent_id", above);
    cx.page(view::form(&cx.frame(), &form, &choices, None))
}

/// Reads a unit; lead and manager may be named instead of chosen.
pub(super) async fn read(cx: &Cx, mut fields: Fields) -> Result<Draft> {
    persons::by_name(cx, &mut fields, &["lead_id", "manager_id"]).await?;
    Draft::read(&mut fields)
}

async fn create(post: Post) -> Page {
    let Post { cx, fields, .. } = post;
    let id: Id<Unit> = cx.new_id();
    let result = match read(&cx, fields.clone()).await {
        Ok(draft) => cx.write(move |tx| Ok(acts::create(tx, id, &draft)?.with(id))).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(id) => cx.done(&format!("/directory/units/{id}"), "Unit added."),
        Err(error) => again(&cx, &fields, error, None).await,
    }
}

/// The form again, with what was typed.
async fn again(cx: &Cx, fields: &Fields, error: Error, id: Option<Id<Unit>>) -> Page {
    let mut refused = fields.refused(error)?;
    let (choices, part) = cx
        .read(move |tx| {
            let part = id.map(|id| store::find(tx, id)).transpose()?;
            Ok((choices(tx, part.as_ref())?, part))
        })
        .await?;
    let form = refused.take();
    refused.page(view::form(&cx.frame(), &form, &choices, part.as_ref()))
}

/// A unit, for somebody who looks after units.
pub(super) fn administered(tx: &mut Tx<'_>, id: Id<Unit>) -> Result<Part> {
    let part = store::find(tx, id)?;
    permissions::administer(tx)?;
    Ok(part)
}

async fn edit(cx: Cx, At(id): At<Unit>) -> Page {
    let (part, choices) = cx
        .read(move |tx| {
            let part = administered(tx, id)?;
            let choices = choices(tx, Some(&part))?;
            Ok((part, choices))
        })
        .await?;
    let form = view::filled(&part, &choices);
    cx.page(view::form(&cx.frame(), &form, &choices, Some(&part)))
}

async fn update(At(id): At<Unit>, post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let version = fields.version();
    let result = match read(&cx, fields.clone()).await {
        Ok(draft) => cx.write(move |tx| acts::edit(tx, id, version, &draft)).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(()) => cx.done(&format!("/directory/units/{id}"), "Unit saved."),
        Err(error) => again(&cx, &fields, error, Some(id)).await,
    }
}

async fn ask_deletion(cx: Cx, At(id): At<Unit>) -> Page {
    let part = cx.read(move |tx| administered(tx, id)).await?;
    cx.page(view::ask_deletion(&cx.frame(), &part))
}

async fn remove(At(id): At<Unit>, post: Post) -> Page {
    post.cx.write(move |tx| acts::remove(tx, id)).await?;
    post.cx.done_undo("/directory/units", "Unit deleted.", format!("/records/{id}/restoration"))
}

fn choices(tx: &mut Tx<'_>, part: Option<&Part>) -> Result<view::Choices> {
    let mut people = persons::store::choices(tx)?;
    let mut units = store::choices(tx)?;
    // What is chosen now is offered too, though it may be beyond the list or have left.
    if let Some(part) = part {
        persons::keep_choice(tx, &mut people, part.lead_id.map(Id::record))?;
        persons::keep_choice(tx, &mut people, part.manager_id.map(Id::record))?;
        persons::keep_choice(tx, &mut units, part.parent_id.map(Id::record))?;
        units.retain(|card: &Card| card.id != part.id.record());
    }
    Ok(view::Choices { people, units })
}

//! Handlers of the pages: load, ask the model, save, answer.

use evenkeel_core::{Error, Id, Kind, Record, Result, Unit};
use evenkeel_directory::permissions;
use evenkeel_web::{At, Cx, Fields, Form, Listed, Page, Post, Routes};
use jiff::civil::Date;
use maud::Markup;

use super::{Appetite, Bet, BetEvent, Closing, Continuation, Draft, Staked, acts, store, view};
use crate::elements::{self, view::Shown};

/// The page routes of bets.
pub(super) fn routes(routes: Routes) -> Routes {
    let routes = routes
        .get("/direction/bets", index)
        .get("/direction/bets/new", new)
        .post("/direction/bets", create)
        .get("/direction/bets/{id}", show)
        .get("/direction/bets/{id}/edit", edit)
        .post("/direction/bets/{id}", update)
        .post("/direction/bets/{id}/continuation", go_on)
        .post("/direction/bets/{id}/closing", close)
        .get("/direction/appetite", appetite)
        .post("/direction/appetite", set_appetite);
    elements::pages::routes(routes, Kind::Bet)
}

/// What a list of bets is asked for.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    unit: Option<Id<Unit>>,
    state: String,
    after: (Date, Id<Record>),
    limit: i64,
}

/// Reads what a list of bets is asked for.
pub(super) fn asked(cx: &Cx) -> Result<Asked> {
    Ok(Asked {
        unit: cx.param_id("unit")?,
        state: elements::pages::state(cx, view::SHELF.states)?,
        after: cx.after((evenkeel_store::ALWAYS, Id::new(uuid::Uuid::nil())))?,
        limit: cx.limit(elements::pages::PAGE)?,
    })
}

/// A page of bets, as it is asked for, and what is staked in all of them.
pub(super) async fn listed(cx: &Cx, asked: Asked) -> Result<(Shown, Staked, Listed<Bet>)> {
    cx.read(move |tx| {
        let shown = elements::pages::shown(tx, asked.unit, &asked.state)?;
        let unit = shown.unit.id.cast();
        let staked = store::staked(tx, unit)?;
        let list = store::list(tx, unit, &asked.state, &asked.after, asked.limit + 1)?;
        let page = Listed::page(list, asked.limit, |bet| (bet.kill_on, bet.element.head.id));
        Ok((shown, staked, page))
    })
    .await
}

async fn index(cx: Cx) -> Page {
    let (mut shown, staked, page) = listed(&cx, asked(&cx)?).await?;
    shown.next = page.next;
    let rows = page.items.iter().map(|bet| view::row(bet, cx.today())).collect();
    cx.page(elements::view::index(&cx.frame(), &view::SHELF, &shown, &staked.sentence(), rows))
}

/// The page of a bet, with what was typed into its two forms.
async fn page(cx: &Cx, id: Id<Bet>, typed: &view::Typed) -> Result<Markup> {
    let (bet, standing) = cx
        .read(move |tx| {
            let bet = store::find(tx, id)?;
            let standing = elements::store::standing::<BetEvent>(tx, &bet.element)?;
            Ok((bet, standing))
        })
        .await?;
    Ok(view::show(&cx.frame(), &bet, &standing, typed, cx.today(), cx.zone()))
}

async fn show(cx: Cx, At(id): At<Bet>) -> Page {
    cx.page(page(&cx, id, &view::Typed::default()).await?)
}

async fn new(cx: Cx) -> Page {
    let asked = cx.param_id("unit")?;
    let (unit, choices) = cx
        .read(move |tx| {
            let unit = elements::store::unit_to_begin(tx, asked)?;
            Ok((unit, elements::pages::choices(tx, acts::PARENTS)?))
        })
        .await?;
    let form = Form::empty()
        .with("unit_id", unit)
        .with("owner_id", cx.actor())
        .with("audience", "everyone")
        .with("parent_id", cx.param("parent"));
    cx.page(view::form(&cx.frame(), &form, &choices, view::SHELF.kind.path()))
}

async fn create(post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let id: Id<Bet> = cx.new_id();
    let result = match Draft::read(&mut fields) {
        Ok(draft) => cx.write(move |tx| Ok(acts::create(tx, id, &draft)?.with(id))).await,
        Err(error) => Err(error),
    };
    let path = view::SHELF.kind.path();
    match result {
        Ok(id) => cx.done(&format!("{path}/{id}"), "Bet opened."),
        Err(error) => refused(&cx, &fields, error, path).await,
    }
}

async fn edit(cx: Cx, At(id): At<Bet>) -> Page {
    let (bet, choices) = cx
        .read(move |tx| {
            let bet = store::find(tx, id)?;
            elements::acts::may_change(tx, &bet.element.head)?;
            Ok((bet, elements::pages::choices(tx, acts::PARENTS)?))
        })
        .await?;
    let mut form = Form::empty().at(bet.element.head.version);
    for (name, value) in bet.draft(cx.organization()).fields() {
        form = form.with(name, value);
    }
    cx.page(view::form(&cx.frame(), &form, &choices, &bet.element.url()))
}

async fn update(At(id): At<Bet>, post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let url = format!("{}/{id}", view::SHELF.kind.path());
    let version = fields.version();
    let result = match Draft::read(&mut fields) {
        Ok(draft) => cx.write(move |tx| acts::edit(tx, id, version, &draft)).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(()) => cx.done(&url, "Bet saved."),
        Err(error) => refused(&cx, &fields, error, &url).await,
    }
}

/// The form again, with what was typed and what is wrong with it.
async fn refused(cx: &Cx, fields: &Fields, error: Error, action: &str) -> Page {
    let mut refused = fields.refused(error)?;
    let choices = cx.read(|tx| elements::pages::choices(tx, acts::PARENTS)).await?;
    let form = refused.take();
    refused.page(view::form(&cx.frame(), &form, &choices, action))
}

async fn go_on(At(id): At<Bet>, post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let result = match Continuation::read(&mut fields) {
        Ok(read) => cx.write(move |tx| acts::go_on(tx, id, &read)).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(()) => cx.done(&cx.back(&format!("/direction/bets/{id}")), "The bet goes on."),
        Err(error) => {
            let mut refused = fields.refused(error)?;
            let typed = view::Typed { continuation: refused.take(), ..view::Typed::default() };
            let page = page(&cx, id, &typed).await?;
            refused.page(page)
        }
    }
}

async fn close(At(id): At<Bet>, post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let result = match Closing::read(&mut fields) {
        Ok(read) => cx.write(move |tx| acts::close(tx, id, &read)).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(()) => cx.done(&format!("/direction/bets/{id}"), "The bet is closed."),
        Err(error) => {
            let mut refused = fields.refused(error)?;
            let typed = view::Typed { closing: refused.take(), ..view::Typed::default() };
            let page = page(&cx, id, &typed).await?;
            refused.page(page)
        }
    }
}

async fn appetite(cx: Cx) -> Page {
    let asked = cx.param_id("unit")?;
    let (unit, staked) = cx
        .read(move |tx| {
            let unit = elements::store::unit(tx, asked)?;
            permissions::head(tx, unit.id.cast())?;
            let staked = store::staked(tx, unit.id.cast())?;
            Ok((unit, staked))
        })
        .await?;
    let amount = staked.appetite_cents.map(crate::money::typed);
    let form = Form::empty().with("unit_id", unit.id).with_option("amount", amount);
    cx.page(view::appetite(&cx.frame(), &form, &unit, &staked))
}

async fn set_appetite(post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let unit: Option<Id<Unit>> = fields.raw("unit_id").parse().ok();
    let result = match Appetite::read(&mut fields) {
        Ok(read) => cx.write(move |tx| acts::set_appetite(tx, &read)).await,
        Err(error) => Err(error),
    };
    match (result, unit) {
        (Ok(()), Some(unit)) => {
            cx.done(&format!("/direction?unit={unit}"), "The appetite is stated.")
        }
        (Ok(()), None) => cx.done("/direction", "The appetite is stated."),
        (Err(error), unit) => {
            let mut refused = fields.refused(error)?;
            let (unit, staked) = cx
                .read(move |tx| {
                    let unit = elements::store::unit(tx, unit)?;
                    let staked = store::staked(tx, unit.id.cast())?;
                    Ok((unit, staked))
                })
                .await?;
            let form = refused.take();
            refused.page(view::appetite(&cx.frame(), &form, &unit, &staked))
        }
    }
}

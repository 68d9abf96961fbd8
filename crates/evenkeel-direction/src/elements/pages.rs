//! Handlers that the pages of all elements share.

use axum::{
    extract::{FromRequestParts, RawPathParams},
    http::request::Parts,
};
use evenkeel_core::{Card, Error, Id, Kind, Record, Result};
use evenkeel_directory::{permissions, persons, units};
use evenkeel_store::Tx;
use evenkeel_web::{At, Cx, Failure, Listed, Page, Post, Routes};

use super::{Edition, Element, Passage, acts, store, view};

/// Elements on one page of a list.
pub(crate) const PAGE: i64 = 25;

/// Where a list begins.
pub(crate) type After = (String, Id<Record>);

/// A record and the number of one of its versions, as the path says them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Nth {
    id: Id<Record>,
    number: i64,
}

impl<S: Send + Sync> FromRequestParts<S> for Nth {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let params =
            RawPathParams::from_request_parts(parts, state).await.map_err(|_| Error::NotFound)?;
        let mut texts = params.iter().map(|(_, text)| text);
        let id = texts.next().and_then(|text| text.parse().ok());
        let number = texts.next().and_then(|text| text.parse().ok());
        id.zip(number).map(|(id, number)| Self { id, number }).ok_or(Failure(Error::NotFound))
    }
}

/// The routes that all elements of one kind have.
pub(crate) fn routes(routes: Routes, kind: Kind) -> Routes {
    let path = |act: &str| format!("{}/{{id}}/{act}", kind.path());
    let routes = routes
        .get(&path("editions/{number}"), edition)
        .post(&path("endorsement"), endorse)
        .post(&path("endorsement/withdrawal"), withdraw);
    match kind {
        // A value goes by a proposal.
        Kind::Value => routes,
        Kind::Bet => routes.post(&path("deletion"), remove),
        _ => routes
            .post(&path("deletion"), remove)
            .post(&path("retirement"), retire)
            .post(&path("revival"), revive),
    }
}

/// The element of the path, whose kind the path names as well.
fn found(tx: &mut Tx<'_>, id: Id<Record>, path: &str) -> Result<Card> {
    let head = acts::find(tx, id)?;
    if path.starts_with(head.kind.path()) { Ok(head.card()) } else { Err(Error::NotFound) }
}

/// A version of an element: its card, the newest number, the version and its text.
pub(super) fn load_edition(
    tx: &mut Tx<'_>,
    nth: Nth,
    path: Option<&str>,
) -> Result<(Card, i64, Edition, Vec<Passage>)> {
    let card = match path {
        Some(path) => found(tx, nth.id, path)?,
        None => acts::find(tx, nth.id)?.card(),
    };
    let editions = store::list_editions(tx, nth.id)?;
    let newest = editions.first().map_or(1, |edition| edition.number);
    let edition =
        editions.into_iter().find(|edition| edition.number == nth.number).ok_or(Error::NotFound)?;
    let passages = edition.passages()?;
    Ok((card, newest, edition, passages))
}

async fn edition(cx: Cx, nth: Nth) -> Page {
    let path = cx.path().to_owned();
    let (card, newest, edition, passages) =
        cx.read(move |tx| load_edition(tx, nth, Some(&path))).await?;
    cx.page(view::edition(&cx.frame(), &card, newest, &edition, &passages, cx.zone()))
}

async fn endorse(At(id): At<Record>, post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let number = fields.number("number", "Version", 1..=100_000);
    let number = fields.finish(number)?;
    let path = cx.path().to_owned();
    let url = url(&path);
    cx.write(move |tx| {
        found(tx, id, &path)?;
        acts::endorse(tx, id, number)
    })
    .await?;
    cx.done(&url, format!("Version {number} endorsed."))
}

async fn withdraw(At(id): At<Record>, post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let number = fields.number("number", "Version", 1..=100_000);
    let number = fields.finish(number)?;
    let path = cx.path().to_owned();
    let url = url(&path);
    cx.write(move |tx| {
        found(tx, id, &path)?;
        acts::withdraw(tx, id, number)
    })
    .await?;
    cx.done(&url, "Your endorsement is taken back.")
}

async fn retire(At(id): At<Record>, post: Post) -> Page {
    let cx = post.cx;
    let path = cx.path().to_owned();
    let url = url(&path);
    cx.write(move |tx| {
        found(tx, id, &path)?;
        acts::retire(tx, id)
    })
    .await?;
    cx.done_undo(&url, "Retired. It stays readable.", format!("{url}/revival"))
}

async fn revive(At(id): At<Record>, post: Post) -> Page {
    let cx = post.cx;
    let path = cx.path().to_owned();
    let url = url(&path);
    cx.write(move |tx| {
        found(tx, id, &path)?;
        acts::revive(tx, id)
    })
    .await?;
    cx.done(&url, "It is part of the direction again.")
}

async fn remove(At(id): At<Record>, post: Post) -> Page {
    let cx = post.cx;
    let path = cx.path().to_owned();
    let card = cx
        .write(move |tx| {
            let card = found(tx, id, &path)?;
            Ok(acts::remove(tx, id)?.with(card.title))
        })
        .await?;
    cx.done_undo("/direction", format!("“{card}” deleted."), format!("/records/{id}/restoration"))
}

/// The address of the record that an act's address begins with.
fn url(path: &str) -> String {
    path.split('/').take(4).collect::<Vec<_>>().join("/")
}

/// What a list is asked for: unit, state, and where its page begins.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) unit: Option<Id<evenkeel_core::Unit>>,
    pub(crate) state: String,
    pub(crate) after: After,
    pub(crate) limit: i64,
}

/// Reads the state that a list is asked for, or 'any'; the first is the usual one.
pub(crate) fn state(cx: &Cx, states: &[(&'static str, &'static str)]) -> Result<String> {
    let state = match cx.param("state") {
        "any" => "any",
        "" => states.first().map_or("any", |(state, _)| state),
        asked => states
            .iter()
            .map(|(state, _)| *state)
            .find(|state| *state == asked)
            .ok_or_else(|| Error::field("state", "Choose one of the states of the list"))?,
    };
    Ok(state.to_owned())
}

/// Reads what a list is asked for; `states` are the words it knows, the first the usual one.
pub(crate) fn asked(cx: &Cx, states: &[(&'static str, &'static str)]) -> Result<Asked> {
    Ok(Asked {
        unit: cx.param_id("unit")?,
        state: state(cx, states)?,
        after: cx.after((String::new(), Id::new(uuid::Uuid::nil())))?,
        limit: cx.limit(PAGE)?,
    })
}

/// What a list shows around its rows.
pub(crate) fn shown(
    tx: &mut Tx<'_>,
    asked: Option<Id<evenkeel_core::Unit>>,
    state: &str,
) -> Result<view::Shown> {
    let unit = store::unit(tx, asked)?;
    let may_head = permissions::may_head(tx, unit.id.cast())?;
    Ok(view::Shown { unit, state: state.to_owned(), next: None, may_head })
}

/// One page out of what was found, by title.
pub(crate) fn paged<T>(items: Vec<T>, limit: i64, element: fn(&T) -> &Element) -> Listed<T> {
    Listed::page(items, limit, |item| {
        let head = &element(item).head;
        (head.title.clone(), head.id)
    })
}

/// The choices of a form: units, people, and what it may serve.
pub(crate) fn choices(tx: &mut Tx<'_>, parents: &[Kind]) -> Result<view::Choices> {
    let mut cards = Vec::new();
    // Two kinds at most: not a query a row.
    for kind in parents {
        cards.extend(tx.choices(*kind, "retired stopped won lost", 200)?);
    }
    Ok(view::Choices {
        units: units::store::choices(tx)?,
        parents: cards,
        people: persons::store::choices(tx)?,
    })
}

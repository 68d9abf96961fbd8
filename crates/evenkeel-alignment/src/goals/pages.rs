//! The handlers of the pages: load, ask the model, save, answer.

use evenkeel_core::{Card, Error, Id, Kind, Record, Result};
use evenkeel_directory::{persons, units};
use evenkeel_records::about::{self, About};
use evenkeel_store::Tx;
use evenkeel_web::{At, Cx, Fields, Form, Listed, Page, Post, Routes};
use jiff::civil::Date;

use super::store::{
    Support,
    lists::{self, After},
    orphans,
};
use super::{Draft, Goal, GoalEvent, Measure, Outcome, Reading, acts, measures, store, view};

use super::tree::Shares;
use crate::{
    check_ins::{self, CheckIn},
    commitments,
};

mod links;

/// Goals on one page.
const PAGE: i64 = 25;
/// Goals in the tree.
const TREE: i64 = 400;

/// The page routes of goals.
pub(super) fn routes(routes: Routes) -> Routes {
    links::routes(
        routes
            .get("/alignment", board)
            .get("/alignment/goals", index)
            .get("/alignment/orphans", index_orphans)
            .get("/alignment/goals/new", new)
            .post("/alignment/goals", create)
            .get("/alignment/goals/{id}", show)
            .get("/alignment/goals/{id}/edit", edit)
            .post("/alignment/goals/{id}", update)
            .post("/alignment/goals/{id}/opening", open)
            .post("/alignment/goals/{id}/reopening", reopen)
            .post("/alignment/goals/{id}/deletion", remove)
            .post("/alignment/goals/{id}/restoration", restore),
    )
}

/// What the room's first page shows.
pub(super) struct Board {
    pub(super) goals: Vec<Goal>,
    pub(super) shares: Shares,
    pub(super) orphans: i64,
    pub(super) waiting: i64,
}

/// What the page of a goal shows.
pub(super) struct Shown {
    pub(super) goal: Goal,
    pub(super) measures: Vec<Measure>,
    pub(super) readings: Vec<Reading>,
    pub(super) children: Vec<Goal>,
    pub(super) tasks: Vec<Card>,
    pub(super) supports: Vec<Support>,
    pub(super) check_ins: Vec<CheckIn>,
    pub(super) answers: commitments::Answers,
    pub(super) about: About,
    pub(super) may_change: bool,
    pub(super) is_orphan: bool,
}

/// A page of one of the lists, as its tab says.
pub(super) async fn listed(cx: &Cx, show: &str) -> Result<Listed<Goal>> {
    let limit = cx.limit(PAGE)?;
    if show == "closed" {
        let after = cx.after((cx.now(), Id::new(uuid::Uuid::max())))?;
        let list = cx.read(move |tx| lists::list_closed(tx, &after, limit + 1)).await?;
        return Ok(Listed::page(list, limit, |goal| (goal.closed_at, goal.head.id)));
    }
    let (end_on, id): (Date, Id<Record>) = cx.after((lists::FIRST, Id::new(uuid::Uuid::nil())))?;
    let source = match cx.param("source") {
        "originate" => "originate",
        "initiate" => "initiate",
        _ => "%",
    };
    let after = After { end_on, id, source };
    let list = match show {
        "open" => cx.read(move |tx| lists::list_open(tx, &after, limit + 1)).await?,
        "unit" => cx.read(move |tx| lists::list_of_units(tx, &after, limit + 1)).await?,
        "orphans" => cx.read(move |tx| orphans::list(tx, &(end_on, id), limit + 1)).await?,
        _ => cx.read(move |tx| lists::list_mine(tx, &after, limit + 1)).await?,
    };
    Ok(Listed::page(list, limit, |goal| (goal.end_on, goal.head.id)))
}

async fn board(cx: Cx) -> Page {
    let board = cx
        .read(|tx| {
            let after = After { end_on: lists::FIRST, id: Id::new(uuid::Uuid::nil()), source: "%" };
            Ok(Board {
                goals: lists::list_open(tx, &after, TREE)?,
                shares: lists::shares(tx)?,
                orphans: orphans::count(tx)?,
                waiting: check_ins::store::count_waiting(tx)?,
            })
        })
        .await?;
    cx.page(view::board(&cx.frame(), &board, cx.today()))
}

async fn index(cx: Cx) -> Page {
    let show = match cx.param("show") {
        show @ ("open" | "unit" | "closed" | "orphans") => show.to_owned(),
        _ => "mine".to_owned(),
    };
    let page = listed(&cx, &show).await?;
    let next = page.next.map(|next| format!("/alignment/goals?show={show}&after={next}"));
    cx.page(view::index(&cx.frame(), &show, &page.items, next.as_deref(), cx.today()))
}

async fn index_orphans(cx: Cx) -> Page {
    let page = listed(&cx, "orphans").await?;
    let next = page.next.map(|next| format!("/alignment/orphans?after={next}"));
    cx.page(view::index(&cx.frame(), "orphans", &page.items, next.as_deref(), cx.today()))
}

async fn show(cx: Cx, At(id): At<Goal>) -> Page {
    let shown = cx.read(move |tx| load(tx, id)).await?;
    cx.page(view::show(&cx.frame(), &shown, cx.today(), cx.zone()))
}

fn load(tx: &mut Tx<'_>, id: Id<Goal>) -> Result<Shown> {
    let goal = store::find(tx, id)?;
    let may_change = match acts::changeable(tx, id) {
        Ok(_) => true,
        Err(Error::NotAllowed(_)) => false,
        Err(error) => return Err(error),
    };
    let latest = (evenkeel_store::FOREVER, Id::new(uuid::Uuid::max()));
    Ok(Shown {
        measures: measures::store::list(tx, id)?,
        readings: measures::store::list_latest(tx, id)?,
        children: store::list_children(tx, id.record(), 100)?,
        tasks: store::list_below(tx, id.record(), Kind::Task, 100)?,
        supports: store::list_supports(tx, id.record(), 100)?,
        check_ins: check_ins::store::list_of_goal(tx, id, &latest, 10)?,
        answers: commitments::load(tx, id.record())?,
        about: about::load::<GoalEvent>(tx, &goal.head)?,
        is_orphan: orphans::is_orphan(tx, id.record())?,
        may_change,
        goal,
    })
}

async fn new(cx: Cx) -> Page {
    let choices = cx.read(|tx| choices(tx, None)).await?;
    let today = cx.today();
    let form = Form::empty()
        .with("owner_id", cx.actor())
        .with("parent_id", cx.param("parent"))
        .with("start_on", today)
        .with("end_on", quarter_end(today))
        .with("cadence_days", 14)
        .with("op", "mean")
        .with("weight", 1)
        .with("source", "originate")
        .with("audience", "everyone");
    cx.page(view::form::goal(&cx.frame(), &form, &choices, "/alignment/goals"))
}

/// The last day of the quarter that is not nearly over: what most goals end on.
fn quarter_end(today: Date) -> Date {
    let soon = today.saturating_add(jiff::Span::new().days(30));
    let month = (soon.month() - 1) / 3 * 3 + 3;
    Date::new(soon.year(), month, 1).map_or(soon, Date::last_of_month)
}

async fn create(post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let id: Id<Goal> = cx.new_id();
    let spare = [cx.new_id(), cx.new_id(), cx.new_id()];
    let result = match Draft::read(&mut fields) {
        Ok(draft) => cx.write(move |tx| Ok(acts::create(tx, id, spare, &draft)?.with(id))).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(id) => cx.done(&format!("/alignment/goals/{id}"), "Goal set."),
        Err(error) => {
            let mut refused = fields.refused(error)?;
            let choices = cx.read(|tx| choices(tx, None)).await?;
            let form = refused.take();
            refused.page(view::form::goal(&cx.frame(), &form, &choices, "/alignment/goals"))
        }
    }
}

async fn edit(cx: Cx, At(id): At<Goal>) -> Page {
    let (goal, choices) = cx
        .read(move |tx| {
            let goal = acts::changeable(tx, id)?;
            goal.must_be_open()?;
            let choices = choices(tx, Some(&goal))?;
            Ok((goal, choices))
        })
        .await?;
    let form = goal.draft(cx.organization()).form().at(goal.head.version);
    cx.page(view::form::goal(&cx.frame(), &form, &choices, &goal.url()))
}

async fn update(At(id): At<Goal>, post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let url = format!("/alignment/goals/{id}");
    let version = fields.version();
    let spare = [cx.new_id(), cx.new_id(), cx.new_id()];
    let result = match Draft::read(&mut fields) {
        Ok(draft) => cx.write(move |tx| acts::edit(tx, id, spare, version, &draft)).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(()) => cx.done(&url, "Goal saved."),
        Err(error) => {
            let mut refused = fields.refused(error)?;
            let choices = cx
                .read(move |tx| {
                    let goal = store::find(tx, id)?;
                    choices(tx, Some(&goal))
                })
                .await?;
            let form = refused.take();
            refused.page(view::form::goal(&cx.frame(), &form, &choices, &url))
        }
    }
}

async fn open(At(id): At<Goal>, post: Post) -> Page {
    let spare = [post.cx.new_id(), post.cx.new_id(), post.cx.new_id()];
    post.cx.write(move |tx| acts::open(tx, id, spare)).await?;
    post.cx.done(&format!("/alignment/goals/{id}"), "The goal is at work.")
}

async fn reopen(At(id): At<Goal>, post: Post) -> Page {
    post.cx.write(move |tx| acts::reopen(tx, id)).await?;
    post.cx.done(&format!("/alignment/goals/{id}"), "The goal is open again.")
}

async fn remove(At(id): At<Goal>, post: Post) -> Page {
    post.cx.write(move |tx| acts::remove(tx, id)).await?;
    let undo = format!("/alignment/goals/{id}/restoration");
    post.cx.done_undo("/alignment/goals", "Goal deleted.", undo)
}

async fn restore(At(id): At<Goal>, post: Post) -> Page {
    let url = post.cx.write(move |tx| acts::restore(tx, id)).await?;
    post.cx.done(&url, "The goal is back.")
}

/// What may be chosen. What a goal serves now stays a choice, even where its name is not shown.
fn choices(tx: &mut Tx<'_>, goal: Option<&Goal>) -> Result<view::form::Choices> {
    let mut parents = serveable(tx)?;
    if let Some(goal) = goal {
        parents.retain(|card| card.id != goal.head.id);
        if let Some(id) = goal.head.parent_id
            && !parents.iter().any(|card| card.id == id)
        {
            let shown = goal.parent.clone();
            parents.push(shown.unwrap_or_else(|| Card {
                id,
                kind: Kind::Goal,
                title: "what it serves now, which is not yours to see".to_owned(),
                state: String::new(),
            }));
        }
    }
    Ok(view::form::Choices {
        people: persons::store::choices(tx)?,
        units: units::store::choices(tx)?,
        parents,
    })
}

/// Visions, strategies and goals at work.
fn serveable(tx: &mut Tx<'_>) -> Result<Vec<Card>> {
    let mut cards = tx.choices(Kind::Vision, "retired superseded", 50)?;
    cards.extend(tx.choices(Kind::Strategy, "retired", 100)?);
    cards.extend(tx.choices(Kind::Goal, "met missed canceled", 300)?);
    Ok(cards)
}

/// How a goal ends, as a form or a call says it.
pub(super) fn read_closure(fields: &mut Fields) -> Result<(Outcome, String)> {
    let word = fields.choice("outcome", "How it ended", &Outcome::WORDS);
    let note = fields.long_text("note", "Final grade in a sentence", 1..=500);
    fields.finish((Outcome::find(word).unwrap_or(Outcome::Missed), note))
}

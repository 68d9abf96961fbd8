//! The handlers of the pages: load, ask the model, save, answer.

use evenkeel_core::{Card, Error, Id, Kind, Record, Result};
use evenkeel_directory::{persons, units};
use evenkeel_records::about;
use evenkeel_store::Tx;
use evenkeel_web::{At, Cx, Form, Listed, Page, Post, Routes, see_other};
use jiff::Timestamp;

use super::{Draft, Task, TaskEvent, acts, store, view};

/// Tasks on one page.
const PAGE: i64 = 25;

/// The page routes of tasks.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/plans", async |cx: Cx| -> Page {
            let _ = cx;
            Ok(see_other("/plans/tasks"))
        })
        .get("/plans/tasks", index)
        .get("/plans/tasks/new", new)
        .post("/plans/tasks", create)
        .get("/plans/tasks/{id}", show)
        .get("/plans/tasks/{id}/edit", edit)
        .post("/plans/tasks/{id}", update)
        .post("/plans/tasks/{id}/completion", complete)
        .get("/plans/tasks/{id}/dropping", dropping)
        .post("/plans/tasks/{id}/dropping", drop)
        .post("/plans/tasks/{id}/reopening", reopen)
        .post("/plans/tasks/{id}/deletion", remove)
}

/// A page of one of the lists, as its tab says.
pub(super) async fn listed(cx: &Cx, show: &str) -> Result<Listed<Task>> {
    let limit = cx.limit(PAGE)?;
    let nil = Id::new(uuid::Uuid::nil());
    let list = match show {
        "open" => {
            let after: (Timestamp, Id<Record>) = cx.after((store::FIRST, nil))?;
            cx.read(move |tx| store::list_open(tx, &after, limit + 1)).await?
        }
        "unassigned" => cx.read(move |tx| store::list_unassigned(tx, limit)).await?,
        "closed" => {
            let after = cx.after((cx.now(), Id::new(uuid::Uuid::max())))?;
            let list = cx.read(move |tx| store::list_closed(tx, &after, limit + 1)).await?;
            return Ok(Listed::page(list, limit, |task| (task.done_at, task.head.id)));
        }
        _ => {
            let after: (Timestamp, Id<Record>) = cx.after((store::FIRST, nil))?;
            cx.read(move |tx| store::list_mine(tx, &after, limit + 1)).await?
        }
    };
    Ok(Listed::page(list, limit, |task| (task.due_at, task.head.id)))
}

async fn index(cx: Cx) -> Page {
    let show = match cx.param("show") {
        show @ ("open" | "unassigned" | "closed") => show.to_owned(),
        _ => "mine".to_owned(),
    };
    let page = listed(&cx, &show).await?;
    let next = page.next.map(|next| format!("/plans/tasks?show={show}&after={next}"));
    cx.page(view::index(&cx.frame(), &show, &page.items, next.as_deref(), cx.now(), cx.zone()))
}

async fn show(cx: Cx, At(id): At<Task>) -> Page {
    let may_start = cx.role().may_start();
    let (task, may, about) = cx
        .read(move |tx| {
            let task = store::find(tx, id)?;
            let may_edit = may_start && acts::is_theirs(tx, &task)?;
            let may_close = may_edit && task.may_close(tx.actor).is_ok();
            let about = about::load::<TaskEvent>(tx, &task.head)?;
            Ok((task, view::May { edit: may_edit, close: may_close }, about))
        })
        .await?;
    cx.page(view::show(&cx.frame(), &task, may, &about, cx.now(), cx.zone()))
}

async fn new(cx: Cx) -> Page {
    let (choices, unit) = cx
        .read(|tx| {
            let me = persons::store::find(tx, tx.actor)?;
            Ok((choices(tx, None)?, me.unit_id))
        })
        .await?;
    let form = Form::empty()
        .with("owner_id", cx.actor())
        .with_option("unit_id", unit)
        .with("goal_id", cx.param("goal"))
        .with("audience", "unit");
    cx.page(view::form(&cx.frame(), &form, &choices, "/plans/tasks"))
}

async fn create(post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let id: Id<Task> = cx.new_id();
    let result = match Draft::read(&mut fields, cx.zone()) {
        Ok(draft) => cx.write(move |tx| Ok(acts::create(tx, id, &draft)?.with(id))).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(id) => cx.done(&format!("/plans/tasks/{id}"), "Task added."),
        Err(error) => {
            let mut refused = fields.refused(error)?;
            let choices = cx.read(|tx| choices(tx, None)).await?;
            let form = refused.take();
            refused.page(view::form(&cx.frame(), &form, &choices, "/plans/tasks"))
        }
    }
}

async fn edit(cx: Cx, At(id): At<Task>) -> Page {
    let (task, choices) = cx
        .read(move |tx| {
            let task = acts::changeable(tx, id)?;
            let choices = choices(tx, Some(&task))?;
            Ok((task, choices))
        })
        .await?;
    let draft = task.draft(cx.organization());
    let local = draft
        .due_at
        .map(|due| due.to_zoned_datetime(cx.zone().clone()).strftime("%Y-%m-%dT%H:%M").to_string());
    let form = Form::empty()
        .with("title", &draft.title)
        .with("standard", &draft.standard)
        .with_option("owner_id", draft.owner_id)
        .with_option("due_at", local)
        .with_option("goal_id", draft.goal_id)
        .with_option("unit_id", draft.unit_id)
        .with("audience", draft.seen_by.word())
        .at(task.head.version);
    cx.page(view::form(&cx.frame(), &form, &choices, &format!("/plans/tasks/{id}")))
}

async fn update(At(id): At<Task>, post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let url = format!("/plans/tasks/{id}");
    let version = fields.version();
    let result = match Draft::read(&mut fields, cx.zone()) {
        Ok(draft) => cx.write(move |tx| acts::edit(tx, id, version, &draft)).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(()) => cx.done(&url, "Task saved."),
        Err(error) => {
            let mut refused = fields.refused(error)?;
            let choices = cx
                .read(move |tx| {
                    let task = store::find(tx, id)?;
                    choices(tx, Some(&task))
                })
                .await?;
            let form = refused.take();
            refused.page(view::form(&cx.frame(), &form, &choices, &url))
        }
    }
}

async fn complete(At(id): At<Task>, post: Post) -> Page {
    let cx = post.cx;
    cx.write(move |tx| acts::complete(tx, id)).await?;
    cx.done_undo(&cx.back(&format!("/plans/tasks/{id}")), "Task completed.", undo(id, "reopening"))
}

async fn dropping(cx: Cx, At(id): At<Task>) -> Page {
    let task = cx.read(move |tx| store::find(tx, id)).await?;
    cx.page(view::dropping(&cx.frame(), &task, &Form::empty()))
}

async fn drop(At(id): At<Task>, post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let reason = fields.long_text("reason", "Reason", 1..=500);
    let result = match fields.finish(reason) {
        Ok(reason) => cx.write(move |tx| acts::drop(tx, id, &reason)).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(()) => {
            cx.done_undo(&format!("/plans/tasks/{id}"), "Task dropped.", undo(id, "reopening"))
        }
        Err(error) => {
            let mut refused = fields.refused(error)?;
            let task = cx.read(move |tx| store::find(tx, id)).await?;
            let form = refused.take();
            refused.page(view::dropping(&cx.frame(), &task, &form))
        }
    }
}

async fn reopen(At(id): At<Task>, post: Post) -> Page {
    post.cx.write(move |tx| acts::reopen(tx, id)).await?;
    post.cx.done(&format!("/plans/tasks/{id}"), "The task is open again.")
}

async fn remove(At(id): At<Task>, post: Post) -> Page {
    post.cx.write(move |tx| acts::remove(tx, id)).await?;
    post.cx.done_undo("/plans/tasks", "Task deleted.", format!("/records/{id}/restoration"))
}

fn undo(id: Id<Task>, act: &str) -> String {
    format!("/plans/tasks/{id}/{act}")
}

fn choices(tx: &mut Tx<'_>, task: Option<&Task>) -> Result<view::Choices, Error> {
    let mut goals = tx.choices(Kind::Goal, "met missed canceled", 300)?;
    goals.extend(tx.choices(Kind::Bet, "stopped won lost", 100)?);
    goals.extend(tx.choices(Kind::Strategy, "retired", 100)?);
    let mut people = persons::store::choices(tx)?;
    let mut units = units::store::choices(tx)?;
    // What is chosen now is offered too: an edit must not undo it unasked.
    if let Some(task) = task {
        persons::keep_choice(tx, &mut people, task.head.owner_id.map(Id::record))?;
        persons::keep_choice(tx, &mut units, task.head.unit_id.map(Id::record))?;
        persons::keep_choice(tx, &mut goals, task.head.parent_id)?;
        if let Some(id) = task.head.parent_id
            && !goals.iter().any(|card| card.id == id)
        {
            let title = "what it serves now, which is not yours to see".to_owned();
            goals.push(Card { id, kind: Kind::Goal, title, state: String::new() });
        }
    }
    Ok(view::Choices { people, goals, units })
}

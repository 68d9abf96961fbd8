//! The handlers of the pages: load, ask the model, save, answer.

use evenkeel_core::{Error, Id, Kind, Record, Result};
use evenkeel_directory::{permissions, units};
use evenkeel_records::about;
use evenkeel_store::Tx;
use evenkeel_web::{At, Cx, Failure, Form, Listed, Page, Post, Routes};
use jiff::Timestamp;

use super::{
    Announcement, AnnouncementEvent, Draft, MOST_PROMISES, Question, acts, model, store,
    view::{self, Choices, Shown, Typed},
};
use crate::commitments::Commitment;

/// Announcements on one page.
const PAGE: i64 = 25;
/// Questions on the page of an announcement.
const QUESTIONS: i64 = 200;

/// The page routes of announcements.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/alignment/announcements", index)
        .get("/alignment/announcements/new", new)
        .post("/alignment/announcements", create)
        .get("/alignment/announcements/{id}", show)
        .post("/alignment/announcements/{id}/acknowledgment", acknowledge)
        .post("/alignment/announcements/{id}/questions", ask)
        .post("/alignment/announcements/{id}/deletion", remove)
        .post("/alignment/questions/{id}/answer", answer)
}

/// A page of the list.
pub(super) async fn listed(cx: &Cx, show: &str) -> Result<Listed<Announcement>> {
    let limit = cx.limit(PAGE)?;
    let first = (cx.now(), Id::new(uuid::Uuid::max()));
    let before: (Timestamp, Id<Record>) = cx.after(first)?;
    let is_sent = show == "sent";
    let list = cx
        .read(move |tx| {
            if is_sent {
                store::list_sent(tx, &before, limit + 1)
            } else {
                store::list(tx, &before, limit + 1)
            }
        })
        .await?;
    Ok(Listed::page(list, limit, |one| (one.sent_at, one.head.id)))
}

async fn index(cx: Cx) -> Page {
    let current = match cx.param("show") {
        "sent" => "/alignment/announcements?show=sent",
        _ => "/alignment/announcements",
    };
    let page = listed(&cx, cx.param("show")).await?;
    let may_announce = cx.read(may_announce).await?;
    let join = if current.contains('?') { '&' } else { '?' };
    let next = page.next.map(|next| format!("{current}{join}after={next}"));
    let (frame, next) = (cx.frame(), next.as_deref());
    cx.page(view::index(&frame, current, &page.items, next, may_announce, cx.zone()))
}

/// Whether the actor has an audience: a unit that they head, or the whole.
pub(crate) fn may_announce(tx: &mut Tx<'_>) -> Result<bool> {
    Ok(permissions::role(tx)?.may_administer() || !units::store::list_headed(tx, 1)?.is_empty())
}

/// What the page of an announcement shows; how far it reached only to those who answer for it.
pub(super) fn load(tx: &mut Tx<'_>, id: Id<Announcement>) -> Result<Shown> {
    let announcement = store::find(tx, id)?;
    let reach = match acts::may_answer(tx, &announcement)? {
        true => Some(store::reach(tx, id)?),
        false => None,
    };
    Ok(Shown {
        questions: store::list_questions(tx, id, QUESTIONS)?,
        promises: store::list_promises(tx, id)?,
        about: about::load::<AnnouncementEvent>(tx, &announcement.head)?,
        announcement,
        reach,
    })
}

async fn show(cx: Cx, At(id): At<Announcement>) -> Page {
    let shown = cx.read(move |tx| load(tx, id)).await?;
    if shown.announcement.is_new() {
        cx.keep(move |tx| acts::see(tx, id)).await?;
    }
    cx.page(view::show(&cx.frame(), &shown, &Typed::none(), cx.zone()))
}

async fn new(cx: Cx) -> Page {
    let choices = cx.read(choices).await?;
    let form = Form::empty().with("unit_id", cx.param("unit")).with("about", cx.param("about"));
    cx.page(view::form(&cx.frame(), &form, &choices))
}

fn choices(tx: &mut Tx<'_>) -> Result<Choices> {
    let units = if permissions::role(tx)?.may_administer() {
        units::store::choices(tx)?
    } else {
        store::list_units(tx, 500)?
    };
    if units.is_empty() {
        return Err(Error::not_allowed(
            "Only the lead or manager of a unit can announce to it. Ask one of them.",
        ));
    }
    let mut records = tx.choices(Kind::Vision, "replaced", 20)?;
    records.extend(tx.choices(Kind::Strategy, "retired", 100)?);
    records.extend(tx.choices(Kind::Goal, "met missed canceled", 300)?);
    records.extend(tx.choices(Kind::Bet, "stopped won lost", 100)?);
    Ok(Choices { units, records })
}

/// An id for each promise that an announcement may hold.
pub(super) fn promise_ids(cx: &Cx) -> Vec<Id<Commitment>> {
    (0..MOST_PROMISES).map(|_| cx.new_id()).collect()
}

async fn create(post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let (id, promises) = (cx.new_id(), promise_ids(&cx));
    let result = match Draft::read(&mut fields, cx.today()) {
        Ok(draft) => cx.write(move |tx| acts::create(tx, id, &promises, &draft)).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(()) => cx.done(&url(id), "Announcement sent."),
        Err(error) => {
            let mut refused = fields.refused(error)?;
            let choices = cx.read(choices).await?;
            let form = refused.take();
            refused.page(view::form(&cx.frame(), &form, &choices))
        }
    }
}

async fn acknowledge(At(id): At<Announcement>, post: Post) -> Page {
    let cx = post.cx;
    cx.check_write()?;
    cx.keep(move |tx| acts::acknowledge(tx, id)).await?;
    cx.done(&cx.back(&url(id)), "Acknowledged.")
}

async fn ask(At(id): At<Announcement>, post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let question: Id<Question> = cx.new_id();
    let result = match model::read_question(&mut fields) {
        Ok(text) => cx.write(move |tx| acts::ask(tx, question, id, &text)).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(()) => cx.done(&format!("{}#questions", url(id)), "Question asked."),
        Err(error) => {
            let mut refused = fields.refused(error)?;
            let typed = Typed { question: refused.take(), answer: None };
            let shown = cx.read(move |tx| load(tx, id)).await?;
            refused.page(view::show(&cx.frame(), &shown, &typed, cx.zone()))
        }
    }
}

async fn answer(At(id): At<Question>, post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let (about, is_open) = cx
        .read(move |tx| {
            let (about, question) = store::find_question(tx, id)?;
            let announcement = store::find(tx, about)?;
            acts::check_answer(tx, &announcement)?;
            Ok((about, question.is_open()))
        })
        .await?;
    let result = match model::read_answer(&mut fields) {
        Ok(text) => cx.write(move |tx| acts::answer(tx, id, &text)).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(()) => cx.done(&format!("{}#questions", url(about)), "Question answered."),
        // An answered question has no form in which the fault could stand.
        Err(error) if !is_open => Err(Failure(error)),
        Err(error) => {
            let mut refused = fields.refused(error)?;
            let typed = Typed { question: Form::empty(), answer: Some((id, refused.take())) };
            let shown = cx.read(move |tx| load(tx, about)).await?;
            refused.page(view::show(&cx.frame(), &shown, &typed, cx.zone()))
        }
    }
}

async fn remove(At(id): At<Announcement>, post: Post) -> Page {
    post.cx.write(move |tx| acts::remove(tx, id)).await?;
    let undo = format!("/records/{id}/restoration");
    post.cx.done_undo("/alignment/announcements", "Announcement deleted.", undo)
}

fn url(id: Id<Announcement>) -> String {
    format!("/alignment/announcements/{id}")
}

//! The handlers of the pages: load, ask the model, save, answer.

use evenkeel_core::{Card, Error, Id, Kind, Record, Result};
use evenkeel_directory::{permissions, persons};
use evenkeel_records::about;
use evenkeel_store::{ALWAYS, Tx};
use evenkeel_web::{At, Cx, Failure, Fields, Form, Listed, Page, Post, Routes};
use maud::Markup;

use super::{
    Closing, Commitment, CommitmentEvent, Draft, Proposal, acts, model, store,
    view::{self, Shown, Typed},
};

/// Commitments on one page.
const PAGE: i64 = 25;

/// The page routes of commitments.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/alignment/commitments", index)
        .get("/alignment/commitments/new", new)
        .post("/alignment/commitments", create)
        .get("/alignment/commitments/{id}", show)
        .post("/alignment/commitments/{id}/acceptance", accept)
        .get("/alignment/commitments/{id}/declining", declining)
        .post("/alignment/commitments/{id}/declining", decline)
        .get("/alignment/commitments/{id}/change", changing)
        .post("/alignment/commitments/{id}/change", change)
        .post("/alignment/commitments/{id}/change/acceptance", accept_change)
        .post("/alignment/commitments/{id}/change/declining", decline_change)
        .post("/alignment/commitments/{id}/outcome", close)
        .post("/alignment/commitments/{id}/deletion", remove)
        .get("/alignment/say-do", say_do)
}

/// A page of one of the lists, as its tab says, or of those that serve one record.
pub(super) async fn listed(cx: &Cx, show: &str) -> Result<Listed<Commitment>> {
    let limit = cx.limit(PAGE)?;
    if show == "closed" {
        let before = cx.after(store::LAST)?;
        let list = cx.read(move |tx| store::list_closed(tx, &before, limit + 1)).await?;
        return Ok(Listed::page(list, limit, |one| (one.closed_on, one.head.id)));
    }
    let after: store::Place = cx.after((ALWAYS, Id::new(uuid::Uuid::nil())))?;
    let show = show.to_owned();
    let about: Option<Id<Record>> = cx.param_id("about")?;
    let list = cx
        .read(move |tx| match (about, show.as_str()) {
            (Some(about), _) => store::list_about(tx, about, &after, limit + 1),
            (_, "mine") => store::list_mine(tx, &after, limit + 1),
            (_, "by_me") => store::list_by_me(tx, &after, limit + 1),
            (_, "promises") => store::list_promises(tx, &after, limit + 1),
            _ => store::list_asked(tx, &after, limit + 1),
        })
        .await?;
    Ok(Listed::page(list, limit, |one| (one.due_on, one.head.id)))
}

async fn index(cx: Cx) -> Page {
    if let Some(about) = cx.param_id::<Record>("about")? {
        let card = cx.read(move |tx| tx.card(about)).await?;
        let page = listed(&cx, "about").await?;
        let next =
            page.next.map(|next| format!("/alignment/commitments?about={about}&after={next}"));
        let (frame, next) = (cx.frame(), next.as_deref());
        return cx.page(view::list_about(&frame, &card, &page.items, next, cx.today()));
    }
    let show = match cx.param("show") {
        show @ ("mine" | "by_me" | "closed") => show.to_owned(),
        _ => "asked".to_owned(),
    };
    let page = listed(&cx, &show).await?;
    let tally = cx.read(store::tally).await?;
    let next = page.next.map(|next| format!("/alignment/commitments?show={show}&after={next}"));
    let (frame, next) = (cx.frame(), next.as_deref());
    cx.page(view::index(&frame, &show, &tally, &page.items, next, cx.today()))
}

async fn say_do(cx: Cx) -> Page {
    let page = listed(&cx, "promises").await?;
    let (tally, may_announce) = cx
        .read(|tx| Ok((store::tally_promises(tx)?, crate::announcements::may_announce(tx)?)))
        .await?;
    let next = page.next.map(|next| format!("/alignment/say-do?after={next}"));
    let (frame, next) = (cx.frame(), next.as_deref());
    cx.page(view::say_do(&frame, &tally, &page.items, next, may_announce, cx.today()))
}

async fn show(cx: Cx, At(id): At<Commitment>) -> Page {
    let shown = cx.read(move |tx| load(tx, id)).await?;
    cx.page(view::show(&cx.frame(), &shown, &Typed::none(), cx.today(), cx.zone()))
}

fn load(tx: &mut Tx<'_>, id: Id<Commitment>) -> Result<Shown> {
    let commitment = store::find(tx, id)?;
    let terms = store::list_terms(tx, id)?;
    let about = about::load::<CommitmentEvent>(tx, &commitment.head)?;
    Ok(Shown { commitment, terms, about })
}

async fn new(cx: Cx) -> Page {
    let about: Option<Id<Record>> = cx.param_id("about")?;
    let choices = cx.read(move |tx| choices(tx, about)).await?;
    let form = Form::empty().with_option("about", about);
    let form = match cx.param("of") {
        "me" => form.with("person_id", cx.actor()),
        _ => form,
    };
    cx.page(asking(&cx, &form, &choices))
}

fn asking(cx: &Cx, form: &Form, choices: &(Vec<Card>, Vec<Card>)) -> Markup {
    view::form(&cx.frame(), form, &choices.0, &choices.1, "/alignment/commitments")
}

async fn create(post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let id: Id<Commitment> = cx.new_id();
    let result = match Draft::read(&mut fields, cx.actor(), cx.today()) {
        Ok(draft) => {
            let is_own = draft.person_id == cx.actor();
            cx.write(move |tx| Ok(acts::create(tx, id, &draft)?.with(is_own))).await
        }
        Err(error) => Err(error),
    };
    let url = format!("/alignment/commitments/{id}");
    match result {
        Ok(true) => cx.done(&url, "You are committed."),
        Ok(false) => cx.done(&url, "Asked. The answer is theirs alone."),
        Err(error) => {
            let mut refused = fields.refused(error)?;
            let form = refused.take();
            let about = form.value("about").parse().ok();
            let choices = cx.read(move |tx| choices(tx, about)).await?;
            refused.page(asking(&cx, &form, &choices))
        }
    }
}

/// People, and what a commitment can serve; the record asked about is always among them.
fn choices(tx: &mut Tx<'_>, about: Option<Id<Record>>) -> Result<(Vec<Card>, Vec<Card>)> {
    permissions::start(tx)?;
    let mut records = tx.choices(Kind::Goal, "met missed canceled", 300)?;
    records.extend(tx.choices(Kind::Bet, "stopped won lost", 100)?);
    records.extend(tx.choices(Kind::Strategy, "retired", 100)?);
    if let Some(about) = about
        && !records.iter().any(|card| card.id == about)
    {
        match tx.card(about) {
            Ok(card) if acts::PARENTS.contains(&card.kind) => records.insert(0, card),
            Ok(_) | Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok((persons::store::choices(tx)?, records))
}

/// What the forms of a commitment's own page become after an error: the page again with what was
/// typed. An error that is at no field has no form to stand in.
async fn again(
    cx: &Cx,
    id: Id<Commitment>,
    fields: &Fields,
    error: Error,
    place: impl FnOnce(&mut Typed, Form),
) -> Page {
    if let Error::Invalid(faults) = &error
        && faults.iter().all(|fault| fault.field.is_empty())
    {
        return Err(Failure(error));
    }
    let mut refused = fields.refused(error)?;
    let mut typed = Typed::none();
    place(&mut typed, refused.take());
    let shown = cx.read(move |tx| load(tx, id)).await?;
    let page = view::show(&cx.frame(), &shown, &typed, cx.today(), cx.zone());
    refused.page(page)
}

async fn accept(At(id): At<Commitment>, post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let actor = cx.actor();
    cx.read(move |tx| store::find(tx, id)?.check_answer(actor)).await?;
    let result = match model::read_acceptance(&mut fields) {
        Ok(confidence) => cx.write(move |tx| acts::accept(tx, id, confidence)).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(()) => cx.done(&cx.back(&url(id)), "Accepted. It is your promise now."),
        Err(error) => again(&cx, id, &fields, error, |typed, form| typed.acceptance = form).await,
    }
}

async fn declining(cx: Cx, At(id): At<Commitment>) -> Page {
    let actor = cx.actor();
    let commitment = cx
        .read(move |tx| {
            let commitment = store::find(tx, id)?;
            commitment.check_answer(actor)?;
            Ok(commitment)
        })
        .await?;
    cx.page(view::decline(&cx.frame(), &Form::empty(), &commitment))
}

async fn decline(At(id): At<Commitment>, post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let actor = cx.actor();
    let commitment = cx
        .read(move |tx| {
            let commitment = store::find(tx, id)?;
            commitment.check_answer(actor)?;
            Ok(commitment)
        })
        .await?;
    let result = match model::read_decline(&mut fields) {
        Ok(reason) => cx.write(move |tx| acts::decline(tx, id, &reason)).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(()) => cx.done(&url(id), "Declined."),
        Err(error) => {
            let mut refused = fields.refused(error)?;
            let form = refused.take();
            refused.page(view::decline(&cx.frame(), &form, &commitment))
        }
    }
}

async fn changing(cx: Cx, At(id): At<Commitment>) -> Page {
    let actor = cx.actor();
    let commitment = cx
        .read(move |tx| {
            let commitment = store::find(tx, id)?;
            commitment.check_change(actor)?;
            Ok(commitment)
        })
        .await?;
    let form = Form::empty().with("terms", &commitment.terms).with("due_on", commitment.due_on);
    cx.page(view::change(&cx.frame(), &form, &commitment))
}

async fn change(At(id): At<Commitment>, post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let actor = cx.actor();
    let commitment = cx
        .read(move |tx| {
            let commitment = store::find(tx, id)?;
            commitment.check_change(actor)?;
            Ok(commitment)
        })
        .await?;
    let result = match Proposal::read(&mut fields, &commitment, actor, cx.today()) {
        Ok(proposal) => cx.write(move |tx| acts::propose(tx, id, &proposal)).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(()) if commitment.is_own() => cx.done(&url(id), "The new terms stand."),
        Ok(()) => cx.done(&url(id), "Change proposed."),
        Err(error) => {
            let mut refused = fields.refused(error)?;
            let form = refused.take();
            refused.page(view::change(&cx.frame(), &form, &commitment))
        }
    }
}

async fn accept_change(At(id): At<Commitment>, post: Post) -> Page {
    let cx = post.cx;
    cx.write(move |tx| acts::accept_change(tx, id)).await?;
    cx.done(&cx.back(&url(id)), "Change accepted. The new terms stand.")
}

async fn decline_change(At(id): At<Commitment>, post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let result = match model::read_answer(&mut fields) {
        Ok(reason) => cx.write(move |tx| acts::decline_change(tx, id, &reason)).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(()) => cx.done(&url(id), "Change declined. The old terms stand."),
        Err(error) => again(&cx, id, &fields, error, |typed, form| typed.decision = form).await,
    }
}

async fn close(At(id): At<Commitment>, post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let actor = cx.actor();
    cx.read(move |tx| store::find(tx, id)?.check_closing(actor)).await?;
    let result = match Closing::read(&mut fields, cx.today()) {
        Ok(closing) => cx.write(move |tx| acts::close(tx, id, &closing)).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(()) => cx.done(&cx.back(&url(id)), "Saved how it went."),
        Err(error) => again(&cx, id, &fields, error, |typed, form| typed.outcome = form).await,
    }
}

async fn remove(At(id): At<Commitment>, post: Post) -> Page {
    post.cx.write(move |tx| acts::remove(tx, id)).await?;
    let undo = format!("/records/{id}/restoration");
    post.cx.done_undo("/alignment/commitments?show=by_me", "Commitment deleted.", undo)
}

fn url(id: Id<Commitment>) -> String {
    format!("/alignment/commitments/{id}")
}

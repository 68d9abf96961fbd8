//! Handlers of the pages: load, ask the model, save, answer.

use evenkeel_core::{Error, Id, Kind, Result};
use evenkeel_directory::permissions;
use evenkeel_web::{At, Cx, Fields, Form, Listed, Page, Post, Routes};
use maud::Markup;

use super::{
    Decision, Draft, Objection, Proposal, ProposalDraft, Value, ValueEvent, acts, store, view,
};
use crate::elements::{self, pages::Asked, view::Shown};

/// The page routes of values.
pub(super) fn routes(routes: Routes) -> Routes {
    let routes = routes
        .get("/direction/values", index)
        .get("/direction/values/new", new)
        .post("/direction/values", create)
        .get("/direction/values/{id}", show)
        .get("/direction/values/{id}/proposals/new", new_proposal)
        .post("/direction/values/{id}/proposals", propose)
        .get("/direction/proposals/{id}", show_proposal)
        .post("/direction/proposals/{id}/objections", object)
        .post("/direction/proposals/{id}/decision", decide)
        .post("/direction/objections/{id}/answer", answer);
    elements::pages::routes(routes, Kind::Value)
}

/// A page of values, as it is asked for.
pub(super) async fn listed(cx: &Cx, asked: Asked) -> Result<(Shown, Listed<Value>)> {
    cx.read(move |tx| {
        let shown = elements::pages::shown(tx, asked.unit, &asked.state)?;
        let unit = shown.unit.id.cast();
        let list = store::list(tx, unit, &asked.state, &asked.after, asked.limit + 1)?;
        Ok((shown, elements::pages::paged(list, asked.limit, |value| &value.element)))
    })
    .await
}

async fn index(cx: Cx) -> Page {
    let asked = elements::pages::asked(&cx, view::SHELF.states)?;
    let (mut shown, page) = listed(&cx, asked).await?;
    shown.next = page.next;
    let rows = page.items.iter().map(view::row).collect();
    let lead = "What we hold to, told by what we do.";
    cx.page(elements::view::index(&cx.frame(), &view::SHELF, &shown, lead, rows))
}

async fn show(cx: Cx, At(id): At<Value>) -> Page {
    let (value, proposals, standing) = cx
        .read(move |tx| {
            let value = store::find(tx, id)?;
            let proposals = store::list_proposals(tx, id)?;
            let standing = elements::store::standing::<ValueEvent>(tx, &value.element)?;
            Ok((value, proposals, standing))
        })
        .await?;
    cx.page(view::show(&cx.frame(), &value, &proposals, &standing, cx.zone()))
}

async fn new(cx: Cx) -> Page {
    let asked = cx.param_id("unit")?;
    let (unit, choices) = cx
        .read(move |tx| {
            let unit = elements::store::unit_to_begin(tx, asked)?;
            Ok((unit, elements::pages::choices(tx, &[])?))
        })
        .await?;
    let form = Form::empty().with("unit_id", unit).with("audience", "everyone");
    cx.page(view::form(&cx.frame(), &form, &choices))
}

async fn create(post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let id: Id<Value> = cx.new_id();
    let result = match Draft::read(&mut fields) {
        Ok(draft) => cx.write(move |tx| Ok(acts::create(tx, id, &draft)?.with(id))).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(id) => cx.done(&format!("/direction/values/{id}"), "Value published."),
        Err(error) => {
            let mut refused = fields.refused(error)?;
            let choices = cx.read(|tx| elements::pages::choices(tx, &[])).await?;
            let form = refused.take();
            refused.page(view::form(&cx.frame(), &form, &choices))
        }
    }
}

async fn new_proposal(cx: Cx, At(id): At<Value>) -> Page {
    let value = cx
        .read(move |tx| {
            permissions::start(tx)?;
            store::find(tx, id)
        })
        .await?;
    let mut form = Form::empty();
    for (name, text) in value.text().fields() {
        form = form.with(name, text);
    }
    cx.page(view::propose(&cx.frame(), &form, &value))
}

async fn propose(At(id): At<Value>, post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let proposal: Id<Proposal> = cx.new_id();
    let result = match ProposalDraft::read(&mut fields) {
        Ok(draft) => {
            cx.write(move |tx| Ok(acts::propose(tx, id, proposal, &draft)?.with(proposal))).await
        }
        Err(error) => Err(error),
    };
    match result {
        Ok(id) => cx.done(&format!("/direction/proposals/{id}"), "Change proposed."),
        Err(error) => {
            let mut refused = fields.refused(error)?;
            let value = cx.read(move |tx| store::find(tx, id)).await?;
            let form = refused.take();
            refused.page(view::propose(&cx.frame(), &form, &value))
        }
    }
}

/// A proposal with everything its page shows.
pub(super) struct Opened {
    pub(super) value: Value,
    pub(super) proposal: Proposal,
    pub(super) objections: Vec<Objection>,
    may_answer: bool,
    may_decide: bool,
}

/// Loads a proposal about a value that the reader may see.
pub(super) async fn opened(cx: &Cx, id: Id<Proposal>) -> Result<Opened> {
    cx.read(move |tx| {
        let proposal = store::find_proposal(tx, id)?;
        let value = store::find(tx, proposal.value_id)?;
        let objections = store::list_objections(tx, id)?;
        let may_decide = acts::may_decide(tx, &value)?;
        let may_answer = may_decide || proposal.proposed_by == tx.actor;
        Ok(Opened { value, proposal, objections, may_answer, may_decide })
    })
    .await
}

/// Which of the forms on a proposal's page was refused.
enum Typed {
    None,
    Objection(Form),
    Answer(Form),
    Decision(Form),
}

async fn proposal_page(cx: &Cx, id: Id<Proposal>, typed: Typed) -> Result<Markup> {
    let opened = opened(cx, id).await?;
    let mut desk = view::Desk {
        may_answer: opened.may_answer,
        may_decide: opened.may_decide,
        objection: Form::empty(),
        answer: Form::empty(),
        decision: Form::empty(),
    };
    match typed {
        Typed::None => {}
        Typed::Objection(form) => desk.objection = form,
        Typed::Answer(form) => desk.answer = form,
        Typed::Decision(form) => desk.decision = form,
    }
    let Opened { value, proposal, objections, .. } = opened;
    Ok(view::proposal(&cx.frame(), &value, &proposal, &objections, &desk, cx.zone()))
}

async fn show_proposal(cx: Cx, At(id): At<Proposal>) -> Page {
    cx.page(proposal_page(&cx, id, Typed::None).await?)
}

/// The page of a proposal, with the form that was refused.
async fn refused(
    cx: &Cx,
    id: Id<Proposal>,
    fields: &Fields,
    error: Error,
    typed: fn(Form) -> Typed,
) -> Page {
    let mut refused = fields.refused(error)?;
    let form = refused.take();
    let page = proposal_page(cx, id, typed(form)).await?;
    refused.page(page)
}

async fn object(At(id): At<Proposal>, post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let objection: Id<Objection> = cx.new_id();
    let text = fields.long_text("text", "Your objection", 1..=2000);
    let result = match fields.finish(text) {
        Ok(text) => cx.write(move |tx| acts::object(tx, id, objection, &text)).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(()) => cx.done(&format!("/direction/proposals/{id}"), "Objection raised."),
        Err(error) => refused(&cx, id, &fields, error, Typed::Objection).await,
    }
}

async fn answer(At(id): At<Objection>, post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let proposal = cx.read(move |tx| Ok(store::find_objection(tx, id)?.proposal_id)).await?;
    let text = fields.long_text("answer", "Your answer", 1..=2000);
    let result = match fields.finish(text) {
        Ok(text) => cx.write(move |tx| acts::answer(tx, id, &text)).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(()) => cx.done(&format!("/direction/proposals/{proposal}"), "Objection answered."),
        Err(error) => refused(&cx, proposal, &fields, error, Typed::Answer).await,
    }
}

async fn decide(At(id): At<Proposal>, post: Post) -> Page {
    let Post { cx, mut fields, .. } = post;
    let result = match Decision::read(&mut fields) {
        Ok(decision) => cx.write(move |tx| acts::decide(tx, id, &decision)).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(()) => cx.done(&format!("/direction/proposals/{id}"), "Proposal decided."),
        Err(error) => refused(&cx, id, &fields, error, Typed::Decision).await,
    }
}

//! Each write about a value. A published value changes only by a proposal that was decided.

use evenkeel_core::{Error, Id, Recorded, Result};
use evenkeel_directory::permissions;
use evenkeel_store::{Tx, diff};

use super::{
    Asks, Decision, Draft, Objection, Proposal, ProposalDraft, Value, ValueEvent,
    events::OfProposal, store,
};
use crate::elements::{self, ElementEvent};

/// Writes a value: its version 1.
pub fn create(tx: &mut Tx<'_>, id: Id<Value>, draft: &Draft) -> Result<Recorded> {
    let words = draft.text.words("current", draft.place);
    elements::acts::check(tx, id.record(), &words, &[])?;
    elements::acts::may_place(tx, None, &words)?;
    elements::acts::add(tx, id.record(), &words)?;
    store::insert(tx, id, &draft.text)?;
    tx.record(id.record(), &ValueEvent::Element(ElementEvent::Created))
}

/// Proposes to change or retire a value: whoever sees it may.
pub fn propose(
    tx: &mut Tx<'_>,
    value_id: Id<Value>,
    id: Id<Proposal>,
    draft: &ProposalDraft,
) -> Result<Recorded> {
    let value = store::find(tx, value_id)?;
    permissions::start(tx)?;
    if value.element.head.state != "current" {
        return Err(Error::field("", "This value is retired. Name a new one instead"));
    }
    let now = value.text();
    let why = draft.why.clone();
    let (text, event) = match &draft.change {
        Asks::Change(text) if *text == now => {
            return Err(Error::field("title", "Nothing is changed yet: write what it should say"));
        }
        Asks::Change(text) => (text, OfProposal::ChangeProposed { why }),
        Asks::Retirement => (&now, OfProposal::RetirementProposed { why }),
    };
    let is_retirement = draft.change == Asks::Retirement;
    store::insert_proposal(tx, id, &value, text, is_retirement, &draft.why)?;
    tx.record(value_id.record(), &ValueEvent::Own(event))
}

/// Objects to a proposal: whoever sees the value may.
pub fn object(
    tx: &mut Tx<'_>,
    proposal_id: Id<Proposal>,
    id: Id<Objection>,
    text: &str,
) -> Result<Recorded> {
    let proposal = store::find_proposal(tx, proposal_id)?;
    permissions::start(tx)?;
    proposal.must_be_open()?;
    store::insert_objection(tx, id, proposal_id, text)?;
    let event = OfProposal::ObjectionRaised { text: text.to_owned() };
    tx.record(proposal.value_id.record(), &ValueEvent::Own(event))
}

/// Answers an objection: the proposer or a head of the unit.
pub fn answer(tx: &mut Tx<'_>, id: Id<Objection>, text: &str) -> Result<Recorded> {
    let objection = store::find_objection(tx, id)?;
    let proposal = store::find_proposal(tx, objection.proposal_id)?;
    let value = store::find(tx, proposal.value_id)?;
    if proposal.proposed_by != tx.actor && !may_decide(tx, &value)? {
        return Err(Error::not_allowed(format!(
            "Only {} or the unit's lead or manager can answer this. Ask one of them.",
            proposal.proposer
        )));
    }
    proposal.must_be_open()?;
    if !objection.is_open() {
        return Err(Error::not_allowed("This objection is answered. Say more in a comment."));
    }
    store::set_answer(tx, id, text)?;
    let event = OfProposal::ObjectionAnswered { text: text.to_owned() };
    tx.record(proposal.value_id.record(), &ValueEvent::Own(event))
}

/// Decides a proposal: a head of the unit, once every objection has its answer.
pub fn decide(tx: &mut Tx<'_>, id: Id<Proposal>, decision: &Decision) -> Result<Recorded> {
    let proposal = store::find_proposal(tx, id)?;
    let value = store::find(tx, proposal.value_id)?;
    if !may_decide(tx, &value)? {
        return Err(Error::not_allowed(
            "Only the unit's lead or manager, or one above them, can decide this. Ask one of them.",
        ));
    }
    proposal.must_be_open()?;
    let record = value.element.head.id;
    if decision.outcome == "declined" {
        store::set_decision(tx, id, decision)?;
        let text = decision.answer.clone();
        return tx.record(record, &ValueEvent::Own(OfProposal::ProposalDeclined { text }));
    }
    if value.element.head.state != "current" {
        return Err(Error::field("outcome", "The value is retired. Decline the proposal"));
    }
    let open = store::count_open_objections(tx, id)?;
    if open > 0 {
        let has = match open {
            1 => "1 objection has".to_owned(),
            many => format!("{many} objections have"),
        };
        return Err(Error::field("outcome", format!("{has} no answer yet. Answer first")));
    }
    if value.element.number != proposal.number {
        return Err(Error::field(
            "outcome",
            "The value has changed since this was proposed. Decline it, and propose it again",
        ));
    }
    store::set_decision(tx, id, decision)?;
    adopt(tx, &value, &proposal)
}

/// Puts the proposed text in place of the present one, or retires the value.
fn adopt(tx: &mut Tx<'_>, value: &Value, proposal: &Proposal) -> Result<Recorded> {
    let head = &value.element.head;
    if proposal.is_retirement {
        tx.set_state(head.id, "retired")?;
        let event = OfProposal::ProposalAdopted { number: None, changes: Vec::new() };
        return tx.record(head.id, &ValueEvent::Own(event));
    }
    let (before, after) = (value.text(), proposal.text());
    let changes = diff(&before.fields(), &after.fields());
    let place = value.element.place(tx.organization);
    let (was, words) = (before.words("current", place), after.words("current", place));
    elements::acts::save(tx, &value.element, &was, &words, Vec::new())?;
    store::update(tx, head.id.cast(), &after)?;
    let number = Some(value.element.number + 1);
    tx.record(head.id, &ValueEvent::Own(OfProposal::ProposalAdopted { number, changes }))
}

/// Whether the actor decides about a value.
pub fn may_decide(tx: &mut Tx<'_>, value: &Value) -> Result<bool> {
    match value.element.head.unit_id {
        Some(unit) => permissions::may_head(tx, unit),
        None => Ok(false),
    }
}

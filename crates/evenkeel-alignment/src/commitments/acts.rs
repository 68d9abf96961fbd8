//! Each write about a commitment: load, ask the model, save, record. Pages and API call the same.

use evenkeel_core::{Error, Id, Kind, Person, Record, Recorded, Result};
use evenkeel_directory::permissions;
use evenkeel_store::{Audience, Head, NewRecord, Saved, Tx, diff};
use jiff::civil::Date;

use super::{
    Closing, Commitment, CommitmentEvent, Draft, Outcome, Proposal, model,
    store::{self, New},
};

/// What a commitment may serve.
pub const PARENTS: &[Kind] =
    &[Kind::Goal, Kind::Strategy, Kind::Vision, Kind::Bet, Kind::Announcement];

/// Asks a person to commit to a record, within a write that records an event of its own.
pub fn ask(
    tx: &mut Tx<'_>,
    id: Id<Commitment>,
    about: Id<Record>,
    person: Id<Person>,
    terms: &str,
    due_on: Date,
) -> Result<()> {
    let parent = parent(tx, about)?;
    bring_in(tx, &parent, person)?;
    let audience = store::audience(tx, &parent)?;
    let new = New { id, person, terms, due_on, confidence: None, is_promise: false };
    add(tx, &parent, audience, &new)
}

/// Makes a promise of the actor's own to those who read an announcement, within a write that
/// records an event of its own. What becomes of it is theirs alone to see.
pub fn promise(
    tx: &mut Tx<'_>,
    id: Id<Commitment>,
    about: Id<Record>,
    terms: &str,
    due_on: Date,
    confidence: i64,
) -> Result<()> {
    let parent = tx.head(about)?;
    let person = tx.actor;
    let new = New { id, person, terms, due_on, confidence: Some(confidence), is_promise: true };
    add(tx, &parent, Audience::Named, &new)
}

/// Asks a person to commit, or commits oneself.
pub fn create(tx: &mut Tx<'_>, id: Id<Commitment>, draft: &Draft) -> Result<Recorded> {
    permissions::start(tx)?;
    if draft.person_id != tx.actor {
        ask(tx, id, draft.about, draft.person_id, &draft.terms, draft.due_on)?;
        let of = tx.card(draft.person_id.record()).map_or_else(|_| String::new(), |p| p.title);
        return tx.record(id.record(), &CommitmentEvent::Asked { of });
    }
    let confidence = draft.confidence.ok_or_else(|| {
        Error::field("confidence", "Confidence is missing: choose how sure you are, 1 to 5")
    })?;
    let parent = parent(tx, draft.about)?;
    let audience = store::audience(tx, &parent)?;
    let new = New {
        id,
        person: tx.actor,
        terms: &draft.terms,
        due_on: draft.due_on,
        confidence: Some(confidence),
        is_promise: false,
    };
    add(tx, &parent, audience, &new)?;
    tx.record(id.record(), &CommitmentEvent::Volunteered { confidence })
}

/// Accepts, with a confidence. Only the person asked can.
pub fn accept(tx: &mut Tx<'_>, id: Id<Commitment>, confidence: i64) -> Result<Recorded> {
    let commitment = store::find(tx, id)?;
    commitment.check_answer(tx.actor)?;
    store::decide_terms(tx, id, "proposed", "withdrawn", "")?;
    store::accept(tx, id, confidence)?;
    tx.set_state(id.record(), "accepted")?;
    tx.record(id.record(), &CommitmentEvent::Accepted { confidence })
}

/// Declines, with a reason. Only the person asked can.
pub fn decline(tx: &mut Tx<'_>, id: Id<Commitment>, reason: &str) -> Result<Recorded> {
    let commitment = store::find(tx, id)?;
    commitment.check_answer(tx.actor)?;
    store::decide_terms(tx, id, "proposed", "withdrawn", "")?;
    store::close(tx, id, tx.today, reason)?;
    tx.set_state(id.record(), "declined")?;
    tx.record(id.record(), &CommitmentEvent::Declined { reason: reason.to_owned() })
}

/// Proposes other terms to the other side; one's own promise takes them at once. The old terms
/// stay readable either way.
pub fn propose(tx: &mut Tx<'_>, id: Id<Commitment>, proposal: &Proposal) -> Result<Recorded> {
    let commitment = store::find(tx, id)?;
    commitment.check_change(tx.actor)?;
    let number = i64::try_from(store::list_terms(tx, id)?.len()).unwrap_or(i64::MAX);
    let changes = diff(
        &model::fields(&commitment.terms, commitment.due_on),
        &model::fields(&proposal.terms, proposal.due_on),
    );
    let why = proposal.why.clone();
    store::insert_term(tx, id, number + 1, proposal, "proposed")?;
    if !commitment.is_own() {
        store::set_proposed(tx, id, Some(tx.actor))?;
        tx.set_state(id.record(), &commitment.head.state)?;
        return tx.record(id.record(), &CommitmentEvent::ChangeProposed { why, changes });
    }
    stand(tx, &commitment, &proposal.terms, proposal.due_on, proposal.confidence)?;
    tx.record(id.record(), &CommitmentEvent::Renegotiated { why, changes })
}

/// Accepts the change that the other side proposed: from now on its terms stand.
pub fn accept_change(tx: &mut Tx<'_>, id: Id<Commitment>) -> Result<Recorded> {
    let commitment = store::find(tx, id)?;
    commitment.check_decision(tx.actor)?;
    let terms = store::list_terms(tx, id)?;
    let term = terms.iter().find(|term| term.state == "proposed").ok_or(Error::NotFound)?;
    let changes = diff(
        &model::fields(&commitment.terms, commitment.due_on),
        &model::fields(&term.terms, term.due_on),
    );
    stand(tx, &commitment, &term.terms, term.due_on, term.confidence)?;
    tx.record(id.record(), &CommitmentEvent::ChangeAccepted { changes })
}

/// Declines the change that the other side proposed: the old terms stand.
pub fn decline_change(tx: &mut Tx<'_>, id: Id<Commitment>, reason: &str) -> Result<Recorded> {
    let commitment = store::find(tx, id)?;
    commitment.check_decision(tx.actor)?;
    store::decide_terms(tx, id, "proposed", "refused", reason)?;
    store::set_proposed(tx, id, None)?;
    tx.set_state(id.record(), &commitment.head.state)?;
    tx.record(id.record(), &CommitmentEvent::ChangeDeclined { reason: reason.to_owned() })
}

/// Says how it went. Only the person whose promise it is can.
pub fn close(tx: &mut Tx<'_>, id: Id<Commitment>, closing: &Closing) -> Result<Recorded> {
    let commitment = store::find(tx, id)?;
    commitment.check_closing(tx.actor)?;
    if closing.closed_on < commitment.asked_on {
        return Err(Error::field("closed_on", "Day lies before the day on which this was asked"));
    }
    store::decide_terms(tx, id, "proposed", "withdrawn", "")?;
    store::close(tx, id, closing.closed_on, &closing.note)?;
    tx.set_state(id.record(), closing.outcome.word())?;
    let note = closing.note.clone();
    let event = match closing.outcome {
        Outcome::Kept => CommitmentEvent::Kept { note },
        Outcome::Broken => CommitmentEvent::Broken { note },
    };
    tx.record(id.record(), &event)
}

/// Takes back what nobody has accepted, for 30 days, after which it is gone.
pub fn remove(tx: &mut Tx<'_>, id: Id<Commitment>) -> Result<Recorded> {
    let commitment = store::find(tx, id)?;
    commitment.check_deletion(tx.actor)?;
    tx.delete(id.record())?;
    tx.record(id.record(), &CommitmentEvent::Deleted)
}

/// The record that a commitment serves, which the actor must be able to see.
fn parent(tx: &mut Tx<'_>, about: Id<Record>) -> Result<Head> {
    match tx.head(about) {
        Ok(head) if PARENTS.contains(&head.kind) => Ok(head),
        Ok(_) | Err(Error::NotFound) => {
            Err(Error::field("about", "Serves: choose one from the list"))
        }
        Err(error) => Err(error),
    }
}

/// Whoever is asked must be able to see what for. Those who hold the record bring people in;
/// others cannot show around what is not theirs.
fn bring_in(tx: &mut Tx<'_>, parent: &Head, person: Id<Person>) -> Result<()> {
    if !tx.is_kind(person.record(), &[Kind::Person])? {
        return Err(Error::field("person_id", "Person: choose one from the list"));
    }
    match store::sees(tx, parent.id, person)? {
        Some(true) => Ok(()),
        None => Err(Error::field("person_id", "Person: choose somebody who still works here")),
        Some(false) if store::holds(tx, parent.id)? => tx.name(parent.id, person).map(|_| ()),
        Some(false) => Err(Error::field(
            "person_id",
            format!("This person cannot see “{}”. Ask its owner to bring them in", parent.title),
        )),
    }
}

fn add(tx: &mut Tx<'_>, parent: &Head, audience: Audience, new: &New<'_>) -> Result<()> {
    tx.add(&NewRecord {
        id: new.id.record(),
        kind: Kind::Commitment,
        title: &model::title(new.terms),
        state: if new.confidence.is_some() { "accepted" } else { "asked" },
        unit: parent.unit_id,
        owner: Some(new.person),
        audience,
        parent: Some(parent.id),
        text: new.terms,
    })?;
    store::insert(tx, new)
}

/// Lets the proposed terms stand and keeps the old ones as replaced.
fn stand(
    tx: &mut Tx<'_>,
    commitment: &Commitment,
    terms: &str,
    due_on: Date,
    confidence: Option<i64>,
) -> Result<()> {
    let id = commitment.head.id.cast();
    store::decide_terms(tx, id, "standing", "replaced", "")?;
    store::decide_terms(tx, id, "proposed", "standing", "")?;
    store::set_terms(tx, commitment, terms, due_on, confidence)?;
    let audience = store::audience(tx, &commitment.head)?;
    tx.save(
        commitment.head.id,
        &Saved {
            title: &model::title(terms),
            state: "accepted",
            unit: commitment.head.unit_id,
            owner: commitment.head.owner_id,
            audience,
            parent: commitment.head.parent_id,
            text: terms,
        },
    )
}

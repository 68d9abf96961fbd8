//! Each write about an announcement: load, ask the model, save, record. Pages and API share them.

use evenkeel_core::{Error, Fault, Id, Kind, Recorded, Result};
use evenkeel_directory::permissions;
use evenkeel_store::{Audience, NewRecord, Tx};

use super::{Announcement, AnnouncementEvent, Draft, Question, store};
use crate::commitments::{self, Commitment};

/// What an announcement may be about.
pub const PARENTS: &[Kind] = &[Kind::Goal, Kind::Strategy, Kind::Vision, Kind::Bet];

/// Sends an announcement to the people of a unit and of the units below it, and makes each
/// promise in it a commitment of the sender. `promises` are the ids that those get.
pub fn create(
    tx: &mut Tx<'_>,
    id: Id<Announcement>,
    promises: &[Id<Commitment>],
    draft: &Draft,
) -> Result<Recorded> {
    permissions::start(tx)?;
    check(tx, draft)?;
    if !permissions::may_head(tx, draft.unit_id)? {
        return Err(Error::not_allowed(
            "Only the lead or manager of the unit, or one above them, can announce to it. Ask \
             one of them.",
        ));
    }
    let to = tx.card(draft.unit_id.record())?.title;
    let is_whole = store::is_whole(tx, draft.unit_id)?;
    tx.add(&NewRecord {
        id: id.record(),
        kind: Kind::Announcement,
        title: &draft.title,
        state: "sent",
        unit: Some(draft.unit_id),
        owner: Some(tx.actor),
        audience: if is_whole { Audience::Everyone } else { Audience::Unit(draft.unit_id) },
        parent: draft.about,
        text: &draft.body,
    })?;
    store::insert(tx, id, draft)?;
    let readers = if is_whole {
        store::insert_everyone(tx, id)?
    } else {
        let readers = store::insert_readers(tx, id)?;
        store::name_readers(tx, id)?;
        readers
    };
    for ((promise, commitment), number) in draft.promises.iter().zip(promises).zip(1..) {
        let (terms, due_on) = (&promise.terms, promise.due_on);
        let about = id.record();
        commitments::acts::promise(tx, *commitment, about, terms, due_on, promise.confidence)?;
        store::insert_promise(tx, id, number, promise, *commitment)?;
    }
    let readers = i64::try_from(readers).unwrap_or(i64::MAX);
    let promises = i64::try_from(draft.promises.len()).unwrap_or(i64::MAX);
    tx.record(id.record(), &AnnouncementEvent::Sent { to, readers, promises })
}

/// Notes that the actor has opened the announcement. Bookkeeping: it answers nothing.
pub fn see(tx: &mut Tx<'_>, id: Id<Announcement>) -> Result<()> {
    store::mark_seen(tx, id).map(|_| ())
}

/// Says that the actor has read the announcement; a second time changes nothing. It is counted
/// and kept with its moment, but is no event: a history that names who has acknowledged names
/// who has not.
pub fn acknowledge(tx: &mut Tx<'_>, id: Id<Announcement>) -> Result<()> {
    store::find(tx, id)?.check_acknowledgment()?;
    store::mark_acknowledged(tx, id).map(|_| ())
}

/// Asks a question that all readers of the announcement see.
pub fn ask(
    tx: &mut Tx<'_>,
    id: Id<Question>,
    about: Id<Announcement>,
    question: &str,
) -> Result<Recorded> {
    store::find(tx, about)?;
    store::insert_question(tx, id, about, question)?;
    tx.record(about.record(), &AnnouncementEvent::Asked { question: question.to_owned() })
}

/// Answers a question. The sender can, and whoever heads the unit.
pub fn answer(tx: &mut Tx<'_>, id: Id<Question>, answer: &str) -> Result<Recorded> {
    let (about, question) = store::find_question(tx, id)?;
    let announcement = store::find(tx, about)?;
    check_answer(tx, &announcement)?;
    if !question.is_open() {
        return Err(Error::field("answer", "This is answered already. Add to it in a comment"));
    }
    store::answer(tx, id, answer)?;
    tx.record(about.record(), &AnnouncementEvent::Answered { question: question.question })
}

/// Deletes an announcement for 30 days, after which it is gone. Its promises stay promised.
pub fn remove(tx: &mut Tx<'_>, id: Id<Announcement>) -> Result<Recorded> {
    let announcement = store::find(tx, id)?;
    announcement.check_deletion(tx.actor)?;
    tx.delete(id.record())?;
    tx.record(id.record(), &AnnouncementEvent::Deleted)
}

/// Refuses anyone but the sender and those who head the unit.
pub fn check_answer(tx: &mut Tx<'_>, announcement: &Announcement) -> Result<()> {
    if may_answer(tx, announcement)? {
        return Ok(());
    }
    Err(Error::not_allowed(format!(
        "Only {} or the head of {} can answer this. Ask one of them.",
        announcement.sender, announcement.unit
    )))
}

/// Whether the actor sent it or heads the unit: they answer, and read the reach.
pub fn may_answer(tx: &mut Tx<'_>, announcement: &Announcement) -> Result<bool> {
    Ok(announcement.head.owner_id == Some(tx.actor)
        || permissions::may_head(tx, announcement.unit_id)?)
}

/// What an announcement refers to must exist and be visible.
fn check(tx: &mut Tx<'_>, draft: &Draft) -> Result<()> {
    let mut faults = Vec::new();
    if !tx.is_kind(draft.unit_id.record(), &[Kind::Unit])? {
        faults.push(Fault::new("unit_id", "To: choose one from the list"));
    }
    if let Some(about) = draft.about
        && !tx.is_kind(about, PARENTS)?
    {
        faults.push(Fault::new("about", "About: choose one from the list"));
    }
    if faults.is_empty() { Ok(()) } else { Err(Error::Invalid(faults)) }
}

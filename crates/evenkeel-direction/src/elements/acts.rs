//! The writes that all elements share: versions, endorsements, retiring and deleting.

use evenkeel_core::{Change, Error, Fault, Id, Kind, Person, Record, Recorded, Result};
use evenkeel_directory::permissions;
use evenkeel_store::{Audience, Head, NewRecord, Saved, Tx};

use super::{Element, ElementEvent, Words, store};
use crate::{
    bets::BetEvent, purposes::PurposeEvent, strategies::StrategyEvent, values::ValueEvent,
    visions::VisionEvent,
};

/// The kinds that are elements of a direction.
pub(crate) const KINDS: [Kind; 5] =
    [Kind::Purpose, Kind::Vision, Kind::Value, Kind::Strategy, Kind::Bet];

/// An element that the actor may see.
pub fn find(tx: &mut Tx<'_>, id: Id<Record>) -> Result<Head> {
    let head = tx.head(id)?;
    if KINDS.contains(&head.kind) { Ok(head) } else { Err(Error::NotFound) }
}

/// Stands behind the current version. `number` is the version that the person has read.
pub fn endorse(tx: &mut Tx<'_>, id: Id<Record>, number: i64) -> Result<Recorded> {
    let head = find(tx, id)?;
    let current = store::number(tx, id)?;
    if number != current {
        return Err(Error::field(
            "number",
            format!("Version {current} is the current one: read it before you endorse it"),
        ));
    }
    if !matches!(head.state.as_str(), "current" | "open") {
        return Err(Error::field("number", "It is no longer part of the direction"));
    }
    store::insert_endorsement(tx, id, number)?;
    record(tx, &head, ElementEvent::Endorsed { number })
}

/// No longer stands behind a version.
pub fn withdraw(tx: &mut Tx<'_>, id: Id<Record>, number: i64) -> Result<Recorded> {
    let head = find(tx, id)?;
    if store::delete_endorsement(tx, id, number)? == 0 {
        return Err(Error::field("number", format!("You have not endorsed version {number}")));
    }
    record(tx, &head, ElementEvent::Withdrawn { number })
}

/// Takes an element out of the direction; it stays readable.
pub fn retire(tx: &mut Tx<'_>, id: Id<Record>) -> Result<Recorded> {
    let head = find(tx, id)?;
    may_change(tx, &head)?;
    may_retire(&head)?;
    tx.set_state(id, "retired")?;
    record(tx, &head, ElementEvent::Retired)
}

/// Brings a retired element back.
pub fn revive(tx: &mut Tx<'_>, id: Id<Record>) -> Result<Recorded> {
    let head = find(tx, id)?;
    may_change(tx, &head)?;
    may_retire(&head)?;
    tx.set_state(id, "current")?;
    record(tx, &head, ElementEvent::Revived)
}

/// Deletes an element for 30 days, after which it is gone.
pub fn remove(tx: &mut Tx<'_>, id: Id<Record>) -> Result<Recorded> {
    let head = find(tx, id)?;
    may_change(tx, &head)?;
    if head.kind == Kind::Value {
        return Err(by_proposal());
    }
    tx.delete(id)?;
    record(tx, &head, ElementEvent::Deleted)
}

/// Refuses anyone who does not head the element's unit; the owner of a bet may change it too.
pub(crate) fn may_change(tx: &mut Tx<'_>, head: &Head) -> Result<()> {
    permissions::start(tx)?;
    match head.unit_id {
        _ if head.owner_id == Some(tx.actor) => Ok(()),
        Some(unit) => permissions::head(tx, unit),
        None => permissions::administer(tx),
    }
}

fn may_retire(head: &Head) -> Result<()> {
    match head.kind {
        Kind::Value => Err(by_proposal()),
        Kind::Bet => {
            Err(Error::not_allowed("A bet is not retired: close it and say what was learned."))
        }
        _ => Ok(()),
    }
}

/// Why a value cannot be changed directly.
pub(crate) fn by_proposal() -> Error {
    Error::not_allowed("A value changes only by a proposal that was decided. Propose the change.")
}

/// Refuses what refers to something that is not there.
pub(crate) fn check(
    tx: &mut Tx<'_>,
    id: Id<Record>,
    words: &Words<'_>,
    parents: &[Kind],
) -> Result<()> {
    let chosen = [
        ("owner_id", "Owner", words.owner.map(Id::record), &[Kind::Person][..]),
        ("parent_id", "Serves", words.parent, parents),
        ("unit_id", "Unit", Some(words.place.unit_id.record()), &[Kind::Unit][..]),
    ];
    let mut faults = Vec::new();
    for (field, label, chosen, kinds) in chosen {
        if let Some(chosen) = chosen
            && (chosen == id || !tx.is_kind(chosen, kinds)?)
        {
            faults.push(Fault::new(field, format!("{label}: choose one from the list")));
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(Error::Invalid(faults)) }
}

/// Refuses anyone who does not head the unit of a new element, or of one that moves there.
pub(crate) fn may_place(tx: &mut Tx<'_>, head: Option<&Head>, words: &Words<'_>) -> Result<()> {
    permissions::start(tx)?;
    if head.and_then(|head| head.unit_id) == Some(words.place.unit_id) {
        return Ok(());
    }
    permissions::head(tx, words.place.unit_id)
}

/// Writes the common row of a new element and its first version.
pub(crate) fn add(tx: &mut Tx<'_>, id: Id<Record>, words: &Words<'_>) -> Result<()> {
    tx.add(&NewRecord {
        id,
        kind: words.kind,
        title: words.title,
        state: words.state,
        unit: Some(words.place.unit_id),
        owner: words.owner,
        audience: audience(words, tx.actor),
        parent: words.parent,
        text: &words.text(),
    })?;
    store::insert_edition(tx, id, 1, &words.passages)?;
    Ok(())
}

/// Writes an edit into the common row; a change of the text publishes a new version.
pub(crate) fn save(
    tx: &mut Tx<'_>,
    element: &Element,
    before: &Words<'_>,
    words: &Words<'_>,
    changes: Vec<Change>,
) -> Result<ElementEvent> {
    let id = element.head.id;
    tx.save(
        id,
        &Saved {
            title: words.title,
            state: words.state,
            unit: Some(words.place.unit_id),
            owner: words.owner,
            audience: words.place.seen_by.after(
                Some(words.place.unit_id),
                words.owner,
                &element.head,
                tx,
            ),
            parent: words.parent,
            text: &words.text(),
        },
    )?;
    if before.passages == words.passages {
        return Ok(ElementEvent::Edited { changes });
    }
    let number = element.number + 1;
    store::insert_edition(tx, id, number, &words.passages)?;
    Ok(ElementEvent::Published { number, changes })
}

fn audience(words: &Words<'_>, actor: Id<Person>) -> Audience {
    words.place.seen_by.of(Some(words.place.unit_id), words.owner.unwrap_or(actor))
}

/// Records an event under the kind of the element.
fn record(tx: &mut Tx<'_>, head: &Head, event: ElementEvent) -> Result<Recorded> {
    match head.kind {
        Kind::Purpose => tx.record(head.id, &PurposeEvent(event)),
        Kind::Vision => tx.record(head.id, &VisionEvent(event)),
        Kind::Value => tx.record(head.id, &ValueEvent::Element(event)),
        Kind::Strategy => tx.record(head.id, &StrategyEvent(event)),
        Kind::Bet => tx.record(head.id, &BetEvent::Element(event)),
        _ => Err(Error::NotFound),
    }
}

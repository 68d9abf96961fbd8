//! Each write about a unit: load, ask the model, save, record.

use evenkeel_core::{Error, Fault, Id, Kind, Recorded, Result, Unit};
use evenkeel_store::{Audience, NewRecord, Saved, Tx, diff};

use super::{Draft, UnitEvent, store};
use crate::{permissions, readers};

/// Makes a unit below another.
pub fn create(tx: &mut Tx<'_>, id: Id<Unit>, draft: &Draft) -> Result<Recorded> {
    permissions::administer(tx)?;
    if draft.parent_id.is_none() {
        return Err(Error::field("parent_id", "Unit above is missing"));
    }
    check(tx, draft)?;
    add(tx, id, draft)?;
    readers::refresh_all(tx)?;
    tx.record(id.record(), &UnitEvent::Created)
}

/// Writes a new unit, without asking who may.
pub fn add(tx: &mut Tx<'_>, id: Id<Unit>, draft: &Draft) -> Result<()> {
    tx.add(&NewRecord {
        id: id.record(),
        kind: Kind::Unit,
        title: &draft.name,
        state: "",
        unit: None,
        owner: None,
        audience: Audience::Everyone,
        parent: draft.parent_id.map(Id::record),
        text: &draft.kind,
    })?;
    store::insert(tx, id, draft)
}

/// Saves an edit of a unit; a new unit above moves it with all below it.
pub fn edit(tx: &mut Tx<'_>, id: Id<Unit>, version: i64, draft: &Draft) -> Result<Recorded> {
    let part = store::find(tx, id)?;
    permissions::administer(tx)?;
    let before = part.draft();
    tx.expect_version(id.record(), version, &before.fields(), &draft.fields())?;
    check(tx, draft)?;
    let is_moved = part.parent_id != draft.parent_id;
    if is_moved {
        let Some(parent) = draft.parent_id.filter(|_| part.parent_id.is_some()) else {
            return Err(Error::field("parent_id", "The whole organization stays at the top"));
        };
        if store::is_within(tx, parent, id)? {
            return Err(Error::field("parent_id", "A unit cannot stand below itself"));
        }
    }
    save(tx, id, draft)?;
    if is_moved {
        store::move_paths(tx, id)?;
        readers::refresh_all(tx)?;
        return tx.record(id.record(), &UnitEvent::Moved);
    }
    let changes = diff(&before.fields(), &draft.fields());
    tx.record(id.record(), &UnitEvent::Edited { changes })
}

/// Writes an edit, without asking who may and without moving paths.
pub fn save(tx: &mut Tx<'_>, id: Id<Unit>, draft: &Draft) -> Result<()> {
    tx.save(
        id.record(),
        &Saved {
            title: &draft.name,
            state: "",
            unit: None,
            owner: None,
            audience: Audience::Everyone,
            parent: draft.parent_id.map(Id::record),
            text: &draft.kind,
        },
    )?;
    store::update(tx, id, draft)?;
    Ok(())
}

/// Deletes an empty unit.
pub fn remove(tx: &mut Tx<'_>, id: Id<Unit>) -> Result<Recorded> {
    let part = store::find(tx, id)?;
    permissions::administer(tx)?;
    if part.parent_id.is_none() || store::is_in_use(tx, id)? {
        return Err(Error::not_allowed(
            "Only an empty unit can be deleted. Move its people, units and records first.",
        ));
    }
    tx.delete(id.record())?;
    tx.record(id.record(), &UnitEvent::Deleted)
}

fn check(tx: &mut Tx<'_>, draft: &Draft) -> Result<()> {
    let mut faults = Vec::new();
    if let Some(parent) = draft.parent_id
        && !tx.is_kind(parent.record(), &[Kind::Unit])?
    {
        faults.push(Fault::new("parent_id", "Unit above: choose one from the list"));
    }
    for (field, label, person) in
        [("lead_id", "Lead", draft.lead_id), ("manager_id", "Manager", draft.manager_id)]
    {
        if let Some(person) = person
            && !tx.is_kind(person.record(), &[Kind::Person])?
        {
            faults.push(Fault::new(field, format!("{label}: choose one from the list")));
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(Error::Invalid(faults)) }
}

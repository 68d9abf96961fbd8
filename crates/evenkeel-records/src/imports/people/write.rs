//! How a row gets into the directory, and out of it again.

use evenkeel_core::{Error, Id, Person, Result};
use evenkeel_directory::{
    persons::{self, acts, store as directory},
    sessions, units,
};
use evenkeel_store::Tx;
use serde::Deserialize;
use serde_json::Value as Json;

use super::{
    store,
    values::{Before, Values},
};
use crate::imports::{
    model::{Done, Outcome, Run, Todo},
    store as runs,
};

/// Adds the units that the file names and the organization lacks.
pub(super) fn make_units(tx: &mut Tx<'_>, run: Id<Run>) -> Result<()> {
    for (place, unit) in runs::list_units(tx, run, "")? {
        let draft = units::Draft {
            name: unit.name,
            kind: unit.kind,
            code: None,
            parent_id: Some(unit.parent_id),
            lead_id: None,
            manager_id: None,
        };
        units::acts::add(tx, unit.id, &draft)?;
        runs::set_unit_state(tx, run, place, "done")?;
    }
    Ok(())
}

/// Takes back the units that nothing uses now, the lowest first.
pub(super) fn clear_units(tx: &mut Tx<'_>, run: Id<Run>) -> Result<()> {
    for (place, unit) in runs::list_units(tx, run, "done")?.into_iter().rev() {
        if units::store::is_in_use(tx, unit.id)? {
            runs::set_unit_state(tx, run, place, "kept")?;
        } else {
            tx.delete(unit.id.record())?;
            runs::set_unit_state(tx, run, place, "undone")?;
        }
    }
    Ok(())
}

fn values(row: &Todo) -> Result<Values> {
    Values::read(row.planned.as_ref().and_then(|planned| planned.get("values")))
}

fn person(row: &Todo) -> Result<Id<Person>> {
    row.target_id.map(Id::cast).ok_or_else(|| Error::broken("a row of an import without a person"))
}

/// Writes a person, without their manager.
pub(super) fn apply(tx: &mut Tx<'_>, row: &Todo) -> Result<Done> {
    let (values, id) = (values(row)?, person(row)?);
    let taken = directory::taken(tx, id, &values.draft(None))?;
    if let Some(field) = taken.first() {
        return Ok(Done::Refused(format!(
            "Somebody else has this {} since the check. Check again",
            field.replace("email", "e-mail")
        )));
    }
    if row.outcome == Outcome::Create.word() {
        acts::add_quietly(tx, id, Id::fresh(tx.now), &values.draft(None))?;
        return Ok(Done::Applied(Json::Null, store::version(tx, id)?));
    }
    let seen = row.planned.as_ref().and_then(|planned| planned.get("version"));
    let member = directory::find(tx, id)?;
    if seen.and_then(Json::as_i64) != Some(member.version) {
        return Ok(Done::Refused("Somebody changed them since the check. Check again".to_owned()));
    }
    let before = before(tx, &member)?;
    acts::save_quietly(tx, &member, Id::fresh(tx.now), &values.draft(member.manager_id))?;
    if member.is_active && !values.is_active {
        directory::set_active(tx, id, false)?;
        tx.set_state(id.record(), "left")?;
        sessions::store::end_everything(tx, id)?;
    }
    let before = serde_json::to_value(before)
        .map_err(|e| Error::internal("a person before an import", e))?;
    Ok(Done::Applied(before, store::version(tx, id)?))
}

fn before(tx: &mut Tx<'_>, member: &persons::Member) -> Result<Before> {
    Ok(Before {
        values: Values {
            name: member.name.clone(),
            username: member.username.clone(),
            email: member.email.clone(),
            number: member.number.clone(),
            job_title: member.job_title.clone(),
            role: member.role.0,
            manager_id: member.manager_id,
            unit_id: member.unit_id,
            from_on: None,
            is_active: member.is_active,
        },
        memberships: store::list_memberships(tx, member.id)?,
    })
}

/// Writes whom a person reports to, now that everybody is there.
pub(super) fn link(tx: &mut Tx<'_>, row: &Todo) -> Result<()> {
    let id = person(row)?;
    store::set_manager(tx, id, values(row)?.manager_id).map(|_| ())
}

/// Takes a row back.
pub(super) fn undo(tx: &mut Tx<'_>, run: Id<Run>, row: &Todo) -> Result<Done> {
    let id = person(row)?;
    if Some(store::version(tx, id)?) != row.version {
        return Ok(Done::Kept("Changed since the import; left as they are".to_owned()));
    }
    if row.outcome == Outcome::Create.word() {
        return remove(tx, run, id);
    }
    let before = row.before.as_ref().map(Before::deserialize).transpose();
    let before = before.map_err(|e| Error::internal("a person before an import", e))?;
    let before = before.ok_or_else(|| Error::broken("a changed row without what was before"))?;
    let member = directory::find(tx, id)?;
    let draft = before.values.draft(before.values.manager_id);
    let taken = directory::taken(tx, id, &draft)?;
    if let Some(field) = taken.first() {
        return Ok(Done::Kept(format!("Somebody else has their old {field} now")));
    }
    acts::save_quietly(tx, &member, Id::fresh(tx.now), &draft)?;
    store::remove_memberships(tx, id)?;
    for membership in before.memberships {
        store::insert_membership(tx, id, membership)?;
    }
    if before.values.is_active != member.is_active {
        directory::set_active(tx, id, before.values.is_active)?;
        tx.set_state(id.record(), if before.values.is_active { "active" } else { "left" })?;
    }
    Ok(Done::Undone)
}

/// Removes a person whom the run added, unless somebody counts on them by now.
fn remove(tx: &mut Tx<'_>, run: Id<Run>, id: Id<Person>) -> Result<Done> {
    if let Some(reason) = store::use_of(tx, run, id)? {
        return Ok(Done::Kept(format!("{reason}; left as they are")));
    }
    sessions::store::end_everything(tx, id)?;
    store::remove_memberships(tx, id)?;
    store::blank(tx, id)?;
    tx.unindex(id.record())?;
    tx.delete(id.record())?;
    Ok(Done::Undone)
}

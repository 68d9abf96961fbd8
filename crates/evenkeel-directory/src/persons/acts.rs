//! Each write about a person: load, ask the model, save, record.

use evenkeel_core::{Error, Id, Kind, Person, Recorded, Result, Role, Unit};
use evenkeel_store::{Audience, NewRecord, Saved, Tx, diff};

use super::{Draft, Member, PersonEvent, store};
use crate::{permissions, readers, sessions};

/// Who may change owners.
const ONLY_OWNERS: &str = "Only an owner can change an owner, or name one. Ask an owner.";

/// Adds a person, with a membership from today or the day given.
pub fn create(
    tx: &mut Tx<'_>,
    id: Id<Person>,
    membership: Id<Unit>,
    draft: &Draft,
) -> Result<Recorded> {
    permissions::administer(tx)?;
    if draft.role == Role::Owner && permissions::role(tx)? != Role::Owner {
        return Err(Error::not_allowed(ONLY_OWNERS));
    }
    check(tx, id, draft)?;
    add(tx, id, membership, draft)?;
    tx.record(id.record(), &PersonEvent::Added)
}

/// Writes a new person with their membership and reader rows, without asking who may.
pub fn add(tx: &mut Tx<'_>, id: Id<Person>, membership: Id<Unit>, draft: &Draft) -> Result<()> {
    add_quietly(tx, id, membership, draft)?;
    readers::refresh_person(tx, id)?;
    readers::refresh_line(tx, id)
}

/// The same for one of many: whoever adds them writes all reader rows anew at the end.
pub fn add_quietly(
    tx: &mut Tx<'_>,
    id: Id<Person>,
    membership: Id<Unit>,
    draft: &Draft,
) -> Result<()> {
    let text = search_text(draft);
    tx.add(&NewRecord {
        id: id.record(),
        kind: Kind::Person,
        title: &draft.name,
        state: "active",
        unit: draft.unit_id,
        owner: Some(id),
        audience: Audience::Everyone,
        parent: None,
        text: &text,
    })?;
    store::insert(tx, id, draft)?;
    let from_on = draft.from_on.unwrap_or(tx.today);
    store::move_to_unit(tx, membership, id, draft.unit_id, from_on)
}

/// Saves an edit of a person.
pub fn edit(
    tx: &mut Tx<'_>,
    id: Id<Person>,
    version: i64,
    membership: Id<Unit>,
    draft: &Draft,
) -> Result<Recorded> {
    let member = store::find(tx, id)?;
    permissions::administer(tx)?;
    let before = member.draft();
    tx.expect_version(id.record(), version, &before.fields(), &draft.fields())?;
    check(tx, id, draft)?;
    keep_an_owner(tx, &member, draft.role)?;
    save(tx, &member, membership, draft)?;
    let changes = diff(&before.fields(), &draft.fields());
    let fields = changes.into_iter().map(|change| change.field).collect();
    tx.record(id.record(), &PersonEvent::Edited { fields })
}

/// Writes an edit with its memberships and reader rows, without asking who may.
pub fn save(tx: &mut Tx<'_>, member: &Member, membership: Id<Unit>, draft: &Draft) -> Result<()> {
    save_quietly(tx, member, membership, draft)?;
    readers::refresh_person(tx, member.id)?;
    if member.manager_id != draft.manager_id {
        readers::refresh_line(tx, member.id)?;
    }
    Ok(())
}

/// The same for one of many: whoever saves them writes all reader rows anew at the end.
pub fn save_quietly(
    tx: &mut Tx<'_>,
    member: &Member,
    membership: Id<Unit>,
    draft: &Draft,
) -> Result<()> {
    let text = search_text(draft);
    tx.save(
        member.id.record(),
        &Saved {
            title: &draft.name,
            state: if member.is_active { "active" } else { "left" },
            unit: draft.unit_id,
            owner: Some(member.id),
            audience: Audience::Everyone,
            parent: None,
            text: &text,
        },
    )?;
    store::update(tx, member.id, draft)?;
    if member.unit_id != draft.unit_id || draft.from_on.is_some() {
        let from_on = draft.from_on.unwrap_or(tx.today);
        store::move_to_unit(tx, membership, member.id, draft.unit_id, from_on)?;
    }
    Ok(())
}

/// Ends a person's access at once: pages, tokens, links.
pub fn deactivate(tx: &mut Tx<'_>, id: Id<Person>) -> Result<Recorded> {
    let member = store::find(tx, id)?;
    permissions::administer(tx)?;
    keep_an_owner(tx, &member, Role::Guest)?;
    store::set_active(tx, id, false)?;
    tx.set_state(id.record(), "left")?;
    sessions::store::end_everything(tx, id)?;
    readers::refresh_person(tx, id)?;
    readers::refresh_line(tx, id)?;
    tx.record(id.record(), &PersonEvent::Deactivated)
}

/// Opens a person's access again.
pub fn reactivate(tx: &mut Tx<'_>, id: Id<Person>) -> Result<Recorded> {
    let member = store::find(tx, id)?;
    permissions::administer(tx)?;
    if member.role.0 == Role::Owner && permissions::role(tx)? != Role::Owner {
        return Err(Error::not_allowed(ONLY_OWNERS));
    }
    store::set_active(tx, id, true)?;
    tx.set_state(id.record(), "active")?;
    readers::refresh_person(tx, id)?;
    readers::refresh_line(tx, id)?;
    tx.record(id.record(), &PersonEvent::Reactivated)
}

/// Draws a second line.
pub fn add_matrix_line(
    tx: &mut Tx<'_>,
    id: Id<Person>,
    lead: Id<Person>,
    name: &str,
) -> Result<Recorded> {
    store::find(tx, id)?;
    permissions::administer(tx)?;
    if lead == id || store::find(tx, lead).is_err() {
        return Err(Error::field("lead_id", "Lead: choose somebody else from the list"));
    }
    store::save_matrix_line(tx, id, lead, name)?;
    readers::refresh_line(tx, id)?;
    tx.record(id.record(), &PersonEvent::MatrixLineAdded)
}

/// Takes a second line away.
pub fn remove_matrix_line(tx: &mut Tx<'_>, id: Id<Person>, lead: Id<Person>) -> Result<Recorded> {
    store::find(tx, id)?;
    permissions::administer(tx)?;
    store::remove_matrix_line(tx, id, lead)?;
    readers::refresh_line(tx, id)?;
    tx.record(id.record(), &PersonEvent::MatrixLineRemoved)
}

/// Rules that need a look at others: what is taken, whom one reports to, who names owners.
fn check(tx: &mut Tx<'_>, id: Id<Person>, draft: &Draft) -> Result<()> {
    let mut faults = Vec::new();
    for field in store::taken(tx, id, draft)? {
        faults.push(evenkeel_core::Fault::new(
            field,
            format!("Somebody else has this {}. Choose another", field.replace("email", "e-mail")),
        ));
    }
    if let Some(manager) = draft.manager_id {
        let message = if !tx.is_kind(manager.record(), &[Kind::Person])? {
            Some("Manager: choose one from the list")
        } else if store::is_below(tx, manager, id)? {
            Some("Manager: they report to this person already. A line cannot run in a circle")
        } else {
            None
        };
        faults.extend(message.map(|m| evenkeel_core::Fault::new("manager_id", m)));
    }
    if let Some(unit) = draft.unit_id
        && !tx.is_kind(unit.record(), &[Kind::Unit])?
    {
        faults.push(evenkeel_core::Fault::new("unit_id", "Unit: choose one from the list"));
    }
    if faults.is_empty() { Ok(()) } else { Err(Error::Invalid(faults)) }
}

fn keep_an_owner(tx: &mut Tx<'_>, member: &Member, role: Role) -> Result<()> {
    if (member.role.0 == Role::Owner || role == Role::Owner)
        && permissions::role(tx)? != Role::Owner
    {
        return Err(Error::not_allowed(ONLY_OWNERS));
    }
    if member.role.0 == Role::Owner
        && role != Role::Owner
        && store::count_other_owners(tx, member.id)? == 0
    {
        return Err(Error::field("role", "Somebody has to be owner. Name another owner first"));
    }
    Ok(())
}

fn search_text(draft: &Draft) -> String {
    format!("{} {} {}", draft.username, draft.job_title, draft.email.as_deref().unwrap_or(""))
}

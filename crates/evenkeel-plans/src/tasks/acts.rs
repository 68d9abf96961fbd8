//! Each write about a task: load, ask the model, save, record. Pages and API call the same ones.

use evenkeel_core::{Error, Fault, Id, Kind, Recorded, Result};
use evenkeel_directory::permissions;
use evenkeel_store::{NewRecord, Saved, Tx, diff};

use super::{Draft, Task, TaskEvent, store};

/// What a task may serve.
pub const PARENTS: &[Kind] = &[Kind::Goal, Kind::Strategy, Kind::Bet];

/// Adds a task.
pub fn create(tx: &mut Tx<'_>, id: Id<Task>, draft: &Draft) -> Result<Recorded> {
    permissions::start(tx)?;
    check(tx, None, draft)?;
    tx.add(&NewRecord {
        id: id.record(),
        kind: Kind::Task,
        title: &draft.title,
        state: "open",
        unit: draft.unit_id,
        owner: draft.owner_id,
        audience: draft.seen_by.of(draft.unit_id, draft.owner_id.unwrap_or(tx.actor)),
        parent: draft.goal_id,
        text: &draft.standard,
    })?;
    store::insert(tx, id, draft)?;
    tx.record(id.record(), &TaskEvent::Created)
}

/// Saves an edit of a task.
pub fn edit(tx: &mut Tx<'_>, id: Id<Task>, version: i64, draft: &Draft) -> Result<Recorded> {
    let task = changeable(tx, id)?;
    let before = task.draft(tx.organization);
    tx.expect_version(id.record(), version, &before.fields(), &draft.fields())?;
    check(tx, Some(&task), draft)?;
    tx.save(
        id.record(),
        &Saved {
            title: &draft.title,
            state: &task.head.state,
            unit: draft.unit_id,
            owner: draft.owner_id,
            audience: draft.seen_by.after(draft.unit_id, draft.owner_id, &task.head, tx),
            parent: draft.goal_id,
            text: &draft.standard,
        },
    )?;
    store::update(tx, id, draft)?;
    let changes = diff(&before.fields(), &draft.fields());
    tx.record(id.record(), &TaskEvent::Edited { changes })
}

/// Says that a task is done.
pub fn complete(tx: &mut Tx<'_>, id: Id<Task>) -> Result<Recorded> {
    let task = store::find(tx, id)?;
    task.may_close(tx.actor)?;
    task.must_be_open()?;
    store::set_done(tx, id, Some(tx.now), "")?;
    tx.set_state(id.record(), "done")?;
    tx.record(id.record(), &TaskEvent::Completed)
}

/// Drops a task, with a reason.
pub fn drop(tx: &mut Tx<'_>, id: Id<Task>, reason: &str) -> Result<Recorded> {
    let task = store::find(tx, id)?;
    task.may_close(tx.actor)?;
    task.must_be_open()?;
    store::set_done(tx, id, Some(tx.now), reason)?;
    tx.set_state(id.record(), "dropped")?;
    tx.record(id.record(), &TaskEvent::Dropped { reason: reason.to_owned() })
}

/// Opens a closed task again.
pub fn reopen(tx: &mut Tx<'_>, id: Id<Task>) -> Result<Recorded> {
    let task = store::find(tx, id)?;
    task.may_close(tx.actor)?;
    if task.is_open() {
        return Err(Error::not_allowed("This task is open already."));
    }
    store::set_done(tx, id, None, "")?;
    tx.set_state(id.record(), "open")?;
    tx.record(id.record(), &TaskEvent::Reopened)
}

/// Deletes a task for 30 days, after which it is gone.
pub fn remove(tx: &mut Tx<'_>, id: Id<Task>) -> Result<Recorded> {
    let task = store::find(tx, id)?;
    permissions::start(tx)?;
    task.may_close(tx.actor)?;
    tx.delete(id.record())?;
    tx.record(id.record(), &TaskEvent::Deleted)
}

/// The task, if the actor may change its words: whoever holds it, set it, leads its owner or heads
/// its unit; a task of nobody is anybody's to take.
pub fn changeable(tx: &mut Tx<'_>, id: Id<Task>) -> Result<Task> {
    let task = store::find(tx, id)?;
    permissions::start(tx)?;
    if is_theirs(tx, &task)? { Ok(task) } else { Err(task.others()) }
}

/// Whether a task that the actor found is theirs to change, guests apart.
pub fn is_theirs(tx: &mut Tx<'_>, task: &Task) -> Result<bool> {
    Ok(task.head.owner_id.is_none_or(|owner| owner == tx.actor)
        || store::answers_for(tx, task.head.id.cast())?
        || match task.head.unit_id {
            Some(unit) => permissions::may_head(tx, unit)?,
            None => permissions::role(tx)?.may_administer(),
        })
}

/// What a task refers to must exist and be visible.
fn check(tx: &mut Tx<'_>, task: Option<&Task>, draft: &Draft) -> Result<()> {
    let chosen = [
        ("owner_id", "Owner", draft.owner_id.map(Id::record), &[Kind::Person][..]),
        ("goal_id", "Goal", draft.goal_id, PARENTS),
        ("unit_id", "Unit", draft.unit_id.map(Id::record), &[Kind::Unit][..]),
    ];
    let mut faults = Vec::new();
    for (field, label, id, kinds) in chosen {
        if let Some(id) = id
            && !tx.is_kind(id, kinds)?
            && !(field == "goal_id" && task.is_some_and(|task| task.head.parent_id == Some(id)))
        {
            faults.push(Fault::new(field, format!("{label}: choose one from the list")));
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(Error::Invalid(faults)) }
}

//! Each write about a goal: load, ask the model, save, roll up, record.

use evenkeel_core::{Error, Fault, Id, Kind, Record, Recorded, Result};
use evenkeel_directory::permissions;
use evenkeel_records::trash;
use evenkeel_stats::rollup::Fault as RollupFault;
use evenkeel_store::{NewRecord, Saved, Tx, diff};

use super::{Draft, Goal, GoalEvent, Outcome, draft::Holder, rollup, store};
use crate::commitments;

/// What a goal may serve first.
pub const PARENTS: &[Kind] = &[Kind::Goal, Kind::Strategy, Kind::Vision];

/// What a goal may support beside.
pub const SUPPORTED: &[Kind] = &[Kind::Goal, Kind::Strategy, Kind::Vision, Kind::Bet];

/// Sets a goal. `spare` are ids for the commitments that are asked of the owner, the lead and the
/// manager, if they are others than the actor.
pub fn create(
    tx: &mut Tx<'_>,
    id: Id<Goal>,
    spare: [Id<Record>; 3],
    draft: &Draft,
) -> Result<Recorded> {
    permissions::start(tx)?;
    check(tx, None, draft)?;
    let owner = draft.owner_id.unwrap_or(tx.actor);
    tx.add(&NewRecord {
        id: id.record(),
        kind: Kind::Goal,
        title: &draft.title,
        state: if draft.is_draft { "draft" } else { "open" },
        unit: draft.unit_id,
        owner: Some(owner),
        audience: draft.seen_by.of(draft.unit_id, owner),
        parent: draft.parent_id,
        text: &text(draft),
    })?;
    store::insert(tx, id, owner, draft)?;
    name_pair(tx, id, draft)?;
    if !draft.is_draft {
        ask(tx, id, spare, &draft.holders(owner), &[])?;
    }
    rollup::settle_own(tx, id)?;
    tx.record(id.record(), &GoalEvent::Created)
}

/// Saves an edit of a goal; whoever it names anew is asked to commit.
pub fn edit(
    tx: &mut Tx<'_>,
    id: Id<Goal>,
    spare: [Id<Record>; 3],
    version: i64,
    draft: &Draft,
) -> Result<Recorded> {
    let goal = changeable(tx, id)?;
    goal.must_be_open()?;
    let before = goal.draft(tx.organization);
    tx.expect_version(id.record(), version, &before.fields(), &draft.fields())?;
    check(tx, Some(&goal), draft)?;
    let owner = draft.owner_id.unwrap_or(goal.owner_id);
    tx.save(
        id.record(),
        &Saved {
            title: &draft.title,
            state: &goal.head.state,
            unit: draft.unit_id,
            owner: Some(owner),
            audience: draft.seen_by.of(draft.unit_id, owner),
            parent: draft.parent_id,
            text: &text(draft),
        },
    )?;
    // A new cadence counts from the last check-in, not from the edit.
    let longer = draft.cadence_days.saturating_sub(goal.cadence_days);
    let check_in_on = goal.check_in_on.saturating_add(jiff::Span::new().days(longer));
    store::update(tx, id, owner, draft, check_in_on)?;
    name_pair(tx, id, draft)?;
    let former = [Some(goal.owner_id), goal.lead_id, goal.manager_id, goal.reviewer_id];
    store::unname_former(tx, id, former)?;
    store::carry(tx, id)?;
    if goal.is_open() {
        ask(tx, id, spare, &draft.holders(owner), &before.holders(goal.owner_id))?;
    }
    store::carry_names(tx, id)?;
    rollup::settle_own(tx, id)?;
    if goal.head.parent_id != draft.parent_id {
        rollup::settle_parent(tx, goal.head.parent_id)?;
    }
    let changes = diff(&before.fields(), &draft.fields());
    tx.record(id.record(), &GoalEvent::Edited { changes })
}

/// Puts a draft to work, and asks whoever holds it to commit.
pub fn open(tx: &mut Tx<'_>, id: Id<Goal>, spare: [Id<Record>; 3]) -> Result<Recorded> {
    let goal = changeable(tx, id)?;
    if goal.head.state != "draft" {
        return Err(Error::not_allowed("Only a draft can be put to work. This goal is not one."));
    }
    tx.set_state(id.record(), "open")?;
    let holders = goal.draft(tx.organization).holders(goal.owner_id);
    ask(tx, id, spare, &holders, &[])?;
    rollup::settle_own(tx, id)?;
    tx.record(id.record(), &GoalEvent::Opened)
}

/// Closes a goal: it keeps the progress it has now as its final grade.
pub fn close(tx: &mut Tx<'_>, id: Id<Goal>, outcome: Outcome, note: &str) -> Result<Recorded> {
    let goal = changeable(tx, id)?;
    goal.must_be_open()?;
    store::set_closed(tx, id, Some(tx.now), note)?;
    tx.set_state(id.record(), outcome.word())?;
    rollup::settle_own(tx, id)?;
    let outcome = outcome.word().to_owned();
    tx.record(id.record(), &GoalEvent::Closed { outcome, note: note.to_owned() })
}

/// Opens a closed goal again.
pub fn reopen(tx: &mut Tx<'_>, id: Id<Goal>) -> Result<Recorded> {
    let goal = changeable(tx, id)?;
    if !goal.is_closed() {
        return Err(Error::not_allowed("This goal is open already."));
    }
    store::set_closed(tx, id, None, "")?;
    tx.set_state(id.record(), "open")?;
    rollup::settle_own(tx, id)?;
    tx.record(id.record(), &GoalEvent::Reopened)
}

/// Deletes a goal for 30 days, after which it is gone.
pub fn remove(tx: &mut Tx<'_>, id: Id<Goal>) -> Result<Recorded> {
    let goal = changeable(tx, id)?;
    tx.delete(id.record())?;
    rollup::settle_parent(tx, goal.head.parent_id)?;
    tx.record(id.record(), &GoalEvent::Deleted)
}

/// Takes the deletion of a goal back: it counts again for what it serves.
pub fn restore(tx: &mut Tx<'_>, id: Id<Goal>) -> Result<Recorded<String>> {
    let restored = trash::acts::restore(tx, id.record())?;
    rollup::settle_own(tx, id)?;
    Ok(restored)
}

/// Links a goal to something that it also supports.
pub fn add_support(tx: &mut Tx<'_>, id: Id<Goal>, to: Id<Record>) -> Result<Recorded> {
    let goal = changeable(tx, id)?;
    if to == goal.head.id || goal.head.parent_id == Some(to) {
        return Err(Error::field(
            "to_id",
            "Also supports: choose something else than the goal itself and what it serves first",
        ));
    }
    if !tx.is_kind(to, SUPPORTED)? {
        return Err(Error::field("to_id", "Also supports: choose one from the list"));
    }
    store::insert_support(tx, id, to)?;
    tx.record(id.record(), &GoalEvent::SupportAdded)
}

/// Takes such a link away.
pub fn remove_support(tx: &mut Tx<'_>, id: Id<Goal>, to: Id<Record>) -> Result<Recorded> {
    changeable(tx, id)?;
    if store::remove_support(tx, id, to)? == 0 {
        return Err(Error::NotFound);
    }
    tx.record(id.record(), &GoalEvent::SupportRemoved)
}

/// The goal, if the actor may change it.
pub fn changeable(tx: &mut Tx<'_>, id: Id<Goal>) -> Result<Goal> {
    let goal = store::find(tx, id)?;
    let is_head = is_head(tx, &goal)?;
    goal.may_change(tx.actor, is_head)?;
    Ok(goal)
}

/// Whether the actor heads the unit of a goal, or looks after the whole organization.
pub fn is_head(tx: &mut Tx<'_>, goal: &Goal) -> Result<bool> {
    match goal.head.unit_id {
        Some(unit) => permissions::may_head(tx, unit),
        None => Ok(permissions::role(tx)?.may_administer()),
    }
}

/// Asks each holder but the actor to commit, once, unless they held the goal before.
fn ask(
    tx: &mut Tx<'_>,
    id: Id<Goal>,
    spare: [Id<Record>; 3],
    holders: &[Holder],
    before: &[Holder],
) -> Result<()> {
    let goal = store::find(tx, id)?;
    let mut asked = vec![tx.actor];
    asked.extend(before.iter().map(|holder| holder.person));
    for (holder, spare) in holders.iter().zip(spare) {
        if asked.contains(&holder.person) {
            continue;
        }
        asked.push(holder.person);
        let terms = format!("{} “{}”", holder.terms, goal.head.title);
        commitments::acts::ask(tx, spare.cast(), id.record(), holder.person, &terms, goal.end_on)
            .map_err(|error| at(error, holder.field))?;
    }
    Ok(())
}

/// The same faults, at the field of this form.
fn at(error: Error, field: &str) -> Error {
    match error {
        Error::Invalid(faults) => Error::Invalid(
            faults.into_iter().map(|fault| Fault::new(field, fault.message)).collect(),
        ),
        other => other,
    }
}

/// By what else a goal is found.
fn text(draft: &Draft) -> String {
    format!("{}\n{}", draft.why, draft.done_looks_like)
}

/// Whoever is named on a goal may see it.
fn name_pair(tx: &mut Tx<'_>, id: Id<Goal>, draft: &Draft) -> Result<()> {
    for person in [draft.lead_id, draft.manager_id, draft.reviewer_id].into_iter().flatten() {
        tx.name(id.record(), person)?;
    }
    Ok(())
}

/// What a goal refers to must exist and be visible, and must not lie below it.
fn check(tx: &mut Tx<'_>, goal: Option<&Goal>, draft: &Draft) -> Result<()> {
    let person = &[Kind::Person][..];
    let chosen = [
        ("parent_id", "Serves", draft.parent_id, PARENTS),
        ("owner_id", "Owner", draft.owner_id.map(Id::record), person),
        ("lead_id", "Lead", draft.lead_id.map(Id::record), person),
        ("manager_id", "Manager", draft.manager_id.map(Id::record), person),
        ("reviewer_id", "Reviewer", draft.reviewer_id.map(Id::record), person),
        ("unit_id", "Unit", draft.unit_id.map(Id::record), &[Kind::Unit][..]),
    ];
    let mut faults = Vec::new();
    for (field, label, id, kinds) in chosen {
        if let Some(id) = id
            && !tx.is_kind(id, kinds)?
            && !is_kept(goal, field, id)
        {
            faults.push(Fault::new(field, format!("{label}: choose one from the list")));
        }
    }
    let owner = draft.owner_id.or(goal.map(|goal| goal.owner_id)).unwrap_or(tx.actor);
    if draft.owner_id.is_none() && draft.reviewer_id == Some(owner) {
        faults.push(Fault::new("reviewer_id", "The reviewer is somebody else than the owner"));
    }
    if let (Some(goal), Some(parent)) = (goal, draft.parent_id)
        && store::list_above(tx, parent)?.contains(&goal.head.id)
    {
        faults.push(Fault::new("parent_id", RollupFault::Cycle.sentence()));
    }
    if faults.is_empty() { Ok(()) } else { Err(Error::Invalid(faults)) }
}

/// An editor who may not see what the goal serves need not take it away.
fn is_kept(goal: Option<&Goal>, field: &str, id: Id<Record>) -> bool {
    field == "parent_id" && goal.is_some_and(|goal| goal.head.parent_id == Some(id))
}

//! Each write about a measure or a reading, all of them events of their goal.

use evenkeel_core::{Error, Id, Recorded, Result};
use evenkeel_store::{Tx, diff};

use super::{Draft, Measure, Reading, Step, Taken, store};
use crate::goals::{Goal, GoalEvent, acts::changeable, rollup};

/// Adds a measure; with a present value it becomes the first reading, today.
pub fn add(
    tx: &mut Tx<'_>,
    id: Id<Measure>,
    reading: Id<Reading>,
    goal: Id<Goal>,
    draft: &Draft,
) -> Result<Recorded> {
    let goal = changeable(tx, goal)?;
    goal.must_be_open()?;
    store::insert(tx, id, goal.id(), draft)?;
    if let Some(value_milli) = draft.current_milli.filter(|_| draft.word != "milestones") {
        let today = tx.today;
        store::insert_reading(tx, reading, id, &Taken::on(today, value_milli))?;
        store::refresh_current(tx, id)?;
        store::note_update(tx, goal.id(), today)?;
    }
    rollup::settle_own(tx, goal.id())?;
    let measure = draft.title.clone();
    tx.record(goal.head.id, &GoalEvent::MeasureAdded { measure })
}

/// Saves an edit of a measure.
pub fn edit(tx: &mut Tx<'_>, id: Id<Measure>, version: i64, draft: &Draft) -> Result<Recorded> {
    let measure = kept(tx, id)?;
    let goal = changeable(tx, measure.goal_id)?;
    goal.must_be_open()?;
    let changes = diff(&measure.draft().fields(), &draft.fields());
    if measure.version != version {
        let by = store::updated_by(tx, id)?;
        let changes = diff(&draft.fields(), &measure.draft().fields());
        return Err(Error::Changed { by, changes, version: measure.version });
    }
    store::update(tx, &measure, draft)?;
    rollup::settle_own(tx, measure.goal_id)?;
    let measure = draft.title.clone();
    tx.record(goal.head.id, &GoalEvent::MeasureEdited { measure, changes })
}

/// Takes a measure away; it can be brought back.
pub fn remove(tx: &mut Tx<'_>, id: Id<Measure>) -> Result<Recorded> {
    let measure = kept(tx, id)?;
    let goal = changeable(tx, measure.goal_id)?;
    goal.must_be_open()?;
    store::set_removed(tx, id, Some(tx.now))?;
    rollup::settle_own(tx, measure.goal_id)?;
    tx.record(goal.head.id, &GoalEvent::MeasureRemoved { measure: measure.title })
}

/// Brings a measure back.
pub fn restore(tx: &mut Tx<'_>, id: Id<Measure>) -> Result<Recorded> {
    let measure = store::find(tx, id)?;
    let goal = changeable(tx, measure.goal_id)?;
    goal.must_be_open()?;
    store::set_removed(tx, id, None)?;
    rollup::settle_own(tx, measure.goal_id)?;
    tx.record(goal.head.id, &GoalEvent::MeasureRestored { measure: measure.title })
}

/// Logs a reading.
pub fn log(
    tx: &mut Tx<'_>,
    id: Id<Reading>,
    measure: Id<Measure>,
    taken: &Taken,
) -> Result<Recorded> {
    let measure = kept(tx, measure)?;
    let goal = changeable(tx, measure.goal_id)?;
    goal.must_be_open()?;
    put(tx, id, &measure, taken)?;
    rollup::settle_own(tx, measure.goal_id)?;
    let value = measure.value_words(taken.value_milli);
    tx.record(goal.head.id, &GoalEvent::Read { measure: measure.title, value })
}

/// Writes a reading without rolling it up: for acts that log several.
pub(crate) fn put(
    tx: &mut Tx<'_>,
    id: Id<Reading>,
    measure: &Measure,
    taken: &Taken,
) -> Result<()> {
    store::insert_reading(tx, id, measure.id, taken)?;
    if measure.word == "milestones" {
        let steps: Vec<Step> = (1..)
            .zip(measure.steps())
            .map(|(place, step)| Step { is_done: taken.done.contains(&place), ..step })
            .collect();
        let steps = serde_json::to_value(steps)
            .map_err(|e| Error::internal("steps cannot be written", e))?;
        store::set_steps(tx, measure.id, &steps)?;
    }
    store::refresh_current(tx, measure.id)?;
    let read_on = taken.read_on.unwrap_or(tx.today);
    store::note_update(tx, measure.goal_id, read_on)?;
    Ok(())
}

/// Takes a reading away, such as one that was a slip.
pub fn remove_reading(tx: &mut Tx<'_>, id: Id<Reading>) -> Result<Recorded> {
    let reading = store::find_reading(tx, id)?;
    let measure = kept(tx, reading.measure_id)?;
    let goal = changeable(tx, measure.goal_id)?;
    goal.must_be_open()?;
    if measure.word == "milestones" {
        return Err(Error::not_allowed(
            "A reading of steps stays. Log a new one that says which steps are done.",
        ));
    }
    store::remove_reading(tx, id)?;
    store::refresh_current(tx, measure.id)?;
    rollup::settle_own(tx, measure.goal_id)?;
    let value = measure.value_words(reading.value_milli);
    tx.record(goal.head.id, &GoalEvent::ReadingRemoved { measure: measure.title, value })
}

/// A measure that was not taken away.
fn kept(tx: &mut Tx<'_>, id: Id<Measure>) -> Result<Measure> {
    let measure = store::find(tx, id)?;
    if measure.is_removed { Err(Error::NotFound) } else { Ok(measure) }
}

//! Each write about a check-in: load, ask the model, save, record.

use evenkeel_core::{Error, Id, Kind, Recorded, Result};
use evenkeel_store::{NewRecord, Tx};
use jiff::Span;

use super::{CheckIn, CheckInEvent, Draft, store};
use crate::{
    commitments,
    goals::{self, Goal, Reading, measures, rollup},
};

/// Makes a check-in, with new values of measures if there are any. `readings` are ids for those.
pub fn create(
    tx: &mut Tx<'_>,
    id: Id<CheckIn>,
    readings: &[Id<Reading>],
    goal: Id<Goal>,
    draft: &Draft,
) -> Result<Recorded> {
    let found = goals::store::find(tx, goal)?;
    found.may_check_in(tx.actor)?;
    log(tx, readings, goal, draft)?;
    let goal = goals::store::find(tx, goal)?;
    let reviewer = match goal.reviewer_id.filter(|reviewer| *reviewer != tx.actor) {
        Some(reviewer) => Some(reviewer),
        None => store::line_manager(tx)?,
    };
    let audience = commitments::store::audience(tx, &goal.head)?;
    tx.add(&NewRecord {
        id: id.record(),
        kind: Kind::CheckIn,
        title: &draft.title(),
        state: "open",
        unit: goal.head.unit_id,
        owner: Some(tx.actor),
        audience,
        parent: Some(goal.head.id),
        text: &format!("{}\n{}", draft.changed, draft.next),
    })?;
    store::insert(tx, id, &goal, reviewer, draft)?;
    store::copy_names(tx, id, goal.head.id)?;
    if let Some(reviewer) = reviewer {
        tx.name(id.record(), reviewer)?;
        tx.name(goal.head.id, reviewer)?;
    }
    let next_on = tx.today.saturating_add(Span::new().days(goal.cadence_days));
    store::note_on_goal(tx, goal.head.id, draft.confidence, next_on)?;
    let readings = i64::try_from(draft.readings.len()).unwrap_or(0);
    tx.record(id.record(), &CheckInEvent::Made { confidence: draft.confidence, readings })
}

/// Logs the values that come with a check-in.
fn log(tx: &mut Tx<'_>, ids: &[Id<Reading>], goal: Id<Goal>, draft: &Draft) -> Result<()> {
    if draft.readings.is_empty() {
        return Ok(());
    }
    if ids.len() < draft.readings.len() {
        return Err(Error::broken("a check-in has more readings than ids for them"));
    }
    let measures = measures::store::list(tx, goal)?;
    for (id, (measure, taken)) in ids.iter().zip(&draft.readings) {
        let measure = measures.iter().find(|known| known.id == *measure).ok_or(Error::NotFound)?;
        measures::acts::put(tx, *id, measure, taken)?;
    }
    rollup::settle_own(tx, goal)
}

/// Says that the reviewer has heard it.
pub fn acknowledge(tx: &mut Tx<'_>, id: Id<CheckIn>, reply: &str) -> Result<Recorded> {
    let check_in = store::find(tx, id)?;
    let goal = goals::store::find(tx, check_in.goal.id.cast());
    let is_head = match goal {
        Ok(goal) => goals::acts::is_head(tx, &goal)?,
        Err(Error::NotFound) => false,
        Err(error) => return Err(error),
    };
    check_in.may_acknowledge(tx.actor, is_head)?;
    store::acknowledge(tx, id, reply)?;
    tx.set_state(id.record(), "acknowledged")?;
    tx.record(id.record(), &CheckInEvent::Acknowledged { reply: reply.to_owned() })
}

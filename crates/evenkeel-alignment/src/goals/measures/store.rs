//! Every statement about measures and readings. Who may see the goal may see its measures.

use evenkeel_core::{Id, Result};
use evenkeel_store::{Tx, readable, sql, values};
use jiff::{Timestamp, civil::Date};

use super::{Draft, Measure, Reading, Taken};
use crate::goals::Goal;

/// The select list of a [`Measure`].
macro_rules! measures {
    () => {
        "select m.id, m.goal_id, m.title, m.kind, m.unit_word, m.start_milli, m.target_milli,
                m.tolerance_milli, m.weight, m.steps, m.current_milli, m.read_on,
                m.removed_at is not null, m.version
           from measure m"
    };
}

/// A measure of a goal that the actor may see.
pub fn find(tx: &mut Tx<'_>, id: Id<Measure>) -> Result<Measure> {
    let [organization, actor, today] = tx.reader();
    tx.find(
        sql!(
            measures!(),
            " join record r on r.organization_id = m.organization_id and r.id = m.goal_id
              where m.organization_id = $1 and m.id = $4 and ",
            readable!("r")
        ),
        &[organization, actor, today, id.into()],
    )
}

/// The measures of a goal that the caller has found, the oldest first.
pub fn list(tx: &mut Tx<'_>, goal: Id<Goal>) -> Result<Vec<Measure>> {
    tx.list(
        sql!(
            measures!(),
            " where m.organization_id = $1 and m.goal_id = $2 and m.removed_at is null
              order by m.id limit 100"
        ),
        values![tx.organization, goal],
    )
}

/// Every measure of the organization, for the full recompute.
pub fn list_all(tx: &mut Tx<'_>) -> Result<Vec<Measure>> {
    tx.list(
        sql!(
            measures!(),
            " where m.organization_id = $1 and m.removed_at is null order by m.id limit 10000000"
        ),
        values![tx.organization],
    )
}

/// Writes a new measure.
pub fn insert(tx: &mut Tx<'_>, id: Id<Measure>, goal: Id<Goal>, draft: &Draft) -> Result<u64> {
    tx.run(
        sql!(
            "insert into measure (organization_id, id, goal_id, title, kind, unit_word,
                                  start_milli, target_milli, tolerance_milli, weight, steps,
                                  version, updated_by)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1, $12)"
        ),
        values![
            tx.organization,
            id,
            goal,
            &draft.title,
            draft.word,
            &draft.unit_word,
            draft.start_milli,
            draft.target_milli,
            draft.tolerance_milli,
            draft.weight,
            draft.kept_steps(&[]),
            tx.actor
        ],
    )
}

/// Writes an edit.
pub fn update(tx: &mut Tx<'_>, measure: &Measure, draft: &Draft) -> Result<u64> {
    tx.run(
        sql!(
            "update measure
                set title = $3, kind = $4, unit_word = $5, start_milli = $6, target_milli = $7,
                    tolerance_milli = $8, weight = $9, steps = $10, version = version + 1,
                    updated_by = $11
              where organization_id = $1 and id = $2"
        ),
        values![
            tx.organization,
            measure.id,
            &draft.title,
            draft.word,
            &draft.unit_word,
            draft.start_milli,
            draft.target_milli,
            draft.tolerance_milli,
            draft.weight,
            draft.kept_steps(&measure.steps()),
            tx.actor
        ],
    )
}

/// Name of the person who saved a measure last.
pub fn updated_by(tx: &mut Tx<'_>, id: Id<Measure>) -> Result<String> {
    tx.find(
        sql!(
            "select p.title from measure m
               join record p on p.organization_id = m.organization_id and p.id = m.updated_by
              where m.organization_id = $1 and m.id = $2"
        ),
        values![tx.organization, id],
    )
}

/// Takes a measure away, or brings it back.
pub fn set_removed(tx: &mut Tx<'_>, id: Id<Measure>, at: Option<Timestamp>) -> Result<u64> {
    tx.run(
        sql!(
            "update measure set removed_at = $3, version = version + 1
              where organization_id = $1 and id = $2"
        ),
        values![tx.organization, id, at],
    )
}

/// A reading of a goal that the actor may see.
pub fn find_reading(tx: &mut Tx<'_>, id: Id<Reading>) -> Result<Reading> {
    let [organization, actor, today] = tx.reader();
    tx.find(
        sql!(
            "select e.id, e.measure_id, e.read_on, e.value_milli, e.note, e.by_id, p.title
               from reading e
               join measure m on m.organization_id = e.organization_id and m.id = e.measure_id
               join record p on p.organization_id = e.organization_id and p.id = e.by_id
               join record r on r.organization_id = m.organization_id and r.id = m.goal_id
              where e.organization_id = $1 and e.id = $4 and ",
            readable!("r")
        ),
        &[organization, actor, today, id.into()],
    )
}

/// The readings of a measure that the caller has found, the latest day first.
pub fn list_readings(
    tx: &mut Tx<'_>,
    measure: Id<Measure>,
    before: &(Date, Id<Reading>),
    limit: i64,
) -> Result<Vec<Reading>> {
    tx.list(
        sql!(
            "select e.id, e.measure_id, e.read_on, e.value_milli, e.note, e.by_id, p.title
               from reading e
               join record p on p.organization_id = e.organization_id and p.id = e.by_id
              where e.organization_id = $1 and e.measure_id = $2
                and e.read_on <= $3 and (e.read_on, e.id) < ($3, $4)
              order by e.read_on desc, e.id desc
              limit $5"
        ),
        values![tx.organization, measure, before.0, before.1, limit],
    )
}

/// The readings of all measures of a goal that the caller has found, the latest 12 of each.
pub fn list_latest(tx: &mut Tx<'_>, goal: Id<Goal>) -> Result<Vec<Reading>> {
    tx.list(
        sql!(
            "select l.id, l.measure_id, l.read_on, l.value_milli, l.note, l.by_id, p.title
               from (select e.id, e.measure_id, e.read_on, e.value_milli, e.note, e.by_id,
                            row_number() over (partition by e.measure_id
                                               order by e.read_on desc, e.id desc) as place
                       from reading e
                       join measure m on m.organization_id = e.organization_id
                                     and m.id = e.measure_id
                      where e.organization_id = $1 and m.goal_id = $2
                        and m.removed_at is null) l
               join record p on p.organization_id = $1 and p.id = l.by_id
              where l.place <= 12
              order by l.measure_id, l.place
              limit 1200"
        ),
        values![tx.organization, goal],
    )
}

/// Writes a reading.
pub fn insert_reading(
    tx: &mut Tx<'_>,
    id: Id<Reading>,
    measure: Id<Measure>,
    taken: &Taken,
) -> Result<u64> {
    let read_on = taken.read_on.unwrap_or(tx.today);
    tx.run(
        sql!(
            "insert into reading (organization_id, id, measure_id, read_on, value_milli, note,
                                  by_id, logged_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8)"
        ),
        values![
            tx.organization,
            id,
            measure,
            read_on,
            taken.value_milli,
            &taken.note,
            tx.actor,
            tx.now
        ],
    )
}

/// Takes a reading away.
pub fn remove_reading(tx: &mut Tx<'_>, id: Id<Reading>) -> Result<u64> {
    tx.run(
        sql!("delete from reading where organization_id = $1 and id = $2"),
        values![tx.organization, id],
    )
}

/// Makes the latest reading the present value of its measure.
pub fn refresh_current(tx: &mut Tx<'_>, measure: Id<Measure>) -> Result<u64> {
    let latest: Option<(Date, i64)> = tx.first(
        sql!(
            "select e.read_on, e.value_milli from reading e
              where e.organization_id = $1 and e.measure_id = $2
              order by e.read_on desc, e.logged_at desc, e.id desc
              limit 1"
        ),
        values![tx.organization, measure],
    )?;
    let (read_on, value) = latest.unzip();
    tx.run(
        sql!(
            "update measure set current_milli = $3, read_on = $4
              where organization_id = $1 and id = $2"
        ),
        values![tx.organization, measure, value, read_on],
    )
}

/// Writes which steps are done.
pub fn set_steps(tx: &mut Tx<'_>, id: Id<Measure>, steps: &serde_json::Value) -> Result<u64> {
    tx.run(
        sql!("update measure set steps = $3 where organization_id = $1 and id = $2"),
        values![tx.organization, id, steps],
    )
}

/// Notes the day of the last word on a goal, if it is later than the one before.
pub fn note_update(tx: &mut Tx<'_>, goal: Id<Goal>, on: Date) -> Result<u64> {
    tx.run(
        sql!(
            "update goal set updated_on = $3
              where organization_id = $1 and id = $2 and updated_on < $3"
        ),
        values![tx.organization, goal, on],
    )
}

//! Every statement about import runs, their rows, and remembered mappings. Callers have asked
//! whether the actor may administer.

use evenkeel_core::{Error, Id, Record, Result};
use evenkeel_store::{Tx, head, sql, values};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value as Json;

use super::model::{
    Done, Mapping, Outcome, Planned, PlannedUnit, Raw, Reported, Run, Shown, State, Todo,
};

/// The select list and joins of a [`Shown`].
macro_rules! runs {
    () => {
        concat!(
            "select ",
            head!("r"),
            ", i.importer, i.file_name, i.encoding, i.delimiter, i.headers, i.mapping,
               i.date_order, i.row_count, i.done_count, i.create_count, i.change_count,
               i.same_count, i.refuse_count, i.kept_count, i.fault, i.beat_at, i.applied_at,
               i.undone_at
               from import_run i
               join record r on r.organization_id = i.organization_id and r.id = i.id"
        )
    };
}

/// A run of the organization.
pub fn find(tx: &mut Tx<'_>, id: Id<Run>) -> Result<Shown> {
    tx.find(
        sql!(runs!(), " where i.organization_id = $1 and i.id = $2 and r.deleted_at is null"),
        values![tx.organization, id],
    )
}

/// The runs of the organization before (at, id), the latest first.
pub fn list(tx: &mut Tx<'_>, before: &(Timestamp, Id<Record>), limit: i64) -> Result<Vec<Shown>> {
    tx.list(
        sql!(
            runs!(),
            " where i.organization_id = $1 and r.deleted_at is null
                and r.created_at <= $2 and (r.created_at, r.id) < ($2, $3)
              order by r.created_at desc, r.id desc
              limit $4"
        ),
        values![tx.organization, before.0, before.1, limit],
    )
}

/// What is known of a file when it comes.
#[derive(Clone, Debug)]
pub struct NewRun {
    /// The importer's word.
    pub importer: &'static str,
    /// What the sender calls the file.
    pub file_name: String,
    /// How it was written.
    pub encoding: &'static str,
    /// What stands between its cells.
    pub delimiter: char,
    /// The heads of its columns.
    pub headers: Vec<String>,
    /// The heads as one text, by which a mapping is remembered.
    pub signature: String,
    /// Rows below the head.
    pub row_count: i64,
}

fn json<T: Serialize>(value: &T) -> Result<Json> {
    serde_json::to_value(value).map_err(|e| Error::internal("JSON of an import", e))
}

/// Writes a new run's own row.
pub fn insert(tx: &mut Tx<'_>, id: Id<Run>, new: &NewRun) -> Result<u64> {
    tx.run(
        sql!(
            "insert into import_run (organization_id, id, importer, file_name, encoding, delimiter,
                                     headers, signature, mapping, date_order, row_count, beat_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', $10, $11)"
        ),
        values![
            tx.organization,
            id,
            new.importer,
            &new.file_name,
            new.encoding,
            new.delimiter.to_string(),
            json(&new.headers)?,
            &new.signature,
            json(&Mapping::default())?,
            new.row_count,
            tx.now
        ],
    )
}

/// Keeps a row as it came.
pub fn insert_row(tx: &mut Tx<'_>, run: Id<Run>, number: i64, cells: &[String]) -> Result<u64> {
    tx.run(
        sql!(
            "insert into import_row (organization_id, run_id, number, cells)
             values ($1, $2, $3, $4)
                 on conflict (organization_id, run_id, number) do nothing"
        ),
        values![tx.organization, run, number, json(&cells)?],
    )
}

/// Notes how far a step is.
pub fn beat(tx: &mut Tx<'_>, run: Id<Run>, done: i64) -> Result<u64> {
    tx.run(
        sql!(
            "update import_run set done_count = $3, beat_at = $4, fault = ''
              where organization_id = $1 and id = $2"
        ),
        values![tx.organization, run, done, tx.now],
    )
}

/// Writes how far the run is, from now on with nothing done of the new step.
pub fn set_state(tx: &mut Tx<'_>, run: Id<Run>, state: State) -> Result<u64> {
    tx.set_state(run.record(), state.word())?;
    beat(tx, run, 0)
}

/// Notes what stopped the run.
pub fn set_fault(tx: &mut Tx<'_>, run: Id<Run>, fault: &str) -> Result<u64> {
    tx.run(
        sql!("update import_run set fault = $3 where organization_id = $1 and id = $2"),
        values![tx.organization, run, fault],
    )
}

/// Writes what the columns mean.
pub fn set_mapping(tx: &mut Tx<'_>, run: Id<Run>, mapping: &Mapping, order: &str) -> Result<u64> {
    tx.run(
        sql!(
            "update import_run set mapping = $3, date_order = $4
              where organization_id = $1 and id = $2"
        ),
        values![tx.organization, run, json(mapping)?, order],
    )
}

/// Some rows of a run, as they came.
pub fn list_raw(tx: &mut Tx<'_>, run: Id<Run>, after: i64, limit: i64) -> Result<Vec<Raw>> {
    tx.list(
        sql!(
            "select number, cells from import_row
              where organization_id = $1 and run_id = $2 and number > $3
              order by number limit $4"
        ),
        values![tx.organization, run, after, limit],
    )
}

/// Writes what the check says of a row.
pub fn plan_row(tx: &mut Tx<'_>, run: Id<Run>, planned: &Planned) -> Result<u64> {
    tx.run(
        sql!(
            "update import_row
                set title = $4, outcome = $5, note = $6, changes = $7, planned = $8,
                    target_id = $9, before = null, version = null, state = ''
              where organization_id = $1 and run_id = $2 and number = $3"
        ),
        values![
            tx.organization,
            run,
            planned.number,
            &planned.title,
            planned.outcome.word(),
            &planned.note,
            json(&planned.changes)?,
            &planned.values,
            planned.target
        ],
    )
}

/// Forgets the units that an earlier check planned.
pub fn remove_units(tx: &mut Tx<'_>, run: Id<Run>) -> Result<u64> {
    tx.run(
        sql!("delete from import_unit where organization_id = $1 and run_id = $2"),
        values![tx.organization, run],
    )
}

/// Writes a unit that the run adds, in its place among the others.
pub fn plan_unit(tx: &mut Tx<'_>, run: Id<Run>, place: i64, unit: &PlannedUnit) -> Result<u64> {
    tx.run(
        sql!(
            "insert into import_unit (organization_id, run_id, place, unit_id, parent_id, name,
                                      kind)
             values ($1, $2, $3, $4, $5, $6, $7)"
        ),
        values![tx.organization, run, place, unit.id, unit.parent_id, &unit.name, &unit.kind],
    )
}

/// The units of a run that are in a state, the upper ones first.
pub fn list_units(tx: &mut Tx<'_>, run: Id<Run>, state: &str) -> Result<Vec<(i64, PlannedUnit)>> {
    let rows: Vec<(i64, Id<_>, Id<_>, String, String)> = tx.list(
        sql!(
            "select place, unit_id, parent_id, name, kind from import_unit
              where organization_id = $1 and run_id = $2 and state = $3
              order by place limit 5000"
        ),
        values![tx.organization, run, state],
    )?;
    Ok(rows
        .into_iter()
        .map(|(place, id, parent_id, name, kind)| {
            (place, PlannedUnit { id, parent_id, name, kind })
        })
        .collect())
}

/// Notes what became of a unit.
pub fn set_unit_state(tx: &mut Tx<'_>, run: Id<Run>, place: i64, state: &str) -> Result<u64> {
    tx.run(
        sql!(
            "update import_unit set state = $4
              where organization_id = $1 and run_id = $2 and place = $3"
        ),
        values![tx.organization, run, place, state],
    )
}

/// Writes the counts of the check.
pub fn count(tx: &mut Tx<'_>, run: Id<Run>) -> Result<u64> {
    tx.run(
        sql!(
            "update import_run
                set create_count = (select count(*) from import_row w
                                     where w.organization_id = $1 and w.run_id = $2
                                       and w.outcome = 'create'),
                    change_count = (select count(*) from import_row w
                                     where w.organization_id = $1 and w.run_id = $2
                                       and w.outcome = 'change'),
                    same_count = (select count(*) from import_row w
                                   where w.organization_id = $1 and w.run_id = $2
                                     and w.outcome = 'same'),
                    refuse_count = (select count(*) from import_row w
                                     where w.organization_id = $1 and w.run_id = $2
                                       and w.outcome = 'refuse'),
                    kept_count = (select count(*) from import_row w
                                   where w.organization_id = $1 and w.run_id = $2
                                     and w.state = 'kept')
              where organization_id = $1 and id = $2"
        ),
        values![tx.organization, run],
    )
}

/// Rows to be written that are in a state, in the order of the file; of one outcome where it names
/// one.
pub fn list_todo(
    tx: &mut Tx<'_>,
    run: Id<Run>,
    outcome: Option<Outcome>,
    state: &str,
    limit: i64,
) -> Result<Vec<Todo>> {
    tx.list(
        sql!(
            "select number, outcome, planned, target_id, before, version from import_row
              where organization_id = $1 and run_id = $2 and state = $3
                and outcome in ('create', 'change') and (outcome = $4 or $4 = '')
              order by number limit $5"
        ),
        values![tx.organization, run, state, outcome.map_or("", Outcome::word), limit],
    )
}

/// Writes what came of a row.
pub fn set_done(tx: &mut Tx<'_>, run: Id<Run>, number: i64, done: &Done) -> Result<u64> {
    match done {
        Done::Applied(before, version) => tx.run(
            sql!(
                "update import_row set state = 'done', before = $4, version = $5
                  where organization_id = $1 and run_id = $2 and number = $3"
            ),
            values![tx.organization, run, number, before, version],
        ),
        Done::Refused(note) => tx.run(
            sql!(
                "update import_row set state = 'refused', outcome = 'refuse', note = $4
                  where organization_id = $1 and run_id = $2 and number = $3"
            ),
            values![tx.organization, run, number, note],
        ),
        Done::Undone => set_row_state(tx, run, number, "undone"),
        Done::Kept(note) => tx.run(
            sql!(
                "update import_row set state = 'kept', note = $4
                  where organization_id = $1 and run_id = $2 and number = $3"
            ),
            values![tx.organization, run, number, note],
        ),
    }
}

/// Notes how far a row is.
pub fn set_row_state(tx: &mut Tx<'_>, run: Id<Run>, number: i64, state: &str) -> Result<u64> {
    tx.run(
        sql!(
            "update import_row set state = $4
              where organization_id = $1 and run_id = $2 and number = $3"
        ),
        values![tx.organization, run, number, state],
    )
}

/// Notes when the run was applied to the end.
pub fn set_applied(tx: &mut Tx<'_>, run: Id<Run>) -> Result<u64> {
    tx.run(
        sql!("update import_run set applied_at = $3 where organization_id = $1 and id = $2"),
        values![tx.organization, run, tx.now],
    )
}

/// Notes when the run was undone to the end.
pub fn set_undone(tx: &mut Tx<'_>, run: Id<Run>) -> Result<u64> {
    tx.run(
        sql!("update import_run set undone_at = $3 where organization_id = $1 and id = $2"),
        values![tx.organization, run, tx.now],
    )
}

/// Rows of the report after a number; of one outcome where it names one.
pub fn list_reported(
    tx: &mut Tx<'_>,
    run: Id<Run>,
    outcome: Option<Outcome>,
    after: i64,
    limit: i64,
) -> Result<Vec<Reported>> {
    tx.list(
        sql!(
            "select number, cells, title, outcome, note, changes, target_id, state from import_row
              where organization_id = $1 and run_id = $2 and number > $3
                and (outcome = $4 or $4 = '')
              order by number limit $5"
        ),
        values![tx.organization, run, after, outcome.map_or("", Outcome::word), limit],
    )
}

/// Remembers what the columns of such a file mean.
pub fn remember(tx: &mut Tx<'_>, run: Id<Run>) -> Result<u64> {
    tx.run(
        sql!(
            "insert into import_mapping (organization_id, importer, signature, mapping, date_order,
                                         used_at)
             select i.organization_id, i.importer, i.signature, i.mapping, i.date_order, i.beat_at
               from import_run i where i.organization_id = $1 and i.id = $2
                 on conflict (organization_id, importer, signature)
                 do update set mapping = excluded.mapping, date_order = excluded.date_order,
                               used_at = excluded.used_at"
        ),
        values![tx.organization, run],
    )
}

/// What was remembered for a file with these heads.
pub fn recall(tx: &mut Tx<'_>, run: Id<Run>) -> Result<Option<(Mapping, String)>> {
    tx.first(
        sql!(
            "select m.mapping, m.date_order
               from import_run i
               join import_mapping m on m.organization_id = i.organization_id
                                    and m.importer = i.importer and m.signature = i.signature
              where i.organization_id = $1 and i.id = $2"
        ),
        values![tx.organization, run],
    )
}

/// Forgets the rows of runs that came before `until`: what was imported is in the directory, and
/// what was not is nobody's business any more.
pub fn forget(tx: &mut Tx<'_>, until: Timestamp) -> Result<u64> {
    tx.run(
        sql!(
            "delete from import_row
              where organization_id = $1
                and run_id in (select i.id from import_run i
                                where i.organization_id = $1 and i.beat_at < $2)"
        ),
        values![tx.organization, until],
    )
}

/// Everything that the directory says of people and units, a line each: what a test holds against
/// what was before.
#[cfg(test)]
pub(super) fn snapshot(tx: &mut Tx<'_>) -> Result<Vec<String>> {
    type Text = Option<String>;
    let people: Vec<(String, Text, String, Text, Text, bool)> = tx.list(
        sql!(
            "select r.title, m.title, p.username || ' ' || p.job_title || ' ' || r.state,
                        p.email, p.number, p.is_active
                   from person p
                   join record r on r.organization_id = p.organization_id and r.id = p.id
                   left join record m on m.organization_id = p.organization_id
                                     and m.id = p.manager_id
                  where p.organization_id = $1 and r.deleted_at is null
                  order by r.title, r.id limit 5000"
        ),
        values![tx.organization],
    )?;
    let memberships: Vec<(String, String, jiff::civil::Date, jiff::civil::Date)> = tx.list(
        sql!(
            "select p.title, u.title, m.from_on, m.until_on
               from membership m
               join record p on p.organization_id = m.organization_id and p.id = m.person_id
               join record u on u.organization_id = m.organization_id and u.id = m.unit_id
              where m.organization_id = $1 order by p.title, m.from_on, m.id limit 5000"
        ),
        values![tx.organization],
    )?;
    let units: Vec<(String, Option<String>)> = tx.list(
        sql!(
            "select r.title, a.title from unit u
               join record r on r.organization_id = u.organization_id and r.id = u.id
               left join record a on a.organization_id = u.organization_id and a.id = u.parent_id
              where u.organization_id = $1 and r.deleted_at is null
              order by r.title, r.id limit 5000"
        ),
        values![tx.organization],
    )?;
    let readers: i64 = tx.find(
        sql!(
            "select count(*) from reader seen
              where seen.organization_id = $1 and seen.relation <> 'named'
                and seen.audience_id not in (select r.id from record r
                                              where r.organization_id = $1
                                                and r.deleted_at is not null)"
        ),
        values![tx.organization],
    )?;
    let text = |text: Option<String>| text.unwrap_or_default();
    let mut all: Vec<String> = people
        .into_iter()
        .map(|(name, manager, rest, email, number, is_active)| {
            format!("{name}|{}|{rest}|{}|{}|{is_active}", text(manager), text(email), text(number))
        })
        .collect();
    all.extend(
        memberships
            .into_iter()
            .map(|(person, unit, from, until)| format!("member {person} of {unit} {from} {until}")),
    );
    all.extend(units.into_iter().map(|(name, above)| format!("unit {name}|{}", text(above))));
    all.push(format!("readers {readers}"));
    Ok(all)
}

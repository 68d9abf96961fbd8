//! Every statement about sustainability measures, each narrowed to what the reader may see.

use evenkeel_core::{Id, Result, Unit};
use evenkeel_store::{Tx, card, head, readable, sql, values};
use jiff::civil::Date;

use super::{Draft, Measure, Reading};
use crate::elements::pages::After;

/// The select list and joins of a [`Measure`].
macro_rules! measures {
    () => {
        concat!(
            "select ",
            head!("r"),
            ", u.title, o.title, ",
            card!("g"),
            ", x.why, x.unit,
                    x.target_micro, l.read_on, l.value_micro
               from sustainability_measure x
               join record r on r.organization_id = x.organization_id and r.id = x.id
               left join record u on u.organization_id = r.organization_id and u.id = r.unit_id
               left join record o on o.organization_id = r.organization_id and o.id = r.owner_id
               left join record g on g.organization_id = r.organization_id
                                 and g.id = r.parent_id and ",
            readable!("g"),
            "
               left join sustainability_reading l
                      on l.organization_id = x.organization_id and l.measure_id = x.id
                     and l.read_on = (select max(m.read_on) from sustainability_reading m
                                       where m.organization_id = x.organization_id
                                         and m.measure_id = x.id)"
        )
    };
}

/// A measure that the actor may see.
pub fn find(tx: &mut Tx<'_>, id: Id<Measure>) -> Result<Measure> {
    let [organization, actor, today] = tx.reader();
    tx.find(
        sql!(measures!(), " where x.organization_id = $1 and x.id = $4 and ", readable!("r")),
        &[organization, actor, today, id.into()],
    )
}

/// The measures of a unit and of those below it, after (title, id).
pub(crate) fn list(
    tx: &mut Tx<'_>,
    unit: Id<Unit>,
    after: &After,
    limit: i64,
) -> Result<Vec<Measure>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            measures!(),
            " where x.organization_id = $1
                and r.unit_id in (select b.unit_id from unit_path b
                                   where b.organization_id = $1 and b.ancestor_id = $4)
                and (r.title, r.id) > ($5, $6) and ",
            readable!("r"),
            "
              order by r.title, r.id
              limit $7"
        ),
        &[organization, actor, today, unit.into(), (&after.0).into(), after.1.into(), limit.into()],
    )
}

/// The measures of the visions that hold for a unit: its own and those of the units above.
pub fn list_holding(tx: &mut Tx<'_>, unit: Id<Unit>) -> Result<Vec<Measure>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            measures!(),
            " where x.organization_id = $1
                and g.unit_id in (select b.ancestor_id from unit_path b
                                   where b.organization_id = $1 and b.unit_id = $4)
                and g.state = 'current' and ",
            readable!("r"),
            "
              order by r.title, r.id
              limit 100"
        ),
        &[organization, actor, today, unit.into()],
    )
}

/// The readings of a measure that the caller has found, the latest first.
pub fn list_readings(tx: &mut Tx<'_>, id: Id<Measure>) -> Result<Vec<Reading>> {
    tx.list(
        sql!(
            "select l.read_on, l.value_micro, p.title
               from sustainability_reading l
               join record p on p.organization_id = l.organization_id and p.id = l.noted_by
              where l.organization_id = $1 and l.measure_id = $2
              order by l.read_on desc
              limit 200"
        ),
        values![tx.organization, id],
    )
}

/// Writes a new measure's own row.
pub fn insert(tx: &mut Tx<'_>, id: Id<Measure>, draft: &Draft) -> Result<u64> {
    tx.run(
        sql!(
            "insert into sustainability_measure (organization_id, id, why, unit, target_micro)
             values ($1, $2, $3, $4, $5)"
        ),
        values![tx.organization, id, &draft.why, &draft.unit, draft.target_micro],
    )
}

/// Writes an edit into a measure's own row.
pub fn update(tx: &mut Tx<'_>, id: Id<Measure>, draft: &Draft) -> Result<u64> {
    tx.run(
        sql!(
            "update sustainability_measure set why = $3, unit = $4, target_micro = $5
              where organization_id = $1 and id = $2"
        ),
        values![tx.organization, id, &draft.why, &draft.unit, draft.target_micro],
    )
}

/// Writes a reading; a second one of the same day takes the place of the first.
pub fn insert_reading(
    tx: &mut Tx<'_>,
    id: Id<Measure>,
    read_on: Date,
    value_micro: i64,
) -> Result<u64> {
    tx.run(
        sql!(
            "insert into sustainability_reading (organization_id, measure_id, read_on,
                                                 value_micro, noted_by, noted_at)
             values ($1, $2, $3, $4, $5, $6)
                 on conflict (organization_id, measure_id, read_on)
                 do update set value_micro = excluded.value_micro, noted_by = excluded.noted_by,
                               noted_at = excluded.noted_at"
        ),
        values![tx.organization, id, read_on, value_micro, tx.actor, tx.now],
    )
}

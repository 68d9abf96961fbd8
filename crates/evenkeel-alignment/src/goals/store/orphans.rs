//! Goals from which no chain leads up to a vision.

use evenkeel_core::{Id, Record, Result};
use evenkeel_store::{Tx, card, head, readable, sql};
use jiff::civil::Date;

use super::{Goal, goals};

/// Everything below a vision that a goal can hang on: what is not among it is an orphan.
macro_rules! reached {
    () => {
        "with recursive reached (id, depth) as (
             select v.id, 0 from record v
              where v.organization_id = $1 and v.kind = 'vision' and v.deleted_at is null
              union
             select b.id, a.depth + 1 from reached a
               cross join record b
              where b.organization_id = $1 and b.parent_id = a.id
                and b.kind in ('strategy', 'bet', 'goal') and b.deleted_at is null
                and a.depth < 40)"
    };
}

/// Orphans at work that the actor may see, the nearest end first.
pub fn list(tx: &mut Tx<'_>, after: &(Date, Id<Record>), limit: i64) -> Result<Vec<Goal>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            reached!(),
            " ",
            goals!(),
            " where g.organization_id = $1 and g.closed_at is null
                and g.id not in (select e.id from reached e)
                and g.end_on >= $4 and (g.end_on, g.id) > ($4, $5) and ",
            readable!("r"),
            "
              order by g.end_on, g.id
              limit $6"
        ),
        &[organization, actor, today, after.0.into(), after.1.into(), limit.into()],
    )
}

/// How many orphans at work the actor may see.
pub fn count(tx: &mut Tx<'_>) -> Result<i64> {
    let [organization, actor, today] = tx.reader();
    tx.find(
        sql!(
            reached!(),
            " select cast(count(*) as bigint) from goal g
                join record r on r.organization_id = g.organization_id and r.id = g.id
               where g.organization_id = $1 and g.closed_at is null
                 and g.id not in (select e.id from reached e) and ",
            readable!("r")
        ),
        &[organization, actor, today],
    )
}

/// Whether a chain leads from a goal up to a vision, whether or not the actor may see all of it.
pub fn is_orphan(tx: &mut Tx<'_>, id: Id<Record>) -> Result<bool> {
    let seen: Option<i64> = tx.first(
        sql!(
            "with recursive up (id, parent_id, kind, depth) as (
                 select r.id, r.parent_id, r.kind, 0 from record r
                  where r.organization_id = $1 and r.id = $2
                  union all
                 select r.id, r.parent_id, r.kind, u.depth + 1 from up u
                   cross join record r
                  where r.organization_id = $1 and r.id = u.parent_id
                    and r.deleted_at is null and u.depth < 40)
             select 1 from up where kind = 'vision' limit 1"
        ),
        evenkeel_store::values![tx.organization, id],
    )?;
    Ok(seen.is_none())
}

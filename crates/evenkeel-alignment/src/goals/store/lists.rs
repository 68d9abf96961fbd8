//! The lists of goals: mine, open, of my units, closed, and the whole tree.

use evenkeel_core::{Id, Record, Result};
use evenkeel_store::{Tx, card, head, readable, sql};
use jiff::{Timestamp, civil::Date};

use super::{Goal, goals};
use crate::goals::tree::Shares;

/// Before every end: where a list begins.
pub const FIRST: Date = Date::constant(1, 1, 1);

/// Where a list by end goes on: after this end and id, and from which source (`%` for any).
#[derive(Clone, Debug)]
pub struct After {
    /// The end of the last goal seen.
    pub end_on: Date,
    /// Its id.
    pub id: Id<Record>,
    /// originate, initiate, or `%`.
    pub source: &'static str,
}

/// Goals at work that the actor holds, the nearest end first.
pub fn list_mine(tx: &mut Tx<'_>, after: &After, limit: i64) -> Result<Vec<Goal>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            goals!(),
            " where g.organization_id = $1 and g.closed_at is null
                and (g.owner_id = $2 or g.lead_id = $2 or g.manager_id = $2)
                and g.end_on >= $4 and (g.end_on, g.id) > ($4, $5) and g.source like $7 and ",
            readable!("r"),
            "
              order by g.end_on, g.id
              limit $6"
        ),
        &[
            organization,
            actor,
            today,
            after.end_on.into(),
            after.id.into(),
            limit.into(),
            after.source.into(),
        ],
    )
}

/// All goals at work that the actor may see, the nearest end first.
pub fn list_open(tx: &mut Tx<'_>, after: &After, limit: i64) -> Result<Vec<Goal>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            goals!(),
            " where g.organization_id = $1 and g.closed_at is null
                and g.end_on >= $4 and (g.end_on, g.id) > ($4, $5) and g.source like $7 and ",
            readable!("r"),
            "
              order by g.end_on, g.id
              limit $6"
        ),
        &[
            organization,
            actor,
            today,
            after.end_on.into(),
            after.id.into(),
            limit.into(),
            after.source.into(),
        ],
    )
}

/// Goals at work of the units that the actor belongs to, and of those below, the nearest end
/// first.
pub fn list_of_units(tx: &mut Tx<'_>, after: &After, limit: i64) -> Result<Vec<Goal>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            goals!(),
            " where g.organization_id = $1 and g.closed_at is null
                and exists (select 1 from unit_path b
                              join membership h on h.organization_id = b.organization_id
                                               and h.unit_id = b.ancestor_id
                             where b.organization_id = $1 and b.unit_id = r.unit_id
                               and h.person_id = $2 and $3 between h.from_on and h.until_on)
                and g.end_on >= $4 and (g.end_on, g.id) > ($4, $5) and g.source like $7 and ",
            readable!("r"),
            "
              order by g.end_on, g.id
              limit $6"
        ),
        &[
            organization,
            actor,
            today,
            after.end_on.into(),
            after.id.into(),
            limit.into(),
            after.source.into(),
        ],
    )
}

/// Closed goals that the actor may see, the latest closed first.
pub fn list_closed(
    tx: &mut Tx<'_>,
    before: &(Timestamp, Id<Record>),
    limit: i64,
) -> Result<Vec<Goal>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            goals!(),
            " where g.organization_id = $1 and g.closed_at is not null
                and g.closed_at <= $4 and (g.closed_at, g.id) < ($4, $5) and ",
            readable!("r"),
            "
              order by g.closed_at desc, g.id desc
              limit $6"
        ),
        &[organization, actor, today, before.0.into(), before.1.into(), limit.into()],
    )
}

/// Goals that the actor may see and that were met since a moment, the latest first.
pub fn list_met(tx: &mut Tx<'_>, since: Timestamp, limit: i64) -> Result<Vec<Goal>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            goals!(),
            " where g.organization_id = $1 and g.closed_at >= $4 and r.state = 'met' and ",
            readable!("r"),
            "
              order by g.closed_at desc, g.id desc
              limit $5"
        ),
        &[organization, actor, today, since.into(), limit.into()],
    )
}

/// Open goals of the actor whose check-in is due, the longest due first.
pub fn list_check_in_due(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<Goal>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            goals!(),
            " where g.organization_id = $1 and g.owner_id = $2 and g.closed_at is null
                and g.check_in_on <= $3 and r.state = 'open' and ",
            readable!("r"),
            "
              order by g.check_in_on, g.id
              limit $4"
        ),
        &[organization, actor, today, limit.into()],
    )
}

/// Of how many people asked how many committed, by goal, for the goals that the actor may see.
pub(crate) fn shares(tx: &mut Tx<'_>) -> Result<Shares> {
    let [organization, actor, today] = tx.reader();
    let rows: Vec<(Id<Record>, i64, i64)> = tx.list(
        sql!(
            "select g.id,
                    (select count(*) from record c
                      where c.organization_id = $1 and c.parent_id = g.id
                        and c.kind = 'commitment'
                        and c.state in ('accepted', 'kept', 'broken') and ",
            readable!("c"),
            "),
                    (select count(*) from record c
                      where c.organization_id = $1 and c.parent_id = g.id
                        and c.kind = 'commitment' and ",
            readable!("c"),
            ")
               from record g
              where g.organization_id = $1 and g.kind = 'goal'
                and g.state in ('draft', 'open') and ",
            readable!("g"),
            " order by g.title, g.id limit 10000"
        ),
        &[organization, actor, today],
    )?;
    let small = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    let asked = rows.into_iter().filter(|(_, _, all)| *all > 0);
    Ok(asked.map(|(id, yes, all)| (id, (small(yes), small(all)))).collect())
}

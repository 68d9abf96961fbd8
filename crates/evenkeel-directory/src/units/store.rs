//! Every statement about units.

use evenkeel_core::{Card, Id, Result, Unit};
use evenkeel_store::{Tx, card, readable, sql, values};

use super::{Draft, Part};

/// The select list and joins of a [`Part`].
macro_rules! parts {
    () => {
        "select r.id, r.title, r.version, u.kind, u.code, u.parent_id, u.lead_id, l.title,
                u.manager_id, m.title, top.depth,
                (select count(*) from record h
                   join person p on p.organization_id = h.organization_id and p.id = h.id
                  where h.organization_id = u.organization_id and h.unit_id = u.id
                    and h.kind = 'person' and p.is_active)
           from unit u
           join record r on r.organization_id = u.organization_id and r.id = u.id
           join unit_path top on top.organization_id = u.organization_id and top.unit_id = u.id
           join unit root on root.organization_id = u.organization_id
                         and root.id = top.ancestor_id and root.parent_id is null
           left join record l on l.organization_id = u.organization_id and l.id = u.lead_id
           left join record m on m.organization_id = u.organization_id and m.id = u.manager_id"
    };
}

/// A unit that the actor may see.
pub fn find(tx: &mut Tx<'_>, id: Id<Unit>) -> Result<Part> {
    let [organization, actor, today] = tx.reader();
    tx.find(
        sql!(parts!(), " where u.organization_id = $1 and u.id = $4 and ", readable!("r")),
        &[organization, actor, today, id.into()],
    )
}

/// The unit that is the whole organization.
pub fn root(tx: &mut Tx<'_>) -> Result<Id<Unit>> {
    tx.find(
        sql!("select id from unit where organization_id = $1 and parent_id is null limit 1"),
        values![tx.organization],
    )
}

/// The units directly below one that the actor may see, by name.
pub fn list_below(tx: &mut Tx<'_>, parent: Id<Unit>, limit: i64) -> Result<Vec<Part>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            parts!(),
            " where u.organization_id = $1 and u.parent_id = $4 and ",
            readable!("r"),
            " order by r.title, r.id limit $5"
        ),
        &[organization, actor, today, parent.into(), limit.into()],
    )
}

/// The units down to `levels` below one that the actor may see, by depth and name.
pub fn list_tree(tx: &mut Tx<'_>, top: Id<Unit>, levels: i64, limit: i64) -> Result<Vec<Part>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            parts!(),
            " join unit_path b on b.organization_id = u.organization_id and b.unit_id = u.id
                              and b.ancestor_id = $4
              where u.organization_id = $1 and b.depth <= $5 and ",
            readable!("r"),
            " order by b.depth, r.title, r.id limit $6"
        ),
        &[organization, actor, today, top.into(), levels.into(), limit.into()],
    )
}

/// The units above one, the whole organization first, the unit itself last.
pub fn list_above(tx: &mut Tx<'_>, unit: Id<Unit>) -> Result<Vec<Card>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            "select ",
            card!("r"),
            "
               from unit_path b
               join record r on r.organization_id = b.organization_id and r.id = b.ancestor_id
              where b.organization_id = $1 and b.unit_id = $4 and ",
            readable!("r"),
            "
              order by b.depth desc, r.id
              limit 40"
        ),
        &[organization, actor, today, unit.into()],
    )
}

/// Units that the actor may see, as cards by name: for a choice in a form.
pub fn choices(tx: &mut Tx<'_>) -> Result<Vec<Card>> {
    tx.choices(evenkeel_core::Kind::Unit, "", 500)
}

/// Units that the actor heads, as cards by name.
pub fn list_headed(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<Card>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            "select ",
            card!("r"),
            "
               from unit u
               join record r on r.organization_id = u.organization_id and r.id = u.id
              where u.organization_id = $1 and (u.lead_id = $2 or u.manager_id = $2)
                and ",
            readable!("r"),
            " order by r.title, r.id limit $4"
        ),
        &[organization, actor, today, limit.into()],
    )
}

/// Writes a new unit's own row and its place in the tree.
pub fn insert(tx: &mut Tx<'_>, id: Id<Unit>, draft: &Draft) -> Result<()> {
    tx.run(
        sql!(
            "insert into unit (organization_id, id, parent_id, kind, code, lead_id, manager_id)
             values ($1, $2, $3, $4, $5, $6, $7)"
        ),
        values![
            tx.organization,
            id,
            draft.parent_id,
            &draft.kind,
            &draft.code,
            draft.lead_id,
            draft.manager_id
        ],
    )?;
    tx.run(
        sql!(
            "insert into unit_path (organization_id, ancestor_id, unit_id, depth)
             select u.organization_id, u.id, u.id, 0
               from unit u where u.organization_id = $1 and u.id = $2"
        ),
        values![tx.organization, id],
    )?;
    tx.run(
        sql!(
            "insert into unit_path (organization_id, ancestor_id, unit_id, depth)
             select b.organization_id, b.ancestor_id, u.id, b.depth + 1
               from unit u
               join unit_path b on b.organization_id = u.organization_id
                               and b.unit_id = u.parent_id
              where u.organization_id = $1 and u.id = $2"
        ),
        values![tx.organization, id],
    )?;
    Ok(())
}

/// Writes an edit into a unit's own row.
pub fn update(tx: &mut Tx<'_>, id: Id<Unit>, draft: &Draft) -> Result<u64> {
    tx.run(
        sql!(
            "update unit set parent_id = $3, kind = $4, code = $5, lead_id = $6, manager_id = $7
              where organization_id = $1 and id = $2"
        ),
        values![
            tx.organization,
            id,
            draft.parent_id,
            &draft.kind,
            &draft.code,
            draft.lead_id,
            draft.manager_id
        ],
    )
}

/// Moves the paths of a unit and all below it under its present parent.
pub fn move_paths(tx: &mut Tx<'_>, id: Id<Unit>) -> Result<()> {
    tx.run(
        sql!(
            "delete from unit_path
              where organization_id = $1
                and unit_id in (select b.unit_id from unit_path b
                                 where b.organization_id = $1 and b.ancestor_id = $2)
                and ancestor_id not in (select b.unit_id from unit_path b
                                         where b.organization_id = $1 and b.ancestor_id = $2)"
        ),
        values![tx.organization, id],
    )?;
    tx.run(
        sql!(
            "insert into unit_path (organization_id, ancestor_id, unit_id, depth)
             select up.organization_id, up.ancestor_id, down.unit_id, up.depth + down.depth + 1
               from unit u
               join unit_path up on up.organization_id = u.organization_id
                                and up.unit_id = u.parent_id
               join unit_path down on down.organization_id = u.organization_id
                                  and down.ancestor_id = u.id
              where u.organization_id = $1 and u.id = $2"
        ),
        values![tx.organization, id],
    )?;
    Ok(())
}

/// Whether `unit` is `top` or stands below it.
pub fn is_within(tx: &mut Tx<'_>, unit: Id<Unit>, top: Id<Unit>) -> Result<bool> {
    let found: Option<i64> = tx.first(
        sql!(
            "select 1 from unit_path
              where organization_id = $1 and unit_id = $2 and ancestor_id = $3"
        ),
        values![tx.organization, unit, top],
    )?;
    Ok(found.is_some())
}

/// Whether the unit still has people, units or records in it.
pub fn is_in_use(tx: &mut Tx<'_>, unit: Id<Unit>) -> Result<bool> {
    let found: Option<i64> = tx.first(
        sql!(
            "select 1 from record
              where organization_id = $1 and unit_id = $2 and deleted_at is null
              limit 1"
        ),
        values![tx.organization, unit],
    )?;
    let below: Option<i64> = tx.first(
        sql!(
            "select 1 from unit u
               join record r on r.organization_id = u.organization_id and r.id = u.id
              where u.organization_id = $1 and u.parent_id = $2 and r.deleted_at is null
              limit 1"
        ),
        values![tx.organization, unit],
    )?;
    Ok(found.is_some() || below.is_some())
}

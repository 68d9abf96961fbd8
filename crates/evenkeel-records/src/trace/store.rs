//! The chain in the database: parents upward, children downward, both narrowed to the reader.

use std::collections::HashMap;

use evenkeel_core::{Card, Id, Kind, Record, Result};
use evenkeel_store::{Tx, card, readable, row, sql};

use super::{
    Chain, Step,
    model::{Found, Node, tree},
};

/// Records of a trace downward that are shown at most, on each of its 3 levels.
const BREADTH: i64 = 200;

row! {
    struct Passed {
        start: Id<Record>,
        depth: i64,
        is_seen: bool,
        card: Card,
    }
}

/// What a record serves, up to the vision. Steps that the reader may not see keep their place but
/// not their name.
pub fn up(tx: &mut Tx<'_>, record: Id<Record>) -> Result<Chain> {
    let [organization, actor, today] = tx.reader();
    let found: Vec<Passed> = tx.list(
        sql!(
            "with recursive up (id, parent_id, depth) as (
                 select r.id, r.parent_id, 0 from record r
                  where r.organization_id = $1 and r.id = $4
                  union all
                 select r.id, r.parent_id, u.depth + 1 from up u
                   cross join record r
                  where r.organization_id = $1 and r.id = u.parent_id
                    and r.deleted_at is null and u.depth < 20)
             select r.id, cast(u.depth as bigint), ",
            readable!("r"),
            ", ",
            card!("r"),
            "
               from up u
               cross join record r
              where r.organization_id = $1 and r.id = u.id
              order by u.depth, r.id
              limit 24"
        ),
        &[organization, actor, today, record.into()],
    )?;
    Ok(chain(found))
}

/// The chains of the actor's open records of one kind, at most `limit`, the latest changed first:
/// the batch behind "explain my week".
pub fn up_many(tx: &mut Tx<'_>, kind: Kind, limit: i64) -> Result<Vec<Chain>> {
    let [organization, actor, today] = tx.reader();
    let found: Vec<Passed> = tx.list(
        sql!(
            "with recursive mine (id, parent_id, updated_at) as (
                 select r.id, r.parent_id, r.updated_at from record r
                  where r.organization_id = $1 and r.owner_id = $2 and r.kind = $4
                    and r.state = 'open' and ",
            readable!("r"),
            "
                  order by r.updated_at desc, r.id
                  limit $5),
             up (start, id, parent_id, depth, updated_at) as (
                 select m.id, m.id, m.parent_id, 0, m.updated_at from mine m
                  union all
                 select u.start, r.id, r.parent_id, u.depth + 1, u.updated_at from up u
                   cross join record r
                  where r.organization_id = $1 and r.id = u.parent_id
                    and r.deleted_at is null and u.depth < 20)
             select u.start, cast(u.depth as bigint), ",
            readable!("r"),
            ", ",
            card!("r"),
            "
               from up u
               cross join record r
              where r.organization_id = $1 and r.id = u.id
              order by u.updated_at desc, u.start, u.depth, r.id
              limit 1100"
        ),
        &[organization, actor, today, kind.word().into(), limit.into()],
    )?;
    let mut order: Vec<Id<Record>> = Vec::new();
    let mut chains: HashMap<Id<Record>, Vec<Passed>> = HashMap::new();
    for step in found {
        if order.last() != Some(&step.start) {
            order.push(step.start);
        }
        chains.entry(step.start).or_default().push(step);
    }
    Ok(order.iter().filter_map(|start| chains.remove(start)).map(chain).collect())
}

fn chain(found: Vec<Passed>) -> Chain {
    let is_whole =
        found.last().is_some_and(|step| matches!(step.card.kind, Kind::Vision | Kind::Purpose));
    let steps = found
        .into_iter()
        .map(|step| Step { depth: step.depth, card: step.is_seen.then_some(step.card) })
        .collect();
    Chain { steps, is_whole }
}

/// What serves a record directly and may be seen, by kind and title.
pub fn down(tx: &mut Tx<'_>, record: Id<Record>, limit: i64) -> Result<Vec<Card>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            "select ",
            card!("r"),
            "
               from record r
              where r.organization_id = $1 and r.parent_id = $4 and ",
            readable!("r"),
            "
              order by r.kind, r.title, r.id
              limit $5"
        ),
        &[organization, actor, today, record.into(), limit.into()],
    )
}

/// One level of the way down from `$above`: children first, then what also serves it.
macro_rules! level {
    ($above:literal, $depth:literal) => {
        concat!(
            "select above, id, kind, title, also, depth from (
                 select a.id as above, r.id as id, r.kind as kind, r.title as title, false as also,
                        ", $depth, " as depth
                   from ", $above, " a
                   cross join record r
                  where r.organization_id = $1 and r.parent_id = a.id
                    and r.deleted_at is null
                  union all
                 select a.id as above, r.id as id, r.kind as kind, r.title as title, true as also,
                        ", $depth, " as depth
                   from ", $above, " a
                   join record_link l on l.organization_id = $1 and l.to_id = a.id
                                     and l.relation = 'supports'
                   cross join record r
                  where r.organization_id = $1 and r.id = l.from_id
                    and r.deleted_at is null) below
              order by kind, title, id limit $5"
        )
    };
}

row! {
    struct Below {
        above: Id<Record>,
        is_also: bool,
        depth: i64,
        is_seen: bool,
        card: Card,
    }
}

/// What serves a record, 3 levels down, as far as the reader may see.
pub fn tree_below(tx: &mut Tx<'_>, record: Id<Record>) -> Result<Vec<Node>> {
    let [organization, actor, today] = tx.reader();
    let found: Vec<Below> = tx.list(
        sql!(
            "with top (id) as (
                 select r.id from record r where r.organization_id = $1 and r.id = $4),
             one (above, id, kind, title, also, depth) as (",
            level!("top", "1"),
            "),
             two (above, id, kind, title, also, depth) as (",
            level!("one", "2"),
            "),
             three (above, id, kind, title, also, depth) as (",
            level!("two", "3"),
            "),
             found (above, id, also, depth) as (
                 select above, id, also, depth from one
                  union all select above, id, also, depth from two
                  union all select above, id, also, depth from three)
             select e.above, e.also, cast(e.depth as bigint), ",
            readable!("r"),
            ", ",
            card!("r"),
            "
               from found e
               cross join record r
              where r.organization_id = $1 and r.id = e.id
              order by e.depth, r.kind, r.title, r.id
              limit 600"
        ),
        &[organization, actor, today, record.into(), BREADTH.into()],
    )?;
    let found: Vec<Found> = found
        .into_iter()
        .map(|Below { above, is_also, depth, is_seen, card }| Found {
            above,
            is_also,
            depth,
            is_seen,
            card,
        })
        .collect();
    Ok(tree(record, 1, &found))
}

/// What a record serves besides its parent, and the reader may see.
pub fn list_supported(tx: &mut Tx<'_>, record: Id<Record>) -> Result<Vec<Card>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            "select ",
            card!("r"),
            "
               from record_link l
               join record r on r.organization_id = l.organization_id and r.id = l.to_id
              where l.organization_id = $1 and l.from_id = $4 and l.relation = 'supports'
                and ",
            readable!("r"),
            "
              order by r.title, r.id
              limit 20"
        ),
        &[organization, actor, today, record.into()],
    )
}

/// Goals, read with their chains, from which none reaches a vision or a purpose.
macro_rules! orphans {
    ($what:expr, $rest:expr) => {
        sql!(
            "with recursive up (start, parent_id, kind, depth) as (
                 select r.id, r.parent_id, r.kind, 0 from record r
                  where r.organization_id = $1 and r.kind = 'goal' and r.deleted_at is null
                    and r.state not in ('met', 'missed', 'canceled')
                  union all
                 select u.start, p.parent_id, p.kind, u.depth + 1 from up u
                   cross join record p
                  where p.organization_id = $1 and p.id = u.parent_id
                    and p.deleted_at is null and u.depth < 20)
             select ", $what, "
               from record r
              where r.organization_id = $1 and r.kind = 'goal'
                and r.state not in ('met', 'missed', 'canceled') and ", readable!("r"), "
                and r.id not in (select u.start from up u where u.kind in ('vision', 'purpose'))",
            $rest
        )
    };
}

/// Open goals that the actor may see and from which no chain leads to a vision, by title.
pub fn orphans(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<Card>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        orphans!(card!("r"), " order by r.title, r.id limit $4"),
        &[organization, actor, today, limit.into()],
    )
}

/// How many [`orphans`] there are.
pub fn count_orphans(tx: &mut Tx<'_>) -> Result<i64> {
    let [organization, actor, today] = tx.reader();
    tx.find(orphans!("count(*)", ""), &[organization, actor, today])
}

/// Lets a record support another, as a room's own form does.
#[cfg(test)]
pub(super) fn support(tx: &mut Tx<'_>, from: Id<Record>, to: Id<Record>) -> Result<u64> {
    tx.run(
        sql!(
            "insert into record_link (organization_id, from_id, to_id, relation)
             values ($1, $2, $3, 'supports')"
        ),
        evenkeel_store::values![tx.organization, from, to],
    )
}

/// Puts a record under another, as a room's own form does.
#[cfg(test)]
pub(super) fn set_parent(tx: &mut Tx<'_>, id: Id<Record>, parent: Id<Record>) -> Result<u64> {
    tx.run(
        sql!("update record set parent_id = $3 where organization_id = $1 and id = $2"),
        evenkeel_store::values![tx.organization, id, parent],
    )
}

//! The chain in the database: parents upward, children downward, both narrowed to the reader.

use std::collections::BTreeMap;

use evenkeel_core::{Card, Id, Record, Result};
use evenkeel_store::{Tx, card, readable, row, sql};

use super::{Chain, Step};

row! {
    struct Found {
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
    let found: Vec<Found> = tx.list(
        sql!(
            "with recursive up (id, parent_id, depth) as (
                 select r.id, r.parent_id, 0 from record r
                  where r.organization_id = $1 and r.id = $4
                  union all
                 select r.id, r.parent_id, u.depth + 1 from up u
                   join record r on r.organization_id = $1 and r.id = u.parent_id
                  where r.deleted_at is null and u.depth < 20)
             select r.id, cast(u.depth as bigint), ", readable!("r"), ", ", card!("r"), "
               from up u
               join record r on r.organization_id = $1 and r.id = u.id
              order by u.depth, r.id
              limit 24"
        ),
        &[organization, actor, today, record.into()],
    )?;
    Ok(chain(found))
}

/// The chains of the actor's open records of one kind, at most `limit`: the batch behind
/// "explain my week".
pub fn up_many(tx: &mut Tx<'_>, kind: evenkeel_core::Kind, limit: i64) -> Result<Vec<Chain>> {
    let [organization, actor, today] = tx.reader();
    let found: Vec<Found> = tx.list(
        sql!(
            "with recursive mine (id, parent_id, title) as (
                 select r.id, r.parent_id, r.title from record r
                  where r.organization_id = $1 and r.owner_id = $2 and r.kind = $4
                    and r.state = 'open' and r.deleted_at is null
                  order by r.updated_at desc, r.id
                  limit $5),
             up (start, id, parent_id, depth) as (
                 select m.id, m.id, m.parent_id, 0 from mine m
                  union all
                 select u.start, r.id, r.parent_id, u.depth + 1 from up u
                   join record r on r.organization_id = $1 and r.id = u.parent_id
                  where r.deleted_at is null and u.depth < 20)
             select u.start, cast(u.depth as bigint), ", readable!("r"), ", ", card!("r"), "
               from up u
               join record r on r.organization_id = $1 and r.id = u.id
              order by u.start, u.depth, r.id
              limit 2000"
        ),
        &[organization, actor, today, kind.word().into(), limit.into()],
    )?;
    let mut chains: BTreeMap<Id<Record>, Vec<Found>> = BTreeMap::new();
    for step in found {
        chains.entry(step.start).or_default().push(step);
    }
    Ok(chains.into_values().map(chain).collect())
}

fn chain(found: Vec<Found>) -> Chain {
    Chain::new(
        found
            .into_iter()
            .map(|step| Step { depth: step.depth, card: step.is_seen.then_some(step.card) })
            .collect(),
    )
}

/// What serves a record directly and may be seen, by kind and title.
pub fn down(tx: &mut Tx<'_>, record: Id<Record>, limit: i64) -> Result<Vec<Card>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            "select ", card!("r"), "
               from record r
              where r.organization_id = $1 and r.parent_id = $4 and ", readable!("r"), "
              order by r.kind, r.title, r.id
              limit $5"
        ),
        &[organization, actor, today, record.into(), limit.into()],
    )
}

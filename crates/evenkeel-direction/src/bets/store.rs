//! Every statement about bets, each narrowed to what the reader may see.

use evenkeel_core::{Id, Record, Result, Unit};
use evenkeel_store::{Tx, readable, sql, values};
use jiff::{Timestamp, civil::Date};

use super::{Bet, Draft, Staked};
use crate::elements::store::{element_branch, element_columns, element_holding, element_joins};

/// The select list and joins of a [`Bet`].
macro_rules! bets {
    () => {
        concat!(
            "select ",
            element_columns!(),
            ", x.hypothesis, x.stake_cents,
            x.stake_hours, x.stake_words, x.upside, x.kill_criteria, x.kill_on, x.learning,
            x.closed_at",
            element_joins!("bet")
        )
    };
}

/// A bet that the actor may see.
pub fn find(tx: &mut Tx<'_>, id: Id<Bet>) -> Result<Bet> {
    let [organization, actor, today] = tx.reader();
    tx.find(
        sql!(bets!(), " where x.organization_id = $1 and x.id = $4 and ", readable!("r")),
        &[organization, actor, today, id.into()],
    )
}

/// The bets of a unit and of those below it, in one state or any, after
/// (kill date, id).
pub(crate) fn list(
    tx: &mut Tx<'_>,
    unit: Id<Unit>,
    state: &str,
    after: &(Date, Id<Record>),
    limit: i64,
) -> Result<Vec<Bet>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            bets!(),
            element_branch!(),
            " and (x.kill_on, x.id) > ($6, $7) order by x.kill_on, x.id limit $8"
        ),
        &[
            organization,
            actor,
            today,
            unit.into(),
            state.into(),
            after.0.into(),
            after.1.into(),
            limit.into(),
        ],
    )
}

/// The bets that hold for a unit: its own and those of the units above.
pub fn list_holding(tx: &mut Tx<'_>, unit: Id<Unit>) -> Result<Vec<Bet>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(bets!(), element_holding!()),
        &[organization, actor, today, unit.into(), "open".into()],
    )
}

/// Writes a new bet's own row.
pub fn insert(tx: &mut Tx<'_>, id: Id<Bet>, draft: &Draft) -> Result<u64> {
    tx.run(
        sql!(
            "insert into bet (organization_id, id, owner_id, hypothesis, stake_cents, stake_hours,
                              stake_words, upside, kill_criteria, kill_on)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
        ),
        values![
            tx.organization,
            id,
            draft.owner_id,
            &draft.hypothesis,
            draft.stake_cents,
            draft.stake_hours,
            &draft.stake_words,
            &draft.upside,
            draft.kill_criteria.join("\n"),
            draft.kill_on
        ],
    )
}

/// Writes an edit into a bet's own row.
pub fn update(tx: &mut Tx<'_>, id: Id<Bet>, draft: &Draft) -> Result<u64> {
    tx.run(
        sql!(
            "update bet set owner_id = $3, hypothesis = $4, stake_cents = $5, stake_hours = $6,
                            stake_words = $7, upside = $8, kill_criteria = $9, kill_on = $10
              where organization_id = $1 and id = $2"
        ),
        values![
            tx.organization,
            id,
            draft.owner_id,
            &draft.hypothesis,
            draft.stake_cents,
            draft.stake_hours,
            &draft.stake_words,
            &draft.upside,
            draft.kill_criteria.join("\n"),
            draft.kill_on
        ],
    )
}

/// The actor's open bets whose kill date is reached, the oldest first.
pub fn list_asking(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<Bet>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            bets!(),
            " where x.organization_id = $1 and x.owner_id = $2 and x.closed_at is null
                and x.kill_on <= $3 and ",
            readable!("r"),
            " order by x.kill_on, x.id limit $4"
        ),
        &[organization, actor, today, limit.into()],
    )
}

/// Bets won since a moment that the reader may see, the latest first.
pub fn list_won(tx: &mut Tx<'_>, since: Timestamp, limit: i64) -> Result<Vec<Bet>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            bets!(),
            " where x.organization_id = $1 and r.state = 'won' and x.closed_at >= $4 and ",
            readable!("r"),
            " order by x.closed_at desc, x.id limit $5"
        ),
        &[organization, actor, today, since.into(), limit.into()],
    )
}

/// How many bets of a unit and of those below it the reader may see, state by state.
pub fn count_by_state(tx: &mut Tx<'_>, unit: Id<Unit>) -> Result<Vec<(String, i64)>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            "select r.state, count(*)
               from bet x
               join record r on r.organization_id = x.organization_id and r.id = x.id
              where x.organization_id = $1
                and r.unit_id in (select b.unit_id from unit_path b
                                   where b.organization_id = $1 and b.ancestor_id = $4)
                and ",
            readable!("r"),
            "
              group by r.state
              order by r.state
              limit 10"
        ),
        &[organization, actor, today, unit.into()],
    )
}

/// What the open bets of a unit and of those below it stake, as far as the reader may see them,
/// against the unit's appetite.
pub fn staked(tx: &mut Tx<'_>, unit: Id<Unit>) -> Result<Staked> {
    let [organization, actor, today] = tx.reader();
    tx.find(
        sql!(
            "select count(*), cast(coalesce(sum(x.stake_cents), 0) as bigint),
                    cast(coalesce(sum(x.stake_hours), 0) as bigint),
                    (select a.amount_cents from appetite a
                      where a.organization_id = $1 and a.unit_id = $4)
               from bet x
               join record r on r.organization_id = x.organization_id and r.id = x.id
              where x.organization_id = $1 and x.closed_at is null
                and r.unit_id in (select b.unit_id from unit_path b
                                   where b.organization_id = $1 and b.ancestor_id = $4)
                and ",
            readable!("r")
        ),
        &[organization, actor, today, unit.into()],
    )
}

/// Writes a new kill date.
pub fn set_kill_date(tx: &mut Tx<'_>, id: Id<Bet>, kill_on: Date) -> Result<u64> {
    tx.run(
        sql!("update bet set kill_on = $3 where organization_id = $1 and id = $2"),
        values![tx.organization, id, kill_on],
    )
}

/// Closes a bet with what was learned.
pub fn close(tx: &mut Tx<'_>, id: Id<Bet>, learning: &str) -> Result<u64> {
    tx.run(
        sql!(
            "update bet set learning = $3, closed_at = $4
              where organization_id = $1 and id = $2"
        ),
        values![tx.organization, id, learning, tx.now],
    )
}

/// Writes a unit's appetite in place of the one before.
pub fn set_appetite(tx: &mut Tx<'_>, unit: Id<Unit>, cents: i64) -> Result<u64> {
    tx.run(
        sql!(
            "insert into appetite (organization_id, unit_id, amount_cents, set_by, set_at)
             values ($1, $2, $3, $4, $5)
                 on conflict (organization_id, unit_id)
                 do update set amount_cents = excluded.amount_cents, set_by = excluded.set_by,
                               set_at = excluded.set_at"
        ),
        values![tx.organization, unit, cents, tx.actor, tx.now],
    )
}

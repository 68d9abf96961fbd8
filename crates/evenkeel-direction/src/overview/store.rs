//! The direction of a unit as a whole, in one reading.

use evenkeel_core::{Card, Id, Kind, Result, Unit};
use evenkeel_directory::{permissions, units};
use evenkeel_store::{Tx, card, readable, sql};

use super::{
    Overview,
    model::{Child, Held},
};
use crate::{bets, elements, purposes, strategies, values, visions};

/// The units below that are offered to go to.
const BELOW_MAX: i64 = 60;

/// The direction of a unit, or of the whole organization if none is asked for.
pub(crate) fn load(tx: &mut Tx<'_>, asked: Option<Id<Unit>>) -> Result<Overview> {
    let unit = elements::store::unit(tx, asked)?;
    let id: Id<Unit> = unit.id.cast();
    let path = units::store::list_above(tx, id)?;
    let below = units::store::list_below(tx, id, BELOW_MAX)?;
    let bets = bets::store::list_holding(tx, id)?;
    Ok(Overview {
        purposes: Held::nearest(&path, purposes::store::list_holding(tx, id)?, |it| &it.element),
        visions: Held::nearest(&path, visions::store::list_holding(tx, id)?, |it| &it.element),
        values: Held::nearest(&path, values::store::list_holding(tx, id)?, |it| &it.element),
        strategies: Held::nearest(&path, strategies::store::list_holding(tx, id)?, |it| {
            &it.element
        }),
        bets: bets.into_iter().filter(|bet| bet.element.head.unit_id == Some(id)).collect(),
        staked: bets::store::staked(tx, id)?,
        may_head: permissions::may_head(tx, id)?,
        below: below
            .into_iter()
            .map(|part| Card {
                id: part.id.record(),
                kind: Kind::Unit,
                title: part.name,
                state: String::new(),
            })
            .collect(),
        above: path.into_iter().filter(|above| above.id != unit.id).collect(),
        unit,
    })
}

/// The goals and open bets that hang on the strategies which hold for a unit.
pub(crate) fn list_children(tx: &mut Tx<'_>, unit: Id<Unit>) -> Result<Vec<Child>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            "select r.parent_id, ",
            card!("r"),
            ", x.kill_on
               from record s
               join record r on r.organization_id = s.organization_id and r.parent_id = s.id
               left join bet x on x.organization_id = r.organization_id and x.id = r.id
              where s.organization_id = $1 and s.kind = 'strategy' and s.state = 'current'
                and s.unit_id in (select b.ancestor_id from unit_path b
                                   where b.organization_id = $1 and b.unit_id = $4)
                and (r.kind = 'goal' and r.state not in ('draft', 'canceled')
                     or r.kind = 'bet' and r.state = 'open')
                and ",
            readable!("r"),
            "
              order by r.title, r.id
              limit 500"
        ),
        &[organization, actor, today, unit.into()],
    )
}

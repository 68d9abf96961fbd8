//! What is asked of the database to know who may act.

use evenkeel_core::{Id, Result, Unit};
use evenkeel_store::{Tx, sql, values};

pub(super) fn role(tx: &mut Tx<'_>) -> Result<String> {
    tx.find(
        sql!("select role from person where organization_id = $1 and id = $2 and is_active"),
        values![tx.organization, tx.actor],
    )
}

pub(super) fn heads(tx: &mut Tx<'_>, unit: Id<Unit>) -> Result<bool> {
    let found: Option<i64> = tx.first(
        sql!(
            "select 1
               from unit_path b
               join unit u on u.organization_id = b.organization_id and u.id = b.ancestor_id
              where b.organization_id = $1 and b.unit_id = $3
                and (u.lead_id = $2 or u.manager_id = $2)
              limit 1"
        ),
        values![tx.organization, tx.actor, unit],
    )?;
    Ok(found.is_some())
}

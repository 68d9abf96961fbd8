//! The one statement of Today itself: everything else is asked of the rooms.

use evenkeel_core::{Id, Kind, Record, Result};
use evenkeel_store::{Tx, readable, sql};

/// Whether so many records of a kind exist that the actor may see.
pub(super) fn has(tx: &mut Tx<'_>, kind: Kind, many: i64) -> Result<bool> {
    let [organization, actor, today] = tx.reader();
    let found: Vec<Id<Record>> = tx.list(
        sql!(
            "select r.id from record r where r.organization_id = $1 and r.kind = $4 and ",
            readable!("r"),
            " limit $5"
        ),
        &[organization, actor, today, kind.word().into(), many.into()],
    )?;
    Ok(i64::try_from(found.len()).is_ok_and(|found| found >= many))
}

//! Taking a deletion back, and clearing out what can no longer come back.

use evenkeel_core::{Card, Error, Id, Record, Recorded, Result};
use evenkeel_directory::permissions;
use evenkeel_store::Tx;
use jiff::Timestamp;

use super::{Deleted, DeletionEvent, KEPT, store};
use crate::imports;

/// Records that one purge clears at most; the next hour goes on.
const AT_ONCE: i64 = 200;

/// Since when what was deleted can still come back.
pub fn since(now: Timestamp) -> Timestamp {
    now.saturating_sub(KEPT).unwrap_or(Timestamp::MIN)
}

/// Takes the deletion of a record back. Whoever deleted it may, and whoever heads its unit.
pub fn restore(tx: &mut Tx<'_>, id: Id<Record>) -> Result<Recorded<String>> {
    let deleted = store::find(tx, id, since(tx.now))?;
    may_restore(tx, &deleted)?;
    store::restore(tx, id)?;
    let url = deleted.card.url();
    Ok(tx.record(id, &DeletionEvent::Undone)?.with(url))
}

fn may_restore(tx: &mut Tx<'_>, deleted: &Deleted) -> Result<()> {
    if deleted.deleted_by == Some(tx.actor) {
        return Ok(());
    }
    let is_theirs = match deleted.unit_id {
        Some(unit) => permissions::may_head(tx, unit)?,
        None => permissions::role(tx)?.may_administer(),
    };
    if is_theirs {
        return Ok(());
    }
    Err(Error::not_allowed(
        "Only the person who deleted this, or who heads its unit, can bring it back. Ask them.",
    ))
}

/// Clears what was deleted more than 30 days ago: for the hourly job. The common row stays as a
/// tombstone without title, comments, links or words to find it by; what is answered are the
/// records cleared, so that rooms can clear their own columns.
pub fn purge(tx: &mut Tx<'_>) -> Result<Vec<Card>> {
    let until = since(tx.now);
    let expired = store::list_expired(tx, until, AT_ONCE)?;
    // A job that nobody waits for: it clears one record after the other.
    for card in &expired {
        store::blank(tx, card.id)?;
    }
    store::blank_comments(tx, until)?;
    imports::store::forget(tx, until)?;
    Ok(expired)
}

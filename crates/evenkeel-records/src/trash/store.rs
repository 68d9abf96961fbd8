//! Every statement about what was deleted.

use evenkeel_core::{Card, Id, Record, Result};
use evenkeel_store::{Tx, card, sql, values};
use jiff::Timestamp;

use super::Deleted;

/// A deleted record that the actor could see if it were still there.
pub fn find(tx: &mut Tx<'_>, id: Id<Record>, since: Timestamp) -> Result<Deleted> {
    let [organization, actor, today] = tx.reader();
    tx.find(
        sql!(
            "select ",
            card!("r"),
            ", r.unit_id, r.deleted_at, r.deleted_by
               from record r
              where r.organization_id = $1 and r.id = $4 and r.deleted_at > $5
                and r.kind <> 'person'
                and exists (select 1 from reader seen
                             where seen.organization_id = $1 and seen.person_id = $2
                               and seen.audience_id in (r.audience_id, r.id)
                               and $3 between seen.from_on and seen.until_on)"
        ),
        &[organization, actor, today, id.into(), since.into()],
    )
}

/// What the actor deleted between `since` and (at, id), the latest first.
pub fn list_own(
    tx: &mut Tx<'_>,
    since: Timestamp,
    before: &(Timestamp, Id<Record>),
    limit: i64,
) -> Result<Vec<Deleted>> {
    tx.list(
        sql!(
            "select ",
            card!("r"),
            ", r.unit_id, r.deleted_at, r.deleted_by
               from record r
              where r.organization_id = $1 and r.deleted_by = $2 and r.deleted_at > $3
                and r.deleted_at <= $4 and (r.deleted_at, r.id) < ($4, $5)
                and r.kind <> 'person'
              order by r.deleted_at desc, r.id desc
              limit $6"
        ),
        values![tx.organization, tx.actor, since, before.0, before.1, limit],
    )
}

/// Takes a deletion back.
pub fn restore(tx: &mut Tx<'_>, id: Id<Record>) -> Result<u64> {
    tx.run(
        sql!(
            "update record
                set deleted_at = null, deleted_by = null, version = version + 1,
                    updated_at = $3, updated_by = $4
              where organization_id = $1 and id = $2"
        ),
        values![tx.organization, id, tx.now, tx.actor],
    )
}

/// Records deleted before `until` that still have their title.
pub fn list_expired(tx: &mut Tx<'_>, until: Timestamp, limit: i64) -> Result<Vec<Card>> {
    tx.list(
        sql!(
            "select ",
            card!("r"),
            " from record r
              where r.organization_id = $1 and r.deleted_at < $2 and r.title <> ''
              order by r.deleted_at, r.id
              limit $3"
        ),
        values![tx.organization, until, limit],
    )
}

/// Takes from a deleted record what was said and linked, and leaves a row without words, because
/// other rows may still point at it.
pub fn blank(tx: &mut Tx<'_>, id: Id<Record>) -> Result<u64> {
    tx.unindex(id)?;
    tx.run(
        sql!("update comment set body = '' where organization_id = $1 and record_id = $2"),
        values![tx.organization, id],
    )?;
    tx.run(
        sql!(
            "delete from mention
              where organization_id = $1
                and comment_id in (select c.id from comment c
                                    where c.organization_id = $1 and c.record_id = $2)"
        ),
        values![tx.organization, id],
    )?;
    tx.run(
        sql!("delete from record_link where organization_id = $1 and (from_id = $2 or to_id = $2)"),
        values![tx.organization, id],
    )?;
    tx.run(
        sql!(
            "delete from reader
              where organization_id = $1 and audience_id = $2 and relation = 'named'"
        ),
        values![tx.organization, id],
    )?;
    tx.run(
        sql!("update record set title = '' where organization_id = $1 and id = $2"),
        values![tx.organization, id],
    )
}

/// Takes the words from comments that were deleted before `until`.
pub fn blank_comments(tx: &mut Tx<'_>, until: Timestamp) -> Result<u64> {
    tx.run(
        sql!(
            "update comment set body = ''
              where organization_id = $1 and deleted_at < $2 and body <> ''"
        ),
        values![tx.organization, until],
    )
}

/// The words that are left of a record: its title, and what was said.
#[cfg(test)]
pub(super) fn words(tx: &mut Tx<'_>, id: Id<Record>) -> Result<Vec<String>> {
    tx.list(
        sql!(
            "select title from record where organization_id = $1 and id = $2
              union all
             select body from comment where organization_id = $1 and record_id = $2"
        ),
        values![tx.organization, id],
    )
}

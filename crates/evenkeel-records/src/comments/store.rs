//! Every statement about comments and mentions.

use evenkeel_core::{Id, Record, Result};
use evenkeel_store::{Tx, Value, card, readable, sql, values};

use super::{
    Comment, Mention, Said,
    model::{MENTIONS, Own},
};

/// The comments on a record that the caller has found, the oldest first.
pub fn list(tx: &mut Tx<'_>, record: Id<Record>, limit: i64) -> Result<Vec<Said>> {
    tx.list(
        sql!(
            "select c.id, c.author_id, p.title, c.written_at, c.edited_at, c.body
               from comment c
               join record p on p.organization_id = c.organization_id and p.id = c.author_id
              where c.organization_id = $1 and c.record_id = $2 and c.deleted_at is null
              order by c.written_at, c.id
              limit $3"
        ),
        values![tx.organization, record, limit],
    )
}

/// A comment on a record that the actor may see, also when it is deleted.
pub fn find(tx: &mut Tx<'_>, id: Id<Comment>) -> Result<Own> {
    let [organization, actor, today] = tx.reader();
    tx.find(
        sql!(
            "select c.record_id, c.author_id, p.title, c.body, c.deleted_at
               from comment c
               join record r on r.organization_id = c.organization_id and r.id = c.record_id
               join record p on p.organization_id = c.organization_id and p.id = c.author_id
              where c.organization_id = $1 and c.id = $4 and ",
            readable!("r")
        ),
        &[organization, actor, today, id.into()],
    )
}

/// Writes a new comment.
pub fn insert(tx: &mut Tx<'_>, id: Id<Comment>, record: Id<Record>, body: &str) -> Result<u64> {
    tx.run(
        sql!(
            "insert into comment (organization_id, id, record_id, author_id, body, written_at)
             values ($1, $2, $3, $4, $5, $6)"
        ),
        values![tx.organization, id, record, tx.actor, body, tx.now],
    )
}

/// Writes an edit of a comment.
pub fn update(tx: &mut Tx<'_>, id: Id<Comment>, body: &str) -> Result<u64> {
    tx.run(
        sql!("update comment set body = $3, edited_at = $4 where organization_id = $1 and id = $2"),
        values![tx.organization, id, body, tx.now],
    )
}

/// Deletes a comment.
pub fn delete(tx: &mut Tx<'_>, id: Id<Comment>) -> Result<u64> {
    tx.run(
        sql!("update comment set deleted_at = $3 where organization_id = $1 and id = $2"),
        values![tx.organization, id, tx.now],
    )
}

/// Takes the deletion of a comment back.
pub fn restore(tx: &mut Tx<'_>, id: Id<Comment>) -> Result<u64> {
    tx.run(
        sql!("update comment set deleted_at = null where organization_id = $1 and id = $2"),
        values![tx.organization, id],
    )
}

/// Notes whom a comment calls: of the people with these usernames, those who may see the record
/// today. Nobody comes to see a record by being mentioned.
pub fn mention(tx: &mut Tx<'_>, id: Id<Comment>, usernames: &[String]) -> Result<u64> {
    let mut values =
        vec![Value::from(tx.organization), id.into(), tx.actor.into(), tx.today.into()];
    let mut names = usernames.iter();
    values.extend((0..MENTIONS).map(|_| Value::from(names.next().map_or("", String::as_str))));
    tx.run(
        sql!(
            "insert into mention (organization_id, comment_id, person_id)
             select c.organization_id, c.id, p.id
               from comment c
               join record r on r.organization_id = c.organization_id and r.id = c.record_id
               join person p on p.organization_id = c.organization_id
              where c.organization_id = $1 and c.id = $2 and p.id <> $3 and p.is_active
                and p.username in ($5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
                and exists (select 1 from reader seen
                             where seen.organization_id = $1 and seen.person_id = p.id
                               and seen.audience_id in (r.audience_id, r.id)
                               and $4 between seen.from_on and seen.until_on)
                 on conflict (organization_id, comment_id, person_id) do nothing"
        ),
        &values,
    )
}

/// Calls that the actor has not answered yet, on records they may see, the oldest first.
pub fn list_mentions(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<Mention>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            "select c.id, a.title, c.written_at, ",
            card!("r"),
            "
               from mention m
               join comment c on c.organization_id = m.organization_id and c.id = m.comment_id
               join record r on r.organization_id = c.organization_id and r.id = c.record_id
               join record a on a.organization_id = c.organization_id and a.id = c.author_id
              where m.organization_id = $1 and m.person_id = $2 and m.seen_at is null
                and c.deleted_at is null and ",
            readable!("r"),
            "
              order by c.written_at, c.id
              limit $4"
        ),
        &[organization, actor, today, limit.into()],
    )
}

/// Notes that the actor has read a comment that calls them.
pub fn set_seen(tx: &mut Tx<'_>, id: Id<Comment>) -> Result<u64> {
    tx.run(
        sql!(
            "update mention set seen_at = $4
              where organization_id = $1 and comment_id = $2 and person_id = $3
                and seen_at is null"
        ),
        values![tx.organization, id, tx.actor, tx.now],
    )
}

//! Every statement about tasks, each narrowed to what the reader may see.

use evenkeel_core::{Id, Record, Result};
use evenkeel_store::{Tx, card, head, readable, sql, values};
use jiff::Timestamp;

use super::{Draft, Task};

/// The select list and joins of a [`Task`].
macro_rules! tasks {
    () => {
        concat!(
            "select ",
            head!("r"),
            ", t.due_at, t.standard, t.done_at, t.closing_note, o.title, ",
            card!("g"),
            "
               from task t
               join record r on r.organization_id = t.organization_id and r.id = t.id
               left join record o on o.organization_id = t.organization_id and o.id = t.owner_id
               left join record g on g.organization_id = r.organization_id
                                 and g.id = r.parent_id and ",
            readable!("g")
        )
    };
}

/// Before every due time: where a list begins.
pub const FIRST: Timestamp = Timestamp::UNIX_EPOCH;

/// A task that the actor may see.
pub fn find(tx: &mut Tx<'_>, id: Id<Task>) -> Result<Task> {
    let [organization, actor, today] = tx.reader();
    tx.find(
        sql!(tasks!(), " where t.organization_id = $1 and t.id = $4 and ", readable!("r")),
        &[organization, actor, today, id.into()],
    )
}

/// The actor's open tasks after (due, id), the nearest due first.
pub fn list_mine(
    tx: &mut Tx<'_>,
    after: &(Timestamp, Id<Record>),
    limit: i64,
) -> Result<Vec<Task>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            tasks!(),
            " where t.organization_id = $1 and t.owner_id = $2 and t.done_at is null
                and t.due_at >= $4 and (t.due_at, t.id) > ($4, $5) and ",
            readable!("r"),
            "
              order by t.due_at, t.id
              limit $6"
        ),
        &[organization, actor, today, after.0.into(), after.1.into(), limit.into()],
    )
}

/// All open tasks that have a due time and that the actor may see, the nearest due first.
pub fn list_open(
    tx: &mut Tx<'_>,
    after: &(Timestamp, Id<Record>),
    limit: i64,
) -> Result<Vec<Task>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            tasks!(),
            " where t.organization_id = $1 and t.done_at is null
                and t.due_at >= $4 and (t.due_at, t.id) > ($4, $5) and ",
            readable!("r"),
            "
              order by t.due_at, t.id
              limit $6"
        ),
        &[organization, actor, today, after.0.into(), after.1.into(), limit.into()],
    )
}

/// Open tasks that nobody holds yet and that the actor may see, the oldest first.
pub fn list_unassigned(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<Task>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            tasks!(),
            " where t.organization_id = $1 and t.owner_id is null and t.done_at is null and ",
            readable!("r"),
            " order by r.created_at, t.id limit $4"
        ),
        &[organization, actor, today, limit.into()],
    )
}

/// Closed tasks that the actor may see, the latest closed first.
pub fn list_closed(
    tx: &mut Tx<'_>,
    before: &(Timestamp, Id<Record>),
    limit: i64,
) -> Result<Vec<Task>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            tasks!(),
            " where t.organization_id = $1 and t.done_at is not null
                and t.done_at <= $4 and (t.done_at, t.id) < ($4, $5) and ",
            readable!("r"),
            "
              order by t.done_at desc, t.id desc
              limit $6"
        ),
        &[organization, actor, today, before.0.into(), before.1.into(), limit.into()],
    )
}

/// Whether the actor set the task or stands in its owner's line.
pub fn answers_for(tx: &mut Tx<'_>, id: Id<Task>) -> Result<bool> {
    let found: Option<i64> = tx.first(
        sql!(
            "select 1 from record r
              where r.organization_id = $1 and r.id = $3
                and (r.created_by = $2
                     or exists (select 1 from reader l
                                 where l.organization_id = $1 and l.person_id = $2
                                   and l.audience_id = r.owner_id and l.relation = 'line'))"
        ),
        values![tx.organization, tx.actor, id],
    )?;
    Ok(found.is_some())
}

/// Writes a new task's own row.
pub fn insert(tx: &mut Tx<'_>, id: Id<Task>, draft: &Draft) -> Result<u64> {
    tx.run(
        sql!(
            "insert into task (organization_id, id, owner_id, due_at, standard)
             values ($1, $2, $3, $4, $5)"
        ),
        values![tx.organization, id, draft.owner_id, draft.due_at, &draft.standard],
    )
}

/// Writes an edit into a task's own row.
pub fn update(tx: &mut Tx<'_>, id: Id<Task>, draft: &Draft) -> Result<u64> {
    tx.run(
        sql!(
            "update task set owner_id = $3, due_at = $4, standard = $5
              where organization_id = $1 and id = $2"
        ),
        values![tx.organization, id, draft.owner_id, draft.due_at, &draft.standard],
    )
}

/// Closes a task, or opens it again.
pub fn set_done(
    tx: &mut Tx<'_>,
    id: Id<Task>,
    done_at: Option<Timestamp>,
    note: &str,
) -> Result<u64> {
    tx.run(
        sql!(
            "update task set done_at = $3, closing_note = $4
              where organization_id = $1 and id = $2"
        ),
        values![tx.organization, id, done_at, note],
    )
}

/// Tasks that a count on Today looks at: so that a large organization waits no longer than a small
/// one.
pub const COUNTED: i64 = 100;

/// How many tasks the actor may see are open and overdue, the nearest due first; counted to
/// [`COUNTED`].
pub fn count_open(tx: &mut Tx<'_>) -> Result<(i64, i64)> {
    let [organization, actor, today] = tx.reader();
    let now = tx.now;
    tx.find(
        sql!(
            "select count(*), count(case when seen_open.due_at < $4 then 1 end)
               from (select t.due_at
                       from task t
                       join record r on r.organization_id = t.organization_id and r.id = t.id
                      where t.organization_id = $1 and t.done_at is null and ",
            readable!("r"),
            " order by t.due_at, t.id limit $5) seen_open"
        ),
        &[organization, actor, today, now.into(), COUNTED.into()],
    )
}

/// How many open tasks that the actor may see nobody holds; counted to [`COUNTED`].
pub fn count_unassigned(tx: &mut Tx<'_>) -> Result<i64> {
    let [organization, actor, today] = tx.reader();
    tx.find(
        sql!(
            "select count(*)
               from (select t.id
                       from task t
                       join record r on r.organization_id = t.organization_id and r.id = t.id
                      where t.organization_id = $1 and t.owner_id is null and t.done_at is null
                        and ",
            readable!("r"),
            " limit $4) seen_open"
        ),
        &[organization, actor, today, COUNTED.into()],
    )
}

/// How many tasks that the actor may see were done since a moment; counted to
/// [`COUNTED`].
pub fn count_done_since(tx: &mut Tx<'_>, since: Timestamp) -> Result<i64> {
    let [organization, actor, today] = tx.reader();
    tx.find(
        sql!(
            "select count(*)
               from (select t.id
                       from task t
                       join record r on r.organization_id = t.organization_id and r.id = t.id
                      where t.organization_id = $1 and t.done_at >= $4 and r.state = 'done' and ",
            readable!("r"),
            " limit $5) seen_done"
        ),
        &[organization, actor, today, since.into(), COUNTED.into()],
    )
}

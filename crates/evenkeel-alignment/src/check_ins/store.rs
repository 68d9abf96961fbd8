//! Every statement about check-ins, each narrowed to what the reader may see.

use evenkeel_core::{Id, Person, Record, Result};
use evenkeel_store::{Tx, card, head, readable, sql, values};
use jiff::{Timestamp, civil::Date};

use super::{CheckIn, Draft};
use crate::goals::Goal;

/// The select list and joins of a [`CheckIn`]. A card of the goal is shown with the check-in: who
/// sees the one was named with the other.
macro_rules! check_ins {
    () => {
        concat!(
            "select ",
            head!("r"),
            ", a.id, a.title, ",
            card!("g"),
            ", c.made_on, c.changed,
                    c.next, c.confidence, c.progress_micro, c.reviewer_id, v.title,
                    c.acknowledged_at, k.title, c.reply
               from check_in c
               join record r on r.organization_id = c.organization_id and r.id = c.id
               join record g on g.organization_id = c.organization_id and g.id = c.goal_id
                            and g.deleted_at is null
               join record a on a.organization_id = r.organization_id and a.id = r.owner_id
               left join record v on v.organization_id = c.organization_id
                                 and v.id = c.reviewer_id
               left join record k on k.organization_id = c.organization_id
                                 and k.id = c.acknowledged_by"
        )
    };
}

/// Where a list goes on: before this day and id.
pub type Before = (Date, Id<Record>);

/// A check-in that the actor may see.
pub fn find(tx: &mut Tx<'_>, id: Id<CheckIn>) -> Result<CheckIn> {
    let [organization, actor, today] = tx.reader();
    tx.find(
        sql!(check_ins!(), " where c.organization_id = $1 and c.id = $4 and ", readable!("r")),
        &[organization, actor, today, id.into()],
    )
}

/// The check-ins on a goal that the actor may see, the latest first.
pub fn list_of_goal(
    tx: &mut Tx<'_>,
    goal: Id<Goal>,
    before: &Before,
    limit: i64,
) -> Result<Vec<CheckIn>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            check_ins!(),
            " where c.organization_id = $1 and c.goal_id = $4
                and c.made_on <= $5 and (c.made_on, c.id) < ($5, $6) and ",
            readable!("r"),
            "
              order by c.made_on desc, c.id desc
              limit $7"
        ),
        &[organization, actor, today, goal.into(), before.0.into(), before.1.into(), limit.into()],
    )
}

/// Check-ins that wait for the actor, the longest waiting first.
pub fn list_to_acknowledge(
    tx: &mut Tx<'_>,
    after: &(Date, Id<Record>),
    limit: i64,
) -> Result<Vec<CheckIn>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            check_ins!(),
            " where c.organization_id = $1 and c.reviewer_id = $2 and c.acknowledged_at is null
                and c.made_on >= $4 and (c.made_on, c.id) > ($4, $5) and ",
            readable!("r"),
            "
              order by c.made_on, c.id
              limit $6"
        ),
        &[organization, actor, today, after.0.into(), after.1.into(), limit.into()],
    )
}

/// All check-ins that wait for anybody, the longest waiting first.
pub fn list_waiting(
    tx: &mut Tx<'_>,
    after: &(Date, Id<Record>),
    limit: i64,
) -> Result<Vec<CheckIn>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            check_ins!(),
            " where c.organization_id = $1 and c.acknowledged_at is null
                and c.made_on >= $4 and (c.made_on, c.id) > ($4, $5) and ",
            readable!("r"),
            "
              order by c.made_on, c.id
              limit $6"
        ),
        &[organization, actor, today, after.0.into(), after.1.into(), limit.into()],
    )
}

/// How many check-ins wait for anybody, as far as the actor may see.
pub fn count_waiting(tx: &mut Tx<'_>) -> Result<i64> {
    let [organization, actor, today] = tx.reader();
    tx.find(
        sql!(
            "select cast(count(*) as bigint) from check_in c
               join record r on r.organization_id = c.organization_id and r.id = c.id
               join record g on g.organization_id = c.organization_id and g.id = c.goal_id
                            and g.deleted_at is null
              where c.organization_id = $1 and c.acknowledged_at is null and ",
            readable!("r")
        ),
        &[organization, actor, today],
    )
}

/// Check-ins that were acknowledged, the latest made first.
pub fn list_acknowledged(tx: &mut Tx<'_>, before: &Before, limit: i64) -> Result<Vec<CheckIn>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            check_ins!(),
            " where c.organization_id = $1 and c.acknowledged_at is not null
                and c.made_on <= $4 and (c.made_on, c.id) < ($4, $5) and ",
            readable!("r"),
            "
              order by c.made_on desc, c.id desc
              limit $6"
        ),
        &[organization, actor, today, before.0.into(), before.1.into(), limit.into()],
    )
}

/// The actor's check-ins that were answered since a moment, the latest answer first.
pub fn list_answered(tx: &mut Tx<'_>, since: Timestamp, limit: i64) -> Result<Vec<CheckIn>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            check_ins!(),
            " where c.organization_id = $1 and r.owner_id = $2 and c.acknowledged_at >= $4
                and c.reply <> '' and ",
            readable!("r"),
            "
              order by c.acknowledged_at desc, c.id desc
              limit $5"
        ),
        &[organization, actor, today, since.into(), limit.into()],
    )
}

/// The actor's line manager: who reviews where a goal names nobody.
pub fn line_manager(tx: &mut Tx<'_>) -> Result<Option<Id<Person>>> {
    tx.find(
        sql!("select manager_id from person where organization_id = $1 and id = $2"),
        values![tx.organization, tx.actor],
    )
}

/// Writes a new check-in's own row.
pub fn insert(
    tx: &mut Tx<'_>,
    id: Id<CheckIn>,
    goal: &Goal,
    reviewer: Option<Id<Person>>,
    draft: &Draft,
) -> Result<u64> {
    tx.run(
        sql!(
            "insert into check_in (organization_id, id, goal_id, made_on, changed, next,
                                   confidence, progress_micro, reviewer_id)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
        ),
        values![
            tx.organization,
            id,
            goal.head.id,
            tx.today,
            &draft.changed,
            &draft.next,
            draft.confidence,
            goal.progress_micro,
            reviewer
        ],
    )
}

/// Whoever is named on the goal may see its check-in too.
pub fn copy_names(tx: &mut Tx<'_>, id: Id<CheckIn>, goal: Id<Record>) -> Result<u64> {
    tx.run(
        sql!(
            "insert into reader (organization_id, person_id, audience_id, from_on, until_on,
                                 relation)
             select n.organization_id, n.person_id, c.id, n.from_on, n.until_on, n.relation
               from reader n
               join record c on c.organization_id = n.organization_id and c.id = $3
              where n.organization_id = $1 and n.audience_id = $2 and n.relation = 'named'
                 on conflict (organization_id, person_id, audience_id, from_on) do nothing"
        ),
        values![tx.organization, goal, id],
    )
}

/// Notes on the goal how sure its holder is and when the next check-in falls due.
pub fn note_on_goal(
    tx: &mut Tx<'_>,
    goal: Id<Record>,
    confidence: i64,
    next_on: Date,
) -> Result<u64> {
    tx.run(
        sql!(
            "update goal set confidence = $3, updated_on = $4, check_in_on = $5
              where organization_id = $1 and id = $2"
        ),
        values![tx.organization, goal, confidence, tx.today, next_on],
    )
}

/// Writes that the actor has heard it.
pub fn acknowledge(tx: &mut Tx<'_>, id: Id<CheckIn>, reply: &str) -> Result<u64> {
    tx.run(
        sql!(
            "update check_in set acknowledged_at = $3, acknowledged_by = $4, reply = $5
              where organization_id = $1 and id = $2"
        ),
        values![tx.organization, id, tx.now, tx.actor, reply],
    )
}

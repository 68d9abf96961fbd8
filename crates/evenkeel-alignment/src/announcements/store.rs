//! Every statement about announcements, each narrowed to what the reader may see.

use evenkeel_core::{Card, Id, Record, Result, Unit};
use evenkeel_store::{ALWAYS, FOREVER, Tx, card, head, readable, sql, values};
use jiff::Timestamp;

use super::{Announcement, Draft, Promise, Promised, Question, Reach};
use crate::commitments::Commitment;

/// The select list and joins of an [`Announcement`].
macro_rules! announcements {
    () => {
        concat!(
            "select ",
            head!("r"),
            ", a.body, a.unit_id, u.title, a.must_acknowledge, a.sent_at,
                    s.title, n.person_id is not null, n.seen_at, n.acknowledged_at, ",
            card!("g"),
            "
               from announcement a
               join record r on r.organization_id = a.organization_id and r.id = a.id
               join record u on u.organization_id = a.organization_id and u.id = a.unit_id
               join record s on s.organization_id = a.organization_id and s.id = r.owner_id
               left join announcement_reader n on n.organization_id = a.organization_id
                                              and n.announcement_id = a.id and n.person_id = $2
               left join record g on g.organization_id = r.organization_id
                                 and g.id = r.parent_id and ",
            readable!("g")
        )
    };
}

/// The select list and joins of a [`Question`].
macro_rules! questions {
    () => {
        "q.id, q.asked_by, p.title, q.asked_at, q.question, w.title, q.answered_at, q.answer
           from announcement_question q
           join record p on p.organization_id = q.organization_id and p.id = q.asked_by
           left join record w on w.organization_id = q.organization_id and w.id = q.answered_by"
    };
}

/// An announcement that the actor may see.
pub fn find(tx: &mut Tx<'_>, id: Id<Announcement>) -> Result<Announcement> {
    let [organization, actor, today] = tx.reader();
    tx.find(
        sql!(announcements!(), " where a.organization_id = $1 and a.id = $4 and ", readable!("r")),
        &[organization, actor, today, id.into()],
    )
}

/// Announcements that the actor may see, the latest first.
pub fn list(
    tx: &mut Tx<'_>,
    before: &(Timestamp, Id<Record>),
    limit: i64,
) -> Result<Vec<Announcement>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            announcements!(),
            " where a.organization_id = $1 and (a.sent_at, a.id) < ($4, $5) and ",
            readable!("r"),
            " order by a.sent_at desc, a.id desc
              limit $6"
        ),
        &[organization, actor, today, before.0.into(), before.1.into(), limit.into()],
    )
}

/// Announcements that the actor sent, the latest first.
pub fn list_sent(
    tx: &mut Tx<'_>,
    before: &(Timestamp, Id<Record>),
    limit: i64,
) -> Result<Vec<Announcement>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            announcements!(),
            " where a.organization_id = $1 and r.kind = 'announcement' and r.owner_id = $2
                and (a.sent_at, a.id) < ($4, $5) and ",
            readable!("r"),
            "
              order by a.sent_at desc, a.id desc
              limit $6"
        ),
        &[organization, actor, today, before.0.into(), before.1.into(), limit.into()],
    )
}

/// Announcements that the actor is asked to acknowledge, the oldest first.
pub fn list_waiting(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<Announcement>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            announcements!(),
            " where a.organization_id = $1 and n.person_id = $2 and n.acknowledged_at is null
                and a.must_acknowledge and ",
            readable!("r"),
            "
              order by a.sent_at, a.id
              limit $4"
        ),
        &[organization, actor, today, limit.into()],
    )
}

/// Open questions about the actor's own announcements with the announcement, the oldest first.
pub fn list_open_questions(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<(Card, Question)>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            "select ",
            card!("r"),
            ", ",
            questions!(),
            "
               join record r on r.organization_id = q.organization_id
                            and r.id = q.announcement_id
              where q.organization_id = $1 and q.answered_at is null
                and r.kind = 'announcement' and r.owner_id = $2 and ",
            readable!("r"),
            "
              order by q.asked_at, q.id
              limit $4"
        ),
        &[organization, actor, today, limit.into()],
    )
}

/// The questions about an announcement that the caller has found, the oldest first.
pub fn list_questions(tx: &mut Tx<'_>, id: Id<Announcement>, limit: i64) -> Result<Vec<Question>> {
    tx.list(
        sql!(
            "select ",
            questions!(),
            "
              where q.organization_id = $1 and q.announcement_id = $2
              order by q.asked_at, q.id
              limit $3"
        ),
        values![tx.organization, id, limit],
    )
}

/// A question about an announcement that the actor may see, with the announcement.
pub fn find_question(tx: &mut Tx<'_>, id: Id<Question>) -> Result<(Id<Announcement>, Question)> {
    let [organization, actor, today] = tx.reader();
    let (card, question): (Card, Question) = tx.find(
        sql!(
            "select ",
            card!("r"),
            ", ",
            questions!(),
            "
               join record r on r.organization_id = q.organization_id
                            and r.id = q.announcement_id
              where q.organization_id = $1 and q.id = $4 and ",
            readable!("r")
        ),
        &[organization, actor, today, id.into()],
    )?;
    Ok((card.id.cast(), question))
}

/// The promises in an announcement that the caller has found, in their order.
pub fn list_promises(tx: &mut Tx<'_>, id: Id<Announcement>) -> Result<Vec<Promised>> {
    tx.list(
        sql!(
            "select number, terms, due_on, commitment_id
               from announcement_promise
              where organization_id = $1 and announcement_id = $2
              order by number
              limit 10"
        ),
        values![tx.organization, id],
    )
}

/// How far an announcement has reached.
pub fn reach(tx: &mut Tx<'_>, id: Id<Announcement>) -> Result<Reach> {
    tx.find(
        sql!(
            "select count(*), count(seen_at), count(acknowledged_at)
               from announcement_reader
              where organization_id = $1 and announcement_id = $2"
        ),
        values![tx.organization, id],
    )
}

/// Units to which the actor may announce because they head them or one above, by name.
pub fn list_units(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<Card>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            "select ",
            card!("r"),
            "
               from record r
              where r.organization_id = $1 and r.kind = 'unit' and ",
            readable!("r"),
            "
                and exists (select 1
                              from unit_path b
                              join unit h on h.organization_id = b.organization_id
                                         and h.id = b.ancestor_id
                             where b.organization_id = $1 and b.unit_id = r.id
                               and (h.lead_id = $2 or h.manager_id = $2))
              order by r.title, r.id
              limit $4"
        ),
        &[organization, actor, today, limit.into()],
    )
}

/// Writes a new announcement's own row.
pub(super) fn insert(tx: &mut Tx<'_>, id: Id<Announcement>, draft: &Draft) -> Result<u64> {
    tx.run(
        sql!(
            "insert into announcement (organization_id, id, unit_id, body, must_acknowledge,
                                       sent_at)
             values ($1, $2, $3, $4, $5, $6)"
        ),
        values![tx.organization, id, draft.unit_id, &draft.body, draft.must_acknowledge, tx.now],
    )
}

/// Writes down the audience as it is today: the people of the unit and of the units below it,
/// without the sender.
pub(super) fn insert_readers(tx: &mut Tx<'_>, id: Id<Announcement>) -> Result<u64> {
    tx.run(
        sql!(
            "insert into announcement_reader (organization_id, announcement_id, person_id)
             select distinct m.organization_id, a.id, m.person_id
               from announcement a
               join unit_path b on b.organization_id = a.organization_id
                               and b.ancestor_id = a.unit_id
               join membership m on m.organization_id = b.organization_id
                                and m.unit_id = b.unit_id
                                and $4 between m.from_on and m.until_on
               join person p on p.organization_id = m.organization_id and p.id = m.person_id
              where a.organization_id = $1 and a.id = $2 and m.person_id <> $3
                and p.is_active and p.role <> 'guest'"
        ),
        values![tx.organization, id, tx.actor, tx.today],
    )
}

/// Writes down the whole organization as it is today, without the sender.
pub(super) fn insert_everyone(tx: &mut Tx<'_>, id: Id<Announcement>) -> Result<u64> {
    tx.run(
        sql!(
            "insert into announcement_reader (organization_id, announcement_id, person_id)
             select p.organization_id, a.id, p.id
               from announcement a
               join person p on p.organization_id = a.organization_id
              where a.organization_id = $1 and a.id = $2 and p.id <> $3
                and p.is_active and p.role <> 'guest'"
        ),
        values![tx.organization, id, tx.actor],
    )
}

/// Lets the audience of this day see the announcement, wherever they work later.
pub(super) fn name_readers(tx: &mut Tx<'_>, id: Id<Announcement>) -> Result<u64> {
    tx.run(
        sql!(
            "insert into reader (organization_id, person_id, audience_id, from_on, until_on,
                                 relation)
             select n.organization_id, n.person_id, n.announcement_id, $3, $4, 'named'
               from announcement_reader n
              where n.organization_id = $1 and n.announcement_id = $2
                 on conflict (organization_id, person_id, audience_id, from_on) do nothing"
        ),
        values![tx.organization, id, ALWAYS, FOREVER],
    )
}

/// Writes a promise in the words in which it was made.
pub(super) fn insert_promise(
    tx: &mut Tx<'_>,
    id: Id<Announcement>,
    number: i64,
    promise: &Promise,
    commitment: Id<Commitment>,
) -> Result<u64> {
    tx.run(
        sql!(
            "insert into announcement_promise (organization_id, announcement_id, number, terms,
                                               due_on, commitment_id)
             values ($1, $2, $3, $4, $5, $6)"
        ),
        values![tx.organization, id, number, &promise.terms, promise.due_on, commitment],
    )
}

/// Notes that the actor has opened the announcement, the first time.
pub(super) fn mark_seen(tx: &mut Tx<'_>, id: Id<Announcement>) -> Result<u64> {
    tx.run(
        sql!(
            "update announcement_reader set seen_at = $4
              where organization_id = $1 and announcement_id = $2 and person_id = $3
                and seen_at is null"
        ),
        values![tx.organization, id, tx.actor, tx.now],
    )
}

/// Notes that the actor has acknowledged the announcement, the first time.
pub(super) fn mark_acknowledged(tx: &mut Tx<'_>, id: Id<Announcement>) -> Result<u64> {
    tx.run(
        sql!(
            "update announcement_reader
                set acknowledged_at = $4, seen_at = coalesce(seen_at, $4)
              where organization_id = $1 and announcement_id = $2 and person_id = $3
                and acknowledged_at is null"
        ),
        values![tx.organization, id, tx.actor, tx.now],
    )
}

/// Writes a question of the actor.
pub(super) fn insert_question(
    tx: &mut Tx<'_>,
    id: Id<Question>,
    about: Id<Announcement>,
    question: &str,
) -> Result<u64> {
    tx.run(
        sql!(
            "insert into announcement_question (organization_id, id, announcement_id, asked_by,
                                                asked_at, question)
             values ($1, $2, $3, $4, $5, $6)"
        ),
        values![tx.organization, id, about, tx.actor, tx.now, question],
    )
}

/// Writes the answer of the actor to a question.
pub(super) fn answer(tx: &mut Tx<'_>, id: Id<Question>, answer: &str) -> Result<u64> {
    tx.run(
        sql!(
            "update announcement_question
                set answered_by = $3, answered_at = $4, answer = $5
              where organization_id = $1 and id = $2"
        ),
        values![tx.organization, id, tx.actor, tx.now, answer],
    )
}

/// Whether the unit is the whole organization.
pub(super) fn is_whole(tx: &mut Tx<'_>, unit: Id<Unit>) -> Result<bool> {
    let found: Option<i64> = tx.first(
        sql!("select 1 from unit where organization_id = $1 and id = $2 and parent_id is null"),
        values![tx.organization, unit],
    )?;
    Ok(found.is_some())
}

//! Every statement about commitments, each narrowed to what the reader may see.

use evenkeel_core::{Id, Kind, Person, Record, Result};
use evenkeel_store::{Audience, Head, Tx, card, head, readable, sql, values};
use jiff::civil::Date;
use uuid::Uuid;

use super::{
    Commitment, Tally, Term,
    model::{Counted, Proposal},
};

/// Where a page of a list begins: a day and the commitment after which it goes on.
pub type Place = (Date, Id<Record>);

/// The select list and joins of a [`Commitment`].
macro_rules! commitments {
    () => {
        concat!(
            "select ",
            head!("r"),
            ", c.person_id, h.title, c.asked_by, a.title, c.asked_on,
                    c.terms, c.due_on, c.confidence, c.accepted_on, c.proposed_by,
                    c.renegotiated_on, c.is_promise, c.closed_on, c.closing_note, ",
            card!("g"),
            "
               from commitment c
               join record r on r.organization_id = c.organization_id and r.id = c.id
               join record h on h.organization_id = c.organization_id and h.id = c.person_id
               join record a on a.organization_id = c.organization_id and a.id = c.asked_by
               left join record g on g.organization_id = r.organization_id
                                 and g.id = r.parent_id and ",
            readable!("g")
        )
    };
}

/// A commitment that the actor may see.
pub fn find(tx: &mut Tx<'_>, id: Id<Commitment>) -> Result<Commitment> {
    let [organization, actor, today] = tx.reader();
    tx.find(
        sql!(commitments!(), " where c.organization_id = $1 and c.id = $4 and ", readable!("r")),
        &[organization, actor, today, id.into()],
    )
}

/// What waits for the actor's answer or decision, the nearest due first.
pub fn list_asked(tx: &mut Tx<'_>, after: &Place, limit: i64) -> Result<Vec<Commitment>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            commitments!(),
            " where c.organization_id = $1 and (c.person_id = $2 or c.asked_by = $2)
                and c.closed_on is null
                and ((c.person_id = $2 and r.state = 'asked' and c.proposed_by is null)
                     or c.proposed_by <> $2)
                and (c.due_on, c.id) > ($4, $5) and ",
            readable!("r"),
            "
              order by c.due_on, c.id
              limit $6"
        ),
        &[organization, actor, today, after.0.into(), after.1.into(), limit.into()],
    )
}

/// The actor's own open promises, the nearest due first.
pub fn list_mine(tx: &mut Tx<'_>, after: &Place, limit: i64) -> Result<Vec<Commitment>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            commitments!(),
            " where c.organization_id = $1 and c.person_id = $2 and c.closed_on is null
                and (r.state = 'accepted' or c.proposed_by = $2)
                and (c.due_on, c.id) > ($4, $5) and ",
            readable!("r"),
            "
              order by c.due_on, c.id
              limit $6"
        ),
        &[organization, actor, today, after.0.into(), after.1.into(), limit.into()],
    )
}

/// What the actor has asked of others and is still open, the nearest due first.
pub fn list_by_me(tx: &mut Tx<'_>, after: &Place, limit: i64) -> Result<Vec<Commitment>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            commitments!(),
            " where c.organization_id = $1 and c.asked_by = $2 and c.person_id <> $2
                and c.closed_on is null
                and (c.due_on, c.id) > ($4, $5) and ",
            readable!("r"),
            "
              order by c.due_on, c.id
              limit $6"
        ),
        &[organization, actor, today, after.0.into(), after.1.into(), limit.into()],
    )
}

/// What was kept, broken or declined by the actor or to them, the latest first.
pub fn list_closed(tx: &mut Tx<'_>, before: &Place, limit: i64) -> Result<Vec<Commitment>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            commitments!(),
            " where c.organization_id = $1 and (c.person_id = $2 or c.asked_by = $2)
                and c.closed_on is not null
                and (c.closed_on, c.id) < ($4, $5) and ",
            readable!("r"),
            "
              order by c.closed_on desc, c.id desc
              limit $6"
        ),
        &[organization, actor, today, before.0.into(), before.1.into(), limit.into()],
    )
}

/// The commitments to one record, the nearest due first.
pub fn list_about(
    tx: &mut Tx<'_>,
    about: Id<Record>,
    after: &Place,
    limit: i64,
) -> Result<Vec<Commitment>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            commitments!(),
            " where c.organization_id = $1 and r.parent_id = $6
                and (c.due_on, c.id) > ($4, $5) and ",
            readable!("r"),
            "
              order by c.due_on, c.id
              limit $7"
        ),
        &[organization, actor, today, after.0.into(), after.1.into(), about.into(), limit.into()],
    )
}

/// How many commitments to one record are in each state.
pub fn count_about(tx: &mut Tx<'_>, about: Id<Record>) -> Result<Vec<(String, i64)>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            "select r.state, count(*)
               from record r
              where r.organization_id = $1 and r.parent_id = $4 and r.kind = 'commitment' and ",
            readable!("r"),
            " group by r.state
              order by r.state
              limit 10"
        ),
        &[organization, actor, today, about.into()],
    )
}

/// The actor's promises from announcements, the nearest due first.
pub fn list_promises(tx: &mut Tx<'_>, after: &Place, limit: i64) -> Result<Vec<Commitment>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            commitments!(),
            " where c.organization_id = $1 and c.person_id = $2 and c.is_promise
                and (c.due_on, c.id) > ($4, $5) and ",
            readable!("r"),
            "
              order by c.due_on, c.id
              limit $6"
        ),
        &[organization, actor, today, after.0.into(), after.1.into(), limit.into()],
    )
}

/// The actor's promises whose day has come, the longest overdue first.
pub fn list_due(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<Commitment>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            commitments!(),
            " where c.organization_id = $1 and c.person_id = $2 and r.state = 'accepted'
                and c.due_on <= $3 and ",
            readable!("r"),
            "
              order by c.due_on, c.id
              limit $4"
        ),
        &[organization, actor, today, limit.into()],
    )
}

/// What was kept by the actor or to them since a day, the latest first.
pub fn list_kept(tx: &mut Tx<'_>, since: Date, limit: i64) -> Result<Vec<Commitment>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            commitments!(),
            " where c.organization_id = $1 and (c.person_id = $2 or c.asked_by = $2)
                and c.closed_on >= $4 and r.state = 'kept' and ",
            readable!("r"),
            "
              order by c.closed_on desc, c.id desc
              limit $5"
        ),
        &[organization, actor, today, since.into(), limit.into()],
    )
}

/// What others have accepted since a day because the actor asked, the latest first.
pub fn list_accepted(tx: &mut Tx<'_>, since: Date, limit: i64) -> Result<Vec<Commitment>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            commitments!(),
            " where c.organization_id = $1 and c.asked_by = $2 and c.person_id <> $2
                and c.accepted_on >= $4 and r.state = 'accepted' and ",
            readable!("r"),
            "
              order by c.accepted_on desc, c.id desc
              limit $5"
        ),
        &[organization, actor, today, since.into(), limit.into()],
    )
}

/// How many commitments the actor has asked of others since a day, and how many were accepted.
pub fn count_asked(tx: &mut Tx<'_>, since: Date) -> Result<(i64, i64)> {
    tx.find(
        sql!(
            "select count(*), count(c.accepted_on)
               from commitment c
               join record r on r.organization_id = c.organization_id and r.id = c.id
              where c.organization_id = $1 and c.asked_by = $2 and c.person_id <> $2
                and c.asked_on >= $3 and r.deleted_at is null"
        ),
        values![tx.organization, tx.actor, since],
    )
}

/// Counts of the actor's own promises.
macro_rules! tally {
    ($which:literal) => {
        sql!(
            "select s.state, s.is_anew, s.is_over, count(*)
               from (select r.state as state, c.renegotiated_on is not null as is_anew,
                            c.due_on < $3 as is_over
                       from commitment c
                       join record r on r.organization_id = c.organization_id and r.id = c.id
                      where c.organization_id = $1 and c.person_id = $2
                        and r.deleted_at is null",
            $which,
            ") s
              group by s.state, s.is_anew, s.is_over
              order by s.state, s.is_anew, s.is_over
              limit 30"
        )
    };
}

/// What the actor's promises add up to.
pub fn tally(tx: &mut Tx<'_>) -> Result<Tally> {
    let counts: Vec<Counted> = tx.list(tally!(""), &tx.reader())?;
    Ok(Tally::of(counts))
}

/// What the actor's promises from announcements add up to.
pub fn tally_promises(tx: &mut Tx<'_>) -> Result<Tally> {
    let counts: Vec<Counted> = tx.list(tally!(" and c.is_promise"), &tx.reader())?;
    Ok(Tally::of(counts))
}

/// Every version of the terms of a commitment that the caller has found, the first one first.
pub fn list_terms(tx: &mut Tx<'_>, id: Id<Commitment>) -> Result<Vec<Term>> {
    tx.list(
        sql!(
            "select t.number, t.terms, t.due_on, t.why, t.confidence, t.proposed_by, p.title,
                    t.proposed_at, t.state, d.title, t.decided_at, t.answer
               from commitment_term t
               join record p on p.organization_id = t.organization_id and p.id = t.proposed_by
               left join record d on d.organization_id = t.organization_id and d.id = t.decided_by
              where t.organization_id = $1 and t.commitment_id = $2
              order by t.number
              limit 200"
        ),
        values![tx.organization, id],
    )
}

/// The audience of a record, as a new record is given it.
pub fn audience(tx: &mut Tx<'_>, head: &Head) -> Result<Audience> {
    let id = head.audience_id;
    if id == tx.organization.uuid() {
        return Ok(Audience::Everyone);
    }
    let kind: Option<Kind> = tx.first(
        sql!("select kind from record where organization_id = $1 and id = $2"),
        values![tx.organization, id],
    )?;
    Ok(match kind {
        Some(Kind::Unit) => Audience::Unit(Id::new(id)),
        Some(Kind::Person) => Audience::Line(Id::new(id)),
        _ => Audience::Named,
    })
}

/// Whether an active person may see a record; `None` when there is no such person.
pub fn sees(tx: &mut Tx<'_>, record: Id<Record>, person: Id<Person>) -> Result<Option<bool>> {
    tx.first(
        sql!(
            "select exists (select 1 from record r
                              join reader s on s.organization_id = r.organization_id
                                           and s.person_id = p.id
                                           and s.audience_id in (r.audience_id, r.id)
                                           and $3 between s.from_on and s.until_on
                             where r.organization_id = $1 and r.id = $2)
               from person p
              where p.organization_id = $1 and p.id = $4 and p.is_active"
        ),
        values![tx.organization, record, tx.today, person],
    )
}

/// Whether the actor made a record or answers for it: then they may bring people in.
pub fn holds(tx: &mut Tx<'_>, record: Id<Record>) -> Result<bool> {
    let found: Option<i64> = tx.first(
        sql!(
            "select 1 from record
              where organization_id = $1 and id = $3 and (owner_id = $2 or created_by = $2)"
        ),
        values![tx.organization, tx.actor, record],
    )?;
    Ok(found.is_some())
}

/// A new commitment's own row.
pub(super) struct New<'a> {
    pub(super) id: Id<Commitment>,
    pub(super) person: Id<Person>,
    pub(super) terms: &'a str,
    pub(super) due_on: Date,
    pub(super) confidence: Option<i64>,
    pub(super) is_promise: bool,
}

/// Writes a new commitment's own row and the first version of its terms.
pub(super) fn insert(tx: &mut Tx<'_>, new: &New<'_>) -> Result<()> {
    let accepted_on = new.confidence.map(|_| tx.today);
    tx.run(
        sql!(
            "insert into commitment (organization_id, id, person_id, asked_by, asked_on, terms,
                                     due_on, confidence, accepted_on, is_promise)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
        ),
        values![
            tx.organization,
            new.id,
            new.person,
            tx.actor,
            tx.today,
            new.terms,
            new.due_on,
            new.confidence,
            accepted_on,
            new.is_promise
        ],
    )?;
    let first = Proposal {
        terms: new.terms.to_owned(),
        due_on: new.due_on,
        why: String::new(),
        confidence: new.confidence,
    };
    insert_term(tx, new.id, 1, &first, "standing")
}

/// Writes a version of the terms.
pub(super) fn insert_term(
    tx: &mut Tx<'_>,
    id: Id<Commitment>,
    number: i64,
    term: &Proposal,
    state: &str,
) -> Result<()> {
    tx.run(
        sql!(
            "insert into commitment_term (organization_id, commitment_id, number, terms, due_on,
                                          why, confidence, proposed_by, proposed_at, state)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
        ),
        values![
            tx.organization,
            id,
            number,
            &term.terms,
            term.due_on,
            &term.why,
            term.confidence,
            tx.actor,
            tx.now,
            state
        ],
    )?;
    Ok(())
}

/// Says what became of the versions that are in one state.
pub(super) fn decide_terms(
    tx: &mut Tx<'_>,
    id: Id<Commitment>,
    from: &str,
    to: &str,
    answer: &str,
) -> Result<u64> {
    tx.run(
        sql!(
            "update commitment_term
                set state = $4, decided_by = $5, decided_at = $6, answer = $7
              where organization_id = $1 and commitment_id = $2 and state = $3"
        ),
        values![tx.organization, id, from, to, tx.actor, tx.now, answer],
    )
}

/// Says who has proposed a change that waits, or that none waits.
pub(super) fn set_proposed(
    tx: &mut Tx<'_>,
    id: Id<Commitment>,
    by: Option<Id<Person>>,
) -> Result<u64> {
    tx.run(
        sql!("update commitment set proposed_by = $3 where organization_id = $1 and id = $2"),
        values![tx.organization, id, by],
    )
}

/// Writes that the person has accepted.
pub(super) fn accept(tx: &mut Tx<'_>, id: Id<Commitment>, confidence: i64) -> Result<u64> {
    tx.run(
        sql!(
            "update commitment set confidence = $3, accepted_on = $4, proposed_by = null
              where organization_id = $1 and id = $2"
        ),
        values![tx.organization, id, confidence, tx.today],
    )
}

/// Writes the terms that stand from now on.
pub(super) fn set_terms(
    tx: &mut Tx<'_>,
    commitment: &Commitment,
    terms: &str,
    due_on: Date,
    confidence: Option<i64>,
) -> Result<u64> {
    let is_renegotiated = commitment.head.state == "accepted";
    let renegotiated_on = is_renegotiated.then_some(tx.today);
    tx.run(
        sql!(
            "update commitment
                set terms = $3, due_on = $4, confidence = $5, accepted_on = $6,
                    renegotiated_on = $7, proposed_by = null
              where organization_id = $1 and id = $2"
        ),
        values![
            tx.organization,
            commitment.head.id,
            terms,
            due_on,
            confidence.or(commitment.confidence),
            commitment.accepted_on.unwrap_or(tx.today),
            renegotiated_on
        ],
    )
}

/// Writes how it ended.
pub(super) fn close(
    tx: &mut Tx<'_>,
    id: Id<Commitment>,
    closed_on: Date,
    note: &str,
) -> Result<u64> {
    tx.run(
        sql!(
            "update commitment set closed_on = $3, closing_note = $4, proposed_by = null
              where organization_id = $1 and id = $2"
        ),
        values![tx.organization, id, closed_on, note],
    )
}

/// The last place of a list that begins with the latest.
pub const LAST: (Date, Id<Record>) = (evenkeel_store::FOREVER, Id::new(Uuid::max()));

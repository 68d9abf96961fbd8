//! Every statement about goals, each narrowed to what the reader may see.

use evenkeel_core::{Card, Id, Kind, Person, Record, Result};
use evenkeel_store::{ALWAYS, FOREVER, Tx, card, head, readable, row, sql, values};
use jiff::{Timestamp, civil::Date};

use super::{Draft, Goal};

pub mod lists;
pub mod orphans;

/// The select list and joins of a [`Goal`].
macro_rules! goals {
    () => {
        concat!(
            "select ", head!("r"), ", g.why, g.done_looks_like, g.start_on, g.end_on, g.owner_id,
                    o.title, g.lead_id, l.title, g.manager_id, m.title, g.lead_owes,
                    g.manager_owes, g.reviewer_id, v.title, g.cadence_days, g.source, g.op,
                    g.weight, g.is_critical, g.typed_micro, g.confidence, g.updated_on,
                    g.check_in_on, g.progress_micro, g.coverage_micro, g.children_count,
                    g.measured_count, g.measures_count, g.closed_at, g.closing_note,
                    exists (select 1 from record cr
                              join goal c on c.organization_id = cr.organization_id
                                         and c.id = cr.id
                             where cr.organization_id = r.organization_id and cr.parent_id = r.id
                               and cr.kind = 'goal' and cr.state = 'open'
                               and cr.deleted_at is null
                               and c.is_critical and c.off_track_on <= $3),
                    u.title, ", card!("p"), "
               from goal g
               join record r on r.organization_id = g.organization_id and r.id = g.id
               join record o on o.organization_id = g.organization_id and o.id = g.owner_id
               left join record l on l.organization_id = g.organization_id and l.id = g.lead_id
               left join record m on m.organization_id = g.organization_id and m.id = g.manager_id
               left join record v on v.organization_id = g.organization_id and v.id = g.reviewer_id
               left join record u on u.organization_id = g.organization_id and u.id = r.unit_id
               left join record p on p.organization_id = r.organization_id
                                 and p.id = r.parent_id and ", readable!("p")
        )
    };
}
pub(crate) use goals;

/// A goal that the actor may see.
pub fn find(tx: &mut Tx<'_>, id: Id<Goal>) -> Result<Goal> {
    let [organization, actor, today] = tx.reader();
    tx.find(
        sql!(goals!(), " where g.organization_id = $1 and g.id = $4 and ", readable!("r")),
        &[organization, actor, today, id.into()],
    )
}

/// Writes a new goal's own row. Its figures follow with the roll-up.
pub fn insert(tx: &mut Tx<'_>, id: Id<Goal>, owner: Id<Person>, draft: &Draft) -> Result<u64> {
    let begins_on = draft.start_on.max(tx.today);
    let check_in_on = begins_on.saturating_add(jiff::Span::new().days(draft.cadence_days));
    tx.run(
        sql!(
            "insert into goal (organization_id, id, why, done_looks_like, start_on, end_on,
                               owner_id, lead_id, manager_id, lead_owes, manager_owes,
                               reviewer_id, cadence_days, source, op, weight, is_critical,
                               typed_micro, updated_on, check_in_on)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
                     $18, $19, $20)"
        ),
        values![
            tx.organization,
            id,
            &draft.why,
            &draft.done_looks_like,
            draft.start_on,
            draft.end_on,
            owner,
            draft.lead_id,
            draft.manager_id,
            &draft.lead_owes,
            &draft.manager_owes,
            draft.reviewer_id,
            draft.cadence_days,
            draft.source,
            draft.op.word(),
            draft.weight,
            draft.is_critical,
            draft.typed_micro,
            begins_on,
            check_in_on
        ],
    )
}

/// Writes an edit into a goal's own row.
pub fn update(
    tx: &mut Tx<'_>,
    id: Id<Goal>,
    owner: Id<Person>,
    draft: &Draft,
    check_in_on: Date,
) -> Result<u64> {
    tx.run(
        sql!(
            "update goal
                set why = $3, done_looks_like = $4, start_on = $5, end_on = $6, owner_id = $7,
                    lead_id = $8, manager_id = $9, lead_owes = $10, manager_owes = $11,
                    reviewer_id = $12, cadence_days = $13, source = $14, op = $15, weight = $16,
                    is_critical = $17, typed_micro = $18, check_in_on = $19
              where organization_id = $1 and id = $2"
        ),
        values![
            tx.organization,
            id,
            &draft.why,
            &draft.done_looks_like,
            draft.start_on,
            draft.end_on,
            owner,
            draft.lead_id,
            draft.manager_id,
            &draft.lead_owes,
            &draft.manager_owes,
            draft.reviewer_id,
            draft.cadence_days,
            draft.source,
            draft.op.word(),
            draft.weight,
            draft.is_critical,
            draft.typed_micro,
            check_in_on
        ],
    )
}

/// Writes how a goal ended, or that it is open again.
pub fn set_closed(
    tx: &mut Tx<'_>,
    id: Id<Goal>,
    closed_at: Option<Timestamp>,
    note: &str,
) -> Result<u64> {
    tx.run(
        sql!(
            "update goal set closed_at = $3, closing_note = $4
              where organization_id = $1 and id = $2"
        ),
        values![tx.organization, id, closed_at, note],
    )
}

/// Carries who sees a goal, and who reviews it, to what stands below it: check-ins are seen
/// by those
/// who see their goal, and so are commitments, whose terms name it. Nobody reviews their own words.
pub fn carry(tx: &mut Tx<'_>, id: Id<Goal>) -> Result<()> {
    tx.run(
        sql!(
            "update record
                set audience_id = (select g.audience_id from record g
                                    where g.organization_id = $1 and g.id = $2)
              where organization_id = $1 and parent_id = $2 and kind in ('check_in', 'commitment')"
        ),
        values![tx.organization, id],
    )?;
    tx.run(
        sql!(
            "update check_in
                set reviewer_id = (select g.reviewer_id from goal g
                                    where g.organization_id = $1 and g.id = $2)
              where organization_id = $1 and goal_id = $2 and acknowledged_at is null
                and exists (select 1 from goal g
                              join record a on a.organization_id = $1 and a.id = check_in.id
                             where g.organization_id = $1 and g.id = $2
                               and g.reviewer_id <> a.owner_id)"
        ),
        values![tx.organization, id],
    )?;
    Ok(())
}

/// Takes the names of former holders off a goal. Whoever made it, holds it still, or has an open
/// promise on it stays named.
pub fn unname_former(tx: &mut Tx<'_>, id: Id<Goal>, former: [Option<Id<Person>>; 4]) -> Result<()> {
    let [owner, lead, manager, reviewer] = former;
    tx.run(
        sql!(
            "insert into reader (organization_id, person_id, audience_id, from_on, until_on,
                                 relation)
             select c.organization_id, c.person_id, r.parent_id, $3, $4, 'named'
               from record r
               join commitment c on c.organization_id = r.organization_id and c.id = r.id
              where r.organization_id = $1 and r.parent_id = $2 and r.kind = 'commitment'
                and r.state in ('asked', 'accepted') and r.deleted_at is null
                 on conflict (organization_id, person_id, audience_id, from_on) do nothing"
        ),
        values![tx.organization, id, ALWAYS, FOREVER],
    )?;
    tx.run(
        sql!(
            "delete from reader
              where organization_id = $1 and audience_id = $2 and relation = 'named'
                and person_id in ($3, $4, $5, $6)
                and not exists (select 1 from goal g
                                  join record r on r.organization_id = $1 and r.id = g.id
                                 where g.organization_id = $1 and g.id = $2
                                   and reader.person_id in (g.owner_id, g.lead_id, g.manager_id,
                                                            g.reviewer_id, r.created_by))
                and not exists (select 1 from record r
                                  join commitment c on c.organization_id = $1 and c.id = r.id
                                 where r.organization_id = $1 and r.parent_id = $2
                                   and r.kind = 'commitment' and r.deleted_at is null
                                   and r.state in ('asked', 'accepted')
                                   and c.person_id = reader.person_id)"
        ),
        values![tx.organization, id, owner, lead, manager, reviewer],
    )?;
    Ok(())
}

/// Names on a goal's check-ins those who are named on the goal, and nobody else but who wrote them.
pub fn carry_names(tx: &mut Tx<'_>, id: Id<Goal>) -> Result<()> {
    tx.run(
        sql!(
            "delete from reader
              where organization_id = $1 and relation = 'named'
                and audience_id in (select c.id from check_in c
                                     where c.organization_id = $1 and c.goal_id = $2)
                and person_id <> (select a.owner_id from record a
                                   where a.organization_id = $1 and a.id = reader.audience_id)
                and not exists (select 1 from reader n
                                 where n.organization_id = $1 and n.audience_id = $2
                                   and n.person_id = reader.person_id and n.relation = 'named')"
        ),
        values![tx.organization, id],
    )?;
    tx.run(
        sql!(
            "insert into reader (organization_id, person_id, audience_id, from_on, until_on,
                                 relation)
             select n.organization_id, n.person_id, c.id, n.from_on, n.until_on, n.relation
               from reader n
               join check_in c on c.organization_id = n.organization_id and c.goal_id = $2
              where n.organization_id = $1 and n.audience_id = $2 and n.relation = 'named'
                 on conflict (organization_id, person_id, audience_id, from_on) do nothing"
        ),
        values![tx.organization, id],
    )?;
    Ok(())
}

/// The goals right below that the actor may see, by title.
pub fn list_children(tx: &mut Tx<'_>, id: Id<Record>, limit: i64) -> Result<Vec<Goal>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            goals!(),
            " where g.organization_id = $1 and r.parent_id = $4 and ",
            readable!("r"),
            "
              order by r.title, r.id
              limit $5"
        ),
        &[organization, actor, today, id.into(), limit.into()],
    )
}

/// Records of one kind right below that the actor may see, by title.
pub fn list_below(tx: &mut Tx<'_>, id: Id<Record>, kind: Kind, limit: i64) -> Result<Vec<Card>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            "select ",
            card!("r"),
            " from record r
              where r.organization_id = $1 and r.parent_id = $4 and r.kind = $5 and ",
            readable!("r"),
            "
              order by r.title, r.id
              limit $6"
        ),
        &[organization, actor, today, id.into(), kind.word().into(), limit.into()],
    )
}

row! {
    /// A record at the other end of a support link.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Support {
        /// Whether the goal supports it; otherwise it supports the goal.
        pub is_given: bool,
        /// The record.
        pub card: Card,
    }
}

/// What the goal supports beside its parent, and what supports it, as far as it may be seen.
pub fn list_supports(tx: &mut Tx<'_>, id: Id<Record>, limit: i64) -> Result<Vec<Support>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            "select k.from_id = $4, ",
            card!("r"),
            "
               from record_link k
               join record r on r.organization_id = k.organization_id
                            and ((k.from_id = $4 and r.id = k.to_id)
                              or (k.to_id = $4 and r.id = k.from_id))
              where k.organization_id = $1 and k.relation = 'supports'
                and (k.from_id = $4 or k.to_id = $4) and ",
            readable!("r"),
            "
              order by r.title, r.id
              limit $5"
        ),
        &[organization, actor, today, id.into(), limit.into()],
    )
}

/// Links a goal to what it also supports; a second time changes nothing.
pub fn insert_support(tx: &mut Tx<'_>, id: Id<Goal>, to: Id<Record>) -> Result<u64> {
    tx.run(
        sql!(
            "insert into record_link (organization_id, from_id, to_id, relation, weight)
             values ($1, $2, $3, 'supports', 0)
                 on conflict (organization_id, from_id, to_id, relation) do nothing"
        ),
        values![tx.organization, id, to],
    )
}

/// Takes such a link away.
pub fn remove_support(tx: &mut Tx<'_>, id: Id<Goal>, to: Id<Record>) -> Result<u64> {
    tx.run(
        sql!(
            "delete from record_link
              where organization_id = $1 and from_id = $2 and to_id = $3
                and relation = 'supports'"
        ),
        values![tx.organization, id, to],
    )
}

/// The ids from a record upward along the parents, itself first, at most 40.
pub fn list_above(tx: &mut Tx<'_>, id: Id<Record>) -> Result<Vec<Id<Record>>> {
    tx.list(
        sql!(
            "with recursive up (id, parent_id, depth) as (
                 select r.id, r.parent_id, 0 from record r
                  where r.organization_id = $1 and r.id = $2
                  union all
                 select r.id, r.parent_id, u.depth + 1 from up u
                   cross join record r
                  where r.organization_id = $1 and r.id = u.parent_id
                    and u.depth < 40)
             select u.id from up u order by u.depth limit 41"
        ),
        values![tx.organization, id],
    )
}

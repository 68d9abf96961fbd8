//! Every statement about values, each narrowed to what the reader may see.

use evenkeel_core::{Id, Result, Unit};
use evenkeel_store::{Tx, readable, sql, values};

use super::{Decision, Objection, Proposal, Text, Value};
use crate::elements::{
    pages::After,
    store::{element_branch, element_columns, element_holding, element_joins},
};

/// The select list and joins of a [`Value`].
macro_rules! our_values {
    () => {
        concat!(
            "select ",
            element_columns!(),
            ", x.meaning, x.behaviors,
            (select count(*) from value_proposal p
              where p.organization_id = x.organization_id and p.value_id = x.id
                and p.state = 'open')",
            element_joins!("value")
        )
    };
}

/// A value that the actor may see.
pub fn find(tx: &mut Tx<'_>, id: Id<Value>) -> Result<Value> {
    let [organization, actor, today] = tx.reader();
    tx.find(
        sql!(our_values!(), " where x.organization_id = $1 and x.id = $4 and ", readable!("r")),
        &[organization, actor, today, id.into()],
    )
}

/// The values of a unit and of those below it, in one state or any, after (title, id).
pub(crate) fn list(
    tx: &mut Tx<'_>,
    unit: Id<Unit>,
    state: &str,
    after: &After,
    limit: i64,
) -> Result<Vec<Value>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            our_values!(),
            element_branch!(),
            " and (r.title, r.id) > ($6, $7) order by r.title, r.id limit $8"
        ),
        &[
            organization,
            actor,
            today,
            unit.into(),
            state.into(),
            (&after.0).into(),
            after.1.into(),
            limit.into(),
        ],
    )
}

/// The values that hold for a unit: its own and those of the units above.
pub fn list_holding(tx: &mut Tx<'_>, unit: Id<Unit>) -> Result<Vec<Value>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(our_values!(), element_holding!()),
        &[organization, actor, today, unit.into(), "current".into()],
    )
}

/// Writes a new value's own row.
pub fn insert(tx: &mut Tx<'_>, id: Id<Value>, text: &Text) -> Result<u64> {
    tx.run(
        sql!(
            "insert into value (organization_id, id, meaning, behaviors)
             values ($1, $2, $3, $4)"
        ),
        values![tx.organization, id, &text.meaning, text.behaviors.join("\n")],
    )
}

/// Writes an adopted text into a value's own row.
pub fn update(tx: &mut Tx<'_>, id: Id<Value>, text: &Text) -> Result<u64> {
    tx.run(
        sql!(
            "update value set meaning = $3, behaviors = $4
              where organization_id = $1 and id = $2"
        ),
        values![tx.organization, id, &text.meaning, text.behaviors.join("\n")],
    )
}

/// The select list and joins of a [`Proposal`], narrowed to values that the reader may see.
macro_rules! proposals {
    () => {
        concat!(
            "select p.id, p.value_id, p.number, p.title, p.meaning, p.behaviors,
                    p.is_retirement, p.why, p.state, p.proposed_by, w.title, p.proposed_at,
                    p.decision, d.title, p.decided_at
               from value_proposal p
               join record r on r.organization_id = p.organization_id and r.id = p.value_id
               join record w on w.organization_id = p.organization_id and w.id = p.proposed_by
               left join record d on d.organization_id = p.organization_id
                                 and d.id = p.decided_by
              where p.organization_id = $1 and ",
            readable!("r")
        )
    };
}

/// The select list and joins of an [`Objection`], narrowed to values that the reader may see.
macro_rules! objections {
    () => {
        concat!(
            "select j.id, j.proposal_id, j.body, j.raised_by, w.title, j.raised_at, j.answer,
                    a.title, j.answered_at
               from value_objection j
               join value_proposal p on p.organization_id = j.organization_id
                                    and p.id = j.proposal_id
               join record r on r.organization_id = p.organization_id and r.id = p.value_id
               join record w on w.organization_id = j.organization_id and w.id = j.raised_by
               left join record a on a.organization_id = j.organization_id
                                 and a.id = j.answered_by
              where j.organization_id = $1 and ",
            readable!("r")
        )
    };
}

/// A proposal about a value that the actor may see.
pub fn find_proposal(tx: &mut Tx<'_>, id: Id<Proposal>) -> Result<Proposal> {
    let [organization, actor, today] = tx.reader();
    tx.find(sql!(proposals!(), " and p.id = $4"), &[organization, actor, today, id.into()])
}

/// The proposals about a value that the actor may see, the latest first.
pub fn list_proposals(tx: &mut Tx<'_>, value: Id<Value>) -> Result<Vec<Proposal>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(proposals!(), " and p.value_id = $4 order by p.proposed_at desc, p.id desc limit 100"),
        &[organization, actor, today, value.into()],
    )
}

/// Writes a proposal.
pub fn insert_proposal(
    tx: &mut Tx<'_>,
    id: Id<Proposal>,
    value: &Value,
    text: &Text,
    is_retirement: bool,
    why: &str,
) -> Result<u64> {
    tx.run(
        sql!(
            "insert into value_proposal (organization_id, id, value_id, number, title, meaning,
                                         behaviors, is_retirement, why, state, proposed_by,
                                         proposed_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'open', $10, $11)"
        ),
        values![
            tx.organization,
            id,
            value.element.head.id,
            value.element.number,
            &text.title,
            &text.meaning,
            text.behaviors.join("\n"),
            is_retirement,
            why,
            tx.actor,
            tx.now
        ],
    )
}

/// Writes how a proposal was decided.
pub fn set_decision(tx: &mut Tx<'_>, id: Id<Proposal>, decision: &Decision) -> Result<u64> {
    tx.run(
        sql!(
            "update value_proposal
                set state = $3, decision = $4, decided_by = $5, decided_at = $6
              where organization_id = $1 and id = $2"
        ),
        values![tx.organization, id, decision.outcome, &decision.answer, tx.actor, tx.now],
    )
}

/// An objection to a proposal about a value that the actor may see.
pub fn find_objection(tx: &mut Tx<'_>, id: Id<Objection>) -> Result<Objection> {
    let [organization, actor, today] = tx.reader();
    tx.find(sql!(objections!(), " and j.id = $4"), &[organization, actor, today, id.into()])
}

/// The objections to a proposal, the oldest first.
pub fn list_objections(tx: &mut Tx<'_>, proposal: Id<Proposal>) -> Result<Vec<Objection>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(objections!(), " and j.proposal_id = $4 order by j.raised_at, j.id limit 200"),
        &[organization, actor, today, proposal.into()],
    )
}

/// How many objections to a proposal have no answer yet.
pub fn count_open_objections(tx: &mut Tx<'_>, proposal: Id<Proposal>) -> Result<i64> {
    tx.find(
        sql!(
            "select count(*) from value_objection
              where organization_id = $1 and proposal_id = $2 and answered_at is null"
        ),
        values![tx.organization, proposal],
    )
}

/// Objections without an answer that are the actor's to answer: to their own proposals, and to
/// those about values of units that they lead or manage.
pub fn list_to_answer(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<Objection>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            objections!(),
            " and j.answered_at is null and p.state = 'open'
              and (p.proposed_by = $2
                   or exists (select 1 from unit h
                               where h.organization_id = $1 and h.id = r.unit_id
                                 and (h.lead_id = $2 or h.manager_id = $2)))
              order by j.raised_at, j.id limit $4"
        ),
        &[organization, actor, today, limit.into()],
    )
}

/// Open proposals about values of units that the actor leads or manages, whose objections all
/// have answers, the oldest first.
pub fn list_to_decide(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<Proposal>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            proposals!(),
            " and p.state = 'open'
              and not exists (select 1 from value_objection j
                               where j.organization_id = $1 and j.proposal_id = p.id
                                 and j.answered_at is null)
              and exists (select 1 from unit h
                           where h.organization_id = $1 and h.id = r.unit_id
                             and (h.lead_id = $2 or h.manager_id = $2))
              order by p.proposed_at, p.id limit $4"
        ),
        &[organization, actor, today, limit.into()],
    )
}

/// Writes an objection.
pub fn insert_objection(
    tx: &mut Tx<'_>,
    id: Id<Objection>,
    proposal: Id<Proposal>,
    text: &str,
) -> Result<u64> {
    tx.run(
        sql!(
            "insert into value_objection (organization_id, id, proposal_id, body, raised_by,
                                          raised_at)
             values ($1, $2, $3, $4, $5, $6)"
        ),
        values![tx.organization, id, proposal, text, tx.actor, tx.now],
    )
}

/// Writes the answer to an objection.
pub fn set_answer(tx: &mut Tx<'_>, id: Id<Objection>, text: &str) -> Result<u64> {
    tx.run(
        sql!(
            "update value_objection set answer = $3, answered_by = $4, answered_at = $5
              where organization_id = $1 and id = $2"
        ),
        values![tx.organization, id, text, tx.actor, tx.now],
    )
}

//! Every statement about strategies, each narrowed to what the reader may see.

use evenkeel_core::{Id, Result, Unit};
use evenkeel_store::{Tx, readable, sql, values};

use super::{Draft, Strategy};
use crate::elements::{
    pages::After,
    store::{element_branch, element_columns, element_holding, element_joins},
};

/// The select list and joins of a [`Strategy`].
macro_rules! strategies {
    () => {
        concat!(
            "select ",
            element_columns!(),
            ", x.choice, x.priorities, x.not_doing",
            element_joins!("strategy")
        )
    };
}

/// A strategy that the actor may see.
pub fn find(tx: &mut Tx<'_>, id: Id<Strategy>) -> Result<Strategy> {
    let [organization, actor, today] = tx.reader();
    tx.find(
        sql!(strategies!(), " where x.organization_id = $1 and x.id = $4 and ", readable!("r")),
        &[organization, actor, today, id.into()],
    )
}

/// The strategies of a unit and of those below it, in one state or any, after (title, id).
pub(crate) fn list(
    tx: &mut Tx<'_>,
    unit: Id<Unit>,
    state: &str,
    after: &After,
    limit: i64,
) -> Result<Vec<Strategy>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            strategies!(),
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

/// The strategies that hold for a unit: its own and those of the units above.
pub fn list_holding(tx: &mut Tx<'_>, unit: Id<Unit>) -> Result<Vec<Strategy>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(strategies!(), element_holding!()),
        &[organization, actor, today, unit.into(), "current".into()],
    )
}

/// Writes a new strategy's own row.
pub fn insert(tx: &mut Tx<'_>, id: Id<Strategy>, draft: &Draft) -> Result<u64> {
    tx.run(
        sql!(
            "insert into strategy (organization_id, id, choice, priorities, not_doing)
             values ($1, $2, $3, $4, $5)"
        ),
        values![
            tx.organization,
            id,
            &draft.choice,
            draft.priorities.join("\n"),
            draft.not_doing.join("\n")
        ],
    )
}

/// Writes an edit into a strategy's own row.
pub fn update(tx: &mut Tx<'_>, id: Id<Strategy>, draft: &Draft) -> Result<u64> {
    tx.run(
        sql!(
            "update strategy set choice = $3, priorities = $4, not_doing = $5
              where organization_id = $1 and id = $2"
        ),
        values![
            tx.organization,
            id,
            &draft.choice,
            draft.priorities.join("\n"),
            draft.not_doing.join("\n")
        ],
    )
}

//! Every statement about visions, each narrowed to what the reader may see.

use evenkeel_core::{Id, Result, Unit};
use evenkeel_store::{Tx, readable, sql, values};

use super::{Draft, Vision};
use crate::elements::{
    pages::After,
    store::{element_branch, element_columns, element_holding, element_joins},
};

/// The select list and joins of a [`Vision`].
macro_rules! visions {
    () => {
        concat!(
            "select ",
            element_columns!(),
            ", x.narrative, x.horizon_year",
            element_joins!("vision")
        )
    };
}

/// A vision that the actor may see.
pub fn find(tx: &mut Tx<'_>, id: Id<Vision>) -> Result<Vision> {
    let [organization, actor, today] = tx.reader();
    tx.find(
        sql!(visions!(), " where x.organization_id = $1 and x.id = $4 and ", readable!("r")),
        &[organization, actor, today, id.into()],
    )
}

/// The visions of a unit and of those below it, in one state or any, after (title, id).
pub(crate) fn list(
    tx: &mut Tx<'_>,
    unit: Id<Unit>,
    state: &str,
    after: &After,
    limit: i64,
) -> Result<Vec<Vision>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            visions!(),
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

/// The visions that hold for a unit: its own and those of the units above.
pub fn list_holding(tx: &mut Tx<'_>, unit: Id<Unit>) -> Result<Vec<Vision>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(visions!(), element_holding!()),
        &[organization, actor, today, unit.into(), "current".into()],
    )
}

/// Writes a new vision's own row.
pub fn insert(tx: &mut Tx<'_>, id: Id<Vision>, draft: &Draft) -> Result<u64> {
    tx.run(
        sql!(
            "insert into vision (organization_id, id, narrative, horizon_year)
             values ($1, $2, $3, $4)"
        ),
        values![tx.organization, id, &draft.narrative, draft.horizon_year],
    )
}

/// Writes an edit into a vision's own row.
pub fn update(tx: &mut Tx<'_>, id: Id<Vision>, draft: &Draft) -> Result<u64> {
    tx.run(
        sql!(
            "update vision set narrative = $3, horizon_year = $4
              where organization_id = $1 and id = $2"
        ),
        values![tx.organization, id, &draft.narrative, draft.horizon_year],
    )
}

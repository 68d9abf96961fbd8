//! Every statement about purposes, each narrowed to what the reader may see.

use evenkeel_core::{Id, Result, Unit};
use evenkeel_store::{Tx, readable, sql, values};

use super::{Draft, Purpose};
use crate::elements::{
    pages::After,
    store::{element_branch, element_columns, element_holding, element_joins},
};

/// The select list and joins of a [`Purpose`].
macro_rules! purposes {
    () => {
        concat!("select ", element_columns!(), ", x.body", element_joins!("purpose"))
    };
}

/// A purpose that the actor may see.
pub fn find(tx: &mut Tx<'_>, id: Id<Purpose>) -> Result<Purpose> {
    let [organization, actor, today] = tx.reader();
    tx.find(
        sql!(purposes!(), " where x.organization_id = $1 and x.id = $4 and ", readable!("r")),
        &[organization, actor, today, id.into()],
    )
}

/// The purposes of a unit and of those below it, in one state or any, after (title, id).
pub(crate) fn list(
    tx: &mut Tx<'_>,
    unit: Id<Unit>,
    state: &str,
    after: &After,
    limit: i64,
) -> Result<Vec<Purpose>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            purposes!(),
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

/// The purposes that hold for a unit: its own and those of the units above.
pub fn list_holding(tx: &mut Tx<'_>, unit: Id<Unit>) -> Result<Vec<Purpose>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(purposes!(), element_holding!()),
        &[organization, actor, today, unit.into(), "current".into()],
    )
}

/// Writes a new purpose's own row.
pub fn insert(tx: &mut Tx<'_>, id: Id<Purpose>, draft: &Draft) -> Result<u64> {
    tx.run(
        sql!(
            "insert into purpose (organization_id, id, body)
             values ($1, $2, $3)"
        ),
        values![tx.organization, id, &draft.body],
    )
}

/// Writes an edit into a purpose's own row.
pub fn update(tx: &mut Tx<'_>, id: Id<Purpose>, draft: &Draft) -> Result<u64> {
    tx.run(
        sql!(
            "update purpose set body = $3
              where organization_id = $1 and id = $2"
        ),
        values![tx.organization, id, &draft.body],
    )
}

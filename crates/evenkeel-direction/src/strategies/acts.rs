//! Each write about a strategy. What all elements share, such as endorsing, is in `elements::acts`.

use evenkeel_core::{Id, Kind, Recorded, Result};
use evenkeel_store::{Tx, diff};

use super::{Draft, Strategy, StrategyEvent, store};
use crate::elements::{self, ElementEvent};

/// What a strategy may serve.
pub const PARENTS: &[Kind] = &[Kind::Vision];

/// Writes a strategy: its version 1.
pub fn create(tx: &mut Tx<'_>, id: Id<Strategy>, draft: &Draft) -> Result<Recorded> {
    let words = draft.words("current");
    elements::acts::check(tx, id.record(), &words, PARENTS)?;
    elements::acts::may_place(tx, None, &words)?;
    elements::acts::add(tx, id.record(), &words)?;
    store::insert(tx, id, draft)?;
    tx.record(id.record(), &StrategyEvent(ElementEvent::Created))
}

/// Saves an edit; a change of the text publishes a new version.
pub fn edit(tx: &mut Tx<'_>, id: Id<Strategy>, version: i64, draft: &Draft) -> Result<Recorded> {
    let strategy = store::find(tx, id)?;
    let head = &strategy.element.head;
    elements::acts::may_change(tx, head)?;
    let before = strategy.draft(tx.organization);
    tx.expect_version(id.record(), version, &before.fields(), &draft.fields())?;
    let words = draft.words(&head.state);
    elements::acts::check(tx, id.record(), &words, PARENTS)?;
    elements::acts::may_place(tx, Some(head), &words)?;
    let changes = diff(&before.fields(), &draft.fields());
    let event =
        elements::acts::save(tx, &strategy.element, &before.words(&head.state), &words, changes)?;
    store::update(tx, id, draft)?;
    tx.record(id.record(), &StrategyEvent(event))
}

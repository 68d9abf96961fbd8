//! Each write about a purpose. What all elements share, such as endorsing, is in `elements::acts`.

use evenkeel_core::{Id, Kind, Recorded, Result};
use evenkeel_store::{Tx, diff};

use super::{Draft, Purpose, PurposeEvent, store};
use crate::elements::{self, ElementEvent};

/// What a purpose may serve.
pub const PARENTS: &[Kind] = &[];

/// Writes a purpose: its version 1.
pub fn create(tx: &mut Tx<'_>, id: Id<Purpose>, draft: &Draft) -> Result<Recorded> {
    let words = draft.words("current");
    elements::acts::check(tx, id.record(), &words, PARENTS)?;
    elements::acts::may_place(tx, None, &words)?;
    elements::acts::add(tx, id.record(), &words)?;
    store::insert(tx, id, draft)?;
    tx.record(id.record(), &PurposeEvent(ElementEvent::Created))
}

/// Saves an edit; a change of the text publishes a new version.
pub fn edit(tx: &mut Tx<'_>, id: Id<Purpose>, version: i64, draft: &Draft) -> Result<Recorded> {
    let purpose = store::find(tx, id)?;
    let head = &purpose.element.head;
    elements::acts::may_change(tx, head)?;
    let before = purpose.draft(tx.organization);
    tx.expect_version(id.record(), version, &before.fields(), &draft.fields())?;
    let words = draft.words(&head.state);
    elements::acts::check(tx, id.record(), &words, PARENTS)?;
    elements::acts::may_place(tx, Some(head), &words)?;
    let changes = diff(&before.fields(), &draft.fields());
    let event =
        elements::acts::save(tx, &purpose.element, &before.words(&head.state), &words, changes)?;
    store::update(tx, id, draft)?;
    tx.record(id.record(), &PurposeEvent(event))
}

//! Each write about a vision. What all elements share, such as endorsing, is in `elements::acts`.

use evenkeel_core::{Id, Kind, Recorded, Result};
use evenkeel_store::{Tx, diff};

use super::{Draft, Vision, VisionEvent, store};
use crate::elements::{self, ElementEvent};

/// What a vision may serve.
pub const PARENTS: &[Kind] = &[Kind::Purpose, Kind::Vision];

/// Writes a vision: its version 1.
pub fn create(tx: &mut Tx<'_>, id: Id<Vision>, draft: &Draft) -> Result<Recorded> {
    let words = draft.words("current");
    elements::acts::check(tx, id.record(), &words, PARENTS)?;
    elements::acts::may_place(tx, None, &words)?;
    elements::acts::add(tx, id.record(), &words)?;
    store::insert(tx, id, draft)?;
    tx.record(id.record(), &VisionEvent(ElementEvent::Created))
}

/// Saves an edit; a change of the text publishes a new version.
pub fn edit(tx: &mut Tx<'_>, id: Id<Vision>, version: i64, draft: &Draft) -> Result<Recorded> {
    let vision = store::find(tx, id)?;
    let head = &vision.element.head;
    elements::acts::may_change(tx, head)?;
    let before = vision.draft(tx.organization);
    tx.expect_version(id.record(), version, &before.fields(), &draft.fields())?;
    let words = draft.words(&head.state);
    elements::acts::check(tx, id.record(), &words, PARENTS)?;
    elements::acts::may_place(tx, Some(head), &words)?;
    let changes = diff(&before.fields(), &draft.fields());
    let event =
        elements::acts::save(tx, &vision.element, &before.words(&head.state), &words, changes)?;
    store::update(tx, id, draft)?;
    tx.record(id.record(), &VisionEvent(event))
}

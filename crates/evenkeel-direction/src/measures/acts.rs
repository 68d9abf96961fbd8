//! Each write about a sustainability measure.

use evenkeel_core::{Error, Fault, Id, Kind, Recorded, Result};
use evenkeel_directory::permissions;
use evenkeel_store::{NewRecord, Saved, Tx, diff};
use jiff::civil::Date;

use super::{Draft, Measure, MeasureEvent, store};
use crate::elements::acts::may_change;

/// Adds a measure to a vision: a head of its unit may.
pub fn create(tx: &mut Tx<'_>, id: Id<Measure>, draft: &Draft) -> Result<Recorded> {
    check(tx, draft)?;
    permissions::start(tx)?;
    permissions::head(tx, draft.place.unit_id)?;
    tx.add(&NewRecord {
        id: id.record(),
        kind: Kind::SustainabilityMeasure,
        title: &draft.title,
        state: "current",
        unit: Some(draft.place.unit_id),
        owner: Some(draft.owner_id),
        audience: draft.place.seen_by.of(Some(draft.place.unit_id), draft.owner_id),
        parent: Some(draft.vision_id),
        text: &draft.why,
    })?;
    store::insert(tx, id, draft)?;
    tx.record(id.record(), &MeasureEvent::Created)
}

/// Saves an edit of a measure: its owner or a head of its unit may.
pub fn edit(tx: &mut Tx<'_>, id: Id<Measure>, version: i64, draft: &Draft) -> Result<Recorded> {
    let measure = store::find(tx, id)?;
    may_change(tx, &measure.head)?;
    let before = measure.draft(tx.organization);
    tx.expect_version(id.record(), version, &before.fields(), &draft.fields())?;
    check(tx, draft)?;
    if measure.head.unit_id != Some(draft.place.unit_id) {
        permissions::head(tx, draft.place.unit_id)?;
    }
    tx.save(
        id.record(),
        &Saved {
            title: &draft.title,
            state: &measure.head.state,
            unit: Some(draft.place.unit_id),
            owner: Some(draft.owner_id),
            audience: draft.place.seen_by.of(Some(draft.place.unit_id), draft.owner_id),
            parent: Some(draft.vision_id),
            text: &draft.why,
        },
    )?;
    store::update(tx, id, draft)?;
    let changes = diff(&before.fields(), &draft.fields());
    tx.record(id.record(), &MeasureEvent::Edited { changes })
}

/// Notes a reading: the owner or a head of the unit may.
pub fn note(tx: &mut Tx<'_>, id: Id<Measure>, read_on: Date, value_micro: i64) -> Result<Recorded> {
    let measure = store::find(tx, id)?;
    may_change(tx, &measure.head)?;
    store::insert_reading(tx, id, read_on, value_micro)?;
    tx.record(id.record(), &MeasureEvent::ReadingNoted { read_on, value_micro })
}

/// Deletes a measure for 30 days, after which it is gone.
pub fn remove(tx: &mut Tx<'_>, id: Id<Measure>) -> Result<Recorded> {
    let measure = store::find(tx, id)?;
    may_change(tx, &measure.head)?;
    tx.delete(id.record())?;
    tx.record(id.record(), &MeasureEvent::Deleted)
}

fn check(tx: &mut Tx<'_>, draft: &Draft) -> Result<()> {
    let chosen = [
        ("owner_id", "Owner", draft.owner_id.record(), Kind::Person),
        ("vision_id", "Vision", draft.vision_id, Kind::Vision),
        ("unit_id", "Unit", draft.place.unit_id.record(), Kind::Unit),
    ];
    let mut faults = Vec::new();
    for (field, label, id, kind) in chosen {
        if !tx.is_kind(id, &[kind])? {
            faults.push(Fault::new(field, format!("{label}: choose one from the list")));
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(Error::Invalid(faults)) }
}

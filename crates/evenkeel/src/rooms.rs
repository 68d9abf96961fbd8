//! The product's table of contents: the rooms in order, their routes, and what they tell Today.

use evenkeel_core::Result;
use evenkeel_records::today::{Line, Need};
use evenkeel_store::Tx;
use evenkeel_web::{Room, Routes};

use crate::{openapi, today};

/// The rooms that exist, in the order of the menu.
pub(crate) const ROOMS: &[Room] =
    &[evenkeel_direction::ROOM, evenkeel_alignment::ROOM, evenkeel_plans::ROOM];

/// All routes.
pub(crate) fn routes() -> Routes {
    evenkeel_direction::routes()
        .and(evenkeel_alignment::routes())
        .and(evenkeel_plans::routes())
        .and(evenkeel_records::routes())
        .and(evenkeel_directory::routes())
        .and(today::routes())
        .and(openapi::routes())
}

/// What waits for the reader, of every room.
pub(crate) fn needs(tx: &mut Tx<'_>) -> Result<Vec<Need>> {
    let mut needs = evenkeel_alignment::needs(tx)?;
    needs.extend(evenkeel_direction::needs(tx)?);
    needs.extend(evenkeel_plans::needs(tx)?);
    needs.extend(evenkeel_records::needs(tx)?);
    Ok(needs)
}

/// What goes well, of every room.
pub(crate) fn well(tx: &mut Tx<'_>) -> Result<Vec<Line>> {
    let mut lines = evenkeel_alignment::well(tx)?;
    lines.extend(evenkeel_direction::well(tx)?);
    lines.extend(evenkeel_plans::well(tx)?);
    Ok(lines)
}

/// How things run and where they head, of every room.
pub(crate) fn lines(tx: &mut Tx<'_>) -> Result<Vec<Line>> {
    let mut lines = evenkeel_direction::lines(tx)?;
    lines.extend(evenkeel_alignment::lines(tx)?);
    lines.extend(evenkeel_plans::lines(tx)?);
    Ok(lines)
}

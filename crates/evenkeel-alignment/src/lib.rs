//! The room Alignment: what is to be reached, by whom, and how it stands.

use evenkeel_core::{Result, Side};
use evenkeel_records::today::{Line, Need};
use evenkeel_store::Tx;
use evenkeel_web::{Act, Room, Routes};

pub mod announcements;
pub mod check_ins;
pub mod commitments;
pub mod goals;

/// The room in the menu.
pub const ROOM: Room = Room {
    name: "Alignment",
    path: "/alignment",
    side: Side::Lead,
    key: 'a',
    acts: &[
        Act::of_all("Set a goal", "/alignment/goals/new"),
        Act::of_all("Commit to something", "/alignment/commitments/new?of=me"),
        Act::of_all("Ask for a commitment", "/alignment/commitments/new"),
        Act::of_heads("Write an announcement", "/alignment/announcements/new"),
    ],
};

/// The room's routes.
pub fn routes() -> Routes {
    goals::routes().and(check_ins::routes()).and(commitments::routes()).and(announcements::routes())
}

/// What waits for the reader's answer.
pub fn needs(tx: &mut Tx<'_>) -> Result<Vec<Need>> {
    let mut needs = goals::today::needs(tx)?;
    needs.extend(check_ins::needs(tx)?);
    needs.extend(commitments::needs(tx)?);
    needs.extend(announcements::needs(tx)?);
    Ok(needs)
}

/// What goes well.
pub fn well(tx: &mut Tx<'_>) -> Result<Vec<Line>> {
    let mut lines = goals::today::well(tx)?;
    lines.extend(check_ins::well(tx)?);
    lines.extend(commitments::well(tx)?);
    Ok(lines)
}

/// How things run and where they head.
pub fn lines(tx: &mut Tx<'_>) -> Result<Vec<Line>> {
    let mut lines = goals::today::lines(tx)?;
    lines.extend(commitments::lines(tx)?);
    Ok(lines)
}

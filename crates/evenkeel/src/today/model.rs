//! What Today shows: at most seven things that need the reader, and two halves always.

use evenkeel_core::{Result, Side};
use evenkeel_records::today::{Line, Need};
use evenkeel_store::Tx;
use serde::Serialize;

use crate::rooms;

/// Things that one can answer before coffee gets cold.
const NEEDS: usize = 7;

/// The page's content.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Today {
    /// What needs the reader, the earliest due first; at most seven.
    pub needs: Vec<Need>,
    /// How many more wait behind these.
    pub more: usize,
    /// How things run: of managing.
    pub running: Vec<Line>,
    /// Where they head: of leading.
    pub heading: Vec<Line>,
    /// What goes well.
    pub well: Vec<Line>,
}

/// Asks every room.
pub(crate) fn load(tx: &mut Tx<'_>) -> Result<Today> {
    let mut needs = rooms::needs(tx)?;
    needs.sort_by(|a, b| (a.due_on, &a.sentence).cmp(&(b.due_on, &b.sentence)));
    let more = needs.len().saturating_sub(NEEDS);
    needs.truncate(NEEDS);
    let (heading, running) =
        rooms::lines(tx)?.into_iter().partition(|line| line.side == Side::Lead);
    Ok(Today { needs, more, running, heading, well: rooms::well(tx)? })
}

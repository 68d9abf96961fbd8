//! What Today shows: at most seven things that need the reader, and two halves always.

use evenkeel_core::{Kind, Result, Side};
use evenkeel_directory::permissions;
use evenkeel_records::today::{Line, Need};
use evenkeel_store::Tx;
use serde::Serialize;

use super::store;
use crate::rooms;

/// Things that one can answer before coffee gets cold.
const NEEDS: usize = 7;

/// The first steps, each with the kind of record that it makes and how many show that it is done.
const STEPS: &[(Kind, i64, &str, &str, &str)] = &[
    (
        Kind::Vision,
        1,
        "Write where you want to be",
        "The vision is the end of every chain: from here each task gets its why.",
        "/direction/visions/new",
    ),
    (
        Kind::Person,
        2,
        "Bring the others in",
        "One by one with a link, or all at once from a file of your HR system.",
        "/directory/persons",
    ),
    (
        Kind::Goal,
        1,
        "Set a first goal",
        "What is to be reached, by when, and what it serves.",
        "/alignment/goals/new",
    ),
    (
        Kind::Task,
        1,
        "Add a first task",
        "A piece of work with one holder and a due time, for the goal.",
        "/plans/tasks/new",
    ),
];

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
    /// What a new organization does first, for those who look after it; empty once all is done.
    pub begin: Vec<Step>,
}

/// One of the first steps of a new organization.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Step {
    /// Verb first: "State why you exist".
    pub sentence: &'static str,
    /// What it is good for.
    pub why: &'static str,
    /// Where it is done.
    pub url: &'static str,
    /// Whether it is done.
    pub is_done: bool,
}

/// The first steps: what must exist so that a task can be traced up to a vision.
fn begin(tx: &mut Tx<'_>) -> Result<Vec<Step>> {
    if !permissions::role(tx)?.may_administer() {
        return Ok(Vec::new());
    }
    let mut steps = Vec::new();
    for (kind, most, sentence, why, url) in STEPS {
        let is_done = store::has(tx, *kind, *most)?;
        steps.push(Step { sentence, why, url, is_done });
    }
    if steps.iter().all(|step| step.is_done) {
        steps.clear();
    }
    Ok(steps)
}

/// Asks every room.
pub(crate) fn load(tx: &mut Tx<'_>) -> Result<Today> {
    let mut needs = rooms::needs(tx)?;
    needs.sort_by(|a, b| (a.due_on, &a.sentence).cmp(&(b.due_on, &b.sentence)));
    let more = needs.len().saturating_sub(NEEDS);
    needs.truncate(NEEDS);
    let (heading, running) =
        rooms::lines(tx)?.into_iter().partition(|line| line.side == Side::Lead);
    Ok(Today { needs, more, running, heading, well: rooms::well(tx)?, begin: begin(tx)? })
}

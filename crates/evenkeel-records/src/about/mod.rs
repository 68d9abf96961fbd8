//! The foot of every record's page: why it matters, comments, history.

use evenkeel_core::{Event, Id, Record, Result};
use evenkeel_store::{Head, Tx};
use evenkeel_web::{Form, ui};

use crate::{comments, trace};

mod view;

pub use view::part;

/// What the foot of a record's page shows.
#[derive(Clone, Debug)]
pub struct About {
    pub(crate) record: Id<Record>,
    pub(crate) chain: trace::Chain,
    pub(crate) comments: Vec<comments::Said>,
    pub(crate) history: Vec<ui::Entry>,
    pub(crate) seen_by: String,
    /// What was typed into the comment box, after it was refused.
    pub typed: Form,
}

/// Loads the foot of the page of a record that the caller has found.
pub fn load<E: Event>(tx: &mut Tx<'_>, head: &Head) -> Result<About> {
    let history = tx
        .history::<E>(head.id, 50)?
        .into_iter()
        .map(|entry| ui::Entry {
            at: entry.happened_at,
            by: entry.actor,
            by_url: format!("/directory/persons/{}", entry.actor_id),
            sentence: entry.event.sentence(),
            changes: entry.event.changes().to_vec(),
        })
        .collect();
    Ok(About {
        record: head.id,
        chain: trace::up(tx, head.id)?,
        comments: comments::store::list(tx, head.id, 200)?,
        history,
        seen_by: evenkeel_directory::audience::sentence(tx, head)?,
        typed: Form::empty(),
    })
}

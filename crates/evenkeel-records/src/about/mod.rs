//! The foot of every record's page: why it matters, comments, history.

use evenkeel_core::{Event, Id, Person, Record, Result};
use evenkeel_store::{Head, Tx};
use evenkeel_web::{Form, ui};

use crate::{comments, trace, trash};

mod view;

pub use view::part;

/// What the foot of a record's page shows.
#[derive(Clone, Debug)]
pub struct About {
    pub(crate) record: Id<Record>,
    pub(crate) owner: Option<Id<Person>>,
    pub(crate) chain: trace::Chain,
    pub(crate) comments: Vec<comments::Said>,
    pub(crate) history: Vec<ui::Entry>,
    pub(crate) seen_by: String,
    /// What was typed into the comment box, after it was refused.
    pub typed: Form,
}

/// Loads the foot of the page of a record that the caller has found.
pub fn load<E: Event>(tx: &mut Tx<'_>, head: &Head) -> Result<About> {
    let mut history = entries::<E>(tx, head.id)?;
    history.extend(entries::<trash::DeletionEvent>(tx, head.id)?);
    history.sort_by_key(|entry| std::cmp::Reverse(entry.at));
    Ok(About {
        record: head.id,
        owner: head.owner_id,
        chain: trace::up(tx, head.id)?,
        comments: comments::store::list(tx, head.id, 200)?,
        history,
        seen_by: evenkeel_directory::audience::sentence(tx, head)?,
        typed: Form::empty(),
    })
}

/// The latest events of one kind on a record, as lines of its history.
fn entries<E: Event>(tx: &mut Tx<'_>, record: Id<Record>) -> Result<Vec<ui::Entry>> {
    let history = tx.history::<E>(record, 50)?;
    Ok(history
        .into_iter()
        .map(|entry| ui::Entry {
            at: entry.happened_at,
            by: entry.actor,
            by_url: format!("/directory/persons/{}", entry.actor_id),
            sentence: entry.event.sentence(),
            changes: entry.event.changes().to_vec(),
        })
        .collect())
}

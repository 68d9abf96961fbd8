//! A commitment is a person's own promise: asked for, answered by them alone, and said kept or not.

pub mod acts;
mod api;
mod events;
mod model;
mod pages;
pub mod store;
mod today;
mod view;

#[cfg(test)]
mod tests;

pub use events::CommitmentEvent;
pub use model::{Answers, Closing, Commitment, Draft, Outcome, Proposal, Tally, Term};
pub use today::{lines, needs, well};
pub use view::part;

pub(crate) use model::day_ahead;

use evenkeel_core::{Id, Record, Result};
use evenkeel_store::Tx;

/// Commitments listed on the page of what they serve; the rest has a page of its own.
const SHOWN: i64 = 20;

/// What the page of a goal shows of who has committed to it.
pub fn load(tx: &mut Tx<'_>, about: Id<Record>) -> Result<Answers> {
    let nil = Id::new(uuid::Uuid::nil());
    Ok(Answers {
        about,
        list: store::list_about(tx, about, &(evenkeel_store::ALWAYS, nil), SHOWN)?,
        states: store::count_about(tx, about)?,
    })
}

/// The slice's routes.
pub fn routes() -> evenkeel_web::Routes {
    api::routes(pages::routes(evenkeel_web::Routes::new()))
}

//! A value is a principle, told by what one does when one holds it; it changes by proposals.

pub mod acts;
pub(crate) mod api;
mod events;
mod model;
mod pages;
pub mod store;
mod view;

#[cfg(test)]
mod tests;

pub use events::ValueEvent;
pub use model::{Asks, Decision, Draft, Objection, Proposal, ProposalDraft, Text, Value};

/// The slice's routes.
pub fn routes() -> evenkeel_web::Routes {
    api::routes(pages::routes(evenkeel_web::Routes::new()))
}

//! What purposes, visions, values, strategies and bets share: dated versions, and people who stand
//! behind one of them.

pub mod acts;
pub(crate) mod api;
mod events;
mod model;
pub(crate) mod pages;
pub(crate) mod store;
#[cfg(test)]
mod tests;
pub(crate) mod view;

pub use events::ElementEvent;
pub use model::{Edition, Element, Passage, Place, Standing, Words};
pub(crate) use model::{lines, passage};

/// The API routes that all elements share.
pub(crate) fn routes() -> evenkeel_web::Routes {
    api::routes(evenkeel_web::Routes::new())
}

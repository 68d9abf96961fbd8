//! A bet is a risk taken on purpose: hypothesis, stake, kill criteria and kill date.

pub mod acts;
pub(crate) mod api;
mod events;
mod model;
mod pages;
pub mod store;
mod view;

#[cfg(test)]
mod tests;

pub use events::BetEvent;
pub use model::{Appetite, Bet, Closing, Continuation, Draft, OUTCOMES, Staked};
pub(crate) use view::{SHELF, row};

/// The slice's routes.
pub fn routes() -> evenkeel_web::Routes {
    api::routes(pages::routes(evenkeel_web::Routes::new()))
}

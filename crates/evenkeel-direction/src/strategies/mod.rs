//! A strategy is a choice for some years: 3 to 5 priorities, and what is left aside on purpose.

pub mod acts;
pub(crate) mod api;
mod events;
mod model;
mod pages;
pub mod store;
mod view;

#[cfg(test)]
mod tests;

pub use events::StrategyEvent;
pub use model::{Draft, Strategy};

/// The slice's routes.
pub fn routes() -> evenkeel_web::Routes {
    api::routes(pages::routes(evenkeel_web::Routes::new()))
}

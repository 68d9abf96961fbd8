//! A goal is what shall be reached by when, with a why and what done looks like.

pub mod acts;
mod api;
mod draft;
mod events;
pub mod measures;
mod model;
mod pages;
pub mod rollup;
pub mod store;
pub mod today;
mod tree;
mod view;

#[cfg(test)]
mod tests;

pub use draft::Draft;
pub use events::GoalEvent;
pub use measures::{Measure, Reading};
pub use model::{Goal, Outcome, Standing};

/// The slice's routes.
pub fn routes() -> evenkeel_web::Routes {
    measures::routes(api::routes(pages::routes(evenkeel_web::Routes::new())))
}

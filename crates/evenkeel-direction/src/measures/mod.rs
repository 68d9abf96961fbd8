//! A sustainability measure is a number by which a vision is watched over the years.

pub mod acts;
pub(crate) mod api;
mod events;
mod model;
mod pages;
pub mod store;
mod view;

#[cfg(test)]
mod tests;

pub use events::MeasureEvent;
pub use model::{Draft, Measure, Reading};

pub(crate) use view::{empty, row};

/// The slice's routes.
pub fn routes() -> evenkeel_web::Routes {
    api::routes(pages::routes(evenkeel_web::Routes::new()))
}

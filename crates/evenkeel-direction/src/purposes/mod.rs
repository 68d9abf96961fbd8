//! A purpose says why the organization, or a unit, exists.

pub mod acts;
pub(crate) mod api;
mod events;
mod model;
mod pages;
pub mod store;
mod view;

#[cfg(test)]
mod tests;

pub use events::PurposeEvent;
pub use model::{Draft, Purpose};

/// The slice's routes.
pub fn routes() -> evenkeel_web::Routes {
    api::routes(pages::routes(evenkeel_web::Routes::new()))
}

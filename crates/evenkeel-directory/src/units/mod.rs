//! A unit is a part of the organization in its tree: team, department, ward.

pub mod acts;
mod api;
mod events;
mod model;
mod pages;
pub mod store;
mod view;

#[cfg(test)]
mod tests;

pub use events::UnitEvent;
pub use model::{Draft, Part};

/// The slice's routes.
pub fn routes() -> evenkeel_web::Routes {
    api::routes(pages::routes(evenkeel_web::Routes::new()))
}

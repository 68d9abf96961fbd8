//! A vision is a picture in words of where a unit wants to be 3 to 10 years from now.

pub mod acts;
pub(crate) mod api;
mod events;
mod model;
mod pages;
pub mod store;
mod view;

#[cfg(test)]
mod tests;

pub use events::VisionEvent;
pub use model::{Draft, Vision};

/// The slice's routes.
pub fn routes() -> evenkeel_web::Routes {
    api::routes(pages::routes(evenkeel_web::Routes::new()))
}

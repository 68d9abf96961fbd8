//! A check-in is a dated word on how a goal stands, which its reviewer acknowledges.

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

pub use events::CheckInEvent;
pub use model::{CheckIn, Draft, READINGS_MAX};
pub use today::{needs, well};
pub(crate) use view::part;

/// The slice's routes.
pub fn routes() -> evenkeel_web::Routes {
    api::routes(pages::routes(evenkeel_web::Routes::new()))
}

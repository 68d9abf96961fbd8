//! A measure is the number by which a goal is judged; a reading is its value on one day.

pub mod acts;
mod api;
mod draft;
mod model;
mod pages;
pub mod store;
pub(crate) mod view;

pub use draft::{Draft, Taken};
pub use model::{Measure, Reading, Step};

/// The routes of measures and readings.
pub(super) fn routes(routes: evenkeel_web::Routes) -> evenkeel_web::Routes {
    api::routes(pages::routes(routes))
}

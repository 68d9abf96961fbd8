//! The direction of a unit as a whole: the page, the sheet to print, the map and the long range.

pub(crate) mod api;
mod model;
pub(crate) mod pages;
mod sheet;
pub(crate) mod store;
#[cfg(test)]
mod tests;
mod view;

pub(crate) use model::{Held, Overview};

/// The routes of the whole.
pub(crate) fn routes() -> evenkeel_web::Routes {
    api::routes(pages::routes(evenkeel_web::Routes::new()))
}

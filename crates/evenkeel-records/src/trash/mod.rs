//! A deletion can be taken back for 30 days; after that nothing but a tombstone is left.

pub mod acts;
mod api;
mod events;
mod model;
mod pages;
pub mod store;
mod view;

#[cfg(test)]
mod tests;

pub use acts::purge;
pub use events::DeletionEvent;
pub use model::{Deleted, KEPT};

/// The slice's routes.
pub fn routes() -> evenkeel_web::Routes {
    api::routes(pages::routes(evenkeel_web::Routes::new()))
}

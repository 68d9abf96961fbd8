//! A task is a piece of work with one holder and a due time.

pub mod acts;
mod api;
mod events;
mod model;
mod pages;
pub mod store;
mod view;

#[cfg(test)]
mod tests;

pub use events::TaskEvent;
pub use model::{Draft, Task};

/// The slice's routes.
pub fn routes() -> evenkeel_web::Routes {
    api::routes(pages::routes(evenkeel_web::Routes::new()))
}

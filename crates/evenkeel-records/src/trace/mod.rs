//! The trace is the chain from a vision line to a person's task, readable both ways.

mod api;
mod model;
mod pages;
pub mod store;
pub mod view;

#[cfg(test)]
mod tests;

pub use model::{Chain, Line, Node, Step, Week, sentence};
pub use store::{down, up, up_many};

/// The slice's routes.
pub fn routes() -> evenkeel_web::Routes {
    api::routes(pages::routes(evenkeel_web::Routes::new()))
}

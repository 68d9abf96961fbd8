//! A comment is what somebody says about a record, to those who may see the record.

pub mod acts;
mod api;
mod events;
mod model;
mod pages;
pub mod store;
pub mod view;

#[cfg(test)]
mod tests;

pub use events::CommentEvent;
pub use model::{Comment, Mention, Said, usernames};

/// The slice's routes.
pub fn routes() -> evenkeel_web::Routes {
    api::routes(pages::routes(evenkeel_web::Routes::new()))
}

//! An announcement is a message to an audience from the tree of units, with its reach, its
//! questions and the promises made in it.

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

pub use events::AnnouncementEvent;
pub use model::{Announcement, Draft, MOST_PROMISES, Promise, Promised, Question, Reach};
pub(crate) use pages::may_announce;
pub use today::needs;

/// The slice's routes.
pub fn routes() -> evenkeel_web::Routes {
    api::routes(pages::routes(evenkeel_web::Routes::new()))
}

//! A person is a member of the organization, with or without e-mail.

pub mod acts;
mod api;
mod events;
mod model;
mod pages;
pub mod store;
mod view;

#[cfg(test)]
mod tests;

pub use events::PersonEvent;
pub use model::{Draft, Member, read_name, username};
pub use pages::{by_name, keep_choice};
pub(crate) use view::row;
pub use view::{CHOICES, field, field_value};

/// The slice's routes.
pub fn routes() -> evenkeel_web::Routes {
    api::routes(pages::routes(evenkeel_web::Routes::new()))
}

//! A person is a member of the organization, with or without e-mail.

pub mod acts;
mod events;
mod model;
pub mod store;

pub use events::PersonEvent;
pub use model::{Draft, Member, read_name, username};

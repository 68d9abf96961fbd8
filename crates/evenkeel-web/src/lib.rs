//! HTTP in one place: who asks, what went wrong, forms, pages, assets.

pub mod assets;
mod form;
mod frame;
pub mod ui;

pub use form::{Form, Value};
pub use frame::{Act, Frame, Notice, Room, SignedIn, Theme};

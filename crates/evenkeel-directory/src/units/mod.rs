//! A unit is a part of the organization in its tree: team, department, ward.

pub mod acts;
mod events;
mod model;
pub mod store;

pub use events::UnitEvent;
pub use model::{Draft, Part};

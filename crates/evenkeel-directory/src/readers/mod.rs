//! Reader rows: who belongs to which audience, kept by every change of person, unit and line.

mod store;

pub use store::{refresh_all, refresh_line, refresh_person};

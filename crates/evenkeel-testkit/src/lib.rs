//! The clinic that tests are told about, an application over it, and pages as plain text.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "this crate serves tests alone: what goes wrong here fails the test"
)]

mod answer;
mod app;
mod clinic;
mod text;

pub use answer::{Answer, check_text};
pub use app::App;
pub use clinic::{NOW, clinic, empty};

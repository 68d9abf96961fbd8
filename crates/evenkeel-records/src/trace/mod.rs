//! The trace is the chain from a vision line to a person's task, readable both ways.

mod model;
pub mod store;
pub mod view;

pub use model::{Chain, Step};
pub use store::{down, up, up_many};

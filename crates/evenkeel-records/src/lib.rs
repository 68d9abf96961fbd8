//! What every record shares: what was said, what happened, and why it matters.

pub mod about;
pub mod comments;
pub mod today;
pub mod trace;

//! What people set for themselves: password, look, keys, sessions, personal tokens.

pub(super) mod acts;
mod pages;
mod view;

#[cfg(test)]
mod tests;

pub(super) use pages::{routes, word};
pub(crate) use view::once;

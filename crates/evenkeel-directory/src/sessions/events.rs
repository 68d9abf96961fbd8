//! What happens to sessions, links and tokens is remembered on their person.

pub(super) use crate::persons::PersonEvent;

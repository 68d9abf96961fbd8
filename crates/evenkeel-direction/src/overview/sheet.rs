//! The direction of a unit on one sheet of A4.

pub(super) mod view;

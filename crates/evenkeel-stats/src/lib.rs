//! The arithmetic of the house: pure functions that read no clock, file or database and cannot fail.

pub mod rollup;

//! The arithmetic of the house: pure functions without a clock, a file or a database.

pub mod rollup;

//! The arithmetic of the house: pure functions without a clock, a file or a database. They cannot fail.

pub mod rollup;

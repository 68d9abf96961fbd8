//! Tasks of developer and CI.
fn main() {}

//! Evenkeel: lead and manage on an even keel.
fn main() {}

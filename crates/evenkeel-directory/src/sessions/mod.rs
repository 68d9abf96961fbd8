//! Who is signed in: sessions, passwords, links, personal tokens, and the first visit.

mod gate;
pub mod password;
pub mod store;

pub use gate::Door;

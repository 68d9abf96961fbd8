//! Who is who: persons, units, memberships, sessions, permissions.

pub mod audience;
pub mod founding;
pub mod permissions;
pub mod persons;
pub mod readers;
pub mod sessions;
pub mod units;

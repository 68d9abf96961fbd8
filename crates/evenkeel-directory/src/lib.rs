//! Who is who: persons, units, memberships, sessions, permissions.

pub mod audience;
pub mod founding;
pub mod permissions;
pub mod persons;
pub mod readers;
pub mod sessions;
pub mod units;

/// The routes of persons, units, sessions and settings.
pub fn routes() -> evenkeel_web::Routes {
    sessions::routes().and(persons::routes()).and(units::routes())
}

//! An import run brings a file in: mapping, dry run, a report of every row, and undo of the whole.

pub mod acts;
mod api;
mod dates;
mod events;
mod file;
pub mod importer;
mod job;
mod model;
mod pages;
mod people;
pub mod store;
mod view;

#[cfg(test)]
mod tests;

pub use dates::Order;
pub use events::ImportEvent;
pub use model::{
    Changes, Done, Mapping, Outcome, Plan, Planned, PlannedUnit, Raw, Reported, Run, Shown, State,
    Texts, Todo,
};
pub use people::People;

/// The slice's routes.
pub fn routes() -> evenkeel_web::Routes {
    api::routes(pages::routes(evenkeel_web::Routes::new()))
}

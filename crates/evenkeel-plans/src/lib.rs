//! The room Plans: how, who and when.

use evenkeel_core::Side;
use evenkeel_web::{Act, Room, Routes};

pub mod tasks;
mod today;

pub use today::{lines, needs, well};

/// The room in the menu.
pub const ROOM: Room = Room {
    name: "Plans",
    path: "/plans",
    side: Side::Manage,
    key: 'l',
    acts: &[Act::of_all("Add a task", "/plans/tasks/new")],
};

/// The room's routes.
pub fn routes() -> Routes {
    tasks::routes()
}

//! The room Direction: why we exist, where we want to be, what we hold to, choose and dare.

use evenkeel_core::Side;
use evenkeel_web::{Act, Room, Routes};

pub mod bets;
pub mod elements;
pub mod measures;
mod money;
mod overview;
pub mod purposes;
pub mod strategies;
#[cfg(test)]
mod testing;
mod today;
pub mod values;
pub mod visions;

pub use today::{lines, needs, well};

/// The room in the menu.
pub const ROOM: Room = Room {
    name: "Direction",
    path: "/direction",
    side: Side::Lead,
    key: 'd',
    acts: &[
        Act { name: "State a purpose", path: "/direction/purposes/new" },
        Act { name: "Write a vision", path: "/direction/visions/new" },
        Act { name: "Name a value", path: "/direction/values/new" },
        Act { name: "Set a strategy", path: "/direction/strategies/new" },
        Act { name: "Open a bet", path: "/direction/bets/new" },
    ],
};

/// The room's routes.
pub fn routes() -> Routes {
    overview::routes()
        .and(elements::routes())
        .and(purposes::routes())
        .and(visions::routes())
        .and(values::routes())
        .and(strategies::routes())
        .and(bets::routes())
        .and(measures::routes())
}

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
        Act::of_heads("State a purpose", "/direction/purposes/new"),
        Act::of_heads("Write a vision", "/direction/visions/new"),
        Act::of_heads("Name a value", "/direction/values/new"),
        Act::of_heads("Set a strategy", "/direction/strategies/new"),
        Act::of_heads("Open a bet", "/direction/bets/new"),
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

//! What every record shares: what was said, what happened, and why it matters.

use evenkeel_core::Result;
use evenkeel_store::Tx;
use evenkeel_web::Routes;

pub mod about;
pub mod comments;
pub mod imports;
pub mod search;
pub mod today;
pub mod trace;
pub mod trash;

pub use trash::purge;

/// The routes of what all records share.
pub fn routes() -> Routes {
    comments::routes()
        .and(trace::routes())
        .and(search::routes())
        .and(trash::routes())
        .and(imports::routes())
}

/// A state as a tag says it: "in_review" is "In review".
fn state_words(state: &str) -> String {
    let state = state.replace('_', " ");
    let mut letters = state.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What waits for the reader, whatever the room: comments that call them.
pub fn needs(tx: &mut Tx<'_>) -> Result<Vec<today::Need>> {
    comments::acts::needs(tx)
}

#[cfg(test)]
mod testing;

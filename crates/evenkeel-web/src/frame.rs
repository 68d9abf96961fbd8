//! What every page shows around its content.

use evenkeel_core::{Id, Person, Side};

/// A room in the menu.
#[derive(Debug)]
pub struct Room {
    /// The word in the menu.
    pub name: &'static str,
    /// Where it begins: `/direction`.
    pub path: &'static str,
    /// Lead, manage, or between.
    pub side: Side,
    /// Its key after `g`.
    pub key: char,
    /// What can be done there: offered by the palette and the room's own page.
    pub acts: &'static [Act],
}

/// Something a person can start.
#[derive(Debug)]
pub struct Act {
    /// Verb first: "Set a goal".
    pub name: &'static str,
    /// The page that begins it.
    pub path: &'static str,
    /// Whether it is for those who head a unit. The palette offers it on every page to those who
    /// head the whole; heads of a unit find it on the room's own page.
    pub is_for_heads: bool,
}

impl Act {
    /// What every member can start.
    pub const fn of_all(name: &'static str, path: &'static str) -> Self {
        Self { name, path, is_for_heads: false }
    }

    /// What those who head a unit can start.
    pub const fn of_heads(name: &'static str, path: &'static str) -> Self {
        Self { name, path, is_for_heads: true }
    }
}

/// Who is signed in, as shown in the frame.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Id of the person.
    pub id: Id<Person>,
    /// Name of the person.
    pub name: String,
    /// Whether they may change settings and people.
    pub may_administer: bool,
}

/// Which color scheme the reader chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// What was just done, said once on the next page.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Notice {
    /// "Goal deleted."
    pub text: String,
    /// Where a POST takes it back, if it can be taken back.
    pub undo: Option<String>,
}

/// What every page shows around its content, and what its forms need.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Name of the organization; the product's name before anyone signs in.
    pub organization: String,
    /// Who reads; `None` on the pages before sign-in.
    pub person: Option<SignedIn>,
    /// Path of this page, to mark the current place.
    pub path: String,
    /// The token that every form carries against requests from elsewhere.
    pub form_token: String,
    /// Chosen color scheme.
    pub theme: Theme,
    /// Whether single keys do things.
    pub has_single_keys: bool,
    /// What was just done.
    pub notice: Option<Notice>,
    /// The rooms that exist, in order.
    pub rooms: &'static [Room],
}

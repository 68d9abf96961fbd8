//! The kinds of record, each with its one word in table, URL, event and page.

use crate::{Function, Id, Record};

macro_rules! kinds {
    ($(
        $(#[$doc:meta])*
        $name:ident $word:literal $noun:literal $path:literal $function:ident;
    )*) => {
        /// A kind of record. Adding a slice adds one line to this list.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Kind { $($(#[$doc])* $name,)* }

        impl Kind {
            /// Every kind, in the order of the rooms.
            pub const ALL: &'static [Kind] = &[$(Kind::$name,)*];

            /// The word in table, event and API.
            pub const fn word(self) -> &'static str {
                match self { $(Kind::$name => $word,)* }
            }

            /// The word a reader sees, at the start of a sentence.
            pub const fn noun(self) -> &'static str {
                match self { $(Kind::$name => $noun,)* }
            }

            /// The path under which records of this kind are shown.
            pub const fn path(self) -> &'static str {
                match self { $(Kind::$name => $path,)* }
            }

            /// The function that a record of this kind serves first.
            pub const fn function(self) -> Function {
                match self { $(Kind::$name => Function::$function,)* }
            }

            /// The kind that `word` names.
            pub fn find(word: &str) -> Option<Kind> {
                Self::ALL.iter().copied().find(|kind| kind.word() == word)
            }
        }
    };
}

kinds! {
    /// Why the organization or a unit exists.
    Purpose "purpose" "Purpose" "/direction/purposes" Direction;
    /// Narrative picture of where it wants to be.
    Vision "vision" "Vision" "/direction/visions" Direction;
    /// A principle with the behaviors that show it.
    Value "value" "Value" "/direction/values" Direction;
    /// A choice with priorities and a not-doing list.
    Strategy "strategy" "Strategy" "/direction/strategies" Direction;
    /// A risk taken on purpose.
    Bet "bet" "Bet" "/direction/bets" Direction;
    /// A number by which a vision is watched over the years.
    SustainabilityMeasure "sustainability_measure" "Sustainability measure" "/direction/measures"
        Direction;
    /// What is to be reached by when.
    Goal "goal" "Goal" "/alignment/goals" Alignment;
    /// A dated word and status on a goal.
    CheckIn "check_in" "Check-in" "/alignment/check_ins" Controlling;
    /// A person's own promise.
    Commitment "commitment" "Commitment" "/alignment/commitments" Alignment;
    /// A message to an audience from the tree of units.
    Announcement "announcement" "Announcement" "/alignment/announcements" Alignment;
    /// A piece of work with one holder and a due time.
    Task "task" "Task" "/plans/tasks" Planning;
    /// A member of the organization.
    Person "person" "Person" "/directory/persons" Organizing;
    /// A part of the organization.
    Unit "unit" "Unit" "/directory/units" Organizing;
    /// One execution of an importer.
    ImportRun "import_run" "Import run" "/directory/imports" Organizing;
    /// What somebody says about a record: its events stand on that record.
    Comment "comment" "Comment" "/comments" Alignment;
    /// A deletion that can be taken back: its events stand on the record deleted.
    Deletion "deletion" "Deletion" "/records/deleted" Organizing;
}

/// What any room can show of any record that the reader may see.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Card {
    /// Its id.
    pub id: Id<Record>,
    /// Its kind.
    pub kind: Kind,
    /// Its title.
    pub title: String,
    /// Its state in words; empty when it has none.
    pub state: String,
}

impl Card {
    /// The address of the record's page.
    pub fn url(&self) -> String {
        format!("{}/{}", self.kind.path(), self.id)
    }
}

impl serde::Serialize for Kind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

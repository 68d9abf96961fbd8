//! What a room tells Today: what needs the reader, what goes well, how things run and head.

use evenkeel_core::Side;
use jiff::civil::Date;

/// Something that waits for the reader's answer.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Need {
    /// Verb first: "Say whether you can commit to “See every child within 2 weeks”".
    pub sentence: String,
    /// Where it is answered in full.
    pub url: String,
    /// Facts in words: "Goal from Dr Osei · due 30 June".
    pub meta: String,
    /// Of leading or of managing.
    pub side: Side,
    /// The day by which it should be answered: the earliest stands first.
    pub due_on: Date,
    /// Answers that can be given in place.
    pub answers: Vec<Answer>,
}

/// An answer that one button gives.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Answer {
    /// Verb on the button: "Accept".
    pub label: &'static str,
    /// Where it posts to.
    pub url: String,
    /// What it sends.
    pub fields: Vec<(&'static str, String)>,
}

/// A sentence with a link: something that goes well, runs or heads somewhere.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Line {
    /// The sentence.
    pub sentence: String,
    /// Where it is seen.
    pub url: String,
    /// Running is of managing, heading of leading.
    pub side: Side,
}

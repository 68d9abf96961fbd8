//! What an announcement is, who may answer for it, and how far it has reached.

use evenkeel_core::{Card, Error, Id, Person, Record, Result, Unit};
use evenkeel_store::{Head, row};
use evenkeel_web::Fields;
use jiff::{Timestamp, civil::Date};

use crate::commitments::{self, Commitment};

/// Promises that one announcement may hold: more would be a plan.
pub const MOST_PROMISES: usize = 3;

row! {
    /// An announcement as its reader sees it.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Announcement {
        /// The common row.
        pub head: Head,
        /// What is said, in Markdown.
        pub body: String,
        /// The unit whose people, with those below, are the audience.
        pub unit_id: Id<Unit>,
        /// The name of the unit.
        pub unit: String,
        /// Whether its readers say that they have read it.
        pub must_acknowledge: bool,
        /// When it was sent.
        pub sent_at: Timestamp,
        /// Who sent it.
        pub sender: String,
        /// Whether the reader was in the audience on the day of sending.
        pub is_for_me: bool,
        /// When the reader first opened it.
        pub seen_at: Option<Timestamp>,
        /// When the reader acknowledged it.
        pub acknowledged_at: Option<Timestamp>,
        /// What it is about.
        pub about: Option<Card>,
    }
}

row! {
    /// How far an announcement has reached: counts, never names.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct Reach {
        /// People in the audience on the day of sending.
        pub readers: i64,
        /// Those who have opened it.
        pub seen: i64,
        /// Those who said that they have read it.
        pub acknowledged: i64,
    }
}

row! {
    /// A question about an announcement: open until it has its answer.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Question {
        /// Its id.
        pub id: Id<Question>,
        /// Who asked.
        pub asked_by: Id<Person>,
        /// Their name.
        pub asker: String,
        /// When.
        pub asked_at: Timestamp,
        /// What.
        pub question: String,
        /// Name of the person who answered.
        pub answerer: Option<String>,
        /// When.
        pub answered_at: Option<Timestamp>,
        /// What they answered, in Markdown.
        pub answer: String,
    }
}

row! {
    /// A promise in the words in which it was made.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Promised {
        /// Its number, from 1.
        pub number: i64,
        /// What exactly.
        pub terms: String,
        /// By when.
        pub due_on: Date,
        /// The commitment that it became.
        pub commitment_id: Id<Commitment>,
    }
}

/// A promise that is about to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// What exactly.
    pub terms: String,
    /// By when.
    pub due_on: Date,
    /// How confident the sender is, 1 to 5.
    pub confidence: i64,
}

/// What a form or a call says of an announcement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// One line.
    pub title: String,
    /// What is said, in Markdown.
    pub body: String,
    /// The unit whose people, with those below, are the audience.
    pub unit_id: Id<Unit>,
    /// Whether its readers are asked to say that they have read it.
    pub must_acknowledge: bool,
    /// What it is about.
    pub about: Option<Id<Record>>,
    /// What the sender promises in it.
    pub promises: Vec<Promise>,
}

/// The fields of the promises: what, by when, how confident.
pub(super) const PROMISES: [[&str; 3]; MOST_PROMISES] = [
    ["promise_1", "promise_1_due_on", "promise_1_confidence"],
    ["promise_2", "promise_2_due_on", "promise_2_confidence"],
    ["promise_3", "promise_3_due_on", "promise_3_confidence"],
];

impl Draft {
    /// Reads the fields of an announcement.
    pub fn read(fields: &mut Fields, today: Date) -> Result<Self> {
        let draft = Self {
            title: fields.text("title", "Title", 1..=200),
            body: fields.long_text("body", "Text", 1..=20_000),
            unit_id: fields.id("unit_id", "To"),
            about: fields.id_option("about", "About"),
            must_acknowledge: fields.flag("must_acknowledge"),
            promises: PROMISES.iter().filter_map(|names| promise(fields, *names, today)).collect(),
        };
        fields.finish(draft)
    }
}

/// A promise, if one was typed: without its day it would be a hope.
fn promise(fields: &mut Fields, names: [&'static str; 3], today: Date) -> Option<Promise> {
    let [what, when, how] = names;
    let terms = fields.long_text(what, "Promise", 0..=1000);
    let (day, level) = (fields.raw(when).trim().to_owned(), fields.raw(how).trim().to_owned());
    if terms.is_empty() {
        let _ = (fields.date_option(when, "Due"), fields.number_option(how, "Confidence", 1..=5));
        if !day.is_empty() || !level.is_empty() {
            fields.fault(what, "Promise is missing: say what is promised, or empty its day");
        }
        return None;
    }
    let due_on = commitments::day_ahead(fields, when, "Due", today);
    let confidence = fields.number_option(how, "Confidence", 1..=5);
    if level.is_empty() {
        fields.fault(how, "Confidence is missing: choose how sure you are, 1 to 5");
    }
    Some(Promise { terms, due_on, confidence: confidence.unwrap_or(1) })
}

/// What is asked.
pub(super) fn read_question(fields: &mut Fields) -> Result<String> {
    let question = fields.long_text("question", "Question", 1..=1000);
    fields.finish(question)
}

/// What is answered.
pub(super) fn read_answer(fields: &mut Fields) -> Result<String> {
    let answer = fields.long_text("answer", "Answer", 1..=5000);
    fields.finish(answer)
}

impl Announcement {
    /// Whether the reader is asked to say that they have read it.
    pub fn waits(&self) -> bool {
        self.must_acknowledge && self.is_for_me && self.acknowledged_at.is_none()
    }

    /// Whether the reader has yet to open it.
    pub fn is_new(&self) -> bool {
        self.is_for_me && self.seen_at.is_none()
    }

    /// Only those it was sent to acknowledge it.
    pub fn check_acknowledgment(&self) -> Result<()> {
        if !self.must_acknowledge {
            return Err(Error::field("", "This announcement asks for no acknowledgment"));
        }
        if self.is_for_me {
            return Ok(());
        }
        Err(Error::not_allowed(
            "Only those it was sent to acknowledge this. You can read it and ask.",
        ))
    }

    /// Only the sender deletes it.
    pub fn check_deletion(&self, actor: Id<Person>) -> Result<()> {
        if self.head.owner_id == Some(actor) {
            return Ok(());
        }
        Err(Error::not_allowed(format!("Only {} can delete this. Ask them.", self.sender)))
    }
}

impl Question {
    /// Whether it waits for its answer.
    pub fn is_open(&self) -> bool {
        self.answered_at.is_none()
    }
}

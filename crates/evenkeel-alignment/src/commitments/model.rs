//! What a commitment is, who may answer it, and what a person's promises add up to.

use evenkeel_core::{Card, Error, Id, Person, Record, Result};
use evenkeel_store::{Head, row};
use evenkeel_web::{Fields, ui};
use jiff::{Timestamp, civil::Date};

row! {
    /// A commitment with the names it shows. Its state is asked, accepted, declined, kept or
    /// broken.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Commitment {
        /// The common row.
        pub head: Head,
        /// Whose promise it is, or would be.
        pub person_id: Id<Person>,
        /// Their name.
        pub person: String,
        /// Who asked for it.
        pub asked_by: Id<Person>,
        /// Their name.
        pub asker: String,
        /// When they asked.
        pub asked_on: Date,
        /// What exactly, as it stands.
        pub terms: String,
        /// By when, as it stands.
        pub due_on: Date,
        /// How confident the person is, 1 to 5.
        pub confidence: Option<i64>,
        /// When the person accepted.
        pub accepted_on: Option<Date>,
        /// Who has proposed a change that waits for the other side.
        pub proposed_by: Option<Id<Person>>,
        /// When terms that were accepted were last changed.
        pub renegotiated_on: Option<Date>,
        /// Whether it was promised in an announcement.
        pub is_promise: bool,
        /// When it was kept, broken or declined.
        pub closed_on: Option<Date>,
        /// What was said then.
        pub closing_note: String,
        /// What it serves.
        pub about: Option<Card>,
    }
}

row! {
    /// One version of a commitment's terms; none is ever overwritten.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Term {
        /// Its number, from 1.
        pub number: i64,
        /// What exactly.
        pub terms: String,
        /// By when.
        pub due_on: Date,
        /// Why they were proposed.
        pub why: String,
        /// How confident the person would be.
        pub confidence: Option<i64>,
        /// Who proposed them.
        pub proposed_by: Id<Person>,
        /// Their name.
        pub proposer: String,
        /// When.
        pub proposed_at: Timestamp,
        /// standing, replaced, proposed, refused or withdrawn.
        pub state: String,
        /// Name of the person who decided.
        pub decider: Option<String>,
        /// When they decided.
        pub decided_at: Option<Timestamp>,
        /// What they said to it.
        pub answer: String,
    }
}

/// Asking somebody, or oneself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The record that the commitment serves.
    pub about: Id<Record>,
    /// Whose promise it would be.
    pub person_id: Id<Person>,
    /// What exactly.
    pub terms: String,
    /// By when.
    pub due_on: Date,
    /// How confident they are; said only by the person themselves.
    pub confidence: Option<i64>,
}

/// Other terms, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// What exactly.
    pub terms: String,
    /// By when.
    pub due_on: Date,
    /// Why.
    pub why: String,
    /// How confident the person would be; said only by the person themselves.
    pub confidence: Option<i64>,
}

/// What became of a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was kept.
    Kept,
    /// It was not.
    Broken,
}

/// How it went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// Kept or broken.
    pub outcome: Outcome,
    /// What there is to say.
    pub note: String,
    /// The day on which it was so.
    pub closed_on: Date,
}

/// Who has committed to a record.
#[derive(Clone, Debug)]
pub struct Answers {
    /// The record.
    pub about: Id<Record>,
    /// The first commitments, the nearest due first.
    pub list: Vec<Commitment>,
    /// How many there are in each state.
    pub states: Vec<(String, i64)>,
}

/// What a person's promises add up to. Only that person is shown it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Kept as first agreed.
    pub kept: i64,
    /// Kept on new terms.
    pub kept_anew: i64,
    /// Broken.
    pub broken: i64,
    /// Past their day and not said to be kept or broken.
    pub overdue: i64,
    /// On new terms, with their day still ahead.
    pub open_anew: i64,
    /// As first agreed, with their day still ahead.
    pub open: i64,
}

/// One line of a count: state, whether on new terms, whether the day is over, how many.
pub(super) type Counted = (String, bool, bool, i64);

impl Tally {
    pub(super) fn of(counts: Vec<Counted>) -> Self {
        let mut tally = Self::default();
        for (state, is_anew, is_over, many) in counts {
            let place = match (state.as_str(), is_anew, is_over) {
                ("kept", false, _) => &mut tally.kept,
                ("kept", true, _) => &mut tally.kept_anew,
                ("broken", _, _) => &mut tally.broken,
                ("accepted", _, true) => &mut tally.overdue,
                ("accepted", true, false) => &mut tally.open_anew,
                ("accepted", false, false) => &mut tally.open,
                _ => continue,
            };
            *place += many;
        }
        tally
    }

    /// How many were kept, on whichever terms.
    pub fn all_kept(&self) -> i64 {
        self.kept + self.kept_anew
    }

    /// How many came due.
    pub fn came_due(&self) -> i64 {
        self.all_kept() + self.broken + self.overdue
    }

    /// How many there are.
    pub fn all(&self) -> i64 {
        self.came_due() + self.open + self.open_anew
    }
}

fn terms(fields: &mut Fields) -> String {
    fields.long_text("terms", "What exactly", 1..=1000)
}

/// A day that is not over: nobody can promise the past.
pub(crate) fn day_ahead(fields: &mut Fields, name: &'static str, label: &str, today: Date) -> Date {
    let typed = !fields.raw(name).trim().is_empty();
    let day = fields.date_option(name, label);
    if let Some(day) = day
        && day < today
    {
        fields.fault(name, format!("{label} must be today, {}, or later", ui::date_words(today)));
    } else if !typed {
        fields.fault(name, format!("{label} is missing"));
    }
    day.unwrap_or(today)
}

const CONFIDENCE: &str = "Confidence";

fn confidence(fields: &mut Fields, is_own: bool) -> Option<i64> {
    let level = fields.number_option("confidence", CONFIDENCE, 1..=5);
    if is_own && level.is_none() && fields.raw("confidence").trim().is_empty() {
        fields.fault("confidence", "Confidence is missing: choose how sure you are, 1 to 5");
    } else if !is_own && level.is_some() {
        fields.fault("confidence", "Only the person asked says how confident they are");
    }
    level
}

/// The confidence with which the person asked accepts.
pub(super) fn read_acceptance(fields: &mut Fields) -> Result<i64> {
    let level = confidence(fields, true);
    fields.finish(level.unwrap_or(1))
}

/// Why the person asked declines. Without a reason it is refused: the asker has to plan anew.
pub(super) fn read_decline(fields: &mut Fields) -> Result<String> {
    let reason = fields.long_text("reason", "Reason", 0..=1000);
    if reason.is_empty() {
        fields.fault("reason", "Reason is missing: say why, so that another way can be found");
    }
    fields.finish(reason)
}

/// What there is to say when a change is declined.
pub(super) fn read_answer(fields: &mut Fields) -> Result<String> {
    let reason = fields.long_text("reason", "Reason", 0..=1000);
    fields.finish(reason)
}

impl Draft {
    /// Reads the fields of a commitment that `actor` asks for.
    pub fn read(fields: &mut Fields, actor: Id<Person>, today: Date) -> Result<Self> {
        let about = fields.id("about", "Serves");
        let person_id = fields.id("person_id", "Person");
        let draft = Self {
            about,
            person_id,
            terms: terms(fields),
            due_on: day_ahead(fields, "due_on", "Due", today),
            confidence: confidence(fields, person_id == actor),
        };
        fields.finish(draft)
    }
}

impl Proposal {
    /// Reads other terms for `commitment`, proposed by `actor`.
    pub fn read(
        fields: &mut Fields,
        commitment: &Commitment,
        actor: Id<Person>,
        today: Date,
    ) -> Result<Self> {
        let proposal = Self {
            terms: terms(fields),
            due_on: day_ahead(fields, "due_on", "Due", today),
            why: fields.long_text("why", "Why", 1..=1000),
            confidence: confidence(fields, commitment.person_id == actor),
        };
        if proposal.terms == commitment.terms && proposal.due_on == commitment.due_on {
            fields.fault("terms", "Terms and day are as before: change one of them");
        }
        fields.finish(proposal)
    }
}

impl Closing {
    /// Reads how it went. What was broken needs a word.
    pub fn read(fields: &mut Fields, today: Date) -> Result<Self> {
        let outcome = match fields.choice("outcome", "Outcome", &["kept", "broken"]) {
            "kept" => Outcome::Kept,
            _ => Outcome::Broken,
        };
        let note = fields.long_text("note", "How it went", 0..=1000);
        let closed_on = fields.date_option("closed_on", "Day").unwrap_or(today);
        if outcome == Outcome::Broken && fields.raw("outcome") == "broken" && note.is_empty() {
            fields.fault("note", "How it went is missing: say what happened");
        }
        if closed_on > today {
            fields.fault("closed_on", "Day must be today or earlier");
        }
        fields.finish(Self { outcome, note, closed_on })
    }
}

impl Outcome {
    /// The state it leads to.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Broken => "broken",
        }
    }
}

/// Terms as one line: the title of the record.
pub(super) fn title(terms: &str) -> String {
    let title = ui::plain_text(terms, 120);
    if title.trim().is_empty() { terms.chars().take(120).collect() } else { title }
}

/// Terms and day as text, for history.
pub(super) fn fields(terms: &str, due_on: Date) -> Vec<(&'static str, String)> {
    vec![("terms", terms.to_owned()), ("due_on", due_on.to_string())]
}

impl Commitment {
    /// Whether it waits for an answer or for its day.
    pub fn is_open(&self) -> bool {
        matches!(self.head.state.as_str(), "asked" | "accepted")
    }

    /// Whether its day is over and nobody has said how it went.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.head.state == "accepted" && self.due_on < today
    }

    /// Whether nobody else asked for it.
    pub fn is_own(&self) -> bool {
        self.person_id == self.asked_by
    }

    /// Whether `actor` is the one to accept or decline.
    pub fn waits_for_answer(&self, actor: Id<Person>) -> bool {
        self.person_id == actor && self.head.state == "asked"
    }

    /// Whether `actor` is the one to decide on the change that was proposed.
    pub fn waits_for_decision(&self, actor: Id<Person>) -> bool {
        self.is_open()
            && self.proposed_by.is_some_and(|by| by != actor)
            && (self.person_id == actor || self.asked_by == actor)
    }

    /// Whether `actor` may propose other terms now. Who has not accepted yet proposes alone:
    /// whoever asked can delete what nobody has accepted, and ask anew.
    pub fn may_change(&self, actor: Id<Person>) -> bool {
        self.proposed_by.is_none()
            && match self.head.state.as_str() {
                "asked" => self.person_id == actor,
                "accepted" => self.person_id == actor || self.asked_by == actor,
                _ => false,
            }
    }

    /// Only the person asked answers: a commitment made for someone is an order.
    pub fn check_answer(&self, actor: Id<Person>) -> Result<()> {
        if self.person_id != actor {
            return Err(Error::not_allowed(format!(
                "Only {} can answer this. Ask them, or say so in a comment.",
                self.person
            )));
        }
        match self.head.state.as_str() {
            "asked" => Ok(()),
            "accepted" => Err(Error::field(
                "",
                "You have accepted this already. Propose a change if the terms no longer fit",
            )),
            _ => Err(self.over()),
        }
    }

    /// Only the two sides change the terms, one proposal at a time.
    pub fn check_change(&self, actor: Id<Person>) -> Result<()> {
        if !self.is_open() {
            return Err(self.over());
        }
        if self.person_id != actor && (self.asked_by != actor || self.head.state == "asked") {
            return Err(Error::not_allowed(if self.asked_by == actor {
                format!("{} has not answered yet. Delete this and ask anew.", self.person)
            } else {
                format!(
                    "Only {} and {} can change these terms. Ask one of them.",
                    self.person, self.asker
                )
            }));
        }
        if self.proposed_by.is_some() {
            return Err(Error::field("", "A change is proposed already. It is decided first"));
        }
        Ok(())
    }

    /// The side that did not propose decides.
    pub fn check_decision(&self, actor: Id<Person>) -> Result<()> {
        let Some(by) = self.proposed_by.filter(|_| self.is_open()) else {
            return Err(Error::field("", "No change waits for a decision here"));
        };
        if self.waits_for_decision(actor) {
            return Ok(());
        }
        let other = if by == self.person_id { &self.asker } else { &self.person };
        Err(Error::not_allowed(format!("Only {other} can decide on this change. Ask them.")))
    }

    /// Only the person says how their promise went.
    pub fn check_closing(&self, actor: Id<Person>) -> Result<()> {
        if self.person_id != actor {
            return Err(Error::not_allowed(format!(
                "Only {} can say how this went. Ask them, or say so in a comment.",
                self.person
            )));
        }
        match self.head.state.as_str() {
            "accepted" => Ok(()),
            "asked" => Err(Error::field("", "Accept this first: it is no promise yet")),
            _ => Err(self.over()),
        }
    }

    /// Whoever asked takes back what nobody has accepted.
    pub fn check_deletion(&self, actor: Id<Person>) -> Result<()> {
        if self.asked_by != actor {
            return Err(Error::not_allowed(format!(
                "Only {} can delete this. Ask them.",
                self.asker
            )));
        }
        if self.head.state == "asked" {
            return Ok(());
        }
        Err(Error::not_allowed(
            "What was accepted or declined stays. Propose a change, or say how it went.",
        ))
    }

    fn over(&self) -> Error {
        Error::field("", format!("This is over: it was {}. Ask anew", self.head.state))
    }
}

//! What a bet is, when it may open, and what it asks for.

use evenkeel_core::{Error, Id, Kind, Organization, Person, Record, Result, Unit};
use evenkeel_store::row;
use evenkeel_web::Fields;
use jiff::{Timestamp, civil::Date};

use crate::{
    elements::{Element, Place, Words, lines, passage},
    money,
};

/// How a bet can end.
pub const OUTCOMES: [&str; 3] = ["won", "lost", "stopped"];

row! {
    /// A bet with the names it shows.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Bet {
        /// What every element shows.
        pub element: Element,
        /// What is believed, in Markdown.
        pub hypothesis: String,
        /// The money it may cost at most.
        pub stake_cents: i64,
        /// The hours it may cost at most.
        pub stake_hours: i64,
        /// What else is at stake, in words.
        pub stake_words: String,
        /// What it brings if it is won.
        pub upside: String,
        /// What would end it, one thing a line.
        pub kill_criteria: String,
        /// The day on which it asks for its decision.
        pub kill_on: Date,
        /// What was learned; empty while it is open.
        pub learning: String,
        /// When it was closed.
        pub closed_at: Option<Timestamp>,
    }
}

row! {
    /// What a unit and those below it have staked, against what is accepted.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Staked {
        /// Open bets that the reader may see.
        pub open_count: i64,
        /// Money staked in them.
        pub cents: i64,
        /// Hours staked in them.
        pub hours: i64,
        /// The unit's appetite; none was set yet.
        pub appetite_cents: Option<i64>,
    }
}

/// What a form or a call says of a bet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The bet in one line.
    pub title: String,
    /// What is believed, in Markdown.
    pub hypothesis: String,
    /// The money it may cost at most.
    pub stake_cents: i64,
    /// The hours it may cost at most.
    pub stake_hours: i64,
    /// What else is at stake, in words.
    pub stake_words: String,
    /// What it brings if it is won.
    pub upside: String,
    /// What would end it.
    pub kill_criteria: Vec<String>,
    /// The day on which it asks for its decision.
    pub kill_on: Date,
    /// Who answers for it and is asked on the kill date.
    pub owner_id: Id<Person>,
    /// The strategy or vision that it serves.
    pub parent_id: Option<Id<Record>>,
    /// Where it belongs and who may see it.
    pub place: Place,
}

impl Draft {
    /// Reads the fields of a bet. None opens without stake and kill criteria (DIR-6).
    pub fn read(fields: &mut Fields) -> Result<Self> {
        let draft = Self {
            title: fields.text("title", "Bet in one line", 1..=200),
            hypothesis: fields.long_text("hypothesis", "Hypothesis", 1..=10_000),
            stake_cents: money::read(fields, "stake_money", "Money"),
            stake_hours: fields.number_option("stake_hours", "Hours", 0..=1_000_000).unwrap_or(0),
            stake_words: fields.text("stake_words", "What else is at stake", 0..=300),
            upside: fields.long_text("upside", "Expected upside", 1..=5000),
            kill_criteria: fields.lines("kill_criteria", "Kill criteria", 1..=10, 300),
            kill_on: fields.date("kill_on", "Kill date"),
            owner_id: fields.id("owner_id", "Owner"),
            parent_id: fields.id_option("parent_id", "Serves"),
            place: Place::read(fields),
        };
        let is_typed =
            ["stake_money", "stake_hours"].iter().any(|name| !matches!(fields.raw(name), "" | "0"));
        if !is_typed && draft.stake_words.is_empty() {
            fields.fault(
                "stake_money",
                "Stake is missing: say what the bet may cost at most, in money, hours or words",
            );
        }
        fields.finish(draft)
    }

    /// The editable fields as text, for history and conflicts.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let mut fields = vec![
            ("title", self.title.clone()),
            ("hypothesis", self.hypothesis.clone()),
            ("stake_money", money::typed(self.stake_cents)),
            ("stake_hours", self.stake_hours.to_string()),
            ("stake_words", self.stake_words.clone()),
            ("upside", self.upside.clone()),
            ("kill_criteria", self.kill_criteria.join("\n")),
            ("kill_on", self.kill_on.to_string()),
            ("owner_id", self.owner_id.to_string()),
            ("parent_id", self.parent_id.map(|id| id.to_string()).unwrap_or_default()),
        ];
        fields.extend(self.place.fields());
        fields
    }

    /// What is written into the common row and kept as a version.
    pub(super) fn words<'a>(&'a self, state: &'a str) -> Words<'a> {
        let stake = stake_words(self.stake_cents, self.stake_hours, &self.stake_words);
        Words {
            kind: Kind::Bet,
            title: &self.title,
            state,
            place: self.place,
            owner: Some(self.owner_id),
            parent: self.parent_id,
            passages: vec![
                passage("title", "Title", &self.title),
                passage("hypothesis", "Hypothesis", &self.hypothesis),
                passage("stake", "Stake", stake),
                passage("upside", "Expected upside", &self.upside),
                passage("kill_criteria", "Kill criteria", self.kill_criteria.join("\n")),
                passage("kill_on", "Kill date", evenkeel_web::ui::date_words(self.kill_on)),
            ],
        }
    }
}

/// "12,000 in money · 40 hours · our name with the schools".
pub(crate) fn stake_words(cents: i64, hours: i64, words: &str) -> String {
    let mut parts = Vec::new();
    if cents > 0 {
        parts.push(format!("{} in money", money::words(cents)));
    }
    if hours > 0 {
        parts.push(evenkeel_web::ui::count(hours, "hour", "hours"));
    }
    if !words.is_empty() {
        parts.push(words.to_owned());
    }
    parts.join(" · ")
}

impl Bet {
    /// Whether it is still running.
    pub fn is_open(&self) -> bool {
        self.closed_at.is_none()
    }

    /// Whether its kill date asks for a decision (DIR-6).
    pub fn asks(&self, today: Date) -> bool {
        self.is_open() && self.kill_on <= today
    }

    /// What it may cost at most, in words.
    pub fn stake(&self) -> String {
        stake_words(self.stake_cents, self.stake_hours, &self.stake_words)
    }

    /// Refuses decisions about a bet that has ended.
    pub fn must_be_open(&self) -> Result<()> {
        if self.is_open() {
            return Ok(());
        }
        let state = &self.element.head.state;
        Err(Error::not_allowed(format!("This bet is closed as {state}. Open a new one to go on.")))
    }

    /// The bet as a draft: what an edit starts from.
    pub fn draft(&self, organization: Id<Organization>) -> Draft {
        Draft {
            title: self.element.head.title.clone(),
            hypothesis: self.hypothesis.clone(),
            stake_cents: self.stake_cents,
            stake_hours: self.stake_hours,
            stake_words: self.stake_words.clone(),
            upside: self.upside.clone(),
            kill_criteria: lines(&self.kill_criteria),
            kill_on: self.kill_on,
            owner_id: self.element.head.owner_id.unwrap_or(Id::new(uuid::Uuid::nil())),
            parent_id: self.element.head.parent_id,
            place: self.element.place(organization),
        }
    }
}

/// What goes on until when, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Continuation {
    /// The new kill date.
    pub kill_on: Date,
    /// Why it goes on.
    pub reason: String,
}

impl Continuation {
    /// Reads the fields of a continuation.
    pub fn read(fields: &mut Fields) -> Result<Self> {
        let read = Self {
            kill_on: fields.date("kill_on", "New kill date"),
            reason: fields.text("reason", "Why it goes on", 0..=500),
        };
        fields.finish(read)
    }
}

/// How a bet ended, and what was learned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// Won, lost or stopped.
    pub outcome: &'static str,
    /// What was learned.
    pub learning: String,
}

impl Closing {
    /// Reads the fields of a closing: no bet closes without its learning (DIR-6).
    pub fn read(fields: &mut Fields) -> Result<Self> {
        let read = Self {
            outcome: fields.choice("outcome", "How it ended", &OUTCOMES),
            learning: fields.long_text("learning", "What you learned", 1..=5000),
        };
        fields.finish(read)
    }
}

/// How much risk a unit accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appetite {
    /// Whose appetite.
    pub unit_id: Id<Unit>,
    /// Money that may be staked in open bets at once.
    pub cents: i64,
}

impl Appetite {
    /// Reads the fields of an appetite.
    pub fn read(fields: &mut Fields) -> Result<Self> {
        let unit_id = fields.id("unit_id", "Unit");
        if fields.raw("amount").trim().is_empty() {
            fields.fault("amount", "Appetite is missing");
        }
        let read = Self { unit_id, cents: money::read(fields, "amount", "Appetite") };
        fields.finish(read)
    }
}

impl Staked {
    /// How the stakes stand against the appetite, in one sentence.
    pub fn sentence(&self) -> String {
        let open = match self.open_count {
            0 => return self.nothing(),
            1 => "1 open bet stakes".to_owned(),
            many => format!("{} open bets stake", evenkeel_web::ui::number(many)),
        };
        let hours = match self.hours {
            0 => String::new(),
            hours => format!(" and {}", evenkeel_web::ui::count(hours, "hour", "hours")),
        };
        let money = money::words(self.cents);
        match self.appetite_cents {
            None => format!("{open} {money}{hours}. No appetite is stated yet."),
            Some(most) => {
                let above = if self.cents > most {
                    format!(": {} above it", money::words(self.cents - most))
                } else {
                    String::new()
                };
                let most = money::words(most);
                format!("{open} {money}{hours}, of an appetite of {most}{above}.")
            }
        }
    }

    fn nothing(&self) -> String {
        match self.appetite_cents {
            None => "Nothing is staked, and no appetite is stated yet.".to_owned(),
            Some(most) => {
                format!("Nothing is staked of an appetite of {}.", money::words(most))
            }
        }
    }
}

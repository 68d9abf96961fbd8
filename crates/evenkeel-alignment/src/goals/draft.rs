//! What a form or a call says of a goal, and the rules that need nothing but its own words.

use evenkeel_core::{Id, Person, Record, Unit};
use evenkeel_directory::audience::SeenBy;
use evenkeel_stats::rollup::Op;
use evenkeel_web::{Fields, Form, ui};
use jiff::civil::Date;

/// Where a goal's work comes from: an idea or bet, or a template or policy.
const SOURCES: [&str; 2] = ["originate", "initiate"];

/// What a form or a call says of a goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// One line: what is to be reached.
    pub title: String,
    /// Why, in words; may be empty when a parent says it.
    pub why: String,
    /// What is true when it is reached.
    pub done_looks_like: String,
    /// First day of its period.
    pub start_on: Date,
    /// Last day of its period.
    pub end_on: Date,
    /// Who answers for it; the actor if nobody is named.
    pub owner_id: Option<Id<Person>>,
    /// The goal, strategy or vision that it serves first.
    pub parent_id: Option<Id<Record>>,
    /// Who points the way.
    pub lead_id: Option<Id<Person>>,
    /// Who keeps it running.
    pub manager_id: Option<Id<Person>>,
    /// What the lead owes the manager.
    pub lead_owes: String,
    /// What the manager owes the lead.
    pub manager_owes: String,
    /// Who acknowledges its check-ins.
    pub reviewer_id: Option<Id<Person>>,
    /// Days between two check-ins.
    pub cadence_days: i64,
    /// originate or initiate.
    pub source: &'static str,
    /// How its progress comes from the goals below.
    pub op: Op,
    /// Progress set by hand, in millionths; only with [`Op::Manual`].
    pub typed_micro: Option<i64>,
    /// How much it counts for its parent, 0 to 1000.
    pub weight: i64,
    /// Whether its parent is at risk while this one is off track.
    pub is_critical: bool,
    /// The unit it belongs to.
    pub unit_id: Option<Id<Unit>>,
    /// Who may see it.
    pub seen_by: SeenBy,
    /// Whether it begins as a draft that counts nowhere yet; read for a new goal alone.
    pub is_draft: bool,
}

/// A person who holds a goal, in which field they are named, and what they are asked for.
pub(super) struct Holder {
    pub(super) person: Id<Person>,
    pub(super) field: &'static str,
    pub(super) terms: &'static str,
}

impl Draft {
    /// Who holds the goal: owner, lead, manager.
    pub(super) fn holders(&self, owner: Id<Person>) -> Vec<Holder> {
        [
            (Some(owner), "owner_id", "Answer for"),
            (self.lead_id, "lead_id", "Point the way as lead of"),
            (self.manager_id, "manager_id", "Keep running as manager of"),
        ]
        .into_iter()
        .filter_map(|(person, field, terms)| Some(Holder { person: person?, field, terms }))
        .collect()
    }

    /// A goal of the actor for a period, with everything else as usual.
    pub fn new(title: &str, done_looks_like: &str, start_on: Date, end_on: Date) -> Self {
        Self {
            title: title.to_owned(),
            why: String::new(),
            done_looks_like: done_looks_like.to_owned(),
            start_on,
            end_on,
            owner_id: None,
            parent_id: None,
            lead_id: None,
            manager_id: None,
            lead_owes: String::new(),
            manager_owes: String::new(),
            reviewer_id: None,
            cadence_days: 14,
            source: "originate",
            op: Op::Mean,
            typed_micro: None,
            weight: 1,
            is_critical: false,
            unit_id: None,
            seen_by: SeenBy::Everyone,
            is_draft: false,
        }
    }

    /// Reads the fields of a goal. It needs a why (ALI-3): what it serves, or a reason.
    pub fn read(fields: &mut Fields) -> evenkeel_core::Result<Self> {
        let title = fields.text("title", "Title", 1..=200);
        let why = fields.long_text("why", "Why", 0..=2000);
        let parent_id = fields.id_option("parent_id", "Serves");
        if why.is_empty() && parent_id.is_none() && fields.raw("parent_id").trim().is_empty() {
            fields.fault("why", "A goal needs a why: say the reason, or choose what it serves");
        }
        let done_looks_like = fields.long_text("done_looks_like", "What done looks like", 1..=2000);
        let (start_on, end_on) = period(fields);
        let (op, typed_micro) = way(fields);
        let draft = Self {
            title,
            why,
            done_looks_like,
            start_on,
            end_on,
            owner_id: fields.id_option("owner_id", "Owner"),
            parent_id,
            lead_id: fields.id_option("lead_id", "Lead"),
            manager_id: fields.id_option("manager_id", "Manager"),
            lead_owes: fields.long_text("lead_owes", "What the lead owes", 0..=1000),
            manager_owes: fields.long_text("manager_owes", "What the manager owes", 0..=1000),
            reviewer_id: fields.id_option("reviewer_id", "Reviewer"),
            cadence_days: cadence(fields),
            source: fields.choice_option("source", "Source", &SOURCES).unwrap_or("originate"),
            op,
            typed_micro,
            weight: fields.number_option("weight", "Weight", 0..=1000).unwrap_or(1),
            is_critical: fields.flag("is_critical"),
            unit_id: fields.id_option("unit_id", "Unit"),
            seen_by: SeenBy::read(fields, SeenBy::Everyone),
            is_draft: fields.flag("is_draft"),
        };
        if draft.reviewer_id.is_some() && draft.reviewer_id == draft.owner_id {
            fields.fault("reviewer_id", "The reviewer is somebody else than the owner");
        }
        fields.finish(draft)
    }

    /// The editable fields as text, for history and conflicts.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        fn id<T>(id: Option<Id<T>>) -> String {
            id.map(|id| id.to_string()).unwrap_or_default()
        }
        vec![
            ("title", self.title.clone()),
            ("why", self.why.clone()),
            ("parent_id", id(self.parent_id)),
            ("done_looks_like", self.done_looks_like.clone()),
            ("start_on", self.start_on.to_string()),
            ("end_on", self.end_on.to_string()),
            ("owner_id", id(self.owner_id)),
            ("lead_id", id(self.lead_id)),
            ("manager_id", id(self.manager_id)),
            ("lead_owes", self.lead_owes.clone()),
            ("manager_owes", self.manager_owes.clone()),
            ("reviewer_id", id(self.reviewer_id)),
            ("cadence_days", self.cadence_days.to_string()),
            ("source", self.source.to_owned()),
            ("op", self.op.word().to_owned()),
            ("typed_percent", self.typed_percent().unwrap_or_default()),
            ("weight", self.weight.to_string()),
            ("is_critical", if self.is_critical { "true" } else { "" }.to_owned()),
            ("unit_id", id(self.unit_id)),
            ("audience", self.seen_by.word().to_owned()),
        ]
    }

    /// The form for an edit.
    pub fn form(&self) -> Form {
        self.fields().into_iter().fold(Form::empty(), |form, (name, value)| form.with(name, value))
    }

    fn typed_percent(&self) -> Option<String> {
        // Millionths of the whole are ten-thousandths of a percent.
        self.typed_micro.map(|micro| ui::decimal(micro.saturating_mul(100)))
    }
}

fn period(fields: &mut Fields) -> (Date, Date) {
    let start_on = fields.date("start_on", "Starts");
    let end_on = fields.date("end_on", "Ends");
    let is_told = !fields.raw("start_on").is_empty() && !fields.raw("end_on").is_empty();
    if is_told && end_on < start_on {
        fields.fault("end_on", "Ends must not be before the start. Choose a later day");
    }
    (start_on, end_on)
}

/// How progress comes about, and what was set by hand.
fn way(fields: &mut Fields) -> (Op, Option<i64>) {
    let words = Op::ALL.map(Op::word);
    let op =
        fields.choice_option("op", "Progress", &words).and_then(Op::from_word).unwrap_or_default();
    let percent = fields.decimal_option("typed_percent", "Percent by hand");
    if percent.is_some_and(|percent| !(0..=100_000_000).contains(&percent)) {
        fields.fault("typed_percent", "Percent by hand must lie between 0 and 100");
    }
    if op != Op::Manual {
        return (op, None);
    }
    if percent.is_none() && fields.raw("typed_percent").trim().is_empty() {
        fields.fault("typed_percent", "Percent by hand is missing: progress is set by hand here");
    }
    (op, percent.map(|percent| percent / 100))
}

fn cadence(fields: &mut Fields) -> i64 {
    let days = fields.choice_option("cadence_days", "Check-in every", &["7", "14", "30"]);
    days.and_then(|days| days.parse().ok()).unwrap_or(14)
}

//! The shape in which the story writes down goals, their numbers, and what was said of them.

/// A goal with all that happened to it.
pub(super) struct Aim {
    /// Its name in the story.
    pub name: &'static str,
    pub title: &'static str,
    pub done_looks_like: &'static str,
    pub why: &'static str,
    pub unit: &'static str,
    /// What it serves first, by its name in the story; an orphan has nothing here.
    pub serves: &'static str,
    pub owner: &'static str,
    pub reviewer: &'static str,
    /// Lead and manager of the pair, and what each owes the other.
    pub lead: (&'static str, &'static str),
    pub manager: (&'static str, &'static str),
    /// First and last month, counted from this one.
    pub months: (i64, i64),
    /// The day on which it was set, counted from today.
    pub set: i64,
    pub cadence: i64,
    pub source: &'static str,
    pub is_critical: bool,
    pub measures: &'static [Number],
    pub check_ins: &'static [Word],
    pub end: Option<Close>,
}

/// How a goal ended: the day, whether it was reached, and what was said.
#[derive(Clone, Copy)]
pub(super) struct Close {
    pub day: i64,
    pub is_met: bool,
    pub note: &'static str,
}

/// A measure and its readings, in tenths of the unit.
pub(super) struct Number {
    pub title: &'static str,
    pub kind: &'static str,
    pub unit: &'static str,
    pub start: Option<i64>,
    pub target: Option<i64>,
    pub tolerance: Option<i64>,
    pub steps: &'static [&'static str],
    /// The day of the first reading, and the days between two.
    pub first: i64,
    pub every: i64,
    /// The values in tenths; for steps, how many were done.
    pub values: &'static [i64],
    /// What was said with one of the readings, counted from 0.
    pub note: Option<(usize, &'static str)>,
}

/// A check-in: day, confidence, what changed, what comes next, and what became of it.
pub(super) struct Word(pub i64, pub i64, pub &'static str, pub &'static str, pub Heard);

/// Whether the reviewer has heard it.
pub(super) enum Heard {
    /// After so many days, with these words.
    Yes(i64, &'static str),
    Waits,
}

/// A goal as most are: a pair of Dr Osei and Ben, told every 14 days.
pub(super) const AIM: Aim = Aim {
    name: "",
    title: "",
    done_looks_like: "",
    why: "",
    unit: "clinic",
    serves: "",
    owner: "",
    reviewer: "ben",
    lead: ("osei", ""),
    manager: ("ben", ""),
    months: (-4, 1),
    set: -120,
    cadence: 14,
    source: "originate",
    is_critical: false,
    measures: &[],
    check_ins: &[],
    end: None,
};

/// A number as most are: one value a week.
pub(super) const NUMBER: Number = Number {
    title: "",
    kind: "increase",
    unit: "%",
    start: None,
    target: None,
    tolerance: None,
    steps: &[],
    first: -120,
    every: 7,
    values: &[],
    note: None,
};

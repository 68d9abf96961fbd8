//! The work that returns every week or month, and the shape of work that comes once.

/// Work that returns: one task each time.
pub(super) struct Returning {
    pub title: &'static str,
    pub standard: &'static str,
    pub giver: &'static str,
    pub owner: &'static str,
    pub unit: &'static str,
    pub goal: &'static str,
    /// Days between two due days.
    pub every: i64,
    /// The first due day, counted from today.
    pub first: i64,
    /// Minutes after midnight at which it is due.
    pub minute: i64,
    /// Due days in the past that were never done.
    pub open: &'static [i64],
}

/// How a task ended, and on which day counted from today.
#[derive(Clone, Copy)]
pub(super) enum End {
    Open,
    Done(i64),
    Dropped(i64, &'static str),
}

/// Work that comes once.
pub(super) struct Once {
    /// Its name in the story, where another chapter speaks of it.
    pub name: &'static str,
    pub title: &'static str,
    pub standard: &'static str,
    pub giver: &'static str,
    /// Empty for a task that nobody holds yet.
    pub owner: &'static str,
    pub unit: &'static str,
    pub goal: &'static str,
    pub made: i64,
    pub due: Option<i64>,
    pub minute: i64,
    pub end: End,
}

/// One open task as a row: giver, owner, unit, goal, made, due.
const TASK: Once = Once {
    name: "",
    title: "",
    standard: "",
    giver: "ben",
    owner: "",
    unit: "clinic",
    goal: "",
    made: -7,
    due: None,
    minute: 990,
    end: End::Open,
};

/// A task from whom to whom, in which unit, for which goal.
pub(super) const fn task(
    title: &'static str,
    giver: &'static str,
    owner: &'static str,
    unit: &'static str,
    goal: &'static str,
) -> Once {
    Once { title, giver, owner, unit, goal, ..TASK }
}

impl Once {
    /// Given and due on these days.
    pub(super) const fn days(self, made: i64, due: i64) -> Self {
        Self { made, due: Some(due), ..self }
    }
    /// Given on this day, without a due time.
    pub(super) const fn since(self, made: i64) -> Self {
        Self { made, ..self }
    }
    /// Due at this minute of the day.
    pub(super) const fn at(self, minute: i64) -> Self {
        Self { minute, ..self }
    }
    /// Done on this day.
    pub(super) const fn done(self, day: i64) -> Self {
        Self { end: End::Done(day), ..self }
    }
    /// Dropped on this day, and why.
    pub(super) const fn dropped(self, day: i64, why: &'static str) -> Self {
        Self { end: End::Dropped(day, why), ..self }
    }
    /// How well it is to be done.
    pub(super) const fn standard(self, standard: &'static str) -> Self {
        Self { standard, ..self }
    }
    /// The name by which other chapters find it.
    pub(super) const fn named(self, name: &'static str) -> Self {
        Self { name, ..self }
    }
}

/// What returns.
pub(super) const RETURNING: &[Returning] = &[
    Returning {
        title: "Send in the fridge log",
        standard: "Both fridges, morning and evening, 7 days. A reading outside **2 \
                   to 8 °C** is called to Amy at once, not at the end of the week.",
        giver: "amy",
        owner: "cleo",
        unit: "nursing",
        goal: "coldchain",
        every: 7,
        first: -40,
        minute: 960,
        open: &[],
    },
    Returning {
        title: "Call the families who missed a visit",
        standard: "Ask what stood in the way, offer a new time in the same call, note \
                   the reason in one word: forgot, work, transport, better, other.",
        giver: "ben",
        owner: "rio",
        unit: "reception",
        goal: "noshow",
        every: 7,
        first: -44,
        minute: 1020,
        open: &[-2],
    },
    Returning {
        title: "Call the families on the vaccination recall list",
        standard: "At most 3 tries at 3 times of day. Then a letter, in the family’s language.",
        giver: "amy",
        owner: "joy",
        unit: "nursing",
        goal: "recall",
        every: 28,
        first: -305,
        minute: 960,
        open: &[],
    },
    Returning {
        title: "Publish the rota",
        standard: "4 weeks ahead, every gap named. Swaps go through Nora, in writing.",
        giver: "amy",
        owner: "nora",
        unit: "nursing",
        goal: "rota",
        every: 28,
        first: -332,
        minute: 900,
        open: &[-24],
    },
    Returning {
        title: "Send the month’s claims",
        standard: "Every visit has a code and a signature. What is refused comes back \
                   within 2 days.",
        giver: "ruth",
        owner: "victor",
        unit: "billing",
        goal: "claims",
        every: 30,
        first: -317,
        minute: 1020,
        open: &[],
    },
    Returning {
        title: "Walk the waiting list of therapies",
        standard: "Each child older than 8 weeks on the list: still needed, and who \
                   calls the family?",
        giver: "ingrid",
        owner: "zara",
        unit: "therapies",
        goal: "therapy",
        every: 21,
        first: -203,
        minute: 930,
        open: &[],
    },
];

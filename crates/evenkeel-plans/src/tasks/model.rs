//! What a task is, and who may do what with it.

use evenkeel_core::{Card, Error, Id, Person, Record, Result, Unit};
use evenkeel_directory::audience::SeenBy;
use evenkeel_store::{Head, row};
use evenkeel_web::Fields;
use jiff::{Timestamp, tz::TimeZone};

row! {
    /// A task with the names it shows.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Task {
        /// The common row.
        pub head: Head,
        /// When it is due; one that is assigned has a due time.
        pub due_at: Option<Timestamp>,
        /// How well it is to be done, in Markdown.
        pub standard: String,
        /// When it was done or dropped.
        pub done_at: Option<Timestamp>,
        /// What was said at the end.
        pub closing_note: String,
        /// Name of the holder.
        pub owner_name: Option<String>,
        /// What it serves.
        pub serves: Option<Card>,
    }
}

/// What a form or a call says of a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// One line.
    pub title: String,
    /// How well it is to be done.
    pub standard: String,
    /// Who holds it.
    pub owner_id: Option<Id<Person>>,
    /// When it is due.
    pub due_at: Option<Timestamp>,
    /// The goal, bet or strategy that it serves.
    pub goal_id: Option<Id<Record>>,
    /// The unit it belongs to.
    pub unit_id: Option<Id<Unit>>,
    /// Who may see it.
    pub seen_by: SeenBy,
}

impl Draft {
    /// Reads the fields of a task. Assigned work needs a due time (PLN-14).
    pub fn read(fields: &mut Fields, zone: &TimeZone) -> Result<Self> {
        let draft = Self {
            title: fields.text("title", "Title", 1..=200),
            standard: fields.long_text("standard", "Standard", 0..=5000),
            owner_id: fields.id_option("owner_id", "Owner"),
            due_at: fields.moment_option("due_at", "Due", zone),
            goal_id: fields.id_option("goal_id", "Goal"),
            unit_id: fields.id_option("unit_id", "Unit"),
            seen_by: SeenBy::read(fields, SeenBy::Unit),
        };
        if draft.owner_id.is_some() && draft.due_at.is_none() && fields.raw("due_at").is_empty() {
            fields.fault("due_at", "Due is missing: work that is assigned needs a due time");
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
            ("standard", self.standard.clone()),
            ("owner_id", id(self.owner_id)),
            ("due_at", self.due_at.map(|at| at.to_string()).unwrap_or_default()),
            ("goal_id", id(self.goal_id)),
            ("unit_id", id(self.unit_id)),
            ("audience", self.seen_by.word().to_owned()),
        ]
    }
}

impl Task {
    /// Whether it is still to be done.
    pub fn is_open(&self) -> bool {
        self.done_at.is_none()
    }

    /// Whether its due time has passed while it is open.
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        self.is_open() && self.due_at.is_some_and(|due| due < now)
    }

    /// The task as a draft: what an edit starts from.
    pub fn draft(&self, organization: Id<evenkeel_core::Organization>) -> Draft {
        Draft {
            title: self.head.title.clone(),
            standard: self.standard.clone(),
            owner_id: self.head.owner_id,
            due_at: self.due_at,
            goal_id: self.head.parent_id,
            unit_id: self.head.unit_id,
            seen_by: SeenBy::of_head(&self.head, organization),
        }
    }

    /// Refuses to close what is closed already.
    pub fn must_be_open(&self) -> Result<()> {
        if self.is_open() {
            return Ok(());
        }
        Err(Error::not_allowed(format!("This task is {} already.", self.head.state)))
    }

    /// Why somebody else may not change it.
    pub fn others(&self) -> Error {
        Error::not_allowed(format!(
            "Only {}, whoever set this task, those they report to, or the head of its unit can \
             change it. Ask them, or say so in a comment.",
            self.owner_name.as_deref().unwrap_or("its owner")
        ))
    }

    /// Only the holder closes a task; one that nobody holds, whoever may see it.
    pub fn may_close(&self, actor: Id<Person>) -> Result<()> {
        match self.head.owner_id {
            Some(owner) if owner != actor => Err(Error::not_allowed(format!(
                "Only {} can close this task. Ask them, or say so in a comment.",
                self.owner_name.as_deref().unwrap_or("its owner")
            ))),
            _ => Ok(()),
        }
    }
}

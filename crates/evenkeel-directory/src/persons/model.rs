//! What is known of a person, and what they may be called.

use evenkeel_core::{Error, Id, Person, Result, Role, Unit};
use evenkeel_store::{Row, row};
use evenkeel_web::Fields;
use jiff::civil::Date;

row! {
    /// A person as the directory shows them.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Member {
        /// Their id.
        pub id: Id<Person>,
        /// Full name.
        pub name: String,
        /// Raised by each edit.
        pub version: i64,
        /// What they sign in with.
        pub username: String,
        /// Their e-mail, if they have one.
        pub email: Option<String>,
        /// Their number in other systems.
        pub number: Option<String>,
        /// What their job is called.
        pub job_title: String,
        /// What they may do in the organization as a whole.
        pub role: RoleColumn,
        /// The one person they report to.
        pub manager_id: Option<Id<Person>>,
        /// The name of that person.
        pub manager_name: Option<String>,
        /// Whether they still work here.
        pub is_active: bool,
        /// The unit they belong to today.
        pub unit_id: Option<Id<Unit>>,
        /// The name of that unit.
        pub unit_name: Option<String>,
        /// Whether they have chosen a password.
        pub has_password: bool,
    }
}

/// A role in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoleColumn(pub Role);

impl evenkeel_store::FromRow for RoleColumn {
    fn from_row(row: &mut Row) -> Result<Self> {
        let word: String = row.next()?;
        Role::find(&word).map(Self).ok_or_else(|| Error::broken("a role that is none"))
    }
}

/// What a form or a call says of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Full name.
    pub name: String,
    /// What they sign in with.
    pub username: String,
    /// Their e-mail, if they have one.
    pub email: Option<String>,
    /// Their number in other systems.
    pub number: Option<String>,
    /// What their job is called.
    pub job_title: String,
    /// What they may do in the organization as a whole.
    pub role: Role,
    /// The one person they report to.
    pub manager_id: Option<Id<Person>>,
    /// The unit they belong to.
    pub unit_id: Option<Id<Unit>>,
    /// Since when they belong to it; today if nothing is said.
    pub from_on: Option<Date>,
}

/// Reads a name and a username; without a username one is made of the name.
pub fn read_name(fields: &mut Fields) -> (String, String) {
    let name = fields.text("name", "Name", 1..=120);
    let typed = fields.text("username", "Username", 0..=60);
    let username = if typed.is_empty() { username(&name) } else { typed.to_lowercase() };
    let has_name = !name.is_empty() || !typed.is_empty();
    if has_name && !is_username(&username) {
        fields.fault(
            "username",
            "Username has 2 to 60 letters, digits, dots, hyphens or underscores",
        );
    }
    (name, username)
}

impl Draft {
    /// Reads the fields of a person.
    pub fn read(fields: &mut Fields) -> Result<Self> {
        let (name, username) = read_name(fields);
        let email = Some(fields.text("email", "E-mail", 0..=200)).filter(|e| !e.is_empty());
        if email.as_ref().is_some_and(|email| !is_email(email)) {
            fields.fault("email", "E-mail is written such as amy@northgate.example");
        }
        let words = Role::ALL.map(Role::word);
        let role = match fields.choice_option("role", "Role", &words) {
            Some(word) => Role::find(word).unwrap_or(Role::Member),
            None => Role::Member,
        };
        let draft = Self {
            name,
            username,
            email: email.map(|email| email.to_lowercase()),
            number: Some(fields.text("number", "Number", 0..=60)).filter(|n| !n.is_empty()),
            job_title: fields.text("job_title", "Job title", 0..=120),
            role,
            manager_id: fields.id_option("manager_id", "Manager"),
            unit_id: fields.id_option("unit_id", "Unit"),
            from_on: fields.date_option("from_on", "Since"),
        };
        fields.finish(draft)
    }

    /// The editable fields as text, for history and conflicts.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let id = |id: Option<String>| id.unwrap_or_default();
        vec![
            ("name", self.name.clone()),
            ("username", self.username.clone()),
            ("email", self.email.clone().unwrap_or_default()),
            ("number", self.number.clone().unwrap_or_default()),
            ("job_title", self.job_title.clone()),
            ("role", self.role.word().to_owned()),
            ("manager_id", id(self.manager_id.map(|id| id.to_string()))),
            ("unit_id", id(self.unit_id.map(|id| id.to_string()))),
        ]
    }
}

impl Member {
    /// The person as somebody else sees them: without what is for them and those who look after
    /// people alone.
    #[must_use]
    pub fn shown_to(mut self, reader: Id<Person>, role: Role) -> Self {
        if self.id != reader && !role.may_administer() {
            self.number = None;
            self.has_password = false;
        }
        self
    }

    /// The person as a draft: what an edit starts from.
    pub fn draft(&self) -> Draft {
        Draft {
            name: self.name.clone(),
            username: self.username.clone(),
            email: self.email.clone(),
            number: self.number.clone(),
            job_title: self.job_title.clone(),
            role: self.role.0,
            manager_id: self.manager_id,
            unit_id: self.unit_id,
            from_on: None,
        }
    }
}

/// A username made of a name: "Amy O'Hara" becomes "amy.ohara".
pub fn username(name: &str) -> String {
    let words: Vec<String> = name
        .to_lowercase()
        .split_whitespace()
        .map(|word| word.chars().filter(|c| c.is_alphanumeric()).collect())
        .filter(|word: &String| !word.is_empty())
        .collect();
    words.join(".").chars().take(60).collect()
}

/// Whether somebody can sign in with it.
fn is_username(text: &str) -> bool {
    let count = text.chars().count();
    (2..=60).contains(&count) && text.chars().all(|c| c.is_alphanumeric() || "._-".contains(c))
}

fn is_email(text: &str) -> bool {
    let (name, host) = text.split_once('@').unwrap_or(("", ""));
    !name.is_empty()
        && host.contains('.')
        && !host.starts_with('.')
        && !host.ends_with('.')
        && !text.chars().any(|c| c.is_whitespace() || c.is_control() || c == '<' || c == '>')
        && !host.contains('@')
}

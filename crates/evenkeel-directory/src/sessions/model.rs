//! The rules of signing in: who waits how long, what is asked, and how long links last.

use evenkeel_core::Result;
use evenkeel_web::Fields;
use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};

use super::password;
use crate::persons;

/// Wrong passwords in a row that cost no waiting.
const FREE: i64 = 3;
/// The longest wait after a wrong password. There is no hard lock: it would be a weapon against
/// the very person whom it locks out.
const WAIT_MAX: SignedDuration = SignedDuration::from_mins(15);
/// The name of the product: no password is made of it.
pub const PRODUCT: &str = "Evenkeel";
/// The longest life of a personal token, in days.
const TOKEN_DAYS: i64 = 366;
/// Time zones are offered by the names of places, not by old abbreviations.
const CONTINENTS: [&str; 10] = [
    "Africa/",
    "America/",
    "Antarctica/",
    "Asia/",
    "Atlantic/",
    "Australia/",
    "Europe/",
    "Indian/",
    "Pacific/",
    "Arctic/",
];

/// When the next try may come after one more wrong password.
pub fn retry_at(failed_before: i64, now: Timestamp) -> Timestamp {
    let beyond = failed_before + 1 - FREE;
    if beyond <= 0 {
        return now;
    }
    let doublings = u32::try_from(beyond).unwrap_or(u32::MAX).min(20);
    let wait = SignedDuration::from_secs(1_i64 << doublings);
    now + wait.min(WAIT_MAX)
}

/// What somebody sends to sign in.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// The organization's short name, where there are several.
    pub organization: String,
    /// Username or e-mail, in small letters as they are kept.
    pub username: String,
    /// As typed.
    pub password: String,
    /// Where to go afterwards.
    pub next: String,
    /// Where the form that waited was going.
    pub resume_path: String,
    /// What was typed into it.
    pub resume_body: String,
}

impl Attempt {
    /// Reads the sign-in form.
    pub fn read(fields: &mut Fields) -> Result<Self> {
        let attempt = Self {
            organization: fields.text("organization", "Organization", 0..=60).to_lowercase(),
            username: fields.text("username", "Username", 1..=200).to_lowercase(),
            password: fields.secret("password", "Password"),
            next: fields.verbatim("next"),
            resume_path: fields.verbatim("resume_path"),
            resume_body: fields.verbatim("resume_body"),
        };
        fields.finish(attempt)
    }
}

/// What is asked on the first visit.
#[derive(Clone, Debug)]
pub struct Welcome {
    /// Name of the organization.
    pub organization: String,
    /// Name of its owner.
    pub name: String,
    /// What the owner signs in with.
    pub username: String,
    /// The owner's password.
    pub password: String,
    /// Time zone by IANA name.
    pub time_zone: String,
}

impl Welcome {
    /// Reads the form of the first visit.
    pub fn read(fields: &mut Fields) -> Result<Self> {
        let organization = fields.text("organization", "Organization", 1..=120);
        let (name, username) = persons::read_name(fields);
        let password = read_password(fields, &[&organization, &name, &username]);
        let time_zone = fields.text("time_zone", "Time zone", 1..=60);
        if !time_zone.is_empty() && TimeZone::get(&time_zone).is_err() {
            fields.fault("time_zone", "Time zone: choose one from the list");
        }
        fields.finish(Self { organization, name, username, password, time_zone })
    }
}

/// Reads a new password, typed twice: a slip would lock out somebody without e-mail.
pub fn read_password(fields: &mut Fields, context: &[&str]) -> String {
    let password = fields.secret("password", "Password");
    let again = fields.verbatim("password_again");
    if password.is_empty() {
        return password;
    }
    let mut words = vec![PRODUCT];
    words.extend(context);
    if let Some(fault) = password::fault(&password, &words) {
        fields.fault("password", fault);
    } else if password != again {
        fields.fault("password_again", "The two passwords differ. Type the same one twice");
    }
    password
}

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The first password of a person.
    Invitation,
    /// A new password in place of one that is lost.
    Recovery,
    /// A look at the sample organization as one of its people.
    Demo,
}

impl Purpose {
    /// The word as kept.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Recovery => "recovery",
            Self::Demo => "demo",
        }
    }

    /// The purpose that `word` names.
    pub fn find(word: &str) -> Option<Self> {
        [Self::Invitation, Self::Recovery, Self::Demo].into_iter().find(|p| p.word() == word)
    }

    /// How long such a link lasts: an invitation waits for the next shift, a recovery is for now.
    pub const fn lasts(self) -> SignedDuration {
        match self {
            Self::Invitation => SignedDuration::from_hours(7 * 24),
            Self::Recovery | Self::Demo => SignedDuration::from_hours(24),
        }
    }
}

/// What is asked of a new personal token.
#[derive(Clone, Debug)]
pub struct TokenDraft {
    /// What it is for.
    pub name: String,
    /// "read" or "write".
    pub scope: &'static str,
    /// Its last day.
    pub expires_on: Date,
}

impl TokenDraft {
    /// Reads the form of a token; it lasts a year at most.
    pub fn read(fields: &mut Fields, today: Date) -> Result<Self> {
        let draft = Self {
            name: fields.text("name", "Name", 1..=80),
            scope: fields.choice("scope", "Scope", &["read", "write"]),
            expires_on: fields.date("expires_on", "Last day"),
        };
        let days = i64::from((draft.expires_on - today).get_days());
        let is_written = fields.raw("expires_on").trim().parse::<Date>().is_ok();
        if is_written && !(0..=TOKEN_DAYS).contains(&days) {
            fields.fault("expires_on", "Last day must lie between today and a year from now");
        }
        fields.finish(draft)
    }
}

/// The time zones to choose from, and the one of this server to begin with.
pub fn time_zones() -> (Vec<String>, String) {
    let mut zones: Vec<String> = jiff::tz::db()
        .available()
        .map(|name| name.to_string())
        .filter(|name| CONTINENTS.iter().any(|continent| name.starts_with(continent)))
        .collect();
    zones.sort_unstable();
    zones.dedup();
    zones.insert(0, "UTC".to_owned());
    let here = TimeZone::system();
    let here = here.iana_name().filter(|here| zones.iter().any(|zone| zone == here));
    let here = here.unwrap_or("UTC").to_owned();
    (zones, here)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_tries_are_free_and_then_each_waits_twice_as_long_up_to_a_quarter_of_an_hour() {
        let now: Timestamp = "2026-06-16T09:00:00Z".parse().unwrap();
        let waits: Vec<i64> =
            (0..16).map(|before| (retry_at(before, now) - now).as_secs()).collect();
        assert_eq!(waits[..6], [0, 0, 0, 2, 4, 8]);
        assert_eq!(waits[15], 900);
        assert_eq!((retry_at(i64::MAX - 1, now) - now).as_secs(), 900);
    }

    #[test]
    fn time_zones_are_named_after_places() {
        let (zones, here) = time_zones();
        assert!(zones.contains(&"Europe/Berlin".to_owned()));
        assert!(zones.contains(&here));
        assert!(!zones.iter().any(|zone| zone == "EST"));
    }
}

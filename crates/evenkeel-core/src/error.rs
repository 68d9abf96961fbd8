//! The kinds of error that a room can meet; `evenkeel-web` maps each to HTTP in one place.

use std::fmt;

/// What a room answers: a value, or one of the kinds of [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong, by who can mend it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It does not exist, or the reader may not know that it does (404).
    #[error("not found")]
    NotFound,
    /// We do not know who asks (401).
    #[error("signed out")]
    SignedOut,
    /// The reader may see it, but this act is someone else's (403). Says whose.
    #[error("{0}")]
    NotAllowed(String),
    /// One message for each field at fault, in the order of the form (422).
    #[error("{} fields need a look", .0.len())]
    Invalid(Vec<Fault>),
    /// Somebody else changed the record first (409): what they changed, nothing is lost.
    #[error("changed meanwhile by {by}")]
    Changed {
        /// Name of the person who saved last.
        by: String,
        /// What differs between the text that was edited and the record now.
        changes: Vec<Change>,
        /// Version of the record now: sending it again overwrites knowingly.
        version: i64,
    },
    /// The caller asks too often (429).
    #[error("{0}")]
    Busy(&'static str),
    /// More was sent than is taken at once (413).
    #[error("{0}")]
    TooLarge(&'static str),
    /// A kind of content that is not taken (415).
    #[error("{0}")]
    Unsupported(&'static str),
    /// The store cannot take this now; the same call may work soon (503).
    #[error("{0}")]
    Unavailable(&'static str),
    /// The disk is full (507).
    #[error("the disk is full")]
    Full,
    /// Our fault (500). Carries its source, logged once, at the edge.
    #[error("{context}")]
    Internal {
        /// What we were doing.
        context: String,
        /// What failed.
        #[source]
        source: Option<Box<dyn std::error::Error + Send + Sync>>,
    },
}

impl Error {
    /// An internal error with its source.
    pub fn internal(
        context: impl Into<String>,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self::Internal { context: context.into(), source: Some(source.into()) }
    }

    /// An internal error that we found ourselves.
    pub fn broken(context: impl Into<String>) -> Self {
        Self::Internal { context: context.into(), source: None }
    }

    /// One field at fault.
    pub fn field(field: &str, message: impl Into<String>) -> Self {
        Self::Invalid(vec![Fault::new(field, message)])
    }

    /// An act that is someone else's; the text says whose.
    pub fn not_allowed(message: impl Into<String>) -> Self {
        Self::NotAllowed(message.into())
    }
}

/// What is wrong with one field, in words that say what to do.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Fault {
    /// Name of the field; empty when the form as a whole is at fault.
    pub field: String,
    /// The rule, then the way out.
    pub message: String,
}

impl Fault {
    /// A fault at `field`.
    pub fn new(field: &str, message: impl Into<String>) -> Self {
        Self { field: field.to_owned(), message: message.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.field, self.message)
    }
}

/// One field of a record before and after an edit, as text.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Change {
    /// Name of the field.
    pub field: String,
    /// Text before.
    pub from: String,
    /// Text after.
    pub to: String,
}

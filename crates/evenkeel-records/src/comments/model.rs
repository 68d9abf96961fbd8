//! What a comment is, whom it mentions, and whose it is to change.

use evenkeel_core::{Card, Error, Id, Person, Record, Result};
use evenkeel_store::row;
use jiff::Timestamp;

/// A comment, as an id.
#[derive(Debug)]
pub enum Comment {}

/// The most characters that a comment may have.
pub(super) const LONGEST: usize = 10_000;
/// The most people whom one comment brings in.
pub(super) const MENTIONS: usize = 10;

row! {
    /// A comment with its writer.
    #[derive(Clone, Debug)]
    pub struct Said {
        /// Its id.
        pub id: Id<Comment>,
        /// Who wrote it.
        pub author_id: Id<Person>,
        /// Their name.
        pub author: String,
        /// When.
        pub written_at: Timestamp,
        /// When its writer last changed it.
        pub edited_at: Option<Timestamp>,
        /// What, in Markdown.
        pub body: String,
    }
}

row! {
    /// A comment that calls the reader, and the record it stands on.
    #[derive(Clone, Debug)]
    pub struct Mention {
        /// The comment.
        pub id: Id<Comment>,
        /// Who wrote it.
        pub author: String,
        /// When.
        pub written_at: Timestamp,
        /// What it is about.
        pub about: Card,
    }
}

row! {
    /// A comment as its writer may change it, deleted or not.
    #[derive(Clone, Debug)]
    pub struct Own {
        /// The record it stands on.
        pub record_id: Id<Record>,
        /// Who wrote it.
        pub author_id: Id<Person>,
        /// Their name.
        pub author: String,
        /// What, in Markdown.
        pub body: String,
        /// When it was deleted.
        pub deleted_at: Option<Timestamp>,
    }
}

impl Own {
    /// A deleted comment is not found, until its deletion is taken back.
    pub fn is_there(&self) -> Result<()> {
        if self.deleted_at.is_some() { Err(Error::NotFound) } else { Ok(()) }
    }

    /// What its writer deleted after `since` can come back; to others it does not exist.
    pub fn is_restorable(&self, actor: Id<Person>, since: Timestamp) -> Result<()> {
        match self.deleted_at {
            Some(at) if self.author_id == actor && at > since => Ok(()),
            _ => Err(Error::NotFound),
        }
    }

    /// Only the writer changes or deletes a comment.
    pub fn is_of(&self, actor: Id<Person>) -> Result<()> {
        if self.author_id == actor {
            return Ok(());
        }
        Err(Error::not_allowed(format!(
            "Only {} can change this comment. Answer it with one of your own.",
            self.author
        )))
    }
}

/// The usernames that stand behind an `@` in a text, each once, at most [`MENTIONS`]. An `@` inside
/// a word, as in an e-mail address, calls nobody.
pub fn usernames(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut before = ' ';
    for (at, letter) in text.char_indices() {
        if letter == '@' && !before.is_alphanumeric() {
            let rest = text.get(at + 1..).unwrap_or_default();
            let name: String = rest
                .chars()
                .take_while(|c| c.is_alphanumeric() || "._-".contains(*c))
                .take(60)
                .collect();
            // A full stop after a name ends the sentence, not the name.
            let name = name.trim_end_matches(['.', '-', '_']).to_lowercase();
            if name.len() > 1 && !found.contains(&name) && found.len() < MENTIONS {
                found.push(name);
            }
        }
        before = letter;
    }
    found
}

//! Every statement about comments.

use evenkeel_core::{Id, Person, Record, Result};
use evenkeel_store::{Tx, row, sql, values};
use jiff::Timestamp;

/// A comment, as an id.
#[derive(Debug)]
pub enum Comment {}

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
        /// What, in Markdown.
        pub body: String,
    }
}

/// The comments on a record that the caller has found, the oldest first.
pub fn list(tx: &mut Tx<'_>, record: Id<Record>, limit: i64) -> Result<Vec<Said>> {
    tx.list(
        sql!(
            "select c.id, c.author_id, p.title, c.written_at, c.body
               from comment c
               join record p on p.organization_id = c.organization_id and p.id = c.author_id
              where c.organization_id = $1 and c.record_id = $2 and c.deleted_at is null
              order by c.written_at, c.id
              limit $3"
        ),
        values![tx.organization, record, limit],
    )
}

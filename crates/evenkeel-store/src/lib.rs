//! The database in one place: one SQL text on two engines, one transaction a read or write.

mod db;
mod event;
mod idempotency;
mod migrate;
mod postgres;
mod reader;
mod record;
mod search;
mod sql;
mod sqlite;
#[cfg(test)]
mod tests;
mod tx;
mod value;
mod writer;

pub use db::{Db, Key, Location, Who};
pub use event::{Entry, Logged, log};
pub use idempotency::forget_answers;
pub use migrate::{MIGRATIONS, Migration};
pub use reader::{ALWAYS, Audience, FOREVER};
pub use record::{Head, NewRecord, Saved, diff};
pub use search::fold;
pub use sql::{Sql, SqlInstallation};
pub use tx::{Engine, Tx};
pub use value::{FromRow, FromValue, Row, Value};

#[doc(hidden)]
pub mod of_macros {
    pub use crate::sql::{names_organization, to_sqlite};
}

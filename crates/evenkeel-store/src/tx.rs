//! The open transaction: the only way to the database.

use evenkeel_core::{Error, Id, Organization, Person, Result};
use jiff::{Timestamp, civil::Date};

use crate::{FromRow, Sql, SqlInstallation, Value, db::Who, sql_installation, value::Row};

/// What an engine does with one statement. `each` is called once a row.
pub(crate) trait Conn {
    /// Runs a statement and tells how many rows it changed.
    fn run(&mut self, sql: Sql, values: &[Value]) -> Result<u64>;
    /// Runs a query.
    fn rows(
        &mut self,
        sql: Sql,
        values: &[Value],
        each: &mut dyn FnMut(Row) -> Result<()>,
    ) -> Result<()>;
    /// Which engine this is.
    fn engine(&self) -> Engine;
}

/// The engines that the one SQL text runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Embedded, the default.
    Sqlite,
    /// PostgreSQL 15 and later.
    Postgres,
}

/// An open transaction of one actor in one organization at one moment.
pub struct Tx<'a> {
    conn: &'a mut dyn Conn,
    /// The organization that every query names.
    pub organization: Id<Organization>,
    /// Who reads or writes.
    pub actor: Id<Person>,
    /// The moment of the request: no clock is read further in.
    pub now: Timestamp,
    /// The day of the request in the organization's time zone.
    pub today: Date,
    pub(crate) recorded: u32,
}

impl<'a> Tx<'a> {
    pub(crate) fn new(conn: &'a mut dyn Conn, who: Who) -> Self {
        Tx {
            conn,
            organization: who.organization,
            actor: who.actor,
            now: who.now,
            today: who.today,
            recorded: 0,
        }
    }

    /// All rows of a query. The query has a `limit`.
    pub fn list<T: FromRow>(&mut self, sql: Sql, values: &[Value]) -> Result<Vec<T>> {
        let mut list = Vec::new();
        self.conn.rows(sql, values, &mut |mut row| {
            list.push(T::from_row(&mut row)?);
            Ok(())
        })?;
        Ok(list)
    }

    /// The first row, if there is one.
    pub fn first<T: FromRow>(&mut self, sql: Sql, values: &[Value]) -> Result<Option<T>> {
        let mut first = None;
        self.conn.rows(sql, values, &mut |mut row| {
            if first.is_none() {
                first = Some(T::from_row(&mut row)?);
            }
            Ok(())
        })?;
        Ok(first)
    }

    /// The first row; without one it is not found.
    pub fn find<T: FromRow>(&mut self, sql: Sql, values: &[Value]) -> Result<T> {
        self.first(sql, values)?.ok_or(Error::NotFound)
    }

    /// Changes rows and tells how many.
    pub fn run(&mut self, sql: Sql, values: &[Value]) -> Result<u64> {
        self.conn.run(sql, values)
    }

    /// All rows of a query over the installation's own tables.
    pub fn list_installation<T: FromRow>(
        &mut self,
        sql: SqlInstallation,
        values: &[Value],
    ) -> Result<Vec<T>> {
        self.list(sql.0, values)
    }

    /// Changes rows of the installation's own tables.
    pub fn run_installation(&mut self, sql: SqlInstallation, values: &[Value]) -> Result<u64> {
        self.run(sql.0, values)
    }

    /// The first three placeholders of a query with `readable!`: organization, actor, today.
    pub fn reader(&self) -> [Value; 3] {
        [self.organization.into(), self.actor.into(), self.today.into()]
    }

    /// Lets the database look at what its tables hold now, so that it chooses indexes by it: after
    /// much was written at once.
    pub fn optimize(&mut self) -> Result<()> {
        match self.engine() {
            Engine::Sqlite => {
                self.run(sql_installation!("pragma analysis_limit = 1000").0, &[])?;
                self.run(sql_installation!("pragma optimize = 0x10002").0, &[])?;
            }
            Engine::Postgres => {
                self.run(sql_installation!("analyze").0, &[])?;
            }
        }
        Ok(())
    }

    /// Which engine runs this: for the few helpers of this crate whose text differs.
    pub(crate) fn engine(&self) -> Engine {
        self.conn.engine()
    }
}

impl std::fmt::Debug for Tx<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Tx").field("organization", &self.organization).finish_non_exhaustive()
    }
}

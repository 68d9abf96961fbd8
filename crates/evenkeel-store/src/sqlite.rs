//! SQLite: connections, statements, and what its errors mean.

use std::{
    collections::VecDeque,
    path::Path,
    time::{Duration, Instant},
};

use evenkeel_core::{Error, Result};
use rusqlite::{
    Connection, ErrorCode, OpenFlags, params_from_iter,
    types::{ToSqlOutput, Value as Lite, ValueRef},
};

use crate::{Engine, Sql, Value, tx::Conn, value::Row};

/// Pages of 4 kB kept for each connection: 1 MB, so that four readers and a writer stay small.
const CACHE_KIB: i64 = 1024;

/// A query that takes longer is told to whoever listens at level debug.
const SLOW: Duration = Duration::from_millis(1);

/// A connection to the one file.
pub(crate) struct Sqlite(pub(crate) Connection);

impl Sqlite {
    /// Opens the file for writing; it is made if it does not exist.
    pub(crate) fn writer(path: &Path) -> Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(failure)?;
        connection
            .execute_batch("pragma journal_mode = wal; pragma synchronous = full;")
            .map_err(failure)?;
        Self::prepare(connection)
    }

    /// Opens the file for reading; a write through it is an error.
    pub(crate) fn reader(path: &Path) -> Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(failure)?;
        connection.execute_batch("pragma query_only = on;").map_err(failure)?;
        Self::prepare(connection)
    }

    fn prepare(connection: Connection) -> Result<Self> {
        connection.busy_timeout(Duration::from_secs(5)).map_err(failure)?;
        connection.set_prepared_statement_cache_capacity(256);
        connection
            .execute_batch(&format!(
                "pragma foreign_keys = on; pragma trusted_schema = off;
                 pragma temp_store = memory; pragma cache_size = -{CACHE_KIB};"
            ))
            .map_err(failure)?;
        Ok(Self(connection))
    }

    /// Runs statements without parameters: begin, commit, savepoints, migrations.
    pub(crate) fn batch(&self, text: &str) -> Result<()> {
        self.0.execute_batch(text).map_err(failure)
    }
}

impl Conn for Sqlite {
    fn run(&mut self, sql: Sql, values: &[Value]) -> Result<u64> {
        let mut statement = self.0.prepare_cached(sql.sqlite).map_err(|e| failed(sql, e))?;
        let changed = match statement.execute(params_from_iter(values)) {
            // A pragma answers with what it set: nothing that a caller needs.
            Err(rusqlite::Error::ExecuteReturnedResults) => 0,
            changed => changed.map_err(|e| failed(sql, e))?,
        };
        Ok(u64::try_from(changed).unwrap_or(u64::MAX))
    }

    fn rows(
        &mut self,
        sql: Sql,
        values: &[Value],
        each: &mut dyn FnMut(Row) -> Result<()>,
    ) -> Result<()> {
        let mut statement = self.0.prepare_cached(sql.sqlite).map_err(|e| failed(sql, e))?;
        let columns = statement.column_count();
        let begun = Instant::now();
        let mut rows = statement.query(params_from_iter(values)).map_err(|e| failed(sql, e))?;
        while let Some(row) = rows.next().map_err(|e| failed(sql, e))? {
            let mut read = VecDeque::with_capacity(columns);
            for column in 0..columns {
                read.push_back(value(row.get_ref(column).map_err(|e| failed(sql, e))?)?);
            }
            each(Row::new(read))?;
        }
        if begun.elapsed() > SLOW {
            tracing::debug!(us = begun.elapsed().as_micros(), sql = sql.text, "a slow query");
        }
        Ok(())
    }

    fn engine(&self) -> Engine {
        Engine::Sqlite
    }
}

fn value(column: ValueRef<'_>) -> Result<Value> {
    Ok(match column {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Int(number),
        ValueRef::Real(_) => return Err(Error::broken("a column holds a fraction")),
        ValueRef::Text(bytes) => Value::Text(
            String::from_utf8(bytes.to_vec())
                .map_err(|e| Error::internal("a text column is not UTF-8", e))?,
        ),
        ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
    })
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Null => ToSqlOutput::Owned(Lite::Null),
            Self::Bool(is) => ToSqlOutput::Owned(Lite::Integer(i64::from(*is))),
            Self::Int(number) => ToSqlOutput::Owned(Lite::Integer(*number)),
            Self::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Self::Bytes(bytes) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
            Self::Uuid(uuid) => ToSqlOutput::Borrowed(ValueRef::Blob(uuid.as_bytes())),
            Self::Time(time) => ToSqlOutput::Owned(Lite::Integer(time.as_microsecond())),
            Self::Date(date) => ToSqlOutput::Owned(Lite::Text(date.to_string())),
            Self::Json(json) => ToSqlOutput::Owned(Lite::Text(json.to_string())),
        })
    }
}

/// What an error of SQLite means to the caller.
pub(crate) fn failure(error: rusqlite::Error) -> Error {
    if let rusqlite::Error::SqliteFailure(code, _) = &error {
        match code.extended_code {
            rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE
            | rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY => {
                return Error::field(
                    "",
                    "The same was saved a moment ago. Look at the list first.",
                );
            }
            rusqlite::ffi::SQLITE_CONSTRAINT_FOREIGNKEY => {
                return Error::field("", "Something that this refers to is gone. Choose again.");
            }
            _ => {}
        }
    }
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => Error::Full,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            Error::Unavailable("the database is busy")
        }
        Some(ErrorCode::ReadOnly) => Error::Unavailable("the database can only be read now"),
        _ => Error::internal("SQLite", error),
    }
}

fn failed(sql: Sql, error: rusqlite::Error) -> Error {
    match failure(error) {
        Error::Internal { source: Some(source), .. } => {
            Error::Internal { context: format!("SQLite: {}", sql.text), source: Some(source) }
        }
        other => other,
    }
}

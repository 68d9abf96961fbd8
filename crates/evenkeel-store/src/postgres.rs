//! PostgreSQL: an async client driven from blocking threads, with the same synchronous face.

use std::{collections::HashMap, collections::VecDeque, sync::Arc};

use bytes::BytesMut;
use evenkeel_core::{Error, Result};
use jiff::{Timestamp, civil::date};
use tokio::runtime::Handle;
use tokio_postgres::{
    Client, Statement,
    types::{FromSql, IsNull, ToSql, Type, to_sql_checked},
};

use crate::{Engine, Sql, Value, tx::Conn, value::Row};

/// Statements kept prepared on one connection.
const STATEMENTS: usize = 256;
/// PostgreSQL counts from 2000-01-01: microseconds between the two epochs.
const EPOCH_US: i64 = 946_684_800_000_000;

/// A connection.
pub(crate) struct Postgres {
    client: Client,
    handle: Handle,
    statements: HashMap<usize, Statement>,
    is_spoiled: bool,
}

type Params<'a> = Vec<&'a (dyn ToSql + Sync)>;

impl Postgres {
    /// Connects. Called on a blocking thread.
    pub(crate) fn connect(url: &str, handle: &Handle) -> Result<Self> {
        let mut roots = rustls::RootCertStore::empty();
        for certificate in rustls_native_certs::load_native_certs().certs {
            // A certificate that rustls cannot read is one authority less, not a reason to stop.
            let _ = roots.add(certificate);
        }
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|e| Error::internal("TLS", e))?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let tls = tokio_postgres_rustls::MakeRustlsConnect::new(tls);
        let (client, connection) =
            handle.block_on(tokio_postgres::connect(url, tls)).map_err(|error| {
                tracing::error!(%error, "no connection to PostgreSQL");
                Error::Unavailable("the database does not answer")
            })?;
        handle.spawn(connection);
        Ok(Self { client, handle: handle.clone(), statements: HashMap::new(), is_spoiled: false })
    }

    /// Whether the connection can be used again.
    pub(crate) fn is_open(&self) -> bool {
        !self.is_spoiled && !self.client.is_closed()
    }

    /// Nobody knows in what transaction it is: it is not used again.
    pub(crate) fn spoil(&mut self) {
        self.is_spoiled = true;
    }

    /// Runs statements without parameters in one trip.
    pub(crate) fn batch(&self, text: &str) -> Result<()> {
        self.handle.block_on(self.client.batch_execute(text)).map_err(failure)
    }

    fn statement(&mut self, sql: Sql) -> Result<Statement> {
        // The address of the literal names the statement.
        let key = sql.text.as_ptr().addr();
        if let Some(statement) = self.statements.get(&key) {
            return Ok(statement.clone());
        }
        if self.statements.len() >= STATEMENTS {
            self.statements.clear();
        }
        let statement =
            self.handle.block_on(self.client.prepare(sql.text)).map_err(|e| failed(sql, e))?;
        self.statements.insert(key, statement.clone());
        Ok(statement)
    }
}

impl Conn for Postgres {
    fn run(&mut self, sql: Sql, values: &[Value]) -> Result<u64> {
        let statement = self.statement(sql)?;
        self.handle
            .block_on(self.client.execute(&statement, &params(values)))
            .map_err(|e| failed(sql, e))
    }

    fn rows(
        &mut self,
        sql: Sql,
        values: &[Value],
        each: &mut dyn FnMut(Row) -> Result<()>,
    ) -> Result<()> {
        let statement = self.statement(sql)?;
        let rows = self
            .handle
            .block_on(self.client.query(&statement, &params(values)))
            .map_err(|e| failed(sql, e))?;
        for row in rows {
            let read: std::result::Result<VecDeque<Value>, _> =
                (0..row.len()).map(|column| row.try_get(column)).collect();
            each(Row::new(read.map_err(|e| failed(sql, e))?))?;
        }
        Ok(())
    }

    fn engine(&self) -> Engine {
        Engine::Postgres
    }
}

fn params(values: &[Value]) -> Params<'_> {
    values.iter().map(|value| -> &(dyn ToSql + Sync) { value }).collect()
}

type AnyError = Box<dyn std::error::Error + Sync + Send>;

impl ToSql for Value {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, AnyError> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Bool(is) => is.to_sql(kind, out),
            Self::Int(number) => match *kind {
                Type::INT4 => i32::try_from(*number)?.to_sql(kind, out),
                Type::INT2 => i16::try_from(*number)?.to_sql(kind, out),
                _ => number.to_sql(kind, out),
            },
            Self::Text(text) => text.to_sql(kind, out),
            Self::Bytes(bytes) => bytes.to_sql(kind, out),
            Self::Uuid(uuid) => uuid.to_sql(kind, out),
            Self::Time(time) => {
                out.extend_from_slice(&(time.as_microsecond() - EPOCH_US).to_be_bytes());
                Ok(IsNull::No)
            }
            Self::Date(day) => {
                let days = (*day - date(2000, 1, 1)).get_days();
                out.extend_from_slice(&days.to_be_bytes());
                Ok(IsNull::No)
            }
            Self::Json(json) => json.to_sql(kind, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl<'a> FromSql<'a> for Value {
    fn from_sql(kind: &Type, raw: &'a [u8]) -> Result<Self, AnyError> {
        Ok(match *kind {
            Type::BOOL => Self::Bool(bool::from_sql(kind, raw)?),
            Type::INT8 => Self::Int(i64::from_sql(kind, raw)?),
            Type::INT4 => Self::Int(i64::from(i32::from_sql(kind, raw)?)),
            Type::UUID => Self::Uuid(uuid::Uuid::from_sql(kind, raw)?),
            Type::BYTEA => Self::Bytes(raw.to_vec()),
            Type::TIMESTAMPTZ => Self::Time(Timestamp::from_microsecond(
                i64::from_be_bytes(raw.try_into()?) + EPOCH_US,
            )?),
            Type::DATE => {
                let days = i64::from(i32::from_be_bytes(raw.try_into()?));
                Self::Date(date(2000, 1, 1).checked_add(jiff::Span::new().try_days(days)?)?)
            }
            Type::JSONB | Type::JSON => Self::Json(serde_json::Value::from_sql(kind, raw)?),
            _ => Self::Text(String::from_utf8(raw.to_vec())?),
        })
    }

    fn from_sql_null(_: &Type) -> Result<Self, AnyError> {
        Ok(Self::Null)
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// A write that lost against another, or its connection: the closure may run again.
#[derive(Debug, thiserror::Error)]
#[error("a write must run again: {0}")]
pub(crate) struct Again(#[source] pub(crate) tokio_postgres::Error, pub(crate) Lost);

/// Whether a failed attempt is known to have left nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lost {
    /// The transaction was rolled back.
    Certainly,
    /// The connection broke: nobody knows.
    Perhaps,
}

/// The same error where nothing was committed yet: what the connection took with it is known to be
/// gone, so that the closure may run again without a key.
pub(crate) fn certainly(error: Error) -> Error {
    match error {
        Error::Internal { context, source: Some(source) } => match source.downcast::<Again>() {
            Ok(again) => Error::internal(context, Again(again.0, Lost::Certainly)),
            Err(source) => Error::Internal { context, source: Some(source) },
        },
        other => other,
    }
}

fn failure(error: tokio_postgres::Error) -> Error {
    let code = error.code().map(|code| code.code().to_owned()).unwrap_or_default();
    match code.as_str() {
        "40001" | "40P01" => Error::internal("PostgreSQL", Again(error, Lost::Certainly)),
        "53100" => Error::Full,
        "23505" => Error::field("", "The same was saved a moment ago. Look at the list first."),
        "23503" => Error::field("", "Something that this refers to is gone. Choose again."),
        "22021" | "22P05" => {
            Error::field("", "This holds a character that cannot be kept. Take it out.")
        }
        "22008" => Error::field("", "A day or a time lies too far away. Choose a nearer one."),
        "57014" => Error::Unavailable("the database took too long"),
        "25006" => Error::Unavailable("the database can only be read now"),
        code if error.is_closed() || code.starts_with("08") || code == "57P01" => {
            Error::internal("PostgreSQL", Again(error, Lost::Perhaps))
        }
        _ => Error::internal("PostgreSQL", error),
    }
}

fn failed(sql: Sql, error: tokio_postgres::Error) -> Error {
    match failure(error) {
        Error::Internal { source: Some(source), .. } => {
            Error::Internal { context: format!("PostgreSQL: {}", sql.text), source: Some(source) }
        }
        other => other,
    }
}

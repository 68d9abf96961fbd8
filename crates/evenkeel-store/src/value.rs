//! Values on their way to and from the database, the same for every engine.

use std::collections::VecDeque;

use evenkeel_core::{Error, Id, Result};
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

/// One value of a row or of a placeholder.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// No value.
    Null,
    /// 0 or 1 on SQLite.
    Bool(bool),
    /// Counts, minutes, money in minor units.
    Int(i64),
    /// Text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// 16 bytes on SQLite.
    Uuid(Uuid),
    /// Microseconds on SQLite.
    Time(Timestamp),
    /// Text on SQLite.
    Date(Date),
    /// Text on SQLite.
    Json(serde_json::Value),
}

macro_rules! from {
    ($($type:ty => $variant:ident),* $(,)?) => {$(
        impl From<$type> for Value {
            fn from(value: $type) -> Self { Self::$variant(value) }
        }
        impl From<&$type> for Value {
            fn from(value: &$type) -> Self { Self::$variant(value.clone()) }
        }
    )*};
}
from!(bool => Bool, i64 => Int, String => Text, Vec<u8> => Bytes, Uuid => Uuid,
      Timestamp => Time, Date => Date, serde_json::Value => Json);

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}
impl<T: ?Sized> From<Id<T>> for Value {
    fn from(value: Id<T>) -> Self {
        Self::Uuid(value.uuid())
    }
}
impl<T: ?Sized> From<&Id<T>> for Value {
    fn from(value: &Id<T>) -> Self {
        Self::Uuid(value.uuid())
    }
}
impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}
impl<T: Clone + Into<Self>> From<&Option<T>> for Value {
    fn from(value: &Option<T>) -> Self {
        value.clone().map_or(Self::Null, Into::into)
    }
}

/// A type that one column can become.
pub trait FromValue: Sized {
    /// The value, or the name of the type that did not fit.
    fn from_value(value: Value) -> Result<Self, &'static str>;
}

macro_rules! from_value {
    ($($type:ty: $($pattern:pat => $value:expr),+;)*) => {$(
        impl FromValue for $type {
            fn from_value(value: Value) -> Result<Self, &'static str> {
                match value { $($pattern => $value,)+ _ => Err(stringify!($type)) }
            }
        }
    )*};
}
from_value! {
    bool: Value::Bool(b) => Ok(b), Value::Int(i) => Ok(i != 0);
    i64: Value::Int(i) => Ok(i);
    String: Value::Text(s) => Ok(s);
    Vec<u8>: Value::Bytes(b) => Ok(b);
    Uuid: Value::Uuid(u) => Ok(u), Value::Bytes(b) => Uuid::from_slice(&b).map_err(|_| "uuid");
    Timestamp: Value::Time(t) => Ok(t),
        Value::Int(us) => Timestamp::from_microsecond(us).map_err(|_| "timestamp");
    Date: Value::Date(d) => Ok(d), Value::Text(s) => s.parse().map_err(|_| "date");
    serde_json::Value: Value::Json(j) => Ok(j),
        Value::Text(s) => serde_json::from_str(&s).map_err(|_| "json");
}
impl<T: ?Sized> FromValue for Id<T> {
    fn from_value(value: Value) -> Result<Self, &'static str> {
        Uuid::from_value(value).map(Id::new)
    }
}
impl FromValue for evenkeel_core::Kind {
    fn from_value(value: Value) -> Result<Self, &'static str> {
        String::from_value(value).and_then(|word| Self::find(&word).ok_or("kind"))
    }
}
impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: Value) -> Result<Self, &'static str> {
        if value == Value::Null { Ok(None) } else { T::from_value(value).map(Some) }
    }
}

/// One row, read from its first column on.
#[derive(Debug)]
pub struct Row {
    values: VecDeque<Value>,
}

impl Row {
    pub(crate) fn new(values: VecDeque<Value>) -> Self {
        Self { values }
    }

    /// The next column as a `T`.
    #[expect(clippy::should_implement_trait, reason = "columns differ in type: no iterator")]
    pub fn next<T: FromValue>(&mut self) -> Result<T> {
        let value = self.values.pop_front().ok_or_else(|| Error::broken("a row is too short"))?;
        T::from_value(value)
            .map_err(|name| Error::broken(format!("a column does not hold a {name}")))
    }
}

/// A type that a whole row, or a run of its columns, can become.
pub trait FromRow: Sized {
    /// Takes its columns off the row, in order.
    fn from_row(row: &mut Row) -> Result<Self>;
}

macro_rules! scalar {
    ($($type:ty),*) => {$(
        impl FromRow for $type {
            fn from_row(row: &mut Row) -> Result<Self> { row.next() }
        }
    )*};
}
scalar!(bool, i64, String, Vec<u8>, Uuid, Timestamp, Date, serde_json::Value, evenkeel_core::Kind);
impl<T: ?Sized> FromRow for Id<T> {
    fn from_row(row: &mut Row) -> Result<Self> {
        row.next()
    }
}
impl<T: FromValue> FromRow for Option<T> {
    fn from_row(row: &mut Row) -> Result<Self> {
        row.next()
    }
}

macro_rules! tuple {
    ($($name:ident)+) => {
        impl<$($name: FromRow),+> FromRow for ($($name,)+) {
            fn from_row(row: &mut Row) -> Result<Self> { Ok(($($name::from_row(row)?,)+)) }
        }
    };
}
tuple!(A);
tuple!(A B);
tuple!(A B C);
tuple!(A B C D);
tuple!(A B C D E);
tuple!(A B C D E F);

impl FromRow for evenkeel_core::Card {
    /// Columns: id, kind, title, state.
    fn from_row(row: &mut Row) -> Result<Self> {
        Ok(Self { id: row.next()?, kind: row.next()?, title: row.next()?, state: row.next()? })
    }
}

/// A struct whose fields are columns in the order written; fields may be rows themselves.
#[macro_export]
macro_rules! row {
    ($(#[$meta:meta])* $vis:vis struct $name:ident {
        $($(#[$field_meta:meta])* $field_vis:vis $field:ident : $type:ty),* $(,)?
    }) => {
        $(#[$meta])*
        $vis struct $name { $($(#[$field_meta])* $field_vis $field: $type),* }

        impl $crate::FromRow for $name {
            fn from_row(row: &mut $crate::Row) -> ::evenkeel_core::Result<Self> {
                Ok(Self { $($field: $crate::FromRow::from_row(row)?),* })
            }
        }
    };
}

/// The values of a statement's placeholders, `$1` first.
#[macro_export]
macro_rules! values {
    ($($value:expr),* $(,)?) => { &[$($crate::Value::from($value)),*] };
}

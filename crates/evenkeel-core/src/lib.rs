//! The words of the house: ids, kinds of record, functions, events, errors. Pure: no IO, no clock.

mod error;
mod event;
mod function;
mod id;
mod kind;
mod period;
mod role;

pub use error::{Change, Error, Fault, Result};
pub use event::{Event, Recorded};
pub use function::{Function, Side};
pub use id::{Id, Organization, Person, Record, Unit};
pub use kind::{Card, Kind};
pub use period::Period;
pub use role::Role;

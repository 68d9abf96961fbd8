//! A comment is what somebody says about a record, to those who may see the record.

pub mod store;
pub mod view;

pub use store::Said;

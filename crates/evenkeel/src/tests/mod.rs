//! Tests of the whole house: every route by every kind of reader, the description of the API.

mod api;
mod house;
mod readers;
mod store;
mod trace;

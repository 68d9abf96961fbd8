//! Tests of persons.

//! Tests of announcements: sentences about people at the clinic.

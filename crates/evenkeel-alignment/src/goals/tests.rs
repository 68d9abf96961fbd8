//! Tests of goals: sentences about people at the clinic.

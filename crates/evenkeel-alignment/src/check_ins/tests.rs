//! Tests of check-ins: sentences about people at the clinic.

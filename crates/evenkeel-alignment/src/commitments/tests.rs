//! Tests of commitments: sentences about people at the clinic.

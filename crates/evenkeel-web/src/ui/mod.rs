//! Components of the pages, as functions.

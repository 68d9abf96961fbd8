//! What a visitor finds.

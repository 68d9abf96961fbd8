//! Money in cents, as people write and read it. The currency is the organization's own.

use evenkeel_web::{Fields, ui};

/// Millionths that one cent has.
const MICRO: i64 = 10_000;

/// "12,000" or "12,000.5".
pub(crate) fn words(cents: i64) -> String {
    ui::decimal(cents.saturating_mul(MICRO))
}

/// Reads an amount such as 12,000.50; nothing is 0.
pub(crate) fn read(fields: &mut Fields, name: &'static str, label: &str) -> i64 {
    let micro = fields.decimal_option(name, label).unwrap_or(0);
    if micro < 0 {
        fields.fault(name, format!("{label} must be 0 or more"));
    } else if micro % MICRO != 0 {
        fields.fault(name, format!("{label} has at most 2 digits after the point"));
    }
    micro / MICRO
}

/// The amount as it is typed: "12000.50".
pub(crate) fn typed(cents: i64) -> String {
    match (cents / 100, cents % 100) {
        (0, 0) => String::new(),
        (whole, 0) => whole.to_string(),
        (whole, part) => format!("{whole}.{part:02}"),
    }
}

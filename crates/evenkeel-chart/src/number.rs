//! Numbers and dates as people read them, and coordinates as SVG reads them.

use jiff::civil::Date;

/// "1,250.5": a comma from 1,000, at most three decimals, no needless zeros.
pub(crate) fn number(value: f64) -> String {
    // Beyond this a float no longer knows its last digits, and a label would only be long.
    if !value.is_finite() || value.abs() >= 1e15 {
        return format!("{value:e}");
    }
    let text = trimmed(format!("{:.3}", value.abs()));
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let sign = if value < 0.0 && text != "0" { "-" } else { "" };
    let point = if decimals.is_empty() { "" } else { "." };
    format!("{sign}{}{point}{decimals}", grouped(whole))
}

/// The number with its unit: "20 days", "20%", "20".
pub(crate) fn with_unit(value: f64, unit: &str) -> String {
    match unit.trim() {
        "" => number(value),
        "%" => format!("{}%", number(value)),
        unit => format!("{} {unit}", number(value)),
    }
}

/// Digits with a comma between groups of three.
pub(crate) fn grouped(digits: &str) -> String {
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Micro-units as whole percent, rounded half up: "73%".
pub(crate) fn percent(micro: i64) -> String {
    format!("{}%", micro.saturating_add(5_000).div_euclid(10_000))
}

/// A coordinate with at most one decimal. What cannot be drawn is drawn at 0.
pub(crate) fn px(value: f64) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    let text = trimmed(format!("{value:.1}"));
    if text == "-0" { "0".to_owned() } else { text }
}

/// "16 Jun", for the foot of a chart.
pub(crate) fn short_date(date: Date) -> String {
    date.strftime("%-d %b").to_string()
}

/// "16 June 2026".
pub(crate) fn long_date(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

fn trimmed(text: String) -> String {
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_carry_their_unit() {
        assert_eq!(number(1_250.5), "1,250.5");
        assert_eq!(number(-0.0001), "0");
        assert_eq!(number(-1_000_000.0), "-1,000,000");
        assert_eq!(with_unit(20.0, "days"), "20 days");
        assert_eq!(with_unit(20.0, "%"), "20%");
        assert_eq!(percent(725_000), "73%");
        assert_eq!(number(f64::MAX), "1.7976931348623157e308");
    }

    #[test]
    fn coordinates_have_one_decimal_at_most() {
        assert_eq!([px(1.0), px(1.26), px(-0.01), px(f64::NAN)], ["1", "1.3", "0", "0"]);
    }
}

//! Values of measures in thousandths of their unit, so that they are exact and fit a `bigint`.

use std::fmt;

const MILLI: i64 = 1_000;

/// A value in thousandths of its unit: 12.5 days are `Milli(12_500)`.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
)]
#[serde(transparent)]
pub struct Milli(pub i64);

impl Milli {
    /// A whole number of units; none if it is too large to keep.
    pub fn whole(units: i64) -> Option<Self> {
        units.checked_mul(MILLI).map(Self)
    }

    /// Reads what a person types: "12", "-0.5", "1,250.75"; none if it is no number, has more than
    /// three decimals, or is too large to keep.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (is_negative, digits) = match text.strip_prefix(['-', '−']) {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (units, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
        let units = ungrouped(units)?;
        if !is_digits(&units) || !is_digits(decimals) || decimals.len() > 3 {
            return None;
        }
        let units: i64 = units.parse().ok()?;
        let thousandths: i64 = format!("{decimals:0<3}").parse().ok()?;
        let size = units.checked_mul(MILLI)?.checked_add(thousandths)?;
        Some(Self(if is_negative { -size } else { size }))
    }
}

impl fmt::Display for Milli {
    /// Numerals with a comma from 1,000 and no needless zeros: "1,250.5".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = self.0.unsigned_abs();
        let thousandths = size % MILLI.unsigned_abs();
        if self.0 < 0 {
            f.write_str("-")?;
        }
        write_grouped(f, size / MILLI.unsigned_abs())?;
        if thousandths > 0 {
            let decimals = format!("{thousandths:03}");
            write!(f, ".{}", decimals.trim_end_matches('0'))?;
        }
        Ok(())
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The digits without their commas, which must part groups of three: "1,50" is a slip, not 150.
fn ungrouped(digits: &str) -> Option<String> {
    let mut groups = digits.split(',');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let is_grouped = !rest.is_empty();
    if is_grouped && (first.len() > 3 || rest.iter().any(|group| group.len() != 3)) {
        return None;
    }
    Some(std::iter::once(first).chain(rest).collect())
}

fn write_grouped(f: &mut fmt::Formatter<'_>, units: u64) -> fmt::Result {
    let digits = units.to_string();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            f.write_str(",")?;
        }
        write!(f, "{digit}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_type_them() {
        let read = |text| Milli::parse(text).map(|milli| milli.0);
        assert_eq!(read("12"), Some(12_000));
        assert_eq!(read(" 12.5 "), Some(12_500));
        assert_eq!(read("-0.005"), Some(-5));
        assert_eq!(read("1,250,000.75"), Some(1_250_000_750));
        assert_eq!(read("007"), Some(7_000));
    }

    #[test]
    fn what_is_no_number_is_not_guessed() {
        for text in ["", "-", ".", "1.", ".5", "1,50", "1.2345", "1e6", "12 days", "--1", "١"] {
            assert_eq!(Milli::parse(text), None, "{text}");
        }
        assert_eq!(Milli::parse("99999999999999999999"), None);
        assert_eq!(Milli::parse("9223372036854775.808"), None);
    }

    #[test]
    fn numbers_are_written_with_commas_and_no_needless_zeros() {
        assert_eq!(Milli(1_250_500).to_string(), "1,250.5");
        assert_eq!(Milli(-999_000).to_string(), "-999");
        assert_eq!(Milli(5).to_string(), "0.005");
        assert_eq!(Milli(i64::MIN).to_string(), "-9,223,372,036,854,775.808");
    }
}

//! Numbers as people read them: a comma from 1,000, whole where that is enough.

/// "1,234".
pub fn number(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + 4);
    if value < 0 {
        out.push('−');
    }
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// "1 goal", "3 goals", "No goals".
pub fn count(how_many: i64, one: &str, many: &str) -> String {
    match how_many {
        0 => format!("No {many}"),
        1 => format!("1 {one}"),
        _ => format!("{} {many}", number(how_many)),
    }
}

/// A value in micro-units as a decimal without needless zeros: 12,500,000 is "12.5".
pub fn decimal(micro: i64) -> String {
    let magnitude = micro.unsigned_abs();
    let whole = i64::try_from(magnitude / 1_000_000).unwrap_or(i64::MAX);
    let part = format!("{:06}", magnitude % 1_000_000);
    let part = part.trim_end_matches('0');
    let sign = if micro < 0 { "−" } else { "" };
    let dot = if part.is_empty() { "" } else { "." };
    format!("{sign}{}{dot}{part}", number(whole))
}

/// A value in micro-units with its unit: "12.5 days", "40%".
pub fn measure(micro: i64, unit: &str) -> String {
    match unit {
        "" => decimal(micro),
        "%" => format!("{}%", decimal(micro)),
        _ if micro == 1_000_000 => format!("1 {}", singular(unit)),
        _ => format!("{} {unit}", decimal(micro)),
    }
}

/// A unit that was named in the plural, for one of it: "days" is "day", "visits a week" is "visit
/// a week". What does not look like a plural stays.
fn singular(unit: &str) -> String {
    let (word, rest) = unit.find(' ').map_or((unit, ""), |at| unit.split_at(at));
    let is_plural = word.len() > 3
        && word.ends_with('s')
        && word.chars().all(char::is_alphabetic)
        && !["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    match (is_plural, word.strip_suffix("ies"), word.strip_suffix('s')) {
        (true, Some(stem), _) => format!("{stem}y{rest}"),
        (true, None, Some(stem)) => {
            let is_long = ["sse", "xe", "che", "she"].iter().any(|end| stem.ends_with(end));
            let stem = if is_long { stem.trim_end_matches('e') } else { stem };
            format!("{stem}{rest}")
        }
        _ => unit.to_owned(),
    }
}

/// A share in micro-units (1,000,000 is the whole) as whole percent: "42%".
pub fn percent(share_micro: i64) -> String {
    let half = if share_micro < 0 { -5_000 } else { 5_000 };
    format!("{}%", number(share_micro.saturating_add(half) / 10_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_a_unit_is_not_many() {
        let of_one = |unit| measure(1_000_000, unit);
        assert_eq!(of_one("readings"), "1 reading");
        assert_eq!(of_one("visits a week"), "1 visit a week");
        assert_eq!(of_one("families"), "1 family");
        assert_eq!(of_one("losses"), "1 loss");
        assert_eq!(of_one("children"), "1 children");
        assert_eq!(of_one("ms"), "1 ms");
        assert_eq!(measure(2_000_000, "readings"), "2 readings");
    }

    #[test]
    fn a_comma_stands_from_a_thousand() {
        assert_eq!(number(999), "999");
        assert_eq!(number(1_000), "1,000");
        assert_eq!(number(-1_234_567), "−1,234,567");
        assert_eq!(number(i64::MIN), "−9,223,372,036,854,775,808");
    }

    #[test]
    fn a_decimal_has_no_needless_zeros() {
        assert_eq!(decimal(12_500_000), "12.5");
        assert_eq!(decimal(-250_000), "−0.25");
        assert_eq!(measure(1_200_000_000, "days"), "1,200 days");
        assert_eq!(measure(40_000_000, "%"), "40%");
        assert_eq!(percent(424_999), "42%");
        assert_eq!(percent(425_000), "43%");
    }

    #[test]
    fn nothing_is_said_as_no() {
        assert_eq!(count(0, "goal", "goals"), "No goals");
        assert_eq!(count(1, "goal", "goals"), "1 goal");
        assert_eq!(count(2_000, "goal", "goals"), "2,000 goals");
    }
}

//! Progress as an integer in millionths, and the one rounding rule of the roll-up.

use std::fmt;

/// One whole in micro-units: 1,000,000.
pub const MICRO: i64 = 1_000_000;

/// Progress or coverage in micro-units, always from 0 to [`MICRO`].
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
#[serde(try_from = "i64", into = "i64")]
pub struct Micro(i64);

impl Micro {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// All of it.
    pub const ONE: Self = Self(MICRO);
    /// Half: less coverage than this makes progress unknown.
    pub const HALF: Self = Self(MICRO / 2);

    /// The value, if it lies within 0 and 1,000,000.
    pub fn new(micro: i64) -> Option<Self> {
        (0..=MICRO).contains(&micro).then_some(Self(micro))
    }

    /// The nearest value within 0 and 1,000,000.
    pub fn clamped(micro: i64) -> Self {
        Self(micro.clamp(0, MICRO))
    }

    /// The share `part / whole`, rounded half up and clamped; none if `whole` is 0.
    pub fn ratio(part: i128, whole: i128) -> Option<Self> {
        ratio_half_up(part, whole).map(Self::clamped)
    }

    /// The integer itself.
    pub fn get(self) -> i64 {
        self.0
    }

    /// Whole percent, rounded half up: 725,000 is 73.
    pub fn percent(self) -> i64 {
        (self.0 + MICRO / 200).div_euclid(MICRO / 100)
    }
}

impl fmt::Display for Micro {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}%", self.percent())
    }
}

impl From<Micro> for i64 {
    fn from(micro: Micro) -> Self {
        micro.0
    }
}

impl TryFrom<i64> for Micro {
    type Error = &'static str;

    fn try_from(micro: i64) -> Result<Self, Self::Error> {
        Self::new(micro).ok_or("Progress must be between 0 and 1000000 micro-units.")
    }
}

/// `part / whole` in micro-units, rounded half up, not clamped to a whole; none if `whole` is 0.
///
/// The sum is exact: a half goes up, toward plus infinity, whatever the signs are. A ratio that no
/// `i64` can hold stops at its end.
pub fn ratio_half_up(part: i128, whole: i128) -> Option<i64> {
    let (part, whole) =
        if whole < 0 { (part.checked_neg()?, whole.checked_neg()?) } else { (part, whole) };
    if whole == 0 {
        return None;
    }
    let twice = part.checked_mul(2 * i128::from(MICRO))?.checked_add(whole)?;
    let micro = twice.div_euclid(whole.checked_mul(2)?);
    Some(saturated(micro))
}

/// The nearest `i64`.
pub(crate) fn saturated(value: i128) -> i64 {
    let bounded = value.clamp(i128::from(i64::MIN), i128::from(i64::MAX));
    i64::try_from(bounded).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_goes_up() {
        assert_eq!(ratio_half_up(1, 2_000_000), Some(1));
        assert_eq!(ratio_half_up(-1, 2_000_000), Some(0));
        assert_eq!(ratio_half_up(1, 3), Some(333_333));
        assert_eq!(ratio_half_up(-3, -2), Some(1_500_000));
        assert_eq!(ratio_half_up(1, 0), None);
    }

    #[test]
    fn nothing_is_too_large() {
        assert_eq!(ratio_half_up(i128::from(i64::MAX) * 2, 1), Some(i64::MAX));
        assert_eq!(ratio_half_up(i128::MAX, 1), None);
        assert_eq!(ratio_half_up(i128::MIN, i128::MIN), None);
    }

    #[test]
    fn percent_is_whole_and_half_up() {
        assert_eq!(Micro::clamped(725_000).to_string(), "73%");
        assert_eq!(Micro::clamped(724_999).to_string(), "72%");
        assert_eq!(Micro::clamped(-4).to_string(), "0%");
        assert_eq!(Micro::clamped(i64::MAX).to_string(), "100%");
    }

    #[test]
    fn a_stored_value_out_of_range_is_refused() {
        assert!(serde_json::from_str::<Micro>("1000001").is_err());
        assert_eq!(serde_json::from_str::<Micro>("725000").unwrap(), Micro(725_000));
    }
}

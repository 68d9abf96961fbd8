//! A span of days, both ends included.

use jiff::civil::Date;

/// From the first to the last day, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Period {
    /// First day.
    pub start_on: Date,
    /// Last day.
    pub end_on: Date,
}

impl Period {
    /// The period, if it does not end before it starts.
    pub fn new(start_on: Date, end_on: Date) -> Option<Self> {
        (start_on <= end_on).then_some(Self { start_on, end_on })
    }

    /// Length in days, at least 1.
    pub fn days(&self) -> i64 {
        i64::from((self.end_on - self.start_on).get_days()) + 1
    }

    /// Days from the start up to and including `today`, at least 0 and at most [`Period::days`].
    pub fn elapsed_days(&self, today: Date) -> i64 {
        (i64::from((today - self.start_on).get_days()) + 1).clamp(0, self.days())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn half_of_april_has_passed_on_the_fifteenth() {
        let april = Period::new(date(2026, 4, 1), date(2026, 4, 30)).unwrap();
        assert_eq!((april.elapsed_days(date(2026, 4, 15)), april.days()), (15, 30));
        assert_eq!(april.elapsed_days(date(2026, 3, 1)), 0);
        assert_eq!(april.elapsed_days(date(2026, 6, 1)), 30);
    }

    #[test]
    fn a_period_cannot_end_before_it_starts() {
        assert!(Period::new(date(2026, 4, 2), date(2026, 4, 1)).is_none());
    }
}

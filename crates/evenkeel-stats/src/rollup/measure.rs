//! One measure of a goal: how far its value has come.

use super::fault::Fault;
use super::micro::{MICRO, Micro, ratio_half_up};
use super::milli::Milli;
use super::node::Amount;

/// A measure with its present value; `None` or an empty value means that it is not measured yet.
///
/// A measure that is bound to an indicator is one of these kinds with the indicator's value as
/// `current`: the caller chooses which (mean, last or sum).
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Measure {
    /// A value that is to rise from start to target.
    Increase {
        /// Value at the beginning.
        start: Milli,
        /// Value to be reached.
        target: Milli,
        /// Value now.
        current: Option<Milli>,
    },
    /// A value that is to fall from start to target.
    Decrease {
        /// Value at the beginning.
        start: Milli,
        /// Value to be reached.
        target: Milli,
        /// Value now.
        current: Option<Milli>,
    },
    /// A value to be kept at or above a limit.
    MaintainAtLeast {
        /// The limit.
        target: Milli,
        /// How far beneath the limit progress reaches 0.
        tolerance: Milli,
        /// Value now.
        current: Option<Milli>,
    },
    /// A value to be kept at or below a limit.
    MaintainAtMost {
        /// The limit.
        target: Milli,
        /// How far above the limit progress reaches 0.
        tolerance: Milli,
        /// Value now.
        current: Option<Milli>,
    },
    /// A value to be kept between two limits, both included.
    MaintainRange {
        /// The lower limit.
        low: Milli,
        /// The upper limit.
        high: Milli,
        /// How far outside the limits progress reaches 0.
        tolerance: Milli,
        /// Value now.
        current: Option<Milli>,
    },
    /// Steps that are done or not.
    Milestones {
        /// The steps.
        steps: Vec<Milestone>,
    },
    /// Something that is done or not.
    Binary {
        /// Whether it is done.
        is_done: Option<bool>,
    },
    /// A percentage that a person typed.
    Manual {
        /// Percent in thousandths: 73.5 % is `Milli(73_500)`.
        percent: Option<Milli>,
    },
}

/// One step of a measure by milestones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Milestone {
    /// How much it counts among the steps.
    pub weight: u16,
    /// Whether it is done.
    pub is_done: bool,
}

/// How far a measure has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Progress {
    /// From 0 to 1: what enters a roll-up.
    pub micro: Micro,
    /// The same before it was clamped, in micro-units: above 1,000,000 the target was passed,
    /// below 0 the value moved away. It never enters a roll-up.
    pub raw: i64,
}

impl Progress {
    fn from_raw(raw: i64) -> Self {
        Self { micro: Micro::clamped(raw), raw }
    }
}

impl Measure {
    /// The word for this kind, as the database and the API spell it.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Increase { .. } => "increase",
            Self::Decrease { .. } => "decrease",
            Self::MaintainAtLeast { .. } => "maintain_at_least",
            Self::MaintainAtMost { .. } => "maintain_at_most",
            Self::MaintainRange { .. } => "maintain_range",
            Self::Milestones { .. } => "milestones",
            Self::Binary { .. } => "binary",
            Self::Manual { .. } => "manual",
        }
    }

    /// What must be put right before this measure can be kept.
    pub fn fault(&self) -> Option<Fault> {
        match self {
            Self::Increase { start, target, .. } if start == target => Some(Fault::StartIsTarget),
            Self::Decrease { start, target, .. } if start == target => Some(Fault::StartIsTarget),
            Self::Increase { start, target, .. } if target < start => Some(Fault::IncreaseFalls),
            Self::Decrease { start, target, .. } if target > start => Some(Fault::DecreaseRises),
            Self::MaintainAtLeast { tolerance, .. }
            | Self::MaintainAtMost { tolerance, .. }
            | Self::MaintainRange { tolerance, .. }
                if tolerance.0 < 0 =>
            {
                Some(Fault::ToleranceNegative)
            }
            Self::MaintainRange { low, high, .. } if low > high => Some(Fault::RangeUpsideDown),
            Self::Milestones { steps } if steps.iter().all(|step| step.weight == 0) => {
                Some(Fault::MilestonesWithoutWeight)
            }
            Self::Manual { percent: Some(percent) } if !(0..=100_000).contains(&percent.0) => {
                Some(Fault::PercentOutOfRange)
            }
            _ => None,
        }
    }

    /// How far it has come; none if it is not measured yet or has a [`Measure::fault`].
    pub fn progress(&self) -> Option<Progress> {
        if self.fault().is_some() {
            return None;
        }
        self.raw().map(Progress::from_raw)
    }

    /// What it adds to a sum above it: only a value on its way from start to target has an amount.
    pub fn amount(&self) -> Option<Amount> {
        match *self {
            Self::Increase { start, target, current: Some(current) }
            | Self::Decrease { start, target, current: Some(current) }
                if self.fault().is_none() =>
            {
                Some(Amount::between(start, target, current))
            }
            _ => None,
        }
    }

    fn raw(&self) -> Option<i64> {
        match *self {
            Self::Increase { start, target, current }
            | Self::Decrease { start, target, current } => {
                let start = i128::from(start.0);
                ratio_half_up(i128::from(current?.0) - start, i128::from(target.0) - start)
            }
            Self::MaintainAtLeast { target, tolerance, current } => {
                kept(below(current?, target), tolerance)
            }
            Self::MaintainAtMost { target, tolerance, current } => {
                kept(below(target, current?), tolerance)
            }
            Self::MaintainRange { low, high, tolerance, current } => {
                kept(below(current?, low).max(below(high, current?)), tolerance)
            }
            Self::Milestones { ref steps } => {
                let sum = |steps: &mut dyn Iterator<Item = &Milestone>| -> i128 {
                    steps.map(|step| i128::from(step.weight)).sum()
                };
                let done = sum(&mut steps.iter().filter(|step| step.is_done));
                ratio_half_up(done, sum(&mut steps.iter()))
            }
            Self::Binary { is_done } => is_done.map(|is_done| if is_done { MICRO } else { 0 }),
            Self::Manual { percent } => ratio_half_up(i128::from(percent?.0), 100_000),
        }
    }
}

/// How far `value` lies below `limit`, 0 if it does not.
fn below(value: Milli, limit: Milli) -> i128 {
    (i128::from(limit.0) - i128::from(value.0)).max(0)
}

/// Whole inside the limits, then falling in a straight line to 0 at the end of the tolerance.
fn kept(distance: i128, tolerance: Milli) -> Option<i64> {
    if distance == 0 {
        return Some(MICRO);
    }
    // Without tolerance, outside is outside: there is no line to fall along.
    if tolerance.0 <= 0 {
        return Some(0);
    }
    let tolerance = i128::from(tolerance.0);
    ratio_half_up(tolerance - distance, tolerance)
}

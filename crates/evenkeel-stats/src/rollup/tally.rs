//! The running sums of one goal: what is added can be taken away again, bit by bit.

use std::collections::BTreeMap;

use super::micro::Micro;
use super::node::{Amount, Op, Outcome, from_thousandths};
use super::own::Own;

/// What one child brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) weight: u16,
    pub(super) progress: Option<Micro>,
    pub(super) amount: Option<Amount>,
    pub(super) share: u16,
    pub(super) is_outdated: bool,
}

/// Sums over the contributing children. All integer, so adding and taking away are exact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    children: u32,
    measured: u32,
    outdated: u32,
    weight: i64,
    weight_measured: i64,
    /// Σ w·p over the measured children.
    weighted: i128,
    /// Σ share·amount over the measured children, in thousandths of the amount's unit.
    done: i128,
    whole: i128,
    /// Measured progress and how many children have it; kept for `min` alone.
    lows: BTreeMap<Micro, u32>,
}

impl Tally {
    /// Counts a child in.
    pub(super) fn add(&mut self, op: Op, part: &Part) {
        self.children = self.children.saturating_add(1);
        self.weigh(op, part, 1);
        if let Some(progress) = counted_low(op, part) {
            *self.lows.entry(progress).or_default() += 1;
        }
    }

    /// Takes a child out that was counted in as it is now.
    pub(super) fn take(&mut self, op: Op, part: &Part) {
        self.children = self.children.saturating_sub(1);
        self.weigh(op, part, -1);
        if let Some(progress) = counted_low(op, part)
            && let Some(count) = self.lows.get_mut(&progress)
        {
            *count = count.saturating_sub(1);
            if *count == 0 {
                self.lows.remove(&progress);
            }
        }
    }

    /// What comes out for the goal.
    pub(super) fn outcome(&self, op: Op, own: &Own) -> Outcome {
        let is_own = self.children == 0 || matches!(op, Op::Own | Op::Manual);
        let coverage = if is_own { own.coverage } else { self.coverage() };
        let is_known = coverage >= Micro::HALF;
        let progress = match op {
            _ if is_own => own.progress,
            Op::Min => self.lows.keys().next().copied(),
            Op::Sum => Micro::ratio(self.done, self.whole),
            _ => Micro::ratio(self.weighted, i128::from(self.weight_measured) * MICRO_WIDE),
        };
        let amount = match op {
            Op::Sum if !is_own => is_known.then(|| Amount {
                done: from_thousandths(self.done),
                whole: from_thousandths(self.whole),
            }),
            _ => own.amount,
        };
        Outcome {
            progress: progress.filter(|_| is_known),
            coverage,
            amount,
            children: self.children,
            measured: self.measured,
            outdated: self.outdated,
        }
    }

    fn coverage(&self) -> Micro {
        Micro::ratio(i128::from(self.weight_measured), i128::from(self.weight)).unwrap_or_default()
    }

    fn weigh(&mut self, op: Op, part: &Part, sign: i64) {
        let weight = sign * i64::from(part.weight);
        self.weight += weight;
        self.outdated = counted(self.outdated, part.is_outdated, sign);
        self.measured = counted(self.measured, is_measured(op, part), sign);
        if !is_measured(op, part) {
            return;
        }
        self.weight_measured += weight;
        if let Some(progress) = part.progress {
            self.weighted += i128::from(weight) * i128::from(progress.get());
        }
        // A weight of 0 explains and does not count, in a sum as in a mean.
        if let Some(amount) = part.amount.filter(|_| part.weight > 0) {
            let share = i128::from(sign) * i128::from(part.share);
            self.done += share * i128::from(amount.done.0);
            self.whole += share * i128::from(amount.whole.0);
        }
    }
}

const MICRO_WIDE: i128 = 1_000_000;

/// A sum measures amounts; every other way measures progress.
fn is_measured(op: Op, part: &Part) -> bool {
    if op == Op::Sum { part.amount.is_some() } else { part.progress.is_some() }
}

fn counted_low(op: Op, part: &Part) -> Option<Micro> {
    part.progress.filter(|_| op == Op::Min && part.weight > 0)
}

fn counted(count: u32, is_counted: bool, sign: i64) -> u32 {
    match (is_counted, sign > 0) {
        (false, _) => count,
        (true, true) => count.saturating_add(1),
        (true, false) => count.saturating_sub(1),
    }
}

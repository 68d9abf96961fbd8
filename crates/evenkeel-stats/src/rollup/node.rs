//! One step of a roll-up: a goal's progress from the goals beneath it.

use super::micro::{Micro, saturated};
use super::milli::Milli;
use super::own::Own;
use super::tally::{Part, Tally};

/// The largest weight of an edge.
pub const WEIGHT_MAX: u16 = 1_000;

/// The whole of an amount in thousandths: the share of an edge that says nothing else.
pub const SHARE_WHOLE: u16 = 1_000;

/// How a goal's progress comes from the goals beneath it.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Op {
    /// The mean by weight.
    #[default]
    Mean,
    /// The smallest: all are needed.
    Min,
    /// The amounts added up: one unit for all.
    Sum,
    /// Its own measures; the goals beneath only explain.
    Own,
    /// A percentage that a person typed.
    Manual,
}

impl Op {
    /// Every way, the usual one first.
    pub const ALL: [Self; 5] = [Self::Mean, Self::Min, Self::Sum, Self::Own, Self::Manual];

    /// The word for it, as the database and the API spell it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Mean => "mean",
            Self::Min => "min",
            Self::Sum => "sum",
            Self::Own => "own",
            Self::Manual => "manual",
        }
    }

    /// The way with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|op| op.word() == word)
    }
}

/// How much of an amount is done, in thousandths of a unit. A decrease has both parts below 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Amount {
    /// From the start to the present value.
    pub done: Milli,
    /// From the start to the target.
    pub whole: Milli,
}

impl Amount {
    /// The amount of one measure.
    pub fn between(start: Milli, target: Milli, current: Milli) -> Self {
        let from_start = |value: Milli| Milli(value.0.saturating_sub(start.0));
        Self { done: from_start(current), whole: from_start(target) }
    }
}

/// A goal beneath, as the goal above sees it.
///
/// Only goals that contribute are children: leave out support edges, drafts and canceled goals. A
/// closed goal is a child with its final grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Child {
    /// How much it counts, from 0 to [`WEIGHT_MAX`].
    pub weight: u16,
    /// Its progress; none if unmeasured or unknown.
    pub progress: Option<Micro>,
    /// What it adds to a sum, in the unit of that sum.
    pub amount: Option<Amount>,
    /// The part of its amount that goes to this parent, in thousandths.
    pub share: u16,
    /// Whether its value is old; it is kept, and counted.
    pub is_outdated: bool,
}

impl Child {
    /// A child with its weight and progress and nothing special.
    pub fn new(weight: u16, progress: Option<Micro>) -> Self {
        Self { weight, progress, amount: None, share: SHARE_WHOLE, is_outdated: false }
    }

    pub(super) fn part(&self) -> Part {
        Part {
            weight: self.weight,
            progress: self.progress,
            amount: self.amount,
            share: self.share,
            is_outdated: self.is_outdated,
        }
    }
}

/// What came out for a goal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Outcome {
    /// Progress; none is "unknown".
    pub progress: Option<Micro>,
    /// The weight that is measured, as a share of all weight.
    pub coverage: Micro,
    /// What this goal adds to a sum above it.
    pub amount: Option<Amount>,
    /// How many goals contribute.
    pub children: u32,
    /// How many of them are measured.
    pub measured: u32,
    /// How many of them are outdated.
    pub outdated: u32,
}

/// Rolls up one goal: its own progress and the goals right beneath it.
///
/// A goal without contributing children is a leaf and stands for itself, whatever its way is. Less
/// than half of the weight measured, or no weight at all, is unknown.
pub fn roll_up_one(op: Op, own: &Own, children: &[Child]) -> Outcome {
    let mut tally = Tally::default();
    for child in children {
        tally.add(op, &child.part());
    }
    tally.outcome(op, own)
}

/// The place of the child with the least progress: a mean can hide it. The first of equals; a
/// child without weight or measurement is none.
pub fn worst(children: &[Child]) -> Option<usize> {
    let measured = children
        .iter()
        .enumerate()
        .filter(|(_, child)| child.weight > 0)
        .filter_map(|(place, child)| child.progress.map(|progress| (progress, place)));
    measured.min().map(|(_, place)| place)
}

/// The thousandths added up and brought back to the unit of an amount, rounded half up.
pub(super) fn from_thousandths(sum: i128) -> Milli {
    Milli(saturated((sum + 500).div_euclid(1_000)))
}

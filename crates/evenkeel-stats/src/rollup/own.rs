//! A goal's own progress, from its own measures.

use super::measure::Measure;
use super::micro::Micro;
use super::node::{Amount, Child, Op, Outcome, roll_up_one};

/// What a goal knows about itself, before anything beneath it counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Own {
    /// Own progress; none if it is not measured.
    pub progress: Option<Micro>,
    /// The weight of the measures that are measured, as a share of all.
    pub coverage: Micro,
    /// What it adds to a sum above it, in the unit of that sum; none if its unit is another.
    pub amount: Option<Amount>,
}

impl Own {
    /// The mean of its measures by their weights, over those that are measured. Under half of the
    /// weight measured, progress is unknown. The amount is that of a goal with one measure:
    /// several have no common unit.
    pub fn of(measures: &[(u16, &Measure)]) -> Self {
        let children: Vec<Child> = measures
            .iter()
            .map(|(weight, measure)| {
                Child::new(*weight, measure.progress().map(|progress| progress.micro))
            })
            .collect();
        let Outcome { progress, coverage, .. } = roll_up_one(Op::Mean, &Self::default(), &children);
        let amount = match measures {
            [(_, measure)] => measure.amount(),
            _ => None,
        };
        Self { progress, coverage, amount }
    }

    /// Progress that a person typed.
    pub fn typed(progress: Micro) -> Self {
        Self { progress: Some(progress), coverage: Micro::ONE, amount: None }
    }
}

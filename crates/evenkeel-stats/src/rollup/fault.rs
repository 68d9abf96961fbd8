//! What a roll-up refuses, each with a sentence that says what to do.

use std::fmt;

/// Why a measure, an edge or a change was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// An increase or decrease that goes nowhere.
    StartIsTarget,
    /// An increase whose target is below its start.
    IncreaseFalls,
    /// A decrease whose target is above its start.
    DecreaseRises,
    /// A tolerance below 0.
    ToleranceNegative,
    /// A range whose low end lies above its high end.
    RangeUpsideDown,
    /// Milestones without any weight.
    MilestonesWithoutWeight,
    /// A typed percentage outside 0 to 100.
    PercentOutOfRange,
    /// The goal is not in this roll-up.
    UnknownGoal,
    /// The two goals are not connected.
    UnknownEdge,
    /// The two goals are connected already.
    EdgeTwice,
    /// The goal would stand above itself.
    Cycle,
    /// The goal has a primary parent already.
    SecondPrimaryParent,
    /// A weight above 1,000.
    WeightOutOfRange,
    /// A share above 1,000 thousandths.
    ShareOutOfRange,
    /// A goal would be counted more than once in a sum above it.
    SharesOverWhole,
}

impl Fault {
    /// What is wrong and what to do about it, in words for a reader.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::StartIsTarget => {
                "Start and target are the same. Choose “keep at” to hold a value where it is."
            }
            Self::IncreaseFalls => {
                "The target of an increase must be above its start. Choose “decrease” to go down."
            }
            Self::DecreaseRises => {
                "The target of a decrease must be below its start. Choose “increase” to go up."
            }
            Self::ToleranceNegative => "Tolerance must be 0 or more.",
            Self::RangeUpsideDown => "The low end of the range must not be above its high end.",
            Self::MilestonesWithoutWeight => "Give at least one milestone a weight above 0.",
            Self::PercentOutOfRange => "Percent must be between 0 and 100.",
            Self::UnknownGoal => "This goal does not exist.",
            Self::UnknownEdge => "These two goals are not connected.",
            Self::EdgeTwice => "These two goals are connected already. Change that connection.",
            Self::Cycle => {
                "A goal cannot stand above itself. Choose a parent that is not beneath this goal."
            }
            Self::SecondPrimaryParent => {
                "A goal has one primary parent. Connect it to further goals as support."
            }
            Self::WeightOutOfRange => "Weight must be a whole number from 0 to 1,000.",
            Self::ShareOutOfRange => "Share must be a whole number from 0 to 1,000 thousandths.",
            Self::SharesOverWhole => {
                "This goal would be counted more than once in a sum above it. Give its connections \
                 shares that add up to no more than 1,000."
            }
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.sentence())
    }
}

impl std::error::Error for Fault {}

//! Goal measurement and roll-up: from measures to goals to the goals above, in exact integers.
//!
//! Progress is a [`Micro`]: an integer from 0 to 1,000,000, rounded half up. Values of measures are
//! a [`Milli`]: thousandths of the unit in an `i64`, so that a database keeps them as `bigint`.
//! Because all is integer, a result does not depend on the order in which it was reached: the
//! incremental engine [`Rollup`] is bit-equal to a full recompute.

mod expected;
mod fault;
mod graph;
mod measure;
mod micro;
mod milli;
mod node;
mod own;
mod settle;
mod shares;
mod tally;
#[cfg(test)]
mod tests;
mod walk;

pub use expected::{Status, Thresholds, expected, expected_on_curve, gap, is_outdated};
pub use fault::Fault;
pub use graph::{Counters, Edge, Figures, Node, NodeId, Rollup, State, Tie};
pub use measure::{Measure, Milestone, Progress};
pub use micro::{MICRO, Micro, ratio_half_up};
pub use milli::Milli;
pub use node::{Amount, Child, Op, Outcome, SHARE_WHOLE, WEIGHT_MAX, roll_up_one, worst};
pub use own::Own;
pub use walk::closes_cycle;

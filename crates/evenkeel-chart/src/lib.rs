//! Charts as SVG and lists: sentence, marks, table and text alternative come from one struct.
//!
//! Finished data in, markup out: nothing here reads a clock or fails. Style sheets color what is
//! drawn by its classes; there is no inline style. Labels are 13 px in a drawing that is shown at
//! its own size, so each chart is drawn once for wide columns and once for phones.

mod bar;
mod count;
mod frame;
mod goal_tree;
mod labels;
mod line;
mod number;
mod sparkline;
mod strategy_map;
mod tag;
#[cfg(test)]
mod testing;
mod text;

pub use bar::{Progress, bar};
pub use goal_tree::{Tree, TreeNode, goal_tree};
pub use labels::spread;
pub use line::{Line, Point, line};
pub use sparkline::sparkline;
pub use strategy_map::{MapItem, MapStrategy, StrategyMap, strategy_map};
pub use tag::{Tag, Tone};

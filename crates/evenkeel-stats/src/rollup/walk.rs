//! Walking up from a goal.

use std::collections::HashSet;
use std::hash::Hash;

/// Whether an edge from `parent` to `child` would put a goal above itself. It walks upward from
/// the parent and visits each goal once, so that it ends on a graph that is broken already.
pub fn closes_cycle<K, I>(parent: K, child: K, mut parents_of: impl FnMut(K) -> I) -> bool
where
    K: Copy + Eq + Hash,
    I: IntoIterator<Item = K>,
{
    let mut seen = HashSet::from([parent]);
    let mut waiting = vec![parent];
    while let Some(goal) = waiting.pop() {
        if goal == child {
            return true;
        }
        waiting.extend(parents_of(goal).into_iter().filter(|above| seen.insert(*above)));
    }
    false
}

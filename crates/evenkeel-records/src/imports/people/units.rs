//! The tree of units as a file names it: what is there is found, what is missing is planned.

use std::collections::HashMap;

use evenkeel_core::{Id, Unit};
use evenkeel_store::fold;
use jiff::Timestamp;

use super::store::KnownUnit;
use crate::imports::model::PlannedUnit;

/// Levels that one cell may name.
const DEEPEST: usize = 8;

/// The units of the organization and those that a run will add.
pub(super) struct Units {
    root: Id<Unit>,
    now: Timestamp,
    below: HashMap<(Id<Unit>, String), Id<Unit>>,
    /// By name alone; `None` where several have it.
    anywhere: HashMap<String, Option<Id<Unit>>>,
    names: HashMap<Id<Unit>, String>,
    pub(super) planned: Vec<PlannedUnit>,
}

impl Units {
    /// The units that are there.
    pub(super) fn new(known: Vec<KnownUnit>, root: Id<Unit>, now: Timestamp) -> Self {
        let mut units = Self {
            root,
            now,
            below: HashMap::new(),
            anywhere: HashMap::new(),
            names: HashMap::new(),
            planned: Vec::new(),
        };
        for (id, parent, name) in known {
            units.note(id, parent, name);
        }
        units
    }

    fn note(&mut self, id: Id<Unit>, parent: Option<Id<Unit>>, name: String) {
        let key = fold(&name);
        if let Some(parent) = parent {
            self.below.entry((parent, key.clone())).or_insert(id);
        }
        self.anywhere.entry(key).and_modify(|known| *known = None).or_insert(Some(id));
        self.names.insert(id, name);
    }

    /// The name of a unit.
    pub(super) fn name(&self, id: Id<Unit>) -> String {
        self.names.get(&id).cloned().unwrap_or_default()
    }

    /// The unit that a path names, from above; missing ones are planned. The first step is looked
    /// for under the whole organization, then by its name anywhere.
    pub(super) fn find(&mut self, path: &[String]) -> Option<Id<Unit>> {
        let mut at: Option<Id<Unit>> = None;
        let count = path.len();
        for (place, name) in path.iter().enumerate() {
            let key = fold(name);
            let above = at.unwrap_or(self.root);
            let known = self.below.get(&(above, key.clone())).copied();
            let known = match (known, at) {
                (None, None) => self.anywhere.get(&key).copied().flatten(),
                (known, _) => known,
            };
            at = Some(match known {
                Some(id) => id,
                None => self.plan(above, name, place + 1 == count),
            });
        }
        at
    }

    fn plan(&mut self, parent_id: Id<Unit>, name: &str, is_last: bool) -> Id<Unit> {
        let id = Id::fresh(self.now);
        let kind = if is_last { "department" } else { "division" }.to_owned();
        self.planned.push(PlannedUnit { id, parent_id, name: name.to_owned(), kind });
        self.note(id, Some(parent_id), name.to_owned());
        id
    }
}

/// The steps of a path: a unit above, then the unit, each perhaps "A > B".
pub(super) fn path(division: &str, department: &str) -> Result<Vec<String>, String> {
    let steps: Vec<String> = [division, department]
        .iter()
        .flat_map(|cell| cell.split('>'))
        .map(|name| name.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|name| !name.is_empty())
        .collect();
    // A division and a department of the same name are one unit.
    let mut path: Vec<String> = Vec::new();
    for step in steps {
        if path.last().is_none_or(|last| fold(last) != fold(&step)) {
            path.push(step);
        }
    }
    if path.len() > DEEPEST {
        return Err(format!("Unit names {} levels; at most {DEEPEST} fit", path.len()));
    }
    if let Some(long) = path.iter().find(|name| name.chars().count() > 120) {
        return Err(format!("Unit has {} characters; at most 120 fit", long.chars().count()));
    }
    if path.iter().any(|name| name.chars().any(char::is_control) || fold(name).is_empty()) {
        return Err("Unit needs a name with letters or digits".to_owned());
    }
    Ok(path)
}

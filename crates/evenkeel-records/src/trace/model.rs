//! The chain of a record: what it serves, step by step, and where the chain breaks.

use evenkeel_core::{Card, Id, Kind, Record};

/// One step of a chain, counted from the record itself.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Step {
    /// 0 for the record itself.
    pub depth: i64,
    /// The record; `None` for a step that the reader may not see.
    pub card: Option<Card>,
}

/// What a record serves: itself first, the vision last if the chain reaches one.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Chain {
    /// From the record upward.
    pub steps: Vec<Step>,
    /// Whether the last step is a vision or a purpose, seen or not.
    pub is_whole: bool,
}

impl Chain {
    /// The steps above the record itself.
    pub fn above(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter().filter(|step| step.depth > 0)
    }

    /// The record itself.
    pub fn card(&self) -> Option<&Card> {
        self.steps.first().and_then(|step| step.card.as_ref())
    }

    /// The record itself, as an id.
    pub fn id(&self) -> Option<Id<Record>> {
        self.card().map(|card| card.id)
    }

    /// Whether something is missing between the record and a vision.
    pub fn has_gap(&self) -> bool {
        !self.is_whole && self.card().is_some_and(|card| is_to_be_linked(card.kind))
    }

    /// The chain in at most 5 lines, the record itself first: the middle of a longer one is folded,
    /// and a gap is a line of its own.
    pub fn lines(&self) -> Vec<Line> {
        let room = if self.has_gap() { 4 } else { 5 };
        let steps = self.steps.iter().map(|step| Line::Step(step.card.clone()));
        let mut lines: Vec<Line> = if self.steps.len() <= room {
            steps.collect()
        } else {
            let folded = self.steps.len() - (room - 1);
            let (first, last) = (room - 2, self.steps.len() - 1);
            let mut lines: Vec<Line> = steps.clone().take(first).collect();
            lines.push(Line::Folded(folded));
            lines.extend(steps.skip(last));
            lines
        };
        if self.has_gap() {
            lines.push(Line::Gap);
        }
        lines
    }
}

/// One line of a chain as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case", tag = "is", content = "of")]
pub enum Line {
    /// A step; `None` for one that the reader may not see.
    Step(Option<Card>),
    /// So many steps that are told elsewhere.
    Folded(usize),
    /// Nothing above leads to a vision.
    Gap,
}

/// Whether a record of this kind is asked what it serves.
pub(super) fn is_to_be_linked(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Strategy | Kind::Bet | Kind::Goal | Kind::CheckIn | Kind::Commitment | Kind::Task
    )
}

/// A record's kind in the middle of a sentence: "the goal".
pub(super) fn word(kind: Kind) -> String {
    kind.noun().to_lowercase()
}

/// The chain read from below: "This task serves the goal “Short waits”, which serves the vision
/// “No child waits”." `None` if there is nothing above.
pub fn sentence(chain: &Chain) -> Option<String> {
    let own = chain.card()?;
    let mut out = format!("This {}", word(own.kind));
    let mut is_first = true;
    let mut hidden = 0;
    for step in chain.above() {
        let Some(card) = &step.card else {
            hidden += 1;
            continue;
        };
        let through = match hidden {
            0 => "",
            1 => ", through a step that is not yours to see,",
            _ => ", through steps that are not yours to see,",
        };
        hidden = 0;
        out.push_str(if is_first { "" } else { ", which" });
        out.push_str(&format!("{through} serves the {} “{}”", word(card.kind), card.title));
        is_first = false;
    }
    if is_first && hidden == 0 {
        return None;
    }
    if hidden > 0 {
        out.push_str(if is_first { " serves" } else { ", which serves" });
        out.push_str(" something that is not yours to see");
    }
    out.push('.');
    Some(out)
}

/// A record that serves the one above it, with what serves it in turn.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Node {
    /// The record; `None` for a step that the reader may not see but that leads to one they may.
    pub card: Option<Card>,
    /// Whether it serves another record first, and this one too.
    pub is_also: bool,
    /// What serves it.
    pub below: Vec<Node>,
}

/// A record as found on the way down: its place, and whether the reader may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// The record that it serves.
    pub above: Id<Record>,
    /// Whether it serves another record first.
    pub is_also: bool,
    /// 1 for what serves the top directly.
    pub depth: i64,
    /// Whether the reader may see it.
    pub is_seen: bool,
    /// The record.
    pub card: Card,
}

/// The tree below `top`, made of what was found. A step that may not be seen keeps its place only
/// where it leads to one that may.
pub(super) fn tree(top: Id<Record>, depth: i64, found: &[Found]) -> Vec<Node> {
    found
        .iter()
        .filter(|step| step.above == top && step.depth == depth)
        .filter_map(|step| {
            let below = tree(step.card.id, depth + 1, found);
            let is_kept = step.is_seen || !below.is_empty();
            let card = step.is_seen.then(|| step.card.clone());
            is_kept.then_some(Node { card, is_also: step.is_also, below })
        })
        .collect()
}

/// An open task with its chain, in the order in which the week shows them.
#[derive(Clone, Debug, Default)]
pub struct Week {
    /// Chains under the goal they serve; the last group serves none.
    pub groups: Vec<(Option<Card>, Vec<Chain>)>,
}

impl Week {
    /// Chains put under the first goal above each, in the order given.
    pub fn new(chains: Vec<Chain>) -> Self {
        let mut groups: Vec<(Option<Card>, Vec<Chain>)> = Vec::new();
        for chain in chains {
            let goal = goal(&chain);
            match groups.iter_mut().find(|(known, _)| *known == goal) {
                Some((_, known)) => known.push(chain),
                None => groups.push((goal, vec![chain])),
            }
        }
        groups.sort_by_key(|(goal, _)| goal.is_none());
        Self { groups }
    }

    /// How many tasks there are, and how many of them lead to no vision.
    pub fn counts(&self) -> (usize, usize) {
        let chains = || self.groups.iter().flat_map(|(_, chains)| chains);
        (chains().count(), chains().filter(|chain| chain.has_gap()).count())
    }
}

/// The goal that a chain reaches first; without one, what it serves first.
fn goal(chain: &Chain) -> Option<Card> {
    let seen = || chain.above().filter_map(|step| step.card.as_ref());
    seen().find(|card| card.kind == Kind::Goal).or_else(|| seen().next()).cloned()
}

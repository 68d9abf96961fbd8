//! The tree of goals: each below what it serves, under the strategy or vision that they lead to.

use std::collections::{BTreeMap, BTreeSet};

use evenkeel_chart::{Tag, Tone, Tree, TreeNode};
use evenkeel_core::{Card, Id, Record};
use evenkeel_stats::rollup::Status;
use evenkeel_web::ui;
use jiff::civil::Date;

use super::Goal;

/// Levels that are built; the chart shows fewer.
const LEVELS_MAX: usize = 24;

/// Of how many people asked how many committed, by goal.
pub(crate) type Shares = BTreeMap<Id<Record>, (u32, u32)>;

struct Grove<'a> {
    below: BTreeMap<Id<Record>, Vec<&'a Goal>>,
    shares: &'a Shares,
    today: Date,
}

/// The goals as a tree. `goals` are in the order in which they shall stand.
pub(super) fn tree(title: &str, goals: &[Goal], shares: &Shares, today: Date) -> Tree {
    let known: BTreeSet<Id<Record>> = goals.iter().map(|goal| goal.head.id).collect();
    let mut grove = Grove { below: BTreeMap::new(), shares, today };
    let mut roofs: Vec<&Card> = Vec::new();
    let mut bare: Vec<&Goal> = Vec::new();
    for goal in goals {
        match (&goal.parent, goal.head.parent_id) {
            (_, Some(parent)) if known.contains(&parent) => {
                grove.below.entry(parent).or_default().push(goal);
            }
            (Some(card), _) => {
                if !roofs.iter().any(|roof| roof.id == card.id) {
                    roofs.push(card);
                }
                grove.below.entry(card.id).or_default().push(goal);
            }
            (None, _) => bare.push(goal),
        }
    }
    roofs.sort_by(|a, b| (a.kind, &a.title).cmp(&(b.kind, &b.title)));
    let mut nodes: Vec<TreeNode> = roofs.into_iter().map(|card| grove.roof(card)).collect();
    nodes.extend(bare.into_iter().map(|goal| grove.node(goal, 1)));
    Tree { title: title.to_owned(), nodes }
}

impl Grove<'_> {
    fn roof(&self, card: &Card) -> TreeNode {
        TreeNode {
            title: card.title.clone(),
            url: Some(card.url()),
            note: card.kind.noun().to_owned(),
            children: self.children(card.id, 1),
            ..TreeNode::default()
        }
    }

    fn children(&self, id: Id<Record>, level: usize) -> Vec<TreeNode> {
        if level > LEVELS_MAX {
            return Vec::new();
        }
        let below = self.below.get(&id).map_or(&[][..], Vec::as_slice);
        below.iter().map(|goal| self.node(goal, level)).collect()
    }

    fn node(&self, goal: &Goal, level: usize) -> TreeNode {
        let due = ui::due_words(goal.end_on, self.today);
        TreeNode {
            title: goal.head.title.clone(),
            url: Some(goal.url()),
            note: format!("{} · {due}", goal.owner_name),
            tag: tag(goal, self.today),
            progress: Some(goal.progress(self.today)),
            commitments: self.shares.get(&goal.head.id).copied(),
            children: self.children(goal.head.id, level + 1),
            ..TreeNode::default()
        }
    }
}

/// A goal's state as the chart shows it.
fn tag(goal: &Goal, today: Date) -> Option<Tag> {
    if goal.head.state == "draft" {
        return Some(Tag::plain("Draft"));
    }
    let status = goal.standing(today).status?;
    let tone = match status {
        Status::OnTrack => Tone::Plain,
        Status::AtRisk => Tone::Concern,
        Status::OffTrack => Tone::Danger,
    };
    Some(Tag { word: status.title().to_owned(), tone })
}

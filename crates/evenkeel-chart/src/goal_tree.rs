//! Goals above goals: an indented list with connecting rules, numbers beside the names.

use maud::{Markup, html};

use super::bar::{Progress, drawing};
use super::count::count;
use super::frame::{Sentence, figure};
use super::number::percent;
use super::tag::Tag;

/// How deep the list goes; what lies deeper is counted and linked.
const LEVELS_MAX: u32 = 8;

/// Goals, the highest ones first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    /// What the tree is: the name of the list.
    pub title: String,
    /// The highest goals.
    pub nodes: Vec<TreeNode>,
}

/// A goal and the goals beneath it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TreeNode {
    /// Its title.
    pub title: String,
    /// Its page; none for a step that has none, such as a gap.
    pub url: Option<String>,
    /// Facts in words beside the title: "Dr Osei · due 30 June".
    pub note: String,
    /// Its state.
    pub tag: Option<Tag>,
    /// How far it is; none says nothing about progress.
    pub progress: Option<Progress>,
    /// Of how many people asked how many committed: (committed, asked).
    pub commitments: Option<(u32, u32)>,
    /// Whether the reader is on this goal's page.
    pub is_here: bool,
    /// Goals beneath that are not listed here.
    pub more: u32,
    /// The goals beneath.
    pub children: Vec<TreeNode>,
}

/// The tree as a nested list, which reads as a list to a screen reader.
pub fn goal_tree(tree: &Tree) -> Markup {
    let sentence = tree.said();
    if tree.nodes.is_empty() {
        return figure("chart-tree empty", &sentence, &html! {}, &html! {});
    }
    let list = html! {
        ul.tree role="list" aria-label=(tree.title) {
            @for node in &tree.nodes { (branch(node, 1)) }
        }
    };
    figure("chart-tree", &sentence, &list, &html! {})
}

impl Tree {
    /// How many goals there are and how they stand, in words.
    pub fn sentence(&self) -> String {
        self.said().text()
    }

    fn said(&self) -> Sentence {
        let mut goals = 0usize;
        let mut unknown = 0usize;
        let mut states: Vec<(&str, usize)> = Vec::new();
        let mut waiting: Vec<&TreeNode> = self.nodes.iter().rev().collect();
        while let Some(node) = waiting.pop() {
            waiting.extend(node.children.iter().rev());
            // What says nothing of progress is no goal but a strategy or vision above some.
            goals += usize::from(node.progress.is_some());
            unknown += usize::from(node.is_unknown());
            let Some(tag) = &node.tag else { continue };
            match states.iter_mut().find(|(word, _)| *word == tag.word) {
                Some((_, number)) => *number += 1,
                None => states.push((&tag.word, 1)),
            }
        }
        if goals == 0 {
            return Sentence { bold: "No goals here yet.".to_owned(), rest: String::new() };
        }
        let mut parts: Vec<String> = states
            .iter()
            .map(|(word, number)| format!("{number} {}", word.to_lowercase()))
            .collect();
        if unknown > 0 {
            parts.push(format!("{unknown} with progress not known yet"));
        }
        let rest = if parts.is_empty() { String::new() } else { format!("{}.", parts.join(", ")) };
        Sentence { bold: format!("{}.", count(goals, "goal", "goals")), rest }
    }
}

impl TreeNode {
    fn is_unknown(&self) -> bool {
        self.progress.is_some_and(|progress| progress.done_micro.is_none())
    }

    /// All goals beneath, listed or not, without walking down the stack.
    fn beneath(&self) -> usize {
        let mut goals = 0usize;
        let mut waiting = vec![self];
        while let Some(node) = waiting.pop() {
            goals = goals.saturating_add(node.children.len());
            goals = goals.saturating_add(usize::try_from(node.more).unwrap_or(usize::MAX));
            waiting.extend(&node.children);
        }
        goals
    }
}

fn branch(node: &TreeNode, level: u32) -> Markup {
    let is_deepest = level >= LEVELS_MAX;
    let hidden = if is_deepest { node.beneath() } else { usize::try_from(node.more).unwrap_or(0) };
    html! {
        li.node.here[node.is_here] {
            (row(node))
            @if hidden > 0 || !node.children.is_empty() {
                ul role="list" {
                    @if !is_deepest {
                        @for child in &node.children { (branch(child, level + 1)) }
                    }
                    @if hidden > 0 { (hidden_goals(node, hidden)) }
                }
            }
        }
    }
}

fn row(node: &TreeNode) -> Markup {
    html! {
        div.row-goal {
            span.name {
                @match &node.url {
                    Some(url) => a.title href=(url) aria-current=[node.is_here.then_some("page")] {
                        (node.title)
                    },
                    None => span.title { (node.title) },
                }
                @if !node.note.is_empty() { " " span.note { (node.note) } }
            }
            @if let Some((committed, asked)) = node.commitments {
                " " span.share { (committed) " of " (asked) " committed" }
            }
            @if let Some(progress) = &node.progress {
                " " span.share {
                    (drawing(&node.title, progress))
                    " " span.figure aria-hidden="true" {
                        (progress.done_micro.map_or_else(|| "not known".to_owned(), percent))
                    }
                }
            }
            @if let Some(tag) = &node.tag { " " (tag.markup()) }
        }
    }
}

fn hidden_goals(node: &TreeNode, hidden: usize) -> Markup {
    let words = format!("{} beneath", count(hidden, "more goal", "more goals"));
    html! {
        li.node.more {
            @match &node.url {
                Some(url) => a href=(url) { (words) },
                None => (words),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{lines, words};
    use expect_test::expect;

    fn goal(title: &str, done: Option<i64>, tag: Option<Tag>) -> TreeNode {
        TreeNode {
            title: title.to_owned(),
            url: Some(format!("/alignment/goals/{}", title.len())),
            progress: Some(Progress { done_micro: done, ..Progress::default() }),
            tag,
            ..TreeNode::default()
        }
    }

    fn tree() -> Tree {
        let mut top = goal("See every child", Some(725_000), Some(Tag::plain("On track")));
        top.note = "Dr Osei · due 30 June".to_owned();
        top.commitments = Some((3, 4));
        top.children = vec![
            goal("Triage by nurses", Some(1_000_000), Some(Tag::plain("On track"))),
            TreeNode { is_here: true, ..goal("Open the second clinic", None, None) },
        ];
        Tree { title: "Goals of the clinic".to_owned(), nodes: vec![top] }
    }

    #[test]
    fn the_tree_reads_as_a_list_with_its_numbers() {
        expect![[r#"
            3 goals.
            2 on track, 1 with progress not known yet.
            See every child
            Dr Osei · due 30 June
            3 of 4 committed
            73%
            73%
            On track
            Triage by nurses
            100%
            100%
            On track
            Open the second clinic
            not known yet
            not known
        "#]]
        .assert_eq(&words(&goal_tree(&tree())));
    }

    #[test]
    fn a_branch_is_a_list_item_that_holds_a_list() {
        let mut tree = tree();
        tree.nodes[0].children.truncate(1);
        expect![[r#"
            <figure class="chart chart-tree">
            <figcaption class="sentence">
            <strong>2 goals.</strong> 2 on track.</figcaption>
            <ul class="tree" role="list" aria-label="Goals of the clinic">
            <li class="node">
            <div class="row-goal">
            <span class="name">
            <a class="title" href="/alignment/goals/15">See every child</a> <span
              class="note">Dr Osei · due 30 June</span>
            </span> <span class="share">3 of 4 committed</span> <span class="share">
            <svg class="drawing bar" role="img" aria-label="See every child: 73%"
              width="100" height="10" viewBox="0 0 100 10">
            <title>73%</title>
            <rect class="all" x="0" y="2" width="100" height="6" rx="3">
            </rect>
            <rect class="part" x="0" y="2" width="72.5" height="6" rx="3">
            </rect>
            </svg> <span class="figure" aria-hidden="true">73%</span>
            </span> <span class="tag">On track</span>
            </div>
            <ul role="list">
            <li class="node">
            <div class="row-goal">
            <span class="name">
            <a class="title" href="/alignment/goals/16">Triage by nurses</a>
            </span> <span class="share">
            <svg class="drawing bar" role="img" aria-label="Triage by nurses: 100%"
              width="100" height="10" viewBox="0 0 100 10">
            <title>100%</title>
            <rect class="all" x="0" y="2" width="100" height="6" rx="3">
            </rect>
            <rect class="part" x="0" y="2" width="100" height="6" rx="3">
            </rect>
            </svg> <span class="figure" aria-hidden="true">100%</span>
            </span> <span class="tag">On track</span>
            </div>
            </li>
            </ul>
            </li>
            </ul>
            </figure>
        "#]]
        .assert_eq(&lines(&goal_tree(&tree)));
    }

    #[test]
    fn what_lies_too_deep_is_counted_and_linked() {
        let mut node = goal("Level 12", None, None);
        for level in (1..12).rev() {
            node = TreeNode { children: vec![node], ..goal(&format!("Level {level}"), None, None) };
        }
        let page = goal_tree(&Tree { title: "Deep".to_owned(), nodes: vec![node] });
        assert!(
            words(&page).ends_with("Level 8\nnot known yet\nnot known\n4 more goals beneath\n")
        );
    }

    #[test]
    fn an_empty_tree_says_so() {
        assert_eq!(words(&goal_tree(&Tree::default())), "No goals here yet.\n");
    }
}

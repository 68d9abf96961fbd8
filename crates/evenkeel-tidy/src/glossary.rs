//! Every kind of record has its line in the glossary.

use super::repository::{refuse, root};
use evenkeel_core::Kind;

fn faults(glossary: &str, nouns: &[String]) -> Vec<String> {
    let is_explained = |noun: &str| {
        let start = format!("| **{noun}** | ");
        glossary.lines().any(|line| line.starts_with(&start) && line.len() > start.len() + 3)
    };
    let missing = nouns.iter().filter(|noun| !is_explained(noun));
    missing.map(|noun| format!("GLOSSARY.md: say what a {noun} is: | **{noun}** | … |")).collect()
}

#[test]
fn every_kind_of_record_is_explained() {
    let glossary = std::fs::read_to_string(root().join("GLOSSARY.md")).unwrap();
    let nouns: Vec<String> = Kind::ALL.iter().map(|kind| kind.noun().to_lowercase()).collect();
    refuse(faults(&glossary, &nouns), &[]);
}

#[test]
fn a_kind_without_a_line_is_a_fault() {
    let glossary = "| **goal** | What is to be reached by when. |\n| **task** |  |\n";
    let check = |noun: &str| faults(glossary, &[noun.to_owned()]).len();
    assert_eq!(check("goal"), 0);
    assert_eq!(check("task"), 1);
    assert_eq!(check("bet"), 1);
}

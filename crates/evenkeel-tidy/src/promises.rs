//! Every promise of the product that is kept has a test that names it.

use super::repository::{File, files, refuse};

/// What this edition of the product promises, by the ids of the product description.
const PROMISES: &[&str] = &[
    "ALI-1", "ALI-2", "ALI-3", "ALI-4", "ALI-5", "ALI-6", "ALI-10", "BAL-12", "BAL-14", "CTL-15",
    "DIR-1", "DIR-2", "DIR-3", "DIR-4", "DIR-5", "DIR-6", "DIR-13", "DIR-14", "PLN-14", "PLT-7",
    "PLT-12",
];

/// Promises without a test. The list only shrinks.
const EXCEPTIONS: &[&str] = &[];

fn is_test(file: &File) -> bool {
    file.name().contains("test") && file.has_extension(&["rs", "mjs"])
        || file.path.contains("/tests/")
}

/// Whether the text names exactly this id, as words or as the beginning of a test's name: DIR-1 is
/// not in DIR-13.
fn names(text: &str, id: &str) -> bool {
    let as_name = format!("fn {}_", id.to_lowercase().replace('-', "_"));
    if text.contains(&as_name) {
        return true;
    }
    text.match_indices(id).any(|(start, _)| {
        let next = text[start + id.len()..].chars().next();
        !next.is_some_and(|letter| letter.is_ascii_digit())
    })
}

#[test]
fn every_promise_has_a_test_that_names_it() {
    let tests: Vec<File> = files().into_iter().filter(is_test).collect();
    let is_kept = |id: &&&str| !tests.iter().any(|file| names(&file.text, id));
    let faults = PROMISES.iter().filter(is_kept);
    refuse(
        faults.map(|id| format!("{id}: name it in the test that shows it")).collect(),
        EXCEPTIONS,
    );
}

#[test]
fn an_id_is_named_whole() {
    assert!(names("/// DIR-1: purpose", "DIR-1"));
    assert!(names("async fn dir_1_a_purpose()", "DIR-1"));
    assert!(!names("async fn dir_13_a_map()", "DIR-1"));
    assert!(!names("/// DIR-13: map", "DIR-1"));
}

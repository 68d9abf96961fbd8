//! Each module opens with one sentence that says what it is for.

use super::repository::{File, files, refuse};

/// Files that do not say what they are for. The list only shrinks.
const EXCEPTIONS: &[&str] = &[];

fn fault(file: &File) -> Option<String> {
    let first = file.text.lines().next().unwrap_or("");
    let is_sentence = first.strip_prefix("//! ").is_some_and(|text| !text.trim().is_empty());
    (!is_sentence).then(|| {
        format!("{}: open the file with a sentence, //! …, that says what it is", file.path)
    })
}

#[test]
fn each_module_says_what_it_is() {
    let code = files().into_iter().filter(|file| file.has_extension(&["rs"]));
    refuse(code.filter_map(|file| fault(&file)).collect(), EXCEPTIONS);
}

#[test]
fn a_module_without_a_sentence_is_a_fault() {
    assert!(fault(&File::new("a.rs", "//! What a goal is.\n")).is_none());
    assert!(fault(&File::new("a.rs", "use std::fs;\n")).is_some());
    assert!(fault(&File::new("a.rs", "//! \n")).is_some());
}

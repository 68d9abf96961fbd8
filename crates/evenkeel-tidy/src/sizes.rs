//! Files and lines stay small enough to be read at once.

use super::repository::{File, files, refuse};

const LINES_MAX: usize = 600;
const COLUMNS_MAX: usize = 100;

/// What is read as code; tables of data and prose may be as long as they need.
const CODE: &[&str] = &["rs", "css", "js", "mjs", "sql"];

/// Files longer than the limit. The list only shrinks.
const LONG_FILES: &[&str] = &[];

/// Files with a line wider than the limit. The list only shrinks.
const WIDE_FILES: &[&str] = &[];

fn long(file: &File) -> Option<String> {
    let count = file.text.lines().count();
    (count > LINES_MAX).then(|| {
        format!("{}: {count} lines, {LINES_MAX} at most: split it by what it is about", file.path)
    })
}

fn wide(file: &File) -> Vec<String> {
    let columns = |line: &str| line.chars().count();
    file.lines()
        .filter(|(_, line)| columns(line) > COLUMNS_MAX)
        .map(|(number, line)| {
            let count = columns(line);
            format!("{}:{number}: {count} columns, {COLUMNS_MAX} at most: break it", file.path)
        })
        .collect()
}

fn code() -> impl Iterator<Item = File> {
    // A gallery's sample texts are looked at, not read.
    files()
        .into_iter()
        .filter(|file| file.has_extension(CODE) && !file.path.contains("/examples/gallery/"))
}

#[test]
fn no_file_is_too_long() {
    refuse(code().filter_map(|file| long(&file)).collect(), LONG_FILES);
}

#[test]
fn no_line_is_too_wide() {
    refuse(code().flat_map(|file| wide(&file)).collect(), WIDE_FILES);
}

#[test]
fn a_long_file_and_a_wide_line_are_faults() {
    assert!(long(&File::new("a.rs", &"\n".repeat(LINES_MAX))).is_none());
    assert!(long(&File::new("a.rs", &"\n".repeat(LINES_MAX + 1))).is_some());
    assert!(wide(&File::new("a.rs", &"é".repeat(COLUMNS_MAX))).is_empty());
    let faults = wide(&File::new("a.rs", &format!("\n{}", "x".repeat(COLUMNS_MAX + 1))));
    assert_eq!(faults, ["a.rs:2: 101 columns, 100 at most: break it"]);
}

//! Every slice has the same files, so a reader always knows where to look.

use super::repository::{File, files, refuse};
use evenkeel_core::Kind;
use std::collections::{BTreeMap, BTreeSet};

/// Crates whose folders are slices.
const ROOMS: &[&str] = &["directory", "records", "direction", "alignment", "plans"];

/// The files of a slice that keeps records; CONTRIBUTING says what each holds.
const WHOLE: &[&str] = &[
    "mod.rs",
    "model.rs",
    "store.rs",
    "acts.rs",
    "view.rs",
    "pages.rs",
    "api.rs",
    "events.rs",
    "tests.rs",
];

/// The files of a slice that only shows what others keep, such as search.
const SHOWING: &[&str] = &["mod.rs", "view.rs", "pages.rs", "api.rs", "tests.rs"];

/// Files that a slice does without, as `folder: file`. The list only shrinks.
const EXCEPTIONS: &[&str] = &[];

/// Kinds of event that have no records of their own: a deletion happens to any record.
const NO_RECORDS: &[&str] = &["deleted"];

/// The folder of a kind's slice is the last word of the address of its records.
fn kinds() -> Vec<&'static str> {
    Kind::ALL
        .iter()
        .filter_map(|kind| kind.path().rsplit('/').next())
        .filter(|word| !NO_RECORDS.contains(word))
        .collect()
}

/// The folders directly under the source of a room, each with the names of its files.
fn folders(files: &[File]) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut folders: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for file in files {
        let Some((folder, name)) = file.path.rsplit_once('/') else { continue };
        let is_in_room = ROOMS.iter().any(|room| {
            let inside = folder.strip_prefix(&format!("crates/evenkeel-{room}/src/"));
            inside.is_some_and(|slice| !slice.contains('/'))
        });
        if is_in_room {
            folders.entry(folder).or_default().insert(name);
        }
    }
    folders
}

fn faults(files: &[File], kinds: &[&str]) -> Vec<String> {
    let folders = folders(files);
    let word = |folder: &str| folder.rsplit('/').next().unwrap_or("").to_owned();
    let has_slice = |kind: &&&str| !folders.keys().any(|folder| word(folder) == **kind);
    let mut faults: Vec<String> = kinds
        .iter()
        .filter(has_slice)
        .map(|kind| format!("{kind}: no room has a folder of this name for its kind of record"))
        .collect();
    for (folder, names) in &folders {
        let is_whole = kinds.contains(&word(folder).as_str()) || names.contains("acts.rs");
        let needed = match (is_whole, names.contains("pages.rs")) {
            (true, _) => WHOLE,
            (false, true) => SHOWING,
            (false, false) => continue,
        };
        for name in needed.iter().filter(|name| !names.contains(*name)) {
            faults.push(format!("{folder}: {name} is missing; CONTRIBUTING says what it holds"));
        }
    }
    faults
}

#[test]
fn every_slice_has_its_files() {
    refuse(faults(&files(), &kinds()), EXCEPTIONS);
}

#[test]
fn a_slice_without_its_tests_is_a_fault() {
    let slice = |word: &str, names: &[&str]| -> Vec<File> {
        let path = |name: &&str| format!("crates/evenkeel-plans/src/{word}/{name}");
        names.iter().map(|name| File::new(&path(name), "")).collect()
    };
    let without_last = |names: &'static [&str]| names.split_last().unwrap().1;
    let check = |word: &str, names: &[&str]| faults(&slice(word, names), &["tasks"]);

    assert_eq!(check("tasks", WHOLE), [""; 0]);
    assert_eq!(
        check("tasks", without_last(WHOLE)),
        ["crates/evenkeel-plans/src/tasks: tests.rs is missing; CONTRIBUTING says what it holds"]
    );
    // Without records of its own a slice shows what others keep; with acts it must be whole.
    assert_eq!(check("week", SHOWING).len(), 1, "only the slice of tasks is missing");
    assert_eq!(check("week", without_last(SHOWING)).len(), 2);
    assert!(check("week", &["mod.rs", "acts.rs"]).len() > 2);
    assert_eq!(check("week", &["mod.rs", "store.rs"]).len(), 1, "a part of a room is no slice");
}

//! Every slice has the same files, so a reader always knows where to look.

use super::repository::{File, files, refuse};
use std::collections::{BTreeMap, BTreeSet};

/// Crates whose folders are slices.
const ROOMS: &[&str] = &["directory", "records", "direction", "alignment", "plans"];

/// The files of a slice; CONTRIBUTING says what each holds.
const FILES: &[&str] = &[
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

/// Files that a slice does without, as `folder: file`. The list only shrinks.
const EXCEPTIONS: &[&str] = &[];

fn faults(files: &[File]) -> Vec<String> {
    let mut folders: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for file in files {
        if let Some((folder, name)) = file.path.rsplit_once('/') {
            folders.entry(folder).or_default().insert(name);
        }
    }
    let is_slice = |folder: &str| {
        ROOMS.iter().any(|room| {
            let inside = folder.strip_prefix(&format!("crates/evenkeel-{room}/src/"));
            inside.is_some_and(|slice| !slice.contains('/'))
        })
    };
    let mut faults = Vec::new();
    for (folder, names) in &folders {
        if !is_slice(folder) || !names.contains("mod.rs") {
            continue;
        }
        for name in FILES.iter().filter(|name| !names.contains(*name)) {
            faults.push(format!("{folder}: {name} is missing; CONTRIBUTING says what it holds"));
        }
    }
    faults
}

#[test]
fn every_slice_has_its_files() {
    refuse(faults(&files()), EXCEPTIONS);
}

#[test]
fn a_slice_without_its_tests_is_a_fault() {
    let slice = |names: &[&str]| -> Vec<File> {
        let path = |name: &&str| format!("crates/evenkeel-plans/src/tasks/{name}");
        names.iter().map(|name| File::new(&path(name), "")).collect()
    };
    assert_eq!(faults(&slice(FILES)), [""; 0]);
    let (_, without_tests) = FILES.split_last().map(|(last, rest)| (last, slice(rest))).unwrap();
    assert_eq!(
        faults(&without_tests),
        ["crates/evenkeel-plans/src/tasks: tests.rs is missing; CONTRIBUTING says what it holds"]
    );
    let ui = [File::new("crates/evenkeel-web/src/ui/mod.rs", "")];
    assert_eq!(faults(&ui), [""; 0]);
}

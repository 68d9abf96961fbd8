//! Links between documents lead somewhere, and the lock file names no registry.

use super::repository::{files, refuse, root};

/// The targets of the links and pictures of a Markdown text that lie in the repository.
fn targets(text: &str) -> Vec<&str> {
    let after = text.match_indices("](").map(|(start, _)| &text[start + 2..]);
    let target = after.filter_map(|rest| rest.split([')', '#', ' ']).next());
    target
        .filter(|it| !it.is_empty() && !it.contains("://") && !it.starts_with("mailto:"))
        .collect()
}

#[test]
fn links_between_documents_lead_somewhere() {
    let mut faults = Vec::new();
    for file in files().iter().filter(|file| file.has_extension(&["md"])) {
        let folder = root().join(&file.path).parent().unwrap().to_path_buf();
        for target in targets(&file.text) {
            if !folder.join(target).exists() {
                faults.push(format!("{}: {target} does not exist: mend the link", file.path));
            }
        }
    }
    refuse(faults, &[]);
}

#[test]
fn the_lock_file_of_the_browser_tests_names_no_registry() {
    let lock = std::fs::read_to_string(root().join("e2e/package-lock.json")).unwrap();
    let is_free = !lock.contains("\"resolved\"");
    assert!(is_free, "e2e/.npmrc leaves addresses out: write the file again with npm install");
}

#[test]
fn only_links_into_the_repository_are_followed() {
    let text = "[a](docs/a.md#part) ![b](b.png) [c](https://example.org) [d](#here)";
    assert_eq!(targets(text), ["docs/a.md", "b.png"]);
}

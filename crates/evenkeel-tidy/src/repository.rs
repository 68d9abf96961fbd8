//! The repository as a list of text files, and how checks report faults.

use std::path::{Path, PathBuf};

/// A text file of the repository.
pub(crate) struct File {
    /// Its path from the repository's root, with `/` between folders.
    pub(crate) path: String,
    pub(crate) text: String,
}

impl File {
    /// A file of a test's own making.
    pub(crate) fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    /// The last part of the path.
    pub(crate) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap()
    }

    pub(crate) fn has_extension(&self, extensions: &[&str]) -> bool {
        extensions.iter().any(|extension| self.name().ends_with(&format!(".{extension}")))
    }

    /// Lines with their numbers, counted from one.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }

    /// Numbered lines without what stands in line comments of Rust and JavaScript.
    pub(crate) fn code_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.lines().filter(|(_, line)| !line.trim_start().starts_with("//"))
    }
}

/// The repository's root folder.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_path_buf()
}

/// Folders that hold what tools made.
const MADE: &[&str] = &["target", "node_modules", "out", "data"];

/// Extensions of the files that people write.
const WRITTEN: &[&str] =
    &["rs", "css", "js", "mjs", "sql", "md", "toml", "json", "csv", "svg", "plan"];

/// Every text file that people write, sorted by path.
pub(crate) fn files() -> Vec<File> {
    let root = root();
    let mut files = Vec::new();
    collect(&root, &root, &mut files);
    files.sort_by(|one, other| one.path.cmp(&other.path));
    assert!(files.len() > 20, "the repository was not found at {}", root.display());
    files
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<File>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        let is_hidden = name.starts_with('.');
        if path.is_dir() && !is_hidden && !MADE.contains(&name) {
            collect(root, &path, files);
        } else if WRITTEN.iter().any(|extension| name.ends_with(&format!(".{extension}"))) {
            let relative = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            // A file that someone saves or deletes at this moment is seen by the next run.
            let Ok(text) = std::fs::read_to_string(&path) else { continue };
            files.push(File { path: relative, text });
        }
    }
}

/// Fails with every fault, and with every exception that no fault needs any more.
#[track_caller]
pub(crate) fn refuse(faults: Vec<String>, exceptions: &[&str]) {
    let unexpected = compare(faults, exceptions);
    assert!(unexpected.is_empty(), "\n\n{}\n", unexpected.join("\n"));
}

fn compare(faults: Vec<String>, exceptions: &[&str]) -> Vec<String> {
    let is_of = |fault: &String, exception: &&str| fault.starts_with(*exception);
    let stale = exceptions.iter().filter(|it| !faults.iter().any(|fault| is_of(fault, it)));
    let stale: Vec<String> =
        stale.map(|it| format!("{it}: no longer at fault; take it off the exceptions")).collect();
    let mut all: Vec<String> = faults
        .into_iter()
        .filter(|fault| !exceptions.iter().any(|exception| is_of(fault, exception)))
        .collect();
    all.extend(stale);
    all
}

#[test]
fn a_fault_without_exception_and_an_exception_without_fault_are_told() {
    let faults = vec!["a.rs: too long".to_owned(), "b.rs: too long".to_owned()];
    let told = compare(faults, &["a.rs", "c.rs"]);
    assert_eq!(told, ["b.rs: too long", "c.rs: no longer at fault; take it off the exceptions"]);
}

//! Where the repository lies and what cargo knows of it.

use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The repository's root folder.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// The cargo that runs this task, started in the repository's root.
pub(crate) fn cargo() -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    command.current_dir(root());
    command
}

/// What `cargo metadata` says; with the whole dependency tree, or of our own crates alone.
pub(crate) fn metadata(with_tree: bool) -> Result<Value> {
    let mut command = cargo();
    command.args(["metadata", "--format-version=1", "--locked"]);
    if !with_tree {
        command.arg("--no-deps");
    }
    let output = command.output().context("cargo metadata did not start")?;
    if !output.status.success() {
        bail!("cargo metadata: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// The packages of a metadata answer.
pub(crate) fn packages(metadata: &Value) -> impl Iterator<Item = &Value> {
    metadata.get("packages").and_then(Value::as_array).into_iter().flatten()
}

/// A text field of a metadata entry; empty when it is missing.
pub(crate) fn text<'a>(entry: &'a Value, field: &str) -> &'a str {
    entry.get(field).and_then(Value::as_str).unwrap_or("")
}

/// Our crates that reach the database crate, directly or through another, tests included.
pub(crate) fn database_crates(metadata: &Value) -> Vec<String> {
    let mut found = vec!["evenkeel-store".to_owned()];
    loop {
        let before = found.len();
        for package in packages(metadata) {
            let name = text(package, "name");
            let dependencies = package.get("dependencies").and_then(Value::as_array);
            let reaches = dependencies
                .into_iter()
                .flatten()
                .any(|dependency| found.iter().any(|known| known == text(dependency, "name")));
            if reaches && !found.iter().any(|known| known == name) {
                found.push(name.to_owned());
            }
        }
        if found.len() == before {
            found.sort();
            return found;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_crate_that_reaches_the_database_through_another_is_found() {
        let metadata = json!({ "packages": [
            { "name": "evenkeel", "dependencies": [{ "name": "evenkeel-web" }] },
            { "name": "evenkeel-chart", "dependencies": [{ "name": "maud" }] },
            { "name": "evenkeel-store", "dependencies": [] },
            { "name": "evenkeel-web", "dependencies": [{ "name": "evenkeel-store" }] },
        ]});
        assert_eq!(database_crates(&metadata), ["evenkeel", "evenkeel-store", "evenkeel-web"]);
    }
}

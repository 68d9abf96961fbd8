//! The dependency check: licenses, sources, unwanted crates and double versions, by `deny.toml`.
//!
//! `deny.toml` is written as cargo-deny reads it, so that anyone may run `cargo deny check` too.
//! We read it ourselves because building cargo-deny takes longer than building Evenkeel, and a
//! check that runs everywhere in a second is worth more than one that runs in some places.

use crate::license;
use crate::workspace::{metadata, packages, root, text};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Checks every crate in the dependency tree and names each fault with its way out.
pub(crate) fn check() -> Result<()> {
    let path = root().join("deny.toml");
    let written = std::fs::read_to_string(&path).context("deny.toml cannot be read")?;
    let rules = toml::from_str(&written).context("deny.toml cannot be understood")?;
    let metadata = metadata(true)?;
    let faults = faults(&metadata, &rules);
    for fault in &faults {
        println!("{fault}");
    }
    let count = packages(&metadata).count();
    if faults.is_empty() {
        println!("{count} crates: licenses, sources, unwanted crates and double versions are fine");
        return Ok(());
    }
    bail!("{} faults in {count} crates", faults.len())
}

fn faults(metadata: &Value, rules: &Value) -> Vec<String> {
    let allowed = list(rules, "/licenses/allow");
    let unwanted = list(rules, "/bans/deny");
    let doubles = list(rules, "/bans/skip");
    let mut faults = Vec::new();
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for package in packages(metadata) {
        let (name, version) = (text(package, "name"), text(package, "version"));
        let source = text(package, "source");
        let license = text(package, "license");
        versions.entry(name).or_default().insert(version);
        // A crate of ours has no source and the license of the repository.
        let is_from_registry =
            source.starts_with("registry+") && source.ends_with("crates.io-index");
        if !source.is_empty() && !is_from_registry {
            faults.push(format!("{name} {version} comes from {source}: take it from crates.io"));
        }
        if !license::is_allowed(license, &allowed) {
            faults.push(format!(
                "{name} {version} is under \"{license}\": replace the crate, or allow the license \
                 in deny.toml after reading it"
            ));
        }
        if unwanted.iter().any(|entry| entry == name) {
            faults
                .push(format!("{name} {version} is unwanted: deny.toml says why and what instead"));
        }
    }
    let listed: BTreeSet<&str> = doubles.iter().map(String::as_str).collect();
    let found = versions.iter().filter(|(_, versions)| versions.len() > 1);
    let found: BTreeMap<&str, &BTreeSet<&str>> = found.map(|(name, all)| (*name, all)).collect();
    for (name, all) in found.iter().filter(|(name, _)| !listed.contains(*name)) {
        let all: Vec<&str> = all.iter().copied().collect();
        faults.push(format!(
            "{name} is here as {}: move to one version, or list it under skip in deny.toml",
            all.join(" and ")
        ));
    }
    for name in listed.iter().filter(|name| !found.contains_key(*name)) {
        faults.push(format!("{name} has one version now: take it off skip in deny.toml"));
    }
    faults
}

/// The entries of a list, written as `"name"` or as `{ crate = "name", reason = "…" }`.
fn list(rules: &Value, pointer: &str) -> Vec<String> {
    let entries = rules.pointer(pointer).and_then(Value::as_array);
    let name = |entry: &Value| entry.as_str().unwrap_or_else(|| text(entry, "crate")).to_owned();
    entries.into_iter().flatten().map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::faults;
    use serde_json::{Value, json};

    fn rules() -> Value {
        json!({
            "licenses": { "allow": ["MIT"] },
            "bans": { "deny": [{ "crate": "openssl-sys", "reason": "rustls" }], "skip": ["old"] },
        })
    }

    fn package(name: &str, version: &str) -> Value {
        let source = "registry+index/crates.io-index";
        json!({ "name": name, "version": version, "license": "MIT", "source": source })
    }

    fn check(more: Value) -> Vec<String> {
        let pair = [package("old", "1.0.0"), package("old", "2.0.0"), more];
        faults(&json!({ "packages": pair }), &rules())
    }

    #[test]
    fn an_allowed_crate_and_a_listed_double_are_fine() {
        assert_eq!(check(package("new", "1.0.0")), [""; 0]);
    }

    #[test]
    fn each_rule_can_fail() {
        assert!(check(package("openssl-sys", "1.0.0")).concat().contains("unwanted"));
        let mut foreign = package("new", "1.0.0");
        foreign["source"] = json!("git+somewhere");
        assert!(check(foreign).concat().contains("take it from crates.io"));
        let mut strict = package("new", "1.0.0");
        strict["license"] = json!("GPL-3.0");
        assert!(check(strict).concat().contains("GPL-3.0"));
    }

    #[test]
    fn a_new_double_fails_and_so_does_a_stale_exception() {
        let twice = json!({ "packages": [package("new", "1.0.0"), package("new", "2.0.0")] });
        let faults = faults(&twice, &rules()).concat();
        assert!(faults.contains("new is here as 1.0.0 and 2.0.0"));
        assert!(faults.contains("old has one version now"));
    }
}

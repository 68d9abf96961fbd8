//! What the suites need from the machine: found, installed where we may, or named.

use crate::report::run;
use crate::suites::Suite;
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The oldest Node that the browser tooling runs on.
const NODE_VERSION_MIN: u32 = 20;

struct Need {
    suite: Suite,
    name: &'static str,
    is_met: fn() -> bool,
    /// Debian packages that bring it; none when we would not install it for someone.
    packages: &'static [&'static str],
    advice: &'static str,
}

const NEEDS: &[Need] = &[
    Need {
        suite: Suite::Lint,
        name: "rustfmt and clippy",
        is_met: || runs("cargo-fmt") && runs("cargo-clippy"),
        packages: &[],
        advice: "rustup component add rustfmt clippy",
    },
    Need {
        suite: Suite::Postgres,
        name: "the PostgreSQL server programs (initdb, postgres, psql)",
        is_met: || postgres_folder().is_some(),
        packages: &["postgresql"],
        advice: "apt-get install postgresql, or put initdb, postgres and psql on the PATH",
    },
    Need {
        suite: Suite::Browser,
        name: "Chromium",
        is_met: || chromium().is_some(),
        packages: &["chromium", "fonts-liberation"],
        advice: "apt-get install chromium fonts-liberation, or name one in EVENKEEL_CHROMIUM",
    },
    Need {
        suite: Suite::Browser,
        name: "Node 20 or newer, with npm",
        is_met: || node_version().is_some_and(|found| found >= NODE_VERSION_MIN) && runs("npm"),
        packages: &[],
        advice: "install Node 20 or newer from your system's packages",
    },
];

/// Makes sure of all that the suites need, or says what is missing and stops.
pub(crate) fn ensure(suites: &[Suite]) -> Result<()> {
    let missing = missing(suites);
    let packages: Vec<&str> =
        missing.iter().flat_map(|need| need.packages.iter().copied()).collect();
    if !packages.is_empty() && is_root() && find("apt-get").is_some() {
        println!("== Installing {}", packages.join(", "));
        install(&packages)?;
    }
    let missing = self::missing(suites);
    if missing.is_empty() {
        return Ok(());
    }
    let lines: Vec<String> = missing
        .iter()
        .map(|need| format!("  {} (for {})\n      {}", need.name, need.suite.word(), need.advice))
        .collect();
    bail!("Nothing was run, because this is missing:\n\n{}", lines.join("\n"))
}

fn missing(suites: &[Suite]) -> Vec<&'static Need> {
    NEEDS.iter().filter(|need| suites.contains(&need.suite) && !(need.is_met)()).collect()
}

fn install(packages: &[&str]) -> Result<()> {
    let apt = || {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive").arg("--quiet=2");
        command
    };
    run(apt().arg("update"))?;
    run(apt().args(["install", "--yes", "--no-install-recommends"]).args(packages))
}

/// The folder with the newest PostgreSQL server programs of this machine.
pub(crate) fn postgres_folder() -> Option<PathBuf> {
    let is_whole =
        |folder: &Path| ["initdb", "postgres"].iter().all(|name| folder.join(name).is_file());
    let mut versions: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let entry = entry.ok()?;
            Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin")))
        })
        .filter(|(_, folder)| is_whole(folder))
        .collect();
    versions.sort();
    let newest = versions.pop().map(|(_, folder)| folder);
    newest.or_else(|| find("initdb")?.parent().map(Path::to_path_buf).filter(|it| is_whole(it)))
}

/// The Chromium of this machine.
pub(crate) fn chromium() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("EVENKEEL_CHROMIUM") {
        return Some(PathBuf::from(named)).filter(|path| path.is_file());
    }
    ["chromium", "chromium-browser", "google-chrome"].iter().find_map(|name| find(name))
}

fn node_version() -> Option<u32> {
    let output = Command::new("node").arg("--version").output().ok()?;
    let version = String::from_utf8(output.stdout).ok()?;
    version.trim().trim_start_matches('v').split('.').next()?.parse().ok()
}

fn runs(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success())
}

/// Where a program lies on the PATH.
fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|it| it.is_file())
}

/// Whether this run may install packages and must not run a database as itself.
pub(crate) fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

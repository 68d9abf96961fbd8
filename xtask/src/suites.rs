//! The suites of `cargo xtask test`, and the pictures for the README.

use crate::postgres::Cluster;
use crate::report::{Counts, Report, run, run_counted};
use crate::workspace::{cargo, database_crates, metadata, root, text};
use crate::{dependencies, needs};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// A part of the checks that can be run alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Suite {
    Lint,
    Sqlite,
    Postgres,
    Browser,
}

impl Suite {
    /// Every suite, in the order in which they run.
    pub(crate) const ALL: &'static [Suite] =
        &[Suite::Lint, Suite::Sqlite, Suite::Postgres, Suite::Browser];

    /// The word after `--only`.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Suite::Lint => "lint",
            Suite::Sqlite => "sqlite",
            Suite::Postgres => "postgres",
            Suite::Browser => "browser",
        }
    }

    /// The suite that `word` names.
    pub(crate) fn find(word: &str) -> Option<Suite> {
        Self::ALL.iter().copied().find(|suite| suite.word() == word)
    }
}

/// Runs the suites, one after the other, and says how each step went.
pub(crate) fn test(suites: &[Suite]) -> Result<ExitCode> {
    needs::ensure(suites)?;
    let mut report = Report::new();
    for suite in suites {
        match suite {
            Suite::Lint => lint(&mut report),
            Suite::Sqlite => report.step("Tests on SQLite", sqlite),
            Suite::Postgres => report.step("Tests on PostgreSQL", postgres),
            Suite::Browser => browser(&mut report),
        }
    }
    Ok(report.finish())
}

/// Runs one command beside a private PostgreSQL server: a single test, or psql.
pub(crate) fn with_postgres(program: &str, words: &[&str]) -> Result<ExitCode> {
    needs::ensure(&[Suite::Postgres])?;
    let cluster = Cluster::start()?;
    let status = Command::new(program).args(words).env(DATABASE_URL, cluster.url()).status()?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Takes the pictures of the README from the demo.
pub(crate) fn screenshots() -> Result<ExitCode> {
    needs::ensure(&[Suite::Browser])?;
    let mut report = Report::new();
    report.step("Browser tooling", |_| run(&mut npm(&["ci"])));
    report.step("Program", |_| build());
    report.step("Screenshots", |_| run(node()?.arg("screenshots.mjs")));
    Ok(report.finish())
}

fn lint(report: &mut Report) {
    report.step("Format", |_| run(cargo().args(["fmt", "--all", "--check"])));
    report.step("Clippy", |_| {
        run(cargo().args([
            "clippy",
            "--workspace",
            "--all-targets",
            "--keep-going",
            "--",
            "-D",
            "warnings",
        ]))
    });
    report.step("Dependencies", |_| dependencies::check());
}

fn sqlite(counts: &mut Counts) -> Result<()> {
    let mut command = cargo();
    command.args(["test", "--workspace", "--no-fail-fast"]).env_remove(DATABASE_URL);
    run_counted(command.env(IS_COMPLETE, "1"), counts)
}

/// The address of the database that the tests use instead of a SQLite file.
const DATABASE_URL: &str = "EVENKEEL_TEST_DATABASE_URL";

/// Tells the test that lists what was left out that the other suites follow.
const IS_COMPLETE: &str = "EVENKEEL_TEST_IS_COMPLETE";

fn postgres(counts: &mut Counts) -> Result<()> {
    let crates = database_crates(&metadata(false)?);
    let cluster = Cluster::start()?;
    let mut command = cargo();
    command.args(["test", "--no-fail-fast", "--lib", "--bins", "--tests"]);
    for name in &crates {
        command.args(["--package", name]);
    }
    run_counted(command.env(DATABASE_URL, cluster.url()).env(IS_COMPLETE, "1"), counts)
}

fn browser(report: &mut Report) {
    report.step("Browser tooling", |_| run(&mut npm(&["ci"])));
    report.step("Types of the page scripts", |_| run(&mut npm(&["run", "types"])));
    report.step("Program", |_| build());
    report.step("Tests in the browser", |counts| {
        let mut command = node()?;
        command.args(["--test", "--test-reporter=spec", "--test-concurrency=1"]);
        run_counted(command.args(test_files()?), counts)
    });
}

/// The test files, by name: how Node finds them itself changed between its versions.
fn test_files() -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(root().join("e2e/tests"))? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(".test.mjs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn npm(words: &[&str]) -> Command {
    let mut command = Command::new("npm");
    command.current_dir(root().join("e2e")).args(["--no-audit", "--no-fund"]).args(words);
    command
}

/// Node in the folder of the browser tests, told which program and which browser to use.
fn node() -> Result<Command> {
    let chromium = needs::chromium().context("Chromium is missing")?;
    let mut command = Command::new("node");
    command.current_dir(root().join("e2e"));
    command.env("EVENKEEL_BIN", program()?).env("EVENKEEL_CHROMIUM", chromium);
    Ok(command)
}

fn build() -> Result<()> {
    run(cargo().args(["build", "--package", "evenkeel", "--bin", "evenkeel"]))
}

fn program() -> Result<PathBuf> {
    let metadata = metadata(false)?;
    Ok(Path::new(text(&metadata, "target_directory")).join("debug/evenkeel"))
}

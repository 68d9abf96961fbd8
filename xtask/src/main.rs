//! Tasks of the developer and of CI, as one program that needs nothing but Rust.
#![expect(clippy::print_stdout, reason = "A command-line tool talks on standard output.")]

mod bench;
mod dependencies;
mod license;
mod needs;
mod postgres;
mod report;
mod suites;
mod workspace;

use anyhow::{Result, bail};
use std::process::ExitCode;
use suites::Suite;

const HELP: &str = "\
cargo xtask test                  everything that CI runs
cargo xtask test --only SUITE     one suite: lint, sqlite, postgres or browser
cargo xtask postgres COMMAND      a command with EVENKEEL_TEST_DATABASE_URL of a private server
cargo xtask bench web             what a page costs, measured on a release build
cargo xtask screenshots           the pictures of the README, taken from the demo";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(code) => code,
        Err(error) => {
            println!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[&str]) -> Result<ExitCode> {
    match words {
        ["test"] => suites::test(Suite::ALL),
        ["test", "--only", word] => match Suite::find(word) {
            Some(suite) => suites::test(&[suite]),
            None => bail!("There is no suite \"{word}\".\n\n{HELP}"),
        },
        ["postgres", program, words @ ..] => suites::with_postgres(program, words),
        ["bench", "web"] => bench::web().map(|()| ExitCode::SUCCESS),
        ["screenshots"] => suites::screenshots(),
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        _ => bail!("There is no task \"{}\".\n\n{HELP}", words.join(" ")),
    }
}

//! The steps of a run: announced, timed, counted and summed up at the end.

use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

/// Tests that passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    passed: u64,
    failed: u64,
}

impl Counts {
    /// Adds what a closing line of cargo's or Node's test runner says; other lines say nothing.
    fn read(&mut self, line: &str) {
        if let Some((_, counts)) = line.split_once("test result: ") {
            for part in counts.split([';', '.']) {
                match part.trim().split_once(' ') {
                    Some((number, "passed")) => self.passed += number.parse().unwrap_or(0),
                    Some((number, "failed")) => self.failed += number.parse().unwrap_or(0),
                    _ => {}
                }
            }
        }
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            ["ℹ" | "#", "pass", number] => self.passed += number.parse().unwrap_or(0),
            ["ℹ" | "#", "fail", number] => self.failed += number.parse().unwrap_or(0),
            _ => {}
        }
    }
}

/// What a run has done so far.
pub(crate) struct Report {
    counts: Counts,
    steps: Vec<(String, Duration, bool)>,
}

impl Report {
    /// A run that has done nothing yet.
    pub(crate) fn new() -> Self {
        Self { counts: Counts::default(), steps: Vec::new() }
    }

    /// Does one step; a step that fails is noted and the run goes on, so that one run tells all.
    pub(crate) fn step(&mut self, name: &str, work: impl FnOnce(&mut Counts) -> Result<()>) {
        println!("\n== {name}");
        let started = Instant::now();
        let outcome = work(&mut self.counts);
        let spent = started.elapsed();
        match &outcome {
            Ok(()) => println!("== {name}: done in {}", words(spent)),
            Err(error) => println!("== {name}: failed after {}: {error:#}", words(spent)),
        }
        self.steps.push((name.to_owned(), spent, outcome.is_ok()));
    }

    /// Prints every step with its time, then the tests counted.
    pub(crate) fn finish(&self) -> ExitCode {
        println!();
        for (name, spent, is_done) in &self.steps {
            let mark = if *is_done { "ok    " } else { "FAILED" };
            println!("{mark} {:>7}  {name}", words(*spent));
        }
        println!("\n{} passed, {} failed", self.counts.passed, self.counts.failed);
        if self.steps.iter().all(|(_, _, is_done)| *is_done) {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}

fn words(spent: Duration) -> String {
    let seconds = spent.as_secs();
    match seconds / 60 {
        0 => format!("{:.1} s", spent.as_secs_f64()),
        minutes => format!("{minutes} m {:02} s", seconds % 60),
    }
}

/// Runs a command to its end; its output goes to the terminal.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().with_context(|| format!("{name} did not start"))?;
    if !status.success() {
        bail!("{name} ended with {status}");
    }
    Ok(())
}

/// Runs a command to its end, shows its output and counts the tests that it reports.
pub(crate) fn run_counted(command: &mut Command, counts: &mut Counts) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let mut child =
        command.stdout(Stdio::piped()).spawn().with_context(|| format!("{name} did not start"))?;
    if let Some(output) = child.stdout.take() {
        let mut screen = std::io::stdout().lock();
        for line in BufReader::new(output).split(b'\n') {
            let line = line?;
            let line = String::from_utf8_lossy(&line);
            writeln!(screen, "{line}")?;
            counts.read(&line);
        }
    }
    let status = child.wait()?;
    if !status.success() {
        bail!("{name} ended with {status}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_lines_of_both_test_runners_are_counted() {
        let mut counts = Counts::default();
        counts.read("test result: ok. 12 passed; 1 failed; 0 ignored; 0 measured; 2 filtered out");
        counts.read("ℹ pass 3");
        counts.read("# fail 2");
        counts.read("ℹ tests 5");
        counts.read("test a_goal_may_pass ... ok");
        assert_eq!(counts, Counts { passed: 15, failed: 3 });
    }

    #[test]
    fn a_failed_step_fails_the_run_but_not_the_next_step() {
        let mut report = Report::new();
        report.step("first", |_| bail!("no"));
        report.step("second", |counts| {
            counts.passed += 1;
            Ok(())
        });
        assert_eq!(report.counts.passed, 1);
        assert_eq!(format!("{:?}", report.finish()), format!("{:?}", ExitCode::FAILURE));
    }
}

//! What goes on in the background: rows are kept, checked, applied and taken back in small batches,
//! so that others can write in between, and a run that stopped can go on.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use evenkeel_core::{Error, Id, Recorded, Result};
use evenkeel_store::{Db, Tx, Who};
use evenkeel_web::Cx;
use jiff::SignedDuration;

use super::{
    Done, ImportEvent, Outcome, Planned, Run, State, Todo, acts,
    importer::{Importer, Reading},
    store,
};

/// Rows in one transaction.
const BATCH: usize = 100;
/// How long a batch steps back at first where too many writes meet.
const PAUSE: Duration = Duration::from_millis(40);
/// How long a page waits for a step before it shows its progress.
const WAIT: Duration = Duration::from_secs(2);

/// What one step of a row does.
type Step = fn(&dyn Importer, &mut Tx<'_>, Id<Run>, &Todo) -> Result<Done>;

/// A run at work, on behalf of the person who gave the word.
#[derive(Clone)]
pub(super) struct Job {
    db: Db,
    who: Who,
    begun: Instant,
    run: Id<Run>,
}

impl Job {
    /// The job of a request.
    pub(super) fn new(cx: &Cx, run: Id<Run>) -> Self {
        let who = Who {
            organization: cx.organization(),
            actor: cx.actor(),
            now: cx.now(),
            today: cx.today(),
        };
        Self { db: cx.house().db.clone(), who, begun: Instant::now(), run }
    }

    /// Lets `work` go on in the background, and waits a moment for it: most files are small.
    pub(super) async fn start<F>(self, work: F)
    where
        F: Future<Output = Result<()>> + Send + 'static,
    {
        let task = tokio::spawn(async move {
            let Err(error) = work.await else { return };
            let fault = told(&error);
            if let Error::Internal { context, source } = &error {
                tracing::error!(context, ?source, "an import run stopped");
            }
            let run = self.run;
            let noted = self.keep(move |tx| store::set_fault(tx, run, &fault)).await;
            if let Err(error) = noted {
                tracing::error!(%error, "the fault of an import run could not be kept");
            }
        });
        // What takes longer is seen on the run's page.
        let _ = tokio::time::timeout(WAIT, task).await;
    }

    /// On whose behalf, at this moment of the job.
    fn who(&self) -> Who {
        let passed = SignedDuration::try_from(self.begun.elapsed()).unwrap_or_default();
        let now = self.who.now.saturating_add(passed).unwrap_or(self.who.now);
        Who { now, ..self.who }
    }

    /// Writes one batch. Where it meets too many other writes it steps back and tries again: a run
    /// is in no hurry.
    async fn keep<T, F>(&self, write: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<T> + Clone + Send + 'static,
    {
        let mut pause = PAUSE;
        loop {
            match self.db.keep(self.who(), write.clone()).await {
                Err(Error::Unavailable(_)) if pause < PAUSE * 64 => {
                    tokio::time::sleep(pause).await;
                    pause *= 2;
                }
                other => return other,
            }
        }
    }

    /// Writes the last batch of a step, which ends in its event.
    async fn write<F>(&self, write: F) -> Result<()>
    where
        F: FnMut(&mut Tx<'_>) -> Result<Recorded> + Clone + Send + 'static,
    {
        let mut pause = PAUSE;
        loop {
            match self.db.write(self.who(), None, write.clone()).await {
                Err(Error::Unavailable(_)) if pause < PAUSE * 64 => {
                    tokio::time::sleep(pause).await;
                    pause *= 2;
                }
                other => return other,
            }
        }
    }

    /// Keeps the rows of a file.
    pub(super) async fn read(self, rows: Vec<(i64, Vec<String>)>) -> Result<()> {
        let run = self.run;
        let rows = Arc::new(rows);
        let mut done = 0;
        while done < rows.len() {
            let (from, to) = (done, (done + 5 * BATCH).min(rows.len()));
            let part = Arc::clone(&rows);
            self.keep(move |tx| {
                for (number, cells) in part.get(from..to).unwrap_or_default() {
                    store::insert_row(tx, run, *number, cells)?;
                }
                store::beat(tx, run, count(to))
            })
            .await?;
            done = to;
        }
        self.keep(move |tx| store::set_state(tx, run, State::Ready)).await.map(|_| ())
    }

    /// Judges every row and changes nothing.
    pub(super) async fn check(self) -> Result<()> {
        let run = self.run;
        let plan = self
            .db
            .report(self.who(), move |tx| {
                let shown = store::find(tx, run)?;
                let order = shown.order().ok_or_else(|| Error::broken("no order of dates"))?;
                let reading = Reading {
                    columns: shown.headers.0.len(),
                    mapping: shown.mapping.clone(),
                    order,
                };
                let rows = acts::all_rows(tx, run)?;
                acts::importer(&shown)?.plan(tx, &rows, &reading)
            })
            .await?;
        let units = plan.units;
        self.keep(move |tx| {
            store::remove_units(tx, run)?;
            for (place, unit) in (0..).zip(&units) {
                store::plan_unit(tx, run, place, unit)?;
            }
            Ok(())
        })
        .await?;
        self.keep_plan(plan.rows).await?;
        self.keep(move |tx| {
            store::count(tx, run)?;
            store::set_state(tx, run, State::Checked)
        })
        .await
        .map(|_| ())
    }

    async fn keep_plan(&self, rows: Vec<Planned>) -> Result<()> {
        let run = self.run;
        let rows = Arc::new(rows);
        let mut done = 0;
        while done < rows.len() {
            let (from, to) = (done, (done + 5 * BATCH).min(rows.len()));
            let part = Arc::clone(&rows);
            self.keep(move |tx| {
                for planned in part.get(from..to).unwrap_or_default() {
                    store::plan_row(tx, run, planned)?;
                }
                store::beat(tx, run, count(to))
            })
            .await?;
            done = to;
        }
        Ok(())
    }

    /// Applies the rows that the check found to be new or different.
    pub(super) async fn apply(self) -> Result<()> {
        let run = self.run;
        let shown = self.db.read(self.who(), move |tx| store::find(tx, run)).await?;
        let importer = acts::importer(&shown)?;
        self.keep(move |tx| importer.prepare(tx, run)).await?;
        let apply: Step = |importer, tx, _, row| importer.apply(tx, row);
        self.each(importer, None, "", apply, Done::Refused).await?;
        loop {
            let linked = self
                .keep(move |tx| {
                    let rows = store::list_todo(tx, run, None, "done", count(BATCH))?;
                    for row in &rows {
                        importer.link(tx, row)?;
                        store::set_row_state(tx, run, row.number, "linked")?;
                    }
                    Ok(rows.len())
                })
                .await?;
            if linked == 0 {
                break;
            }
        }
        self.write(move |tx| {
            importer.settle(tx)?;
            store::count(tx, run)?;
            store::set_applied(tx, run)?;
            store::set_state(tx, run, State::Applied)?;
            store::remember(tx, run)?;
            let shown = store::find(tx, run)?;
            tx.record(
                run.record(),
                &ImportEvent::Finished {
                    created: shown.create_count,
                    changed: shown.change_count,
                    refused: shown.refuse_count,
                },
            )
        })
        .await
    }

    /// Takes all rows back: changes first, then those who were added.
    pub(super) async fn undo(self) -> Result<()> {
        let run = self.run;
        let shown = self.db.read(self.who(), move |tx| store::find(tx, run)).await?;
        let importer = acts::importer(&shown)?;
        let undo: Step = |importer, tx, run, row| importer.undo(tx, run, row);
        for outcome in [Outcome::Change, Outcome::Create] {
            self.each(importer, Some(outcome), "linked", undo, Done::Kept).await?;
        }
        self.write(move |tx| {
            importer.clear(tx, run)?;
            importer.settle(tx)?;
            store::count(tx, run)?;
            store::set_undone(tx, run)?;
            store::set_state(tx, run, State::Undone)?;
            let kept = store::find(tx, run)?.kept_count;
            tx.record(run.record(), &ImportEvent::Undone { kept })
        })
        .await
    }

    /// Does `step` with each row in `state`, batch by batch. A row that breaks its batch is tried
    /// alone, and if it still breaks it is left out, with the reason.
    async fn each(
        &self,
        importer: &'static dyn Importer,
        outcome: Option<Outcome>,
        state: &'static str,
        step: Step,
        left_out: fn(String) -> Done,
    ) -> Result<()> {
        let run = self.run;
        let (mut done, mut at_once) = (0, BATCH);
        loop {
            let batch = self
                .keep(move |tx| {
                    let rows = store::list_todo(tx, run, outcome, state, count(at_once))?;
                    for row in &rows {
                        let done = step(importer, tx, run, row)?;
                        store::set_done(tx, run, row.number, &done)?;
                    }
                    store::beat(tx, run, count(done + rows.len()))?;
                    Ok(rows.len())
                })
                .await;
            match batch {
                Ok(0) => return Ok(()),
                Ok(rows) => (done, at_once) = (done + rows, BATCH),
                Err(error @ (Error::Unavailable(_) | Error::Full)) => return Err(error),
                Err(_) if at_once > 1 => at_once = 1,
                Err(error) => {
                    let result = left_out(told(&error));
                    self.keep(move |tx| {
                        let rows = store::list_todo(tx, run, outcome, state, 1)?;
                        let Some(row) = rows.first() else { return Ok(0) };
                        store::set_done(tx, run, row.number, &result)
                    })
                    .await?;
                    done += 1;
                }
            }
        }
    }
}

/// What a reader is told of an error: nothing of the inside.
fn told(error: &Error) -> String {
    match error {
        Error::Invalid(faults) => {
            faults.iter().map(|fault| fault.message.as_str()).collect::<Vec<_>>().join(". ")
        }
        Error::NotAllowed(message) => message.clone(),
        Error::Full => "The disk is full".to_owned(),
        Error::Unavailable(_) | Error::Busy(_) => "The server was busy".to_owned(),
        _ => "Something broke on our side; it is in the log".to_owned(),
    }
}

fn count(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

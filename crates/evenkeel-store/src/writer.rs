//! The one writer of SQLite: all that wait share one transaction and one sync.

use std::{
    collections::VecDeque,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Condvar, Mutex, PoisonError},
    time::{Duration, Instant},
};

use evenkeel_core::{Error, Result};

use crate::sqlite::Sqlite;

/// Writes that share one commit at most.
const BATCH: usize = 256;
/// Writes that may wait; beyond it callers are told to come back.
const QUEUE: usize = 4096;
/// A write that holds the writer longer than this is logged.
const SLOW: Duration = Duration::from_millis(50);

/// A write that waits: run inside the batch, then told whether the batch was kept.
pub(crate) trait Job: Send {
    /// Does its work inside a savepoint; `false` takes the savepoint back.
    fn run(&mut self, conn: &mut Sqlite) -> bool;
    /// Answers the caller.
    fn answer(self: Box<Self>, kept: Result<()>);
}

#[derive(Default)]
struct Queue {
    jobs: VecDeque<Box<dyn Job>>,
    is_closed: bool,
}

/// The queue in front of the writer's thread.
#[derive(Clone, Default)]
pub(crate) struct Writer(Arc<(Mutex<Queue>, Condvar)>);

impl Writer {
    /// Starts the thread on `conn`.
    pub(crate) fn start(conn: Sqlite) -> Result<Self> {
        let writer = Self::default();
        let queue = writer.clone();
        std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || queue.work(conn))
            .map_err(|e| Error::internal("the writer's thread did not start", e))?;
        Ok(writer)
    }

    /// Puts a write in line.
    pub(crate) fn push(&self, job: Box<dyn Job>) {
        let (queue, signal) = &*self.0;
        let mut waiting = queue.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.is_closed || waiting.jobs.len() >= QUEUE {
            drop(waiting);
            return job.answer(Err(Error::Unavailable("too many writes wait")));
        }
        waiting.jobs.push_back(job);
        signal.notify_one();
    }

    /// Lets the thread end once the queue is empty.
    pub(crate) fn close(&self) {
        let (queue, signal) = &*self.0;
        queue.lock().unwrap_or_else(PoisonError::into_inner).is_closed = true;
        signal.notify_one();
    }

    fn take(&self) -> Option<Vec<Box<dyn Job>>> {
        let (queue, signal) = &*self.0;
        let mut waiting = queue.lock().unwrap_or_else(PoisonError::into_inner);
        while waiting.jobs.is_empty() {
            if waiting.is_closed {
                return None;
            }
            waiting = signal.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
        let count = waiting.jobs.len().min(BATCH);
        Some(waiting.jobs.drain(..count).collect())
    }

    fn work(self, mut conn: Sqlite) {
        while let Some(mut jobs) = self.take() {
            let kept = commit(&mut conn, &mut jobs);
            for job in jobs {
                job.answer(kept.as_ref().copied().map_err(again));
            }
            if let Err(Error::Internal { context, source }) = &kept {
                // After a failed sync nobody knows what the disk holds: stop, and recover at the
                // next start (REL-6).
                tracing::error!(context, ?source, "a commit failed; the server stops");
                std::process::exit(74);
            }
        }
    }
}

/// Runs the jobs in one transaction. An error means that none of them was kept.
fn commit(conn: &mut Sqlite, jobs: &mut [Box<dyn Job>]) -> Result<()> {
    if !conn.0.is_autocommit() {
        conn.batch("rollback")?;
    }
    match conn.batch("begin immediate") {
        Err(Error::Internal { context, .. }) => {
            tracing::error!(context, "the database cannot be written");
            return Err(Error::Unavailable("the database cannot be written now"));
        }
        other => other?,
    }
    for job in jobs.iter_mut() {
        let begun = Instant::now();
        let savepoint = conn.batch("savepoint job");
        let is_good =
            savepoint.is_ok() && catch_unwind(AssertUnwindSafe(|| job.run(conn))).unwrap_or(false);
        // SQLite may have taken the whole transaction back by itself: then the batch is lost.
        if conn.0.is_autocommit() {
            return Err(Error::Full);
        }
        conn.batch(if is_good { "release job" } else { "rollback to job; release job" })?;
        if begun.elapsed() > SLOW {
            tracing::warn!(ms = begun.elapsed().as_millis(), "a write held the writer");
        }
    }
    match conn.batch("commit") {
        Ok(()) => Ok(()),
        Err(error) => {
            if !conn.0.is_autocommit() {
                conn.batch("rollback")?;
            }
            Err(error)
        }
    }
}

/// The same error for each caller of the batch.
fn again(error: &Error) -> Error {
    match error {
        Error::Full => Error::Full,
        Error::Unavailable(why) => Error::Unavailable(why),
        other => Error::broken(format!("the write was not kept: {other}")),
    }
}

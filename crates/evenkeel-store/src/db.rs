//! The database: reads, writes that end in an event, and bookkeeping.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use evenkeel_core::{Error, Id, Organization, Person, Recorded, Result};
use jiff::{Timestamp, civil::Date};
use serde::{Serialize, de::DeserializeOwned};
use tokio::{
    runtime::Handle,
    sync::{Semaphore, oneshot},
};

use crate::{
    Engine, Tx, idempotency,
    migrate::{self, MIGRATIONS},
    postgres::{Again, Lost, Postgres, certainly},
    sqlite::Sqlite,
    writer::{Job, Writer},
};

/// Connections kept open for reading.
const CONNECTIONS: usize = 4;
/// Attempts of a write that loses against others.
const TRIES: u32 = 8;

/// Where the data lies.
#[derive(Clone, Debug)]
pub enum Location {
    /// A file of SQLite.
    File(PathBuf),
    /// The URL of a PostgreSQL database.
    Url(String),
}

/// On whose behalf, and when, a transaction runs.
#[derive(Clone, Copy, Debug)]
pub struct Who {
    /// The organization from the session or token.
    pub organization: Id<Organization>,
    /// The person who asks.
    pub actor: Id<Person>,
    /// The moment of the request.
    pub now: Timestamp,
    /// Its day in the organization's time zone.
    pub today: Date,
}

/// Makes a write at most once: the same key with the same call answers the same.
#[derive(Clone, Debug)]
pub struct Key {
    /// Chosen by the caller.
    pub key: String,
    /// Digest of method, path and body.
    pub fingerprint: Vec<u8>,
}

/// The database. Cheap to clone.
#[derive(Clone)]
pub struct Db(Arc<Pool>);

enum Pool {
    Sqlite { path: PathBuf, readers: Mutex<Vec<Sqlite>>, writer: Writer },
    Postgres { url: String, idle: Mutex<Vec<Postgres>>, permits: Semaphore },
}

impl Drop for Pool {
    fn drop(&mut self) {
        if let Self::Sqlite { writer, .. } = self {
            writer.close();
        }
    }
}

impl std::fmt::Debug for Db {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Db({:?})", self.engine())
    }
}

impl Db {
    /// Opens the database and brings its schema up to date.
    pub async fn open(location: Location) -> Result<Self> {
        let handle = Handle::current();
        blocking(move || match location {
            Location::File(path) => {
                let mut conn = Sqlite::writer(&path)?;
                migrate_sqlite(&mut conn)?;
                let writer = Writer::start(conn)?;
                Ok(Self(Arc::new(Pool::Sqlite { path, readers: Mutex::default(), writer })))
            }
            Location::Url(url) => {
                let mut conn = Postgres::connect(&url, &handle)?;
                migrate_postgres(&mut conn)?;
                let idle = Mutex::new(vec![conn]);
                let permits = Semaphore::new(CONNECTIONS * 2);
                Ok(Self(Arc::new(Pool::Postgres { url, idle, permits })))
            }
        })
        .await
    }

    /// Which engine this is.
    pub fn engine(&self) -> Engine {
        match *self.0 {
            Pool::Sqlite { .. } => Engine::Sqlite,
            Pool::Postgres { .. } => Engine::Postgres,
        }
    }

    /// A short read: one state across its statements, and a write is an error.
    pub async fn read<T, F>(&self, who: Who, read: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<T> + Send + 'static,
    {
        match &*self.0 {
            Pool::Sqlite { path, readers, .. } => read_sqlite(path, readers, who, read),
            Pool::Postgres { .. } => self.postgres(who, true, None, read).await,
        }
    }

    /// A long read: the same on a blocking thread, so that others do not wait for it.
    pub async fn report<T, F>(&self, who: Who, read: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<T> + Send + 'static,
    {
        let pool = self.0.clone();
        match &*self.0 {
            Pool::Sqlite { .. } => {
                blocking(move || match &*pool {
                    Pool::Sqlite { path, readers, .. } => read_sqlite(path, readers, who, read),
                    Pool::Postgres { .. } => Err(Error::broken("the engine changed")),
                })
                .await
            }
            Pool::Postgres { .. } => self.postgres(who, true, None, read).await,
        }
    }

    /// One transaction that ends in its event. The closure may run twice: nothing outside the
    /// transaction may happen in it, and new ids are made before it. With a `key` it takes
    /// effect at most once, and a repeated call gets the first answer.
    pub async fn write<T, F>(&self, who: Who, key: Option<Key>, mut write: F) -> Result<T>
    where
        T: Serialize + DeserializeOwned + Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<Recorded<T>> + Send + 'static,
    {
        self.transact(who, key.clone(), move |tx| {
            if let Some(key) = &key
                && let Some(answer) = idempotency::find(tx, key)?
            {
                return Ok(answer);
            }
            let answer = write(tx)?.into_inner();
            if tx.recorded != 1 {
                return Err(Error::broken(format!("a write recorded {} events", tx.recorded)));
            }
            if let Some(key) = &key {
                idempotency::keep(tx, key, &answer)?;
            }
            Ok(answer)
        })
        .await
    }

    /// Bookkeeping that is no record and writes no event: sessions, leases, seen marks.
    pub async fn keep<T, F>(&self, who: Who, write: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<T> + Send + 'static,
    {
        self.transact(who, None, write).await
    }

    async fn transact<T, F>(&self, who: Who, key: Option<Key>, write: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<T> + Send + 'static,
    {
        match &*self.0 {
            Pool::Postgres { .. } => self.postgres(who, false, key, write).await,
            Pool::Sqlite { writer, .. } => {
                let (answer, answered) = oneshot::channel();
                writer.push(Box::new(Write { who, write, result: None, answer }));
                answered.await.map_err(|_| Error::broken("the writer did not answer"))?
            }
        }
    }

    async fn postgres<T, F>(
        &self,
        who: Who,
        is_read: bool,
        key: Option<Key>,
        mut act: F,
    ) -> Result<T>
    where
        T: Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<T> + Send + 'static,
    {
        let pool = self.0.clone();
        let handle = Handle::current();
        let Pool::Postgres { permits, .. } = &*self.0 else {
            return Err(Error::broken("the engine changed"));
        };
        let _permit = permits.acquire().await.map_err(|e| Error::internal("permits", e))?;
        blocking(move || {
            let Pool::Postgres { url, idle, .. } = &*pool else {
                return Err(Error::broken("the engine changed"));
            };
            let mut tried = 0;
            loop {
                tried += 1;
                let kept = idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
                let mut conn = match kept {
                    Some(conn) if conn.is_open() => conn,
                    _ => Postgres::connect(url, &handle)?,
                };
                let result = attempt(&mut conn, who, is_read, &mut act);
                if conn.is_open() {
                    idle.lock().unwrap_or_else(PoisonError::into_inner).push(conn);
                }
                match result {
                    Err(error) if may_run_again(&error, is_read || key.is_some()) => {
                        if tried == TRIES {
                            return Err(Error::Unavailable("too many writes meet; try again"));
                        }
                        // Twice as long each time, and never in step with the other: less than
                        // a second in all.
                        let longest = 4_u64 << tried.min(6);
                        let chance = u64::from(uuid::Uuid::new_v4().as_bytes()[0]);
                        let wait = longest / 2 + chance * longest / 512;
                        std::thread::sleep(std::time::Duration::from_millis(wait));
                    }
                    // Only a commit leaves it open: whoever sent no key has to look.
                    Err(error) if may_run_again(&error, true) => {
                        tracing::error!(?error, "a commit was not answered");
                        return Err(Error::Unavailable(
                            "the database broke off, and it is not known whether this was saved; \
                             look before you send it again",
                        ));
                    }
                    other => return other,
                }
            }
        })
        .await
    }
}

fn may_run_again(error: &Error, is_repeatable: bool) -> bool {
    let Error::Internal { source: Some(source), .. } = error else { return false };
    source.downcast_ref::<Again>().is_some_and(|again| again.1 == Lost::Certainly || is_repeatable)
}

fn attempt<T>(
    conn: &mut Postgres,
    who: Who,
    is_read: bool,
    act: &mut dyn FnMut(&mut Tx<'_>) -> Result<T>,
) -> Result<T> {
    let mode = if is_read {
        "isolation level repeatable read read only"
    } else {
        "isolation level serializable"
    };
    let begun = conn.batch(&format!(
        "begin {mode}; set local statement_timeout = '5s'; set local lock_timeout = '2s';
         set local evenkeel.organization_id = '{}'",
        who.organization
    ));
    if let Err(error) = begun {
        conn.spoil();
        return Err(certainly(error));
    }
    let result = act(&mut Tx::new(conn, who));
    match result {
        Ok(value) => conn.batch("commit").map(|()| value),
        Err(error) => {
            if conn.is_open() && conn.batch("rollback").is_err() {
                conn.spoil();
            }
            Err(certainly(error))
        }
    }
}

fn read_sqlite<T>(
    path: &std::path::Path,
    readers: &Mutex<Vec<Sqlite>>,
    who: Who,
    mut read: impl FnMut(&mut Tx<'_>) -> Result<T>,
) -> Result<T> {
    let kept = readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
    let mut conn = match kept {
        Some(conn) => conn,
        None => Sqlite::reader(path)?,
    };
    conn.batch("begin")?;
    let result = read(&mut Tx::new(&mut conn, who));
    conn.batch("rollback")?;
    let mut readers = readers.lock().unwrap_or_else(PoisonError::into_inner);
    if readers.len() < CONNECTIONS {
        readers.push(conn);
    }
    result
}

struct Write<T, F> {
    who: Who,
    write: F,
    result: Option<Result<T>>,
    answer: oneshot::Sender<Result<T>>,
}

impl<T, F> Job for Write<T, F>
where
    T: Send + 'static,
    F: FnMut(&mut Tx<'_>) -> Result<T> + Send + 'static,
{
    fn run(&mut self, conn: &mut Sqlite) -> bool {
        let result = (self.write)(&mut Tx::new(conn, self.who));
        let is_good = result.is_ok();
        self.result = Some(result);
        is_good
    }

    fn answer(self: Box<Self>, kept: Result<()>) {
        let result = match (kept, self.result) {
            (Ok(()), Some(result)) => result,
            (Ok(()), None) => Err(Error::broken("a write panicked")),
            // What the closure itself refused stays refused, whatever became of the batch.
            (Err(_), Some(Err(error))) => Err(error),
            (Err(error), _) => Err(error),
        };
        // A caller who has gone does not need the answer.
        let _ = self.answer.send(result);
    }
}

fn migrate_sqlite(conn: &mut Sqlite) -> Result<()> {
    conn.batch(migrate::VERSIONS)?;
    let done = migrate::done(&mut Tx::new(conn, Who::nobody()))?;
    for step in MIGRATIONS.iter().filter(|step| !done.iter().any(|name| name == step.0)) {
        conn.batch("begin immediate")?;
        conn.batch(&migrate::text(step, Engine::Sqlite))?;
        migrate::note(&mut Tx::new(conn, Who::nobody()), step.0)?;
        conn.batch("commit")?;
    }
    Ok(())
}

fn migrate_postgres(conn: &mut Postgres) -> Result<()> {
    // Of two servers that start at the same moment, one may find that the other is making the
    // table: "if not exists" does not wait. The second look finds it made.
    if conn.batch(migrate::VERSIONS).is_err() {
        conn.batch(migrate::VERSIONS)?;
    }
    // The lock on the table keeps a second server waiting until the first has migrated.
    conn.batch("begin; lock table schema_version in exclusive mode")?;
    let done = migrate::done(&mut Tx::new(conn, Who::nobody()))?;
    let mut is_changed = false;
    for step in MIGRATIONS.iter().filter(|step| !done.iter().any(|name| name == step.0)) {
        conn.batch(&migrate::text(step, Engine::Postgres))?;
        migrate::note(&mut Tx::new(conn, Who::nobody()), step.0)?;
        is_changed = true;
    }
    if is_changed {
        conn.batch(migrate::ROW_LEVEL_SECURITY)?;
    }
    conn.batch("commit")
}

impl Who {
    /// For acts of the installation itself, which belong to no organization.
    pub const fn nobody() -> Self {
        Self {
            organization: Id::new(uuid::Uuid::nil()),
            actor: Id::new(uuid::Uuid::nil()),
            now: Timestamp::UNIX_EPOCH,
            today: Date::ZERO,
        }
    }
}

async fn blocking<T: Send + 'static>(
    act: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(act)
        .await
        .map_err(|e| Error::internal("a database thread failed", e))?
}

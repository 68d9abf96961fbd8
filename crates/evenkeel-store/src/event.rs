//! The one row that each write records, and its reading as history.

use evenkeel_core::{Card, Error, Event, Id, Person, Record, Recorded, Result};
use jiff::Timestamp;

use crate::{Tx, sql, values};

/// One line of a record's history.
#[derive(Clone, Debug)]
pub struct Entry<E> {
    /// When it happened.
    pub happened_at: Timestamp,
    /// The person who did it.
    pub actor_id: Id<Person>,
    /// Their name.
    pub actor: String,
    /// What they did.
    pub event: E,
}

crate::row! {
    /// One event as kept, for the feeds that span rooms.
    #[derive(Clone, Debug)]
    pub struct Logged {
        /// When it happened.
        pub happened_at: Timestamp,
        /// Name of the person who did it.
        pub actor: String,
        /// The event's word: `goal.committed`.
        pub kind: String,
        /// The typed event as JSON.
        pub detail: serde_json::Value,
        /// The record it happened to.
        pub card: Card,
    }
}

impl Tx<'_> {
    /// Writes the one event of this write.
    pub fn record<E: Event>(&mut self, record: Id<Record>, event: &E) -> Result<Recorded> {
        let id: Id<E> = Id::fresh(self.now);
        let bucket = i64::from(id.uuid().as_bytes()[15] % 16);
        let kind = format!("{}.{}", E::KIND.word(), event.word());
        let detail = serde_json::to_value(event)
            .map_err(|e| Error::internal("an event cannot be written", e))?;
        self.recorded += 1;
        self.run(
            sql!(
                "insert into event (organization_id, bucket, id, happened_at, actor_id,
                                    record_id, kind, function, detail)
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
            ),
            values![
                self.organization,
                bucket,
                id,
                self.now,
                self.actor,
                record,
                kind,
                event.function().number(),
                detail
            ],
        )?;
        Ok(Recorded::by_store())
    }

    /// What happened to a record that the caller has found, the newest first. Events of another
    /// kind that happened to it, such as a comment, are read by their own type.
    pub fn history<E: Event>(&mut self, record: Id<Record>, limit: i64) -> Result<Vec<Entry<E>>> {
        let rows: Vec<(Timestamp, Id<Person>, String, serde_json::Value)> = self.list(
            sql!(
                "select e.happened_at, e.actor_id, p.title, e.detail
                   from event e
                   join record p on p.organization_id = e.organization_id and p.id = e.actor_id
                  where e.organization_id = $1 and e.record_id = $2
                    and substr(e.kind, 1, length($4)) = $4
                  order by e.happened_at desc, e.id desc
                  limit $3"
            ),
            values![self.organization, record, limit, format!("{}.", E::KIND.word())],
        )?;
        rows.into_iter()
            .map(|(happened_at, actor_id, actor, detail)| {
                let event = serde_json::from_value(detail)
                    .map_err(|e| Error::internal("an event cannot be read", e))?;
                Ok(Entry { happened_at, actor_id, actor, event })
            })
            .collect()
    }
}

/// What happened lately to records that the reader may see, since `since`, the newest first.
pub fn log(tx: &mut Tx<'_>, since: Timestamp, limit: i64) -> Result<Vec<Logged>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            "select e.happened_at, p.title, e.kind, e.detail, r.id, r.kind, r.title, r.state
               from event e
               join record r on r.organization_id = e.organization_id and r.id = e.record_id
               join record p on p.organization_id = e.organization_id and p.id = e.actor_id
              where e.organization_id = $1 and e.happened_at >= $4 and ",
            crate::readable!("r"),
            " order by e.happened_at desc, e.id desc limit $5"
        ),
        &[organization, actor, today, since.into(), limit.into()],
    )
}

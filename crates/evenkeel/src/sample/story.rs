//! The teller of the story: who acts on which day, and the names by which chapters find things.

use std::collections::BTreeMap;

use evenkeel_core::{Error, Id, Person, Record, Result, Unit};
use evenkeel_store::Tx;
use jiff::{
    SignedDuration, Timestamp, ToSpan,
    civil::{Date, Weekday},
    tz::TimeZone,
};

/// The top unit's name among the units.
pub(super) const CLINIC: &str = "clinic";

/// Who and what the chapters so far have brought in, by name.
#[derive(Clone, Debug, Default)]
pub(super) struct Cast {
    people: BTreeMap<&'static str, Id<Person>>,
    units: BTreeMap<&'static str, Id<Unit>>,
    records: BTreeMap<&'static str, Id<Record>>,
}

/// One chapter in an open transaction.
pub(super) struct Story<'a, 'b> {
    tx: &'a mut Tx<'b>,
    owner: Id<Person>,
    now: Timestamp,
    cast: Cast,
}

impl<'a, 'b> Story<'a, 'b> {
    /// A chapter told on behalf of the owner, after those that brought in the cast.
    pub(super) fn new(tx: &'a mut Tx<'b>, cast: Cast) -> Self {
        let (owner, now) = (tx.actor, tx.now);
        Self { tx, owner, now, cast }
    }

    /// The cast at the end of the chapter.
    pub(super) fn into_cast(self) -> Cast {
        self.cast
    }

    /// Who founds the practice.
    pub(super) fn owner(&self) -> Id<Person> {
        self.owner
    }

    /// The transaction in the hands of somebody, so many days from today, at a moment of that day.
    pub(super) fn at(&mut self, who: &str, days: i64, minute: i64) -> Result<&mut Tx<'b>> {
        let actor = self.person(who)?;
        let moment = self.past(days, minute);
        self.tx.actor = actor;
        self.tx.now = moment;
        self.tx.today = moment.to_zoned_datetime(TimeZone::UTC).date();
        Ok(self.tx)
    }

    /// A new id of the present moment.
    pub(super) fn id<T>(&self) -> Id<T> {
        Id::fresh(self.now)
    }

    /// The day so many days from today.
    pub(super) fn day(&self, days: i64) -> Date {
        self.now.to_zoned_datetime(TimeZone::UTC).date().saturating_add(days.days())
    }

    /// The same, kept out of weekends: a Friday for the past, a Monday for what is to come.
    pub(super) fn workday(&self, days: i64) -> Date {
        let day = self.day(days);
        let (back, on) = match day.weekday() {
            Weekday::Saturday => (1, 2),
            Weekday::Sunday => (2, 1),
            _ => (0, 0),
        };
        match days {
            0 => day,
            days if days < 0 => day.saturating_sub(back.days()),
            _ => day.saturating_add(on.days()),
        }
    }

    /// The first day of the month so many months from this one.
    pub(super) fn month_start(&self, months: i64) -> Date {
        self.day(0).first_of_month().saturating_add(months.months())
    }

    /// The last day of the month so many months from this one.
    pub(super) fn month_end(&self, months: i64) -> Date {
        self.month_start(months).last_of_month()
    }

    /// A moment of a day at work.
    pub(super) fn moment(&self, days: i64, minute: i64) -> Result<Timestamp> {
        let midnight = TimeZone::UTC
            .to_timestamp(self.workday(days).at(0, 0, 0, 0))
            .map_err(|e| Error::internal("a day of the story does not exist", e))?;
        Ok(midnight + SignedDuration::from_mins(minute))
    }

    /// The same, if it has passed; otherwise a little ago.
    fn past(&self, days: i64, minute: i64) -> Timestamp {
        let latest = self.now - SignedDuration::from_mins(20 - (minute % 20));
        self.moment(days, minute).map_or(latest, |moment| moment.min(latest))
    }

    pub(super) fn person(&self, name: &str) -> Result<Id<Person>> {
        self.cast.person(name)
    }

    pub(super) fn unit(&self, name: &str) -> Result<Id<Unit>> {
        found(&self.cast.units, name)
    }

    pub(super) fn record(&self, name: &str) -> Result<Id<Record>> {
        found(&self.cast.records, name)
    }

    /// The record of that name; none when the name is empty.
    pub(super) fn record_option(&self, name: &str) -> Result<Option<Id<Record>>> {
        if name.is_empty() { Ok(None) } else { self.record(name).map(Some) }
    }

    pub(super) fn meet(&mut self, name: &'static str, person: Id<Person>) {
        self.cast.people.insert(name, person);
    }

    pub(super) fn enter(&mut self, name: &'static str, unit: Id<Unit>) {
        self.cast.units.insert(name, unit);
    }

    pub(super) fn keep(&mut self, name: &'static str, record: Id<Record>) {
        self.cast.records.insert(name, record);
    }
}

impl Cast {
    /// The person of that name.
    pub(super) fn person(&self, name: &str) -> Result<Id<Person>> {
        found(&self.people, name)
    }
}

fn found<T>(map: &BTreeMap<&'static str, Id<T>>, name: &str) -> Result<Id<T>> {
    map.get(name).copied().ok_or_else(|| Error::broken(format!("the story has no “{name}”")))
}

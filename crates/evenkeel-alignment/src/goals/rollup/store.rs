//! The figures in the database: one goal, the goals right below it, or all of them.

use evenkeel_core::{Id, Record, Result};
use evenkeel_stats::rollup::{Amount, Micro, Milli, Own};
use evenkeel_store::{Tx, row, sql, values};
use jiff::civil::Date;

row! {
    /// What came out for a goal, as stored.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Figures {
        /// Progress in millionths; none is unknown.
        pub progress_micro: Option<i64>,
        /// The weight that is measured.
        pub coverage_micro: i64,
        /// What it adds to a sum above it, done so far.
        pub done_milli: Option<i64>,
        /// The same, in all.
        pub whole_milli: Option<i64>,
        /// The unit of that.
        pub amount_unit: String,
        /// How many goals contribute.
        pub children_count: i64,
        /// How many of them are measured.
        pub measured_count: i64,
        /// The day on which it falls off track if nothing changes.
        pub off_track_on: Option<Date>,
    }
}

row! {
    /// What a goal knows about itself, as stored.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct OwnPart {
        progress_micro: Option<i64>,
        coverage_micro: i64,
        done_milli: Option<i64>,
        whole_milli: Option<i64>,
        /// The unit of its only measure.
        pub unit: String,
    }
}

row! {
    /// A goal as the roll-up reads it.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Node {
        /// Its id.
        pub id: Id<Record>,
        /// The record it serves first.
        pub parent_id: Option<Id<Record>>,
        /// Its state.
        pub state: String,
        /// Whether it was deleted.
        pub is_deleted: bool,
        /// How its progress comes about.
        pub op: String,
        /// How much it counts.
        pub weight: i64,
        /// What was set by hand.
        pub typed_micro: Option<i64>,
        /// First day.
        pub start_on: Date,
        /// Last day.
        pub end_on: Date,
        /// What it knows about itself.
        pub own: OwnPart,
        /// What came out.
        pub figures: Figures,
    }
}

row! {
    /// A goal below, as its parent sees it.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Part {
        /// Its id.
        pub id: Id<Record>,
        /// How much it counts.
        pub weight: i64,
        /// Its progress.
        pub progress_micro: Option<i64>,
        /// What it adds to a sum, done so far.
        pub done_milli: Option<i64>,
        /// The same, in all.
        pub whole_milli: Option<i64>,
        /// The unit of that.
        pub amount_unit: String,
    }
}

impl OwnPart {
    /// As stored, with the unit of the amount.
    pub fn of(own: &Own, unit: &str) -> Self {
        Self {
            progress_micro: own.progress.map(Micro::get),
            coverage_micro: own.coverage.get(),
            done_milli: own.amount.map(|amount| amount.done.0),
            whole_milli: own.amount.map(|amount| amount.whole.0),
            unit: if own.amount.is_some() { unit.to_owned() } else { String::new() },
        }
    }

    /// As the roll-up reckons with it.
    pub fn own(&self) -> Own {
        Own {
            progress: self.progress_micro.map(Micro::clamped),
            coverage: Micro::clamped(self.coverage_micro),
            amount: self
                .done_milli
                .zip(self.whole_milli)
                .map(|(done, whole)| Amount { done: Milli(done), whole: Milli(whole) }),
        }
    }
}

/// The select list of a [`Node`].
macro_rules! nodes {
    () => {
        "select r.id, r.parent_id, r.state, r.deleted_at is not null, g.op, g.weight,
                g.typed_micro, g.start_on, g.end_on,
                g.own_micro, g.own_coverage_micro, g.own_done_milli, g.own_whole_milli, g.own_unit,
                g.progress_micro, g.coverage_micro, g.done_milli, g.whole_milli, g.amount_unit,
                g.children_count, g.measured_count, g.off_track_on
           from goal g
           join record r on r.organization_id = g.organization_id and r.id = g.id
          where g.organization_id = $1"
    };
}

/// A goal, if the record is one. Figures rise through goals that the actor may not see.
pub fn find(tx: &mut Tx<'_>, id: Id<Record>) -> Result<Option<Node>> {
    tx.first(sql!(nodes!(), " and g.id = $2"), values![tx.organization, id])
}

/// Every goal of the organization.
pub fn list_all(tx: &mut Tx<'_>) -> Result<Vec<Node>> {
    tx.list(sql!(nodes!(), " order by g.id limit 10000000"), values![tx.organization])
}

/// The goals right below that count, by id.
pub fn list_parts(tx: &mut Tx<'_>, parent: Id<Record>) -> Result<Vec<Part>> {
    tx.list(
        sql!(
            "select g.id, g.weight, g.progress_micro, g.done_milli, g.whole_milli, g.amount_unit
               from record r
               join goal g on g.organization_id = r.organization_id and g.id = r.id
              where r.organization_id = $1 and r.parent_id = $2 and r.kind = 'goal'
                and r.deleted_at is null and r.state in ('open', 'met', 'missed')
              order by g.id
              limit 100000"
        ),
        values![tx.organization, parent],
    )
}

/// Writes what a goal knows about itself.
pub fn save_own(
    tx: &mut Tx<'_>,
    id: Id<Record>,
    own: &OwnPart,
    measures_count: usize,
) -> Result<u64> {
    tx.run(
        sql!(
            "update goal
                set own_micro = $3, own_coverage_micro = $4, own_done_milli = $5,
                    own_whole_milli = $6, own_unit = $7, measures_count = $8
              where organization_id = $1 and id = $2"
        ),
        values![
            tx.organization,
            id,
            own.progress_micro,
            own.coverage_micro,
            own.done_milli,
            own.whole_milli,
            &own.unit,
            i64::try_from(measures_count).unwrap_or(i64::MAX)
        ],
    )
}

/// Writes what came out for a goal.
pub fn save(tx: &mut Tx<'_>, id: Id<Record>, figures: &Figures) -> Result<u64> {
    tx.run(
        sql!(
            "update goal
                set progress_micro = $3, coverage_micro = $4, done_milli = $5, whole_milli = $6,
                    amount_unit = $7, children_count = $8, measured_count = $9, off_track_on = $10
              where organization_id = $1 and id = $2"
        ),
        values![
            tx.organization,
            id,
            figures.progress_micro,
            figures.coverage_micro,
            figures.done_milli,
            figures.whole_milli,
            &figures.amount_unit,
            figures.children_count,
            figures.measured_count,
            figures.off_track_on
        ],
    )
}

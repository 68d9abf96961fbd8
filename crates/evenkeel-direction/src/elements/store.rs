//! The statements that all elements share: the common columns, versions and endorsements.

use evenkeel_core::{Card, Error, Id, Record, Result, Unit};
use evenkeel_directory::{permissions, units};
use evenkeel_store::{Tx, card, readable, sql, values};
use jiff::Timestamp;

use super::{
    Edition, Passage,
    model::{Element, Endorser, Standing},
};

/// The columns of an [`Element`]; the query binds `tx.reader()` and joins by [`element_joins!`].
macro_rules! element_columns {
    () => {
        concat!(
            evenkeel_store::head!("r"),
            ", u.title, o.title, ",
            evenkeel_store::card!("g"),
            ",
            e.number, e.published_at,
            (select count(*) from endorsement n
              where n.organization_id = r.organization_id and n.record_id = r.id
                and n.number = e.number),
            (select max(n.number) from endorsement n
              where n.organization_id = r.organization_id and n.record_id = r.id
                and n.person_id = $2)"
        )
    };
}

/// The joins of an [`Element`] on its own table.
macro_rules! element_joins {
    ($own:literal) => {
        concat!(
            " from ",
            $own,
            " x
              join record r on r.organization_id = x.organization_id and r.id = x.id
              join edition e on e.organization_id = r.organization_id and e.record_id = r.id
                            and e.number = (select max(m.number) from edition m
                                             where m.organization_id = r.organization_id
                                               and m.record_id = r.id)
              left join record u on u.organization_id = r.organization_id and u.id = r.unit_id
              left join record o on o.organization_id = r.organization_id and o.id = r.owner_id
              left join record g on g.organization_id = r.organization_id
                                and g.id = r.parent_id and ",
            evenkeel_store::readable!("g")
        )
    };
}

/// The elements of a unit ($4) and of those below it in one state ($5, or 'any').
macro_rules! element_branch {
    () => {
        concat!(
            " where x.organization_id = $1
                and r.unit_id in (select b.unit_id from unit_path b
                                   where b.organization_id = $1 and b.ancestor_id = $4)
                and (r.state = $5 or $5 = 'any') and ",
            evenkeel_store::readable!("r")
        )
    };
}

/// The elements that hold for a unit ($4), its own and those of the units above, in one state ($5).
macro_rules! element_holding {
    () => {
        concat!(
            " where x.organization_id = $1
                and r.unit_id in (select b.ancestor_id from unit_path b
                                   where b.organization_id = $1 and b.unit_id = $4)
                and r.state = $5 and ",
            evenkeel_store::readable!("r"),
            "
              order by r.title, r.id
              limit 100"
        )
    };
}

pub(crate) use {element_branch, element_columns, element_holding, element_joins};

/// The unit that is asked for, or the whole organization. One that may not be seen is not found.
pub(crate) fn unit(tx: &mut Tx<'_>, asked: Option<Id<Unit>>) -> Result<Card> {
    let unit = match asked {
        Some(unit) => unit,
        None => units::store::root(tx)?,
    };
    let card = tx.card(unit.record())?;
    if card.kind == evenkeel_core::Kind::Unit { Ok(card) } else { Err(Error::NotFound) }
}

/// The unit that a new element begins with: the one asked for, else one that the actor heads.
pub(crate) fn unit_to_begin(tx: &mut Tx<'_>, asked: Option<Id<Unit>>) -> Result<Id<Unit>> {
    let headed = units::store::list_headed(tx, 1)?;
    let own = headed.first().map(|card| card.id.cast());
    let root = units::store::root(tx)?;
    let unit = match asked {
        Some(unit) => unit,
        None if permissions::role(tx)?.may_administer() => root,
        None => own.unwrap_or(root),
    };
    permissions::head(tx, unit)?;
    Ok(unit)
}

/// Writes a version.
pub(crate) fn insert_edition(
    tx: &mut Tx<'_>,
    record: Id<Record>,
    number: i64,
    passages: &[Passage],
) -> Result<u64> {
    let kept = serde_json::to_value(passages)
        .map_err(|error| Error::internal("a version cannot be written", error))?;
    tx.run(
        sql!(
            "insert into edition (organization_id, record_id, number, passages, published_at,
                                  published_by)
             values ($1, $2, $3, $4, $5, $6)"
        ),
        values![tx.organization, record, number, kept, tx.now, tx.actor],
    )
}

/// The versions of a record that the caller has found, the newest first.
pub(crate) fn list_editions(tx: &mut Tx<'_>, record: Id<Record>) -> Result<Vec<Edition>> {
    tx.list(
        sql!(
            "select e.number, e.published_at, e.published_by, p.title, e.passages
               from edition e
               join record p on p.organization_id = e.organization_id and p.id = e.published_by
              where e.organization_id = $1 and e.record_id = $2
              order by e.number desc
              limit 100"
        ),
        values![tx.organization, record],
    )
}

/// Who stands behind a record that the caller has found, the latest first.
pub(crate) fn list_endorsers(tx: &mut Tx<'_>, record: Id<Record>) -> Result<Vec<Endorser>> {
    tx.list(
        sql!(
            "select n.person_id, p.title, n.number, n.endorsed_at
               from endorsement n
               join record p on p.organization_id = n.organization_id and p.id = n.person_id
              where n.organization_id = $1 and n.record_id = $2
              order by n.number desc, n.endorsed_at desc, n.person_id
              limit 200"
        ),
        values![tx.organization, record],
    )
}

/// What the page of an element shows besides its own text.
pub(crate) fn standing<E: evenkeel_core::Event>(
    tx: &mut Tx<'_>,
    element: &Element,
) -> Result<Standing> {
    let may_head = match element.head.unit_id {
        Some(unit) => permissions::may_head(tx, unit)?,
        None => false,
    };
    Ok(Standing {
        editions: list_editions(tx, element.head.id)?,
        endorsers: list_endorsers(tx, element.head.id)?,
        may_head,
        about: evenkeel_records::about::load::<E>(tx, &element.head)?,
    })
}

/// The number of the current version of a record that the caller has found.
pub(crate) fn number(tx: &mut Tx<'_>, record: Id<Record>) -> Result<i64> {
    tx.find(
        sql!(
            "select number from edition
              where organization_id = $1 and record_id = $2
              order by number desc
              limit 1"
        ),
        values![tx.organization, record],
    )
}

/// Writes that the actor stands behind a version; again changes nothing.
pub(crate) fn insert_endorsement(tx: &mut Tx<'_>, record: Id<Record>, number: i64) -> Result<u64> {
    tx.run(
        sql!(
            "insert into endorsement (organization_id, record_id, number, person_id, endorsed_at)
             values ($1, $2, $3, $4, $5)
                 on conflict (organization_id, record_id, number, person_id) do nothing"
        ),
        values![tx.organization, record, number, tx.actor, tx.now],
    )
}

/// Takes the actor's name off a version.
pub(crate) fn delete_endorsement(tx: &mut Tx<'_>, record: Id<Record>, number: i64) -> Result<u64> {
    tx.run(
        sql!(
            "delete from endorsement
              where organization_id = $1 and record_id = $2 and number = $3 and person_id = $4"
        ),
        values![tx.organization, record, number, tx.actor],
    )
}

evenkeel_store::row! {
    /// An element that was endorsed lately, and by how many.
    pub(crate) struct Endorsed {
        pub(crate) card: Card,
        pub(crate) count: i64,
    }
}

/// Elements that the reader may see and that others endorsed since a moment, the most first.
pub(crate) fn list_endorsed(
    tx: &mut Tx<'_>,
    since: Timestamp,
    limit: i64,
) -> Result<Vec<Endorsed>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            "select ",
            card!("r"),
            ", count(*)
               from endorsement n
               join record r on r.organization_id = n.organization_id and r.id = n.record_id
              where n.organization_id = $1 and n.endorsed_at >= $4 and n.person_id <> $2
                and ",
            readable!("r"),
            "
              group by r.id, r.kind, r.title, r.state
              order by count(*) desc, r.id
              limit $5"
        ),
        &[organization, actor, today, since.into(), limit.into()],
    )
}

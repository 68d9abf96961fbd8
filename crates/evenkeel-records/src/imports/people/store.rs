//! What the importer of people asks of the directory: everybody in one query, and what an undo
//! must know.

use evenkeel_core::{Id, Person, Result, Unit};
use evenkeel_store::{Tx, row, sql, values};
use jiff::civil::Date;

use crate::imports::model::Run;

row! {
    /// A person as matching knows them.
    #[derive(Clone, Debug)]
    pub(super) struct Known {
        pub(super) id: Id<Person>,
        pub(super) name: String,
        pub(super) username: String,
        pub(super) email: Option<String>,
        pub(super) number: Option<String>,
        pub(super) job_title: String,
        pub(super) role: String,
        pub(super) manager_id: Option<Id<Person>>,
        pub(super) unit_id: Option<Id<Unit>>,
        pub(super) is_active: bool,
        pub(super) version: i64,
    }
}

/// Everybody in the organization, also those who have left.
pub(super) fn list_people(tx: &mut Tx<'_>) -> Result<Vec<Known>> {
    tx.list(
        sql!(
            "select p.id, r.title, p.username, p.email, p.number, p.job_title, p.role,
                    p.manager_id, r.unit_id, p.is_active, r.version
               from person p
               join record r on r.organization_id = p.organization_id and r.id = p.id
              where p.organization_id = $1 and r.deleted_at is null
              order by p.id
              limit 400000"
        ),
        values![tx.organization],
    )
}

/// A unit: id, unit above, name.
pub(super) type KnownUnit = (Id<Unit>, Option<Id<Unit>>, String);

/// All units.
pub(super) fn list_units(tx: &mut Tx<'_>) -> Result<Vec<KnownUnit>> {
    tx.list(
        sql!(
            "select u.id, u.parent_id, r.title
               from unit u
               join record r on r.organization_id = u.organization_id and r.id = u.id
              where u.organization_id = $1 and r.deleted_at is null
              order by u.id
              limit 50000"
        ),
        values![tx.organization],
    )
}

/// The version of a person's record.
pub(super) fn version(tx: &mut Tx<'_>, id: Id<Person>) -> Result<i64> {
    tx.find(
        sql!("select version from record where organization_id = $1 and id = $2"),
        values![tx.organization, id],
    )
}

/// A membership: id, unit, first and last day.
pub(super) type Span = (Id<Unit>, Id<Unit>, Date, Date);

/// The memberships of a person.
pub(super) fn list_memberships(tx: &mut Tx<'_>, person: Id<Person>) -> Result<Vec<Span>> {
    tx.list(
        sql!(
            "select id, unit_id, from_on, until_on from membership
              where organization_id = $1 and person_id = $2
              order by from_on, id limit 500"
        ),
        values![tx.organization, person],
    )
}

/// Takes all memberships of a person away.
pub(super) fn remove_memberships(tx: &mut Tx<'_>, person: Id<Person>) -> Result<u64> {
    tx.run(
        sql!("delete from membership where organization_id = $1 and person_id = $2"),
        values![tx.organization, person],
    )
}

/// Writes a membership as it was.
pub(super) fn insert_membership(
    tx: &mut Tx<'_>,
    person: Id<Person>,
    (id, unit, from_on, until_on): Span,
) -> Result<u64> {
    tx.run(
        sql!(
            "insert into membership (organization_id, id, person_id, unit_id, from_on, until_on)
             values ($1, $2, $3, $4, $5, $6)"
        ),
        values![tx.organization, id, person, unit, from_on, until_on],
    )
}

/// Writes whom a person reports to, if that manager is there.
pub(super) fn set_manager(
    tx: &mut Tx<'_>,
    person: Id<Person>,
    manager: Option<Id<Person>>,
) -> Result<u64> {
    tx.run(
        sql!(
            "update person
                set manager_id = (select m.id from person m
                                   where m.organization_id = $1 and m.id = $3)
              where organization_id = $1 and id = $2"
        ),
        values![tx.organization, person, manager],
    )
}

/// Why a person that a run added cannot be taken back: the first reason found.
pub(super) fn use_of(tx: &mut Tx<'_>, run: Id<Run>, person: Id<Person>) -> Result<Option<String>> {
    let reports: Option<String> = tx.first(
        sql!(
            "select r.title from person p
               join record r on r.organization_id = p.organization_id and r.id = p.id
              where p.organization_id = $1 and p.manager_id = $2 and r.deleted_at is null
                and not exists (select 1 from import_row w
                                 where w.organization_id = $1 and w.run_id = $3
                                   and w.target_id = p.id and w.outcome = 'create')
              limit 1"
        ),
        values![tx.organization, person, run],
    )?;
    if let Some(name) = reports {
        return Ok(Some(format!("{name} reports to them now")));
    }
    let holds: Option<String> = tx.first(
        sql!(
            "select r.title from record r
              where r.organization_id = $1 and r.owner_id = $2
                and r.id <> $2 and r.deleted_at is null
              limit 1"
        ),
        values![tx.organization, person],
    )?;
    if let Some(title) = holds {
        return Ok(Some(format!("“{title}” is theirs now")));
    }
    let heads: Option<String> = tx.first(
        sql!(
            "select r.title from unit u
               join record r on r.organization_id = u.organization_id and r.id = u.id
              where u.organization_id = $1 and (u.lead_id = $2 or u.manager_id = $2)
                and r.deleted_at is null
              limit 1"
        ),
        values![tx.organization, person],
    )?;
    if let Some(unit) = heads {
        return Ok(Some(format!("They head {unit} now")));
    }
    let signed_in: Option<i64> = tx.first(
        sql!(
            "select 1 from person
              where organization_id = $1 and id = $2 and password_hash is not null
              union all
             select 1 from session where organization_id = $1 and person_id = $2
              limit 1"
        ),
        values![tx.organization, person],
    )?;
    Ok(signed_in.map(|_| "They have signed in since".to_owned()))
}

/// Takes everything by which a person could be known from a row that must stay.
pub(super) fn blank(tx: &mut Tx<'_>, person: Id<Person>) -> Result<u64> {
    tx.run(
        sql!("update person set manager_id = null where organization_id = $1 and manager_id = $2"),
        values![tx.organization, person],
    )?;
    tx.run(
        sql!("delete from reader where organization_id = $1 and person_id = $2"),
        values![tx.organization, person],
    )?;
    tx.run(
        sql!(
            "update person
                set username = $3, email = null, number = null, job_title = '',
                    manager_id = null, is_active = $4
              where organization_id = $1 and id = $2"
        ),
        values![tx.organization, person, format!("gone-{person}"), false],
    )
}

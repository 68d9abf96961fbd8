//! The rows that every query joins: everyone, the branch of a person's units, and their line.

use evenkeel_core::{Id, Person, Result};
use evenkeel_store::{ALWAYS, FOREVER, Tx, sql, values};

/// Levels of a line that are followed.
macro_rules! depth {
    () => {
        "32"
    };
}

macro_rules! everyone {
    ($which:literal) => {
        sql!(
            "insert into reader (organization_id, person_id, audience_id, from_on, until_on,
                                 relation)
             select p.organization_id, p.id, p.organization_id, $2, $3, 'everyone'
               from person p
              where p.organization_id = $1 and p.is_active and p.role <> 'guest'",
            $which
        )
    };
}

macro_rules! branch {
    ($which:literal) => {
        sql!(
            "insert into reader (organization_id, person_id, audience_id, from_on, until_on,
                                 relation)
             select m.organization_id, m.person_id, b.seen_id, m.from_on, max(m.until_on), 'unit'
               from membership m
               join person p on p.organization_id = m.organization_id and p.id = m.person_id
               join (select organization_id, unit_id as of_id, ancestor_id as seen_id
                       from unit_path
                      union
                     select organization_id, ancestor_id as of_id, unit_id as seen_id
                       from unit_path) b
                 on b.organization_id = m.organization_id and b.of_id = m.unit_id
              where m.organization_id = $1 and p.is_active and p.role <> 'guest'",
            $which,
            " group by m.organization_id, m.person_id, b.seen_id, m.from_on"
        )
    };
}

macro_rules! line {
    ($below:expr) => {
        sql!(
            "with recursive ",
            $below,
            ", line (person_id, lead_id, depth) as (
                 select b.id, b.id, 0 from below b
                  union
                 select l.person_id, p.manager_id, l.depth + 1
                   from line l
                   cross join person p
                  where p.organization_id = $1 and p.id = l.lead_id
                    and p.manager_id is not null and l.depth < ",
            depth!(),
            "), seen (person_id, lead_id) as (
                 select person_id, lead_id from line
                  union
                 select m.person_id, m.lead_id from matrix_line m
                   join below b on b.id = m.person_id
                  where m.organization_id = $1)
             insert into reader (organization_id, person_id, audience_id, from_on, until_on,
                                 relation)
             select p.organization_id, s.lead_id, s.person_id, $2, $3, 'line'
               from seen s
               cross join person p
              where p.organization_id = $1 and p.id = s.lead_id
                and p.is_active"
        )
    };
}

macro_rules! below {
    () => {
        concat!(
            "below (id, depth) as (
                 select p.id, 0 from person p where p.organization_id = $1 and p.id = $4
                  union
                 select p.id, b.depth + 1 from person p
                   join below b on b.id = p.manager_id
                  where p.organization_id = $1 and b.depth < ",
            depth!(),
            ")"
        )
    };
}

/// Writes anew what one person sees as everyone and through their memberships.
pub fn refresh_person(tx: &mut Tx<'_>, person: Id<Person>) -> Result<()> {
    tx.run(
        sql!(
            "delete from reader
              where organization_id = $1 and person_id = $2
                and relation in ('everyone', 'unit')"
        ),
        values![tx.organization, person],
    )?;
    tx.run(everyone!(" and p.id = $4"), values![tx.organization, ALWAYS, FOREVER, person])?;
    tx.run(branch!(" and m.person_id = $2"), values![tx.organization, person])?;
    Ok(())
}

/// Writes anew who belongs to the lines of a person and of everybody below them.
pub fn refresh_line(tx: &mut Tx<'_>, person: Id<Person>) -> Result<()> {
    tx.run(
        sql!(
            "with recursive below (id, depth) as (
                 select p.id, 0 from person p where p.organization_id = $1 and p.id = $2
                  union
                 select p.id, b.depth + 1 from person p
                   join below b on b.id = p.manager_id
                  where p.organization_id = $1 and b.depth < ",
            depth!(),
            ")
             delete from reader
              where organization_id = $1 and relation = 'line'
                and audience_id in (select id from below)"
        ),
        values![tx.organization, person],
    )?;
    tx.run(line!(below!()), values![tx.organization, ALWAYS, FOREVER, person])?;
    Ok(())
}

/// Writes all rows anew but those of people named on records: after an import or a move of units.
pub fn refresh_all(tx: &mut Tx<'_>) -> Result<()> {
    tx.run(
        sql!("delete from reader where organization_id = $1 and relation <> 'named'"),
        values![tx.organization],
    )?;
    tx.run(everyone!(""), values![tx.organization, ALWAYS, FOREVER])?;
    tx.run(branch!(""), values![tx.organization])?;
    tx.run(
        line!("below (id) as (select p.id from person p where p.organization_id = $1)"),
        values![tx.organization, ALWAYS, FOREVER],
    )?;
    Ok(())
}

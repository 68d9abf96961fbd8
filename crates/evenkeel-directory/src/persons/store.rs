//! Every statement about persons.

use evenkeel_core::{Card, Id, Person, Result, Unit};
use evenkeel_store::{FOREVER, Tx, card, readable, row, sql, values};
use jiff::civil::Date;

use super::{Draft, Member};

/// The select list and joins of a [`Member`]; the unit is the one of today.
macro_rules! members {
    () => {
        "select r.id, r.title, r.version, p.username, p.email, p.number, p.job_title, p.role,
                p.manager_id, m.title, p.is_active, u.id, u.title, p.password_hash is not null
           from person p
           join record r on r.organization_id = p.organization_id and r.id = p.id
                        and r.kind = 'person'
           left join record m on m.organization_id = p.organization_id and m.id = p.manager_id
           left join record u on u.organization_id = p.organization_id and u.id = r.unit_id"
    };
}

/// A person whom the actor may see.
pub fn find(tx: &mut Tx<'_>, id: Id<Person>) -> Result<Member> {
    let [organization, actor, today] = tx.reader();
    tx.find(
        sql!(members!(), " where p.organization_id = $1 and p.id = $4 and ", readable!("r")),
        &[organization, actor, today, id.into()],
    )
}

/// Which people a list shows.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Those who work here, or those who left.
    pub is_active: bool,
    /// Part of a name, username, e-mail or job title; empty for all.
    pub words: String,
}

/// The people whom the actor may see after (name, id), by name.
pub fn list(
    tx: &mut Tx<'_>,
    shown: &Shown,
    after: &(String, Id<Person>),
    limit: i64,
) -> Result<Vec<Member>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            members!(),
            " where p.organization_id = $1 and p.is_active = $4 and (r.title, r.id) > ($5, $6)
                and (lower(r.title) like $8 escape '\\' or p.username like $8 escape '\\'
                     or coalesce(p.email, '') like $8 escape '\\'
                     or lower(p.job_title) like $8 escape '\\')
                and ",
            readable!("r"),
            "
              order by r.title, r.id
              limit $7"
        ),
        &[
            organization,
            actor,
            today,
            shown.is_active.into(),
            (&after.0).into(),
            after.1.into(),
            limit.into(),
            pattern(&shown.words).into(),
        ],
    )
}

/// A pattern for `like` in which nothing of the words has a meaning of its own.
fn pattern(words: &str) -> String {
    let mut pattern = "%".to_owned();
    for letter in words.to_lowercase().chars().filter(|c| !c.is_control()) {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}

/// The people of a unit whom the actor may see after (name, id), by name.
pub fn list_in_unit(
    tx: &mut Tx<'_>,
    unit: Id<Unit>,
    after: &(String, Id<Person>),
    limit: i64,
) -> Result<Vec<Member>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            members!(),
            " where p.organization_id = $1 and p.is_active and r.unit_id = $4
                and (r.title, r.id) > ($5, $6) and ",
            readable!("r"),
            "
              order by r.title, r.id
              limit $7"
        ),
        &[organization, actor, today, unit.into(), (&after.0).into(), after.1.into(), limit.into()],
    )
}

/// Those above a person in their line whom the actor may see, the nearest first.
pub fn list_line(tx: &mut Tx<'_>, person: Id<Person>) -> Result<Vec<Card>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            "with recursive up (id, depth) as (
                 select p.manager_id, 1 from person p
                  where p.organization_id = $1 and p.id = $4
                  union
                 select p.manager_id, u.depth + 1 from up u
                   cross join person p
                  where p.organization_id = $1 and p.id = u.id
                    and p.manager_id is not null and u.depth < 32)
             select ",
            card!("r"),
            "
               from up
               cross join record r
              where r.organization_id = $1 and r.id = up.id and ",
            readable!("r"),
            "
              order by up.depth, r.id
              limit 32"
        ),
        &[organization, actor, today, person.into()],
    )
}

/// The one active person whom the actor may see and who is meant by a username, an e-mail or a
/// full name; `None` if nobody is, or several are.
pub fn find_named(tx: &mut Tx<'_>, text: &str) -> Result<Option<Id<Person>>> {
    let [organization, actor, today] = tx.reader();
    let small = text.to_lowercase();
    let mut ids: Vec<Id<Person>> = tx.list(
        sql!(
            "select p.id
               from person p
               join record r on r.organization_id = p.organization_id and r.id = p.id
              where p.organization_id = $1 and p.is_active
                and (p.username = $4 or p.email = $4 or r.title = $5) and ",
            readable!("r"),
            "
              order by p.id
              limit 2"
        ),
        &[organization, actor, today, small.into(), text.into()],
    )?;
    Ok(if ids.len() == 1 { ids.pop() } else { None })
}

/// The people who report to a person and whom the actor may see, by name.
pub fn list_reports(tx: &mut Tx<'_>, manager: Id<Person>, limit: i64) -> Result<Vec<Member>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            members!(),
            " where p.organization_id = $1 and p.is_active and p.manager_id = $4 and ",
            readable!("r"),
            " order by r.title, r.id limit $5"
        ),
        &[organization, actor, today, manager.into(), limit.into()],
    )
}

row! {
    /// A second line: somebody else whom a person also answers to.
    #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
    pub struct MatrixLine {
        /// What the line is about: "Training", "Safety".
        pub name: String,
        /// Whom the person answers to in it.
        pub lead: Card,
    }
}

/// The second lines of a person, by name.
pub fn list_matrix_lines(tx: &mut Tx<'_>, person: Id<Person>) -> Result<Vec<MatrixLine>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            "select l.name, ",
            card!("r"),
            "
               from matrix_line l
               join record r on r.organization_id = l.organization_id and r.id = l.lead_id
              where l.organization_id = $1 and l.person_id = $4 and ",
            readable!("r"),
            "
              order by l.name, r.id
              limit 20"
        ),
        &[organization, actor, today, person.into()],
    )
}

/// Draws a second line, or names it anew.
pub fn save_matrix_line(
    tx: &mut Tx<'_>,
    person: Id<Person>,
    lead: Id<Person>,
    name: &str,
) -> Result<u64> {
    tx.run(
        sql!(
            "insert into matrix_line (organization_id, person_id, lead_id, name)
             values ($1, $2, $3, $4)
                 on conflict (organization_id, person_id, lead_id)
                 do update set name = excluded.name"
        ),
        values![tx.organization, person, lead, name],
    )
}

/// Takes a second line away.
pub fn remove_matrix_line(tx: &mut Tx<'_>, person: Id<Person>, lead: Id<Person>) -> Result<u64> {
    tx.run(
        sql!(
            "delete from matrix_line
              where organization_id = $1 and person_id = $2 and lead_id = $3"
        ),
        values![tx.organization, person, lead],
    )
}

/// Writes a new person's own row.
pub fn insert(tx: &mut Tx<'_>, id: Id<Person>, draft: &Draft) -> Result<u64> {
    tx.run(
        sql!(
            "insert into person (organization_id, id, username, email, number, job_title, role,
                                 manager_id, is_active)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
        ),
        values![
            tx.organization,
            id,
            &draft.username,
            &draft.email,
            &draft.number,
            &draft.job_title,
            draft.role.word(),
            draft.manager_id,
            true
        ],
    )
}

/// Writes an edit into a person's own row.
pub fn update(tx: &mut Tx<'_>, id: Id<Person>, draft: &Draft) -> Result<u64> {
    tx.run(
        sql!(
            "update person
                set username = $3, email = $4, number = $5, job_title = $6, role = $7,
                    manager_id = $8
              where organization_id = $1 and id = $2"
        ),
        values![
            tx.organization,
            id,
            &draft.username,
            &draft.email,
            &draft.number,
            &draft.job_title,
            draft.role.word(),
            draft.manager_id
        ],
    )
}

/// Opens or ends the access of a person.
pub fn set_active(tx: &mut Tx<'_>, id: Id<Person>, is_active: bool) -> Result<u64> {
    tx.run(
        sql!("update person set is_active = $3 where organization_id = $1 and id = $2"),
        values![tx.organization, id, is_active],
    )
}

/// Ends today's membership and begins one in `unit`.
pub fn move_to_unit(
    tx: &mut Tx<'_>,
    membership: Id<Unit>,
    person: Id<Person>,
    unit: Option<Id<Unit>>,
    from_on: Date,
) -> Result<()> {
    let day_before = from_on.yesterday().unwrap_or(from_on);
    tx.run(
        sql!(
            "delete from membership
              where organization_id = $1 and person_id = $2 and from_on >= $3"
        ),
        values![tx.organization, person, from_on],
    )?;
    tx.run(
        sql!(
            "update membership set until_on = $3
              where organization_id = $1 and person_id = $2 and until_on > $3"
        ),
        values![tx.organization, person, day_before],
    )?;
    if let Some(unit) = unit {
        tx.run(
            sql!(
                "insert into membership (organization_id, id, person_id, unit_id, from_on, until_on)
                 values ($1, $2, $3, $4, $5, $6)"
            ),
            values![tx.organization, membership, person, unit, from_on, FOREVER],
        )?;
    }
    Ok(())
}

row! {
    /// A span in which a person belonged to a unit.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Membership {
        /// First day.
        pub from_on: Date,
        /// Last day.
        pub until_on: Date,
        /// The unit.
        pub unit: Card,
    }
}

/// The memberships of a person in units that the actor may see, the latest first.
pub fn list_memberships(tx: &mut Tx<'_>, person: Id<Person>) -> Result<Vec<Membership>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            "select m.from_on, m.until_on, ",
            card!("r"),
            "
               from membership m
               join record r on r.organization_id = m.organization_id and r.id = m.unit_id
              where m.organization_id = $1 and m.person_id = $4 and ",
            readable!("r"),
            "
              order by m.from_on desc, m.id
              limit 50"
        ),
        &[organization, actor, today, person.into()],
    )
}

/// Whether someone other than `except` has this username, e-mail or number: the taken field.
pub fn taken(tx: &mut Tx<'_>, except: Id<Person>, draft: &Draft) -> Result<Vec<&'static str>> {
    let rows: Vec<(String, Option<String>, Option<String>)> = tx.list(
        sql!(
            "select username, email, number from person
              where organization_id = $1 and id <> $2 and username = $3
              union
             select username, email, number from person
              where organization_id = $1 and id <> $2 and email = $4
              union
             select username, email, number from person
              where organization_id = $1 and id <> $2 and number = $5
              limit 3"
        ),
        values![
            tx.organization,
            except,
            &draft.username,
            draft.email.as_deref().unwrap_or("\u{1}"),
            draft.number.as_deref().unwrap_or("\u{1}")
        ],
    )?;
    let mut fields = Vec::new();
    for (username, email, number) in rows {
        if username == draft.username {
            fields.push("username");
        }
        if email.is_some() && email == draft.email {
            fields.push("email");
        }
        if number.is_some() && number == draft.number {
            fields.push("number");
        }
    }
    Ok(fields)
}

/// Whether `lead` stands somewhere below `person` in the line: then the line would be a circle.
pub fn is_below(tx: &mut Tx<'_>, lead: Id<Person>, person: Id<Person>) -> Result<bool> {
    let found: Option<i64> = tx.first(
        sql!(
            "with recursive up (id, depth) as (
                 select p.id, 0 from person p where p.organization_id = $1 and p.id = $2
                  union
                 select p.manager_id, u.depth + 1 from up u
                   cross join person p
                  where p.organization_id = $1 and p.id = u.id
                    and p.manager_id is not null and u.depth < 64)
             select 1 from up where id = $3 limit 1"
        ),
        values![tx.organization, lead, person],
    )?;
    Ok(found.is_some())
}

/// How many active owners there are besides `person`.
pub fn count_other_owners(tx: &mut Tx<'_>, person: Id<Person>) -> Result<i64> {
    tx.find(
        sql!(
            "select count(*) from person
              where organization_id = $1 and id <> $2 and role = 'owner' and is_active"
        ),
        values![tx.organization, person],
    )
}

/// Active people whom the actor may see, as cards by name: for a choice in a form.
pub fn choices(tx: &mut Tx<'_>) -> Result<Vec<Card>> {
    let [organization, actor, today] = tx.reader();
    tx.list(
        sql!(
            "select ",
            card!("r"),
            "
               from record r
               join person p on p.organization_id = r.organization_id and p.id = r.id
              where r.organization_id = $1 and r.kind = 'person' and p.is_active and ",
            readable!("r"),
            " order by r.title, r.id limit 500"
        ),
        &[organization, actor, today],
    )
}

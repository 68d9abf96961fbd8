//! `evenkeel sample`: a made-up organization of any size, for measuring.

use std::path::PathBuf;

use anyhow::bail;
use evenkeel_core::{Id, Kind, Organization, Person, Record, Result, Role, Unit};
use evenkeel_directory::{
    audience::SeenBy,
    founding::{self, Founding},
    persons, readers, sessions, units,
};
use evenkeel_plans::tasks;
use evenkeel_store::{Audience, Db, NewRecord, Tx};
use evenkeel_web::secret;
use jiff::{SignedDuration, Timestamp, civil::date};
use uuid::Uuid;

use super::{local::who, say};
use crate::serve;

/// Rows written in one transaction.
const BATCH: usize = 500;
/// People of one unit.
const UNIT: usize = 20;

/// Fills a new folder with `people` people and `tasks` tasks, and prints a session for each of
/// 32 of them: cookie and form token.
pub(super) async fn run(data: PathBuf, people: usize, task_count: usize) -> anyhow::Result<()> {
    if data.join("evenkeel.db").exists() {
        bail!("{} holds data already; name a new folder", data.display());
    }
    let db = Db::open(serve::location(data, None)?).await?;
    let now = serve::clock();
    let made = Made::new(now, people.max(1));
    let (organization, owner) = (made.organization, made.person(0)?);
    let first = made.clone();
    db.write(who(organization, owner), None, move |tx| founding::found(tx, &first.founding(owner)))
        .await?;
    fill_units(&db, &made).await?;
    fill_people(&db, &made).await?;
    db.keep(who(organization, owner), readers::refresh_all).await?;
    fill_tasks(&db, &made, task_count).await?;
    for index in 0..made.people.len().min(32) {
        sign_in(&db, organization, made.person(index)?).await?;
    }
    Ok(())
}

/// The ids of what is made.
#[derive(Clone)]
struct Made {
    now: Timestamp,
    organization: Id<Organization>,
    top: Id<Unit>,
    units: Vec<Id<Unit>>,
    people: Vec<Id<Person>>,
}

impl Made {
    fn new(now: Timestamp, people: usize) -> Self {
        Self {
            now,
            organization: Id::fresh(now),
            top: Id::fresh(now),
            units: (0..people.div_ceil(UNIT)).map(|_| Id::fresh(now)).collect(),
            people: (0..people).map(|_| Id::fresh(now)).collect(),
        }
    }

    fn person(&self, index: usize) -> Result<Id<Person>> {
        let at = index % self.people.len().max(1);
        self.people.get(at).copied().ok_or(evenkeel_core::Error::NotFound)
    }

    fn unit_of(&self, person: usize) -> Id<Unit> {
        self.units.get(person / UNIT).copied().unwrap_or(self.top)
    }

    fn founding(&self, owner: Id<Person>) -> Founding {
        Founding {
            organization: "Made-up organization".to_owned(),
            slug: "made-up".to_owned(),
            time_zone: "UTC".to_owned(),
            owner: self.draft(0),
            password_hash: None,
            owner_id: owner,
            unit_id: self.top,
            membership_id: Id::fresh(self.now),
        }
    }

    fn draft(&self, index: usize) -> persons::Draft {
        let manager = (index > 0).then(|| (index - 1) / 8);
        persons::Draft {
            name: format!("Person {index:06}"),
            username: format!("person{index:06}"),
            email: None,
            number: Some(index.to_string()),
            job_title: "Made up".to_owned(),
            role: Role::Member,
            manager_id: manager.and_then(|at| self.people.get(at).copied()),
            unit_id: Some(self.unit_of(index)),
            from_on: Some(date(2024, 1, 1)),
        }
    }
}

async fn fill_units(db: &Db, made: &Made) -> anyhow::Result<()> {
    let owner = made.person(0)?;
    let made_here = made.clone();
    db.keep(who(made.organization, owner), move |tx| {
        for (index, id) in made_here.units.iter().enumerate() {
            let parent = match index {
                0..8 => made_here.top,
                _ => made_here.units.get(index / 8 - 1).copied().unwrap_or(made_here.top),
            };
            let draft = units::Draft {
                name: format!("Unit {index:05}"),
                kind: "team".to_owned(),
                code: None,
                parent_id: Some(parent),
                lead_id: None,
                manager_id: None,
            };
            units::acts::add(tx, *id, &draft)?;
        }
        Ok(())
    })
    .await?;
    Ok(())
}

async fn fill_people(db: &Db, made: &Made) -> anyhow::Result<()> {
    let owner = made.person(0)?;
    for start in (1..made.people.len()).step_by(BATCH) {
        let made_here = made.clone();
        db.keep(who(made.organization, owner), move |tx| {
            for index in start..(start + BATCH).min(made_here.people.len()) {
                person(tx, &made_here, index)?;
            }
            Ok(())
        })
        .await?;
    }
    Ok(())
}

fn person(tx: &mut Tx<'_>, made: &Made, index: usize) -> Result<()> {
    let (id, draft) = (made.person(index)?, made.draft(index));
    tx.add(&NewRecord {
        id: id.record(),
        kind: Kind::Person,
        title: &draft.name,
        state: "active",
        unit: draft.unit_id,
        owner: Some(id),
        audience: Audience::Everyone,
        parent: None,
        text: &draft.username,
    })?;
    persons::store::insert(tx, id, &draft)?;
    let membership = Id::new(Uuid::new_v4());
    persons::store::move_to_unit(tx, membership, id, draft.unit_id, date(2024, 1, 1))
}

async fn fill_tasks(db: &Db, made: &Made, count: usize) -> anyhow::Result<()> {
    for start in (0..count).step_by(BATCH) {
        let made_here = made.clone();
        let maker = made.person(start / BATCH)?;
        db.keep(who(made.organization, maker), move |tx| {
            for index in start..(start + BATCH).min(count) {
                task(tx, &made_here, index)?;
            }
            Ok(())
        })
        .await?;
    }
    Ok(())
}

fn task(tx: &mut Tx<'_>, made: &Made, index: usize) -> Result<()> {
    let id: Id<tasks::Task> = Id::fresh(made.now);
    let hours = i64::try_from(index % 4000).unwrap_or(0);
    let draft = tasks::Draft {
        title: format!("Made-up task {index:07} of the week"),
        standard: "As agreed, and **checked** by a second person.".to_owned(),
        owner_id: Some(made.person(index)?),
        due_at: Some(made.now + SignedDuration::from_hours(hours)),
        goal_id: None::<Id<Record>>,
        unit_id: Some(made.unit_of(index % made.people.len().max(1))),
        seen_by: if index.is_multiple_of(4) { SeenBy::Everyone } else { SeenBy::Unit },
    };
    tasks::acts::create(tx, id, &draft).map(|_| ())
}

async fn sign_in(
    db: &Db,
    organization: Id<Organization>,
    person: Id<Person>,
) -> anyhow::Result<()> {
    let (cookie, kept) = secret::fresh(organization);
    let form_token = Uuid::new_v4().to_string();
    let token = form_token.clone();
    db.keep(who(organization, person), move |tx| {
        let id = Id::new(Uuid::new_v4());
        sessions::store::insert_session(tx, id, &kept, person, &token, "a measurement")
    })
    .await?;
    say(&format!("session {cookie} {form_token}"));
    Ok(())
}

//! What the store promises, on both engines.

use evenkeel_core::{Error, Event, Id, Kind, Organization, Person, Record};
use jiff::{Timestamp, civil::date};

use crate::{
    ALWAYS, Audience, Db, FOREVER, Key, Location, NewRecord, Tx, Who, sql, sql_installation, values,
};

#[derive(serde::Serialize, serde::Deserialize)]
enum Noted {
    Created,
}

impl Event for Noted {
    const KIND: Kind = Kind::Task;

    fn word(&self) -> &'static str {
        "created"
    }

    fn sentence(&self) -> String {
        "added this".to_owned()
    }
}

struct House {
    db: Db,
    _folder: Option<tempfile::TempDir>,
}

async fn house() -> House {
    match std::env::var("EVENKEEL_TEST_DATABASE_URL") {
        Ok(url) => House { db: Db::open(Location::Url(url)).await.unwrap(), _folder: None },
        Err(_) => {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("evenkeel.db");
            House { db: Db::open(Location::File(path)).await.unwrap(), _folder: Some(folder) }
        }
    }
}

fn now() -> Timestamp {
    "2026-06-16T09:00:00Z".parse().unwrap()
}

/// A new organization with one person, who sees what is for everyone.
async fn organization(db: &Db) -> Who {
    let organization: Id<Organization> = Id::fresh(now());
    let actor: Id<Person> = Id::fresh(now());
    let who = Who { organization, actor, now: now(), today: date(2026, 6, 16) };
    db.keep(who, move |tx| {
        tx.run_installation(
            sql_installation!(
                "insert into organization (id, name, slug, time_zone, created_at)
                 values ($1, $2, $3, $4, $5)"
            ),
            values![organization, "Test", organization.to_string(), "UTC", tx.now],
        )?;
        add(tx, actor.record(), Kind::Person, "Amy")?;
        tx.run(
            sql!(
                "insert into reader (organization_id, person_id, audience_id, from_on, until_on,
                                     relation)
                 values ($1, $2, $1, $3, $4, 'everyone')"
            ),
            values![organization, actor, ALWAYS, FOREVER],
        )
    })
    .await
    .unwrap();
    who
}

fn add(tx: &mut Tx<'_>, id: Id<Record>, kind: Kind, title: &str) -> evenkeel_core::Result<()> {
    tx.add(&NewRecord {
        id,
        kind,
        title,
        state: "open",
        unit: None,
        owner: None,
        audience: Audience::Everyone,
        parent: None,
        text: "",
    })
}

async fn count_tasks(db: &Db, who: Who) -> i64 {
    db.read(who, |tx| {
        tx.find(
            sql!("select count(*) from record where organization_id = $1 and kind = 'task'"),
            values![tx.organization],
        )
    })
    .await
    .unwrap()
}

#[tokio::test]
async fn a_write_that_fails_leaves_nothing_and_its_neighbors_stay() {
    let house = house().await;
    let who = organization(&house.db).await;
    let mut writes = Vec::new();
    for index in 0..40 {
        let (db, id) = (house.db.clone(), Id::fresh(now()));
        writes.push(tokio::spawn(async move {
            db.write(who, None, move |tx| {
                add(tx, id, Kind::Task, "A task")?;
                if index % 2 == 0 {
                    return Err(Error::field("title", "no"));
                }
                tx.record(id, &Noted::Created)
            })
            .await
        }));
    }
    let mut kept = 0;
    for write in writes {
        kept += i64::from(write.await.unwrap().is_ok());
    }
    assert_eq!((kept, count_tasks(&house.db, who).await), (20, 20));
}

#[tokio::test]
async fn a_write_records_exactly_one_event() {
    let house = house().await;
    let who = organization(&house.db).await;
    let id = Id::fresh(now());
    let twice = house
        .db
        .write(who, None, move |tx| {
            add(tx, id, Kind::Task, "A task")?;
            let _ = tx.record(id, &Noted::Created)?;
            tx.record(id, &Noted::Created)
        })
        .await;
    assert!(matches!(twice, Err(Error::Internal { .. })));
    assert_eq!(count_tasks(&house.db, who).await, 0);
}

#[tokio::test]
async fn a_panic_in_a_write_is_an_answer_and_the_writer_lives_on() {
    let house = house().await;
    let who = organization(&house.db).await;
    let result: evenkeel_core::Result<()> =
        house.db.write(who, None, |_| panic!("a test of the writer")).await;
    assert!(matches!(result, Err(Error::Internal { .. })));
    let id = Id::fresh(now());
    house
        .db
        .write(who, None, move |tx| {
            add(tx, id, Kind::Task, "A task")?;
            tx.record(id, &Noted::Created)
        })
        .await
        .unwrap();
    assert_eq!(count_tasks(&house.db, who).await, 1);
}

#[tokio::test]
async fn the_same_key_answers_the_same_and_another_call_with_it_is_refused() {
    let house = house().await;
    let who = organization(&house.db).await;
    let call = |fingerprint: u8| {
        let id: Id<Record> = Id::fresh(now());
        let key = Key { key: "k".to_owned(), fingerprint: vec![fingerprint] };
        house.db.write(who, Some(key), move |tx| {
            add(tx, id, Kind::Task, "A task")?;
            Ok(tx.record(id, &Noted::Created)?.with(id))
        })
    };
    let first = call(1).await.unwrap();
    assert_eq!(call(1).await.unwrap(), first);
    assert!(matches!(call(2).await, Err(Error::Invalid(_))));
    assert_eq!(count_tasks(&house.db, who).await, 1);
}

#[tokio::test]
async fn a_counter_raised_by_many_at_once_ends_exact() {
    let house = house().await;
    let who = organization(&house.db).await;
    let id: Id<Record> = Id::fresh(now());
    house.db.keep(who, move |tx| add(tx, id, Kind::Task, "A counter")).await.unwrap();
    let mut writes = Vec::new();
    for _ in 0..24 {
        let db = house.db.clone();
        writes.push(tokio::spawn(async move {
            db.write(who, None, move |tx| {
                let version: i64 = tx.find(
                    sql!("select version from record where organization_id = $1 and id = $2"),
                    values![tx.organization, id],
                )?;
                tx.run(
                    sql!("update record set version = $3 where organization_id = $1 and id = $2"),
                    values![tx.organization, id, version + 1],
                )?;
                tx.record(id, &Noted::Created)
            })
            .await
        }));
    }
    let mut kept = 0;
    for write in writes {
        kept += i64::from(write.await.unwrap().is_ok());
    }
    let version = house.db.read(who, move |tx| Ok(tx.head(id)?.version)).await.unwrap();
    assert_eq!(version, 1 + kept);
    assert!(kept > 0);
}

#[tokio::test]
async fn a_read_cannot_write() {
    let house = house().await;
    let who = organization(&house.db).await;
    let id = Id::fresh(now());
    let result = house.db.read(who, move |tx| add(tx, id, Kind::Task, "A task")).await;
    assert!(result.is_err());
    assert_eq!(count_tasks(&house.db, who).await, 0);
}

#[tokio::test]
async fn two_organizations_in_one_database_are_apart() {
    let house = house().await;
    let (amy, zoe) = (organization(&house.db).await, organization(&house.db).await);
    let id: Id<Record> = Id::fresh(now());
    house.db.keep(amy, move |tx| add(tx, id, Kind::Task, "Only ours")).await.unwrap();
    assert!(house.db.read(amy, move |tx| tx.head(id)).await.is_ok());
    assert!(matches!(house.db.read(zoe, move |tx| tx.head(id)).await, Err(Error::NotFound)));
    let found = house.db.read(zoe, |tx| tx.search("ours", 10)).await.unwrap();
    assert!(found.is_empty());
    let foreign = house
        .db
        .keep(zoe, move |tx| {
            tx.add(&NewRecord {
                id: Id::fresh(tx.now),
                kind: Kind::Task,
                title: "Points elsewhere",
                state: "open",
                unit: None,
                owner: None,
                audience: Audience::Everyone,
                parent: Some(id),
                text: "",
            })
        })
        .await;
    assert!(matches!(foreign, Err(Error::Invalid(_))), "{foreign:?}");
}

#[tokio::test]
async fn on_postgresql_rows_of_others_are_out_of_reach_even_for_a_query_that_asks_for_them() {
    let house = house().await;
    if house.db.engine() == crate::Engine::Sqlite {
        return;
    }
    let (amy, zoe) = (organization(&house.db).await, organization(&house.db).await);
    let ours = amy.organization;
    let rows: i64 = house
        .db
        .read(zoe, move |tx| {
            tx.find(sql!("select count(*) from record where organization_id = $1"), values![ours])
        })
        .await
        .unwrap();
    assert_eq!(rows, 0);
}

#[tokio::test]
async fn on_postgresql_a_write_whose_connection_breaks_before_its_commit_runs_again() {
    if std::env::var("EVENKEEL_TEST_DATABASE_URL").is_err() {
        return;
    }
    let house = house().await;
    let who = organization(&house.db).await;
    let (id, mut runs) = (Id::fresh(now()), 0);
    let write = house.db.write(who, None, move |tx| {
        runs += 1;
        add(tx, id, Kind::Task, "A task")?;
        if runs == 1 {
            let kill = sql_installation!("select pg_terminate_backend(pg_backend_pid())");
            tx.list_installation::<bool>(kill, &[])?;
        }
        Ok(tx.record(id, &Noted::Created)?.with(runs))
    });
    assert_eq!(write.await.unwrap(), 2, "without a key, for nothing was committed");
    assert_eq!(count_tasks(&house.db, who).await, 1);
}

#[tokio::test]
async fn what_the_database_cannot_hold_is_told_to_whoever_sent_it() {
    let house = house().await;
    let who = organization(&house.db).await;
    let far = jiff::civil::Date::MIN;
    for read in [
        house.db.read(who, |tx| look(tx, "a\u{0}b", date(2026, 6, 16))).await,
        house.db.read(who, move |tx| look(tx, "a", far)).await,
    ] {
        // SQLite holds both; PostgreSQL neither.
        assert!(matches!(read, Ok(0) | Err(Error::Invalid(_))), "{read:?}");
    }
}

fn look(tx: &mut Tx<'_>, title: &str, on: jiff::civil::Date) -> evenkeel_core::Result<i64> {
    tx.find(
        sql!(
            "select count(*) from record r
               left join reader s on s.organization_id = r.organization_id and s.from_on < $3
              where r.organization_id = $1 and r.title = $2"
        ),
        values![tx.organization, title, on],
    )
}

//! The clinic: Dr Osei (owner, clinical lead), Ben (admin, practice manager), Amy (nurse lead),
//! Cleo (nurse without e-mail), Rio (reception), Gus (guest), and Zoe, who works elsewhere.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use evenkeel_core::{Id, Organization, Person, Result, Role, Unit};
use evenkeel_directory::{
    founding::{self, Founding},
    persons, readers,
    sessions::{self, Door},
    units,
};
use evenkeel_store::{Db, Location, Tx, Who};
use evenkeel_web::{House, Routes, secret};
use jiff::Timestamp;
use utoipa::openapi::{InfoBuilder, OpenApiBuilder};
use uuid::Uuid;

use crate::{App, app::SignedIn};

/// The moment at which tests begin: a Tuesday.
pub const NOW: &str = "2026-06-16T09:00:00Z";

/// Who works at the clinic: first name, full name, role, unit, manager.
const PEOPLE: [(&str, &str, Role, &str, &str); 6] = [
    ("osei", "Dr Osei", Role::Owner, "clinic", ""),
    ("ben", "Ben Hart", Role::Admin, "clinic", "osei"),
    ("amy", "Amy Lund", Role::Member, "nursing", "ben"),
    ("cleo", "Cleo Ruiz", Role::Member, "nursing", "amy"),
    ("rio", "Rio Tan", Role::Member, "reception", "ben"),
    ("gus", "Gus Vale", Role::Guest, "reception", ""),
];

/// The clinic over the routes of a room, on SQLite, or on PostgreSQL when
/// `EVENKEEL_TEST_DATABASE_URL` names one. Every test has its own organizations.
pub async fn clinic(routes: Routes) -> App {
    let (location, folder) = match std::env::var("EVENKEEL_TEST_DATABASE_URL") {
        Ok(url) => (Location::Url(url), None),
        Err(_) => {
            let folder = tempfile::tempdir().unwrap();
            (Location::File(folder.path().join("evenkeel.db")), Some(folder))
        }
    };
    let mut app = open(location, folder, routes).await;
    let now = app.now();
    fill(&mut app, now).await;
    app
}

/// An installation that nobody has moved into, over the routes of a room. It has a database of its
/// own on either engine's run: a shared one would not be empty.
pub async fn empty(routes: Routes) -> App {
    let folder = tempfile::tempdir().unwrap();
    let location = Location::File(folder.path().join("evenkeel.db"));
    open(location, Some(folder), routes).await
}

async fn open(location: Location, folder: Option<tempfile::TempDir>, routes: Routes) -> App {
    let db = Db::open(location).await.unwrap();
    let now: Timestamp = NOW.parse().unwrap();
    let clock = Arc::new(Mutex::new(now));
    let ticking = Arc::clone(&clock);
    let house = Arc::new(House {
        db: db.clone(),
        gate: Box::new(Door),
        clock: Box::new(move || *ticking.lock().unwrap()),
        rooms: &[],
        is_secure: false,
        is_behind_proxy: false,
        rates: None,
    });
    let about = OpenApiBuilder::new().info(InfoBuilder::new().title("Test").version("0").build());
    let (router, openapi, endpoints) = routes.split(about.build());
    App {
        router: evenkeel_web::app(router, Arc::clone(&house)),
        db,
        clock,
        organization: Id::fresh(now),
        people: HashMap::new(),
        units: HashMap::new(),
        _folder: folder,
        endpoints,
        openapi,
        house,
    }
}

async fn fill(app: &mut App, now: Timestamp) {
    let ids: HashMap<&'static str, Id<Person>> =
        PEOPLE.iter().map(|person| (person.0, Id::fresh(now))).collect();
    let units: HashMap<&'static str, Id<Unit>> =
        ["clinic", "nursing", "reception"].into_iter().map(|unit| (unit, Id::fresh(now))).collect();
    let who = who(app.organization, ids["osei"], now);
    let (people, places) = (ids.clone(), units.clone());
    app.db.keep(who, move |tx| staff(tx, &people, &places)).await.unwrap();
    for (name, id) in ids {
        let person = sign_in(app, app.organization, id, now).await;
        app.people.insert(name, person);
    }
    app.units = units;
    let (elsewhere, zoe) = (Id::fresh(now), Id::fresh(now));
    let other = Who { organization: elsewhere, actor: zoe, ..who };
    app.db
        .keep(other, move |tx| {
            let top = Id::fresh(now);
            founding::found(tx, &founding("Elsewhere", "zoe", "Zoe Far", zoe, top)).map(|_| ())
        })
        .await
        .unwrap();
    let zoe = sign_in(app, elsewhere, zoe, now).await;
    app.people.insert("zoe", zoe);
}

fn who(organization: Id<Organization>, actor: Id<Person>, now: Timestamp) -> Who {
    let today = now.to_zoned_datetime(jiff::tz::TimeZone::UTC).date();
    Who { organization, actor, now, today }
}

fn founding(name: &str, user: &str, full: &str, owner: Id<Person>, top: Id<Unit>) -> Founding {
    Founding {
        organization: name.to_owned(),
        slug: Uuid::new_v4().to_string(),
        time_zone: "UTC".to_owned(),
        owner: draft(user, full, Role::Owner),
        password_hash: None,
        owner_id: owner,
        unit_id: top,
        membership_id: Id::new(Uuid::new_v4()),
    }
}

fn draft(user: &str, full: &str, role: Role) -> persons::Draft {
    persons::Draft {
        name: full.to_owned(),
        username: user.to_owned(),
        email: None,
        number: None,
        job_title: String::new(),
        role,
        manager_id: None,
        unit_id: None,
        from_on: Some(jiff::civil::date(2025, 1, 1)),
    }
}

/// The owner, the units, then everybody else, and who leads and manages the units.
fn staff(
    tx: &mut Tx<'_>,
    ids: &HashMap<&'static str, Id<Person>>,
    places: &HashMap<&'static str, Id<Unit>>,
) -> Result<()> {
    let founding = founding("Clinic", "osei", "Dr Osei", ids["osei"], places["clinic"]);
    let _ = founding::found(tx, &founding)?;
    for (unit, name) in [("nursing", "Nursing"), ("reception", "Reception")] {
        let draft = unit_draft(name, Some(places["clinic"]));
        units::acts::add(tx, places[unit], &draft)?;
    }
    for (name, full, role, unit, manager) in PEOPLE.into_iter().skip(1) {
        let mut draft = draft(name, full, role);
        draft.unit_id = Some(places[unit]);
        draft.manager_id = ids.get(manager).copied();
        persons::acts::add(tx, ids[name], Id::new(Uuid::new_v4()), &draft)?;
    }
    let mut nursing = unit_draft("Nursing", Some(places["clinic"]));
    nursing.lead_id = Some(ids["amy"]);
    nursing.manager_id = Some(ids["ben"]);
    units::acts::save(tx, places["nursing"], &nursing)?;
    readers::refresh_all(tx)
}

fn unit_draft(name: &str, parent_id: Option<Id<Unit>>) -> units::Draft {
    units::Draft {
        name: name.to_owned(),
        kind: "team".to_owned(),
        code: None,
        parent_id,
        lead_id: None,
        manager_id: None,
    }
}

async fn sign_in(
    app: &App,
    organization: Id<Organization>,
    person: Id<Person>,
    now: Timestamp,
) -> SignedIn {
    let (secret, kept) = secret::fresh(organization);
    let form_token = Uuid::new_v4().to_string();
    let token = form_token.clone();
    app.db
        .keep(who(organization, person, now), move |tx| {
            let id = Id::new(Uuid::new_v4());
            sessions::store::insert_session(tx, id, &kept, person, &token, "a test")
        })
        .await
        .unwrap();
    SignedIn { id: person, organization, secret, form_token }
}

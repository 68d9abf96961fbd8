//! What a visitor of the sample practice finds, on whatever day they come.

use evenkeel_core::{Kind, Side};
use evenkeel_records::trace;
use evenkeel_store::{Db, Location, Who};
use jiff::{Timestamp, tz::TimeZone};

use super::Practice;
use crate::rooms;

/// A Tuesday morning, a Saturday night, the last minute of a leap day, and New Year.
const DAYS: [&str; 4] = [
    "2026-06-16T09:00:00Z",
    "2026-08-01T02:10:00Z",
    "2028-02-29T23:59:00Z",
    "2027-01-01T00:00:30Z",
];

/// The least that there is of each kind.
const LEAST: [(Kind, usize); 13] = [
    (Kind::Purpose, 2),
    (Kind::Vision, 1),
    (Kind::Value, 4),
    (Kind::Strategy, 3),
    (Kind::Bet, 4),
    (Kind::Goal, 20),
    (Kind::CheckIn, 55),
    (Kind::Commitment, 50),
    (Kind::Announcement, 6),
    (Kind::Task, 120),
    (Kind::Person, 41),
    (Kind::Unit, 6),
    (Kind::SustainabilityMeasure, 3),
];

async fn practice(now: Timestamp) -> (Db, Practice, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(Location::File(folder.path().join("evenkeel.db"))).await.unwrap();
    let practice = super::load(&db, now).await.unwrap();
    (db, practice, folder)
}

fn visitor(practice: &Practice, place: usize, now: Timestamp) -> Who {
    let today = now.to_zoned_datetime(TimeZone::UTC).date();
    let actor = practice.visitors[place].2;
    Who { organization: practice.organization, actor, now, today }
}

#[tokio::test]
async fn the_sample_practice_tells_something_on_every_page() {
    let now: Timestamp = DAYS[0].parse().unwrap();
    let (db, practice, _folder) = practice(now).await;
    let usernames: Vec<&str> = practice.visitors.iter().map(|visitor| visitor.0.as_str()).collect();
    assert_eq!(usernames, ["osei", "ben", "cleo"]);
    let owner = visitor(&practice, 0, now);
    db.read(owner, |tx| {
        for (kind, least) in LEAST {
            let count = tx.choices(kind, "", 500)?.len();
            assert!(count >= least, "{} of {kind:?}, {least} at least", count);
        }
        Ok(())
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn each_visitor_is_needed_and_sees_what_runs_heads_and_goes_well_on_any_day() {
    for day in DAYS {
        let now: Timestamp = day.parse().unwrap();
        let (db, practice, _folder) = practice(now).await;
        for (place, (username, ..)) in practice.visitors.iter().enumerate() {
            let who = visitor(&practice, place, now);
            let (needs, lines, well) = db
                .read(who, |tx| Ok((rooms::needs(tx)?, rooms::lines(tx)?, rooms::well(tx)?)))
                .await
                .unwrap();
            assert!(needs.len() >= 3, "{username} on {day} is needed for {needs:#?}");
            for side in [Side::Lead, Side::Manage] {
                assert!(
                    lines.iter().any(|line| line.side == side),
                    "{username} on {day}: {side:?}"
                );
            }
            assert!(!well.is_empty(), "nothing goes well for {username} on {day}");
        }
    }
}

#[tokio::test]
async fn dir_5_the_nurses_tasks_reach_the_vision_but_for_one_gap() {
    let now: Timestamp = DAYS[0].parse().unwrap();
    let (db, practice, _folder) = practice(now).await;
    let nurse = visitor(&practice, 2, now);
    let chains = db.read(nurse, |tx| trace::up_many(tx, Kind::Task, 50)).await.unwrap();
    let gaps: Vec<String> = chains
        .iter()
        .filter(|chain| !chain.is_whole)
        .map(|chain| chain.steps[0].card.as_ref().unwrap().title.clone())
        .collect();
    assert_eq!(gaps, ["Sort the toy shelf in room 3"]);
    assert!(chains.len() > 4);
    for chain in chains.iter().filter(|chain| chain.is_whole) {
        assert!(chain.steps.len() <= 5, "{chain:?}");
    }
}

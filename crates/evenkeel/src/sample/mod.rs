//! The sample practice: about 40 invented people and a year of their work, told up to today.

mod aims;
mod aims_prevent;
mod aims_team;
mod aims_time;
mod announcements;
mod announcements_words;
mod commitments;
mod direction;
mod direction_words;
mod goals;
mod people;
mod story;
mod talk;
mod tasks;
mod values;
mod work;
mod work_once;

#[cfg(test)]
mod tests;

use evenkeel_core::{Id, Organization, Person, Result};
use evenkeel_store::{Db, Who};
use jiff::{Timestamp, tz::TimeZone};

use story::{Cast, Story};

/// The three through whose eyes a visitor sees the practice: name in the story, who they are.
const VISITORS: [(&str, &str); 3] = [
    ("osei", "Dr Ama Osei, clinical lead"),
    ("ben", "Ben Hart, practice manager"),
    ("cleo", "Cleo Ruiz, nurse without e-mail"),
];

/// What the demo needs to know of the practice.
#[derive(Clone, Debug)]
pub(crate) struct Practice {
    /// The organization.
    pub organization: Id<Organization>,
    /// Username, who it is, and the person.
    pub visitors: Vec<(String, &'static str, Id<Person>)>,
}

/// One part of the story.
type Chapter = fn(&mut Story<'_, '_>) -> Result<()>;

/// The chapters in their order: each speaks of what those before it have brought in.
const CHAPTERS: [Chapter; 10] = [
    people::tell,
    direction::tell,
    values::tell,
    goals::tell_time,
    goals::tell_prevention,
    goals::tell_team,
    tasks::tell,
    announcements::tell,
    commitments::tell,
    talk::tell,
];

/// Loads the practice as of `now`, one transaction a chapter.
pub(crate) async fn load(db: &Db, now: Timestamp) -> anyhow::Result<Practice> {
    let (organization, owner) = (Id::fresh(now), Id::fresh(now));
    let today = now.to_zoned_datetime(TimeZone::UTC).date();
    let who = Who { organization, actor: owner, now, today };
    let mut cast = Cast::default();
    for chapter in CHAPTERS {
        let so_far = cast.clone();
        cast = db
            .keep(who, move |tx| {
                let mut story = Story::new(tx, so_far.clone());
                chapter(&mut story)?;
                Ok(story.into_cast())
            })
            .await?;
    }
    let visitors = VISITORS
        .iter()
        .map(|(name, who_it_is)| Ok(((*name).to_owned(), *who_it_is, cast.person(name)?)))
        .collect::<Result<_>>()?;
    Ok(Practice { organization, visitors })
}

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

use story::Story;

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

/// Loads the practice as of `now`, in one transaction.
pub(crate) async fn load(db: &Db, now: Timestamp) -> anyhow::Result<Practice> {
    let organization = Id::fresh(now);
    let owner = Id::fresh(now);
    let today = now.to_zoned_datetime(TimeZone::UTC).date();
    let who = Who { organization, actor: owner, now, today };
    let visitors = db
        .keep(who, move |tx| {
            let mut story = Story::new(tx, now);
            people::tell(&mut story, owner)?;
            direction::tell(&mut story)?;
            values::tell(&mut story)?;
            goals::tell(&mut story)?;
            tasks::tell(&mut story)?;
            announcements::tell(&mut story)?;
            commitments::tell(&mut story)?;
            talk::tell(&mut story)?;
            visitors(&story)
        })
        .await?;
    Ok(Practice { organization, visitors })
}

fn visitors(story: &Story<'_, '_>) -> Result<Vec<(String, &'static str, Id<Person>)>> {
    VISITORS
        .iter()
        .map(|(name, who_it_is)| Ok(((*name).to_owned(), *who_it_is, story.person(name)?)))
        .collect()
}

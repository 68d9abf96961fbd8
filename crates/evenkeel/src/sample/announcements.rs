//! What was announced, who has read it, what was asked, and what the leaders promised.

use evenkeel_alignment::{
    announcements::{Announcement, Draft, Promise, Question, acts},
    commitments::{self, Commitment, Outcome},
};
use evenkeel_core::{Id, Result};

use super::{
    announcements_words::{ANNOUNCEMENTS, Said, Sworn},
    commitments::close,
    people,
    story::Story,
};

/// Sends them and lets people read, ask and answer.
pub(super) fn tell(story: &mut Story<'_, '_>) -> Result<()> {
    for said in ANNOUNCEMENTS {
        let id: Id<Announcement> = story.id();
        let promises = send(story, id, said)?;
        story.keep(said.name, id.record());
        read(story, id, said)?;
        ask(story, id, said)?;
        for (sworn, id) in said.promises.iter().zip(promises) {
            end(story, said.by, id, sworn)?;
        }
    }
    Ok(())
}

fn send(
    story: &mut Story<'_, '_>,
    id: Id<Announcement>,
    said: &Said,
) -> Result<Vec<Id<Commitment>>> {
    let draft = Draft {
        title: said.title.to_owned(),
        body: said.body.to_owned(),
        unit_id: story.unit(said.unit)?,
        must_acknowledge: said.must_acknowledge,
        about: story.record_option(said.about)?,
        promises: said
            .promises
            .iter()
            .map(|sworn| Promise {
                terms: sworn.terms.to_owned(),
                due_on: story.workday(sworn.due),
                confidence: sworn.confidence,
            })
            .collect(),
    };
    let promises: Vec<Id<Commitment>> = said.promises.iter().map(|_| story.id()).collect();
    let _ = acts::create(story.at(said.by, said.day, 500)?, id, &promises, &draft)?;
    Ok(promises)
}

/// Everybody opens it within three days, or when they are new, and acknowledges it, but for those
/// who have not yet.
fn read(story: &mut Story<'_, '_>, id: Id<Announcement>, said: &Said) -> Result<()> {
    for (place, (name, joined)) in (0_i64..).zip(people::readers(said.unit)) {
        let day = (said.day + place % 3).max(joined + 1).min(0);
        if name == said.by || said.not_seen.contains(&name) {
            continue;
        }
        let tx = story.at(name, day, 520 + place * 9)?;
        acts::see(tx, id)?;
        if said.must_acknowledge && !said.not_acknowledged.contains(&name) {
            acts::acknowledge(tx, id)?;
        }
    }
    Ok(())
}

fn ask(story: &mut Story<'_, '_>, about: Id<Announcement>, said: &Said) -> Result<()> {
    for (who, day, question, answer) in said.questions {
        let id: Id<Question> = story.id();
        let _ = acts::ask(story.at(who, *day, 780)?, id, about, question)?;
        if let Some((by, after, answer)) = answer {
            let _ = acts::answer(story.at(by, *day + after, 840)?, id, answer)?;
        }
    }
    Ok(())
}

fn end(story: &mut Story<'_, '_>, by: &str, id: Id<Commitment>, sworn: &Sworn) -> Result<()> {
    if let Some((day, terms, due, why)) = sworn.anew {
        let proposal = commitments::Proposal {
            terms: terms.to_owned(),
            due_on: story.workday(due),
            why: why.to_owned(),
            confidence: Some(4),
        };
        let _ = commitments::acts::propose(story.at(by, day, 560)?, id, &proposal)?;
    }
    if let Some((day, is_kept, note)) = sworn.end {
        let outcome = if is_kept { Outcome::Kept } else { Outcome::Broken };
        let _ = close(story, by, day, id, outcome, note)?;
    }
    Ok(())
}

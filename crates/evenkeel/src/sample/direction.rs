//! Where the practice wants to be: purpose, two editions of a vision, strategies and bets.

use evenkeel_core::{Id, Result};
use evenkeel_direction::{bets, elements, measures, purposes, strategies, visions};
use evenkeel_directory::audience::SeenBy;

use super::{
    direction_words::{
        BETS, Bet, ENDORSED, NARRATIVE_1, NARRATIVE_2, PURPOSES, STRATEGIES, VISION_1, VISION_2,
        WATCHED,
    },
    story::{CLINIC, Story},
};

/// Money that a unit accepts to have at stake at once, and who said so.
const APPETITES: [(&str, &str, i64); 2] =
    [(CLINIC, "osei", 2_500_000), ("nursing", "amy", 800_000)];
/// A tenth, in millionths.
const TENTH_MICRO: i64 = 100_000;

/// Writes the direction and lets people stand behind it.
pub(super) fn tell(story: &mut Story<'_, '_>) -> Result<()> {
    for (name, unit, by, day, title, body) in PURPOSES {
        let id: Id<purposes::Purpose> = story.id();
        let draft = purposes::Draft {
            title: (*title).to_owned(),
            body: (*body).to_owned(),
            place: place(story, unit)?,
        };
        let _ = purposes::acts::create(story.at(by, *day, 600)?, id, &draft)?;
        story.keep(name, id.record());
    }
    vision(story)?;
    strategies(story)?;
    for bet in BETS {
        open_bet(story, bet)?;
    }
    for (unit, by, cents) in APPETITES {
        let appetite = bets::Appetite { unit_id: story.unit(unit)?, cents };
        let _ = bets::acts::set_appetite(story.at(by, -282, 650)?, &appetite)?;
    }
    for (place, (name, number, who, day)) in (0_i64..).zip(ENDORSED) {
        let id = story.record(name)?;
        let _ = elements::acts::endorse(story.at(who, *day, 730 + place * 41 % 280)?, id, *number)?;
    }
    watch(story)
}

pub(super) fn place(story: &Story<'_, '_>, unit: &str) -> Result<elements::Place> {
    Ok(elements::Place { unit_id: story.unit(unit)?, seen_by: SeenBy::Everyone })
}

/// Two editions: the second after half a year of objections.
fn vision(story: &mut Story<'_, '_>) -> Result<()> {
    let id: Id<visions::Vision> = story.id();
    let year = i64::from(story.day(0).year());
    let first = visions::Draft {
        title: VISION_1.to_owned(),
        narrative: NARRATIVE_1.to_owned(),
        horizon_year: Some(year + 9),
        // The chain of a task ends here, in five lines; the purpose stands beside it.
        parent_id: None,
        place: place(story, CLINIC)?,
    };
    let _ = visions::acts::create(story.at("osei", -345, 615)?, id, &first)?;
    story.keep("vision", id.record());
    for who in ["ben", "amy", "brandt"] {
        let _ = elements::acts::endorse(story.at(who, -338, 700)?, id.record(), 1)?;
    }
    let second = visions::Draft {
        title: VISION_2.to_owned(),
        narrative: NARRATIVE_2.to_owned(),
        horizon_year: Some(year + 5),
        ..first
    };
    let _ = visions::acts::edit(story.at("osei", -208, 640)?, id, 1, &second)?;
    Ok(())
}

/// The measures of the long view, read once a quarter.
fn watch(story: &mut Story<'_, '_>) -> Result<()> {
    for (title, why, unit, target, owner, values) in WATCHED {
        let id: Id<measures::Measure> = story.id();
        let draft = measures::Draft {
            title: (*title).to_owned(),
            why: (*why).to_owned(),
            unit: (*unit).to_owned(),
            target_micro: Some(target * TENTH_MICRO),
            owner_id: story.person(owner)?,
            vision_id: story.record("vision")?,
            place: place(story, CLINIC)?,
        };
        let _ = measures::acts::create(story.at("osei", -330, 675)?, id, &draft)?;
        for (day, value) in (-325..).step_by(80).zip(*values) {
            let (read_on, value) = (story.workday(day), value * TENTH_MICRO);
            let tx = story.at(owner, day, 705)?;
            let _ = measures::acts::note(tx, id, read_on, value)?;
        }
    }
    Ok(())
}

fn strategies(story: &mut Story<'_, '_>) -> Result<()> {
    for strategy in STRATEGIES {
        let id: Id<strategies::Strategy> = story.id();
        let lines = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
        let draft = strategies::Draft {
            title: strategy.title.to_owned(),
            choice: strategy.choice.to_owned(),
            priorities: lines(strategy.priorities),
            not_doing: lines(strategy.not_doing),
            parent_id: Some(story.record("vision")?),
            place: place(story, CLINIC)?,
        };
        let _ = strategies::acts::create(story.at(strategy.by, strategy.day, 630)?, id, &draft)?;
        story.keep(strategy.name, id.record());
    }
    Ok(())
}

fn open_bet(story: &mut Story<'_, '_>, bet: &Bet) -> Result<()> {
    let id: Id<bets::Bet> = story.id();
    let draft = bets::Draft {
        title: bet.title.to_owned(),
        hypothesis: bet.hypothesis.to_owned(),
        stake_cents: bet.cents,
        stake_hours: bet.hours,
        stake_words: bet.stake.to_owned(),
        upside: bet.upside.to_owned(),
        kill_criteria: bet.kill.iter().map(|line| (*line).to_owned()).collect(),
        kill_on: story.day(bet.kill_day),
        owner_id: story.person(bet.owner)?,
        parent_id: Some(story.record(bet.serves)?),
        place: place(story, bet.unit)?,
    };
    let _ = bets::acts::create(story.at("osei", bet.day, 660)?, id, &draft)?;
    story.keep(bet.name, id.record());
    if let Some((day, outcome, learning)) = bet.end {
        let closing = bets::Closing { outcome, learning: learning.to_owned() };
        let _ = bets::acts::close(story.at(bet.owner, day, 690)?, id, &closing)?;
    }
    Ok(())
}

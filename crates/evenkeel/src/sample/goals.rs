//! The goals of the year, told day by day: numbers, check-ins, acknowledgments, ends.

use evenkeel_alignment::{
    check_ins::{self, CheckIn},
    commitments::{self, Commitment},
    goals::{
        Draft, Goal, Measure, Outcome, Reading, acts,
        measures::{self, Taken},
    },
};
use evenkeel_core::{Error, Id, Record, Result};
use evenkeel_stats::rollup::Op;

use super::{
    aims::{Aim, Close, Heard, Number, Word},
    aims_prevent, aims_team, aims_time, commitments as promises,
    story::Story,
};

/// A moment in the life of a goal.
enum Moment {
    Reading(&'static Number, Id<Measure>, usize),
    CheckIn(&'static Word),
    Close(Close, Vec<Sworn>),
}

/// Who committed to a goal as it was set, and with which commitment.
type Sworn = (&'static str, Id<Commitment>);

/// Its day, the goal that it happens to, and what happens.
type Scene = (i64, &'static Aim, Moment);

/// The goals of “Seen in time”.
pub(super) fn tell_time(story: &mut Story<'_, '_>) -> Result<()> {
    pass(story, aims_time::AIMS)
}

/// The goals of “Prevent before we treat”.
pub(super) fn tell_prevention(story: &mut Story<'_, '_>) -> Result<()> {
    pass(story, aims_prevent::AIMS)
}

/// The goals of “A team that stays”, those of last year, and links across.
pub(super) fn tell_team(story: &mut Story<'_, '_>) -> Result<()> {
    pass(story, aims_team::AIMS)?;
    support(story)
}

/// Sets goals, then lets the year pass.
fn pass(story: &mut Story<'_, '_>, aims: &'static [Aim]) -> Result<()> {
    let mut scenes = Vec::new();
    for aim in aims {
        let sworn = set(story, aim)?;
        for number in aim.measures {
            let id = measure(story, aim, number)?;
            scenes.extend((0..number.values.len()).zip(0_i64..).map(|(place, turn)| {
                let day = number.first + turn * number.every;
                (day, aim, Moment::Reading(number, id, place))
            }));
        }
        scenes.extend(aim.check_ins.iter().map(|word| (word.0, aim, Moment::CheckIn(word))));
        scenes.extend(aim.end.map(|close| (close.day, aim, Moment::Close(close, sworn))));
    }
    scenes.sort_by_key(|scene| scene.0);
    for scene in &scenes {
        play(story, scene)?;
    }
    Ok(())
}

fn set(story: &mut Story<'_, '_>, aim: &'static Aim) -> Result<Vec<Sworn>> {
    let id: Id<Goal> = story.id();
    let (start_on, end_on) = (story.month_start(aim.months.0), story.month_end(aim.months.1));
    let person = |name: &str| if name.is_empty() { Ok(None) } else { story.person(name).map(Some) };
    let draft = Draft {
        why: aim.why.to_owned(),
        owner_id: Some(story.person(aim.owner)?),
        parent_id: story.record_option(aim.serves)?,
        lead_id: person(aim.lead.0)?,
        manager_id: person(aim.manager.0)?,
        lead_owes: aim.lead.1.to_owned(),
        manager_owes: aim.manager.1.to_owned(),
        reviewer_id: Some(story.person(aim.reviewer)?),
        cadence_days: aim.cadence,
        source: aim.source,
        op: Op::Own,
        is_critical: aim.is_critical,
        unit_id: Some(story.unit(aim.unit)?),
        ..Draft::new(aim.title, aim.done_looks_like, start_on, end_on)
    };
    let asked: [Id<Record>; 3] = [story.id(), story.id(), story.id()];
    let _ = acts::create(story.at(aim.owner, aim.set, 610)?, id, asked, &draft)?;
    story.keep(aim.name, id.record());
    answer(story, aim, asked)
}

/// Lead and manager of a new goal are asked for their commitment, and give it.
fn answer(
    story: &mut Story<'_, '_>,
    aim: &'static Aim,
    asked: [Id<Record>; 3],
) -> Result<Vec<Sworn>> {
    let mut sworn = Vec::new();
    for (who, id) in [aim.owner, aim.lead.0, aim.manager.0].into_iter().zip(asked) {
        if who.is_empty() || who == aim.owner {
            continue;
        }
        let id: Id<Commitment> = id.cast();
        match commitments::acts::accept(story.at(who, aim.set + 2, 645)?, id, 4) {
            Ok(_) => sworn.push((who, id)),
            Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(sworn)
}

fn measure(story: &mut Story<'_, '_>, aim: &Aim, number: &Number) -> Result<Id<Measure>> {
    let (id, reading) = (story.id(), story.id());
    let milli = |tenths: Option<i64>| tenths.map(|tenths| tenths * 100);
    let draft = measures::Draft {
        title: number.title.to_owned(),
        word: number.kind,
        unit_word: number.unit.to_owned(),
        start_milli: milli(number.start),
        target_milli: milli(number.target),
        tolerance_milli: milli(number.tolerance),
        weight: 1,
        steps: number.steps.iter().map(|step| (*step).to_owned()).collect(),
        current_milli: None,
    };
    let goal = story.record(aim.name)?.cast();
    let _ = measures::acts::add(story.at(aim.owner, aim.set, 625)?, id, reading, goal, &draft)?;
    Ok(id)
}

fn play(story: &mut Story<'_, '_>, (day, aim, moment): &Scene) -> Result<()> {
    match moment {
        Moment::Reading(number, id, place) => read(story, (*day, aim), number, *id, *place),
        Moment::CheckIn(word) => check_in(story, aim, word),
        Moment::Close(close, sworn) => end(story, aim, close, sworn),
    }
}

/// Ends a goal, and the promises that were made to it.
fn end(story: &mut Story<'_, '_>, aim: &Aim, close: &Close, sworn: &[Sworn]) -> Result<()> {
    let (outcome, promise) = match close.is_met {
        true => (Outcome::Met, commitments::Outcome::Kept),
        false => (Outcome::Missed, commitments::Outcome::Broken),
    };
    for (who, id) in sworn {
        let _ = promises::close(story, who, close.day, *id, promise, close.note)?;
    }
    let goal = story.record(aim.name)?.cast();
    let _ = acts::close(story.at(aim.owner, close.day, 990)?, goal, outcome, close.note)?;
    Ok(())
}

fn read(
    story: &mut Story<'_, '_>,
    (day, aim): (i64, &Aim),
    number: &Number,
    measure: Id<Measure>,
    place: usize,
) -> Result<()> {
    let value = number.values.get(place).copied().unwrap_or(0);
    let is_steps = number.kind == "milestones";
    let taken = Taken {
        note: number.note.filter(|note| note.0 == place).map_or("", |note| note.1).to_owned(),
        done: if is_steps { (1..=value).collect() } else { Vec::new() },
        ..Taken::on(story.workday(day), value * if is_steps { 1000 } else { 100 })
    };
    let id: Id<Reading> = story.id();
    let _ = measures::acts::log(story.at(aim.owner, day, 525)?, id, measure, &taken)?;
    Ok(())
}

fn check_in(story: &mut Story<'_, '_>, aim: &Aim, word: &Word) -> Result<()> {
    let Word(day, confidence, changed, next, heard) = word;
    let id: Id<CheckIn> = story.id();
    let goal = story.record(aim.name)?.cast();
    let draft = check_ins::Draft {
        changed: (*changed).to_owned(),
        next: (*next).to_owned(),
        confidence: *confidence,
        readings: Vec::new(),
    };
    let _ = check_ins::acts::create(
        story.at(aim.owner, *day, 900 + day.rem_euclid(11) * 7)?,
        id,
        &[],
        goal,
        &draft,
    )?;
    if let Heard::Yes(after, reply) = heard {
        let tx = story.at(aim.reviewer, day + after, 985)?;
        let _ = check_ins::acts::acknowledge(tx, id, reply)?;
    }
    Ok(())
}

/// What a goal supports beside what it serves first.
fn support(story: &mut Story<'_, '_>) -> Result<()> {
    for (goal, owner, to) in [
        ("evening", "marchetti", "b_evening"),
        ("plans", "marta", "b_asthma"),
        ("noshow", "rio", "b_evening"),
        ("checkups", "raman", "s_time"),
    ] {
        let (goal, to) = (story.record(goal)?.cast(), story.record(to)?);
        let _ = acts::add_support(story.at(owner, -60, 555)?, goal, to)?;
    }
    Ok(())
}

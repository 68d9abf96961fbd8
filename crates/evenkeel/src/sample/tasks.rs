//! The work of the practice: what returns every week or month, and what comes once.

use evenkeel_core::{Id, Result};
use evenkeel_directory::audience::SeenBy;
use evenkeel_plans::tasks::{Draft, Task, acts};

use super::{
    story::Story,
    work::{Once, RETURNING, Returning},
    work_once::ONCE,
};

/// The last day, counted from today, for which returning work is laid out.
const AHEAD: i64 = 6;

/// Gives the tasks of the year and has most of them done.
pub(super) fn tell(story: &mut Story<'_, '_>) -> Result<()> {
    for returning in RETURNING {
        lay_out(story, returning)?;
    }
    for once in ONCE {
        give(story, once)?;
    }
    Ok(())
}

fn lay_out(story: &mut Story<'_, '_>, returning: &Returning) -> Result<()> {
    let mut due = returning.first;
    while due <= AHEAD {
        let day = story.workday(due).strftime("%-d %B").to_string();
        let draft = Draft {
            title: format!("{}, {day}", returning.title),
            standard: returning.standard.to_owned(),
            owner_id: Some(story.person(returning.owner)?),
            due_at: Some(story.moment(due, returning.minute)?),
            goal_id: story.record_option(returning.goal)?,
            unit_id: Some(story.unit(returning.unit)?),
            seen_by: SeenBy::Unit,
        };
        let id: Id<Task> = story.id();
        let made = (due - returning.every).max(returning.first - 3).min(-1);
        let _ = acts::create(story.at(returning.giver, made, 540)?, id, &draft)?;
        if due < 0 && !returning.open.contains(&due) {
            let _ = acts::complete(story.at(returning.owner, due, returning.minute - 35)?, id)?;
        }
        due += returning.every;
    }
    Ok(())
}

fn give(story: &mut Story<'_, '_>, once: &Once) -> Result<()> {
    let owner_id = if once.owner.is_empty() { None } else { Some(story.person(once.owner)?) };
    let due_at = once.due.map(|due| story.moment(due, once.minute)).transpose()?;
    let draft = Draft {
        title: once.title.to_owned(),
        standard: once.standard.to_owned(),
        owner_id,
        due_at,
        goal_id: story.record_option(once.goal)?,
        unit_id: Some(story.unit(once.unit)?),
        seen_by: if once.unit == super::story::CLINIC { SeenBy::Everyone } else { SeenBy::Unit },
    };
    let id: Id<Task> = story.id();
    let _ = acts::create(story.at(once.giver, once.made, once.minute - 60)?, id, &draft)?;
    if !once.name.is_empty() {
        story.keep(once.name, id.record());
    }
    match once.end {
        super::work::End::Open => {}
        super::work::End::Done(day) => {
            let _ = acts::complete(story.at(once.owner, day, once.minute - 20)?, id)?;
        }
        super::work::End::Dropped(day, reason) => {
            let _ = acts::drop(story.at(once.owner, day, once.minute)?, id, reason)?;
        }
    }
    Ok(())
}

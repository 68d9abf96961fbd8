//! What the room tells Today.

use evenkeel_core::{Id, Result, Side};
use evenkeel_records::today::{Answer, Line, Need};
use evenkeel_store::Tx;
use jiff::tz::TimeZone;

use crate::tasks::store;

/// Tasks of the reader that are due today or earlier.
pub fn needs(tx: &mut Tx<'_>) -> Result<Vec<Need>> {
    let nil = Id::new(uuid::Uuid::nil());
    let tasks = store::list_mine(tx, &(store::FIRST, nil), 10)?;
    let (now, today) = (tx.now, tx.today);
    let day = |at: jiff::Timestamp| at.to_zoned_datetime(TimeZone::UTC).date();
    Ok(tasks
        .into_iter()
        .filter_map(|task| {
            let due = task.due_at.filter(|due| *due <= now || day(*due) <= today)?;
            let serves = task.serves.as_ref().map(|card| format!("for “{}” · ", card.title));
            let url = task.head.card().url();
            Some(Need {
                sentence: task.head.title.clone(),
                meta: format!(
                    "Task · {}{}",
                    serves.unwrap_or_default(),
                    evenkeel_web::ui::due_words(day(due), today)
                ),
                side: Side::Manage,
                due_on: day(due),
                answers: vec![Answer {
                    label: "Complete",
                    url: format!("{url}/completion"),
                    fields: Vec::new(),
                }],
                url,
            })
        })
        .collect())
}

/// Tasks of the reader's branch that were done within the last seven days.
pub fn well(tx: &mut Tx<'_>) -> Result<Vec<Line>> {
    let done = store::count_done_since(tx, tx.now - jiff::SignedDuration::from_hours(7 * 24))?;
    if done == 0 {
        return Ok(Vec::new());
    }
    Ok(vec![Line {
        sentence: format!(
            "{} done in the last 7 days.",
            evenkeel_web::ui::count(done, "task was", "tasks were")
        ),
        url: "/plans/tasks?show=closed".to_owned(),
        side: Side::Manage,
    }])
}

/// How the work runs: what is open, what is late, what nobody holds.
pub fn lines(tx: &mut Tx<'_>) -> Result<Vec<Line>> {
    let (open, late, unassigned) = store::count_open(tx)?;
    let mut lines = vec![Line {
        sentence: match late {
            0 => format!(
                "{} open, none overdue.",
                evenkeel_web::ui::count(open, "task is", "tasks are")
            ),
            late => format!(
                "{} open, {} overdue.",
                evenkeel_web::ui::count(open, "task is", "tasks are"),
                evenkeel_web::ui::number(late)
            ),
        },
        url: "/plans/tasks?show=open".to_owned(),
        side: Side::Manage,
    }];
    if unassigned > 0 {
        lines.push(Line {
            sentence: format!(
                "{} without an owner.",
                evenkeel_web::ui::count(unassigned, "task is", "tasks are")
            ),
            url: "/plans/tasks?show=unassigned".to_owned(),
            side: Side::Manage,
        });
    }
    Ok(lines)
}

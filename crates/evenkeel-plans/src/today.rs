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
    let verb = if done == 1 { "task was" } else { "tasks were" };
    Ok(vec![Line {
        sentence: format!("{} {verb} done in the last 7 days.", figure(done)),
        url: "/plans/tasks?show=closed".to_owned(),
        side: Side::Manage,
    }])
}

/// How the work runs: what is open, what is late, what nobody holds.
pub fn lines(tx: &mut Tx<'_>) -> Result<Vec<Line>> {
    let (open, late) = store::count_open(tx)?;
    let unassigned = store::count_unassigned(tx)?;
    let line = |sentence: String, show: &str| Line {
        sentence,
        url: format!("/plans/tasks?show={show}"),
        side: Side::Manage,
    };
    let late = match late {
        0 => "none overdue".to_owned(),
        late => format!("{} overdue", figure(late)),
    };
    let open = format!(
        "{} {} open, {late}.",
        figure(open),
        if open == 1 { "task is" } else { "tasks are" }
    );
    let mut lines = vec![line(open, "open")];
    if unassigned > 0 {
        let verb = if unassigned == 1 { "task has" } else { "tasks have" };
        lines.push(line(format!("{} {verb} no owner.", figure(unassigned)), "unassigned"));
    }
    Ok(lines)
}

/// A count that stops at [`store::COUNTED`], and says so.
fn figure(count: i64) -> String {
    let figure = evenkeel_web::ui::number(count);
    if count < store::COUNTED { figure } else { format!("{figure} or more") }
}

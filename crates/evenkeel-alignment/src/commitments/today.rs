//! What Today says of commitments.

use evenkeel_core::{Result, Side};
use evenkeel_records::today::{Answer, Line, Need};
use evenkeel_store::{ALWAYS, Tx};
use evenkeel_web::ui;
use jiff::{Span, civil::Date};

use super::{Commitment, store};

/// Things that Today may name at once.
const MOST: i64 = 7;
/// How far back "lately" goes.
const LATELY_DAYS: i64 = 14;

/// What waits for the actor: answers, decisions on changes, and how their own promises went.
pub fn needs(tx: &mut Tx<'_>) -> Result<Vec<Need>> {
    let start = (ALWAYS, evenkeel_core::Id::new(uuid::Uuid::nil()));
    let asked = store::list_asked(tx, &start, MOST)?;
    let due = store::list_due(tx, MOST)?;
    let actor = tx.actor;
    let mut needs: Vec<Need> = asked
        .iter()
        .map(|one| if one.waits_for_decision(actor) { decide(tx, one) } else { accept(tx, one) })
        .collect();
    needs.extend(due.iter().map(|one| close(tx, one)));
    Ok(needs)
}

fn need(tx: &Tx<'_>, one: &Commitment, sentence: String, meta: String, answer: Answer) -> Need {
    let for_what = one.about.as_ref().map(|about| format!(" · for “{}”", about.title));
    Need {
        sentence,
        url: one.head.card().url(),
        meta: format!(
            "{meta} · {}{}",
            ui::due_words(one.due_on, tx.today),
            for_what.unwrap_or_default()
        ),
        side: Side::Lead,
        due_on: one.due_on,
        answers: vec![answer],
    }
}

fn accept(tx: &Tx<'_>, one: &Commitment) -> Need {
    let sentence = format!("Say whether you can commit: {}", one.head.title);
    let answer = Answer {
        label: "Accept",
        url: format!("{}/acceptance", one.head.card().url()),
        fields: vec![("confidence", "3".to_owned())],
    };
    need(tx, one, sentence, format!("Asked by {}", one.asker), answer)
}

fn decide(tx: &Tx<'_>, one: &Commitment) -> Need {
    let by = if one.proposed_by == Some(one.person_id) { &one.person } else { &one.asker };
    let answer = Answer {
        label: "Accept change",
        url: format!("{}/change/acceptance", one.head.card().url()),
        fields: Vec::new(),
    };
    let sentence = format!("Decide on a change: {}", one.head.title);
    need(tx, one, sentence, format!("Proposed by {by}"), answer)
}

fn close(tx: &Tx<'_>, one: &Commitment) -> Need {
    let answer = Answer {
        label: "Kept",
        url: format!("{}/outcome", one.head.card().url()),
        fields: vec![("outcome", "kept".to_owned())],
    };
    let meta = if one.is_own() {
        "Your own promise".to_owned()
    } else {
        format!("Promised to {}", one.asker)
    };
    need(tx, one, format!("Say how it went: {}", one.head.title), meta, answer)
}

/// What was kept and accepted lately.
pub fn well(tx: &mut Tx<'_>) -> Result<Vec<Line>> {
    let since = tx.today.checked_sub(Span::new().days(LATELY_DAYS)).unwrap_or(tx.today);
    let kept = store::list_kept(tx, since, 3)?;
    let accepted = store::list_accepted(tx, since, 3)?;
    let actor = tx.actor;
    let line = |one: &Commitment, sentence: String| Line {
        sentence,
        url: one.head.card().url(),
        side: Side::Lead,
    };
    let kept = kept.iter().map(|one| {
        let who = if one.person_id == actor { "You" } else { &one.person };
        line(one, format!("{who} kept a promise: {}", one.head.title))
    });
    let accepted = accepted
        .iter()
        .map(|one| line(one, format!("{} committed: {}", one.person, one.head.title)));
    Ok(kept.chain(accepted).collect())
}

/// How far those whom the actor asked this quarter have committed.
pub fn lines(tx: &mut Tx<'_>) -> Result<Vec<Line>> {
    let (asked, accepted) = store::count_asked(tx, quarter(tx.today))?;
    if asked == 0 {
        return Ok(Vec::new());
    }
    let what = match asked {
        1 => "1 commitment that you asked for this quarter is accepted.".to_owned(),
        _ => format!("{asked} commitments that you asked for this quarter are accepted."),
    };
    Ok(vec![Line {
        sentence: format!("{} of {what}", ui::number(accepted)),
        url: "/alignment/commitments?show=by_me".to_owned(),
        side: Side::Lead,
    }])
}

/// The first day of the quarter.
fn quarter(today: Date) -> Date {
    let month = (today.month() - 1) / 3 * 3 + 1;
    Date::new(today.year(), month, 1).unwrap_or(today)
}

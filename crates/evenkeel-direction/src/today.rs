//! What the room tells Today: bets that ask, objections to answer, what was won and endorsed.

use evenkeel_core::{Result, Side};
use evenkeel_directory::units;
use evenkeel_records::today::{Answer, Line, Need};
use evenkeel_store::Tx;
use evenkeel_web::ui;
use jiff::{Span, ToSpan, civil::Date};

use crate::{bets, elements, strategies, values, visions};

/// The most that one kind of need may add.
const NEEDS_MAX: i64 = 5;
/// How far back "lately" reaches, in days.
const LATELY_DAYS: i64 = 14;
/// How many days a bet goes on by one press.
const GO_ON_DAYS: i64 = 30;
/// How many days people have to answer an objection or to decide a proposal.
const ANSWER_DAYS: i64 = 7;

/// What waits for the reader: bets on their kill date, objections, proposals.
pub fn needs(tx: &mut Tx<'_>) -> Result<Vec<Need>> {
    let mut needs = asking_bets(tx)?;
    for objection in values::store::list_to_answer(tx, NEEDS_MAX)? {
        needs.push(Need {
            sentence: format!("Answer the objection: {}", ui::plain_text(&objection.body, 100)),
            url: format!(
                "/direction/proposals/{}#objection-{}",
                objection.proposal_id, objection.id
            ),
            meta: format!("Objection from {}", objection.raiser),
            side: Side::Lead,
            due_on: later(day(objection.raised_at), ANSWER_DAYS),
            answers: Vec::new(),
        });
    }
    for proposal in values::store::list_to_decide(tx, NEEDS_MAX)? {
        needs.push(Need {
            sentence: format!("Decide the proposal about the value “{}”", proposal.title),
            url: proposal.url(),
            meta: format!("Proposal from {}", proposal.proposer),
            side: Side::Lead,
            due_on: later(day(proposal.proposed_at), ANSWER_DAYS),
            answers: Vec::new(),
        });
    }
    Ok(needs)
}

/// The actor's bets whose kill date is reached: going on is one press, closing asks for learning.
fn asking_bets(tx: &mut Tx<'_>) -> Result<Vec<Need>> {
    let go_on = later(tx.today, GO_ON_DAYS);
    let bets = bets::store::list_asking(tx, NEEDS_MAX)?;
    let needs = bets.into_iter().map(|bet| Need {
        sentence: format!("Go on or stop: “{}”", bet.element.head.title),
        url: format!("{}#decision", bet.element.url()),
        meta: format!("Bet of {}", bet.stake()),
        side: Side::Lead,
        due_on: bet.kill_on,
        answers: vec![Answer {
            label: "Continue 30 days",
            url: format!("{}/continuation", bet.element.url()),
            fields: vec![("kill_on", go_on.to_string())],
        }],
    });
    Ok(needs.collect())
}

/// What went well lately: bets won, and elements that people endorsed.
pub fn well(tx: &mut Tx<'_>) -> Result<Vec<Line>> {
    let since = tx.now.checked_sub(Span::new().hours(24 * LATELY_DAYS)).unwrap_or(tx.now);
    let won = bets::store::list_won(tx, since, 3)?.into_iter().map(|bet| Line {
        sentence: format!("The bet “{}” was won.", bet.element.head.title),
        url: bet.element.url(),
        side: Side::Lead,
    });
    let mut lines: Vec<Line> = won.collect();
    let endorsed = elements::store::list_endorsed(tx, since, 2)?;
    lines.extend(endorsed.into_iter().map(|endorsed| Line {
        sentence: format!(
            "{} endorsed the {} “{}”.",
            ui::count(endorsed.count, "colleague", "colleagues"),
            endorsed.card.kind.noun().to_lowercase(),
            endorsed.card.title
        ),
        url: endorsed.card.url(),
        side: Side::Lead,
    }));
    Ok(lines)
}

/// Where the organization is heading, in sentences.
pub fn lines(tx: &mut Tx<'_>) -> Result<Vec<Line>> {
    let root = units::store::root(tx)?;
    let visions = visions::store::list_holding(tx, root)?;
    let strategies = strategies::store::list_holding(tx, root)?;
    let staked = bets::store::staked(tx, root)?;
    let line = |sentence: String, url: String| Line { sentence, url, side: Side::Lead };
    let mut lines = Vec::new();
    match visions.first() {
        None => {
            lines.push(line("No vision leads the way yet.".to_owned(), "/direction".to_owned()))
        }
        Some(vision) => {
            let to = vision.horizon_year.map(|year| format!(" to {year}")).unwrap_or_default();
            let count = vision.element.endorsed_count;
            let has = ui::count(count, "endorsement", "endorsements").to_lowercase();
            lines.push(line(format!("The vision{to} has {has}."), vision.element.url()));
        }
    }
    let incomplete = strategies.iter().filter(|it| !it.missing().is_empty()).count();
    if incomplete > 0 {
        let count = i64::try_from(incomplete).unwrap_or(i64::MAX);
        let words = ui::count(count, "strategy is incomplete.", "strategies are incomplete.");
        lines.push(line(words, "/direction/strategies".to_owned()));
    }
    if staked.open_count > 0 {
        lines.push(line(staked.sentence(), "/direction/bets".to_owned()));
    }
    Ok(lines)
}

fn later(day: Date, days: i64) -> Date {
    day.checked_add(days.days()).unwrap_or(day)
}

fn day(at: jiff::Timestamp) -> Date {
    at.to_zoned_datetime(jiff::tz::TimeZone::UTC).date()
}

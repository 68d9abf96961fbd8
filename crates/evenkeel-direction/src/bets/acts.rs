//! Each write about a bet. What all elements share, such as endorsing, is in `elements::acts`.

use evenkeel_core::{Error, Id, Kind, Recorded, Result};
use evenkeel_directory::{permissions, units::UnitEvent};
use evenkeel_store::{Tx, diff};

use super::{Appetite, Bet, BetEvent, Closing, Continuation, Draft, events::Decided, store};
use crate::elements::{self, ElementEvent};

/// What a bet may serve.
pub const PARENTS: &[Kind] = &[Kind::Strategy, Kind::Vision];

/// Opens a bet.
pub fn create(tx: &mut Tx<'_>, id: Id<Bet>, draft: &Draft) -> Result<Recorded> {
    let words = draft.words("open");
    elements::acts::check(tx, id.record(), &words, PARENTS)?;
    elements::acts::may_place(tx, None, &words)?;
    check_kill_date(tx, draft)?;
    elements::acts::add(tx, id.record(), &words)?;
    store::insert(tx, id, draft)?;
    tx.record(id.record(), &BetEvent::Element(ElementEvent::Created))
}

/// Saves an edit; a change of the text publishes a new version.
pub fn edit(tx: &mut Tx<'_>, id: Id<Bet>, version: i64, draft: &Draft) -> Result<Recorded> {
    let bet = store::find(tx, id)?;
    let head = &bet.element.head;
    elements::acts::may_change(tx, head)?;
    bet.must_be_open()?;
    let before = bet.draft(tx.organization);
    tx.expect_version(id.record(), version, &before.fields(), &draft.fields())?;
    let words = draft.words(&head.state);
    elements::acts::check(tx, id.record(), &words, PARENTS)?;
    elements::acts::may_place(tx, Some(head), &words)?;
    if draft.kill_on != bet.kill_on {
        check_kill_date(tx, draft)?;
    }
    let changes = diff(&before.fields(), &draft.fields());
    let event =
        elements::acts::save(tx, &bet.element, &before.words(&head.state), &words, changes)?;
    store::update(tx, id, draft)?;
    tx.record(id.record(), &BetEvent::Element(event))
}

/// Goes on with a bet until a new kill date.
pub fn go_on(tx: &mut Tx<'_>, id: Id<Bet>, continuation: &Continuation) -> Result<Recorded> {
    let bet = store::find(tx, id)?;
    elements::acts::may_change(tx, &bet.element.head)?;
    bet.must_be_open()?;
    let kill_on = continuation.kill_on;
    if kill_on <= tx.today {
        return Err(Error::field("kill_on", "New kill date must lie after today"));
    }
    store::set_kill_date(tx, id, kill_on)?;
    tx.set_state(id.record(), "open")?;
    let reason = continuation.reason.clone();
    tx.record(id.record(), &BetEvent::Own(Decided::Continued { kill_on, reason }))
}

/// Closes a bet as won, lost or stopped, with what was learned.
pub fn close(tx: &mut Tx<'_>, id: Id<Bet>, closing: &Closing) -> Result<Recorded> {
    let bet = store::find(tx, id)?;
    elements::acts::may_change(tx, &bet.element.head)?;
    bet.must_be_open()?;
    store::close(tx, id, &closing.learning)?;
    tx.set_state(id.record(), closing.outcome)?;
    let (outcome, learning) = (closing.outcome.to_owned(), closing.learning.clone());
    tx.record(id.record(), &BetEvent::Own(Decided::Closed { outcome, learning }))
}

/// States how much a unit accepts to have at stake at once.
pub fn set_appetite(tx: &mut Tx<'_>, appetite: &Appetite) -> Result<Recorded> {
    let unit = appetite.unit_id;
    if !tx.is_kind(unit.record(), &[Kind::Unit])? {
        return Err(Error::field("unit_id", "Unit: choose one from the list"));
    }
    permissions::head(tx, unit)?;
    store::set_appetite(tx, unit, appetite.cents)?;
    tx.record(unit.record(), &UnitEvent::AppetiteStated { cents: appetite.cents })
}

fn check_kill_date(tx: &Tx<'_>, draft: &Draft) -> Result<()> {
    if draft.kill_on > tx.today {
        return Ok(());
    }
    Err(Error::field("kill_on", "Kill date must lie after today: on that day the bet asks you"))
}

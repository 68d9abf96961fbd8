//! Who may act on the organization and its units. Sight is in the SQL; acts are asked here.

use evenkeel_core::{Error, Id, Result, Role, Unit};
use evenkeel_store::Tx;

mod store;

/// The actor's role.
pub fn role(tx: &mut Tx<'_>) -> Result<Role> {
    let word = store::role(tx)?;
    Role::find(&word).ok_or_else(|| Error::broken("a role that is none"))
}

/// Refuses anyone but owners and admins.
pub fn administer(tx: &mut Tx<'_>) -> Result<()> {
    if role(tx)?.may_administer() {
        return Ok(());
    }
    Err(Error::not_allowed("Only an owner or admin can change people and units. Ask one of them."))
}

/// Refuses guests: they take part where they are named, and start nothing of their own.
pub fn start(tx: &mut Tx<'_>) -> Result<()> {
    if role(tx)?.may_start() {
        return Ok(());
    }
    Err(Error::not_allowed("Guests take part where they are named. Ask a member to start this."))
}

/// Whether the actor heads a unit or one above it (as its lead or its manager), or looks after the
/// whole organization.
pub fn may_head(tx: &mut Tx<'_>, unit: Id<Unit>) -> Result<bool> {
    Ok(role(tx)?.may_administer() || store::heads(tx, unit)?)
}

/// Refuses anyone who does not head the unit.
pub fn head(tx: &mut Tx<'_>, unit: Id<Unit>) -> Result<()> {
    if may_head(tx, unit)? {
        return Ok(());
    }
    Err(Error::not_allowed(
        "Only the unit's lead or manager, or one above them, can change this. Ask one of them.",
    ))
}

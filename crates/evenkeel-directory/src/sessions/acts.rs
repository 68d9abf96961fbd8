//! Each step of signing in and out, inside its transaction.

use evenkeel_core::{Error, Id, Person, Recorded, Result, Role, Unit};
use evenkeel_store::Tx;
use evenkeel_web::secret::Secret;

use super::{
    events::PersonEvent,
    model::{Purpose, Welcome, retry_at},
    store::{self, Account, Session},
};
use crate::{
    founding::{self, Founding},
    permissions, persons,
};

/// A session that is about to begin: made before the transaction, as chance is.
#[derive(Clone, Debug)]
pub struct Fresh {
    /// Its id.
    pub id: Id<Session>,
    /// What is kept of its secret.
    pub kept: Secret,
    /// The token of its forms.
    pub form_token: String,
    /// What the browser calls itself.
    pub device: String,
    /// The session that the same browser had before, which ends.
    pub before: Option<Secret>,
}

/// The ids of a first visit.
#[derive(Clone, Copy, Debug)]
pub struct FirstIds {
    /// Of the owner.
    pub owner: Id<Person>,
    /// Of the unit that is the whole organization.
    pub unit: Id<Unit>,
    /// Of the owner's membership.
    pub membership: Id<Unit>,
}

/// Makes the first organization with its owner, who is signed in. A second visitor comes too
/// late: for them there is nothing here.
pub fn welcome(
    tx: &mut Tx<'_>,
    welcome: &Welcome,
    hash: &str,
    ids: FirstIds,
    fresh: &Fresh,
) -> Result<Recorded> {
    if !store::list_organizations(tx)?.is_empty() {
        return Err(Error::NotFound);
    }
    let founding = Founding {
        organization: welcome.organization.clone(),
        slug: founding::slug(&welcome.organization),
        time_zone: welcome.time_zone.clone(),
        owner: persons::Draft {
            name: welcome.name.clone(),
            username: welcome.username.clone(),
            email: None,
            number: None,
            job_title: String::new(),
            role: Role::Owner,
            manager_id: None,
            unit_id: None,
            from_on: None,
        },
        password_hash: Some(hash.to_owned()),
        owner_id: ids.owner,
        unit_id: ids.unit,
        membership_id: ids.membership,
    };
    let recorded = founding::found(tx, &founding)?;
    begin(tx, ids.owner, fresh)?;
    Ok(recorded)
}

/// Begins a session; the one that the same browser had before ends.
pub fn begin(tx: &mut Tx<'_>, person: Id<Person>, fresh: &Fresh) -> Result<()> {
    if let Some(before) = fresh.before.as_ref().filter(|old| old.organization == tx.organization) {
        store::end_session_of(tx, &before.digest)?;
    }
    store::insert_session(tx, fresh.id, &fresh.kept, person, &fresh.form_token, &fresh.device)?;
    Ok(())
}

/// Signs in whoever typed the right password. `false` when wrong ones were noted meanwhile: many
/// tries at once do not get round the waiting.
pub fn enter(tx: &mut Tx<'_>, tried: &Account, fresh: &Fresh) -> Result<bool> {
    let account = store::account(tx, tried.id)?;
    if must_wait(&account, tx) {
        return Ok(false);
    }
    if account.failed_count > 0 {
        store::forgive(tx, account.id)?;
    }
    begin(tx, account.id, fresh)?;
    Ok(true)
}

/// Whether no try may come yet.
pub fn must_wait(account: &Account, tx: &Tx<'_>) -> bool {
    account.retry_at.is_some_and(|retry_at| retry_at > tx.now)
}

/// Notes a wrong password.
pub fn note_failure(tx: &mut Tx<'_>, person: Id<Person>) -> Result<()> {
    let account = store::account(tx, person)?;
    if !must_wait(&account, tx) {
        store::note_failure(tx, person, retry_at(account.failed_count, tx.now))?;
    }
    Ok(())
}

/// Uses a link up: the person of the link has chosen a password, and every other session and link
/// of theirs ends. The second of two gets nothing.
pub fn choose_password(
    tx: &mut Tx<'_>,
    link: &Secret,
    hash: &str,
    fresh: &Fresh,
) -> Result<Recorded> {
    let person = store::find_link(tx, &link.digest)?.ok_or(Error::NotFound)?.person;
    if store::use_link(tx, &link.digest)? != 1 {
        return Err(Error::NotFound);
    }
    store::remove_links(tx, person)?;
    store::end_other_sessions(tx, person, &[])?;
    store::set_password(tx, person, hash)?;
    begin(tx, person, fresh)?;
    tx.record(person.record(), &PersonEvent::PasswordChosen)
}

/// Makes a link for a person, in place of all older ones. An administrator never chooses or sees
/// a password; and only an owner opens the way in as an owner.
pub fn invite(tx: &mut Tx<'_>, person: Id<Person>, secret: &Secret) -> Result<(Recorded, Purpose)> {
    let member = persons::store::find(tx, person)?;
    permissions::administer(tx)?;
    if member.role.0 == Role::Owner && permissions::role(tx)? != Role::Owner {
        return Err(Error::not_allowed("Only an owner can make a link for an owner. Ask one."));
    }
    if !member.is_active {
        return Err(Error::not_allowed(format!(
            "{} has left. Open their access again first, then make a link.",
            member.name
        )));
    }
    let purpose = if member.has_password { Purpose::Recovery } else { Purpose::Invitation };
    store::remove_links(tx, person)?;
    store::insert_link(tx, secret, person, purpose.word(), tx.now + purpose.lasts())?;
    Ok((tx.record(person.record(), &PersonEvent::Invited)?, purpose))
}

/// Ends all sessions of the actor, this one too.
pub fn end_all(tx: &mut Tx<'_>, person: Id<Person>) -> Result<Recorded> {
    store::end_other_sessions(tx, person, &[])?;
    tx.record(person.record(), &PersonEvent::SessionsEnded)
}

//! Each write about one's own settings: load, ask the model, save, record.

use evenkeel_core::{Error, Id, Recorded, Result};
use evenkeel_store::Tx;
use evenkeel_web::{Cx, Fields, secret::Secret};

use crate::{
    persons,
    sessions::{
        acts as signing,
        events::PersonEvent,
        model::{TokenDraft, read_password},
        password as hashes,
        store::{self, Session, Token},
    },
};

/// Keeps how pages look and whether single keys do things.
pub(in crate::sessions) fn save(tx: &mut Tx<'_>, theme: &str, keys: bool) -> Result<Recorded> {
    store::set_settings(tx, theme, keys)?;
    tx.record(tx.actor.record(), &PersonEvent::SettingsChanged)
}

/// Ends one session of the actor.
pub(in crate::sessions) fn end(tx: &mut Tx<'_>, id: Id<Session>) -> Result<Recorded> {
    if store::end_session(tx, id)? == 0 {
        return Err(Error::NotFound);
    }
    tx.record(tx.actor.record(), &PersonEvent::SessionsEnded)
}

/// Makes a personal token, and answers with its id.
pub(in crate::sessions) fn make_token(
    tx: &mut Tx<'_>,
    id: Id<Token>,
    secret: &Secret,
    draft: &TokenDraft,
) -> Result<Recorded<Id<Token>>> {
    store::insert_token(tx, id, secret, &draft.name, draft.scope, draft.expires_on)?;
    Ok(tx.record(tx.actor.record(), &PersonEvent::TokenMade)?.with(id))
}

/// Revokes a personal token.
pub(in crate::sessions) fn revoke(tx: &mut Tx<'_>, id: Id<Token>) -> Result<Recorded> {
    if store::remove_token(tx, id)? == 0 {
        return Err(Error::NotFound);
    }
    tx.record(tx.actor.record(), &PersonEvent::TokenRevoked)
}

/// What became of the old password that was typed.
enum Old {
    Right,
    Wrong,
    TooSoon,
}

/// Refuses a token: it must not outlive its own end by making another, nor lock its person out.
pub(in crate::sessions) fn check_present(cx: &Cx) -> Result<()> {
    if cx.session().is_some() {
        return Ok(());
    }
    Err(Error::not_allowed(
        "A token makes no token and changes no password. Sign in, and do it in Settings.",
    ))
}

/// Changes the actor's password. The old one is asked for, as slowly as at the door; every other
/// session ends.
pub(in crate::sessions) async fn change_password(cx: &Cx, fields: &mut Fields) -> Result<()> {
    check_present(cx)?;
    let person = cx.actor();
    let (account, member) = cx
        .read(move |tx| Ok((store::account(tx, person)?, persons::store::find(tx, person)?)))
        .await?;
    let old = fields.verbatim("old_password");
    let context = [cx.organization_name(), &member.name, &member.username];
    let chosen = read_password(fields, &context);
    if account.password_hash.is_some() {
        let old = fits(cx, &account, old).await?;
        match old {
            Old::Right => {}
            Old::Wrong => fields.fault("old_password", "Password now is another one"),
            Old::TooSoon => fields.fault(
                "old_password",
                "Too many wrong tries. Wait up to 15 minutes, then try again",
            ),
        }
    }
    let hash = hashes::hash(fields.finish(chosen)?).await?;
    let mine = cx.session().map(<[u8]>::to_vec).unwrap_or_default();
    cx.write(move |tx| {
        store::set_password(tx, person, &hash)?;
        store::remove_links(tx, person)?;
        store::end_other_sessions(tx, person, &mine)?;
        tx.record(person.record(), &PersonEvent::PasswordChosen)
    })
    .await
}

async fn fits(cx: &Cx, account: &store::Account, old: String) -> Result<Old> {
    let person = account.id;
    if account.retry_at.is_some_and(|retry_at| retry_at > cx.now()) {
        return Ok(Old::TooSoon);
    }
    if hashes::fits(old, account.password_hash.clone()).await? {
        return Ok(Old::Right);
    }
    cx.keep(move |tx| signing::note_failure(tx, person)).await?;
    Ok(Old::Wrong)
}

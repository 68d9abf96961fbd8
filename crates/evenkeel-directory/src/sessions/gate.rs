//! The gate at which every request shows its credential.

use evenkeel_core::{Error, Id, Organization, Result, Role};
use evenkeel_store::Tx;
use evenkeel_web::{Admitted, Credential, Gate, Theme};

use super::store;

/// Knows sessions and tokens from the database.
#[derive(Clone, Copy, Debug)]
pub struct Door;

impl Gate for Door {
    fn admit(&self, tx: &mut Tx<'_>, credential: Credential<'_>) -> Result<Admitted> {
        let (holder, form_token, may_write, seen_at) = match credential {
            Credential::Session(digest) => {
                let (holder, token, seen_at) =
                    store::session_holder(tx, digest)?.ok_or(Error::SignedOut)?;
                (holder, token, true, Some(seen_at))
            }
            Credential::Token(digest) => {
                let (holder, scope, used_at) =
                    store::token_holder(tx, digest)?.ok_or(Error::SignedOut)?;
                (holder, String::new(), scope == "write", used_at)
            }
        };
        Ok(Admitted {
            person: holder.id,
            name: holder.name,
            role: Role::find(&holder.role).ok_or(Error::SignedOut)?,
            may_write,
            organization: holder.organization,
            time_zone: holder.time_zone,
            theme: match holder.theme.as_str() {
                "light" => Theme::Light,
                "dark" => Theme::Dark,
                _ => Theme::System,
            },
            has_single_keys: holder.has_single_keys,
            form_token,
            is_mark_stale: store::is_stale(seen_at, tx.now),
        })
    }

    fn mark(&self, tx: &mut Tx<'_>, credential: Credential<'_>) -> Result<()> {
        match credential {
            Credential::Session(digest) => store::mark_session(tx, digest)?,
            Credential::Token(digest) => store::mark_token(tx, digest)?,
        };
        Ok(())
    }

    fn only_organization(&self, tx: &mut Tx<'_>) -> Result<Option<Id<Organization>>> {
        let mut ids = store::list_organizations(tx)?;
        Ok(if ids.len() == 1 { ids.pop() } else { None })
    }
}

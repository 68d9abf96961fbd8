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
        let (holder, form_token, may_write) = match credential {
            Credential::Session(digest) => {
                let (holder, token) = store::session_holder(tx, digest)?.ok_or(Error::SignedOut)?;
                (holder, token, true)
            }
            Credential::Token(digest) => {
                let (holder, scope) = store::token_holder(tx, digest)?.ok_or(Error::SignedOut)?;
                (holder, String::new(), scope == "write")
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
        })
    }

    fn only_organization(&self, tx: &mut Tx<'_>) -> Result<Option<Id<Organization>>> {
        let mut ids = store::list_organizations(tx)?;
        Ok(if ids.len() == 1 { ids.pop() } else { None })
    }
}

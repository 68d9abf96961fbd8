//! The first visit: an organization, its top unit, and its owner.

use evenkeel_core::{Id, Person, Recorded, Result, Role, Unit};
use evenkeel_store::Tx;

use crate::{
    persons::{self, PersonEvent},
    readers, sessions, units,
};

/// What is asked on the first visit.
#[derive(Clone, Debug)]
pub struct Founding {
    /// Name of the organization.
    pub organization: String,
    /// Its short name, by which visitors name it where there are several.
    pub slug: String,
    /// Its time zone, by IANA name.
    pub time_zone: String,
    /// The owner.
    pub owner: persons::Draft,
    /// The hash of the owner's password; without one they come by a link.
    pub password_hash: Option<String>,
    /// Id of the owner.
    pub owner_id: Id<Person>,
    /// Id of the unit that is the whole organization.
    pub unit_id: Id<Unit>,
    /// Id of the owner's membership.
    pub membership_id: Id<Unit>,
}

/// Makes the organization `tx.organization` with its owner as the actor.
pub fn found(tx: &mut Tx<'_>, founding: &Founding) -> Result<Recorded> {
    sessions::store::insert_organization(
        tx,
        &founding.organization,
        &founding.slug,
        &founding.time_zone,
    )?;
    let whole = units::Draft {
        name: founding.organization.clone(),
        kind: "organization".to_owned(),
        code: None,
        parent_id: None,
        lead_id: None,
        manager_id: None,
    };
    units::acts::add(tx, founding.unit_id, &whole)?;
    let owner = persons::Draft {
        role: Role::Owner,
        unit_id: Some(founding.unit_id),
        ..founding.owner.clone()
    };
    persons::acts::add(tx, founding.owner_id, founding.membership_id, &owner)?;
    if let Some(hash) = &founding.password_hash {
        sessions::store::set_password(tx, founding.owner_id, hash)?;
    }
    readers::refresh_all(tx)?;
    tx.record(founding.owner_id.record(), &PersonEvent::Founded)
}

/// A short name made of a name: "Northgate Children's Clinic" becomes "northgate-childrens-clinic".
pub fn slug(name: &str) -> String {
    let kept: String = name
        .to_lowercase()
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || c.is_whitespace() || *c == '-')
        .collect();
    let slug = kept.split_whitespace().collect::<Vec<_>>().join("-");
    let slug: String = slug.chars().take(40).collect();
    if slug.is_empty() { "organization".to_owned() } else { slug }
}

//! What all requests share: database, gate, clock, rooms.

use std::{fmt, sync::Arc};

use evenkeel_core::{Id, Organization, Person, Result, Role};
use evenkeel_store::{Db, Tx};
use jiff::Timestamp;

use crate::{Room, Theme, rate::Rates};

/// What a request shows to say who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Credential<'a> {
    /// Digest of the secret in a session cookie.
    Session(&'a [u8]),
    /// Digest of the secret in a personal token.
    Token(&'a [u8]),
}

/// Who asks, as the gate knows them.
#[derive(Clone, Debug)]
pub struct Admitted {
    /// The person.
    pub person: Id<Person>,
    /// Their name.
    pub name: String,
    /// What they may do in the organization as a whole.
    pub role: Role,
    /// `false` for a token that may only read.
    pub may_write: bool,
    /// Name of the organization.
    pub organization: String,
    /// Its time zone, by IANA name.
    pub time_zone: String,
    /// Chosen color scheme.
    pub theme: Theme,
    /// Whether single keys do things.
    pub has_single_keys: bool,
    /// The token that forms of this session carry; empty for a personal token.
    pub form_token: String,
    /// Whether the mark of its last use is old enough to be renewed.
    pub is_mark_stale: bool,
}

/// Knows sessions and tokens. The directory implements it, so that this crate need not know it.
pub trait Gate: Send + Sync + 'static {
    /// Who holds the credential; `SignedOut` if nobody does any more.
    fn admit(&self, tx: &mut Tx<'_>, credential: Credential<'_>) -> Result<Admitted>;

    /// Notes that the credential is used: sessions that nobody uses end.
    fn mark(&self, tx: &mut Tx<'_>, credential: Credential<'_>) -> Result<()>;

    /// The organization that visitors find, if there is only one.
    fn only_organization(&self, tx: &mut Tx<'_>) -> Result<Option<Id<Organization>>>;
}

/// What all requests share.
pub struct House {
    /// The database.
    pub db: Db,
    /// Knows sessions and tokens.
    pub gate: Box<dyn Gate>,
    /// The one clock: read once a request.
    pub clock: Box<dyn Fn() -> Timestamp + Send + Sync>,
    /// The rooms that exist, in order.
    pub rooms: &'static [Room],
    /// Whether the way to us is encrypted: cookies are then `__Host-` and Secure.
    pub is_secure: bool,
    /// Whether a proxy of ours stands in front and names the client's address.
    pub is_behind_proxy: bool,
    /// Brakes on calls; `None` in benchmarks.
    pub rates: Option<Rates>,
}

/// The state of every route.
pub type Shared = Arc<House>;

impl fmt::Debug for House {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("House").field("db", &self.db).finish_non_exhaustive()
    }
}

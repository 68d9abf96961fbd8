//! Every statement about sessions, links, tokens and the list of organizations.

use evenkeel_core::{Id, Organization, Person, Result};
use evenkeel_store::{Tx, row, sql, sql_installation, values};
use evenkeel_web::secret::Secret;
use jiff::{SignedDuration, Timestamp, civil::Date};

/// A session that nobody uses ends after 14 days: a shared computer forgets over a holiday.
const IDLE: SignedDuration = SignedDuration::from_hours(14 * 24);
/// A mark of use that is older is renewed.
const MARK: SignedDuration = SignedDuration::from_mins(10);
/// Every session ends after 90 days: about as long as people keep a device unlocked for.
pub const ABSOLUTE: SignedDuration = SignedDuration::from_hours(90 * 24);

row! {
    /// Who holds a session or token.
    #[derive(Clone, Debug)]
    pub struct Holder {
        /// The person.
        pub id: Id<Person>,
        /// Their name.
        pub name: String,
        /// Their role.
        pub role: String,
        /// Chosen color scheme.
        pub theme: String,
        /// Whether single keys do things.
        pub has_single_keys: bool,
        /// Name of the organization.
        pub organization: String,
        /// Its time zone.
        pub time_zone: String,
    }
}

/// Whether a mark of use is old enough to be renewed.
pub fn is_stale(mark: Option<Timestamp>, now: Timestamp) -> bool {
    mark.is_none_or(|mark| mark < now - MARK)
}

/// The holder of a living session, the token of its forms, and when it was last used.
pub fn session_holder(
    tx: &mut Tx<'_>,
    digest: &[u8],
) -> Result<Option<(Holder, String, Timestamp)>> {
    let idle = tx.now - IDLE;
    tx.first(
        sql!(
            "select p.id, r.title, p.role, p.theme, p.single_keys, o.name, o.time_zone,
                    s.form_token, s.seen_at
               from session s
               join person p on p.organization_id = s.organization_id and p.id = s.person_id
               join record r on r.organization_id = p.organization_id and r.id = p.id
               join organization o on o.id = s.organization_id
              where s.organization_id = $1 and s.token_hash = $2 and s.expires_at > $3
                and s.seen_at > $4 and p.is_active"
        ),
        values![tx.organization, digest.to_vec(), tx.now, idle],
    )
}

/// The holder of a living token, its scope, and when it was last used.
pub fn token_holder(
    tx: &mut Tx<'_>,
    digest: &[u8],
) -> Result<Option<(Holder, String, Option<Timestamp>)>> {
    let today = tx.now.to_zoned_datetime(jiff::tz::TimeZone::UTC).date();
    tx.first(
        sql!(
            "select p.id, r.title, p.role, p.theme, p.single_keys, o.name, o.time_zone, t.scope,
                    t.used_at
               from token t
               join person p on p.organization_id = t.organization_id and p.id = t.person_id
               join record r on r.organization_id = p.organization_id and r.id = p.id
               join organization o on o.id = t.organization_id
              where t.organization_id = $1 and t.token_hash = $2 and t.expires_on >= $3
                and p.is_active"
        ),
        values![tx.organization, digest.to_vec(), today],
    )
}

/// All organizations of the installation, at most two: for knowing whether there is one.
pub fn list_organizations(tx: &mut Tx<'_>) -> Result<Vec<Id<Organization>>> {
    tx.list_installation(
        sql_installation!("select id from organization order by created_at, id limit 2"),
        &[],
    )
}

/// The organization with a short name.
pub fn find_organization(tx: &mut Tx<'_>, slug: &str) -> Result<Option<Id<Organization>>> {
    let ids: Vec<Id<Organization>> = tx.list_installation(
        sql_installation!("select id from organization where slug = $1"),
        values![slug],
    )?;
    Ok(ids.first().copied())
}

/// Writes a new organization.
pub fn insert_organization(
    tx: &mut Tx<'_>,
    name: &str,
    slug: &str,
    time_zone: &str,
) -> Result<u64> {
    tx.run_installation(
        sql_installation!(
            "insert into organization (id, name, slug, time_zone, created_at)
             values ($1, $2, $3, $4, $5)"
        ),
        values![tx.organization, name, slug, time_zone, tx.now],
    )
}

row! {
    /// What a sign-in is held against.
    #[derive(Clone, Debug)]
    pub struct Account {
        /// The person.
        pub id: Id<Person>,
        /// Their hash; `None` until they choose a password.
        pub password_hash: Option<String>,
        /// Wrong passwords in a row.
        pub failed_count: i64,
        /// No try before this moment.
        pub retry_at: Option<Timestamp>,
    }
}

/// The active person who signs in with this username or e-mail.
pub fn find_account(tx: &mut Tx<'_>, typed: &str) -> Result<Option<Account>> {
    tx.first(
        sql!(
            "select id, password_hash, failed_count, retry_at from person
              where organization_id = $1 and (username = $2 or email = $2) and is_active
              order by id
              limit 1"
        ),
        values![tx.organization, typed],
    )
}

/// The account of a person.
pub fn account(tx: &mut Tx<'_>, person: Id<Person>) -> Result<Account> {
    tx.find(
        sql!(
            "select id, password_hash, failed_count, retry_at from person
              where organization_id = $1 and id = $2 and is_active"
        ),
        values![tx.organization, person],
    )
}

/// Notes a wrong password and when the next try may come.
pub fn note_failure(tx: &mut Tx<'_>, person: Id<Person>, retry_at: Timestamp) -> Result<u64> {
    tx.run(
        sql!(
            "update person set failed_count = failed_count + 1, retry_at = $3
              where organization_id = $1 and id = $2"
        ),
        values![tx.organization, person, retry_at],
    )
}

/// Forgets wrong passwords.
pub fn forgive(tx: &mut Tx<'_>, person: Id<Person>) -> Result<u64> {
    tx.run(
        sql!(
            "update person set failed_count = 0, retry_at = null
              where organization_id = $1 and id = $2"
        ),
        values![tx.organization, person],
    )
}

/// Begins a session.
pub fn insert_session(
    tx: &mut Tx<'_>,
    id: Id<Session>,
    secret: &Secret,
    person: Id<Person>,
    form_token: &str,
    device: &str,
) -> Result<u64> {
    let expires_at = tx.now + ABSOLUTE;
    tx.run(
        sql!(
            "insert into session (organization_id, token_hash, id, person_id, form_token, device,
                                  created_at, seen_at, expires_at)
             values ($1, $2, $3, $4, $5, $6, $7, $7, $8)"
        ),
        values![
            tx.organization,
            &secret.digest,
            id,
            person,
            form_token,
            device,
            tx.now,
            expires_at
        ],
    )
}

/// A session, as an id.
#[derive(Debug)]
pub enum Session {}

row! {
    /// A session as its owner sees it.
    #[derive(Clone, Debug)]
    pub struct Seen {
        /// Its id.
        pub id: Id<Session>,
        /// What the browser calls itself.
        pub device: String,
        /// When it began.
        pub created_at: Timestamp,
        /// When it was last used, to a few minutes.
        pub seen_at: Timestamp,
        /// What is kept of its secret: to know one's own.
        pub token_hash: Vec<u8>,
    }
}

/// The actor's living sessions, the latest used first.
pub fn list_sessions(tx: &mut Tx<'_>) -> Result<Vec<Seen>> {
    tx.list(
        sql!(
            "select id, device, created_at, seen_at, token_hash from session
              where organization_id = $1 and person_id = $2 and expires_at > $3
              order by seen_at desc, id
              limit 100"
        ),
        values![tx.organization, tx.actor, tx.now],
    )
}

/// Notes that a session is used, when its mark is older than ten minutes.
pub fn mark_session(tx: &mut Tx<'_>, digest: &[u8]) -> Result<u64> {
    let stale = tx.now - MARK;
    tx.run(
        sql!(
            "update session set seen_at = $3
              where organization_id = $1 and token_hash = $2 and seen_at < $4"
        ),
        values![tx.organization, digest.to_vec(), tx.now, stale],
    )
}

/// Ends one of the actor's sessions.
pub fn end_session(tx: &mut Tx<'_>, id: Id<Session>) -> Result<u64> {
    tx.run(
        sql!("delete from session where organization_id = $1 and person_id = $2 and id = $3"),
        values![tx.organization, tx.actor, id],
    )
}

/// Ends the session with this secret.
pub fn end_session_of(tx: &mut Tx<'_>, digest: &[u8]) -> Result<u64> {
    tx.run(
        sql!("delete from session where organization_id = $1 and token_hash = $2"),
        values![tx.organization, digest.to_vec()],
    )
}

/// Ends all sessions of a person but the one with this secret.
pub fn end_other_sessions(tx: &mut Tx<'_>, person: Id<Person>, digest: &[u8]) -> Result<u64> {
    tx.run(
        sql!(
            "delete from session
              where organization_id = $1 and person_id = $2 and token_hash <> $3"
        ),
        values![tx.organization, person, digest.to_vec()],
    )
}

/// Ends sessions, tokens and links of a person.
pub fn end_everything(tx: &mut Tx<'_>, person: Id<Person>) -> Result<()> {
    tx.run(
        sql!("delete from session where organization_id = $1 and person_id = $2"),
        values![tx.organization, person],
    )?;
    tx.run(
        sql!("delete from token where organization_id = $1 and person_id = $2"),
        values![tx.organization, person],
    )?;
    tx.run(
        sql!("delete from sign_in_link where organization_id = $1 and person_id = $2"),
        values![tx.organization, person],
    )?;
    Ok(())
}

/// Writes a link by which a person signs in once.
pub fn insert_link(
    tx: &mut Tx<'_>,
    secret: &Secret,
    person: Id<Person>,
    purpose: &str,
    expires_at: Timestamp,
) -> Result<u64> {
    tx.run(
        sql!(
            "insert into sign_in_link (organization_id, token_hash, person_id, purpose,
                                       created_at, created_by, expires_at)
             values ($1, $2, $3, $4, $5, $6, $7)"
        ),
        values![tx.organization, &secret.digest, person, purpose, tx.now, tx.actor, expires_at],
    )
}

row! {
    /// A link that can still be used.
    #[derive(Clone, Debug)]
    pub struct Link {
        /// Whose it is.
        pub person: Id<Person>,
        /// What it is for.
        pub purpose: String,
        /// Their name.
        pub name: String,
        /// What they sign in with.
        pub username: String,
        /// Name of the organization.
        pub organization: String,
    }
}

/// Whose link this is and what for, if it can still be used.
pub fn find_link(tx: &mut Tx<'_>, digest: &[u8]) -> Result<Option<Link>> {
    tx.first(
        sql!(
            "select l.person_id, l.purpose, r.title, p.username, o.name
               from sign_in_link l
               join person p on p.organization_id = l.organization_id and p.id = l.person_id
               join record r on r.organization_id = p.organization_id and r.id = p.id
               join organization o on o.id = l.organization_id
              where l.organization_id = $1 and l.token_hash = $2 and l.used_at is null
                and l.expires_at > $3 and p.is_active"
        ),
        values![tx.organization, digest.to_vec(), tx.now],
    )
}

/// Uses a link up; 0 if somebody else did.
pub fn use_link(tx: &mut Tx<'_>, digest: &[u8]) -> Result<u64> {
    tx.run(
        sql!(
            "update sign_in_link set used_at = $3
              where organization_id = $1 and token_hash = $2 and used_at is null
                and purpose <> 'demo'"
        ),
        values![tx.organization, digest.to_vec(), tx.now],
    )
}

/// Takes away the links of a person that were not used.
pub fn remove_links(tx: &mut Tx<'_>, person: Id<Person>) -> Result<u64> {
    tx.run(
        sql!(
            "delete from sign_in_link
              where organization_id = $1 and person_id = $2 and used_at is null"
        ),
        values![tx.organization, person],
    )
}

/// Keeps a new hash.
pub fn set_password(tx: &mut Tx<'_>, person: Id<Person>, hash: &str) -> Result<u64> {
    tx.run(
        sql!(
            "update person set password_hash = $3, failed_count = 0, retry_at = null
              where organization_id = $1 and id = $2"
        ),
        values![tx.organization, person, hash],
    )
}

/// Keeps the actor's personal settings.
pub fn set_settings(tx: &mut Tx<'_>, theme: &str, has_single_keys: bool) -> Result<u64> {
    tx.run(
        sql!(
            "update person set theme = $3, single_keys = $4
              where organization_id = $1 and id = $2"
        ),
        values![tx.organization, tx.actor, theme, has_single_keys],
    )
}

/// A personal token, as an id.
#[derive(Debug)]
pub enum Token {}

row! {
    /// A token as its owner sees it.
    #[derive(Clone, Debug)]
    pub struct Shown {
        /// Its id.
        pub id: Id<Token>,
        /// What it is for.
        pub name: String,
        /// "read" or "write".
        pub scope: String,
        /// When it was made.
        pub created_at: Timestamp,
        /// When it was last used, to a few minutes.
        pub used_at: Option<Timestamp>,
        /// Its last day.
        pub expires_on: Date,
    }
}

/// The actor's tokens, the latest first.
pub fn list_tokens(tx: &mut Tx<'_>) -> Result<Vec<Shown>> {
    tx.list(
        sql!(
            "select id, name, scope, created_at, used_at, expires_on from token
              where organization_id = $1 and person_id = $2
              order by created_at desc, id
              limit 100"
        ),
        values![tx.organization, tx.actor],
    )
}

/// Writes a token.
pub fn insert_token(
    tx: &mut Tx<'_>,
    id: Id<Token>,
    secret: &Secret,
    name: &str,
    scope: &str,
    expires_on: Date,
) -> Result<u64> {
    tx.run(
        sql!(
            "insert into token (organization_id, token_hash, id, person_id, name, scope,
                                created_at, expires_on)
             values ($1, $2, $3, $4, $5, $6, $7, $8)"
        ),
        values![tx.organization, &secret.digest, id, tx.actor, name, scope, tx.now, expires_on],
    )
}

/// Notes that a token is used, when its mark is older than ten minutes.
pub fn mark_token(tx: &mut Tx<'_>, digest: &[u8]) -> Result<u64> {
    let stale = tx.now - MARK;
    tx.run(
        sql!(
            "update token set used_at = $3
              where organization_id = $1 and token_hash = $2
                and (used_at is null or used_at < $4)"
        ),
        values![tx.organization, digest.to_vec(), tx.now, stale],
    )
}

/// Revokes one of the actor's tokens.
pub fn remove_token(tx: &mut Tx<'_>, id: Id<Token>) -> Result<u64> {
    tx.run(
        sql!("delete from token where organization_id = $1 and person_id = $2 and id = $3"),
        values![tx.organization, tx.actor, id],
    )
}

/// Every organization of the installation, at most 10,000: for what is tidied once an hour.
pub fn list_all_organizations(tx: &mut Tx<'_>) -> Result<Vec<Id<Organization>>> {
    tx.list_installation(
        sql_installation!("select id from organization order by created_at, id limit 10000"),
        &[],
    )
}

/// Forgets sessions, links and tokens that have ended.
pub fn forget_ended(tx: &mut Tx<'_>) -> Result<()> {
    tx.run(
        sql!(
            "delete from session where organization_id = $1 and (expires_at < $2 or seen_at < $3)"
        ),
        values![tx.organization, tx.now, tx.now - IDLE],
    )?;
    tx.run(
        sql!("delete from sign_in_link where organization_id = $1 and expires_at < $2"),
        values![tx.organization, tx.now],
    )?;
    tx.run(
        sql!("delete from token where organization_id = $1 and expires_on < $2"),
        values![tx.organization, tx.today],
    )?;
    Ok(())
}

//! Commands that work on the data itself.

use anyhow::{Context, bail};
use evenkeel_core::{Id, Organization, Person, Role};
use evenkeel_directory::{
    founding::{self, Founding},
    persons, sessions,
};
use evenkeel_store::{Db, Who};
use evenkeel_web::secret;
use jiff::SignedDuration;

use super::{PlaceArgs, ServeArgs, say};
use crate::serve::{self, Settings};

/// A link lasts a day.
const LINK: SignedDuration = SignedDuration::from_hours(24);

/// Serves until the process is told to end.
pub(super) async fn serve(args: ServeArgs) -> anyhow::Result<()> {
    let settings = Settings {
        listen: args.listen,
        location: serve::location(args.place.data, args.place.database_url)?,
        is_secure: args.secure,
        is_behind_proxy: args.behind_proxy,
        has_brakes: !args.no_brakes,
    };
    let db = Db::open(settings.location.clone()).await?;
    let listener = serve::bind(settings.listen).await?;
    let address = listener.local_addr()?;
    if !settings.is_secure && !address.ip().is_loopback() {
        tracing::warn!("people reach this without encryption; see docs/running for a proxy");
    }
    tracing::info!(%address, database = ?db, "serving");
    say(&format!("Evenkeel serves on http://{address}"));
    serve::run(serve::house(db, &settings), listener).await
}

/// Makes a recovery link for a person.
pub(super) async fn link(
    place: PlaceArgs,
    username: &str,
    slug: Option<&str>,
    url: &str,
) -> anyhow::Result<()> {
    let db = Db::open(serve::location(place.data, place.database_url)?).await?;
    let organization = organization_named(&db, slug).await?;
    let username = username.to_owned();
    let who = who(organization, Id::new(uuid::Uuid::nil()));
    let account = db
        .keep(who, move |tx| sessions::store::find_account(tx, &username))
        .await?
        .context("nobody active has this username")?;
    let secret = make_link(&db, organization, account.id).await?;
    say(&format!("{url}/link/{secret}"));
    Ok(())
}

/// Makes an organization with its owner, and prints the owner's link.
pub(super) async fn organization(
    place: PlaceArgs,
    name: &str,
    owner: &str,
    url: &str,
) -> anyhow::Result<()> {
    let db = Db::open(serve::location(place.data, place.database_url)?).await?;
    let now = serve::clock();
    let (organization, owner_id): (Id<Organization>, Id<Person>) = (Id::fresh(now), Id::fresh(now));
    let founding = Founding {
        organization: name.to_owned(),
        slug: founding::slug(name),
        time_zone: "UTC".to_owned(),
        owner: persons::Draft {
            name: owner.to_owned(),
            username: persons::username(owner),
            email: None,
            number: None,
            job_title: String::new(),
            role: Role::Owner,
            manager_id: None,
            unit_id: None,
            from_on: None,
        },
        password_hash: None,
        owner_id,
        unit_id: Id::fresh(now),
        membership_id: Id::fresh(now),
    };
    let slug = founding.slug.clone();
    db.write(who(organization, owner_id), None, move |tx| founding::found(tx, &founding)).await?;
    let secret = make_link(&db, organization, owner_id).await?;
    say(&format!("organization {slug}"));
    say(&format!("{url}/link/{secret}"));
    Ok(())
}

/// On behalf of a person, now.
pub(crate) fn who(organization: Id<Organization>, actor: Id<Person>) -> Who {
    let now = serve::clock();
    let today = now.to_zoned_datetime(jiff::tz::TimeZone::UTC).date();
    Who { organization, actor, now, today }
}

async fn make_link(
    db: &Db,
    organization: Id<Organization>,
    person: Id<Person>,
) -> anyhow::Result<String> {
    let (secret, kept) = secret::fresh(organization);
    db.keep(who(organization, person), move |tx| {
        sessions::store::remove_links(tx, person)?;
        let expires_at = tx.now + LINK;
        sessions::store::insert_link(tx, &kept, person, "recovery", expires_at)
    })
    .await?;
    Ok(secret)
}

async fn organization_named(db: &Db, slug: Option<&str>) -> anyhow::Result<Id<Organization>> {
    let slug = slug.map(str::to_owned);
    let nobody = who(Id::new(uuid::Uuid::nil()), Id::new(uuid::Uuid::nil()));
    let ids = db
        .keep(nobody, move |tx| match &slug {
            Some(slug) => {
                Ok(sessions::store::find_organization(tx, slug)?.into_iter().collect::<Vec<_>>())
            }
            None => sessions::store::list_organizations(tx),
        })
        .await?;
    match ids.as_slice() {
        [one] => Ok(*one),
        [] => bail!("there is no such organization yet; start the server and open its page"),
        _ => bail!("there are several organizations; name one with --organization"),
    }
}

//! The sample practice, served from a temporary folder that is gone at the end.

use std::net::SocketAddr;

use evenkeel_core::{Id, Organization, Person};
use evenkeel_directory::sessions;
use evenkeel_store::{Db, Location};
use evenkeel_web::secret;
use jiff::SignedDuration;

use crate::{
    cli::{say, who},
    sample,
    serve::{self, Settings},
};

/// A demo's links last as long as a long day.
const LINKS: SignedDuration = SignedDuration::from_hours(24);

/// Loads the sample practice and serves it until the process is told to end.
pub(crate) async fn run(listen: SocketAddr) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let location = Location::File(folder.path().join("evenkeel.db"));
    let settings = Settings {
        listen,
        location: location.clone(),
        is_secure: false,
        is_behind_proxy: false,
        has_brakes: true,
    };
    let db = Db::open(location).await?;
    say("Loading the sample practice: about 40 people and a year of their work. All invented.");
    let practice = sample::load(&db, serve::clock()).await?;
    let listener = serve::bind(settings.listen).await?;
    let address = listener.local_addr()?;
    say(&format!("address http://{address}"));
    for (username, who_it_is, person) in &practice.visitors {
        let secret = demo_link(&db, practice.organization, *person).await?;
        say(&format!("sign-in {username} http://{address}/link/{secret}  {who_it_is}"));
    }
    say("Open one of the links. Ctrl-C ends the demo and removes its folder.");
    serve::run(serve::house(db, &settings), listener).await
}

async fn demo_link(
    db: &Db,
    organization: Id<Organization>,
    person: Id<Person>,
) -> anyhow::Result<String> {
    let (secret, kept) = secret::fresh(organization);
    db.keep(who(organization, person), move |tx| {
        let expires_at = tx.now + LINKS;
        sessions::store::insert_link(tx, &kept, person, "demo", expires_at)
    })
    .await?;
    Ok(secret)
}

//! The server: database, house, listener, and a graceful end.

use std::{net::SocketAddr, path::PathBuf, sync::Arc, time::Duration};

use anyhow::Context;
use axum::serve::ListenerExt;
use evenkeel_core::{Id, Person};
use evenkeel_directory::sessions::{self, Door};
use evenkeel_store::{Db, Location};
use evenkeel_web::{House, Rates, Shared};
use tokio::net::TcpListener;

use crate::{cli, openapi, rooms};

/// How long a repeated call gets its first answer.
const ANSWERS: jiff::SignedDuration = jiff::SignedDuration::from_hours(24);

/// What the server needs to know.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// Where it listens.
    pub listen: SocketAddr,
    /// Where the data lies.
    pub location: Location,
    /// Whether people come by https, through a proxy that ends TLS.
    pub is_secure: bool,
    /// Whether a proxy of ours names the client's address.
    pub is_behind_proxy: bool,
    /// Whether calls are braked.
    pub has_brakes: bool,
}

/// Where the data lies: the URL if one is given, else a file in the folder, which is made.
pub(crate) fn location(folder: PathBuf, url: Option<String>) -> anyhow::Result<Location> {
    match url {
        Some(url) => Ok(Location::Url(url)),
        None => {
            std::fs::create_dir_all(&folder)
                .with_context(|| format!("the folder {} cannot be made", folder.display()))?;
            Ok(Location::File(folder.join("evenkeel.db")))
        }
    }
}

/// The clock of the process: the one place where time is read.
#[expect(clippy::disallowed_methods, reason = "here the clock becomes an argument")]
pub(crate) fn clock() -> jiff::Timestamp {
    jiff::Timestamp::now()
}

/// What all requests share.
pub(crate) fn house(db: Db, settings: &Settings) -> Shared {
    Arc::new(House {
        db,
        gate: Box::new(Door),
        clock: Box::new(clock),
        rooms: rooms::ROOMS,
        is_secure: settings.is_secure,
        is_behind_proxy: settings.is_behind_proxy,
        rates: settings.has_brakes.then(Rates::new),
    })
}

/// Binds the address, so that the caller can say where before serving.
pub(crate) async fn bind(listen: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(listen)
        .await
        .with_context(|| format!("{listen} cannot be listened on; choose another with --listen"))
}

/// Serves until the process is told to end.
pub(crate) async fn run(house: Shared, listener: TcpListener) -> anyhow::Result<()> {
    let (router, description, _) = rooms::routes().split(openapi::about());
    openapi::publish(description)?;
    let router = router.merge(evenkeel_web::assets::routes());
    let app = evenkeel_web::app(router, Arc::clone(&house));
    tokio::spawn(hourly(house));
    // Without TCP_NODELAY a page of 27 kB takes 44 ms instead of 2.
    let listener = listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "TCP_NODELAY was refused");
        }
    });
    axum::serve(listener, app.into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(end())
        .await?;
    Ok(())
}

/// Waits for Ctrl-C or SIGTERM.
async fn end() {
    let interrupt = tokio::signal::ctrl_c();
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending::<()>().await,
        }
    };
    tokio::select! { _ = interrupt => {}, () = terminate => {} }
    tracing::info!("the server ends");
}

/// What is tidied once an hour: quiet callers, ended sessions, old answers, old deletions.
async fn hourly(house: Shared) {
    let mut hours = tokio::time::interval(Duration::from_secs(3600));
    loop {
        hours.tick().await;
        if let Some(rates) = &house.rates {
            rates.tidy();
        }
        if let Err(error) = tidy(&house).await {
            tracing::error!(%error, "the hourly tidying failed");
        }
    }
}

async fn tidy(house: &Shared) -> evenkeel_core::Result<()> {
    let now = (house.clock)();
    let nobody: Id<Person> = Id::new(uuid::Uuid::nil());
    if let Err(error) = house.db.keep(cli::who(nobody.cast(), nobody), |tx| tx.optimize()).await {
        tracing::debug!(%error, "another server looks at the tables now");
    }
    let all = house
        .db
        .keep(cli::who(nobody.cast(), nobody), sessions::store::list_all_organizations)
        .await?;
    for organization in all {
        house
            .db
            .keep(cli::who(organization, nobody), move |tx| {
                sessions::store::forget_ended(tx)?;
                evenkeel_store::forget_answers(tx, now - ANSWERS)?;
                evenkeel_records::purge(tx)?;
                let corrected = evenkeel_alignment::goals::rollup::recompute(tx)?;
                if !corrected.is_empty() {
                    tracing::warn!(goals = corrected.len(), "figures of goals were corrected");
                }
                Ok(())
            })
            .await?;
    }
    Ok(())
}

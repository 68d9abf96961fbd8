//! The command line: local commands call the crates, the others call a server.

mod client;
mod local;
mod sample;
mod trace;

pub(crate) use local::who;
#[cfg(test)]
pub(crate) use trace::lines as trace_lines;

use std::{net::SocketAddr, path::PathBuf, process::ExitCode};

use clap::{Args, Parser, Subcommand};

/// Lead and manage on an even keel.
#[derive(Debug, Parser)]
#[command(name = "evenkeel", version, about, long_about = None)]
struct Command {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Serve an organization.
    Serve(ServeArgs),
    /// Serve the sample practice from a temporary folder.
    Demo {
        /// Where to listen; port 0 takes a free one.
        #[arg(long, default_value = "127.0.0.1:7600")]
        listen: SocketAddr,
    },
    /// Fill a new folder with a made-up organization of any size, for measuring.
    Sample {
        /// People in it.
        #[arg(long, default_value_t = 1000)]
        people: usize,
        /// Tasks that they hold.
        #[arg(long, default_value_t = 50_000)]
        tasks: usize,
        /// The new folder.
        #[arg(long)]
        data: PathBuf,
    },
    /// Show what a record serves and what serves it, from a server.
    Trace {
        /// Id of the record, as in its address.
        id: String,
        #[command(flatten)]
        server: ServerArgs,
    },
    /// Make a link by which a person chooses a new password: for owners who locked themselves out.
    Link {
        /// Their username.
        username: String,
        /// Short name of the organization, where there are several.
        #[arg(long)]
        organization: Option<String>,
        /// The address that people use, such as https://evenkeel.example
        #[arg(long, default_value = "http://127.0.0.1:7600")]
        url: String,
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Make a further organization in a PostgreSQL database.
    Organization {
        /// Its name.
        name: String,
        /// Username of its owner.
        #[arg(long)]
        owner: String,
        /// The address that people use, such as https://evenkeel.example
        #[arg(long, default_value = "http://127.0.0.1:7600")]
        url: String,
        #[command(flatten)]
        place: PlaceArgs,
    },
}

#[derive(Debug, Args)]
struct ServeArgs {
    /// Where to listen.
    #[arg(long, env = "EVENKEEL_LISTEN", default_value = "127.0.0.1:7600")]
    listen: SocketAddr,
    /// People come by https, through a proxy that ends TLS: cookies are then Secure.
    #[arg(long, env = "EVENKEEL_SECURE")]
    secure: bool,
    /// A proxy of ours stands in front and writes X-Forwarded-For.
    #[arg(long, env = "EVENKEEL_BEHIND_PROXY")]
    behind_proxy: bool,
    /// Take calls without brakes: for measuring only.
    #[arg(long, hide = true)]
    no_brakes: bool,
    #[command(flatten)]
    place: PlaceArgs,
}

#[derive(Debug, Args)]
struct PlaceArgs {
    /// The folder that holds all data.
    #[arg(long, env = "EVENKEEL_DATA", default_value = "data")]
    data: PathBuf,
    /// URL of a PostgreSQL database, instead of the folder.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    database_url: Option<String>,
}

#[derive(Debug, Args)]
struct ServerArgs {
    /// The server to ask.
    #[arg(long, env = "EVENKEEL_SERVER", default_value = "http://127.0.0.1:7600")]
    server: String,
    /// A personal token, made in Settings.
    #[arg(long, env = "EVENKEEL_TOKEN", hide_env_values = true)]
    token: String,
    /// Print JSON, for scripts.
    #[arg(long)]
    json: bool,
}

/// Runs what the arguments say. 0 when done, 1 when it failed, 2 when the arguments are wrong.
pub(crate) fn run() -> ExitCode {
    let command = Command::parse();
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("EVENKEEL_LOG")
                .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info")),
        )
        .with_writer(std::io::stderr)
        .init();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error.into()),
    };
    let result = runtime.block_on(async {
        match command.act {
            Act::Serve(args) => local::serve(args).await,
            Act::Demo { listen } => crate::demo::run(listen).await,
            Act::Sample { people, tasks, data } => sample::run(data, people, tasks).await,
            Act::Trace { id, server } => trace::show(&server, &id).await,
            Act::Link { username, organization, url, place } => {
                local::link(place, &username, organization.as_deref(), &url).await
            }
            Act::Organization { name, owner, url, place } => {
                local::organization(place, &name, &owner, &url).await
            }
        }
    });
    runtime.shutdown_timeout(std::time::Duration::from_secs(5));
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}

fn fail(error: &anyhow::Error) -> ExitCode {
    tracing::error!("{error:#}");
    ExitCode::FAILURE
}

/// Prints a line for people and scripts.
#[expect(clippy::print_stdout, reason = "the command line answers on standard output")]
pub(crate) fn say(line: &str) {
    println!("{line}");
}

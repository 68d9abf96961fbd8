//! A private PostgreSQL server for one test run, gone when the run ends.

use crate::needs::{is_root, postgres_folder};
use anyhow::{Context, Result, bail};
use std::fs::File;
use std::net::TcpListener;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output};
use std::time::{Duration, Instant};

const START_SECONDS_MAX: u64 = 60;

/// What the tests' role may do is what a hosted database gives: nothing above its own tables.
const ROLE: &str = "create role evenkeel login nosuperuser nobypassrls nocreatedb nocreaterole";
const DATABASE: &str = "create database evenkeel owner evenkeel";

/// A running server with an empty database `evenkeel`.
pub(crate) struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    user: Option<(u32, u32)>,
    port: u16,
    server: Option<Child>,
}

impl Cluster {
    /// Creates the files of a server, starts it and waits until it answers.
    pub(crate) fn start() -> Result<Self> {
        let programs = postgres_folder().context("The PostgreSQL server programs are missing")?;
        let name = format!("evenkeel-postgres-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir(&folder).with_context(|| format!("{}", folder.display()))?;
        // PostgreSQL refuses to run as root, so root lends the server a user with fewer rights.
        let user = if is_root() { Some(ordinary_user()?) } else { None };
        let mut cluster = Self { programs, folder, user, port: free_port()?, server: None };
        if let Some((uid, gid)) = cluster.user {
            chown(&cluster.folder, Some(uid), Some(gid))?;
        }
        cluster.create_files()?;
        cluster.start_server()?;
        cluster.wait()?;
        cluster.sql(ROLE)?;
        cluster.sql(DATABASE)?;
        Ok(cluster)
    }

    /// The address that tests connect to.
    pub(crate) fn url(&self) -> String {
        format!("postgres://evenkeel@127.0.0.1:{}/evenkeel", self.port)
    }

    fn create_files(&self) -> Result<()> {
        let output = self
            .program("initdb")
            .arg("--pgdata")
            .arg(self.folder.join("data"))
            .args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-sync"])
            .arg("--locale=C.UTF-8")
            .output()?;
        succeeded("initdb", &output)
    }

    /// Durability is switched off: the files are thrown away at the end of the run.
    fn start_server(&mut self) -> Result<()> {
        let log = File::create(self.folder.join("log"))?;
        let server = self
            .program("postgres")
            .arg("-D")
            .arg(self.folder.join("data"))
            .args(["-p", &self.port.to_string()])
            .args(["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="])
            .args(["-c", "fsync=off", "-c", "synchronous_commit=off"])
            .args(["-c", "full_page_writes=off", "-c", "max_connections=200"])
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .context("postgres did not start")?;
        self.server = Some(server);
        Ok(())
    }

    fn wait(&mut self) -> Result<()> {
        let started = Instant::now();
        while started.elapsed() < Duration::from_secs(START_SECONDS_MAX) {
            if self.sql("select 1").is_ok() {
                return Ok(());
            }
            let ended = self.server.as_mut().map(Child::try_wait).transpose()?.flatten();
            if ended.is_some() {
                break;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        let log = std::fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        bail!("PostgreSQL did not come up:\n{log}")
    }

    fn sql(&self, statement: &str) -> Result<()> {
        let output = self
            .program("psql")
            .args(["--no-psqlrc", "--quiet", "--host=127.0.0.1", "--username=postgres"])
            .args(["--dbname=postgres", "--set=ON_ERROR_STOP=1"])
            .args([&format!("--port={}", self.port), "--command", statement])
            .output()?;
        succeeded("psql", &output)
    }

    fn program(&self, name: &str) -> Command {
        let path = self.programs.join(name);
        let path = if path.is_file() { path } else { Path::new(name).to_path_buf() };
        let mut command = Command::new(path);
        command.current_dir(&self.folder).env("LC_ALL", "C.UTF-8");
        if let Some((uid, gid)) = self.user {
            command.uid(uid).gid(gid);
        }
        command
    }
}

impl Drop for Cluster {
    /// Stops the server and removes its files, also when a test failed.
    fn drop(&mut self) {
        if let Some(mut server) = self.server.take() {
            let stop = self
                .program("pg_ctl")
                .args(["stop", "--silent", "--mode=immediate", "--pgdata"])
                .arg(self.folder.join("data"))
                .status();
            if !stop.is_ok_and(|status| status.success()) && server.kill().is_err() {
                println!("The PostgreSQL server {} may still run", server.id());
            }
            if let Err(error) = server.wait() {
                println!("The PostgreSQL server did not end: {error}");
            }
        }
        if let Err(error) = std::fs::remove_dir_all(&self.folder) {
            println!("{} could not be removed: {error}", self.folder.display());
        }
    }
}

fn succeeded(name: &str, output: &Output) -> Result<()> {
    if !output.status.success() {
        bail!("{name}: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(())
}

/// A port that was free a moment ago.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// User and group ids of `postgres`, or of `nobody` where the package did not make that user.
fn ordinary_user() -> Result<(u32, u32)> {
    let users = std::fs::read_to_string("/etc/passwd")?;
    ["postgres", "nobody"]
        .iter()
        .find_map(|name| ids(&users, name))
        .context("Neither the user postgres nor nobody exists to run the server")
}

fn ids(users: &str, name: &str) -> Option<(u32, u32)> {
    let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
    let mut fields = line.split(':').skip(2);
    Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::ids;

    #[test]
    fn a_user_is_found_by_the_whole_name() {
        let users = "root:x:0:0::/root:/bin/sh\npostgres:x:103:106::/var:/bin/sh\n";
        assert_eq!(ids(users, "postgres"), Some((103, 106)));
        assert_eq!(ids(users, "post"), None);
    }
}

//! `cargo xtask bench web`: what a page costs, measured on a release build of this tree.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

/// How long each thing is measured.
const WINDOW: Duration = Duration::from_secs(6);
/// Clients that create at once.
const CLIENTS: usize = 32;
/// Ticks a second in `/proc/PID/stat` on Linux.
const TICKS: f64 = 100.0;

/// A session of the made-up organization.
#[derive(Clone)]
struct Session {
    cookie: String,
    form_token: String,
}

/// Measures the web server with 1,000 people and 50,000 tasks on SQLite, and prints a table.
pub(crate) fn web() -> Result<()> {
    let binary = build()?;
    let folder = std::env::temp_dir().join(format!("evenkeel-bench-{}", std::process::id()));
    let sessions = fill(&binary, &folder)?;
    let mut server = Server::start(&binary, &folder)?;
    let result = measure(&mut server, &sessions);
    drop(server);
    fs::remove_dir_all(&folder).ok();
    result
}

fn build() -> Result<PathBuf> {
    println!("Building the release …");
    let started = Instant::now();
    let mut cargo = Command::new(env!("CARGO"));
    let status = cargo.args(["build", "--release", "-p", "evenkeel"]).status()?;
    if !status.success() {
        bail!("The release did not build.");
    }
    println!("Built in {:.0} s.", started.elapsed().as_secs_f64());
    let target = std::env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".to_owned());
    Ok(Path::new(&target).join("release/evenkeel"))
}

fn fill(binary: &Path, folder: &Path) -> Result<Vec<Session>> {
    println!("Filling a database with 1,000 people and 50,000 tasks …");
    let output = Command::new(binary)
        .args(["sample", "--people", "1000", "--tasks", "50000", "--data"])
        .arg(folder)
        .output()?;
    if !output.status.success() {
        bail!("{}", String::from_utf8_lossy(&output.stderr));
    }
    let text = String::from_utf8(output.stdout)?;
    let sessions = text.lines().filter_map(|line| {
        let mut words = line.strip_prefix("session ")?.split(' ');
        Some(Session { cookie: words.next()?.into(), form_token: words.next()?.into() })
    });
    Ok(sessions.collect())
}

struct Server {
    process: Child,
    address: String,
}

impl Server {
    fn start(binary: &Path, folder: &Path) -> Result<Self> {
        let mut process = Command::new(binary)
            .args(["serve", "--listen", "127.0.0.1:0", "--no-brakes", "--data"])
            .arg(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut line = String::new();
        let out = process.stdout.take().context("the server has no output")?;
        BufReader::new(out).read_line(&mut line)?;
        let address = line.trim().rsplit("http://").next().unwrap_or("").to_owned();
        if address.is_empty() {
            bail!("The server did not say where it listens.");
        }
        Ok(Self { process, address })
    }

    /// CPU seconds that the server has used, user and system.
    fn cpu_seconds(&self) -> Result<f64> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.process.id()))?;
        let after = stat.rsplit(") ").next().unwrap_or("");
        let ticks: u64 = after
            .split(' ')
            .skip(11)
            .take(2)
            .map(|number| number.parse::<u64>().unwrap_or(0))
            .sum();
        Ok(f64::from(u32::try_from(ticks)?) / TICKS)
    }

    /// Resident memory without mapped files, in MiB.
    fn memory_mib(&self) -> Result<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id()))?;
        let kib = status
            .lines()
            .find_map(|line| line.strip_prefix("RssAnon:"))
            .and_then(|line| line.split_whitespace().next()?.parse::<u32>().ok())
            .context("no RssAnon")?;
        Ok(f64::from(kib) / 1024.0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

fn measure(server: &mut Server, sessions: &[Session]) -> Result<()> {
    let first = sessions.first().context("no session was made")?;
    let list = exchange(&server.address, &get("/plans/tasks?show=open", first, ""))?;
    let path = list
        .split("href=\"/plans/tasks/0")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .map(|rest| format!("/plans/tasks/0{rest}"))
        .context("the list shows no task")?;
    println!("\n| What | requests/s | CPU ms each | bytes |");
    println!("|---|---|---|---|");
    // The first page packs style sheet and scripts once; what that took is given back soon.
    std::thread::sleep(Duration::from_secs(8));
    println!("| (memory when idle: {:.1} MiB) | | | |", server.memory_mib()?);
    let packed = "accept-encoding: gzip, br\r\n";
    let json = format!("/api/v1{path}");
    for (what, path, headers) in [
        ("list of 25, HTML", "/plans/tasks?show=open", ""),
        ("list of 25, HTML, compressed", "/plans/tasks?show=open", packed),
        ("Today, HTML", "/", ""),
        ("one record, HTML", path.as_str(), ""),
        ("one record, HTML, compressed", path.as_str(), packed),
        ("one record, JSON", json.as_str(), ""),
        ("people list of 50, HTML", "/directory/persons", ""),
        ("search, JSON", "/api/v1/search?q=week", ""),
    ] {
        let size = raw(&server.address, &get(path, first, headers))?.len();
        let make = |client: usize, _: u64| get(path, pick(sessions, client), headers);
        let (rate, cpu) = load(server, 8, &make)?;
        println!("| {what} | {rate:.0} | {cpu:.3} | {size} |");
    }
    let make = |client: usize, count: u64| create(pick(sessions, client), client, count);
    let (rate, cpu) = load(server, CLIENTS, &make)?;
    println!("| create a task, durable, {CLIENTS} clients | {rate:.0} | {cpu:.3} | |");
    println!("| (memory after the load: {:.1} MiB) | | | |", server.memory_mib()?);
    Ok(())
}

#[expect(clippy::indexing_slicing, reason = "The remainder is a place in the list.")]
fn pick(sessions: &[Session], client: usize) -> &Session {
    let at = client % sessions.len().max(1);
    &sessions[at]
}

fn get(path: &str, session: &Session, headers: &str) -> String {
    format!(
        "GET {path} HTTP/1.1\r\nhost: bench\r\ncookie: evenkeel={}\r\n{headers}\r\n",
        session.cookie
    )
}

fn create(session: &Session, client: usize, count: u64) -> String {
    let body = format!(
        "{{\"title\": \"Made while measuring\", \"standard\": \"client {client}, {count}\"}}"
    );
    format!(
        "POST /api/v1/plans/tasks HTTP/1.1\r\nhost: bench\r\nsec-fetch-site: same-origin\r\n\
         cookie: evenkeel={}\r\ncontent-type: application/json\r\nx-form-token: {}\r\n\
         idempotency-key: {client}-{count}-{}\r\ncontent-length: {}\r\n\r\n{body}",
        session.cookie,
        session.form_token,
        std::process::id(),
        body.len()
    )
}

/// Requests a second, and CPU milliseconds of the server for each.
fn load(
    server: &Server,
    clients: usize,
    make: &(dyn Fn(usize, u64) -> String + Sync),
) -> Result<(f64, f64)> {
    let (done, failed) = (AtomicU64::new(0), AtomicU64::new(0));
    let cpu = server.cpu_seconds()?;
    let started = Instant::now();
    std::thread::scope(|scope| {
        for client in 0..clients {
            let (done, failed, address) = (&done, &failed, server.address.as_str());
            scope.spawn(move || {
                let Ok(mut stream) = Connection::open(address) else {
                    failed.fetch_add(1, Ordering::Relaxed);
                    return;
                };
                let mut count = 0;
                while started.elapsed() < WINDOW {
                    count += 1;
                    match stream.exchange(&make(client, count)) {
                        Ok(answer) if answer.starts_with(b"HTTP/1.1 2") => {
                            done.fetch_add(1, Ordering::Relaxed);
                        }
                        _ => {
                            failed.fetch_add(1, Ordering::Relaxed);
                            return;
                        }
                    }
                }
            });
        }
    });
    let seconds = started.elapsed().as_secs_f64();
    let cpu = server.cpu_seconds()? - cpu;
    if failed.load(Ordering::Relaxed) > 0 {
        bail!("{} requests failed.", failed.load(Ordering::Relaxed));
    }
    let done = f64::from(u32::try_from(done.load(Ordering::Relaxed))?.max(1));
    Ok((done / seconds, cpu * 1000.0 / done))
}

fn exchange(address: &str, request: &str) -> Result<String> {
    Ok(String::from_utf8_lossy(&raw(address, request)?).into_owned())
}

fn raw(address: &str, request: &str) -> Result<Vec<u8>> {
    Connection::open(address)?.exchange(request)
}

/// A connection that is kept open.
struct Connection(BufReader<TcpStream>);

impl Connection {
    fn open(address: &str) -> Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        Ok(Self(BufReader::new(stream)))
    }

    fn exchange(&mut self, request: &str) -> Result<Vec<u8>> {
        self.0.get_mut().write_all(request.as_bytes())?;
        let (mut answer, mut length, mut is_chunked) = (Vec::new(), 0, false);
        loop {
            let mut line = Vec::new();
            if self.0.read_until(b'\n', &mut line)? == 0 {
                bail!("The connection ended.");
            }
            answer.extend_from_slice(&line);
            let text = String::from_utf8_lossy(&line).to_lowercase();
            if let Some(value) = text.strip_prefix("content-length:") {
                length = value.trim().parse()?;
            }
            is_chunked |= text.starts_with("transfer-encoding: chunked");
            if line == b"\r\n" {
                break;
            }
        }
        if is_chunked {
            self.chunks(&mut answer)?;
        } else {
            let mut body = vec![0; length];
            self.0.read_exact(&mut body)?;
            answer.extend_from_slice(&body);
        }
        Ok(answer)
    }

    fn chunks(&mut self, answer: &mut Vec<u8>) -> Result<()> {
        loop {
            let mut line = String::new();
            self.0.read_line(&mut line)?;
            let length = usize::from_str_radix(line.trim(), 16)?;
            let mut chunk = vec![0; length + 2];
            self.0.read_exact(&mut chunk)?;
            if length == 0 {
                return Ok(());
            }
            answer.extend_from_slice(chunk.get(..length).unwrap_or_default());
        }
    }
}

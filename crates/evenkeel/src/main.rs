//! Evenkeel: lead and manage on an even keel. Server, command line and demo in one binary.

mod cli;
mod demo;
mod openapi;
mod rooms;
mod sample;
mod serve;
#[cfg(test)]
mod tests;
mod today;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::run()
}

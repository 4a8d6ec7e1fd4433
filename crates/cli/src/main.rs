//! `filtro`: the page's network documents on the command line, computed natively.
//!
//! Results go to standard output, everything else to standard error. What the exit codes say is in
//! `args.rs`, where `--help` has it from.

mod args;
mod dataset;
mod device;
mod document;
mod evaluate;
mod memory;
mod output;
mod problem;
mod progress;
mod stop;
mod summary;
mod system;
mod train;
mod weights;

use args::{Args, Command};
use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let done = match Args::parse().command {
        Command::Summary(args) => summary::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Train(args) => train::run(&args),
        Command::Evaluate(args) => evaluate::run(&args),
    };
    done.unwrap_or_else(|error| {
        // A reader that has seen enough (`filtro … | head`) is no failure.
        if output::is_closed(&error) {
            return ExitCode::SUCCESS;
        }
        output::tell(&format!("error: {error:#}"));
        ExitCode::FAILURE
    })
}

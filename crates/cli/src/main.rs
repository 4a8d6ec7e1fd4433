//! `filtro`: the page's network documents on the command line, computed natively.
//!
//! Results go to standard output, everything else to standard error. Exit codes: 0 done, 1 failed,
//! 2 wrong usage, 130 and 143 interrupted.

mod args;
mod dataset;
mod device;
mod document;
mod evaluate;
mod output;
mod problem;
mod progress;
mod stop;
mod summary;
mod train;
mod weights;

use args::{Args, Command};
use clap::Parser;
use std::io::{self, Write};
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
        // Where standard error is closed too, only the exit code is left to say it.
        writeln!(io::stderr(), "error: {error:#}").ok();
        ExitCode::FAILURE
    })
}

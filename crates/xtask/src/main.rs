//! The project's own commands: `cargo xtask help`.

mod accuracy;
mod bench;
mod build;
mod data;
mod project;
mod rules;
mod run;
mod screenshot;
mod serve;
mod setup;
mod test;
mod tools;

use anyhow::Result;
use clap::{Parser, Subcommand};
use project::Project;
use std::process::ExitCode;

/// Builds, serves, tests and measures Filtro.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", disable_help_subcommand = false)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Installs what the other commands need; they do so too, each for itself
    Setup,
    /// Builds the page and its engine into dist/ and checks their sizes
    Build,
    /// Builds, then serves the page on this machine
    Serve(serve::Options),
    /// Puts a data set where the page finds it
    #[command(subcommand)]
    Data(data::Which),
    /// Formatting, rules, lints, unit, oracle and browser tests
    Test(test::Options),
    /// What continuous integration runs: the same as `test`
    Ci,
    /// Checks the project's own rules: imports between crates, file lengths, leftovers
    Rules,
    /// Trains in Filtro and TensorFlow.js side by side in one browser
    Bench(bench::Options),
    /// Trains the CIFAR-sized templates and writes their accuracies into the table
    Accuracy(accuracy::Options),
    /// Takes the README's pictures of the page
    Screenshot,
    /// Puts the engine and the gallery beside the page that trunk is building (trunk calls this)
    #[command(hide = true)]
    Engine,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match execute(arguments.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn execute(command: Command) -> Result<()> {
    let project = Project::find()?;
    match command {
        Command::Setup => setup::all(&project),
        Command::Build => build::all(&project, build::Warnings::Allowed),
        Command::Serve(options) => serve::command(&project, &options),
        Command::Data(which) => data::command(&project, &which),
        Command::Test(options) => test::command(&project, &options),
        Command::Ci => test::command(&project, &test::Options::default()),
        Command::Rules => rules::command(&project),
        Command::Bench(options) => bench::command(&project, &options),
        Command::Accuracy(options) => accuracy::command(&project, &options),
        Command::Screenshot => screenshot::command(&project),
        Command::Engine => build::beside_page(&project),
    }
}

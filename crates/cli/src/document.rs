//! Network documents: from a file, standard input or a template, checked before they run.

use crate::args::Source;
use crate::output::{plain, tell};
use crate::problem::sentence;
use anyhow::{Context, Result, anyhow};
use filtro_net::{Diagnostic, Network, Report, Severity, Target, file};
use filtro_program::{Program, analyse};
use filtro_zoo::template;
use std::fmt;
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

impl Source {
    /// Reads the network.
    pub fn load(&self) -> Result<Network> {
        match (&self.file, &self.template) {
            (Some(path), _) => {
                let name = if path == Path::new("-") {
                    "standard input".to_owned()
                } else {
                    path.display().to_string()
                };
                let text = match read(path) {
                    Err(error) if error.kind() == ErrorKind::NotFound => {
                        let why = "neither a file nor a template has this name";
                        return template(&name).ok_or_else(|| anyhow!("cannot read {name}: {why}"));
                    }
                    text => text.with_context(|| format!("cannot read {name}"))?,
                };
                // What it says of the document's own words is one line, whatever they hold.
                file::from_json(&text)
                    .map_err(|error| anyhow!(plain(&error.to_string())))
                    .with_context(|| format!("{name} is no network document"))
            }
            (None, Some(name)) => template(name).ok_or_else(|| anyhow!("no template {name}")),
            (None, None) => Err(anyhow!("expected a file or a template, found none")),
        }
    }
}

fn read(path: &Path) -> io::Result<String> {
    let source: Box<dyn Read> =
        if path == Path::new("-") { Box::new(io::stdin()) } else { Box::new(File::open(path)?) };
    let mut bytes = Vec::new();
    // One byte more than allowed, for `from_json` to refuse it without reading a disk full.
    source.take(file::MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    // What is no text is no JSON either: `from_json` says where.
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Looks `network` through, lowers it, and writes what is worth knowing, from the severity `least` on, to standard
/// error.
///
/// # Errors
/// [`Invalid`] with every error of the network.
pub fn check(
    network: &Network,
    target: Option<Target>,
    least: Severity,
) -> Result<(Report, Program)> {
    let (report, program) = analyse(network, target);
    if !report.is_valid() {
        return Err(Invalid::of(network, &report).into());
    }
    for found in report.diagnostics.iter().filter(|found| found.severity >= least) {
        let level = if found.severity == Severity::Hint { "note" } else { "warning" };
        tell(&format!("{level}: {}", sentence(network, found)));
    }
    Ok((report, program))
}

/// A network that cannot run, with a line for each reason.
#[derive(Debug)]
pub struct Invalid {
    lines: Vec<String>,
}

impl Invalid {
    fn of(network: &Network, report: &Report) -> Self {
        let line = |found: &Diagnostic| sentence(network, found);
        Self { lines: report.errors().map(line).collect() }
    }
}

impl std::error::Error for Invalid {}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = if self.lines.len() == 1 { "" } else { "s" };
        write!(f, "the network cannot run, {} error{plural}:", self.lines.len())?;
        self.lines.iter().try_for_each(|line| write!(f, "\n  {line}"))
    }
}

//! The project's own rules: `cargo xtask rules`.

mod arrows;
mod circles;
mod files;
mod services;

use crate::project::{self, Project};
use crate::run;
use anyhow::{Result, bail};
use std::fs;

/// Checks all rules and prints every breach.
pub fn command(project: &Project) -> Result<()> {
    let mut breaches = arrows::check(&arrows::packages(&project::metadata(&project.root)?)?);
    let mut sources = Vec::new();
    let mut git = project.command("git");
    git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    for path in run::output(&mut git)?.split('\0').filter(|path| !path.is_empty()) {
        // A file that was deleted and not yet committed has nothing to say, and pictures neither.
        let Ok(text) = fs::read_to_string(project.root.join(path)) else { continue };
        breaches.extend(files::check(path, &text));
        breaches.extend(services::check(path, &text));
        sources.push((path.to_owned(), text));
    }
    breaches.extend(circles::check(&sources));
    for breach in &breaches {
        eprintln!("{breach}");
    }
    if !breaches.is_empty() {
        bail!("{} breaches of the project's rules", breaches.len());
    }
    println!("The rules are kept.");
    Ok(())
}

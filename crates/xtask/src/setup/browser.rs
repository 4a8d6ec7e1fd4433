//! The browsers of the tests: where they are, and how they come here.

use crate::run;
use anyhow::{Context, Result, bail};
use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

/// What the page is tested in first.
pub const CHROMIUM: Browser = Browser {
    name: "Chromium",
    variable: "FILTRO_CHROMIUM",
    programs: &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
    package: "chromium",
    oldest: 0,
};

/// What the core of the page is tested in besides.
pub const FIREFOX: Browser = Browser {
    name: "Firefox",
    variable: "FILTRO_FIREFOX",
    programs: &["firefox-esr", "firefox"],
    package: "firefox-esr",
    // Playwright drives a Firefox as Mozilla and Debian ship it by WebDriver BiDi alone. It asks for
    // commands that older ones do not know: this is the oldest that the tests have run on.
    oldest: 153,
};

/// A browser that tests drive.
pub struct Browser {
    /// As people call it.
    pub name: &'static str,
    /// The environment variable that names another program, for the tests too.
    pub variable: &'static str,
    /// Programs that are this browser, the better one first.
    programs: &'static [&'static str],
    /// Debian's package.
    package: &'static str,
    /// The oldest major version that the tests can drive.
    oldest: u32,
}

impl Browser {
    /// Its program; an error that says what to do where it is not here and cannot be installed.
    pub fn need(&self) -> Result<PathBuf> {
        self.get()?.with_context(|| self.hint())
    }

    /// Its program: what the variable names, else what is on the search path, else installed where
    /// that can be done without a question. None where it is not here, or too old, afterwards.
    ///
    /// # Errors
    /// Where the variable names no file: who sets it means it.
    pub fn get(&self) -> Result<Option<PathBuf>> {
        if let Some(path) = self.named(env::var_os(self.variable))? {
            return Ok(Some(path));
        }
        if let Some(path) = self.on_path() {
            return Ok(Some(path));
        }
        let Some(apt) = apt_get() else { return Ok(None) };
        eprintln!("Installing {} with apt-get", self.name);
        let install = ["install", "--yes", "--no-install-recommends", self.package];
        // A fresh machine knows no packages yet, and an old list names some that are gone.
        let installed = run::run(apt().args(install)).or_else(|_| {
            run::run(apt().arg("update")).and_then(|()| run::run(apt().args(install)))
        });
        if let Err(error) = installed {
            eprintln!("{} was not installed: {error:#}", self.name);
        }
        Ok(self.on_path())
    }

    /// What to do where it is missing.
    pub fn hint(&self) -> String {
        let version =
            if self.oldest > 0 { format!(" {} or newer", self.oldest) } else { String::new() };
        format!(
            "{}{version} is not here: install it, or set {} to its program",
            self.name, self.variable
        )
    }

    fn named(&self, value: Option<OsString>) -> Result<Option<PathBuf>> {
        let Some(path) = value.map(PathBuf::from) else { return Ok(None) };
        if path.is_file() {
            return Ok(Some(path));
        }
        bail!("{} is {}, which is no file", self.variable, path.display());
    }

    fn on_path(&self) -> Option<PathBuf> {
        let version = |path: &PathBuf| run::output(Command::new(path).arg("--version")).ok();
        self.first(run::on_path, version)
    }

    /// The first program that is found and new enough.
    fn first(
        &self,
        find: impl Fn(&str) -> Option<PathBuf>,
        version: impl Fn(&PathBuf) -> Option<String>,
    ) -> Option<PathBuf> {
        let new = |path: &PathBuf| {
            self.oldest == 0
                || version(path).and_then(|text| major(&text)).is_some_and(|it| it >= self.oldest)
        };
        self.programs.iter().filter_map(|name| find(name)).find(new)
    }
}

/// The first number of a version: 153 of `Mozilla Firefox 153.7.0esr`.
fn major(text: &str) -> Option<u32> {
    let word =
        text.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    word.split('.').next()?.parse().ok()
}

/// Makes commands of `apt-get` with the right to install, if that needs no password.
fn apt_get() -> Option<impl Fn() -> Command> {
    let apt = run::on_path("apt-get")?;
    let root = run::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    let sudo = if root { None } else { Some(run::on_path("sudo")?) };
    if let Some(sudo) = &sudo
        && !run::succeeds(Command::new(sudo).args(["--non-interactive", "true"]))
    {
        return None;
    }
    Some(move || {
        let mut command = match &sudo {
            None => Command::new(&apt),
            Some(sudo) => {
                let mut command = Command::new(sudo);
                command.args(["--non-interactive", "env", "DEBIAN_FRONTEND=noninteractive"]);
                command.arg(&apt);
                command
            }
        };
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_named_program_is_taken_and_must_be_there() {
        let here = env::current_exe().unwrap();
        let named = FIREFOX.named(Some(here.clone().into_os_string())).unwrap();
        assert_eq!(named, Some(here));
        assert_eq!(FIREFOX.named(None).unwrap(), None);
        let error = FIREFOX.named(Some("no/such/firefox".into())).unwrap_err().to_string();
        assert_eq!(error, "FILTRO_FIREFOX is no/such/firefox, which is no file");
    }

    #[test]
    fn the_better_program_comes_first() {
        let everywhere = |name: &str| Some(PathBuf::from(format!("bin/{name}")));
        let version = |_: &PathBuf| Some("Mozilla Firefox 153.7.0esr\n".to_owned());
        assert_eq!(FIREFOX.first(everywhere, version), Some("bin/firefox-esr".into()));
        let other = |name: &str| (name == "firefox").then(|| PathBuf::from("bin/firefox"));
        assert_eq!(FIREFOX.first(other, version), Some("bin/firefox".into()));
        assert_eq!(FIREFOX.first(|_: &str| None, version), None);
        assert_eq!(CHROMIUM.first(everywhere, |_: &PathBuf| None), Some("bin/chromium".into()));
    }

    #[test]
    fn what_is_too_old_or_does_not_run_is_passed_over() {
        let everywhere = |name: &str| Some(PathBuf::from(name));
        let version = |path: &PathBuf| {
            let esr = path.to_string_lossy() == "firefox-esr";
            Some(
                if esr { "Mozilla Firefox 128.3.1esr" } else { "Mozilla Firefox 160.0" }.to_owned(),
            )
        };
        assert_eq!(FIREFOX.first(everywhere, version), Some("firefox".into()));
        assert_eq!(FIREFOX.first(everywhere, |_: &PathBuf| None), None);
        assert_eq!(FIREFOX.first(everywhere, |_: &PathBuf| Some("Mozilla".to_owned())), None);
    }

    #[test]
    fn the_hint_says_what_to_do() {
        assert_eq!(
            FIREFOX.hint(),
            "Firefox 153 or newer is not here: install it, or set FILTRO_FIREFOX to its program"
        );
        assert_eq!(
            CHROMIUM.hint(),
            "Chromium is not here: install it, or set FILTRO_CHROMIUM to its program"
        );
    }
}

//! Other programs.

use anyhow::{Context, Result, bail};
use std::env;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::thread;

/// The command as a person would type it.
pub fn line(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str()).to_string_lossy();
    let arguments = command.get_args().map(|argument| argument.to_string_lossy());
    std::iter::once(name).chain(arguments).collect::<Vec<_>>().join(" ")
}

/// Runs it with this program's own output.
pub fn run(command: &mut Command) -> Result<()> {
    let status =
        command.status().with_context(|| format!("could not start `{}`", line(command)))?;
    if !status.success() {
        bail!("`{}` ended with {status}", line(command));
    }
    Ok(())
}

/// Runs it and returns what it writes.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("could not start `{}`", line(command)))?;
    if !output.status.success() {
        bail!("`{}` ended with {}", line(command), output.status);
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{}` wrote no UTF-8", line(command)))
}

/// Whether it runs and ends well; its output goes nowhere.
pub fn succeeds(command: &mut Command) -> bool {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

/// Runs it, shows its output as it comes and hands every line to `hear`.
pub fn heard(command: &mut Command, hear: impl FnMut(&str) + Send) -> Result<()> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("could not start `{}`", line(command)))?;
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let hear = Mutex::new(hear);
    let listen = |stream: Option<Box<dyn Read + Send>>, error: bool| {
        let Some(stream) = stream else { return };
        for text in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
            let text = String::from_utf8_lossy(&text);
            if error {
                eprintln!("{text}");
            } else {
                println!("{text}");
            }
            if let Ok(mut hear) = hear.lock() {
                hear(&text);
            }
        }
    };
    thread::scope(|scope| {
        scope.spawn(|| listen(stderr.map(|s| Box::new(s) as _), true));
        listen(stdout.map(|s| Box::new(s) as _), false);
    });
    let status = child.wait()?;
    if !status.success() {
        bail!("`{}` ended with {status}", line(command));
    }
    Ok(())
}

/// The program on the search path.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let file = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(&file))
        .find(|path| path.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_both_streams_are_heard_and_failure_names_the_command() {
        let mut lines = Vec::new();
        let mut command = Command::new("sh");
        command.args(["-c", "echo one; echo two >&2; exit 3"]);
        let error = heard(&mut command, |text| lines.push(text.to_owned())).unwrap_err();
        lines.sort();
        assert_eq!(lines, ["one", "two"]);
        assert!(error.to_string().contains("exit status: 3"), "{error}");
        assert!(error.to_string().starts_with("`sh -c"), "{error}");
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = run(&mut Command::new("filtro-no-such-program")).unwrap_err();
        assert!(error.to_string().contains("filtro-no-such-program"));
        assert_eq!(on_path("filtro-no-such-program"), None);
        assert!(on_path("sh").is_some());
    }
}

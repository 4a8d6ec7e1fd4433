//! Runs the built `filtro` and keeps folders for it.
#![allow(dead_code, reason = "no test file needs everything")]

use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// What a run left behind.
pub struct Done {
    /// The exit code; none where a signal ended it.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Done {
    fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Standard output as JSON values, one a line.
    pub fn lines(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// The same, after success.
    pub fn good(self) -> Self {
        assert_eq!(self.code, Some(0), "{}", self.err);
        self
    }

    /// Checks a failure: nothing on standard output, one message on standard error, which is
    /// returned without `error: `.
    pub fn failed(&self) -> &str {
        assert_eq!((self.code, self.out.as_str()), (Some(1), ""), "{}", self.err);
        let message = self.err.strip_prefix("error: ").unwrap();
        assert!(!message.contains("panicked"), "{message}");
        message.trim_end()
    }
}

/// The tool, with nothing from the surroundings in its input.
pub fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_filtro"));
    command.args(args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    plain_signals(&mut command);
    command
}

/// Hands signals down as a terminal does, none of them ignored: a script has some ignored in what
/// it starts in the background, the tests perhaps among it, and a child would inherit that.
#[cfg(unix)]
pub fn plain_signals(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    let reset = || {
        for signal in [libc::SIGINT, libc::SIGTERM, libc::SIGHUP] {
            // SAFETY: the default action is no function of ours.
            if unsafe { libc::signal(signal, libc::SIG_DFL) } == libc::SIG_ERR {
                return Err(std::io::Error::last_os_error());
            }
        }
        Ok(())
    };
    // SAFETY: between fork and exec nothing runs but `signal`, which is safe there.
    unsafe { command.pre_exec(reset) };
}

/// Nothing is inherited here.
#[cfg(not(unix))]
pub fn plain_signals(_command: &mut Command) {}

/// Runs `filtro` with `args`.
pub fn filtro(args: &[&str]) -> Done {
    Done::of(command(args).output().unwrap())
}

/// Runs `filtro` with `args` and `input` on standard input.
pub fn filtro_with(args: &[&str], input: &str) -> Done {
    let mut child = command(args).stdin(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    Done::of(child.wait_with_output().unwrap())
}

/// Waits for a child.
pub fn wait(child: std::process::Child) -> Done {
    Done::of(child.wait_with_output().unwrap())
}

/// A folder of a test's own, removed at its end.
pub struct Folder(PathBuf);

impl Folder {
    /// Empty.
    pub fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("filtro-cli-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// With CIFAR-10 of so many training pictures a file and test pictures: noise around a
    /// brightness that tells the class, so that a few steps learn something.
    pub fn with_cifar(train: usize, test: usize) -> Self {
        let folder = Self::new();
        for file in 1..=5 {
            folder.write(&format!("data_batch_{file}.bin"), &records(train, file));
        }
        folder.write("test_batch.bin", &records(test, 6));
        folder
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The path of `name` in it, as an argument.
    pub fn arg(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }

    /// Itself as an argument.
    pub fn own(&self) -> String {
        self.0.to_str().unwrap().to_owned()
    }

    /// Writes a file into it.
    pub fn write(&self, name: &str, bytes: &[u8]) {
        fs::write(self.0.join(name), bytes).unwrap();
    }

    /// Names of what is in it, sorted.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

fn records(count: usize, salt: usize) -> Vec<u8> {
    let mut state = salt as u32;
    let mut noise = move || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 27) as u8
    };
    let mut bytes = Vec::with_capacity(count * 3073);
    for at in 0..count {
        let label = (at % 10) as u8;
        bytes.push(label);
        bytes.extend((0..3072).map(|_| label * 22 + noise()));
    }
    bytes
}

/// A network small enough for an epoch in a moment.
pub const TINY: &str = r#"{
    "format": "filtro-network", "version": 1, "name": "Tiny", "input": [3, 32, 32],
    "nodes": [
        {"id": 1, "kind": "max_pool2d", "kernel": 4},
        {"id": 2, "kind": "conv2d", "filters": 4, "kernel": 3},
        {"id": 3, "kind": "activation", "function": "relu"},
        {"id": 4, "kind": "dropout", "rate": 0.1},
        {"id": 5, "kind": "flatten"},
        {"id": 6, "kind": "dense", "units": 10}
    ]
}"#;

/// Names and bytes of a file's tensors.
pub fn tensors(file: &[u8]) -> Vec<(String, Vec<u8>)> {
    let file = safetensors::SafeTensors::deserialize(file).unwrap();
    let tensors = file.tensors().into_iter();
    let mut all: Vec<_> = tensors.map(|(name, view)| (name, view.data().to_vec())).collect();
    all.sort();
    all
}

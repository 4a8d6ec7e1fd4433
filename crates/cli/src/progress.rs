//! One line on standard error that is written again and again, only where a person looks at it.

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// So often a second is smooth, and slow terminals keep up.
const INTERVAL: Duration = Duration::from_millis(100);
const WIDTH: usize = 24;

/// The line.
#[derive(Debug)]
pub struct Progress {
    shown: bool,
    last: Option<Instant>,
}

impl Progress {
    /// Shows nothing where standard error is no terminal.
    pub fn new() -> Self {
        Self { shown: io::stderr().is_terminal(), last: None }
    }

    /// Whether a new line is due; making its text may cost something.
    pub fn is_due(&self) -> bool {
        self.shown && self.last.is_none_or(|last| last.elapsed() >= INTERVAL)
    }

    /// Shows `label`, a bar for `done` of `total`, and `rest`.
    pub fn show(&mut self, label: &str, done: usize, total: usize, rest: &str) {
        if self.shown {
            let mut stderr = io::stderr().lock();
            let line = format!("\r{label} {} {rest}\x1b[K", bar(done, total));
            stderr.write_all(line.as_bytes()).and_then(|()| stderr.flush()).ok();
            self.last = Some(Instant::now());
        }
    }

    /// Takes the line away, for others to be written.
    pub fn clear(&mut self) {
        if self.last.take().is_some() {
            let mut stderr = io::stderr().lock();
            stderr.write_all(b"\r\x1b[K").and_then(|()| stderr.flush()).ok();
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}

fn bar(done: usize, total: usize) -> String {
    let full = (done.min(total) * WIDTH).checked_div(total).unwrap_or_default();
    let mut text = String::with_capacity(WIDTH * 3 + 16);
    text.extend(std::iter::repeat_n('━', full));
    text.extend(std::iter::repeat_n('─', WIDTH - full));
    write!(text, " {done}/{total}").ok();
    text
}

/// 75 s as 1:15, with hours where there are any.
pub fn clock(time: Duration) -> String {
    let seconds = time.as_secs();
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes}:{seconds:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_wide_at_every_stage() {
        for (done, total) in [(0, 9), (4, 9), (9, 9), (12, 9), (0, 0)] {
            let bar = bar(done, total);
            assert_eq!(bar.chars().take_while(|c| !c.is_whitespace()).count(), WIDTH, "{bar}");
        }
        assert!(bar(9, 9).starts_with(&"━".repeat(WIDTH)));
    }

    #[test]
    fn times_read_like_a_clock() {
        let text = |seconds| clock(Duration::from_secs(seconds));
        assert_eq!([text(5), text(75), text(3723)], ["0:05", "1:15", "1:02:03"]);
    }
}

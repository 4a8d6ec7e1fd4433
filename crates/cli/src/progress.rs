//! One line on standard error that is written again and again, only where a person looks at it.

use crate::system::columns;
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// So often a second is smooth, and slow terminals keep up.
const INTERVAL: Duration = Duration::from_millis(100);
/// Columns where the terminal does not tell.
const COLUMNS: usize = 80;
/// Columns of a bar.
const BAR: usize = 24;
/// Narrower bars say nothing.
const SHORT_BAR: usize = 8;

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

    /// Shows it.
    pub fn show(&mut self, line: &Line) {
        if self.shown {
            // A terminal wraps what reaches its last column, and the line could not be taken back.
            let text = line.text(columns().unwrap_or(COLUMNS).saturating_sub(1));
            let mut stderr = io::stderr().lock();
            let line = format!("\r{text}\x1b[K");
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

/// What the line says.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// Stands in front.
    pub label: String,
    /// So many are done.
    pub done: usize,
    /// Of so many.
    pub total: usize,
    /// What else there is to say, the most important first: where the line is too narrow, the
    /// last ones are left out.
    pub more: Vec<String>,
}

impl Line {
    /// At most `width` columns; with a bar where there is room for one.
    fn text(&self, width: usize) -> String {
        let mut text = format!("{} {}/{}", self.label, self.done, self.total);
        let mut used = text.chars().count();
        let mut more = String::new();
        for part in &self.more {
            let columns = part.chars().count() + 2;
            if used + columns > width {
                break;
            }
            used += columns;
            more.push_str("  ");
            more.push_str(part);
        }
        let room = width.saturating_sub(used + 1).min(BAR);
        if room >= SHORT_BAR {
            let bar = bar(self.done, self.total, room);
            text = format!("{} {bar} {}/{}", self.label, self.done, self.total);
        }
        text.push_str(&more);
        text.chars().take(width).collect()
    }
}

fn bar(done: usize, total: usize, width: usize) -> String {
    let full = (done.min(total) * width).checked_div(total).unwrap_or_default();
    let (full, empty) = (std::iter::repeat_n('━', full), std::iter::repeat_n('─', width - full));
    full.chain(empty).collect()
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
            assert_eq!(bar(done, total, BAR).chars().count(), BAR, "{done} of {total}");
        }
        assert_eq!(bar(9, 9, BAR), "━".repeat(BAR));
    }

    #[test]
    fn a_line_keeps_to_its_width_and_leaves_out_the_least_important() {
        let line = Line {
            label: "1/3".to_owned(),
            done: 12,
            total: 29,
            more: ["loss 2.301", "acc 12.3 %", "0:12 left"].map(str::to_owned).to_vec(),
        };
        let whole = "1/3 ━━━━━━━━━─────────────── 12/29  loss 2.301  acc 12.3 %  0:12 left";
        assert_eq!(line.text(80), whole);
        assert_eq!(line.text(60), "1/3 ━━━━━━───────── 12/29  loss 2.301  acc 12.3 %  0:12 left");
        assert_eq!(line.text(45), "1/3 12/29  loss 2.301  acc 12.3 %  0:12 left");
        assert_eq!(line.text(28), "1/3 12/29  loss 2.301");
        for width in 0..100 {
            assert!(line.text(width).chars().count() <= width, "{width}");
        }
    }

    #[test]
    fn times_read_like_a_clock() {
        let text = |seconds| clock(Duration::from_secs(seconds));
        assert_eq!([text(5), text(75), text(3723)], ["0:05", "1:15", "1:02:03"]);
    }
}

//! Standard output: results, and nothing else.

use anyhow::Result;
use serde::Serialize;
use std::io::{self, Write};

/// Writes one line and makes sure that it has arrived.
pub fn line(text: &str) -> Result<()> {
    let mut stdout = io::stdout().lock();
    writeln!(stdout, "{text}")?;
    Ok(stdout.flush()?)
}

/// Writes `value` as one line of JSON. What is no number is written as null.
pub fn json(value: &impl Serialize) -> Result<()> {
    line(&serde_json::to_string(value)?)
}

/// Whether `error` only says that nobody reads any more.
pub fn is_closed(error: &anyhow::Error) -> bool {
    let closed = |io: &io::Error| io.kind() == io::ErrorKind::BrokenPipe;
    error.root_cause().downcast_ref::<io::Error>().is_some_and(closed)
}

/// 1234567 as 1,234,567.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// So many bytes, in thousands, millions or billions with one place.
pub fn bytes(number: u64) -> String {
    let units = [(1_000_000_000_000, 1e12, "TB"), (1_000_000_000, 1e9, "GB")];
    let units = units.into_iter().chain([(1_000_000, 1e6, "MB"), (1_000, 1e3, "kB")]);
    let unit = units.into_iter().find(|(least, ..)| number >= *least);
    match unit {
        Some((_, size, name)) => format!("{:.1} {name}", number as f64 / size),
        None => format!("{number} B"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        let cases = [(0, "0"), (999, "999"), (1000, "1,000"), (62_006, "62,006")];
        for (number, text) in cases.into_iter().chain([(1_234_567, "1,234,567")]) {
            assert_eq!(grouped(number), text);
        }
    }

    #[test]
    fn bytes_have_a_unit() {
        let cases = [(0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (18_816, "18.8 kB")];
        for (number, text) in cases.into_iter().chain([(2_500_000_000, "2.5 GB")]) {
            assert_eq!(bytes(number), text);
        }
    }

    #[test]
    fn only_a_closed_pipe_is_silent() {
        let error = |kind| anyhow::Error::from(io::Error::from(kind)).context("while writing");
        assert!(is_closed(&error(io::ErrorKind::BrokenPipe)));
        assert!(!is_closed(&error(io::ErrorKind::NotFound)));
    }
}

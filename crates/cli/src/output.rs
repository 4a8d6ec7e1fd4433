//! Standard output: results, and nothing else. Standard error: everything else.
//!
//! Documents, files and folders come from strangers, and what is in them is printed on terminals,
//! which take control characters for orders. So nothing is written but through here.

use anyhow::Result;
use serde::Serialize;
use std::fmt::Write as _;
use std::io::{self, Write};

/// Writes text, of one line or several, and makes sure that it has arrived.
pub fn line(text: &str) -> Result<()> {
    let text = lines(text);
    let mut stdout = io::stdout().lock();
    writeln!(stdout, "{text}")?;
    Ok(stdout.flush()?)
}

/// Writes `value` as one line of JSON. What is no number is written as null.
pub fn json(value: &impl Serialize) -> Result<()> {
    line(&escaped(&serde_json::to_string(value)?))
}

/// Writes text to standard error. Where that is closed, nobody listens.
pub fn tell(text: &str) {
    writeln!(io::stderr(), "{}", lines(text)).ok();
}

/// Whether a terminal would not show this but obey it: control characters, escape among them,
/// those that turn the direction of writing, and those that are invisible by their nature.
fn is_order(symbol: char) -> bool {
    symbol.is_control()
        || matches!(
            symbol,
            '\u{61c}'
                | '\u{200b}'
                | '\u{200e}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// A name as one harmless line: what a terminal would obey is shown as `\u{fffd}`.
pub fn plain(text: &str) -> String {
    text.chars().map(|symbol| if is_order(symbol) { '\u{fffd}' } else { symbol }).collect()
}

/// The same for text of several lines.
fn lines(text: &str) -> String {
    let keep = |symbol| symbol == '\n' || !is_order(symbol);
    text.chars().map(|symbol| if keep(symbol) { symbol } else { '\u{fffd}' }).collect()
}

/// JSON with everything that a terminal would obey escaped, which means the same.
fn escaped(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for symbol in json.chars() {
        if is_order(symbol) {
            let mut units = [0; 2];
            for unit in symbol.encode_utf16(&mut units) {
                write!(text, "\\u{unit:04x}").ok();
            }
        } else {
            text.push(symbol);
        }
    }
    text
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
    fn nothing_orders_a_terminal_about() {
        let wild = "\x1b[31mred\u{9b}2J\x07 \u{202e}desrever\u{2066} a\u{e0041}\nnext\r\t";
        let tame = "\u{fffd}[31mred\u{fffd}2J\u{fffd} \u{fffd}desrever\u{fffd} a\u{fffd}";
        assert_eq!(plain(wild), format!("{tame}\u{fffd}next\u{fffd}\u{fffd}"));
        assert_eq!(lines(wild), format!("{tame}\nnext\u{fffd}\u{fffd}"));
        let json = escaped(&serde_json::to_string(wild).unwrap());
        assert!(!json.chars().any(is_order), "{json:?}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), wild);
        // Letters and signs of all languages stay, joiners too: they belong to the writing.
        let names = "Größe, señal, 卷积, می\u{200c}خواهم, 👩\u{200d}🔬 ★";
        assert_eq!([plain(names), lines(names), escaped(names)], [names, names, names]);
    }

    #[test]
    fn only_a_closed_pipe_is_silent() {
        let error = |kind| anyhow::Error::from(io::Error::from(kind)).context("while writing");
        assert!(is_closed(&error(io::ErrorKind::BrokenPipe)));
        assert!(!is_closed(&error(io::ErrorKind::NotFound)));
    }
}

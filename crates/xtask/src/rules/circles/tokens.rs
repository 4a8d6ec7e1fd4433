//! Rust's text as words and signs, without comments, texts and characters.

/// The words, `::`, and every other sign by itself.
pub(super) fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if first.is_whitespace() {
            first.len_utf8()
        } else if let Some(length) = skipped(rest) {
            length
        } else {
            let length = match word(rest) {
                0 if rest.starts_with("::") => 2,
                0 => first.len_utf8(),
                length => length,
            };
            tokens.extend(rest.get(..length));
            length
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    tokens
}

fn word(text: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len())
}

/// Length of the comment, text or character that `text` begins with.
fn skipped(text: &str) -> Option<usize> {
    if text.starts_with("//") {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    if text.starts_with("/*") {
        return Some(comment(text));
    }
    if let Some(rest) = text.strip_prefix('\'') {
        return Some(character(rest) + 1);
    }
    let prefix = ["\"", "b\"", "c\""].into_iter().find(|prefix| text.starts_with(prefix));
    if let Some(prefix) = prefix {
        let rest = text.get(prefix.len()..).unwrap_or_default();
        return Some(prefix.len() + closing(rest, '"'));
    }
    raw(text)
}

/// Up to the end of a comment, which may have others inside.
fn comment(text: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let step = if rest.starts_with("/*") {
            depth += 1;
            2
        } else if rest.starts_with("*/") {
            depth = depth.saturating_sub(1);
            2
        } else {
            rest.chars().next().map_or(1, char::len_utf8)
        };
        at += step;
        if depth == 0 {
            break;
        }
    }
    at.min(text.len())
}

/// Length of what follows a single quotation mark: of a character with its closing mark, or
/// nothing where it names a lifetime.
fn character(text: &str) -> usize {
    if text.starts_with('\\') {
        return closing(text, '\'');
    }
    let mut all = text.char_indices().skip(1);
    match all.next() {
        Some((at, '\'')) => at + 1,
        _ => 0,
    }
}

/// Up to and with the first `mark` that no backslash stands before.
fn closing(text: &str, mark: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        if c == mark && !escaped {
            return at + c.len_utf8();
        }
        escaped = c == '\\' && !escaped;
    }
    text.len()
}

/// Length of a raw text: `r"…"`, `br#"…"#`.
fn raw(text: &str) -> Option<usize> {
    let prefix = ["r", "br", "cr"].into_iter().find(|prefix| {
        let rest = text.strip_prefix(prefix).unwrap_or_default();
        rest.trim_start_matches('#').starts_with('"')
    })?;
    let rest = text.strip_prefix(prefix)?;
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    let end = format!("\"{}", "#".repeat(hashes));
    let start = prefix.len() + hashes + 1;
    let length = text.get(start..)?.find(&end)?;
    Some(start + length + end.len())
}

#[cfg(test)]
mod tests {
    use super::tokens;

    #[test]
    fn words_and_signs_are_told_apart() {
        assert_eq!(tokens("use a::{b, c};"), ["use", "a", "::", "{", "b", ",", "c", "}", ";"]);
        assert_eq!(tokens("r#type for_b"), ["r", "#", "type", "for_b"]);
    }

    #[test]
    fn what_only_looks_like_code_is_left_out() {
        for text in [
            "a // b\nc",
            "a /* b /* d */ b */ c",
            "a \"b \\\" b\" c",
            "a r\"b\" c",
            "a r##\"b \"# b\"## c",
            "a b\"b\" c",
            "a '\"' c",
            "a '\\'' c",
            "a 'ß' c",
        ] {
            assert_eq!(tokens(text), ["a", "c"], "{text}");
        }
        assert_eq!(tokens("&'a str"), ["&", "a", "str"]);
    }
}

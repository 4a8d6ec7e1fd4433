//! What no file may have.

/// Longer files are two files.
const LINES: usize = 500;

/// File name endings that the length counts for: what people write and read.
const CODE: [&str; 8] = [".rs", ".js", ".mjs", ".css", ".html", ".py", ".sh", ".toml"];

// The words below are put together from two parts so that this file keeps its own rules.

/// Leftovers of work that is not done.
const LEFTOVERS: [&str; 6] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X"),
    concat!("to", "do!("),
    concat!("unimple", "mented!("),
    concat!("<<<<", "<<<"),
];

/// Folders of one machine.
const MACHINE: [&str; 6] = [
    concat!("/wo", "rk/"),
    concat!("/ro", "ot/"),
    concat!("/ho", "me/"),
    concat!("/Us", "ers/"),
    concat!("C:", "\\"),
    concat!("/t", "mp/"),
];

/// Hosts that a package manager knows by itself: a file that names them ties everyone to them.
const HOSTS: [&str; 6] = [
    concat!("registry.npm", "js.org"),
    concat!("registry.yarn", "pkg.com"),
    concat!("index.crates", ".io"),
    concat!("static.crates", ".io"),
    concat!("py", "pi.org"),
    concat!("files.python", "hosted.org"),
];

/// Every breach in one file.
pub fn check(path: &str, text: &str) -> Vec<String> {
    let mut breaches = Vec::new();
    let lines = text.lines().count();
    if lines > LINES && CODE.iter().any(|end| path.ends_with(end)) {
        breaches.push(format!("{path}: {lines} lines, at most {LINES}"));
    }
    for (number, line) in (1..).zip(text.lines()) {
        let mut found = |words: &[&str], what: &str| {
            for word in words.iter().filter(|word| holds(line, word)) {
                breaches.push(format!("{path}:{number}: {what}: {word}"));
            }
        };
        found(&LEFTOVERS, "leftover");
        found(&MACHINE, "folder of one machine");
        found(&HOSTS, "host of a package registry");
        if path.ends_with("package-lock.json") && line.trim_start().starts_with("\"resolved\"") {
            breaches.push(format!("{path}:{number}: address of a package; strip `resolved`"));
        }
    }
    breaches
}

/// Words count as words only: not as a part of a longer one.
fn holds(line: &str, word: &str) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    line.match_indices(word).any(|(at, _)| {
        let (before, after) = line.split_at(at);
        let after = after.strip_prefix(word).unwrap_or_default();
        let whole_word = word.chars().all(char::is_alphabetic);
        // `https://host/home/` names no folder of a machine.
        let starts = !is_letter(before.chars().next_back());
        starts && !(whole_word && is_letter(after.chars().next()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_files_are_found() {
        assert_eq!(check("a.rs", &"x\n".repeat(500)), [""; 0]);
        assert_eq!(check("a.rs", &"x\n".repeat(501)), ["a.rs: 501 lines, at most 500"]);
        assert_eq!(check("Cargo.lock", &"x\n".repeat(5000)), [""; 0]);
    }

    #[test]
    fn every_forbidden_word_is_found() {
        for word in LEFTOVERS.iter().chain(&MACHINE).chain(&HOSTS) {
            let breaches = check("a.js", &format!("fine\n // {word} x\n"));
            assert!(breaches.iter().any(|breach| breach.starts_with("a.js:2: ")), "{word}");
        }
        let lock = check("x/package-lock.json", "  \"resolved\": \"https://example.org\",");
        assert_eq!(lock.len(), 1);
    }

    #[test]
    fn longer_words_and_addresses_are_not_meant() {
        let longer = concat!("META", "TO", "DO", "S");
        assert_eq!(check("a.md", &format!("{longer} https://example.org{}x", MACHINE[2])), [""; 0]);
    }
}

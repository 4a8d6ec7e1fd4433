//! From the path of a request to a file.

use crate::data::INDEX;
use std::borrow::Cow;
use std::fs::File;
use std::path::{Component, Path, PathBuf};

/// What is served.
pub struct Site {
    /// The page.
    pub dist: PathBuf,
    /// Data sets, as `/data/`.
    pub data: PathBuf,
}

/// Something to send.
pub enum Found {
    /// A file, its length and its media type.
    File(File, u64, &'static str),
    /// A few words of JSON.
    Json(&'static str),
}

impl Site {
    /// The file behind the path of a request, which may carry a query. Nothing outside the two
    /// folders is found, whatever the path says and wherever links lead.
    pub fn find(&self, request: &str) -> Option<Found> {
        let path = request.split(['?', '#']).next()?;
        let path = decoded(path.strip_prefix('/')?)?;
        if path.contains(['\\', '\0']) {
            return None;
        }
        let in_data = path.strip_prefix("data/");
        let (root, inner) = match in_data {
            Some(rest) => (&self.data, rest),
            None => (&self.dist, path.as_ref()),
        };
        let found = open(root, Path::new(inner));
        if found.is_none() && in_data == Some(INDEX) {
            return Some(Found::Json("{\"sets\":[]}"));
        }
        found
    }
}

fn open(root: &Path, inner: &Path) -> Option<Found> {
    if !inner.components().all(|part| matches!(part, Component::Normal(_))) {
        return None;
    }
    let root = root.canonicalize().ok()?;
    let mut path = root.join(inner).canonicalize().ok()?;
    if path.is_dir() {
        path = path.join("index.html").canonicalize().ok()?;
    }
    if !path.starts_with(&root) {
        return None;
    }
    let file = File::open(&path).ok()?;
    let length = file.metadata().ok()?.len();
    Some(Found::File(file, length, media_type(&path)))
}

/// `%20` and the like as bytes.
fn decoded(path: &str) -> Option<Cow<'_, str>> {
    if !path.contains('%') {
        return Some(path.into());
    }
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        if first != b'%' {
            bytes.push(first);
            rest = after;
            continue;
        }
        let (digits, after) = after.split_at_checked(2)?;
        let digits = std::str::from_utf8(digits).ok()?;
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        rest = after;
    }
    String::from_utf8(bytes).ok().map(Cow::Owned)
}

fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        // The browser compiles while it loads only what is announced as this.
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("webp") => "image/webp",
        Some("ico") => "image/x-icon",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_signs_are_read_or_refused() {
        assert_eq!(decoded("a%20b%C3%B1").as_deref(), Some("a bñ"));
        assert_eq!(decoded("plain").as_deref(), Some("plain"));
        for broken in ["%", "%2", "%zz", "%+1", "%ff"] {
            assert_eq!(decoded(broken), None, "{broken}");
        }
    }
}

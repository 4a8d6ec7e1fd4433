//! What a file seems to be, by its first bytes.

/// What a file seems to be, where it is no data set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileSort {
    /// Nothing in it.
    Empty,
    /// A web page: often a server's error, saved under the name of what was asked for.
    WebPage,
    /// Text.
    Text,
    /// A zip archive.
    Zip,
    /// Packed by another program; its name.
    Packed(&'static str),
    /// A picture.
    Picture,
    /// A PDF document.
    Pdf,
    /// Numbers of Python: NumPy's own file, or HDF5.
    Numbers(&'static str),
    /// Something else.
    Unknown,
}

/// First bytes that no other sort of file has. None of them is a class of CIFAR-10.
const MARKS: [(&[u8], FileSort); 16] = [
    (b"PK\x03\x04", FileSort::Zip),
    (b"PK\x05\x06", FileSort::Zip),
    (b"7z\xbc\xaf\x27\x1c", FileSort::Packed("7-Zip")),
    (b"Rar!", FileSort::Packed("RAR")),
    (b"BZh", FileSort::Packed("bzip2")),
    (b"\xfd7zXZ\0", FileSort::Packed("xz")),
    (b"\x28\xb5\x2f\xfd", FileSort::Packed("zstd")),
    (b"\x1f\x8b", FileSort::Packed("gzip")),
    (b"\x89PNG", FileSort::Picture),
    (b"\xff\xd8\xff", FileSort::Picture),
    (b"GIF8", FileSort::Picture),
    (b"RIFF", FileSort::Picture),
    (b"%PDF", FileSort::Pdf),
    (b"\x93NUMPY", FileSort::Numbers("NumPy")),
    (b"\x89HDF", FileSort::Numbers("HDF5")),
    (b"BM", FileSort::Picture),
];
/// How the first tag of a web page begins.
const TAGS: [&[u8]; 6] = [b"<!doctype", b"<html", b"<head", b"<body", b"<?xml", b"<!--"];

impl FileSort {
    /// Of a file that begins with `head`: of all of it, or of some hundred bytes at least.
    pub fn of(head: &[u8]) -> Self {
        if head.is_empty() {
            return Self::Empty;
        }
        if let Some((_, sort)) = MARKS.iter().find(|(mark, _)| head.starts_with(mark)) {
            return *sort;
        }
        let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
        let start = text.trim_ascii_start();
        let begins = |tag: &&[u8]| {
            start.get(..tag.len()).is_some_and(|found| found.eq_ignore_ascii_case(tag))
        };
        if TAGS.iter().any(begins) {
            return Self::WebPage;
        }
        if is_text(text) { Self::Text } else { Self::Unknown }
    }
}

impl std::fmt::Display for FileSort {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Empty => f.write_str("nothing"),
            Self::WebPage => f.write_str("a web page"),
            Self::Text => f.write_str("a text"),
            Self::Zip => f.write_str("a zip archive"),
            Self::Packed(by) => write!(f, "something packed with {by}"),
            Self::Picture => f.write_str("a picture"),
            Self::Pdf => f.write_str("a PDF document"),
            Self::Numbers(of) => write!(f, "numbers of {of}"),
            Self::Unknown => f.write_str("something else"),
        }
    }
}

/// Whether these bytes are UTF-8, cut anywhere, without control characters.
fn is_text(bytes: &[u8]) -> bool {
    let whole = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => {
            let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
            std::str::from_utf8(valid).unwrap_or_default()
        }
        Err(_) => return false,
    };
    !whole.is_empty()
        && whole.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t' | '\u{c}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_bytes_tell() {
        for (head, sort) in [
            (&b""[..], FileSort::Empty),
            (b"PK\x03\x04\x14\0", FileSort::Zip),
            (b"\n  <!DOCTYPE html><html>", FileSort::WebPage),
            (b"\xef\xbb\xbf<HTML>", FileSort::WebPage),
            (b"not found", FileSort::Text),
            ("año\n".as_bytes(), FileSort::Text),
            // Cut within a character.
            (&"años, ñ".as_bytes()[..8], FileSort::Text),
            (b"\x89PNG\r\n", FileSort::Picture),
            (b"\xfd7zXZ\0\0", FileSort::Packed("xz")),
            (b"\x93NUMPY\x01\0", FileSort::Numbers("NumPy")),
            (b"\x03\x80\x81", FileSort::Unknown),
            (b"a\0b", FileSort::Unknown),
        ] {
            assert_eq!(FileSort::of(head), sort, "{head:?}");
        }
    }

    #[test]
    fn no_mark_is_a_picture_of_cifar() {
        for (mark, _) in MARKS {
            assert!(mark[0] > 9 && mark[0] != b'\t', "{mark:?}");
        }
    }
}

//! Tar archives as a stream.
//!
//! POSIX.1-1988 (ustar) headers with the two extensions in use for long names and large files:
//! GNU's `L` entries and base-256 sizes, and POSIX.1-2001's `x` (pax) entries.

const BLOCK: usize = 512;
/// Longest name or pax header that is read; real ones have a few hundred bytes.
const MAX_EXTENSION: u64 = 1 << 20;

/// What is wrong with an archive.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TarError {
    /// A header whose sum does not fit: damaged, or no tar archive at all.
    #[error("expected a tar header with checksum {expected} at byte {at}, found {found}")]
    Checksum {
        /// Position in the archive.
        at: u64,
        /// As written in the header; 0 where that is no number.
        expected: u64,
        /// As computed.
        found: u64,
    },
    /// A number in a header that is none.
    #[error("expected a size in the tar header at byte {at}")]
    Number {
        /// Position in the archive.
        at: u64,
    },
    /// A name of more than a megabyte.
    #[error("expected a name of at most {MAX_EXTENSION} bytes at byte {at}, found {found}")]
    LongName {
        /// Position in the archive.
        at: u64,
        /// Its length.
        found: u64,
    },
}

/// What comes out of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TarEvent<'a> {
    /// A regular file begins.
    File {
        /// Path as the archive has it.
        name: &'a str,
        /// Bytes.
        size: u64,
    },
    /// Bytes of the file that began last.
    Data(&'a [u8]),
    /// All bytes of that file have come.
    End,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Body {
    File,
    LongName,
    Pax,
    Other,
}

#[derive(Clone, Copy, Debug)]
enum State {
    Header,
    Body {
        what: Body,
        left: u64,
        padding: u64,
    },
    Padding(u64),
    /// Behind the two empty blocks.
    Over,
}

/// Reads an archive from pieces of any size.
#[derive(Clone, Debug)]
pub struct TarReader {
    state: State,
    header: Vec<u8>,
    extension: Vec<u8>,
    name: Option<String>,
    size: Option<u64>,
    /// Position of the next byte.
    at: u64,
    empty: u8,
}

impl Default for TarReader {
    fn default() -> Self {
        Self::new()
    }
}

impl TarReader {
    /// At the beginning.
    pub const fn new() -> Self {
        Self {
            state: State::Header,
            header: Vec::new(),
            extension: Vec::new(),
            name: None,
            size: None,
            at: 0,
            empty: 0,
        }
    }

    /// Whether the archive may end here: between two entries.
    pub fn is_whole(&self) -> bool {
        match self.state {
            State::Over => true,
            State::Header => self.header.is_empty() && self.at > 0,
            State::Body { .. } | State::Padding(_) => false,
        }
    }

    /// Takes bytes and hands what they hold to `sink`.
    ///
    /// # Errors
    /// [`TarError`], or the sink's own; the reader is of no use then.
    pub fn feed<E: From<TarError>>(
        &mut self,
        mut bytes: &[u8],
        sink: &mut dyn FnMut(TarEvent<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        while !bytes.is_empty() {
            let taken = match self.state {
                State::Over => bytes.len(),
                State::Header => self.take_header(bytes, sink)?,
                State::Body { what, left, padding } => {
                    let part = clip(bytes, left);
                    match what {
                        Body::File => sink(TarEvent::Data(part))?,
                        Body::LongName | Body::Pax => self.extension.extend_from_slice(part),
                        Body::Other => {}
                    }
                    let left = left - part.len() as u64;
                    if left == 0 {
                        self.finish_body(what, padding, sink)?;
                    } else {
                        self.state = State::Body { what, left, padding };
                    }
                    part.len()
                }
                State::Padding(left) => {
                    let part = clip(bytes, left).len();
                    self.state = match left - part as u64 {
                        0 => State::Header,
                        left => State::Padding(left),
                    };
                    part
                }
            };
            self.at += taken as u64;
            bytes = bytes.get(taken..).unwrap_or_default();
        }
        Ok(())
    }

    fn finish_body<E>(
        &mut self,
        what: Body,
        padding: u64,
        sink: &mut dyn FnMut(TarEvent<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let extension = std::mem::take(&mut self.extension);
        match what {
            Body::File => sink(TarEvent::End)?,
            Body::LongName => self.name = Some(text(&extension)),
            Body::Pax => self.read_pax(&extension),
            Body::Other => {}
        }
        self.state = if padding == 0 { State::Header } else { State::Padding(padding) };
        Ok(())
    }

    fn take_header<E: From<TarError>>(
        &mut self,
        bytes: &[u8],
        sink: &mut dyn FnMut(TarEvent<'_>) -> Result<(), E>,
    ) -> Result<usize, E> {
        let part = clip(bytes, (BLOCK - self.header.len()) as u64);
        self.header.extend_from_slice(part);
        if self.header.len() == BLOCK {
            let at = (self.at + part.len() as u64).saturating_sub(BLOCK as u64);
            let header = std::mem::take(&mut self.header);
            self.read_header(&header, at, sink)?;
        }
        Ok(part.len())
    }

    fn read_header<E: From<TarError>>(
        &mut self,
        header: &[u8],
        at: u64,
        sink: &mut dyn FnMut(TarEvent<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        if header.iter().all(|&byte| byte == 0) {
            self.empty += 1;
            if self.empty == 2 {
                self.state = State::Over;
            }
            return Ok(());
        }
        self.empty = 0;
        let field = |start: usize, len: usize| header.get(start..start + len).unwrap_or_default();
        let (expected, found) = sums(header);
        if expected != found {
            return Err(TarError::Checksum { at, expected, found }.into());
        }
        let mut size = number(field(124, 12)).ok_or(TarError::Number { at })?;
        let kind = field(156, 1).first().copied().unwrap_or(0);
        let what = match kind {
            b'L' => Body::LongName,
            b'x' => Body::Pax,
            0 | b'0' | b'7' => Body::File,
            _ => Body::Other,
        };
        if matches!(what, Body::LongName | Body::Pax) && size > MAX_EXTENSION {
            return Err(TarError::LongName { at, found: size }.into());
        }
        // Extensions are about the next entry that is none.
        if !matches!(kind, b'L' | b'K' | b'x' | b'g') {
            let own = {
                let (prefix, name) = (text(field(345, 155)), text(field(0, 100)));
                let ustar = field(257, 6) == b"ustar\0";
                if ustar && !prefix.is_empty() { format!("{prefix}/{name}") } else { name }
            };
            let name = self.name.take().unwrap_or(own);
            size = self.size.take().unwrap_or(size);
            // Links, folders and devices have no contents, whatever their size says.
            if matches!(kind, b'1'..=b'6') {
                size = 0;
            }
            if what == Body::File {
                sink(TarEvent::File { name: &name, size })?;
            }
        }
        let padding = size.next_multiple_of(BLOCK as u64) - size;
        if size == 0 {
            return self.finish_body(what, 0, sink);
        }
        self.state = State::Body { what, left: size, padding };
        Ok(())
    }

    /// Lines of `LENGTH KEY=VALUE\n`, where the length counts the whole line.
    fn read_pax(&mut self, mut bytes: &[u8]) {
        while let Some(space) = bytes.iter().position(|&byte| byte == b' ') {
            let (digits, _) = bytes.split_at(space);
            let length = std::str::from_utf8(digits).ok().and_then(|digits| digits.parse().ok());
            let Some(line) = length.and_then(|length: usize| bytes.get(space + 1..length)) else {
                return;
            };
            let line = String::from_utf8_lossy(line);
            match line.trim_end_matches('\n').split_once('=') {
                Some(("path", value)) => self.name = Some(value.to_owned()),
                Some(("size", value)) => self.size = value.parse().ok(),
                _ => {}
            }
            bytes = length.and_then(|length| bytes.get(length..)).unwrap_or_default();
        }
    }
}

/// Whether a file that begins with `head` is a tar archive.
pub(super) fn is_header(head: &[u8]) -> bool {
    head.get(..BLOCK).map(sums).is_some_and(|(expected, found)| expected == found)
}

/// The sum of a header as it is written there (0 where that is no number), and as it is.
fn sums(header: &[u8]) -> (u64, u64) {
    // The sum counts its own field as eight spaces.
    let own = 148..156;
    let value = |(place, &byte)| u64::from(if own.contains(&place) { b' ' } else { byte });
    let found = header.iter().enumerate().map(value).sum();
    (header.get(own.clone()).and_then(number).unwrap_or(0), found)
}

fn clip(bytes: &[u8], left: u64) -> &[u8] {
    let len = usize::try_from(left).unwrap_or(usize::MAX).min(bytes.len());
    bytes.get(..len).unwrap_or_default()
}

/// Up to the first zero byte.
fn text(field: &[u8]) -> String {
    let end = field.iter().position(|&byte| byte == 0).unwrap_or(field.len());
    String::from_utf8_lossy(field.get(..end).unwrap_or_default()).into_owned()
}

/// Octal digits between spaces and zero bytes, or base 256 after a byte with the top bit set.
fn number(field: &[u8]) -> Option<u64> {
    let (&first, rest) = field.split_first()?;
    if first & 0x80 != 0 {
        return rest.iter().try_fold(u64::from(first & 0x7f), |sum, &byte| {
            sum.checked_mul(256)?.checked_add(u64::from(byte))
        });
    }
    let digits = text(field);
    let digits = digits.trim();
    if digits.is_empty() { Some(0) } else { u64::from_str_radix(digits, 8).ok() }
}

#[cfg(test)]
mod tests;

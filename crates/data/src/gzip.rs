//! Gzip as a stream (RFC 1952).
//!
//! Unlike the browser's own unpacker this one reads files of several members (section 2.2), and
//! what `gzip -t` is content with: zero bytes behind the last member (tapes pad with them), or other
//! bytes, which are counted and left alone.

use flate2::{Crc, Decompress, FlushDecompress, Status};

/// What every member begins with: two bytes of its own, and the one method that there is.
pub const MAGIC: [u8; 3] = [0x1f, 0x8b, 8];
/// Bytes of a header without its optional fields, and of a trailer.
const HEADER: usize = 10;
const TRAILER: usize = 8;
/// Longest header that is read; real ones have a few dozen bytes.
const LONGEST_HEADER: usize = 1 << 18;
/// Unpacked bytes that are handed out at a time.
const PIECE: usize = 1 << 15;

const HAS_CRC: u8 = 2;
const HAS_EXTRA: u8 = 4;
const HAS_NAME: u8 = 8;
const HAS_COMMENT: u8 = 16;

/// What is wrong with a gzip file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GzipError {
    /// It does not begin as one.
    #[error("expected a gzip header")]
    Header,
    /// Its packed bytes make no sense.
    #[error("expected packed bytes at byte {at}")]
    Packed {
        /// Position in the file.
        at: u64,
    },
    /// It was unpacked to something else than was packed.
    #[error("expected checksum {expected:08x} and {length} bytes (modulo 2^32), found {found:08x}")]
    Checksum {
        /// As written.
        expected: u32,
        /// As computed.
        found: u32,
        /// Bytes, as written.
        length: u32,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Header,
    Body,
    Trailer,
    /// Behind a member: another may begin.
    Between,
    Behind,
}

/// Unpacks a file from pieces of any size.
pub struct Gunzip {
    state: State,
    inflate: Decompress,
    crc: Crc,
    /// The beginning of a header, trailer or mark whose end has not come yet.
    rest: Vec<u8>,
    out: Vec<u8>,
    /// Position of the next byte.
    at: u64,
    /// Bytes behind the last member, from the first that is not zero.
    garbage: u64,
}

impl std::fmt::Debug for Gunzip {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Gunzip").field("state", &self.state).field("at", &self.at).finish()
    }
}

impl Default for Gunzip {
    fn default() -> Self {
        Self {
            state: State::Header,
            inflate: Decompress::new(false),
            crc: Crc::new(),
            rest: Vec::new(),
            out: vec![0; PIECE],
            at: 0,
            garbage: 0,
        }
    }
}

impl Gunzip {
    /// Whether the file may end here: behind a member.
    pub const fn is_whole(&self) -> bool {
        matches!(self.state, State::Between | State::Behind)
    }

    /// Bytes behind the last member that belong to nothing, zeros before them not counted.
    pub fn garbage(&self) -> u64 {
        self.garbage + if self.state == State::Between { self.rest.len() as u64 } else { 0 }
    }

    /// Takes bytes and hands out what they unpack to.
    ///
    /// # Errors
    /// [`GzipError`], or the sink's own; the reader is of no use then.
    pub fn feed<E: From<GzipError>>(
        &mut self,
        mut bytes: &[u8],
        sink: &mut dyn FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        while !bytes.is_empty() {
            let taken = match self.state {
                State::Header => self.header(bytes)?,
                State::Body => self.body(bytes, sink)?,
                State::Trailer => self.trailer(bytes)?,
                State::Between => self.between(bytes),
                State::Behind => {
                    self.garbage += bytes.len() as u64;
                    bytes.len()
                }
            };
            self.at += taken as u64;
            bytes = bytes.get(taken..).unwrap_or_default();
        }
        Ok(())
    }

    fn header(&mut self, bytes: &[u8]) -> Result<usize, GzipError> {
        let known = self.rest.len();
        self.rest.extend_from_slice(bytes);
        let Some(length) = header_length(&self.rest)? else {
            return if self.rest.len() > LONGEST_HEADER {
                Err(GzipError::Header)
            } else {
                Ok(bytes.len())
            };
        };
        self.rest.clear();
        self.inflate.reset(false);
        self.crc.reset();
        self.state = State::Body;
        Ok(length.saturating_sub(known))
    }

    fn body<E: From<GzipError>>(
        &mut self,
        bytes: &[u8],
        sink: &mut dyn FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<usize, E> {
        let (packed, unpacked) = (self.inflate.total_in(), self.inflate.total_out());
        let status = self.inflate.decompress(bytes, &mut self.out, FlushDecompress::None);
        let taken = usize::try_from(self.inflate.total_in() - packed).unwrap_or(usize::MAX);
        let made = usize::try_from(self.inflate.total_out() - unpacked).unwrap_or(usize::MAX);
        let wrong = || GzipError::Packed { at: self.at + taken as u64 };
        let status = status.map_err(|_unsaid| wrong())?;
        if status == Status::StreamEnd {
            self.state = State::Trailer;
        } else if taken == 0 && made == 0 {
            return Err(wrong().into());
        }
        let piece = self.out.get(..made).unwrap_or_default();
        self.crc.update(piece);
        if !piece.is_empty() {
            sink(piece)?;
        }
        Ok(taken)
    }

    fn trailer(&mut self, bytes: &[u8]) -> Result<usize, GzipError> {
        let taken = bytes.len().min(TRAILER - self.rest.len());
        self.rest.extend_from_slice(bytes.get(..taken).unwrap_or_default());
        let [a, b, c, d, e, f, g, h] = *self.rest.as_slice() else { return Ok(taken) };
        self.rest.clear();
        self.state = State::Between;
        let (expected, length) =
            (u32::from_le_bytes([a, b, c, d]), u32::from_le_bytes([e, f, g, h]));
        let found = self.crc.sum();
        if (expected, length) == (found, self.crc.amount()) {
            Ok(taken)
        } else {
            Err(GzipError::Checksum { expected, found, length })
        }
    }

    /// One byte: of the next member's mark, of zeros, or of something else.
    fn between(&mut self, bytes: &[u8]) -> usize {
        let Some(&byte) = bytes.first() else { return 0 };
        if byte == 0 && self.rest.is_empty() {
            return bytes.iter().take_while(|&&byte| byte == 0).count();
        }
        self.rest.push(byte);
        if self.rest == MAGIC {
            self.state = State::Header;
        } else if !MAGIC.starts_with(&self.rest) {
            self.garbage = self.rest.len() as u64;
            self.rest.clear();
            self.state = State::Behind;
        }
        1
    }
}

/// Bytes of the header that `bytes` begin with, where all of it is there.
fn header_length(bytes: &[u8]) -> Result<Option<usize>, GzipError> {
    if !bytes.starts_with(MAGIC.get(..bytes.len().min(MAGIC.len())).unwrap_or_default()) {
        return Err(GzipError::Header);
    }
    let Some(&flags) = bytes.get(3) else { return Ok(None) };
    let mut at = HEADER;
    if flags & HAS_EXTRA != 0 {
        let Some(&[low, high]) = bytes.get(at..at + 2) else { return Ok(None) };
        at += 2 + usize::from(u16::from_le_bytes([low, high]));
    }
    for text in [HAS_NAME, HAS_COMMENT] {
        if flags & text != 0 {
            let end = bytes.get(at..).and_then(|rest| rest.iter().position(|&byte| byte == 0));
            let Some(end) = end else { return Ok(None) };
            at += end + 1;
        }
    }
    if flags & HAS_CRC != 0 {
        at += 2;
    }
    Ok((bytes.len() >= at).then_some(at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, GzBuilder, write::GzEncoder};
    use proptest::prelude::*;
    use std::io::Write;

    fn member(bytes: &[u8]) -> Vec<u8> {
        let mut out = GzEncoder::new(Vec::new(), Compression::fast());
        out.write_all(bytes).unwrap();
        out.finish().unwrap()
    }

    /// What comes out, whether all of it came, and bytes that belong to nothing.
    fn unpack(pieces: &[&[u8]]) -> Result<(Vec<u8>, bool, u64), GzipError> {
        let (mut gunzip, mut out) = (Gunzip::default(), Vec::new());
        for piece in pieces {
            gunzip.feed::<GzipError>(piece, &mut |bytes| {
                out.extend_from_slice(bytes);
                Ok(())
            })?;
        }
        Ok((out, gunzip.is_whole(), gunzip.garbage()))
    }

    fn bytewise(bytes: &[u8]) -> Result<(Vec<u8>, bool, u64), GzipError> {
        unpack(&bytes.chunks(1).collect::<Vec<_>>())
    }

    #[test]
    fn members_stand_one_behind_the_other() {
        let all = [member(b"one, "), member(b""), member(b"two")].concat();
        assert_eq!(unpack(&[&all]), Ok((b"one, two".to_vec(), true, 0)));
        assert_eq!(bytewise(&all), Ok((b"one, two".to_vec(), true, 0)));
    }

    #[test]
    fn what_stands_behind_is_counted_and_left_alone() {
        for (behind, garbage) in [
            (&[0_u8; 1000][..], 0),
            (b"garbage", 7),
            (b"\0\0\0garbage", 7),
            (&[0x1f], 1),
            (&[0x1f, 0x8b], 2),
            (&[0x1f, 0x8b, 9, 4], 4),
            (&[0, 0x1f, 0x1f], 2),
        ] {
            let all = [&member(b"one")[..], behind].concat();
            assert_eq!(unpack(&[&all]), Ok((b"one".to_vec(), true, garbage)), "{behind:?}");
            assert_eq!(bytewise(&all), Ok((b"one".to_vec(), true, garbage)), "{behind:?}");
        }
    }

    #[test]
    fn members_behind_zeros_are_read() {
        let all = [&member(b"one")[..], &[0; 512], &member(b" two")].concat();
        assert_eq!(unpack(&[&all]), Ok((b"one two".to_vec(), true, 0)));
    }

    #[test]
    fn headers_may_have_every_field() {
        let mut file = GzBuilder::new()
            .filename("a name.tar")
            .comment("a comment")
            .extra(b"extra".to_vec())
            .write(Vec::new(), Compression::default());
        file.write_all(b"contents").unwrap();
        let mut file = file.finish().unwrap();
        assert_eq!(bytewise(&file), Ok((b"contents".to_vec(), true, 0)));
        // With a checksum of the header: two bytes behind its texts.
        file[3] |= HAS_CRC;
        let at = header_length(&file).unwrap().unwrap() - 2;
        file.splice(at..at, [1, 2]);
        assert_eq!(unpack(&[&file]), Ok((b"contents".to_vec(), true, 0)));
    }

    #[test]
    fn damage_is_found() {
        let good = member(&[7; 5000]);
        let cut = unpack(&[&good[..good.len() - 3]]).unwrap();
        assert_eq!((cut.0.len(), cut.1), (5000, false));
        let mut bad = good.clone();
        let at = bad.len() - 8;
        bad[at] ^= 1;
        assert!(matches!(unpack(&[&bad]), Err(GzipError::Checksum { .. })));
        let mut bad = good;
        bad[10] = 0xff;
        assert!(matches!(unpack(&[&bad]), Err(GzipError::Packed { .. })));
        assert_eq!(unpack(&[b"no gzip"]), Err(GzipError::Header));
    }

    proptest! {
        #[test]
        fn pieces_do_not_matter(
            parts in prop::collection::vec(prop::collection::vec(0_u8..4, 0..90_000), 1..4),
            cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
            zeros in 0_usize..4,
        ) {
            let mut packed: Vec<u8> = parts.iter().flat_map(|part| member(part)).collect();
            packed.resize(packed.len() + zeros, 0);
            let mut at: Vec<usize> = cuts.iter().map(|cut| cut.index(packed.len() + 1)).collect();
            at.extend([0, packed.len()]);
            at.sort_unstable();
            let pieces: Vec<&[u8]> = at.windows(2).map(|pair| &packed[pair[0]..pair[1]]).collect();
            prop_assert_eq!(unpack(&pieces), Ok((parts.concat(), true, 0)));
        }
    }
}

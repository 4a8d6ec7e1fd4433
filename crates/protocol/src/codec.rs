//! Header bytes.

use serde::{Deserialize, Serialize};

/// A header that cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum CodecError {
    /// Postcard refused the value.
    #[error("cannot encode message: {0}")]
    Encode(#[source] postcard::Error),
    /// The bytes are no message of this protocol version.
    #[error("cannot decode message of {length} bytes: {source}")]
    Decode {
        /// Bytes received.
        length: usize,
        /// Postcard's reason.
        source: postcard::Error,
    },
}

/// The header of `message`.
///
/// # Errors
/// Only when a value cannot be expressed, which no message of this crate does.
pub fn encode<T: Serialize>(message: &T) -> Result<Vec<u8>, CodecError> {
    postcard::to_allocvec(message).map_err(CodecError::Encode)
}

/// The message in `header`.
///
/// # Errors
/// When the bytes are cut, or come from another protocol version.
pub fn decode<'a, T: Deserialize<'a>>(header: &'a [u8]) -> Result<T, CodecError> {
    postcard::from_bytes(header)
        .map_err(|source| CodecError::Decode { length: header.len(), source })
}

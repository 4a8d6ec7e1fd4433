//! The JSON file.

use crate::network::Network;
use thiserror::Error;

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum FileError {
    /// Not JSON.
    #[error("not JSON: {0}")]
    Syntax(String),
}

/// The network as a file.
pub fn to_json(network: &Network) -> String {
    serde_json::to_string_pretty(network).unwrap_or_default()
}

/// A network from a file.
///
/// # Errors
/// See [`FileError`].
pub fn from_json(text: &str) -> Result<Network, FileError> {
    serde_json::from_str(text).map_err(|error| FileError::Syntax(error.to_string()))
}

//! What can be wrong with a file.

use thiserror::Error;

/// Why a file is not a network document. `path` says where, as in `nodes[2].kernel[0]`.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FileError {
    /// Longer than any network.
    #[error("expected at most {limit} bytes, found {found}")]
    TooLong {
        /// The limit.
        limit: usize,
        /// The text's length.
        found: usize,
    },
    /// Not JSON; the parser's message, with line and column.
    #[error("not JSON: {0}")]
    Syntax(String),
    /// A value of the wrong type, or a number that no such value can be.
    #[error("{path}: expected {expected}, found {found}")]
    Unexpected {
        /// Where.
        path: String,
        /// What belongs there.
        expected: String,
        /// What is there, shortened.
        found: String,
    },
    /// A required field is not there.
    #[error("{path}: expected the field `{field}`, found none")]
    Missing {
        /// The object.
        path: String,
        /// Its missing field.
        field: &'static str,
    },
    /// A field that the object does not have; perhaps a slip of the pen.
    #[error("{path}: unknown field `{field}`, expected one of {expected}")]
    UnknownField {
        /// The object.
        path: String,
        /// The field.
        field: String,
        /// The fields that the object can have.
        expected: String,
    },
    /// Written by a newer Filtro.
    #[error("version: expected at most {expected}, found {found}")]
    Version {
        /// The version read here.
        expected: u64,
        /// The file's.
        found: u64,
    },
    /// Blocks nested too deep.
    #[error("{path}: expected blocks at most {limit} deep")]
    TooDeep {
        /// The block too deep.
        path: String,
        /// The limit.
        limit: usize,
    },
    /// Too many nodes.
    #[error("expected at most {limit} nodes, found more")]
    TooManyNodes {
        /// The limit.
        limit: usize,
    },
}

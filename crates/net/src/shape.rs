//! Shapes of one sample, without the batch axis.

use std::fmt;

/// The shape of one sample between two layers. Written channels × height × width.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// A stack of feature maps.
    Map {
        /// Number of channels (feature maps).
        channels: usize,
        /// Rows.
        height: usize,
        /// Columns.
        width: usize,
    },
    /// A flat vector, as dense layers take it.
    Vector(usize),
}

impl Shape {
    /// A map of `channels` × `height` × `width`.
    pub const fn map(channels: usize, height: usize, width: usize) -> Self {
        Self::Map { channels, height, width }
    }

    /// Number of values of one sample; saturates instead of overflowing.
    pub const fn len(self) -> usize {
        match self {
            Self::Map { channels, height, width } => {
                channels.saturating_mul(height).saturating_mul(width)
            }
            Self::Vector(n) => n,
        }
    }

    /// [`Shape::len`] in 64 bits everywhere, wasm included.
    pub const fn values(self) -> u64 {
        match self {
            Self::Map { channels, height, width } => {
                (channels as u64).saturating_mul(height as u64).saturating_mul(width as u64)
            }
            Self::Vector(n) => n as u64,
        }
    }

    /// `[height, width]` of a map; a vector counts as one pixel.
    pub const fn size(self) -> [usize; 2] {
        match self {
            Self::Map { height, width, .. } => [height, width],
            Self::Vector(_) => [1, 1],
        }
    }

    /// Channels of a map, values of a vector.
    pub const fn channels(self) -> usize {
        match self {
            Self::Map { channels, .. } => channels,
            Self::Vector(n) => n,
        }
    }

    /// Whether a sample of this shape holds no value at all.
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The axes as a list: `[c, h, w]` or `[n]`.
    pub fn dims(self) -> Vec<usize> {
        match self {
            Self::Map { channels, height, width } => vec![channels, height, width],
            Self::Vector(n) => vec![n],
        }
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Map { channels, height, width } => write!(f, "{channels}×{height}×{width}"),
            Self::Vector(n) => write!(f, "{n}"),
        }
    }
}

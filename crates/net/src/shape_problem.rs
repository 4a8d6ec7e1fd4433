//! Why a layer has no output shape.

use crate::shape::Shape;

/// What keeps a layer from taking its input. Text is made at the screen, in the person's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShapeProblem {
    /// The (dilated) window is larger than the (padded) input on some axis.
    WindowTooLarge {
        /// Dilated `[height, width]` of the window.
        window: [usize; 2],
        /// Padded `[height, width]` of the input.
        input: [usize; 2],
    },
    /// Padding is as wide as the window (PyTorch allows at most half of it when pooling).
    PaddingTooLarge {
        /// `[height, width]` of the padding.
        padding: [usize; 2],
        /// Greatest allowed, `[height, width]`.
        max: [usize; 2],
    },
    /// A layer that needs a map got a vector.
    NeedsMap {
        /// The shape that came in.
        found: Shape,
    },
    /// A layer that needs a vector got a map.
    NeedsVector {
        /// The shape that came in.
        found: Shape,
    },
    /// Channels do not divide into groups.
    GroupsDoNotDivide {
        /// Input channels.
        channels: usize,
        /// Output channels.
        filters: usize,
        /// Groups.
        groups: usize,
    },
    /// A normalisation's channels do not divide into its groups.
    UnevenGroups {
        /// Channels of a map, values of a vector.
        channels: usize,
        /// Groups.
        groups: usize,
    },
}

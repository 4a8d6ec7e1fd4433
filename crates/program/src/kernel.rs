//! What the kernels do that whoever prices them has to know.

/// Pictures that a CPU convolution takes in one piece of work, and whose partial sums of a
/// weight's gradient it keeps together. Pieces depend on shapes alone, never on the number of
/// threads: a run repeats bit for bit.
pub const PIECE: usize = 4;

/// Whether a convolution of `groups` groups over `channels` input channels is depthwise: no
/// channel sees another, and the CPU adds shifted planes instead of multiplying matrices.
pub const fn is_depthwise(groups: usize, channels: usize) -> bool {
    groups == channels && channels > 1
}

//! The arithmetic behind shapes and parameter counts, with a network's own numbers.

/// The arithmetic behind a layer's output shape and parameters.
#[derive(Clone, Debug, PartialEq)]
pub enum Formula {
    /// A sliding window, one entry an axis (height, width).
    Window([WindowFormula; 2]),
    /// Values of the map that a flatten lines up: channels · height · width.
    Flatten {
        /// The map's axes.
        dims: [usize; 3],
    },
    /// Windows that cut each axis into equal shares, so far as that goes: the i-th output is over
    /// ⌊i·size / result⌋ to ⌈(i + 1)·size / result⌉.
    Adaptive {
        /// `[height, width]` of the input.
        size: [usize; 2],
        /// `[height, width]` of the output.
        result: [usize; 2],
    },
    /// size · scale on each axis.
    Scaled {
        /// `[height, width]` of the input.
        size: [usize; 2],
        /// Factors, `[height, width]`.
        scale: [usize; 2],
    },
}

/// The arithmetic behind a parameter count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeightFormula {
    /// filters · (channels a group · kernel height · kernel width + bias).
    Conv {
        /// Filters.
        filters: usize,
        /// Channels a group, kernel height, kernel width.
        inputs: [usize; 3],
        /// Whether the one for the bias is added.
        bias: bool,
    },
    /// units · (inputs + bias).
    Dense {
        /// Units.
        units: usize,
        /// Values of the input.
        inputs: usize,
        /// Whether the one for the bias is added.
        bias: bool,
    },
    /// channels · kernel height · kernel width + filters · (channels + bias): a window for each
    /// channel, then a 1×1 convolution.
    Separable {
        /// Channels between the two steps.
        channels: usize,
        /// `[height, width]` of the window.
        kernel: [usize; 2],
        /// Filters.
        filters: usize,
        /// Whether the one for the bias is added.
        bias: bool,
    },
    /// 2 · channels: a scale and a shift each.
    Norm {
        /// Channels.
        channels: usize,
    },
    /// 2 · channels · height · width: a scale and a shift for each value of a map.
    NormEach {
        /// The map's axes.
        dims: [usize; 3],
    },
}

impl WeightFormula {
    /// The number of parameters.
    pub fn total(self) -> u64 {
        let biases = match self {
            Self::Conv { filters, bias: true, .. }
            | Self::Separable { filters, bias: true, .. } => filters,
            Self::Dense { units, bias: true, .. } => units,
            Self::Norm { channels } => return product(&[2, channels]),
            Self::NormEach { dims: [channels, height, width] } => {
                return product(&[2, channels, height, width]);
            }
            Self::Conv { .. } | Self::Separable { .. } | Self::Dense { .. } => 0,
        };
        self.products().saturating_add(biases as u64)
    }

    /// Without biases: the multiply-adds of one output position.
    pub fn products(self) -> u64 {
        match self {
            Self::Conv { filters, inputs: [channels, height, width], .. } => {
                product(&[filters, channels, height, width])
            }
            Self::Separable { channels, kernel: [height, width], filters, .. } => {
                product(&[channels, height, width]).saturating_add(product(&[filters, channels]))
            }
            Self::Dense { units, inputs, .. } => product(&[units, inputs]),
            Self::Norm { .. } | Self::NormEach { .. } => 0,
        }
    }
}

fn product(factors: &[usize]) -> u64 {
    factors.iter().fold(1, |all, n| all.saturating_mul(*n as u64))
}

/// ⌊(size + before + after − dilation·(kernel − 1) − 1) / stride⌋ + 1 = result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the formula above names them")]
pub struct WindowFormula {
    pub size: usize,
    pub pad_before: usize,
    pub pad_after: usize,
    pub kernel: usize,
    pub dilation: usize,
    pub stride: usize,
    /// Rounded up instead of down.
    pub ceil: bool,
    pub result: usize,
}

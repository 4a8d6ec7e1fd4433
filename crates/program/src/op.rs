//! What steps compute, each with its shapes and parameters.

use crate::kernel::is_depthwise;
use crate::param::ParamId;
use crate::window::{Pads, padded};
use filtro_net::catalogue::{Function, Interpolation};
use filtro_net::{Shape, WindowFormula};

/// A convolution on inputs of a known size; every pair is `[height, width]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Conv {
    /// Filters × channels a group × height × width.
    pub weight: ParamId,
    /// One value a filter.
    pub bias: Option<ParamId>,
    /// Channels that come in.
    pub channels: usize,
    /// Channels that go out.
    pub filters: usize,
    /// Taps of the window.
    pub kernel: [usize; 2],
    /// Step of the window.
    pub stride: [usize; 2],
    /// Distance between taps.
    pub dilation: [usize; 2],
    /// Groups of channels that do not see each other.
    pub groups: usize,
    /// Of the input.
    pub size: [usize; 2],
    /// Zeros around it.
    pub pads: Pads,
}

impl Conv {
    /// Padding that differs between the sides of an axis: no kernel does that itself, so a padded
    /// copy is made first.
    pub fn uneven(&self) -> Option<Pads> {
        self.pads.iter().any(|(before, after)| before != after).then_some(self.pads)
    }

    /// Whether no channel sees another.
    pub const fn is_depthwise(&self) -> bool {
        is_depthwise(self.groups, self.channels)
    }

    /// Whether each output sees a single place, and each place is seen.
    pub fn is_pointwise(&self) -> bool {
        self.kernel == [1, 1] && self.stride == [1, 1]
    }

    /// Weights that an output of one channel has for each channel that it sees.
    pub fn taps(&self) -> usize {
        self.kernel.iter().product()
    }

    pub(crate) fn saves(&self, input: Shape) -> Saves {
        match self.uneven() {
            Some(pads) => Saves::own(padded(input.channels(), input.size(), pads)),
            None => Saves::INPUT,
        }
    }
}

/// A depthwise separable convolution.
#[derive(Clone, Debug, PartialEq)]
pub struct Separable {
    /// The window, channel by channel.
    pub depthwise: Conv,
    /// What is between the two.
    pub between: Shape,
    /// 1×1 over all channels.
    pub pointwise: Conv,
}

/// A max pooling on inputs of a known size; every pair is `[height, width]`.
#[derive(Clone, Debug, PartialEq)]
pub struct MaxPool {
    /// The window's arithmetic for this input.
    pub axes: [WindowFormula; 2],
    /// Padding that kernels cannot do themselves: made first, with the least number that there is.
    pub pads: Option<Pads>,
}

/// An average pooling on inputs of a known size; every pair is `[height, width]`.
///
/// Padding is made as zeros, the mean is taken over whole windows, and where PyTorch divides by
/// less than the window's area the result is scaled.
#[derive(Clone, Debug, PartialEq)]
pub struct AvgPool {
    /// The window's arithmetic for this input.
    pub axes: [WindowFormula; 2],
    /// Padding, where there is some that windows reach.
    pub pads: Option<Pads>,
    /// Whether padded zeros count in the mean.
    pub count_include_pad: bool,
}

/// A change of size that is linear along each axis; every pair is `[height, width]`.
#[derive(Clone, Debug, PartialEq)]
pub enum Resample {
    /// Means of equal parts.
    Adaptive {
        /// Of the input.
        size: [usize; 2],
        /// Of the output.
        output: [usize; 2],
    },
    /// Pixels repeated, or values between them.
    Upsample {
        /// Of the input.
        size: [usize; 2],
        /// Factors.
        scale: [usize; 2],
        /// What stands between the given values.
        mode: Interpolation,
    },
}

/// Batch normalisation over the channels of maps or the values of vectors.
#[derive(Clone, Debug, PartialEq)]
pub struct BatchNorm {
    /// Scale, one a channel.
    pub weight: ParamId,
    /// Shift, one a channel.
    pub bias: ParamId,
    /// Among the running statistics.
    pub mean: ParamId,
    /// Among the running statistics.
    pub variance: ParamId,
    /// Added to the variance.
    pub epsilon: f64,
}

/// Normalisation of each sample by itself, over groups of channels. The scale and the shift are
/// one a channel, or (layer norm) one a value of a sample.
#[derive(Clone, Debug, PartialEq)]
pub struct SampleNorm {
    /// Scale.
    pub weight: ParamId,
    /// Shift.
    pub bias: ParamId,
    /// Groups of channels.
    pub groups: usize,
    /// Added to the variance.
    pub epsilon: f64,
}

/// x / (base + alpha/size · Σ x²)^beta over `size` neighbouring channels.
#[derive(Clone, Debug, PartialEq)]
pub struct ResponseNorm {
    /// Channels of the input.
    pub channels: usize,
    /// Channels in the sum.
    pub size: usize,
    /// Weight of the sum.
    pub alpha: f64,
    /// The power.
    pub beta: f64,
    /// What is divided by where all is zero.
    pub base: f64,
}

/// An activation function.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Activation {
    /// What is computed of each value.
    pub function: Function,
    /// Slope below zero, for leaky ReLU alone.
    pub slope: f64,
}

/// Zeroes values with probability `rate` in training and scales the others by 1 / (1 − rate).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dropout {
    /// Probability, 0–1.
    pub rate: f64,
    /// Whole maps at a time.
    pub spatial: bool,
}

/// A dense layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Dense {
    /// Units × inputs.
    pub weight: ParamId,
    /// One value a unit.
    pub bias: Option<ParamId>,
    /// Values that come in.
    pub inputs: usize,
    /// Values that go out.
    pub units: usize,
}

/// What a step's way back needs, as the engine has it. `own` are values of one sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Saves {
    /// What came in.
    pub(crate) input: bool,
    /// What went out.
    pub(crate) output: bool,
    /// Whether what goes out is what came in, in the same memory.
    pub(crate) same: bool,
    /// Something of its own: a padded copy, the places of maxima, a mask, normalised values.
    pub(crate) own: u64,
}

impl Saves {
    /// Nothing: the derivative is the same everywhere.
    pub(crate) const NOTHING: Self = Self { input: false, output: false, same: false, own: 0 };
    /// Nothing, and nothing is made either.
    pub(crate) const NOTHING_NEW: Self = Self { same: true, ..Self::NOTHING };
    /// What came in.
    pub(crate) const INPUT: Self = Self { input: true, ..Self::NOTHING };
    /// What went out.
    pub(crate) const OUTPUT: Self = Self { output: true, ..Self::NOTHING };

    pub(crate) const fn own(values: u64) -> Self {
        Self { own: values, ..Self::NOTHING }
    }

    pub(crate) const fn and(self, values: u64) -> Self {
        Self { own: self.own.saturating_add(values), ..self }
    }
}

impl Activation {
    /// Whether the derivative can be told from the output, which later layers hold anyway;
    /// otherwise the input is held.
    pub const fn holds_output(self) -> bool {
        match self.function {
            Function::Relu
            | Function::Relu6
            | Function::Elu
            | Function::Sigmoid
            | Function::HardSigmoid
            | Function::Tanh => true,
            Function::LeakyRelu | Function::Gelu | Function::Silu | Function::HardSwish => false,
        }
    }

    pub(crate) const fn saves(self) -> Saves {
        if self.holds_output() { Saves::OUTPUT } else { Saves::INPUT }
    }
}

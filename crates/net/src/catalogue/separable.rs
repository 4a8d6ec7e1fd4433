//! Depthwise separable convolution.

use super::conv::{at_every_place, window_slot};
use super::rules::{Rules, Slot};
use super::{Padding, Window};
use crate::formula::{Formula, WeightFormula};
use crate::param::{Choice, Field, ParamSpec, WINDOW_MODES};
use crate::shape::Shape;
use crate::shape_problem::ShapeProblem;
use serde::Serialize;

/// Depthwise separable convolution (Chollet, 2017): a depthwise convolution without bias, then a
/// 1×1 convolution over all channels, with nothing between.
///
/// C×H×W becomes filters×H'×W' by the window's formula. With D = C · multiplier the parameters
/// are D · kernel height · kernel width + filters · (D + bias); multiply-adds are the same without
/// bias, at each of the H' · W' places.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SeparableConv2d {
    /// Output channels.
    pub filters: usize,
    /// `[height, width]` of the window.
    pub kernel: [usize; 2],
    /// Step of the window, `[height, width]`.
    pub stride: [usize; 2],
    /// Around the input.
    pub padding: Padding,
    /// Distance between the window's taps, `[height, width]`.
    pub dilation: [usize; 2],
    /// Channels between the two steps for each input channel.
    pub multiplier: usize,
    /// Whether a bias is added per filter.
    pub bias: bool,
}

const PARAMS: &[ParamSpec] = &[
    ParamSpec::integer(Field::Filters, 1, 4096, 16),
    ParamSpec::integer(Field::KernelHeight, 1, 255, 3),
    ParamSpec::integer(Field::KernelWidth, 1, 255, 3),
    ParamSpec::integer(Field::StrideHeight, 1, 64, 1),
    ParamSpec::integer(Field::StrideWidth, 1, 64, 1),
    ParamSpec::choice(Field::PaddingMode, WINDOW_MODES, Choice::Same),
    ParamSpec::integer(Field::PaddingHeight, 0, 255, 0),
    ParamSpec::integer(Field::PaddingWidth, 0, 255, 0),
    ParamSpec::integer(Field::DilationHeight, 1, 64, 1),
    ParamSpec::integer(Field::DilationWidth, 1, 64, 1),
    ParamSpec::integer(Field::Multiplier, 1, 64, 1),
    ParamSpec::switch(Field::Bias, true),
];

impl SeparableConv2d {
    /// `filters` over square windows: stride 1, dilation 1, multiplier 1, with bias.
    pub const fn new(filters: usize, kernel: usize, padding: Padding) -> Self {
        Self {
            filters,
            kernel: [kernel; 2],
            stride: [1; 2],
            padding,
            dilation: [1; 2],
            multiplier: 1,
            bias: true,
        }
    }

    /// Its window.
    pub const fn window(&self) -> Window {
        Window {
            kernel: self.kernel,
            stride: self.stride,
            dilation: self.dilation,
            padding: self.padding,
            ceil_mode: false,
        }
    }
}

impl Default for SeparableConv2d {
    fn default() -> Self {
        Self::new(16, 3, Padding::Same)
    }
}

impl Rules for SeparableConv2d {
    fn params(&self) -> &'static [ParamSpec] {
        PARAMS
    }

    fn slot(&mut self, field: Field) -> Option<Slot<'_>> {
        let Self { kernel, stride, padding, dilation, .. } = self;
        match field {
            Field::Filters => Some(Slot::Size(&mut self.filters)),
            Field::Multiplier => Some(Slot::Size(&mut self.multiplier)),
            Field::Bias => Some(Slot::Switch(&mut self.bias)),
            _ => window_slot(field, kernel, stride, padding, dilation),
        }
    }

    fn shows(&self, field: Field) -> bool {
        super::pool::shows(self.padding, field)
    }

    fn output(&self, input: Shape) -> Result<Shape, ShapeProblem> {
        let [height, width] = self.window().over(input)?;
        Ok(Shape::map(self.filters, height.result, width.result))
    }

    fn multiply_adds(&self, input: Shape) -> u64 {
        at_every_place(self, input)
    }

    /// One layer of the depth that networks are named after, as Xception's authors count.
    fn depth(&self, _input: Shape) -> usize {
        1
    }

    fn formula(&self, input: Shape) -> Option<Formula> {
        self.window().over(input).ok().map(Formula::Window)
    }

    fn weights(&self, input: Shape) -> Option<WeightFormula> {
        self.output(input).ok()?;
        let channels = input.channels().saturating_mul(self.multiplier);
        let Self { filters, kernel, bias, .. } = *self;
        Some(WeightFormula::Separable { channels, kernel, filters, bias })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Conv2d, DepthwiseConv2d};

    /// Xception's `block2_sepconv2`, 128 filters of 3×3 over 128 channels without bias, has 17,536
    /// parameters in Keras (`keras.applications.Xception().summary()`).
    #[test]
    fn it_is_a_depthwise_and_a_1x1_convolution() {
        let input = Shape::map(128, 109, 109);
        let layer = SeparableConv2d { bias: false, ..SeparableConv2d::new(128, 3, Padding::Same) };
        assert_eq!(layer.parameters(input), 17_536);
        let layer = SeparableConv2d {
            stride: [2, 1],
            dilation: [1, 2],
            multiplier: 3,
            ..SeparableConv2d::new(10, 3, Padding::Same)
        };
        let input = Shape::map(4, 9, 8);
        let SeparableConv2d { kernel, stride, padding, dilation, multiplier, .. } = layer;
        let first = DepthwiseConv2d { kernel, stride, padding, dilation, multiplier, bias: false };
        let between = first.output(input).unwrap();
        let second = Conv2d::new(10, 1, Padding::Valid);
        assert_eq!(layer.output(input), second.output(between));
        let parameters = first.parameters(input) + second.parameters(between);
        assert_eq!(layer.parameters(input), parameters);
        let adds = first.multiply_adds(input) + second.multiply_adds(between);
        assert_eq!(layer.multiply_adds(input), adds);
    }
}

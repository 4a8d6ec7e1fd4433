//! Depthwise convolution.

use super::conv::{at_every_place, window_slot};
use super::rules::{Rules, Slot};
use super::{Padding, Window};
use crate::formula::{Formula, WeightFormula};
use crate::param::{Choice, Field, ParamSpec, WINDOW_MODES};
use crate::shape::Shape;
use crate::shape_problem::ShapeProblem;
use serde::Serialize;

/// Depthwise convolution (Sifre, 2014): each channel has filters of its own and is seen by no
/// other. The same as a convolution with as many groups as channels.
///
/// C×H×W becomes C·multiplier×H'×W' by the window's formula. Parameters: C · multiplier · (kernel
/// height · kernel width + bias). Multiply-adds: C · multiplier · kernel height · kernel width ·
/// H' · W'.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DepthwiseConv2d {
    /// `[height, width]` of the window.
    pub kernel: [usize; 2],
    /// Step of the window, `[height, width]`.
    pub stride: [usize; 2],
    /// Around the input.
    pub padding: Padding,
    /// Distance between the window's taps, `[height, width]`.
    pub dilation: [usize; 2],
    /// Output channels for each input channel, side by side.
    pub multiplier: usize,
    /// Whether a bias is added per output channel.
    pub bias: bool,
}

const PARAMS: &[ParamSpec] = &[
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

impl DepthwiseConv2d {
    /// Square windows: stride 1, dilation 1, one output a channel, with bias.
    pub const fn new(kernel: usize, padding: Padding) -> Self {
        Self {
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

impl Default for DepthwiseConv2d {
    fn default() -> Self {
        Self::new(3, Padding::Same)
    }
}

impl Rules for DepthwiseConv2d {
    fn params(&self) -> &'static [ParamSpec] {
        PARAMS
    }

    fn slot(&mut self, field: Field) -> Option<Slot<'_>> {
        let Self { kernel, stride, padding, dilation, .. } = self;
        match field {
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
        let channels = input.channels().saturating_mul(self.multiplier);
        Ok(Shape::map(channels, height.result, width.result))
    }

    fn multiply_adds(&self, input: Shape) -> u64 {
        at_every_place(self, input)
    }

    fn formula(&self, input: Shape) -> Option<Formula> {
        self.window().over(input).ok().map(Formula::Window)
    }

    fn weights(&self, input: Shape) -> Option<WeightFormula> {
        let filters = self.output(input).ok()?.channels();
        let [height, width] = self.kernel;
        Some(WeightFormula::Conv { filters, inputs: [1, height, width], bias: self.bias })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Conv2d;

    /// MobileNet v1's first depthwise layer (Howard et al., 2017, table 1): 3×3×32 on 112×112.
    #[test]
    fn it_is_a_convolution_with_a_group_a_channel() {
        let input = Shape::map(32, 112, 112);
        let layer = DepthwiseConv2d { bias: false, ..DepthwiseConv2d::default() };
        assert_eq!(layer.parameters(input), 288);
        assert_eq!(layer.multiply_adds(input), 288 * 112 * 112);
        for (multiplier, stride) in [(1, 1), (2, 2), (3, 1)] {
            let stride = [stride; 2];
            let layer = DepthwiseConv2d { multiplier, stride, ..DepthwiseConv2d::default() };
            let conv = Conv2d::new(32 * multiplier, 3, Padding::Same);
            let conv = Conv2d { groups: 32, stride, ..conv };
            assert_eq!(layer.output(input), conv.output(input));
            assert_eq!(layer.parameters(input), conv.parameters(input));
            assert_eq!(layer.multiply_adds(input), conv.multiply_adds(input));
            assert_eq!(layer.formula(input), conv.formula(input));
        }
        let found = Shape::Vector(9);
        assert_eq!(layer.output(found), Err(ShapeProblem::NeedsMap { found }));
    }
}

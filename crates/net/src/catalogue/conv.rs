//! 2-D convolution.

use super::rules::{Rules, Slot};
use super::{Padding, Window};
use crate::formula::{Formula, WeightFormula};
use crate::param::{Choice, Field, ParamSpec, WINDOW_MODES};
use crate::shape::Shape;
use crate::shape_problem::ShapeProblem;
use serde::Serialize;

/// 2-D convolution (cross-correlation, as every framework computes it).
///
/// C×H×W becomes filters×H'×W' with H' = ⌊(H + before + after − dilation·(kernel − 1) − 1) /
/// stride⌋ + 1. Parameters: filters · (C / groups · kernel height · kernel width + bias).
/// Multiply-adds: filters · C / groups · kernel height · kernel width · H' · W'.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Conv2d {
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
    /// Input and output channels are cut into this many groups that do not see each other.
    pub groups: usize,
    /// Whether a bias is added per filter.
    pub bias: bool,
}

/// [`Conv2d::MAX_FILTERS`] as the table has it.
const MAX_FILTERS: i64 = 4096;

const PARAMS: &[ParamSpec] = &[
    ParamSpec::integer(Field::Filters, 1, MAX_FILTERS, 16),
    ParamSpec::integer(Field::KernelHeight, 1, 255, 3),
    ParamSpec::integer(Field::KernelWidth, 1, 255, 3),
    ParamSpec::integer(Field::StrideHeight, 1, 64, 1),
    ParamSpec::integer(Field::StrideWidth, 1, 64, 1),
    ParamSpec::choice(Field::PaddingMode, WINDOW_MODES, Choice::Same),
    ParamSpec::integer(Field::PaddingHeight, 0, 255, 0),
    ParamSpec::integer(Field::PaddingWidth, 0, 255, 0),
    ParamSpec::integer(Field::DilationHeight, 1, 64, 1),
    ParamSpec::integer(Field::DilationWidth, 1, 64, 1),
    ParamSpec::integer(Field::Groups, 1, 4096, 1),
    ParamSpec::switch(Field::Bias, true),
];

impl Conv2d {
    /// Most filters.
    pub const MAX_FILTERS: usize = MAX_FILTERS as usize;

    /// A convolution of `filters` square windows: stride 1, dilation 1, one group, with bias.
    pub const fn new(filters: usize, kernel: usize, padding: Padding) -> Self {
        Self {
            filters,
            kernel: [kernel; 2],
            stride: [1; 2],
            padding,
            dilation: [1; 2],
            groups: 1,
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

impl Default for Conv2d {
    fn default() -> Self {
        Self::new(16, 3, Padding::Same)
    }
}

impl Rules for Conv2d {
    fn params(&self) -> &'static [ParamSpec] {
        PARAMS
    }

    fn slot(&mut self, field: Field) -> Option<Slot<'_>> {
        let Self { kernel, stride, padding, dilation, .. } = self;
        match field {
            Field::Filters => Some(Slot::Size(&mut self.filters)),
            Field::Groups => Some(Slot::Size(&mut self.groups)),
            Field::Bias => Some(Slot::Switch(&mut self.bias)),
            _ => window_slot(field, kernel, stride, padding, dilation),
        }
    }

    fn shows(&self, field: Field) -> bool {
        super::pool::shows(self.padding, field)
    }

    fn output(&self, input: Shape) -> Result<Shape, ShapeProblem> {
        let [height, width] = self.window().over(input)?;
        let channels = input.channels();
        let divides = |n: usize| n.checked_rem(self.groups) == Some(0);
        if !(divides(channels) && divides(self.filters)) {
            return Err(ShapeProblem::GroupsDoNotDivide {
                channels,
                filters: self.filters,
                groups: self.groups,
            });
        }
        Ok(Shape::map(self.filters, height.result, width.result))
    }

    fn multiply_adds(&self, input: Shape) -> u64 {
        at_every_place(self, input)
    }

    fn formula(&self, input: Shape) -> Option<Formula> {
        self.window().over(input).ok().map(Formula::Window)
    }

    fn weights(&self, input: Shape) -> Option<WeightFormula> {
        self.output(input).ok()?;
        let [height, width] = self.kernel;
        let inputs = [input.channels().checked_div(self.groups)?, height, width];
        Some(WeightFormula::Conv { filters: self.filters, inputs, bias: self.bias })
    }
}

/// The products of the weights, once for each place of the output.
pub(super) fn at_every_place(layer: &impl Rules, input: Shape) -> u64 {
    let (Some(weights), Ok(output)) = (layer.weights(input), layer.output(input)) else {
        return 0;
    };
    let [height, width] = output.size();
    weights.products().saturating_mul(height as u64).saturating_mul(width as u64)
}

/// The parameters of a convolution's window.
pub(super) fn window_slot<'a>(
    field: Field,
    [kernel_h, kernel_w]: &'a mut [usize; 2],
    [stride_h, stride_w]: &'a mut [usize; 2],
    padding: &'a mut Padding,
    [dilation_h, dilation_w]: &'a mut [usize; 2],
) -> Option<Slot<'a>> {
    let half =
        |kernel: usize, dilation: usize| kernel.saturating_sub(1).saturating_mul(dilation) / 2;
    let half = [half(*kernel_h, *dilation_h), half(*kernel_w, *dilation_w)];
    Some(match field {
        Field::KernelHeight => Slot::Size(kernel_h),
        Field::KernelWidth => Slot::Size(kernel_w),
        Field::StrideHeight => Slot::Size(stride_h),
        Field::StrideWidth => Slot::Size(stride_w),
        Field::PaddingMode => Slot::PaddingMode { padding, half },
        Field::PaddingHeight => Slot::PaddingAxis(padding, 0),
        Field::PaddingWidth => Slot::PaddingAxis(padding, 1),
        Field::DilationHeight => Slot::Size(dilation_h),
        Field::DilationWidth => Slot::Size(dilation_w),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layer::Layer;
    use crate::param::Value;

    /// AlexNet's second layer as in the paper: 256 filters of 5×5×48 in two groups,
    /// 307,456 parameters with biases, 27×27 outputs.
    #[test]
    fn groups_divide_weights_and_work() {
        let conv = Conv2d { groups: 2, ..Conv2d::new(256, 5, Padding::Explicit([2, 2])) };
        let input = Shape::map(96, 27, 27);
        assert_eq!(conv.output(input), Ok(Shape::map(256, 27, 27)));
        assert_eq!(conv.parameters(input), 307_456);
        assert_eq!(conv.multiply_adds(input), 256 * 48 * 25 * 27 * 27);
        let odd = Conv2d { groups: 5, ..conv };
        let problem = ShapeProblem::GroupsDoNotDivide { channels: 96, filters: 256, groups: 5 };
        assert_eq!(odd.output(input), Err(problem));
    }

    #[test]
    fn height_and_width_are_kept_apart() {
        let conv = Conv2d {
            kernel: [3, 5],
            stride: [1, 2],
            padding: Padding::Explicit([0, 2]),
            dilation: [2, 1],
            bias: false,
            ..Conv2d::default()
        };
        let input = Shape::map(4, 10, 20);
        assert_eq!(conv.output(input), Ok(Shape::map(16, 6, 10)));
        assert_eq!(conv.parameters(input), 16 * 4 * 15);
        let found = Shape::Vector(9);
        assert_eq!(conv.output(found), Err(ShapeProblem::NeedsMap { found }));
    }

    #[test]
    fn explicit_padding_starts_where_same_was() {
        let mut layer = Layer::from(Conv2d { dilation: [2, 1], ..Conv2d::default() });
        let visible = |layer: &Layer| layer.visible_params().count();
        assert_eq!(visible(&layer), 10);
        layer.set(Field::PaddingMode, Value::Choice(Choice::Explicit)).unwrap();
        assert_eq!(visible(&layer), 12);
        let sizes = [Field::PaddingHeight, Field::PaddingWidth].map(|field| layer.get(field));
        assert_eq!(sizes, [Some(Value::Integer(2)), Some(Value::Integer(1))]);
        let input = Shape::map(3, 8, 8);
        assert_eq!(layer.output(input), Ok(Shape::map(16, 8, 8)));
    }
}

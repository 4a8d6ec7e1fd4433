//! Pooling layers.

use super::rules::{Rules, Slot};
use super::{Padding, Window};
use crate::formula::Formula;
use crate::param::{Choice, Field, ParamSpec, WINDOW_MODES};
use crate::shape::Shape;
use crate::shape_problem::ShapeProblem;
use serde::Serialize;

/// 2-D max pooling.
///
/// C×H×W becomes C×H'×W' by the window's formula; explicit padding is at most half the kernel.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MaxPool2d {
    /// `[height, width]` of the window.
    pub kernel: [usize; 2],
    /// Step of the window, `[height, width]`.
    pub stride: [usize; 2],
    /// Around the input, as minus infinity.
    pub padding: Padding,
    /// Round the output size up instead of down (PyTorch's `ceil_mode`).
    pub ceil_mode: bool,
}

/// 2-D average pooling.
///
/// C×H×W becomes C×H'×W' by the window's formula; explicit padding is at most half the kernel.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AvgPool2d {
    /// `[height, width]` of the window.
    pub kernel: [usize; 2],
    /// Step of the window, `[height, width]`.
    pub stride: [usize; 2],
    /// Around the input, as zeros.
    pub padding: Padding,
    /// Round the output size up instead of down (PyTorch's `ceil_mode`).
    pub ceil_mode: bool,
    /// Whether padded zeros count in the mean (PyTorch's default: yes).
    pub count_include_pad: bool,
}

/// Mean over height and width: C×H×W becomes the vector C (Lin et al., 2014).
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GlobalAvgPool {}

const MAX_PARAMS: &[ParamSpec] = &[
    ParamSpec::integer(Field::KernelHeight, 1, 255, 2),
    ParamSpec::integer(Field::KernelWidth, 1, 255, 2),
    ParamSpec::integer(Field::StrideHeight, 1, 64, 2),
    ParamSpec::integer(Field::StrideWidth, 1, 64, 2),
    ParamSpec::choice(Field::PaddingMode, WINDOW_MODES, Choice::Valid),
    ParamSpec::integer(Field::PaddingHeight, 0, 127, 0),
    ParamSpec::integer(Field::PaddingWidth, 0, 127, 0),
    ParamSpec::switch(Field::CeilMode, false),
];

const AVG_PARAMS: &[ParamSpec] = &[
    ParamSpec::integer(Field::KernelHeight, 1, 255, 2),
    ParamSpec::integer(Field::KernelWidth, 1, 255, 2),
    ParamSpec::integer(Field::StrideHeight, 1, 64, 2),
    ParamSpec::integer(Field::StrideWidth, 1, 64, 2),
    ParamSpec::choice(Field::PaddingMode, WINDOW_MODES, Choice::Valid),
    ParamSpec::integer(Field::PaddingHeight, 0, 127, 0),
    ParamSpec::integer(Field::PaddingWidth, 0, 127, 0),
    ParamSpec::switch(Field::CeilMode, false),
    ParamSpec::switch(Field::CountIncludePad, true),
];

/// Gives a pooling layer its constructor, window, default and rules; the two differ only in
/// their table and one switch.
macro_rules! pooling {
    ($layer:ident, $params:ident $(, $extra:ident, $field:ident)?) => {
        impl $layer {
            /// Square windows that touch without overlap (stride = kernel), no padding.
            pub const fn new(kernel: usize) -> Self {
                Self {
                    kernel: [kernel; 2],
                    stride: [kernel; 2],
                    padding: Padding::Valid,
                    ceil_mode: false,
                    $($extra: true,)?
                }
            }

            /// Its window.
            pub const fn window(&self) -> Window {
                Window {
                    kernel: self.kernel,
                    stride: self.stride,
                    dilation: [1; 2],
                    padding: self.padding,
                    ceil_mode: self.ceil_mode,
                }
            }
        }

        impl Default for $layer {
            fn default() -> Self {
                Self::new(2)
            }
        }

        impl Rules for $layer {
            fn params(&self) -> &'static [ParamSpec] {
                $params
            }

            fn slot(&mut self, field: Field) -> Option<Slot<'_>> {
                let half = self.kernel.map(|kernel| kernel.saturating_sub(1) / 2);
                let [kernel_h, kernel_w] = &mut self.kernel;
                let [stride_h, stride_w] = &mut self.stride;
                Some(match field {
                    Field::KernelHeight => Slot::Size(kernel_h),
                    Field::KernelWidth => Slot::Size(kernel_w),
                    Field::StrideHeight => Slot::Size(stride_h),
                    Field::StrideWidth => Slot::Size(stride_w),
                    Field::PaddingMode => Slot::PaddingMode { padding: &mut self.padding, half },
                    Field::PaddingHeight => Slot::PaddingAxis(&mut self.padding, 0),
                    Field::PaddingWidth => Slot::PaddingAxis(&mut self.padding, 1),
                    Field::CeilMode => Slot::Switch(&mut self.ceil_mode),
                    $(Field::$field => Slot::Switch(&mut self.$extra),)?
                    _ => return None,
                })
            }

            fn shows(&self, field: Field) -> bool {
                shows(self.padding, field)
            }

            fn output(&self, input: Shape) -> Result<Shape, ShapeProblem> {
                pooled(self.window(), input)
            }

            fn formula(&self, input: Shape) -> Option<Formula> {
                self.window().over(input).ok().map(Formula::Window)
            }
        }
    };
}

pooling!(MaxPool2d, MAX_PARAMS);
pooling!(AvgPool2d, AVG_PARAMS, count_include_pad, CountIncludePad);

/// The explicit padding's sizes matter in the explicit mode alone, and whether padding counts
/// in a mean only where there can be some.
pub(super) fn shows(padding: Padding, field: Field) -> bool {
    match field {
        Field::PaddingHeight | Field::PaddingWidth => matches!(padding, Padding::Explicit(_)),
        Field::CountIncludePad => padding != Padding::Valid,
        _ => true,
    }
}

fn pooled(window: Window, input: Shape) -> Result<Shape, ShapeProblem> {
    let Shape::Map { channels, .. } = input else {
        return Err(ShapeProblem::NeedsMap { found: input });
    };
    if let Padding::Explicit(padding) = window.padding {
        let max = window.kernel.map(|kernel| kernel / 2);
        if padding.iter().zip(max).any(|(padding, max)| *padding > max) {
            return Err(ShapeProblem::PaddingTooLarge { padding, max });
        }
    }
    let [height, width] = window.over(input)?;
    Ok(Shape::map(channels, height.result, width.result))
}

impl Rules for GlobalAvgPool {
    fn params(&self) -> &'static [ParamSpec] {
        &[]
    }

    fn slot(&mut self, _field: Field) -> Option<Slot<'_>> {
        None
    }

    fn output(&self, input: Shape) -> Result<Shape, ShapeProblem> {
        match input {
            Shape::Map { channels, .. } => Ok(Shape::Vector(channels)),
            Shape::Vector(_) => Err(ShapeProblem::NeedsMap { found: input }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pooling_keeps_channels_and_has_no_parameters() {
        let input = Shape::map(6, 28, 28);
        for output in [MaxPool2d::new(2).output(input), AvgPool2d::new(2).output(input)] {
            assert_eq!(output, Ok(Shape::map(6, 14, 14)));
        }
        assert_eq!(AvgPool2d::new(2).parameters(input), 0);
        assert_eq!(GlobalAvgPool {}.output(input), Ok(Shape::Vector(6)));
        let found = Shape::Vector(6);
        assert_eq!(GlobalAvgPool {}.output(found), Err(ShapeProblem::NeedsMap { found }));
    }

    #[test]
    fn explicit_padding_is_at_most_half_the_kernel() {
        let padded =
            |padding| MaxPool2d { padding: Padding::Explicit(padding), ..MaxPool2d::new(3) };
        let input = Shape::map(1, 9, 9);
        assert_eq!(padded([1, 1]).output(input), Ok(Shape::map(1, 3, 3)));
        let problem = ShapeProblem::PaddingTooLarge { padding: [1, 2], max: [1, 1] };
        assert_eq!(padded([1, 2]).output(input), Err(problem));
    }

    #[test]
    fn the_counting_of_padding_shows_only_where_there_is_some() {
        let shows = |padding| {
            let pool = AvgPool2d { padding, ..AvgPool2d::new(2) };
            Rules::shows(&pool, Field::CountIncludePad)
        };
        assert!(!shows(Padding::Valid) && shows(Padding::Same));
    }
}

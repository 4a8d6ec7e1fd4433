//! Receptive fields: which pixels of the picture a value can depend on.
//!
//! The arithmetic is that of Araujo, Norris and Sim, "Computing receptive fields of convolutional
//! neural networks", Distill, 2019.

use crate::formula::WindowFormula;
use crate::shape::Shape;
use std::cmp::Ordering;

/// The part of the picture that a layer's outputs see; every pair is `[height, width]`, in input
/// pixels.
///
/// It is the theoretical field: padding counts as if the picture went on there, so a field can be
/// larger than the picture. Behind a flatten, a dense layer or a global pool it is the whole
/// picture. Normalisation is taken value by value, as in inference.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Receptive {
    /// Pixels on each axis.
    pub size: [usize; 2],
    /// Distance between the fields of neighbouring outputs ("jump"); where there is one output
    /// that sees everything, the size of the picture.
    pub stride: [usize; 2],
    /// Middle of the first output's field, where 0 is the middle of the first pixel.
    pub centre: [f64; 2],
}

/// One axis of a [`Receptive`].
#[derive(Clone, Copy)]
struct Axis {
    size: usize,
    stride: usize,
    centre: f64,
}

impl Receptive {
    /// Of the picture itself: each pixel sees itself.
    pub(crate) const PIXEL: Self = Self { size: [1; 2], stride: [1; 2], centre: [0.0; 2] };

    /// The whole picture of `[height, width]`.
    pub(crate) fn whole(picture: [usize; 2]) -> Self {
        let centre = picture.map(|size| size.saturating_sub(1) as f64 / 2.0);
        Self { size: picture, stride: picture, centre }
    }

    /// Behind a window over maps that have this field.
    ///
    /// size + (kernel − 1) · dilation · stride, stride · the window's stride, and the centre moved
    /// by ((kernel − 1) · dilation / 2 − padding before) · stride.
    pub(crate) fn slide(self, window: &[WindowFormula; 2]) -> Self {
        self.each(window, |axis, window| {
            let span = window.kernel.saturating_sub(1).saturating_mul(window.dilation);
            let shift = span as f64 / 2.0 - window.pad_before as f64;
            Axis {
                size: axis.size.saturating_add(span.saturating_mul(axis.stride)),
                stride: axis.stride.saturating_mul(window.stride),
                centre: axis.centre + shift * axis.stride as f64,
            }
        })
    }

    /// Behind a layer without a window of its own, told by its shapes: where the size stays, each
    /// value sees what it saw; a smaller map averages equal parts of the input (the widest
    /// counts); a larger one repeats pixels; a vector made of a map sees the whole `picture`.
    pub(crate) fn through(self, input: Shape, output: Shape, picture: [usize; 2]) -> Self {
        match (input, output) {
            (Shape::Map { .. }, Shape::Vector(_)) => Self::whole(picture),
            (Shape::Map { .. }, Shape::Map { .. }) => {
                let [height, width] = input.size();
                let [rows, columns] = output.size();
                self.each(&[(height, rows), (width, columns)], |axis, (from, to)| {
                    axis.resized(*from, *to)
                })
            }
            _ => self,
        }
    }

    /// Behind a bilinear upsampling by `scale`, `[height, width]`, told by what [`Self::through`]
    /// would be: every output lies between two pixels, the first one before the first pixel.
    pub(crate) fn blended(self, through: Self, scale: [usize; 2]) -> Self {
        let [height, width] = self.axes();
        let [rows, columns] = scale;
        through.each(&[(height, rows), (width, columns)], |axis, (from, scale)| match scale {
            0 | 1 => axis,
            _ => Axis {
                size: axis.size.saturating_add(from.stride),
                centre: axis.centre - from.stride as f64 / 2.0,
                ..axis
            },
        })
    }

    /// Of lanes that come together: from the first pixel that any lane sees to the last. Where
    /// lanes go on in different steps, the largest counts, and the field is the first output's.
    ///
    /// Each comes with the `[height, width]` of its maps. A lane with one value where another has
    /// many is spread over them: it widens the field, and the other says how it goes on.
    pub(crate) fn union(lanes: impl Iterator<Item = (Self, [usize; 2])>) -> Option<Self> {
        let met = lanes.reduce(|(one, [rows, columns]), (other, [its_rows, its_columns])| {
            let [height, width] = other.axes();
            let with = [(height, rows.cmp(&its_rows)), (width, columns.cmp(&its_columns))];
            let both = one.each(&with, |axis, (other, order)| axis.union(*other, *order));
            (both, [rows.max(its_rows), columns.max(its_columns)])
        });
        met.map(|(seen, _)| seen)
    }

    fn axes(self) -> [Axis; 2] {
        let ([size_h, size_w], [stride_h, stride_w]) = (self.size, self.stride);
        let [centre_h, centre_w] = self.centre;
        [
            Axis { size: size_h, stride: stride_h, centre: centre_h },
            Axis { size: size_w, stride: stride_w, centre: centre_w },
        ]
    }

    fn each<T>(self, with: &[T; 2], next: impl Fn(Axis, &T) -> Axis) -> Self {
        let ([height, width], [first, second]) = (self.axes(), with);
        let (height, width) = (next(height, first), next(width, second));
        Self {
            size: [height.size, width.size],
            stride: [height.stride, width.stride],
            centre: [height.centre, width.centre],
        }
    }
}

impl Axis {
    fn resized(self, from: usize, to: usize) -> Self {
        if to == from || to == 0 {
            return self;
        }
        if to > from {
            return Self { stride: (self.stride.saturating_mul(from) / to).max(1), ..self };
        }
        // Part i goes from ⌊i · from / to⌋ to ⌈(i + 1) · from / to⌉.
        let part = from.div_ceil(to).saturating_add(usize::from(!from.is_multiple_of(to)));
        let span = part.min(from).saturating_sub(1).saturating_mul(self.stride);
        Self {
            size: self.size.saturating_add(span),
            stride: self.stride.saturating_mul(from) / to,
            centre: self.centre + span as f64 / 2.0,
        }
    }

    fn union(self, other: Self, values: Ordering) -> Self {
        let half = |axis: Self| axis.size.saturating_sub(1) as f64 / 2.0;
        let first = (self.centre - half(self)).min(other.centre - half(other));
        let last = (self.centre + half(self)).max(other.centre + half(other));
        Self {
            size: ((last - first) as usize).saturating_add(1),
            stride: match values {
                Ordering::Less => other.stride,
                Ordering::Equal => self.stride.max(other.stride),
                Ordering::Greater => self.stride,
            },
            centre: (first + last) / 2.0,
        }
    }
}

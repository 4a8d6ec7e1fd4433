//! Windows of an image as the columns of a matrix, and back.

/// How a window slides over the planes of an image.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slide {
    /// `[height, width]` of the image.
    pub(super) size: [usize; 2],
    pub(super) kernel: [usize; 2],
    pub(super) stride: [usize; 2],
    /// Zeros before the first row and column (those behind the last follow from `out`).
    pub(super) padding: [usize; 2],
    pub(super) dilation: [usize; 2],
    /// Positions of the window, `[rows, columns]`.
    pub(super) out: [usize; 2],
}

/// Positions along one axis whose tap lies inside the image: the first, how many, and the image's
/// row (or column) under the first.
#[derive(Clone, Copy)]
pub(super) struct Inside {
    pub(super) first: usize,
    pub(super) count: usize,
    pub(super) start: usize,
}

impl Slide {
    /// Rows of the matrix for one plane.
    pub(super) const fn taps(&self) -> usize {
        self.kernel[0] * self.kernel[1]
    }

    /// Columns of the matrix.
    pub(super) const fn positions(&self) -> usize {
        self.out[0] * self.out[1]
    }

    /// Whether the columns are the image itself.
    pub(super) fn is_image(&self) -> bool {
        self.kernel == [1, 1] && self.stride == [1, 1] && self.padding == [0, 0]
    }

    const fn inside(&self, axis: usize, tap: usize) -> Inside {
        #[expect(clippy::indexing_slicing, reason = "an axis is 0 or 1")]
        let (size, stride, out) = (self.size[axis], self.stride[axis], self.out[axis]);
        #[expect(clippy::indexing_slicing, reason = "an axis is 0 or 1")]
        let (padding, offset) = (self.padding[axis], tap * self.dilation[axis]);
        // The first position with position · stride + offset ≥ padding, and the first with
        // position · stride + offset ≥ padding + size.
        let first = padding.saturating_sub(offset).div_ceil(stride);
        let end = (padding + size).saturating_sub(offset).div_ceil(stride);
        let end = if end < out { end } else { out };
        if first >= end {
            return Inside { first: 0, count: 0, start: 0 };
        }
        Inside { first, count: end - first, start: first * stride + offset - padding }
    }

    /// Writes the columns of `image` (planes of `size`): for each plane and tap one row with that
    /// tap's value at every position.
    pub(super) fn gather(&self, image: &[f32], columns: &mut [f32]) {
        let [height, width] = self.size;
        let mut rows = columns.chunks_exact_mut(self.positions().max(1));
        for plane in image.chunks_exact((height * width).max(1)) {
            for (vertical, horizontal) in self.each_tap() {
                let Some(row) = rows.next() else { return };
                self.gather_row(plane, row, vertical, horizontal);
            }
        }
    }

    fn gather_row(&self, plane: &[f32], row: &mut [f32], vertical: Inside, horizontal: Inside) {
        let ([_, width], [step_y, step_x]) = (self.size, self.stride);
        let across = self.out[1].max(1);
        let (before, rest) = row.split_at_mut(vertical.first * across);
        let (inside, behind) = rest.split_at_mut(vertical.count * across);
        before.fill(0.0);
        behind.fill(0.0);
        let sources = plane.chunks_exact(width.max(1)).skip(vertical.start).step_by(step_y);
        for (line, source) in inside.chunks_exact_mut(across).zip(sources) {
            let (left, rest) = line.split_at_mut(horizontal.first);
            let (middle, right) = rest.split_at_mut(horizontal.count);
            left.fill(0.0);
            right.fill(0.0);
            let source = source.get(horizontal.start..).unwrap_or_default();
            if let (1, Some(source)) = (step_x, source.get(..middle.len())) {
                middle.copy_from_slice(source);
            } else {
                for (value, source) in middle.iter_mut().zip(source.iter().step_by(step_x)) {
                    *value = *source;
                }
            }
        }
    }

    /// Adds each column's values to where [`Slide::gather`] took them from.
    pub(super) fn scatter(&self, columns: &[f32], image: &mut [f32]) {
        let [height, width] = self.size;
        let mut rows = columns.chunks_exact(self.positions().max(1));
        for plane in image.chunks_exact_mut((height * width).max(1)) {
            for (vertical, horizontal) in self.each_tap() {
                let Some(row) = rows.next() else { return };
                self.scatter_row(row, plane, vertical, horizontal);
            }
        }
    }

    fn scatter_row(&self, row: &[f32], plane: &mut [f32], vertical: Inside, horizontal: Inside) {
        let ([_, width], [step_y, step_x]) = (self.size, self.stride);
        let lines = row.chunks_exact(self.out[1].max(1)).skip(vertical.first).take(vertical.count);
        let targets = plane.chunks_exact_mut(width.max(1)).skip(vertical.start).step_by(step_y);
        for (line, target) in lines.zip(targets) {
            let line = line.iter().skip(horizontal.first).take(horizontal.count);
            let target = target.get_mut(horizontal.start..).unwrap_or_default();
            if step_x == 1 {
                target.iter_mut().zip(line).for_each(|(sum, value)| *sum += value);
            } else {
                let target = target.iter_mut().step_by(step_x);
                target.zip(line).for_each(|(sum, value)| *sum += value);
            }
        }
    }

    /// For each tap of the kernel, row by row, the positions that see the image.
    pub(super) fn each_tap(&self) -> impl Iterator<Item = (Inside, Inside)> + '_ {
        let [height, width] = self.kernel;
        (0..height).flat_map(move |y| {
            let vertical = self.inside(0, y);
            (0..width).map(move |x| (vertical, self.inside(1, x)))
        })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    pub(in crate::cpu) fn any_slide() -> impl Strategy<Value = Slide> {
        let pair = |range: std::ops::RangeInclusive<usize>| [range.clone(), range];
        (pair(1..=9), pair(1..=4), pair(1..=3), pair(0..=3), pair(1..=3)).prop_filter_map(
            "the window does not fit",
            |(size, kernel, stride, padding, dilation)| {
                let mut out = [0; 2];
                for axis in 0..2 {
                    let reach = dilation[axis] * (kernel[axis] - 1) + 1;
                    let room = (size[axis] + 2 * padding[axis]).checked_sub(reach)?;
                    out[axis] = room / stride[axis] + 1;
                }
                Some(Slide { size, kernel, stride, padding, dilation, out })
            },
        )
    }

    /// The definition: where the tap of a position lies, if it lies inside.
    fn under(slide: &Slide, at: usize) -> Option<usize> {
        let positions = slide.positions();
        let (row, position) = (at / positions, at % positions);
        let (plane, tap) = (row / slide.taps(), row % slide.taps());
        let tap = [tap / slide.kernel[1], tap % slide.kernel[1]];
        let position = [position / slide.out[1], position % slide.out[1]];
        let mut found = plane;
        for axis in 0..2 {
            let place = position[axis] * slide.stride[axis] + tap[axis] * slide.dilation[axis];
            let place = place.checked_sub(slide.padding[axis])?;
            found = (place < slide.size[axis]).then(|| found * slide.size[axis] + place)?;
        }
        Some(found)
    }

    proptest! {
        #[test]
        fn columns_are_those_of_the_definition(slide in any_slide(), planes in 1_usize..4) {
            let pixels = planes * slide.size[0] * slide.size[1];
            let image: Vec<f32> = (1..=pixels).map(|at| at as f32).collect();
            let mut columns = vec![-1.0; planes * slide.taps() * slide.positions()];
            slide.gather(&image, &mut columns);
            for (at, value) in columns.iter().enumerate() {
                prop_assert_eq!(*value, under(&slide, at).map_or(0.0, |place| image[place]));
            }
            let mut sums = vec![0.5; pixels];
            slide.scatter(&columns, &mut sums);
            let mut expected = vec![0.5; pixels];
            for (at, value) in columns.iter().enumerate() {
                if let Some(place) = under(&slide, at) {
                    expected[place] += value;
                }
            }
            prop_assert_eq!(sums, expected);
        }
    }
}

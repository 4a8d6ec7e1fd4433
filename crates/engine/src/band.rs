//! Linear maps along one axis in which each output is a weighted sum of neighbouring inputs.

/// One sum an output: the first input, and the weights from there on.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Band {
    /// Inputs along the axis.
    pub(crate) inputs: usize,
    pub(crate) sums: Vec<(usize, Vec<f32>)>,
}

impl Band {
    /// PyTorch's adaptive average pooling: output i is the mean of the inputs from
    /// ⌊i · inputs / outputs⌋ up to, but without, ⌈(i + 1) · inputs / outputs⌉.
    pub(crate) fn adaptive(inputs: usize, outputs: usize) -> Self {
        let sum = |at: usize| {
            let start = at * inputs / outputs;
            let len = ((at + 1) * inputs).div_ceil(outputs) - start;
            (start, vec![1.0 / len as f32; len])
        };
        Self { inputs, sums: (0..outputs).map(sum).collect() }
    }

    /// Each input `scale` times.
    pub(crate) fn nearest(inputs: usize, scale: usize) -> Self {
        Self { inputs, sums: (0..inputs * scale).map(|at| (at / scale, vec![1.0])).collect() }
    }

    /// PyTorch's linear interpolation with `align_corners=False`: output i lies at
    /// (i + ½) / scale − ½ between the inputs' centres; what lies outside has the edge's value.
    pub(crate) fn linear(inputs: usize, scale: usize) -> Self {
        let last = inputs.saturating_sub(1);
        let sum = |at: usize| {
            let place = ((at as f64 + 0.5) / scale as f64 - 0.5).max(0.0);
            let start = (place as usize).min(last);
            let share = (place - start as f64) as f32;
            if start == last { (start, vec![1.0]) } else { (start, vec![1.0 - share, share]) }
        };
        Self { inputs, sums: (0..inputs * scale).map(sum).collect() }
    }

    /// Outputs and inputs exchanged: the way back.
    pub(crate) fn transposed(&self) -> Self {
        let row = |input: usize| {
            let weights: Vec<_> = self.sums.iter().map(|sum| weight(sum, input)).collect();
            let Some(first) = weights.iter().position(Option::is_some) else {
                return (0, Vec::new());
            };
            // Bands: between the first and the last output that see an input, all do.
            let seen = weights.into_iter().skip(first).map_while(|weight| weight);
            (first, seen.collect())
        };
        Self { inputs: self.sums.len(), sums: (0..self.inputs).map(row).collect() }
    }

    /// As a matrix of outputs × inputs, row by row.
    pub(crate) fn matrix(&self) -> Vec<f32> {
        let row = |sum| (0..self.inputs).map(move |input| weight(sum, input).unwrap_or_default());
        self.sums.iter().flat_map(row).collect()
    }
}

fn weight((start, weights): &(usize, Vec<f32>), input: usize) -> Option<f32> {
    weights.get(input.checked_sub(*start)?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The windows that PyTorch's documentation and `start_index`/`end_index` give for 5 → 3.
    #[test]
    fn adaptive_windows_may_overlap() {
        let windows: Vec<_> =
            Band::adaptive(5, 3).sums.iter().map(|(start, sum)| (*start, sum.len())).collect();
        assert_eq!(windows, [(0, 2), (1, 3), (3, 2)]);
        assert_eq!(Band::adaptive(2, 4).matrix(), [1.0, 0.0, 1.0, 0.0, 0.0, 1.0, 0.0, 1.0]);
    }

    #[test]
    fn interpolation_goes_through_the_centres() {
        assert_eq!(Band::nearest(2, 2).matrix(), [1.0, 0.0, 1.0, 0.0, 0.0, 1.0, 0.0, 1.0]);
        let found = Band::linear(2, 2).matrix();
        assert_eq!(found, [1.0, 0.0, 0.75, 0.25, 0.25, 0.75, 0.0, 1.0]);
        assert_eq!(Band::linear(1, 3).matrix(), [1.0; 3]);
    }

    #[test]
    fn transposing_exchanges_rows_and_columns() {
        let bands = (1..9).flat_map(|n| {
            (1..6)
                .flat_map(move |m| [Band::adaptive(n, m), Band::nearest(n, m), Band::linear(n, m)])
        });
        for band in bands {
            let (there, back) = (band.matrix(), band.transposed().matrix());
            let outputs = band.sums.len();
            for (at, value) in there.iter().enumerate() {
                assert_eq!(back[at % band.inputs * outputs + at / band.inputs], *value);
            }
        }
    }
}

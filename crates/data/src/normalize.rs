//! Bytes to numbers around zero.

/// Per channel: (value / 255 − mean) / deviation.
#[derive(Clone, Debug, PartialEq)]
pub struct Normalization {
    /// Mean of each channel, of values from 0 to 1.
    pub mean: Vec<f32>,
    /// Standard deviation of each channel.
    pub deviation: Vec<f32>,
}

impl Normalization {
    /// Of CIFAR-10's training pictures, to four places, as it is used throughout the literature.
    pub fn cifar10() -> Self {
        Self { mean: vec![0.4914, 0.4822, 0.4465], deviation: vec![0.2470, 0.2430, 0.2616] }
    }

    /// The same for each of `channels`: mean 0.5, deviation 0.25.
    pub fn plain(channels: usize) -> Self {
        Self { mean: vec![0.5; channels], deviation: vec![0.25; channels] }
    }

    /// For pictures of `channels` channels: itself where it has as many, otherwise the mean of all
    /// channels for each.
    #[must_use]
    pub fn for_channels(&self, channels: usize) -> Self {
        if self.mean.len() == channels && self.deviation.len() == channels {
            return self.clone();
        }
        let average = |all: &[f32]| all.iter().sum::<f32>() / all.len().max(1) as f32;
        Self {
            mean: vec![average(&self.mean); channels],
            deviation: vec![average(&self.deviation); channels],
        }
    }

    /// What each byte of each channel becomes.
    pub(crate) fn tables(&self) -> Vec<[f32; 256]> {
        self.mean
            .iter()
            .zip(&self.deviation)
            .map(|(mean, deviation)| {
                std::array::from_fn(|byte| (byte as f32 / 255.0 - mean) / deviation.max(1e-6))
            })
            .collect()
    }

    /// Appends one planar picture of as many channels as there are means to `out`.
    pub fn apply(&self, pixels: &[u8], out: &mut Vec<f32>) {
        append(&self.tables(), pixels, out);
    }
}

/// Appends a planar picture of as many channels as there are tables.
pub(crate) fn append(tables: &[[f32; 256]], pixels: &[u8], out: &mut Vec<f32>) {
    let plane = pixels.len() / tables.len().max(1);
    for (table, values) in tables.iter().zip(pixels.chunks_exact(plane.max(1))) {
        out.extend(values.iter().map(|&byte| table.get(usize::from(byte)).copied().unwrap_or(0.0)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_channel_has_its_own_numbers() {
        let normalization = Normalization { mean: vec![0.0, 0.5], deviation: vec![1.0, 0.5] };
        let mut out = vec![9.0];
        normalization.apply(&[0, 255, 0, 255], &mut out);
        assert_eq!(out, [9.0, 0.0, 1.0, -1.0, 1.0]);
    }

    #[test]
    fn gray_takes_the_mean_of_the_channels() {
        let gray = Normalization::cifar10().for_channels(1);
        assert_eq!(gray.mean.len(), 1);
        assert!((gray.mean[0] - 0.473_366_7).abs() < 1e-6);
        assert_eq!(gray.for_channels(1), gray);
    }
}

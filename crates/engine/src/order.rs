//! Channels first or last.
//!
//! Pictures, weights and files have their channels before their rows and columns, as in PyTorch.
//! A GPU's convolutions want them last; keeping pictures and weights so there saves a copy of
//! every weight in every pass.

use crate::device::{Device, is_processor};
use crate::tensor::Tensor;
use std::borrow::Cow;

/// How values of four axes lie in storage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Order {
    /// N×C×H×W.
    #[default]
    ChannelsFirst,
    /// N×H×W×C.
    ChannelsLast,
}

impl Order {
    /// The one that suits a device.
    pub(crate) fn of(device: &Device) -> Self {
        if is_processor(device) { Self::ChannelsFirst } else { Self::ChannelsLast }
    }

    /// Values with channels first as they are stored.
    pub(crate) fn store<'a>(self, values: &'a [f32], dims: &[usize]) -> Cow<'a, [f32]> {
        match (self, dims) {
            (Self::ChannelsLast, [_, channels, height, width]) => {
                Cow::Owned(exchange(values, *channels, height * width))
            }
            _ => Cow::Borrowed(values),
        }
    }

    /// Undoes [`Order::store`].
    pub(crate) fn load<'a>(self, values: &'a [f32], dims: &[usize]) -> Cow<'a, [f32]> {
        match (self, dims) {
            (Self::ChannelsLast, [_, channels, height, width]) => {
                Cow::Owned(exchange(values, height * width, *channels))
            }
            _ => Cow::Borrowed(values),
        }
    }

    /// Stored values as a tensor with channels first; a view.
    pub(crate) fn view(self, stored: Tensor, dims: &[usize]) -> Tensor {
        match (self, dims) {
            (Self::ChannelsLast, [count, channels, height, width]) => {
                stored.reshape(&[*count, *height, *width, *channels]).permute(&[0, 3, 1, 2])
            }
            _ => stored.reshape(dims),
        }
    }

    /// A tensor with channels first as one row in the order of storage; without a copy where it
    /// lies so already.
    pub(crate) fn flat(self, tensor: Tensor) -> Tensor {
        let len = tensor.len();
        match (self, tensor.dims().len()) {
            (Self::ChannelsLast, 4) => tensor.permute(&[0, 2, 3, 1]).reshape(&[len]),
            _ => tensor.reshape(&[len]),
        }
    }
}

/// Rows and columns of each `rows` × `columns` matrix exchanged.
fn exchange(values: &[f32], rows: usize, columns: usize) -> Vec<f32> {
    let each = values.chunks_exact((rows * columns).max(1));
    each.flat_map(|part| (0..columns).flat_map(move |at| part.iter().skip(at).step_by(columns)))
        .copied()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loading_undoes_storing() {
        let dims = [2, 3, 2, 2];
        let values: Vec<f32> = (0..24).map(|at| at as f32).collect();
        let stored = Order::ChannelsLast.store(&values, &dims);
        // The second value is the first pixel of the second channel.
        assert_eq!(stored[..6], [0.0, 4.0, 8.0, 1.0, 5.0, 9.0]);
        assert_eq!(Order::ChannelsLast.load(&stored, &dims), values);
        assert_eq!(Order::ChannelsFirst.store(&values, &dims), values);
        assert_eq!(Order::ChannelsLast.store(&values[..3], &[3]), &values[..3]);
    }
}

//! The processor's own kernels, for what burn-flex's general ones leave on the table: convolutions
//! as products with columns that stay in the cache, pooling and batch norm in one pass, and
//! element by element work in place.
//!
//! Work is cut into pieces that depend on shapes alone, never on the number of threads, and
//! partial sums are added in order: a run repeats bit for bit on any machine with the same
//! instruction set.
//!
//! Callers ask [`Tensor::on_processor`] first.

pub(crate) mod adam;
mod columns;
pub(crate) mod conv;
mod depthwise;
pub(crate) mod element;
mod gemm;
pub(crate) mod norm;
pub(crate) mod pool;
pub(crate) mod resample;
pub(crate) mod response_norm;
pub(crate) mod sample_norm;

use crate::tensor::Tensor;
use burn_backend::{DType, Shape, TensorData};
use burn_dispatch::{BackendTensor, DispatchAutodiffContext, DispatchTensor, DispatchTensorKind};
use burn_flex::FlexTensor;
use std::ops::Deref;

/// Values of a tensor on the processor, in row-major order.
pub(crate) struct Values(FlexTensor);

impl Values {
    /// Of a tensor that is on the processor; none of any other.
    pub(crate) fn of(tensor: &Tensor) -> Self {
        Self(match &tensor.handle().kind {
            DispatchTensorKind::Flex(BackendTensor::Float(flex)) if flex.is_contiguous() => {
                flex.clone()
            }
            DispatchTensorKind::Flex(BackendTensor::Float(flex)) => flex.to_contiguous(),
            _ => FlexTensor::empty(Shape::from([0]), DType::F32),
        })
    }
}

impl Deref for Values {
    type Target = [f32];

    fn deref(&self) -> &[f32] {
        self.0.as_slice().unwrap_or_default()
    }
}

/// Takes the values out of a tensor on the processor, without a copy where nobody else holds
/// them; none of a tensor that is elsewhere.
pub(crate) fn take(tensor: Tensor) -> Vec<f32> {
    match tensor.into_handle().kind {
        DispatchTensorKind::Flex(BackendTensor::Float(flex)) => {
            flex.into_data().try_into_vec().unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

/// A tensor of values on the processor.
pub(crate) fn give(values: Vec<f32>, dims: &[usize]) -> Tensor {
    let flex = FlexTensor::from_data(TensorData::new(values, Shape::from(dims)));
    Tensor::from_handle(DispatchTensor {
        kind: DispatchTensorKind::Flex(BackendTensor::Float(flex)),
        autodiff: DispatchAutodiffContext::Disabled,
    })
}

/// Calls `work` with the number of each piece of `size` values and the piece, on all threads.
pub(crate) fn pieces(values: &mut [f32], size: usize, work: impl Fn(usize, &mut [f32]) + Sync) {
    let size = size.max(1);
    #[cfg(not(target_arch = "wasm32"))]
    {
        use rayon::prelude::*;
        if values.len() > size {
            values.par_chunks_mut(size).enumerate().for_each(|(at, piece)| work(at, piece));
            return;
        }
    }
    values.chunks_mut(size).enumerate().for_each(|(at, piece)| work(at, piece));
}

/// Results of `work` for each number below `count`, in order, on all threads.
pub(crate) fn collect<T: Send>(count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    #[cfg(not(target_arch = "wasm32"))]
    {
        use rayon::prelude::*;
        if count > 1 {
            return (0..count).into_par_iter().map(&work).collect();
        }
    }
    (0..count).map(work).collect()
}

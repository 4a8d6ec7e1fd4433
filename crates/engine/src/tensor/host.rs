//! Between tensors on the CPU and plain values.
//!
//! Callers ask [`Tensor::on_processor`] first: values of a tensor that is elsewhere are a mistake
//! of this crate, and end it.

use super::Tensor;
use crate::cpu::{Array, View};
use burn_backend::{Shape, TensorData};
use burn_dispatch::{BackendTensor, DispatchAutodiffContext, DispatchTensor, DispatchTensorKind};
use burn_flex::FlexTensor;
use std::ops::Deref;

/// Values of a tensor on the CPU, in row-major order.
pub(crate) struct Values {
    flex: FlexTensor,
    axes: [usize; 4],
}

impl Values {
    /// Of a tensor that is on the CPU.
    pub(crate) fn of(tensor: &Tensor) -> Self {
        let flex = match &tensor.handle().kind {
            DispatchTensorKind::Flex(BackendTensor::Float(flex)) if flex.is_contiguous() => {
                flex.clone()
            }
            DispatchTensorKind::Flex(BackendTensor::Float(flex)) => flex.to_contiguous(),
            _ => elsewhere(),
        };
        Self { flex, axes: tensor.axes() }
    }

    /// With the axes; missing ones are 1.
    pub(crate) fn view(&self) -> View<'_> {
        View { values: self, axes: self.axes }
    }
}

impl Deref for Values {
    type Target = [f32];

    #[expect(clippy::expect_used, reason = "contiguous 32-bit floats, by construction")]
    fn deref(&self) -> &[f32] {
        self.flex.as_slice().expect("contiguous 32-bit floats")
    }
}

/// Takes the values out of a tensor on the CPU, without a copy where nobody else holds them.
#[expect(clippy::expect_used, reason = "all tensors here are 32-bit floating point")]
pub(crate) fn take(tensor: Tensor) -> Vec<f32> {
    match tensor.into_handle().kind {
        DispatchTensorKind::Flex(BackendTensor::Float(flex)) => {
            flex.into_data().try_into_vec().expect("32-bit floats")
        }
        _ => elsewhere(),
    }
}

/// A tensor of values on the CPU.
pub(crate) fn give(values: Vec<f32>, dims: &[usize]) -> Tensor {
    let flex = FlexTensor::from_data(TensorData::new(values, Shape::from(dims)));
    Tensor::from_handle(DispatchTensor {
        kind: DispatchTensorKind::Flex(BackendTensor::Float(flex)),
        autodiff: DispatchAutodiffContext::Disabled,
    })
}

/// A kernel's array as a tensor on the CPU.
pub(crate) fn given(Array { values, dims }: Array) -> Tensor {
    give(values, &dims)
}

impl Tensor {
    /// No values, on no particular device.
    pub(crate) fn none() -> Self {
        give(Vec::new(), &[0])
    }
}

fn elsewhere() -> ! {
    unreachable!("a tensor of another device, or of whole numbers, was to be read at once")
}

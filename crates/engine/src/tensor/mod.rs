//! A thin handle on burn's dispatch tensors.
//!
//! burn's own `Tensor<D>` fixes the rank at compile time and hides the backward kernels behind
//! its automatic differentiation. A network that a person edits has run-time ranks, and with the
//! backward passes written by hand (one beside each layer) a training step needs half the launches
//! and no graph. So the engine speaks to the level below: `burn_dispatch`, which routes each
//! operation to the CPU or the GPU at run time. All tensors here are 32-bit floating point.
//!
//! Operations take tensors by value where they can reuse the storage; a clone is a counted
//! reference.

pub(crate) mod host;
mod math;
mod window;

use crate::device::Device;
use crate::error::EngineError;
use burn_backend::ops::{FloatTensorOps, TransactionPrimitive};
use burn_backend::{FloatDType, Shape, Slice, TensorData, TensorMetadata, TensorPrimitive};
use burn_dispatch::{Dispatch, DispatchTensor, DispatchTensorKind};

/// 32-bit floating point values on a device. Boxed, because a GPU's handle is over 500 bytes.
#[derive(Clone, Debug)]
pub(crate) struct Tensor(Box<DispatchTensor>);

impl Tensor {
    /// Values in row-major order; as many as the shape has.
    pub(crate) fn new(values: Vec<f32>, dims: &[usize], device: &Device) -> Self {
        debug_assert_eq!(values.len(), dims.iter().product::<usize>());
        let data = TensorData::new(values, Shape::from(dims));
        Self::from_handle(Dispatch::float_from_data(data, device.as_dispatch()))
    }

    /// All zeros.
    pub(crate) fn zeros(dims: &[usize], device: &Device) -> Self {
        Self::from_handle(Dispatch::float_zeros(
            Shape::from(dims),
            device.as_dispatch(),
            FloatDType::F32,
        ))
    }

    /// The axes, outermost first.
    pub(crate) fn dims(&self) -> Vec<usize> {
        self.0.shape().to_vec()
    }

    /// The axes of a tensor of known rank; missing ones are 1.
    pub(crate) fn axes<const RANK: usize>(&self) -> [usize; RANK] {
        let shape = self.0.shape();
        std::array::from_fn(|axis| shape.get(axis).copied().unwrap_or(1))
    }

    /// Number of values.
    pub(crate) fn len(&self) -> usize {
        self.0.shape().num_elements()
    }

    /// The same values under other axes.
    pub(crate) fn reshape(self, dims: &[usize]) -> Self {
        Self::from_handle(Dispatch::float_reshape(self.into_handle(), Shape::from(dims)))
    }

    /// The axes in another order; a view.
    pub(crate) fn permute(self, axes: &[usize]) -> Self {
        Self::from_handle(Dispatch::float_permute(self.into_handle(), axes))
    }

    /// Rows and columns of a matrix exchanged; a view.
    pub(crate) fn transpose(self) -> Self {
        Self::from_handle(Dispatch::float_swap_dims(self.into_handle(), 0, 1))
    }

    /// Axes of size 1 repeated up to `dims`; a view.
    pub(crate) fn expand(self, dims: &[usize]) -> Self {
        Self::from_handle(Dispatch::float_expand(self.into_handle(), Shape::from(dims)))
    }

    /// The part from `start` to `end` of axis `axis`.
    pub(crate) fn narrow(self, axis: usize, start: usize, end: usize) -> Self {
        let slices: Vec<_> = (0..=axis)
            .map(|at| if at == axis { part(start, end) } else { Slice::new(0, None, 1) })
            .collect();
        Self::from_handle(Dispatch::float_slice(self.into_handle(), &slices))
    }

    /// The `len` values from `start` of a row, in a slot of `slot` values. Both `start` and `slot`
    /// suit the device's alignment, so that this is a view: a plain cut is a copy wherever its end
    /// is not aligned too, but a window moved over the slot is not.
    pub(crate) fn cut(self, start: usize, len: usize, slot: usize) -> Self {
        let part = self.narrow(0, start, start.saturating_add(slot));
        if len == slot {
            return part;
        }
        if part.on_processor() {
            return part.narrow(0, 0, len);
        }
        Self::from_handle(Dispatch::float_unfold(part.into_handle(), 0, len, slot)).reshape(&[len])
    }

    /// With `values` written over the part of axis 0 that begins at `start`, in place where
    /// nobody else holds the tensor.
    pub(crate) fn write(self, start: usize, values: Self) -> Self {
        let end = start.saturating_add(values.axes::<1>()[0]);
        Self::from_handle(Dispatch::float_slice_assign(
            self.into_handle(),
            &[part(start, end)],
            values.into_handle(),
        ))
    }

    /// Tensors joined along `axis`.
    pub(crate) fn cat(tensors: Vec<Self>, axis: usize) -> Self {
        Self::from_handle(Dispatch::float_cat(
            tensors.into_iter().map(|tensor| tensor.into_handle()).collect(),
            axis,
        ))
    }

    /// Whether the processor's own kernels apply.
    pub(crate) fn on_processor(&self) -> bool {
        matches!(self.0.kind, DispatchTensorKind::Flex(_))
    }

    pub(crate) const fn handle(&self) -> &DispatchTensor {
        &self.0
    }

    pub(crate) fn into_handle(self) -> DispatchTensor {
        *self.0
    }

    pub(crate) fn from_handle(handle: DispatchTensor) -> Self {
        Self(Box::new(handle))
    }
}

fn part(start: usize, end: usize) -> Slice {
    Slice::new(start.cast_signed(), Some(end.cast_signed()), 1)
}

/// Reads tensors back, all in one go.
///
/// # Errors
/// [`EngineError::Execution`] where the device failed, now or in work queued before.
pub(crate) async fn read(tensors: Vec<Tensor>) -> Result<Vec<Vec<f32>>, EngineError> {
    if tensors.is_empty() {
        return Ok(Vec::new());
    }
    let failed = |error: &dyn std::fmt::Display| EngineError::Execution(error.to_string());
    let mut transaction = TransactionPrimitive::<Dispatch>::default();
    for tensor in tensors {
        transaction.register_float(TensorPrimitive::Float(tensor.into_handle()));
    }
    let data = transaction.execute_async().await.map_err(|error| failed(&error))?;
    data.into_iter()
        .map(|data| {
            data.try_into_vec::<f32>().map_err(|error| EngineError::Execution(format!("{error:?}")))
        })
        .collect()
}

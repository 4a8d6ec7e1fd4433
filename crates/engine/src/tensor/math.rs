//! Arithmetic. Every method here is one launch on a GPU, unless it says otherwise.

use super::Tensor;
use crate::cpu::element;
use burn_backend::ops::{ActivationOps, FloatTensorOps};
use burn_dispatch::Dispatch;

/// Methods with one tensor in and one out.
macro_rules! unary {
    ($($(#[$doc:meta])* $name:ident = $op:ident),* $(,)?) => {
        impl Tensor {
            $($(#[$doc])* pub(crate) fn $name(self) -> Self {
                Self(Dispatch::$op(self.0))
            })*
        }
    };
}

/// Methods with a second tensor; axes of size 1 are broadcast.
macro_rules! binary {
    ($($(#[$doc:meta])* $name:ident = $op:ident),* $(,)?) => {
        impl Tensor {
            $($(#[$doc])* pub(crate) fn $name(self, other: Self) -> Self {
                Self(Dispatch::$op(self.0, other.0))
            })*
        }
    };
}

/// Methods with a number.
macro_rules! scalar {
    ($($(#[$doc:meta])* $name:ident = $op:ident),* $(,)?) => {
        impl Tensor {
            $($(#[$doc])* pub(crate) fn $name(self, number: f64) -> Self {
                Self(Dispatch::$op(self.0, number.into()))
            })*
        }
    };
}

unary! {
    exp = float_exp,
    sqrt = float_sqrt,
    recip = float_recip,
    tanh = float_tanh,
    erf = float_erf,
    /// 1 / (1 + e⁻ˣ); several launches.
    sigmoid = sigmoid,
}

binary! {
    add = float_add,
    sub = float_sub,
    mul = float_mul,
    div = float_div,
    /// Product of matrices, or of equally many matrices.
    matmul = float_matmul,
}

scalar! {
    add_scalar = float_add_scalar,
    mul_scalar = float_mul_scalar,
}

impl Tensor {
    /// max(0, x). The backends' own maximum with a number is two launches, their clamp is one.
    pub(crate) fn at_least_zero(self) -> Self {
        // What is no number stays so, and shows in the loss.
        match element::map(self, |x| if x < 0.0 { 0.0 } else { x }) {
            Ok(y) => y,
            Err(x) => Self(Dispatch::float_clamp(x.0, 0.0_f32.into(), f32::MAX.into())),
        }
    }

    /// min(0, x).
    pub(crate) fn at_most_zero(self) -> Self {
        Self(Dispatch::float_clamp(self.0, f32::MIN.into(), 0.0_f32.into()))
    }

    /// The values where `at` is above zero, otherwise 0; two launches.
    pub(crate) fn where_positive(self, at: Self) -> Self {
        match element::zip(self, &at, |value, at| if at > 0.0 { value } else { 0.0 }) {
            Ok(y) => y,
            Err(x) => Self(Dispatch::relu_backward(at.0, x.0)),
        }
    }

    /// Sum over one axis, which stays with size 1.
    pub(crate) fn sum_axis(self, axis: usize) -> Self {
        Self(Dispatch::float_sum_dim(self.0, axis))
    }

    /// Mean over one axis, which stays with size 1.
    pub(crate) fn mean_axis(self, axis: usize) -> Self {
        Self(Dispatch::float_mean_dim(self.0, axis))
    }

    /// Softmax over one axis; several launches.
    pub(crate) fn softmax(self, axis: usize) -> Self {
        Self(Dispatch::softmax(self.0, axis))
    }
}

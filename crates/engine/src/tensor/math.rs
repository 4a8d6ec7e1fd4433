//! Arithmetic. Every method here is one launch on a GPU, unless it says otherwise.

use super::Tensor;
use super::host::{Values, give, take};
use crate::cpu::element;
use burn_backend::ops::{ActivationOps, FloatTensorOps};
use burn_dispatch::Dispatch;

/// Methods with one tensor in and one out.
macro_rules! unary {
    ($($(#[$doc:meta])* $name:ident = $op:ident),* $(,)?) => {
        impl Tensor {
            $($(#[$doc])* pub(crate) fn $name(self) -> Self {
                Self::from_handle(Dispatch::$op(self.into_handle()))
            })*
        }
    };
}

/// Methods with a second tensor; axes of size 1 are broadcast.
macro_rules! binary {
    ($($(#[$doc:meta])* $name:ident = $op:ident),* $(,)?) => {
        impl Tensor {
            $($(#[$doc])* pub(crate) fn $name(self, other: Self) -> Self {
                Self::from_handle(Dispatch::$op(self.into_handle(), other.into_handle()))
            })*
        }
    };
}

/// Methods with a number.
macro_rules! scalar {
    ($($(#[$doc:meta])* $name:ident = $op:ident),* $(,)?) => {
        impl Tensor {
            $($(#[$doc])* pub(crate) fn $name(self, number: f64) -> Self {
                Self::from_handle(Dispatch::$op(self.into_handle(), number.into()))
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
    /// Of values above zero.
    powf = float_powf_scalar,
}

/// Element by element, on the CPU.
impl Tensor {
    fn map(self, function: impl Fn(f32) -> f32 + Sync) -> Self {
        let dims = self.dims();
        let mut values = take(self);
        element::map(&mut values, function);
        give(values, &dims)
    }

    fn zip(self, other: &Self, function: impl Fn(f32, f32) -> f32 + Sync) -> Self {
        let dims = self.dims();
        let (mut values, others) = (take(self), Values::of(other));
        element::zip(&mut values, &others, function);
        give(values, &dims)
    }
}

impl Tensor {
    /// max(0, x). The backends' own maximum with a number is two launches, their clamp is one.
    pub(crate) fn at_least_zero(self) -> Self {
        // What is no number stays so, and shows in the loss.
        if self.on_processor() {
            return self.map(|x| if x < 0.0 { 0.0 } else { x });
        }
        let (least, most) = (0.0_f32.into(), f32::MAX.into());
        Self::from_handle(Dispatch::float_clamp(self.into_handle(), least, most))
    }

    /// min(max(0, x), most).
    pub(crate) fn clamp_to(self, most: f32) -> Self {
        if self.on_processor() {
            return self.map(|x| {
                if x < 0.0 {
                    0.0
                } else if x > most {
                    most
                } else {
                    x
                }
            });
        }
        let least = 0.0_f32.into();
        Self::from_handle(Dispatch::float_clamp(self.into_handle(), least, most.into()))
    }

    /// The values where `at` is above zero and below `most`, otherwise 0; several launches.
    pub(crate) fn where_within(self, at: Self, most: f64) -> Self {
        if self.on_processor() {
            let most = most as f32;
            let inside = |value: f32, at: f32| if at > 0.0 && at < most { value } else { 0.0 };
            return self.zip(&at, inside);
        }
        let below = at.clone().mul_scalar(-1.0).add_scalar(most);
        self.where_positive(at).where_positive(below)
    }

    /// min(0, x).
    pub(crate) fn at_most_zero(self) -> Self {
        Self::from_handle(Dispatch::float_clamp(
            self.into_handle(),
            f32::MIN.into(),
            0.0_f32.into(),
        ))
    }

    /// The values where `at` is above zero, otherwise 0; two launches.
    pub(crate) fn where_positive(self, at: Self) -> Self {
        if self.on_processor() {
            return self.zip(&at, |value, at| if at > 0.0 { value } else { 0.0 });
        }
        Self::from_handle(Dispatch::relu_backward(at.into_handle(), self.into_handle()))
    }

    /// Sum over one axis, which stays with size 1.
    pub(crate) fn sum_axis(self, axis: usize) -> Self {
        Self::from_handle(Dispatch::float_sum_dim(self.into_handle(), axis))
    }

    /// Mean over one axis, which stays with size 1.
    pub(crate) fn mean_axis(self, axis: usize) -> Self {
        Self::from_handle(Dispatch::float_mean_dim(self.into_handle(), axis))
    }

    /// Softmax over one axis; several launches.
    pub(crate) fn softmax(self, axis: usize) -> Self {
        Self::from_handle(Dispatch::softmax(self.into_handle(), axis))
    }
}

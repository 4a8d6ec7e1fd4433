//! The layers: what each computes, and how gradients flow back through it.
//!
//! Every layer has `infer`, used for predictions, evaluation and probes, and `train`, which
//! returns its output together with the way back. The derivatives are written by hand; finite
//! differences and PyTorch check them in the tests.

mod activation;
mod avg_pool;
mod batch_norm;
mod conv;
mod dense;
mod dropout;
mod global_pool;
mod lane;
mod max_pool;
mod merge;
mod pass;
mod resample;
mod reshape;
mod response_norm;
mod sample_norm;
mod separable;
mod softmax;

pub(crate) use activation::ActivationOp;
pub(crate) use avg_pool::AvgPoolOp;
pub(crate) use batch_norm::BatchNormOp;
pub(crate) use conv::ConvOp;
pub(crate) use dense::DenseOp;
pub(crate) use dropout::DropoutOp;
pub(crate) use lane::{BlockOp, Lane, Op, Step};
pub(crate) use max_pool::MaxPoolOp;
pub(crate) use merge::MergeOp;
pub(crate) use pass::{Pass, State};
pub(crate) use resample::ResampleOp;
pub(crate) use response_norm::ResponseNormOp;
pub(crate) use sample_norm::SampleNormOp;
pub(crate) use separable::SeparableOp;

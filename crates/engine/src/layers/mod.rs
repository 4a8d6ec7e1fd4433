//! The layers: what each computes, and how gradients flow back through it.
//!
//! Every layer has `infer`, used for predictions, evaluation and probes, and `train`, which
//! returns its output together with the way back. The derivatives are written by hand; finite
//! differences and PyTorch check them in the tests.

mod activation;
mod avg_pool;
mod batch_norm;
mod block;
mod conv;
mod dense;
mod dropout;
mod global_pool;
mod max_pool;
mod resample;
mod reshape;
mod response_norm;
mod sample_norm;
mod separable;
mod softmax;

pub(crate) use activation::ActivationOp;
pub(crate) use avg_pool::AvgPoolOp;
pub(crate) use batch_norm::BatchNormOp;
pub(crate) use block::{BlockOp, Lane};
pub(crate) use conv::ConvOp;
pub(crate) use dense::DenseOp;
pub(crate) use dropout::DropoutOp;
pub(crate) use max_pool::MaxPoolOp;
pub(crate) use resample::ResampleOp;
pub(crate) use response_norm::{Around, ResponseNormOp};
pub(crate) use sample_norm::SampleNormOp;
pub(crate) use separable::SeparableOp;

use crate::device::Device;
use crate::params::{Gathered, Params};
use crate::tensor::Tensor;
use filtro_net::{NodeId, Shape};

/// The way back through a layer: takes the gradient at its output, hands out those of its
/// parameters and returns that at its input, where one was asked for.
pub(crate) type Back = Box<dyn FnOnce(Tensor, &mut Gathered) -> Option<Tensor>>;

/// What a layer computes with.
#[derive(Clone, Copy)]
pub(crate) struct State<'a> {
    /// Trained parameters.
    pub(crate) params: &'a Params,
    /// Running statistics of batch norms.
    pub(crate) running: &'a Params,
}

/// One training step under way.
pub(crate) struct Pass<'a> {
    pub(crate) params: &'a Params,
    /// Statistics of this batch.
    pub(crate) statistics: Gathered,
    pub(crate) seed: u64,
    /// Steps done before.
    pub(crate) step: u64,
    pub(crate) device: &'a Device,
}

/// A node of the network, ready to run.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) id: NodeId,
    pub(crate) op: Op,
    /// Of one sample.
    pub(crate) output: Shape,
    /// Whether something before this node is trained, so that it must pass gradients on.
    pub(crate) input_grad: bool,
    /// Whether it has parameters itself.
    pub(crate) trained: bool,
}

/// What a node computes.
#[derive(Clone, Debug)]
pub(crate) enum Op {
    Conv(ConvOp),
    Separable(SeparableOp),
    MaxPool(MaxPoolOp),
    AvgPool(AvgPoolOp),
    /// Adaptive average pooling and upsampling.
    Resample(ResampleOp),
    GlobalMaxPool(MaxPoolOp),
    GlobalAvgPool,
    BatchNorm(BatchNormOp),
    /// Group and layer normalisation.
    SampleNorm(SampleNormOp),
    ResponseNorm(ResponseNormOp),
    Activation(ActivationOp),
    Dropout(DropoutOp),
    Flatten,
    Dense(DenseOp),
    Softmax,
    Block(BlockOp),
}

/// Sees every node's output during inference.
pub(crate) type Observer<'a> = &'a mut dyn FnMut(&Step, &Tensor);

impl Step {
    pub(crate) fn infer(&self, x: Tensor, state: State<'_>, observe: Observer<'_>) -> Tensor {
        let y = match &self.op {
            Op::Conv(conv) => conv.infer(x, state),
            Op::Separable(conv) => conv.infer(x, state),
            Op::MaxPool(pool) => pool.infer(x),
            Op::AvgPool(pool) => pool.infer(x),
            Op::Resample(resample) => resample.infer(x),
            Op::GlobalMaxPool(pool) => global_pool::infer_max(pool, x),
            Op::GlobalAvgPool => global_pool::infer(x),
            Op::BatchNorm(norm) => norm.infer(x, state),
            Op::SampleNorm(norm) => norm.infer(x, state),
            Op::ResponseNorm(norm) => norm.infer(x),
            Op::Activation(activation) => activation.infer(x),
            Op::Dropout(_) => x,
            Op::Flatten => reshape::flatten(x),
            Op::Dense(dense) => dense.infer(x, state),
            Op::Softmax => x.softmax(1),
            Op::Block(block) => block.infer(x, state, observe),
        };
        observe(self, &y);
        y
    }

    fn train(&self, x: Tensor, pass: &mut Pass<'_>) -> (Tensor, Back) {
        match &self.op {
            Op::Conv(conv) => conv.train(x, pass, self.input_grad),
            Op::Separable(conv) => conv.train(x, pass, self.input_grad),
            Op::MaxPool(pool) => pool.train(x),
            Op::AvgPool(pool) => pool.train(x),
            Op::Resample(resample) => resample.train(x),
            Op::GlobalMaxPool(pool) => global_pool::train_max(pool, x),
            Op::GlobalAvgPool => global_pool::train(x),
            Op::BatchNorm(norm) => norm.train(x, pass, self.input_grad),
            Op::SampleNorm(norm) => norm.train(x, pass),
            Op::ResponseNorm(norm) => norm.train(x),
            Op::Activation(activation) => activation.train(x),
            Op::Dropout(dropout) => dropout.train(x, pass, self.id),
            Op::Flatten => reshape::train(x),
            Op::Dense(dense) => dense.train(x, pass, self.input_grad),
            Op::Softmax => softmax::train(x),
            Op::Block(block) => block.train(x, pass, self.input_grad),
        }
    }
}

/// Runs a sequence.
pub(crate) fn infer(lane: &[Step], x: Tensor, state: State<'_>, observe: Observer<'_>) -> Tensor {
    lane.iter().fold(x, |x, step| step.infer(x, state, &mut *observe))
}

/// Runs a sequence and remembers the way back.
pub(crate) fn train(lane: &[Step], x: Tensor, pass: &mut Pass<'_>) -> (Tensor, Tape) {
    let mut tape = Tape(Vec::with_capacity(lane.len()));
    let mut rest = lane;
    let mut x = x;
    while let Some((first, behind)) = rest.split_first() {
        // max(0, ·) never changes which value of a window is the greatest, so the two layers can
        // change places in training, where nobody looks between them: the activation then has
        // only the pooled values to do. Gradients are the same: where the maximum is not above
        // zero they end either way.
        if let (Op::Activation(activation), Some((second, behind))) =
            (&first.op, behind.split_first())
            && activation.is_relu()
            && matches!(second.op, Op::MaxPool(_))
        {
            x = tape.train(second, x, pass);
            x = tape.train(first, x, pass);
            rest = behind;
        } else {
            x = tape.train(first, x, pass);
            rest = behind;
        }
    }
    (x, tape)
}

/// The way back through a sequence.
pub(crate) struct Tape(Vec<Back>);

impl Tape {
    fn train(&mut self, step: &Step, x: Tensor, pass: &mut Pass<'_>) -> Tensor {
        let (y, back) = step.train(x, pass);
        if step.input_grad || step.trained {
            self.0.push(back);
        } else {
            // Nothing is trained here or before: what the way back would hold is let go.
            self.0.push(Box::new(|_, _| None));
        }
        y
    }

    /// Goes back from the gradient at the output to that at the input.
    pub(crate) fn back(self, grad: Tensor, grads: &mut Gathered) -> Option<Tensor> {
        self.0.into_iter().rev().try_fold(grad, |grad, back| back(grad, grads))
    }
}

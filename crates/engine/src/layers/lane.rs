//! Sequences of steps, and blocks of sequences.

use super::activation::ActivationOp;
use super::avg_pool::AvgPoolOp;
use super::batch_norm::BatchNormOp;
use super::conv::ConvOp;
use super::dense::DenseOp;
use super::dropout::DropoutOp;
use super::max_pool::MaxPoolOp;
use super::merge::MergeOp;
use super::pass::{Back, Pass, State};
use super::resample::ResampleOp;
use super::response_norm::ResponseNormOp;
use super::sample_norm::SampleNormOp;
use super::separable::SeparableOp;
use super::{global_pool, reshape, softmax};
use crate::params::Gathered;
use crate::tensor::Tensor;
use filtro_net::{Merge, NodeId, Shape};

/// A sequence.
#[derive(Clone, Debug)]
pub(crate) struct Lane {
    /// In the order in which prediction goes through them.
    pub(crate) steps: Vec<Step>,
    /// Their indices in the order in which training does, as the program says.
    pub(crate) training: Vec<usize>,
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

/// Lanes that see the same input and come together.
#[derive(Clone, Debug)]
pub(crate) struct BlockOp {
    pub(crate) lanes: Vec<Lane>,
    pub(crate) merge: MergeOp,
}

impl BlockOp {
    fn infer(&self, x: Tensor, state: State<'_>, observe: Observer<'_>) -> Tensor {
        let lanes = self.lanes.iter();
        let outputs = lanes.map(|lane| lane.infer(x.clone(), state, &mut *observe)).collect();
        self.merge.join(outputs)
    }

    fn train(&self, x: Tensor, pass: &mut Pass<'_>, input_grad: bool) -> (Tensor, Back) {
        let (outputs, tapes): (Vec<_>, Vec<_>) =
            self.lanes.iter().map(|lane| lane.train(x.clone(), pass)).unzip();
        // Only a product's derivative needs the lanes' values.
        let product = self.merge.merge == Merge::Multiply;
        let kept = if product { outputs.clone() } else { Vec::new() };
        let y = self.merge.join(outputs);
        let merge = self.merge.clone();
        let back: Back = Box::new(move |grad, grads| {
            let parts = merge.split(grad, &kept);
            let behind = |(tape, part): (Tape, Tensor)| tape.back(part, grads);
            let inputs: Vec<_> = tapes.into_iter().zip(parts).filter_map(behind).collect();
            if input_grad { inputs.into_iter().reduce(Tensor::add) } else { None }
        });
        (y, back)
    }
}

impl Lane {
    /// Runs it.
    pub(crate) fn infer(&self, x: Tensor, state: State<'_>, observe: Observer<'_>) -> Tensor {
        self.steps.iter().fold(x, |x, step| step.infer(x, state, &mut *observe))
    }

    /// Runs it and remembers the way back.
    pub(crate) fn train(&self, x: Tensor, pass: &mut Pass<'_>) -> (Tensor, Tape) {
        let mut tape = Tape(Vec::with_capacity(self.steps.len()));
        let order = self.training.iter().filter_map(|at| self.steps.get(*at));
        let y = order.fold(x, |x, step| tape.train(step, x, pass));
        (y, tape)
    }
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

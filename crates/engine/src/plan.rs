//! From the program to something that runs on a device.

use crate::device::Device;
use crate::error::EngineError;
use crate::layers::{
    ActivationOp, AvgPoolOp, BatchNormOp, BlockOp, ConvOp, DenseOp, DropoutOp, Lane, MaxPoolOp,
    MergeOp, Op, ResampleOp, ResponseNormOp, SampleNormOp, SeparableOp, Step,
};
use crate::params::Layout;
use filtro_net::{Network, NodeId, Shape};
use filtro_program::{self as program, analyse};
use std::collections::HashMap;
use std::sync::Arc;

/// A network ready to run, without its parameters.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    /// Without a softmax at its end: training and the loss work on the values before it.
    pub(crate) lane: Lane,
    /// That softmax.
    pub(crate) softmax: Option<Step>,
    /// What is trained.
    pub(crate) params: Arc<Layout>,
    /// Running statistics of batch norms.
    pub(crate) running: Arc<Layout>,
    /// Share of a new batch in each entry of `running`.
    pub(crate) momenta: Vec<Momentum>,
    /// Values of one picture.
    pub(crate) input: [usize; 3],
    pub(crate) classes: usize,
    /// Each node's place in the document, blocks before their contents.
    pub(crate) order: HashMap<NodeId, usize>,
}

/// How an entry of the running statistics follows the batches.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Momentum {
    pub(crate) share: f64,
    /// For variances, values of one sample that share the statistic.
    pub(crate) unbiased_over: Option<usize>,
}

impl Plan {
    /// Builds what `network` says.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] with every error of the document, and
    /// [`EngineError::NotClassifier`].
    pub(crate) fn new(network: &Network, device: &Device) -> Result<Self, EngineError> {
        let (report, program) = analyse(network, None);
        if !report.is_valid() {
            return Err(EngineError::Invalid(report.errors().cloned().collect()));
        }
        let classes = match program.lane.output {
            Some(Shape::Vector(classes)) => classes,
            Some(found @ Shape::Map { .. }) => return Err(EngineError::NotClassifier { found }),
            None => return Err(EngineError::Invalid(report.diagnostics)),
        };
        let Some(mut lane) = lane(&program.lane, device) else {
            return Err(EngineError::Invalid(report.diagnostics));
        };
        let softmax = lane.steps.pop_if(|step| matches!(step.op, Op::Softmax));
        lane.training.retain(|at| *at < lane.steps.len());
        let running = program.running.iter();
        let momenta = running.clone().map(|it| {
            let (share, unbiased_over) = (it.share, it.unbiased_over);
            Momentum { share, unbiased_over }
        });
        Ok(Self {
            lane,
            softmax,
            momenta: momenta.collect(),
            running: Arc::new(Layout::new(running.map(|it| it.param.clone()), device)),
            params: Arc::new(Layout::new(program.params, device)),
            input: program.input,
            classes,
            order: network.walk().enumerate().map(|(place, node)| (node.id, place)).collect(),
        })
    }

    /// Values of one picture.
    pub(crate) fn picture(&self) -> usize {
        self.input.iter().product()
    }
}

/// A sequence; none where an error stands in the way.
fn lane(lane: &program::Lane, device: &Device) -> Option<Lane> {
    let steps = lane.steps.iter().map(|step| self::step(step, device));
    Some(Lane { steps: steps.collect::<Option<_>>()?, training: lane.training.clone() })
}

fn step(step: &program::Step, device: &Device) -> Option<Step> {
    let program::Step { id, input_grad, trained, .. } = *step;
    let output = step.output?;
    let op = match &step.op {
        program::Op::Conv(conv) => Op::Conv(ConvOp::new(conv)),
        program::Op::Separable(conv) => Op::Separable(SeparableOp {
            depthwise: ConvOp::new(&conv.depthwise),
            pointwise: ConvOp::new(&conv.pointwise),
        }),
        program::Op::MaxPool(pool) => Op::MaxPool(MaxPoolOp::new(pool)),
        program::Op::AvgPool(pool) => Op::AvgPool(AvgPoolOp::new(pool, device)),
        program::Op::Resample(resample) => Op::Resample(ResampleOp::new(resample, device)),
        program::Op::GlobalMaxPool(size) => Op::GlobalMaxPool(MaxPoolOp::global(*size)),
        program::Op::GlobalAvgPool => Op::GlobalAvgPool,
        program::Op::BatchNorm(norm) => Op::BatchNorm(BatchNormOp(norm.clone())),
        program::Op::SampleNorm(norm) => Op::SampleNorm(SampleNormOp(norm.clone())),
        program::Op::ResponseNorm(norm) => Op::ResponseNorm(ResponseNormOp::new(norm, device)),
        program::Op::Activation(activation) => Op::Activation(ActivationOp(*activation)),
        program::Op::Dropout(dropout) => Op::Dropout(DropoutOp(*dropout)),
        program::Op::Flatten => Op::Flatten,
        program::Op::Dense(dense) => Op::Dense(DenseOp(dense.clone())),
        program::Op::Softmax => Op::Softmax,
        program::Op::Block(block) => Op::Block(self::block(block, output, device)?),
    };
    Some(Step { id, op, output, input_grad, trained })
}

fn block(block: &program::Block, output: Shape, device: &Device) -> Option<BlockOp> {
    let program::Block { lanes, merge } = block;
    let ends: Option<Vec<_>> = lanes.iter().map(|lane| lane.output).collect();
    let merge = MergeOp { merge: *merge, lanes: ends?, output };
    let lanes: Option<Vec<_>> = lanes.iter().map(|lane| self::lane(lane, device)).collect();
    Some(BlockOp { lanes: lanes?, merge })
}

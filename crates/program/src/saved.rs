//! What a training step saves for the way back, tensor by tensor: one that two steps hold is there
//! once, and the way back ends at the first trained step.

use crate::op::{Dropout, MaxPool, Saves, Separable};
use crate::order::Trained;
use crate::step::{Block, Lane, Op};
use crate::window::{Pads, padded};
use filtro_net::{Merge, Shape};

/// A tensor that flows: where it is made (0 is the picture, then positions in the document), and
/// its shape. A pooling that changes places makes one that is no node's output.
#[derive(Clone, Copy)]
struct Tensor {
    made: Option<usize>,
    shape: Shape,
    /// Whether gradients flow back to here.
    trained: bool,
}

/// Values that are saved, by position in the document: 0 the picture, then the nodes.
struct Saved {
    values: Vec<u64>,
    /// Whether what comes out at a position is among them already.
    outputs: Vec<bool>,
}

/// Of a program with so many nodes whose picture has this shape.
pub(crate) fn saved(lane: &Lane, picture: Shape, nodes: usize) -> Vec<u64> {
    let mut saved = Saved { values: vec![0; nodes + 1], outputs: vec![false; nodes + 1] };
    saved.lane(lane, Tensor { made: Some(0), shape: picture, trained: false });
    saved.values
}

impl Saved {
    fn add(&mut self, at: usize, values: u64) {
        if let Some(own) = self.values.get_mut(at) {
            *own = own.saturating_add(values);
        }
    }

    /// Saves a tensor, if it is not saved yet.
    fn hold(&mut self, tensor: Tensor) {
        let Some(made) = tensor.made else { return };
        if let Some(held) = self.outputs.get_mut(made)
            && !std::mem::replace(held, true)
        {
            self.add(made, tensor.shape.values());
        }
    }

    /// Goes through a sequence; none comes out where an error stands in the way.
    fn lane(&mut self, lane: &Lane, start: Tensor) -> Option<Tensor> {
        let end = lane.trained().try_fold(start, |tensor, step| self.step(step, tensor))?;
        lane.output.is_some().then_some(end)
    }

    fn step(
        &mut self,
        Trained { step, output, made }: Trained<'_>,
        input: Tensor,
    ) -> Option<Tensor> {
        let trained = input.trained || step.trained;
        if let Op::Block(block) = &step.op {
            return self.block(block, input, made, output);
        }
        let saves = step.op.saves(input.shape);
        let made = if saves.same { input.made } else { made };
        let next = Tensor { made, shape: output?, trained };
        if trained {
            if saves.input {
                self.hold(input);
            }
            if saves.output {
                self.hold(next);
            }
            self.add(step.position, saves.own);
        }
        Some(next)
    }

    /// Only a product's way back needs its factors.
    fn block(
        &mut self,
        block: &Block,
        input: Tensor,
        made: Option<usize>,
        output: Option<Shape>,
    ) -> Option<Tensor> {
        let ends: Vec<_> = block.lanes.iter().map(|lane| self.lane(lane, input)).collect();
        let inside = |lane: &Lane| lane.steps.iter().any(|step| step.trained);
        let trained = input.trained || block.lanes.iter().any(inside);
        if block.merge == Merge::Multiply && trained {
            ends.iter().flatten().for_each(|end| self.hold(*end));
        }
        Some(Tensor { made, shape: output?, trained })
    }
}

impl Op {
    /// What training saves of it, of one sample that goes in; a block's lanes save theirs.
    fn saves(&self, input: Shape) -> Saves {
        match self {
            Self::Conv(conv) => conv.saves(input),
            Self::Separable(Separable { depthwise, between, .. }) => {
                depthwise.saves(input).and(between.values())
            }
            Self::MaxPool(MaxPool { axes, pads }) => {
                let slid = slid(input, *pads);
                let [height, width] = axes.map(|axis| axis.result);
                slid.and(Shape::map(input.channels(), height, width).values())
            }
            Self::AvgPool(pool) => slid(input, pool.pads),
            Self::GlobalMaxPool(_) => Saves::INPUT.and(input.channels() as u64),
            Self::GlobalAvgPool | Self::Resample(_) => Saves::NOTHING,
            // The normalised values.
            Self::BatchNorm(_) | Self::SampleNorm(_) => Saves::own(input.values()),
            // And what is divided by.
            Self::ResponseNorm(_) => Saves::INPUT.and(input.values()),
            Self::Activation(activation) => activation.saves(),
            Self::Dropout(Dropout { rate, .. }) if *rate <= 0.0 => Saves::NOTHING_NEW,
            Self::Dropout(Dropout { spatial: true, .. }) => Saves::own(input.channels() as u64),
            Self::Dropout(_) => Saves::own(input.values()),
            Self::Flatten => Saves::NOTHING_NEW,
            Self::Dense(_) => Saves::INPUT,
            Self::Softmax => Saves::OUTPUT,
            Self::Block(_) => Saves::NOTHING,
        }
    }
}

/// What a pooling slides over: the input itself, or a padded copy.
fn slid(input: Shape, pads: Option<Pads>) -> Saves {
    match pads {
        Some(pads) => Saves::own(padded(input.channels(), input.size(), pads)),
        None => Saves::INPUT,
    }
}

//! What a training step keeps for the way back, tensor by tensor.
//!
//! It follows the engine: a tensor that two layers hold is there once, and the way back ends at
//! the first trained layer.

use super::flow::{Flow, Spot};
use crate::catalogue::{Function, Keeps};
use crate::layer::Layer;
use crate::node::{Block, Merge};
use crate::report::NodeReport;

/// Values that are kept, by the position in the document: 0 the input, then the nodes.
#[derive(Default)]
pub(super) struct Kept {
    values: Vec<u64>,
    /// Whether what comes out at a position is among them already.
    outputs: Vec<bool>,
    /// First and last position of each block, those inside before their block.
    blocks: Vec<(usize, usize)>,
}

impl Kept {
    fn add(&mut self, at: usize, values: u64) {
        if self.values.len() <= at {
            self.values.resize(at + 1, 0);
        }
        if let Some(own) = self.values.get_mut(at) {
            *own = own.saturating_add(values);
        }
    }

    /// Keeps what flows, if it is not kept yet.
    fn hold(&mut self, flow: Flow) {
        if self.outputs.len() <= flow.made {
            self.outputs.resize(flow.made + 1, false);
        }
        if let Some(held) = self.outputs.get_mut(flow.made)
            && !std::mem::replace(held, true)
        {
            self.add(flow.made, flow.shape.values());
        }
    }

    /// Writes the sums into the reports, and returns the sum of all.
    pub(super) fn settle(&self, nodes: &mut [NodeReport]) -> u64 {
        let (input, inner) = self.values.split_first().unwrap_or((&0, &[]));
        for (node, values) in nodes.iter_mut().zip(inner) {
            node.activations = *values;
        }
        let all = inner.iter().fold(*input, |all, values| all.saturating_add(*values));
        for (first, last) in &self.blocks {
            let contents = inner.get(*first..*last).unwrap_or_default();
            let sum = contents.iter().fold(0, |all: u64, values| all.saturating_add(*values));
            if let Some(block) = nodes.get_mut(*first) {
                block.activations = sum;
            }
        }
        all
    }

    /// Notes what the layer at the position `at` keeps; `next` is what comes out of it.
    pub(super) fn layer(&mut self, at: usize, spot: &Spot, layer: &Layer, next: Flow) -> Flow {
        let flow = spot.flow;
        let [before, behind] = spot.beside.map(|node| node.and_then(|node| node.item.layer()));
        let mut keeps = layer.keeps(flow.shape);
        if behind.is_some_and(|behind| swapped(layer, behind)) {
            keeps = Keeps::NOTHING_NEW;
        }
        keeps.output |= before.is_some_and(|before| swapped(before, layer));
        let next = Flow { made: if keeps.same { flow.made } else { at }, ..next };
        if next.sound && next.trained {
            if keeps.input {
                self.hold(flow);
            }
            if keeps.output {
                self.hold(next);
            }
            self.add(at, keeps.own);
        }
        next
    }

    /// Notes what a block keeps beside its contents: only a product's way back needs its factors.
    /// Its report is the one before position `first + 1`, those of its contents follow up to
    /// `last`.
    pub(super) fn block(&mut self, [first, last]: [usize; 2], block: &Block, ends: &[Flow]) {
        let trained = ends.iter().any(|end| end.trained);
        if block.merge() == Merge::Multiply && trained {
            for end in ends.iter().filter(|end| end.sound) {
                self.hold(*end);
            }
        }
        self.blocks.push((first, last));
    }
}

/// ReLU straight before a max pooling: the engine trains the pooling first, since the result is
/// the same, so that only pooled values go through the ReLU.
fn swapped(first: &Layer, second: &Layer) -> bool {
    matches!(
        (first, second),
        (Layer::Activation(relu), Layer::MaxPool2d(_)) if relu.function == Function::Relu
    )
}

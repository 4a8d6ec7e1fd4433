//! Networks that run.

use super::dice::Dice;
use super::layers;
use crate::address::NodeId;
use crate::catalogue::{
    Activation, AvgPool2d, BatchNorm2d, Conv2d, Dense, Dropout, Flatten, Function, GlobalAvgPool,
    GlobalMaxPool, MaxPool2d, Padding, Softmax,
};
use crate::inspect::projection;
use crate::layer::Layer;
use crate::network::Network;
use crate::node::{Block, Item, Merge, Node};
use crate::shape::Shape;
use proptest::collection::vec;
use proptest::prelude::*;

/// A small network without errors over every layer kind and both blocks: about `max_nodes` nodes
/// at most, plus a classifier. It ends in a vector of 2 to 6 values (the classes), with or
/// without a softmax behind. Tensors stay below some thousand values.
pub fn valid_network(max_nodes: usize) -> impl Strategy<Value = Network> {
    let input = [1_usize..=4, 4_usize..=12, 4_usize..=12];
    (input, vec(any::<u16>(), 0..max_nodes.max(1) * 12), 2_usize..=6).prop_map(
        move |(input, dice, classes)| {
            let mut network = Network::new("Random", input);
            let mut grower = Grower { dice: Dice::new(dice), nodes: max_nodes };
            let start = network.input_shape();
            let mut lane = grower.lane(start, Sizes::Free, 0);
            grower.classifier(&mut lane, classes);
            for item in lane.items {
                network.push(item);
            }
            network
        },
    )
}

/// Greatest number of values of a tensor.
const LARGEST: usize = 3000;

/// Whether a lane may change height and width.
#[derive(Clone, Copy, PartialEq)]
enum Sizes {
    Free,
    Kept,
}

struct Lane {
    items: Vec<Item>,
    shape: Shape,
}

impl Lane {
    fn push(&mut self, item: impl Into<Item>, shape: Shape) {
        self.items.push(item.into());
        self.shape = shape;
    }

    /// Appends a layer that is known to fit; one that does not is left out.
    fn layer(&mut self, layer: impl Into<Layer>) {
        let layer = layer.into();
        if let Ok(shape) = layer.output(self.shape)
            && (1..=LARGEST).contains(&shape.len())
        {
            self.push(layer, shape);
        }
    }

    fn nodes(self) -> Vec<Node> {
        self.items.into_iter().map(|item| Node::new(NodeId(0), item)).collect()
    }
}

/// Decides by a list of random numbers; fewer numbers make a smaller network, so failures
/// shrink.
struct Grower {
    dice: Dice,
    /// Nodes that may still come.
    nodes: usize,
}

impl Grower {
    fn roll(&mut self, sides: usize) -> usize {
        self.dice.roll(sides)
    }

    fn pick<T: Copy>(&mut self, of: &[T], or: T) -> T {
        self.dice.pick(of, or)
    }

    fn lane(&mut self, shape: Shape, sizes: Sizes, depth: usize) -> Lane {
        let mut lane = Lane { items: Vec::new(), shape };
        let length = if depth == 0 { self.nodes } else { self.roll(4) };
        for _ in 0..length {
            if self.dice.is_empty() || self.nodes == 0 {
                break;
            }
            self.nodes -= 1;
            self.step(&mut lane, sizes, depth);
        }
        lane
    }

    fn step(&mut self, lane: &mut Lane, sizes: Sizes, depth: usize) {
        let is_map = matches!(lane.shape, Shape::Map { .. });
        match (self.roll(14), is_map) {
            (0 | 1, true) => self.conv(lane, sizes),
            (2, true) => {
                let pool = self.pool(sizes);
                lane.layer(pool);
            }
            (3, true) => {
                let MaxPool2d { kernel, stride, padding, ceil_mode } = self.pool(sizes);
                let count_include_pad = self.roll(2) == 0;
                lane.layer(AvgPool2d { kernel, stride, padding, ceil_mode, count_include_pad });
            }
            (0 | 1, false) => {
                let (units, bias) = (1 + self.roll(8), self.roll(3) > 0);
                lane.layer(Dense { units, bias });
            }
            (2, false) => lane.layer(Softmax {}),
            (3, false) => lane.layer(Flatten {}),
            (4, _) => {
                let (epsilon, momentum) = (self.pick(&[1e-5, 1e-3], 1e-5), 0.1);
                lane.layer(BatchNorm2d { epsilon, momentum });
            }
            (5, _) => {
                let rate = self.pick(&[0.0, 0.2, 0.5], 0.5);
                lane.layer(Dropout { rate });
            }
            (6 | 7, _) => {
                let function = self.pick(&Function::ALL, Function::Relu);
                let slope = self.pick(&[0.01, 0.2], 0.01);
                lane.layer(Activation { function, slope });
            }
            (8, true) if depth == 0 && self.roll(3) == 0 => self.end_maps(lane),
            (8 | 9, _) if depth < 3 => self.residual(lane, sizes, depth),
            (10 | 11, _) if depth < 3 => self.parallel(lane, depth),
            (12, true) => {
                let layer = layers::windowed(&mut self.dice, lane.shape, sizes == Sizes::Kept);
                lane.layer(layer);
            }
            (13, _) => {
                let layer = layers::any_place(&mut self.dice, lane.shape, sizes == Sizes::Kept);
                lane.layer(layer);
            }
            _ => lane.layer(Activation::default()),
        }
    }

    fn conv(&mut self, lane: &mut Lane, sizes: Sizes) {
        let channels = lane.shape.channels();
        let dividing: Vec<_> = (1..=channels).filter(|n| channels.is_multiple_of(*n)).collect();
        let groups = if self.roll(2) == 0 { 1 } else { self.pick(&dividing, 1) };
        let filters = groups * (1 + self.roll(3));
        let mut conv = Conv2d {
            filters,
            kernel: [1 + self.roll(4), 1 + self.roll(4)],
            stride: [1 + self.roll(3), 1 + self.roll(3)],
            padding: Padding::Valid,
            dilation: [1 + self.roll(2), 1 + self.roll(2)],
            groups,
            bias: self.roll(3) > 0,
        };
        let explicit = [self.roll(3), self.roll(3)];
        conv.padding = self.padding(sizes, explicit);
        if sizes == Sizes::Kept {
            conv.stride = [1, 1];
        }
        if conv.window().over(lane.shape).is_err() {
            conv.padding = Padding::Same;
        }
        lane.layer(conv);
    }

    fn pool(&mut self, sizes: Sizes) -> MaxPool2d {
        let kernel = [1 + self.roll(3), 1 + self.roll(3)];
        let explicit = kernel.map(|kernel| kernel / 2);
        let stride = match sizes {
            Sizes::Kept => [1, 1],
            Sizes::Free => [1 + self.roll(3), 1 + self.roll(3)],
        };
        let padding = self.padding(sizes, explicit);
        MaxPool2d { kernel, stride, padding, ceil_mode: self.roll(2) == 1 }
    }

    fn padding(&mut self, sizes: Sizes, explicit: [usize; 2]) -> Padding {
        match (sizes, self.roll(3)) {
            (Sizes::Kept, _) | (_, 0) => Padding::Same,
            (_, 1) => Padding::Valid,
            _ => Padding::Explicit(explicit),
        }
    }

    /// A body with the identity beside it, or the projection that its shape asks for.
    fn residual(&mut self, lane: &mut Lane, sizes: Sizes, depth: usize) {
        let body = self.lane(lane.shape, sizes, depth + 1);
        let mut shortcut = Lane { items: Vec::new(), shape: lane.shape };
        if body.shape != lane.shape || self.roll(4) == 0 {
            let Some(layer) = projection(lane.shape, body.shape, Merge::Add) else { return };
            shortcut.layer(layer);
        }
        if shortcut.shape == body.shape {
            let shape = body.shape;
            lane.push(Block::Residual { body: body.nodes(), shortcut: shortcut.nodes() }, shape);
        }
    }

    fn parallel(&mut self, lane: &mut Lane, depth: usize) {
        let merge = self.pick(&[Merge::Concat, Merge::Add, Merge::Multiply], Merge::Add);
        let mut lanes = vec![self.lane(lane.shape, Sizes::Kept, depth + 1)];
        for _ in 0..=self.roll(2) {
            let mut next = self.lane(lane.shape, Sizes::Kept, depth + 1);
            let Some(first) = lanes.first().map(|first| first.shape) else { return };
            if merge == Merge::Multiply && self.roll(2) == 0 {
                self.gate(&mut next, first.channels());
            } else if merge != Merge::Concat
                && next.shape != first
                && let Some(layer) = projection(next.shape, first, merge)
            {
                next.layer(layer);
            }
            lanes.push(next);
        }
        let shapes: Vec<_> = lanes.iter().map(|lane| lane.shape).collect();
        if let Some(shape) = merge.output(&shapes)
            && shape.len() <= LARGEST
        {
            let branches = lanes.into_iter().map(Lane::nodes).collect();
            lane.push(Block::Parallel { branches, merge }, shape);
        }
    }

    /// Ends a lane as squeeze-and-excite does (Hu et al., 2018): one factor a channel, as a
    /// vector.
    fn gate(&mut self, lane: &mut Lane, channels: usize) {
        if matches!(lane.shape, Shape::Map { .. }) {
            lane.layer(GlobalAvgPool {});
        }
        lane.layer(Dense::new(channels));
        lane.layer(Activation::new(Function::Sigmoid));
    }

    fn end_maps(&mut self, lane: &mut Lane) {
        match self.roll(5) {
            0 | 2 => lane.layer(Flatten {}),
            4 => lane.layer(GlobalMaxPool {}),
            _ => lane.layer(GlobalAvgPool {}),
        }
    }

    fn classifier(&mut self, lane: &mut Lane, classes: usize) {
        if matches!(lane.shape, Shape::Map { .. }) {
            self.end_maps(lane);
        }
        lane.layer(Dense::new(classes));
        if self.roll(4) == 1 {
            lane.layer(Softmax {});
        }
    }
}

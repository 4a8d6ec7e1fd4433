//! From the document to the program.

use crate::op::{
    Activation, AvgPool, BatchNorm, Conv, Dense, Dropout, MaxPool, Resample, ResponseNorm,
    SampleNorm, Separable,
};
use crate::order::training;
use crate::param::{Init, Param, ParamId, Role, Running};
use crate::program::Program;
use crate::saved::saved;
use crate::step::{Block, Lane, Op, Step};
use crate::window::covering;
use filtro_net::catalogue::{self as layers, Padding, Window};
use filtro_net::{
    Block as NodeBlock, Item, Layer, Network, Node, NodeId, NodeReport, Report, Shape, Walk,
    WindowFormula,
};

impl Program {
    /// What `network` computes; `report` is of it. Of a network with errors, what stands before
    /// them: a layer that does not fit what comes in is left out with everything behind it.
    pub fn new(network: &Network, report: &Report) -> Self {
        let mut lowering =
            Lowering { reports: &report.nodes, params: Vec::new(), running: Vec::new() };
        let lane = lowering.lane(&network.nodes, Flow { position: 1, trained: false }, None);
        let (params, running) = (lowering.params, lowering.running);
        let saved = saved(&lane, network.input_shape(), report.nodes.len());
        let outputs = report.nodes.iter().filter_map(|node| node.output);
        let largest = outputs.map(Shape::values).max().unwrap_or_default();
        let (input, lone_norm) = (network.input, report.lone_norm);
        let sizes = network.walk().map(size).collect();
        Self { input, lane, params, running, saved, sizes, largest, lone_norm }
    }
}

/// Where a sequence begins.
#[derive(Clone, Copy)]
struct Flow {
    /// Of its first node in the document.
    position: usize,
    /// Whether something before it is trained.
    trained: bool,
}

struct Lowering<'a> {
    /// In document order, blocks before their contents.
    reports: &'a [NodeReport],
    params: Vec<Param>,
    running: Vec<Running>,
}

impl Lowering<'_> {
    /// A sequence; `input` is what its block gets, of a lane.
    fn lane(&mut self, nodes: &[Node], start: Flow, input: Option<Shape>) -> Lane {
        let Flow { mut position, mut trained } = start;
        let mut steps = Vec::with_capacity(nodes.len());
        let mut output = nodes.is_empty().then_some(input).flatten();
        for node in nodes {
            let before = self.params.len();
            let step = self.step(node, Flow { position, trained });
            let Some((op, input, out)) = step else {
                output = None;
                break;
            };
            let own = self.params.len() > before;
            let (input_grad, id) = (trained, node.id);
            steps.push(Step { id, position, op, input, output: out, input_grad, trained: own });
            (output, trained) = (out, trained || own);
            position += size(node);
            if out.is_none() {
                break;
            }
        }
        Lane { training: training(&steps), steps, output }
    }

    fn step(&mut self, node: &Node, at: Flow) -> Option<(Op, Shape, Option<Shape>)> {
        let input = self.reports.get(at.position.checked_sub(1)?)?.input?;
        match &node.item {
            Item::Layer(layer) => {
                let output = fitting(layer, input)?;
                Some((self.layer(node.id, layer, input)?, input, Some(output)))
            }
            Item::Block(block) => {
                let (block, output) = self.block(block, input, at);
                Some((Op::Block(block), input, output))
            }
        }
    }

    fn block(&mut self, block: &NodeBlock, input: Shape, at: Flow) -> (Block, Option<Shape>) {
        let mut position = at.position + 1;
        let mut lanes = Vec::new();
        for nodes in block.lanes() {
            lanes.push(self.lane(nodes, Flow { position, ..at }, Some(input)));
            position += nodes.iter().map(size).sum::<usize>();
        }
        let merge = block.merge();
        let shapes: Option<Vec<_>> = lanes.iter().map(|lane| lane.output).collect();
        let output = shapes.and_then(|shapes| merge.output(&shapes));
        (Block { lanes, merge }, output)
    }

    fn layer(&mut self, id: NodeId, layer: &Layer, input: Shape) -> Option<Op> {
        Some(match layer {
            Layer::Conv2d(conv) => Op::Conv(self.conv(id, conv, input)),
            Layer::DepthwiseConv2d(conv) => Op::Conv(self.depthwise(id, conv, input)),
            Layer::SeparableConv2d(conv) => Op::Separable(self.separable(id, conv, input)),
            Layer::MaxPool2d(pool) => {
                let axes = axes(&pool.window(), input)?;
                let even = axes.iter().all(|axis| axis.pad_before == axis.pad_after && !axis.ceil);
                Op::MaxPool(MaxPool { axes, pads: (!even).then(|| covering(&axes)) })
            }
            Layer::AvgPool2d(pool) => {
                let axes = axes(&pool.window(), input)?;
                let pads = Some(covering(&axes)).filter(|pads| *pads != [(0, 0); 2]);
                Op::AvgPool(AvgPool { axes, pads, count_include_pad: pool.count_include_pad })
            }
            Layer::AdaptiveAvgPool2d(pool) => {
                Op::Resample(Resample::Adaptive { size: input.size(), output: pool.output })
            }
            Layer::Upsample(layers::Upsample { scale, mode }) => {
                let (scale, mode) = (*scale, *mode);
                Op::Resample(Resample::Upsample { size: input.size(), scale, mode })
            }
            Layer::GlobalMaxPool(_) => Op::GlobalMaxPool(input.size()),
            Layer::GlobalAvgPool(_) => Op::GlobalAvgPool,
            Layer::BatchNorm2d(norm) => Op::BatchNorm(self.batch_norm(id, norm, input)),
            Layer::GroupNorm(norm) => {
                let dims = [input.channels()];
                Op::SampleNorm(self.sample_norm(id, &dims, norm.groups, norm.epsilon))
            }
            Layer::LayerNorm(norm) => {
                Op::SampleNorm(self.sample_norm(id, &input.dims(), 1, norm.epsilon))
            }
            Layer::LocalResponseNorm(norm) => Op::ResponseNorm(ResponseNorm {
                channels: input.channels(),
                size: norm.size.max(1),
                alpha: norm.alpha,
                beta: norm.beta,
                base: norm.k,
            }),
            Layer::Activation(layers::Activation { function, slope }) => {
                Op::Activation(Activation { function: *function, slope: *slope })
            }
            Layer::Dropout(dropout) => Op::Dropout(Dropout { rate: dropout.rate, spatial: false }),
            Layer::SpatialDropout(dropout) => {
                Op::Dropout(Dropout { rate: dropout.rate, spatial: true })
            }
            Layer::Flatten(_) => Op::Flatten,
            Layer::Dense(dense) => Op::Dense(self.dense(id, dense, input)),
            Layer::Softmax(_) => Op::Softmax,
        })
    }

    fn push(&mut self, node: NodeId, role: Role, dims: &[usize], init: Init) -> ParamId {
        self.params.push(Param { node, role, dims: dims.to_vec(), init });
        ParamId(self.params.len() - 1)
    }

    fn bias(&mut self, id: NodeId, wanted: bool, size: usize, init: Init) -> Option<ParamId> {
        wanted.then(|| self.push(id, Role::Bias, &[size], init))
    }

    fn conv(&mut self, id: NodeId, layer: &layers::Conv2d, input: Shape) -> Conv {
        let channels = input.channels();
        let each = channels / layer.groups.max(1);
        let [height, width] = layer.kernel;
        let init = Init::fan_in(each.saturating_mul(height).saturating_mul(width));
        let weight = self.push(id, Role::Weight, &[layer.filters, each, height, width], init);
        let bias = self.bias(id, layer.bias, layer.filters, init);
        let conv = Shapes { filters: layer.filters, groups: layer.groups, input };
        conv.over(&layer.window(), weight, bias)
    }

    fn depthwise(&mut self, id: NodeId, layer: &layers::DepthwiseConv2d, input: Shape) -> Conv {
        let channels = input.channels();
        let filters = channels.saturating_mul(layer.multiplier);
        let [height, width] = layer.kernel;
        let init = Init::fan_in(height * width);
        let weight = self.push(id, Role::Weight, &[filters, 1, height, width], init);
        let bias = self.bias(id, layer.bias, filters, init);
        Shapes { filters, groups: channels, input }.over(&layer.window(), weight, bias)
    }

    /// The second step looks at single places, so its own window is 1×1.
    fn separable(
        &mut self,
        id: NodeId,
        layer: &layers::SeparableConv2d,
        input: Shape,
    ) -> Separable {
        let channels = input.channels();
        let filters = channels.saturating_mul(layer.multiplier);
        let [height, width] = layer.kernel;
        let (init, dims) = (Init::fan_in(height * width), [filters, 1, height, width]);
        let weight = self.push(id, Role::DepthwiseWeight, &dims, init);
        let window = layer.window();
        let depthwise = Shapes { filters, groups: channels, input }.over(&window, weight, None);

        let size = window.slide(input.size()).map_or([0, 0], |axes| axes.map(|axis| axis.result));
        let between = Shape::map(filters, size[0], size[1]);
        let (init, dims) = (Init::fan_in(filters), [layer.filters, filters, 1, 1]);
        let weight = self.push(id, Role::PointwiseWeight, &dims, init);
        let bias = layer.bias.then(|| self.push(id, Role::PointwiseBias, &[layer.filters], init));
        let one = layers::Conv2d::new(layer.filters, 1, Padding::Valid).window();
        let pointwise = Shapes { filters: layer.filters, groups: 1, input: between };
        Separable { depthwise, between, pointwise: pointwise.over(&one, weight, bias) }
    }

    fn dense(&mut self, id: NodeId, layer: &layers::Dense, input: Shape) -> Dense {
        let (inputs, units) = (input.channels(), layer.units);
        let init = Init::fan_in(inputs);
        let weight = self.push(id, Role::Weight, &[units, inputs], init);
        Dense { weight, bias: self.bias(id, layer.bias, units, init), inputs, units }
    }

    fn batch_norm(&mut self, id: NodeId, layer: &layers::BatchNorm2d, input: Shape) -> BatchNorm {
        let dims = [input.channels()];
        let [height, width] = input.size();
        let area = height.saturating_mul(width);
        let mut running = |role, value, unbiased_over| {
            let param = Param { node: id, role, dims: dims.to_vec(), init: Init::Constant(value) };
            self.running.push(Running { param, share: layer.momentum, unbiased_over });
            ParamId(self.running.len() - 1)
        };
        BatchNorm {
            mean: running(Role::RunningMean, 0.0, None),
            variance: running(Role::RunningVar, 1.0, Some(area)),
            weight: self.push(id, Role::Weight, &dims, Init::Constant(1.0)),
            bias: self.push(id, Role::Bias, &dims, Init::Constant(0.0)),
            epsilon: layer.epsilon,
        }
    }

    fn sample_norm(
        &mut self,
        id: NodeId,
        dims: &[usize],
        groups: usize,
        epsilon: f64,
    ) -> SampleNorm {
        let weight = self.push(id, Role::Weight, dims, Init::Constant(1.0));
        let bias = self.push(id, Role::Bias, dims, Init::Constant(0.0));
        SampleNorm { weight, bias, groups, epsilon }
    }
}

/// What a convolution is between.
struct Shapes {
    filters: usize,
    groups: usize,
    input: Shape,
}

impl Shapes {
    fn over(self, window: &Window, weight: ParamId, bias: Option<ParamId>) -> Conv {
        let Self { filters, groups, input } = self;
        let size = input.size();
        Conv {
            weight,
            bias,
            channels: input.channels(),
            filters,
            kernel: window.kernel,
            stride: window.stride,
            dilation: window.dilation,
            groups,
            size,
            pads: window.pads(size),
        }
    }
}

/// What comes out of a layer whose parameters are in their ranges and that fits what comes in.
fn fitting(layer: &Layer, input: Shape) -> Option<Shape> {
    let outside = |value, row: &filtro_net::ParamSpec| row.clamp(value).is_some();
    let mut rows = layer.visible_params();
    let wrong = rows.any(|row| layer.get(row.field).is_some_and(|value| outside(value, row)));
    if wrong { None } else { layer.output(input).ok() }
}

/// Nodes in a node, itself counted.
fn size(node: &Node) -> usize {
    1 + node.item.block().map_or(0, |block| Walk::lanes(block).count())
}

/// The arithmetic of a pooling window.
fn axes(window: &Window, input: Shape) -> Option<[WindowFormula; 2]> {
    window.slide(input.size()).ok()
}

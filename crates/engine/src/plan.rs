//! From the document to something that runs.

use crate::device::Device;
use crate::error::EngineError;
use crate::layers::{
    ActivationOp, AvgPoolOp, BatchNormOp, BlockOp, ConvOp, DenseOp, DropoutOp, Lane, MaxPoolOp, Op,
    ResampleOp, ResponseNormOp, SampleNormOp, SeparableOp, Step,
};
use crate::params::{Init, Layout, ParamId, Role};
use filtro_net::catalogue::{
    BatchNorm2d, Conv2d, Dense, DepthwiseConv2d, Padding, SeparableConv2d, Window,
};
use filtro_net::{
    Block, Item, Layer, Network, Node, NodeId, Problem, Shape, WindowFormula, inspect,
};
use std::collections::HashMap;
use std::sync::Arc;

/// A network ready to run, without its parameters.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) lane: Vec<Step>,
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
    /// For variances, values of one sample that share the statistic: PyTorch keeps the unbiased
    /// estimate, batch · area / (batch · area − 1) times what normalises the batch.
    pub(crate) unbiased_over: Option<usize>,
}

impl Plan {
    /// Builds what `network` says.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] with every error of the document, and
    /// [`EngineError::NotClassifier`].
    pub(crate) fn new(network: &Network, device: &Device) -> Result<Self, EngineError> {
        let report = inspect(network, None);
        if !report.is_valid() {
            return Err(EngineError::Invalid(report.errors().cloned().collect()));
        }
        let mut builder = Builder {
            device,
            params: Layout::new(device),
            running: Layout::new(device),
            momenta: Vec::new(),
        };
        let lane = builder
            .lane(&network.nodes, network.input_shape(), false)
            .map_err(|_unreachable| EngineError::Invalid(report.diagnostics))?;
        let classes = match lane.output {
            Shape::Vector(classes) => classes,
            found @ Shape::Map { .. } => return Err(EngineError::NotClassifier { found }),
        };
        Ok(Self {
            lane: lane.steps,
            params: Arc::new(builder.params),
            running: Arc::new(builder.running),
            momenta: builder.momenta,
            input: network.input,
            classes,
            order: network.walk().enumerate().map(|(place, node)| (node.id, place)).collect(),
        })
    }

    /// The sequence without a softmax at its end, and that softmax. Training and the loss work on
    /// the values before it.
    pub(crate) fn split_softmax(&self) -> (&[Step], Option<&Step>) {
        match self.lane.split_last() {
            Some((last, before)) if matches!(last.op, Op::Softmax) => (before, Some(last)),
            _ => (&self.lane, None),
        }
    }

    /// Values of one picture.
    pub(crate) fn picture(&self) -> usize {
        self.input.iter().product()
    }
}

struct Builder<'a> {
    device: &'a Device,
    params: Layout,
    running: Layout,
    momenta: Vec<Momentum>,
}

impl Builder<'_> {
    fn lane(&mut self, nodes: &[Node], input: Shape, trained: bool) -> Result<Lane, Problem> {
        let (mut shape, mut trained) = (input, trained);
        let mut steps = Vec::with_capacity(nodes.len());
        for node in nodes {
            let before = self.params.entries().len();
            let (op, output) = self.node(node, shape, trained)?;
            let own = self.params.entries().len() > before;
            steps.push(Step { id: node.id, op, output, input_grad: trained, trained: own });
            (shape, trained) = (output, trained || own);
        }
        Ok(Lane { steps, output: shape })
    }

    fn node(&mut self, node: &Node, input: Shape, trained: bool) -> Result<(Op, Shape), Problem> {
        match &node.item {
            Item::Layer(layer) => Ok((self.layer(node.id, layer, input)?, layer.output(input)?)),
            Item::Block(block) => self.block(block, input, trained),
        }
    }

    fn block(
        &mut self,
        block: &Block,
        input: Shape,
        trained: bool,
    ) -> Result<(Op, Shape), Problem> {
        let lanes: Result<Vec<_>, _> =
            block.lanes().into_iter().map(|nodes| self.lane(nodes, input, trained)).collect();
        let (lanes, merge) = (lanes?, block.merge());
        let shapes: Vec<_> = lanes.iter().map(|lane| lane.output).collect();
        let Some(output) = merge.output(&shapes) else {
            return Err(Problem::LanesDiffer { sort: block.sort(), shapes });
        };
        Ok((Op::Block(BlockOp { lanes, merge, output }), output))
    }

    fn layer(&mut self, id: NodeId, layer: &Layer, input: Shape) -> Result<Op, Problem> {
        Ok(match layer {
            Layer::Conv2d(conv) => Op::Conv(self.conv(id, conv, input)),
            Layer::DepthwiseConv2d(conv) => Op::Conv(self.depthwise(id, conv, input)),
            Layer::SeparableConv2d(conv) => Op::Separable(self.separable(id, conv, input)),
            Layer::MaxPool2d(pool) => {
                Op::MaxPool(MaxPoolOp::new(pool, &axes(&pool.window(), input)?))
            }
            Layer::AvgPool2d(pool) => {
                Op::AvgPool(AvgPoolOp::new(pool, &axes(&pool.window(), input)?, self.device))
            }
            Layer::AdaptiveAvgPool2d(pool) => {
                Op::Resample(ResampleOp::adaptive(input.size(), pool.output, self.device))
            }
            Layer::Upsample(layer) => {
                Op::Resample(ResampleOp::upsample(layer, input.size(), self.device))
            }
            Layer::GlobalMaxPool(_) => Op::GlobalMaxPool(MaxPoolOp::global(input.size())),
            Layer::GlobalAvgPool(_) => Op::GlobalAvgPool,
            Layer::BatchNorm2d(norm) => Op::BatchNorm(self.batch_norm(id, norm, input)),
            Layer::GroupNorm(norm) => {
                let dims = [input.channels()];
                Op::SampleNorm(self.sample_norm(id, &dims, norm.groups, norm.epsilon))
            }
            Layer::LayerNorm(norm) => {
                Op::SampleNorm(self.sample_norm(id, &input.dims(), 1, norm.epsilon))
            }
            Layer::LocalResponseNorm(norm) => {
                Op::ResponseNorm(ResponseNormOp::new(norm, input.channels(), self.device))
            }
            Layer::Activation(activation) => Op::Activation(ActivationOp::new(activation)),
            Layer::Dropout(dropout) => {
                Op::Dropout(DropoutOp { rate: dropout.rate, spatial: false })
            }
            Layer::SpatialDropout(dropout) => {
                Op::Dropout(DropoutOp { rate: dropout.rate, spatial: true })
            }
            Layer::Flatten(_) => Op::Flatten,
            Layer::Dense(dense) => Op::Dense(self.dense(id, dense, input)),
            Layer::Softmax(_) => Op::Softmax,
        })
    }

    fn conv(&mut self, id: NodeId, layer: &Conv2d, input: Shape) -> ConvOp {
        let channels = input.channels() / layer.groups.max(1);
        let [height, width] = layer.kernel;
        let init = Init::fan_in(channels * height * width);
        let dims = [layer.filters, channels, height, width];
        let weight = self.params.push(id, Role::Weight, &dims, init);
        let bias = self.bias(id, layer.bias, layer.filters, init);
        ConvOp::new(&layer.window(), layer.groups, weight, bias, input.size())
    }

    fn depthwise(&mut self, id: NodeId, layer: &DepthwiseConv2d, input: Shape) -> ConvOp {
        let channels = input.channels();
        let filters = channels * layer.multiplier;
        let [height, width] = layer.kernel;
        let init = Init::fan_in(height * width);
        let weight = self.params.push(id, Role::Weight, &[filters, 1, height, width], init);
        let bias = self.bias(id, layer.bias, filters, init);
        ConvOp::new(&layer.window(), channels, weight, bias, input.size())
    }

    /// The second step looks at single places, so its own window is 1×1.
    fn separable(&mut self, id: NodeId, layer: &SeparableConv2d, input: Shape) -> SeparableOp {
        let channels = input.channels();
        let between = channels * layer.multiplier;
        let [height, width] = layer.kernel;
        let (init, dims) = (Init::fan_in(height * width), [between, 1, height, width]);
        let weight = self.params.push(id, Role::DepthwiseWeight, &dims, init);
        let depthwise = ConvOp::new(&layer.window(), channels, weight, None, input.size());

        let (init, dims) = (Init::fan_in(between), [layer.filters, between, 1, 1]);
        let weight = self.params.push(id, Role::PointwiseWeight, &dims, init);
        let bias =
            layer.bias.then(|| self.params.push(id, Role::PointwiseBias, &[layer.filters], init));
        let one = Conv2d::new(layer.filters, 1, Padding::Valid).window();
        let pointwise = ConvOp::new(&one, 1, weight, bias, input.size());
        SeparableOp { depthwise, pointwise }
    }

    fn dense(&mut self, id: NodeId, layer: &Dense, input: Shape) -> DenseOp {
        let inputs = input.channels();
        let init = Init::fan_in(inputs);
        let weight = self.params.push(id, Role::Weight, &[layer.units, inputs], init);
        DenseOp { weight, bias: self.bias(id, layer.bias, layer.units, init) }
    }

    fn bias(&mut self, id: NodeId, wanted: bool, size: usize, init: Init) -> Option<ParamId> {
        wanted.then(|| self.params.push(id, Role::Bias, &[size], init))
    }

    fn batch_norm(&mut self, id: NodeId, layer: &BatchNorm2d, input: Shape) -> BatchNormOp {
        let dims = [input.channels()];
        let [height, width] = input.size();
        let area = height * width;
        let mut running = |role, value, unbiased_over| {
            self.momenta.push(Momentum { share: layer.momentum, unbiased_over });
            self.running.push(id, role, &dims, Init::Constant(value))
        };
        BatchNormOp {
            mean: running(Role::RunningMean, 0.0, None),
            variance: running(Role::RunningVar, 1.0, Some(area)),
            weight: self.params.push(id, Role::Weight, &dims, Init::Constant(1.0)),
            bias: self.params.push(id, Role::Bias, &dims, Init::Constant(0.0)),
            epsilon: layer.epsilon,
        }
    }

    fn sample_norm(
        &mut self,
        id: NodeId,
        dims: &[usize],
        groups: usize,
        epsilon: f64,
    ) -> SampleNormOp {
        let weight = self.params.push(id, Role::Weight, dims, Init::Constant(1.0));
        let bias = self.params.push(id, Role::Bias, dims, Init::Constant(0.0));
        SampleNormOp { weight, bias, groups, epsilon }
    }
}

/// The arithmetic of a pooling window.
fn axes(window: &Window, input: Shape) -> Result<[WindowFormula; 2], Problem> {
    window.slide(input.size())
}

//! What a step does, counted by class.

use crate::catalogue::Function;
use crate::layer::Layer;
use crate::network::Network;
use crate::node::{Block, Item, Merge, Node};
use crate::report::{NodeReport, Report};
use crate::shape::Shape;
use crate::train::Optimizer;

/// Classes of work that take their time each in its own way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Operations of the device that a step starts.
    Launch,
    /// Multiply-adds of convolutions with a window, forwards and back.
    Spatial,
    /// Values that a convolution with a window lines up as columns.
    Column,
    /// Multiply-adds of 1×1 convolutions.
    Pointwise,
    /// Rows that depthwise convolutions add up, tap by tap; long rows count for more.
    Depthwise,
    /// Multiply-adds of dense layers.
    Dense,
    /// Values that go through memory one by one.
    Element,
    /// Values that are normalised.
    Norm,
    /// Values that pooling looks at.
    Pool,
    /// Parameters that the optimiser moves.
    Parameter,
}

/// Number of classes.
pub const CLASSES: usize = 10;

/// How much of each class a training step does: a part that every step pays, and one that each of
/// its pictures pays.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Work {
    step: [f64; CLASSES],
    sample: [f64; CLASSES],
}

impl Work {
    /// Units of each class in a step of `batch` pictures.
    pub fn of(&self, batch: usize) -> [f64; CLASSES] {
        let mut all = self.step;
        for (all, sample) in all.iter_mut().zip(self.sample) {
            *all += sample * batch as f64;
        }
        all
    }

    fn each(&mut self, class: Class, units: f64) {
        add(&mut self.sample, class, units);
    }

    fn once(&mut self, class: Class, units: f64) {
        add(&mut self.step, class, units);
    }
}

fn add(units: &mut [f64; CLASSES], class: Class, more: f64) {
    if let Some(sum) = units.get_mut(class as usize) {
        *sum += more;
    }
}

/// Pictures whose partial sums of a weight's gradient the engine keeps together.
const PIECE: f64 = 4.0;

/// Rows of columns that lie this many values (4 KiB) apart share their places in a cache …
const PAGE: f64 = 1024.0;
/// … and take longer by this factor, measured on a first layer of 32·32 against one of 28·28.
const CROWDED: f64 = 1.3;
/// Values of a row whose sum takes as long as beginning with it.
const ROW: f64 = 32.0;

/// The work of a step of `network`, whose report is `report`. Of a network with errors, what can
/// be counted.
pub fn work(network: &Network, report: &Report, optimizer: Optimizer) -> Work {
    let mut count = Count { nodes: report.nodes.iter(), work: Work::default() };
    let input = network.input_shape();
    // Pictures are gathered, made numbers of, and handed over.
    count.work.each(Class::Element, 3.0 * values(input));
    count.lane(&network.nodes, false);
    // The gradients are gathered and written; then come the optimiser's own passes.
    let passes = match optimizer {
        Optimizer::Sgd => 2.0,
        Optimizer::Momentum => 3.0,
        Optimizer::Adam => 4.0,
    };
    count.work.once(Class::Parameter, report.parameters as f64 * passes / 4.0);
    // Upload, loss and its gradient, optimiser.
    count.work.once(Class::Launch, 8.0 + 3.0 * passes);
    count.work
}

struct Count<'a> {
    nodes: std::slice::Iter<'a, NodeReport>,
    work: Work,
}

fn values(shape: Shape) -> f64 {
    shape.values() as f64
}

impl Count<'_> {
    /// Counts a sequence; whether anything before or in it is trained.
    fn lane(&mut self, nodes: &[Node], trained: bool) -> bool {
        let mut trained = trained;
        for (at, node) in nodes.iter().enumerate() {
            // The report has the nodes in the same order, blocks before their contents.
            let Some(report) = self.nodes.next() else { return trained };
            let own = report.parameters > 0;
            match &node.item {
                Item::Layer(layer) => {
                    let next = nodes.get(at + 1).and_then(|next| next.item.layer());
                    if let (Some(input), Some(output)) = (report.input, report.output) {
                        let output = pooled(layer, next, output, self.nodes.as_slice().first());
                        self.layer(layer, report, [input, output], trained);
                    }
                }
                Item::Block(block) => self.block(block, report.output, trained),
            }
            trained |= own;
        }
        trained
    }

    fn block(&mut self, block: &Block, output: Option<Shape>, trained: bool) {
        let lanes = block.lanes();
        let (count, merge) = (lanes.len() as f64, block.merge());
        for nodes in lanes {
            self.lane(nodes, trained);
        }
        let Some(output) = output else { return };
        let passes = match merge {
            // Put together, taken apart, and the lanes' gradients added.
            Merge::Concat => 3.0,
            Merge::Add => 1.0 + count,
            Merge::Multiply => 3.0 * count,
        };
        self.work.each(Class::Element, passes * values(output));
        self.work.once(Class::Launch, 2.0 * count);
    }

    fn layer(
        &mut self,
        layer: &Layer,
        report: &NodeReport,
        [input, output]: [Shape; 2],
        back: bool,
    ) {
        // Forwards, the gradient of the weights, that of the input where one is asked for.
        let ways = if back { 3.0 } else { 2.0 };
        let (taken, given) = (values(input), values(output));
        let adds = report.multiply_adds as f64;
        let work = &mut self.work;
        match layer {
            Layer::Conv2d(conv) => {
                let class = if conv.groups > 1 && conv.groups == input.channels() {
                    Class::Depthwise
                } else if conv.kernel == [1, 1] && conv.stride == [1, 1] {
                    Class::Pointwise
                } else {
                    Class::Spatial
                };
                let taps = conv.kernel.iter().product::<usize>();
                convolution(work, class, taps, [input, output], adds, ways);
            }
            Layer::DepthwiseConv2d(conv) => {
                let taps = conv.kernel.iter().product::<usize>();
                convolution(work, Class::Depthwise, taps, [input, output], adds, ways);
            }
            Layer::SeparableConv2d(conv) => {
                // One after the other, with the depthwise convolution's channels between.
                let taps = conv.kernel.iter().product::<usize>();
                let [height, width] = output.size();
                let between =
                    Shape::map(input.channels().saturating_mul(conv.multiplier), height, width);
                let first = taps as f64 * values(between);
                convolution(work, Class::Depthwise, taps, [input, between], first, ways);
                convolution(work, Class::Pointwise, 1, [between, output], adds - first, 3.0);
            }
            Layer::Dense(_) => {
                work.each(Class::Dense, ways * adds);
                work.each(Class::Element, taken + 3.0 * given);
                work.once(Class::Launch, 2.0 + ways);
            }
            Layer::BatchNorm2d(_) | Layer::GroupNorm(_) | Layer::LayerNorm(_) => {
                work.each(Class::Norm, taken);
                work.once(Class::Launch, 20.0);
            }
            Layer::MaxPool2d(pool) => {
                let taps = pool.kernel.iter().product::<usize>() as f64;
                work.each(Class::Pool, taps * given + 0.5 * taken);
                work.once(Class::Launch, 2.0);
            }
            Layer::AvgPool2d(pool) => {
                let taps = pool.kernel.iter().product::<usize>() as f64;
                work.each(Class::Pool, 2.0 * taps * given);
                work.once(Class::Launch, 3.0);
            }
            Layer::GlobalAvgPool(_) => {
                work.each(Class::Element, 2.0 * taken);
                work.once(Class::Launch, 3.0);
            }
            Layer::Activation(activation) => {
                work.each(Class::Element, passes(activation.function) * given);
                work.once(Class::Launch, passes(activation.function).min(12.0));
            }
            Layer::Dropout(_) => {
                work.each(Class::Element, 8.0 * given);
                work.once(Class::Launch, 3.0);
            }
            Layer::Flatten(_) => {}
            _ => {
                work.each(Class::Element, 8.0 * given);
                work.once(Class::Launch, 6.0);
            }
        }
    }
}

/// A convolution with `taps` weights for each channel that it sees.
fn convolution(
    work: &mut Work,
    class: Class,
    taps: usize,
    [input, output]: [Shape; 2],
    adds: f64,
    ways: f64,
) {
    let positions = output.size().iter().product::<usize>() as f64;
    let (taken, given) = (values(input), values(output));
    match class {
        Class::Depthwise => {
            let width = output.size()[1] as f64;
            work.each(class, ways * adds / width.max(1.0) * (1.0 + width / ROW));
        }
        Class::Spatial => {
            work.each(class, ways * adds);
            let columns = taps as f64 * positions * input.channels() as f64;
            let crowd = if positions % PAGE == 0.0 { CROWDED } else { 1.0 };
            work.each(Class::Column, ways * crowd * columns);
        }
        _ => work.each(class, ways * adds),
    }
    // The output is filled and its gradient summed; the input's gradient is filled.
    let weights = adds / positions.max(1.0);
    work.each(Class::Element, 2.0 * given + (ways - 2.0) * taken + 2.0 * weights / PIECE);
    work.once(Class::Launch, 2.0 + 2.0 * ways);
}

/// Passes over memory that an activation's two ways take together.
const fn passes(function: Function) -> f64 {
    match function {
        Function::Relu => 2.0,
        Function::Sigmoid => 10.0,
        Function::Tanh => 14.0,
        Function::Elu => 16.0,
        Function::Silu => 20.0,
        Function::Gelu => 40.0,
        // Leaky ReLU and whatever else is made of straight pieces.
        _ => 8.0,
    }
}

/// What an activation computes: the engine lets a ReLU change places with a max pooling behind it.
fn pooled(
    layer: &Layer,
    next: Option<&Layer>,
    output: Shape,
    behind: Option<&NodeReport>,
) -> Shape {
    match (layer, next) {
        (Layer::Activation(activation), Some(Layer::MaxPool2d(_)))
            if activation.function == Function::Relu =>
        {
            behind.and_then(|pool| pool.output).unwrap_or(output)
        }
        _ => output,
    }
}

//! What a step does, counted by class.

use filtro_net::catalogue::Function;
use filtro_net::{Merge, Shape};
use filtro_program::{
    Activation, Block, Conv, Dropout, Lane, Op, Program, Separable, Step, kernel::PIECE,
};
use filtro_recipe::Optimizer;

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

/// Rows of columns that lie this many values (4 KiB) apart share their places in a cache …
const PAGE: f64 = 1024.0;
/// … and take longer by this factor, measured on a first layer of 32·32 against one of 28·28.
const CROWDED: f64 = 1.3;
/// Values of a row whose sum takes as long as beginning with it.
const ROW: f64 = 32.0;

/// The work of a step of `program`. Of a network with errors, what can be counted.
pub fn work(program: &Program, optimizer: Optimizer) -> Work {
    let mut count = Count { work: Work::default() };
    let [channels, height, width] = program.input;
    // Pictures are gathered, made numbers of, and handed over.
    count.work.each(Class::Element, 3.0 * values(Shape::map(channels, height, width)));
    count.lane(&program.lane);
    // The gradients are gathered and written; then come the optimiser's own passes.
    let passes = match optimizer {
        Optimizer::Sgd => 2.0,
        Optimizer::Momentum => 3.0,
        Optimizer::Adam => 4.0,
    };
    count.work.once(Class::Parameter, program.parameters() as f64 * passes / 4.0);
    // Upload, loss and its gradient, optimiser.
    count.work.once(Class::Launch, 8.0 + 3.0 * passes);
    count.work
}

struct Count {
    work: Work,
}

fn values(shape: Shape) -> f64 {
    shape.values() as f64
}

impl Count {
    /// Counts a sequence, as training goes through it.
    fn lane(&mut self, lane: &Lane) {
        for trained in lane.trained() {
            match (&trained.step.op, trained.output) {
                (Op::Block(block), output) => self.block(block, output),
                (op, Some(output)) => self.step(trained.step, op, output),
                (_, None) => {}
            }
        }
    }

    fn block(&mut self, Block { lanes, merge }: &Block, output: Option<Shape>) {
        let count = lanes.len() as f64;
        lanes.iter().for_each(|lane| self.lane(lane));
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

    fn step(&mut self, step: &Step, op: &Op, output: Shape) {
        // Forwards, the gradient of the weights, that of the input where one is asked for.
        let ways = if step.input_grad { 3.0 } else { 2.0 };
        let (taken, given) = (values(step.input), values(output));
        let work = &mut self.work;
        match op {
            Op::Conv(conv) => convolution(work, conv, [step.input, output], ways),
            // One after the other, with the depthwise convolution's channels between.
            Op::Separable(Separable { depthwise, between, pointwise }) => {
                convolution(work, depthwise, [step.input, *between], ways);
                convolution(work, pointwise, [*between, output], 3.0);
            }
            Op::Dense(dense) => {
                let adds = dense.units as f64 * dense.inputs as f64;
                work.each(Class::Dense, ways * adds);
                work.each(Class::Element, taken + 3.0 * given);
                work.once(Class::Launch, 2.0 + ways);
            }
            Op::BatchNorm(_) | Op::SampleNorm(_) => {
                work.each(Class::Norm, taken);
                work.once(Class::Launch, 20.0);
            }
            Op::MaxPool(pool) => {
                let taps = pool.axes.map(|axis| axis.kernel).iter().product::<usize>() as f64;
                work.each(Class::Pool, taps * given + 0.5 * taken);
                work.once(Class::Launch, 2.0);
            }
            Op::AvgPool(pool) => {
                let taps = pool.axes.map(|axis| axis.kernel).iter().product::<usize>() as f64;
                work.each(Class::Pool, 2.0 * taps * given);
                work.once(Class::Launch, 3.0);
            }
            Op::GlobalAvgPool => {
                work.each(Class::Element, 2.0 * taken);
                work.once(Class::Launch, 3.0);
            }
            Op::Activation(Activation { function, .. }) => {
                work.each(Class::Element, passes(*function) * given);
                work.once(Class::Launch, passes(*function).min(12.0));
            }
            Op::Dropout(Dropout { spatial: false, .. }) => {
                work.each(Class::Element, 8.0 * given);
                work.once(Class::Launch, 3.0);
            }
            Op::Flatten | Op::Block(_) => {}
            Op::Dropout(_)
            | Op::Resample(_)
            | Op::GlobalMaxPool(_)
            | Op::ResponseNorm(_)
            | Op::Softmax => {
                work.each(Class::Element, 8.0 * given);
                work.once(Class::Launch, 6.0);
            }
        }
    }
}

fn convolution(work: &mut Work, conv: &Conv, [input, output]: [Shape; 2], ways: f64) {
    let positions = output.size().iter().product::<usize>() as f64;
    let (taken, given) = (values(input), values(output));
    let weights = conv.filters as f64 * (conv.channels / conv.groups.max(1) * conv.taps()) as f64;
    let adds = weights * positions;
    if conv.is_depthwise() {
        let width = output.size()[1] as f64;
        work.each(Class::Depthwise, ways * adds / width.max(1.0) * (1.0 + width / ROW));
    } else if conv.is_pointwise() {
        work.each(Class::Pointwise, ways * adds);
    } else {
        work.each(Class::Spatial, ways * adds);
        let columns = conv.taps() as f64 * positions * input.channels() as f64;
        let crowd = if positions % PAGE == 0.0 { CROWDED } else { 1.0 };
        work.each(Class::Column, ways * crowd * columns);
    }
    // The output is filled and its gradient summed; the input's gradient is filled.
    let partials = 2.0 * weights / PIECE as f64;
    work.each(Class::Element, 2.0 * given + (ways - 2.0) * taken + partials);
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

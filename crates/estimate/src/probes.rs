//! Small networks whose steps tell the classes of work apart.

use filtro_net::catalogue::{
    Activation, BatchNorm2d, Conv2d, Dense, Flatten, Function, GlobalAvgPool, MaxPool2d, Padding,
};
use filtro_net::{Item, Layer, Network};

/// A network to be timed.
#[derive(Clone, Debug, PartialEq)]
pub struct Probe {
    /// The network; ten classes.
    pub network: Network,
    /// Pictures a step.
    pub batch: usize,
}

/// The probes. Each takes most of its step for one class, or for a mixture that differs from those
/// of the others. Their tensors are larger than a processor's cache, as those of real steps are.
pub fn probes() -> Vec<Probe> {
    let relu = || Layer::from(Activation { function: Function::Relu, slope: 0.0 });
    let same = |filters, kernel| Layer::from(Conv2d::new(filters, kernel, Padding::Same));
    let spread = |filters: usize| {
        Layer::from(Conv2d { groups: filters, ..Conv2d::new(filters, 3, Padding::Same) })
    };
    let norm = || Layer::from(BatchNorm2d::default());
    let pool = |kernel, stride| {
        let pool = MaxPool2d { kernel: [kernel; 2], stride: [stride; 2], ..MaxPool2d::default() };
        Layer::from(pool)
    };
    let dense = |units| Layer::from(Dense { units, bias: true });
    let many = |layer: &dyn Fn() -> Layer, times: usize| (0..times).map(|_| layer()).collect();
    let maps = |input, batch, layers: Vec<Vec<Layer>>| {
        let mut all: Vec<Layer> = layers.into_iter().flatten().collect();
        all.extend([GlobalAvgPool::default().into(), dense(10)]);
        probe(input, batch, all)
    };
    let rows = |input, batch, layers: Vec<Layer>| {
        let start = std::iter::once(Flatten::default().into());
        probe(input, batch, start.chain(layers).chain([dense(10)]).collect())
    };
    vec![
        // Windows: many filters, then few.
        maps([16, 16, 16], 8, vec![many(&|| same(32, 3), 2)]),
        maps([64, 8, 8], 16, vec![vec![same(64, 3)]]),
        maps([3, 32, 32], 16, vec![vec![same(6, 5)]]),
        // Rows of columns 4 KiB apart, as just now, share their places in a cache; these do not.
        maps([3, 32, 32], 16, vec![vec![Conv2d::new(6, 5, Padding::Valid).into()]]),
        maps([8, 14, 14], 16, vec![vec![same(16, 5), relu(), same(16, 3)]]),
        // 1×1.
        maps([32, 16, 16], 16, vec![many(&|| same(64, 1), 2)]),
        maps([64, 8, 8], 16, vec![many(&|| same(128, 1), 2)]),
        // One group a channel.
        maps([32, 16, 16], 8, vec![many(&|| spread(32), 2)]),
        maps([64, 4, 4], 16, vec![many(&|| spread(64), 2)]),
        // Values in memory.
        // (As in networks, where no two of them follow each other.)
        maps([3, 32, 32], 32, (0..4).map(|_| vec![same(16, 1), relu()]).collect()),
        maps([3, 32, 32], 32, vec![vec![same(16, 1)], many(&norm, 2)]),
        maps([3, 32, 32], 32, vec![vec![same(16, 1)], many(&|| pool(3, 1), 2)]),
        maps([3, 32, 32], 32, vec![vec![same(16, 1), pool(2, 2), norm(), pool(2, 2)]]),
        // Rows: multiply-adds, then parameters, then nearly nothing but launches.
        rows([3, 32, 32], 64, vec![dense(64)]),
        rows([3, 16, 16], 2, vec![dense(256), relu(), dense(256)]),
        rows([1, 8, 8], 1, many(&|| Layer::from(Dense { units: 16, bias: true }), 12)),
    ]
}

fn probe(input: [usize; 3], batch: usize, layers: Vec<Layer>) -> Probe {
    let mut network = Network::new(String::new(), input);
    for layer in layers {
        network.push(Item::Layer(layer));
    }
    Probe { network, batch }
}

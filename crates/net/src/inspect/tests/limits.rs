//! The greatest numbers, depths and counts.

use super::*;
use crate::inspect::flow::LARGEST;

#[test]
fn nothing_overflows_at_the_greatest_numbers() {
    let max = usize::MAX;
    let conv = Conv2d {
        filters: max,
        kernel: [max; 2],
        stride: [max; 2],
        padding: Padding::Explicit([max; 2]),
        dilation: [max; 2],
        groups: max,
        bias: true,
    };
    let mut items = vec![];
    for padding in [Padding::Valid, Padding::Same, Padding::Explicit([max; 2])] {
        items.push(Conv2d { padding, ..conv.clone() }.into());
        items.push(MaxPool2d { padding, ceil_mode: true, ..MaxPool2d::new(max) }.into());
        items.push(AvgPool2d { padding, stride: [0; 2], ..AvgPool2d::new(max) }.into());
        items.push(AvgPool2d { padding, stride: [0; 2], ..AvgPool2d::new(0) }.into());
    }
    items.push(Dense::new(max).into());
    for input in [[max; 3], [0; 3], [3, 32, 32]] {
        let network = network(input, items.clone());
        assert!(!inspect(&network, Some(CIFAR)).is_valid());
        for layer in network.walk().filter_map(|node| node.item.layer()) {
            for shape in [Shape::map(max, max, max), Shape::Vector(max), Shape::map(0, 0, 0)] {
                // Only that they come back.
                let shape = layer.output(shape).unwrap_or(shape);
                let _costs = (layer.parameters(shape), layer.multiply_adds(shape));
            }
        }
    }
}

#[test]
fn a_tensor_that_no_device_holds_is_named_once() {
    let network = network([3, 4096, 4096], [same(64, 3), relu()].into_iter().chain(head()));
    let values = 64 * 4096 * 4096;
    let report = inspect(&network, None);
    let problems: Vec<_> = report.diagnostics.iter().map(|found| &found.problem).collect();
    assert_eq!(problems, [&Problem::TooLarge { of: Counted::Output, values, limit: LARGEST }]);
    let counted = |network: &Network| match problems_of(network)[..] {
        [Problem::TooLarge { of, .. }] => Some(of),
        _ => None,
    };
    assert_eq!(counted(&network_of_weights()), Some(Counted::Parameters));
    // None of them alone is too large.
    let wide = || [dense(16_000), relu(), dense(16_000), relu()];
    let sum = super::network([1, 8, 8], [flatten()].into_iter().chain(wide()).chain([dense(10)]));
    assert_eq!(counted(&sum), None);
    let sum =
        super::network([1, 8, 8], [flatten()].into_iter().chain(wide()).chain([dense(16_000)]));
    assert_eq!(counted(&sum), Some(Counted::AllParameters));
}

fn network_of_weights() -> Network {
    network([3, 64, 64], [flatten(), dense(65_536), relu(), dense(10)])
}

fn problems_of(network: &Network) -> Vec<Problem> {
    inspect(network, None).diagnostics.into_iter().map(|found| found.problem).collect()
}

#[test]
fn blocks_nest_eight_deep_and_no_deeper() {
    let nested = |depth| {
        let wrap =
            |inner: Item, _| Block::Residual { body: lane([inner]), shortcut: vec![] }.into();
        cifar([(0..depth).fold(relu(), wrap)].into_iter().chain(head()))
    };
    assert_eq!(problems(&nested(Network::MAX_DEPTH)), []);
    let limit = Network::MAX_DEPTH;
    assert_eq!(problems(&nested(limit + 1)), [Problem::TooDeep { limit }]);
    let report = inspect(&nested(limit + 5), None);
    assert_eq!(report.nodes.len(), nested(limit + 5).len());
}

#[test]
fn equal_ids_are_named_and_renumbered() {
    let mut network = cifar(head());
    network.nodes[1].id = network.nodes[0].id;
    assert_eq!(problems(&network), [Problem::DuplicateId]);
    assert_eq!(repaired(network, Some(CIFAR)).1, 1);
}

#[test]
fn too_many_nodes_are_named() {
    let many = cifar(vec![relu(); Network::MAX_NODES].into_iter().chain(head()));
    let (found, limit) = (Network::MAX_NODES + 2, Network::MAX_NODES);
    assert_eq!(problems(&many), [Problem::TooManyNodes { found, limit }]);
}

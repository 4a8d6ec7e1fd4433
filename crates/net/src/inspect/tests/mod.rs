use super::*;
use crate::address::NodeId;
use crate::apply::apply_all;
use crate::catalogue::{
    Activation, AvgPool2d, BatchNorm2d, Conv2d, Dense, Flatten, Function, GlobalAvgPool, GroupNorm,
    LayerNorm, MaxPool2d, Padding, Softmax,
};
use crate::diagnostic::{Diagnostic, FixKind, Severity};
use crate::formula::{Formula, WeightFormula, WindowFormula};
use crate::layer::{Layer, LayerKind};
use crate::node::{Block, BlockSort, Item, Merge, Node};
use crate::param::Field;
use crate::problem::{Counted, Problem};
use crate::shape::Shape;
use crate::shape_problem::ShapeProblem;
use crate::testing::{any_network, valid_network};
use proptest::prelude::*;
use std::collections::BTreeSet;

mod geometry;
mod lecture;
mod limits;
mod properties;
mod warnings;

const CIFAR: Target = Target { input: [3, 32, 32], classes: 10 };

fn network(input: [usize; 3], items: impl IntoIterator<Item = Item>) -> Network {
    let mut network = Network::new("", input);
    for item in items {
        network.push(item);
    }
    network
}

fn cifar(items: impl IntoIterator<Item = Item>) -> Network {
    network(CIFAR.input, items)
}

fn lane(items: impl IntoIterator<Item = Item>) -> Vec<Node> {
    items.into_iter().map(|item| Node::new(NodeId(0), item)).collect()
}

fn conv(filters: usize, kernel: usize) -> Item {
    Conv2d::new(filters, kernel, Padding::Valid).into()
}

fn same(filters: usize, kernel: usize) -> Item {
    Conv2d::new(filters, kernel, Padding::Same).into()
}

fn pool(kernel: usize) -> Item {
    MaxPool2d::new(kernel).into()
}

fn relu() -> Item {
    Activation::default().into()
}

fn dense(units: usize) -> Item {
    Dense::new(units).into()
}

fn flatten() -> Item {
    Flatten {}.into()
}

fn head() -> [Item; 2] {
    [flatten(), dense(10)]
}

/// The problems with the kinds of their fixes.
fn found(network: &Network, target: Option<Target>) -> Vec<(Problem, Vec<FixKind>)> {
    let report = inspect(network, target);
    let kinds = |found: Diagnostic| found.fixes.into_iter().map(|fix| fix.kind).collect();
    report.diagnostics.into_iter().map(|found| (found.problem.clone(), kinds(found))).collect()
}

fn problems(network: &Network) -> Vec<Problem> {
    found(network, Some(CIFAR)).into_iter().map(|(problem, _)| problem).collect()
}

/// Applies the first fix of the first problem until none is left, and returns how many it took.
fn repaired(network: Network, target: Option<Target>) -> (Network, usize) {
    let mut network = network;
    for count in 0..20 {
        let report = inspect(&network, target);
        let Some(first) = report.diagnostics.first() else { return (network, count) };
        network = apply_all(&first.fixes[0].edits, &network).unwrap().network;
    }
    panic!("not repaired: {:?}", inspect(&network, target).diagnostics);
}

#[test]
fn several_independent_errors_are_found_at_once() {
    let grouped = Conv2d { groups: 4, ..Conv2d::new(6, 3, Padding::Same) };
    let network =
        cifar([grouped.into(), relu(), Dense::new(0).into(), pool(2), Softmax {}.into(), dense(9)]);
    let expected = [
        Problem::Shape(ShapeProblem::GroupsDoNotDivide { channels: 3, filters: 6, groups: 4 }),
        Problem::OutOfRange { min: 1.0, max: 65_536.0, found: 0.0 },
        Problem::Shape(ShapeProblem::NeedsVector { found: Shape::map(6, 32, 32) }),
        Problem::Shape(ShapeProblem::NeedsMap { found: Shape::Vector(1) }),
        Problem::SoftmaxNotLast,
        Problem::ClassCount { expected: 10, found: 9 },
    ];
    assert_eq!(problems(&network), expected);
    // Nothing is claimed behind the first error.
    let report = inspect(&network, None);
    assert!(report.nodes.iter().all(|node| node.output.is_none() && node.parameters == 0));
    assert_eq!((report.output, report.is_valid()), (None, false));
}

#[test]
fn the_side_that_does_not_divide_is_blamed() {
    let of = |groups, filters| {
        let grouped = Conv2d { groups, ..Conv2d::new(filters, 3, Padding::Same) };
        let network =
            cifar([same(12, 3), relu(), grouped.into(), relu()].into_iter().chain(head()));
        let mut report = inspect(&network, Some(CIFAR));
        assert_eq!(report.diagnostics.len(), 1);
        let found = report.diagnostics.remove(0);
        let kinds: Vec<_> = found.fixes.iter().map(|fix| fix.kind).collect();
        (found.field, kinds)
    };
    use FixKind::{SetFilters, SetGroups};
    let filters = [SetFilters(12), SetFilters(8), SetGroups(2)];
    assert_eq!(of(4, 10), (Some(Field::Filters), filters.to_vec()));
    assert_eq!(of(12, 8), (Some(Field::Filters), vec![SetFilters(12), SetGroups(4)]));
    assert_eq!(of(8, 24), (Some(Field::Groups), vec![SetGroups(6), SetGroups(12)]));
    assert_eq!(of(5, 10), (Some(Field::Groups), vec![SetGroups(2)]));
}

#[test]
fn a_kernel_larger_than_its_input() {
    let network = cifar([pool(16), relu(), conv(8, 5), relu()].into_iter().chain(head()));
    let problem = Problem::Shape(ShapeProblem::WindowTooLarge { window: [5, 5], input: [2, 2] });
    let fixes = vec![FixKind::SetPaddingSame, FixKind::SetKernel([2, 2]), FixKind::RemoveLayer];
    assert_eq!(found(&network, Some(CIFAR)), [(problem, fixes)]);
}

#[test]
fn dense_before_flatten_and_pool_on_a_vector() {
    let network = cifar([conv(8, 3), relu(), dense(10)]);
    let problem = Problem::Shape(ShapeProblem::NeedsVector { found: Shape::map(8, 30, 30) });
    let fixes = vec![FixKind::InsertFlatten, FixKind::InsertGlobalAvgPool];
    assert_eq!(found(&network, Some(CIFAR)), [(problem, fixes)]);

    let network = cifar([conv(8, 3), relu(), flatten(), pool(2), dense(10)]);
    let problem = Problem::Shape(ShapeProblem::NeedsMap { found: Shape::Vector(8 * 30 * 30) });
    let fixes = vec![FixKind::MoveBefore(NodeId(3)), FixKind::RemoveLayer];
    assert_eq!(found(&network, Some(CIFAR)), [(problem, fixes)]);
    let (network, steps) = repaired(network, Some(CIFAR));
    let order: Vec<_> = network.nodes.iter().map(|node| node.id.0).collect();
    assert_eq!((order, steps), (vec![1, 2, 4, 3, 5], 1));
}

#[test]
fn a_missing_classifier() {
    let network = cifar([conv(8, 3), relu()]);
    let problem = Problem::MissingClassifier { found: Shape::map(8, 30, 30) };
    let fixes = vec![FixKind::InsertClassifier(10), FixKind::InsertGlobalAvgPool];
    assert_eq!(found(&network, Some(CIFAR)), [(problem, fixes)]);
    assert_eq!(found(&network, None), []);
    // As many maps as classes end in an average, as in an all-convolutional network.
    let (network, _) = repaired(cifar([conv(10, 3), relu()]), Some(CIFAR));
    assert_eq!(network.nodes[2].item, GlobalAvgPool {}.into());

    let fixes = vec![FixKind::InsertClassifier(10)];
    assert_eq!(found(&cifar([]), Some(CIFAR)), [(Problem::Empty, fixes)]);
    assert_eq!(found(&cifar([]), None), [(Problem::Empty, vec![])]);
}

#[test]
fn a_wrong_class_count() {
    let wrong = |found| Problem::ClassCount { expected: 10, found };
    let last_dense = cifar([flatten(), dense(100), Softmax {}.into()]);
    let fixes = vec![FixKind::SetUnits(10), FixKind::InsertClassifier(10)];
    assert_eq!(found(&last_dense, Some(CIFAR)), [(wrong(100), fixes)]);

    // Behind a hidden layer the classifier is missing rather than wrong, and goes before the
    // softmax.
    let hidden = cifar([flatten(), dense(100), relu(), Softmax {}.into()]);
    let fixes = vec![FixKind::InsertClassifier(10), FixKind::SetUnits(10)];
    assert_eq!(found(&hidden, Some(CIFAR)), [(wrong(100), fixes)]);
    let (hidden, _) = repaired(hidden, Some(CIFAR));
    assert_eq!(hidden.nodes[3].item, dense(10));

    let pooled = cifar([same(12, 3), relu(), GlobalAvgPool {}.into()]);
    let fixes = vec![FixKind::SetFilters(10), FixKind::InsertClassifier(10)];
    assert_eq!(found(&pooled, Some(CIFAR)), [(wrong(12), fixes)]);
}

#[test]
fn another_input_than_the_data_sets() {
    let network = network([1, 28, 28], head());
    let problem = Problem::InputShape { expected: [3, 32, 32], found: [1, 28, 28] };
    let fix = FixKind::SetInput([3, 32, 32]);
    assert_eq!(found(&network, Some(CIFAR)), [(problem, vec![fix])]);
}

#[test]
fn lanes_that_differ() {
    let residual = |body: Vec<Item>, shortcut: Vec<Item>| -> Item {
        Block::Residual { body: lane(body), shortcut: lane(shortcut) }.into()
    };
    let with_head =
        |block: Item| cifar([same(8, 3), relu(), block, relu()].into_iter().chain(head()));

    // More channels: a projection.
    let wider = with_head(residual(vec![same(16, 3)], vec![]));
    let shapes = vec![Shape::map(16, 32, 32), Shape::map(8, 32, 32)];
    let fixes = vec![FixKind::InsertProjection, FixKind::RemoveLayer];
    let sort = BlockSort::Residual;
    assert_eq!(found(&wider, Some(CIFAR)), [(Problem::LanesDiffer { sort, shapes }, fixes)]);

    // Halved and wider, as in a residual network's second stage: a projection with stride.
    let strided = Conv2d { stride: [2, 2], ..Conv2d::new(16, 3, Padding::Same) };
    let (halved, _) = repaired(with_head(residual(vec![strided.into()], vec![])), Some(CIFAR));
    let Item::Block(Block::Residual { shortcut, .. }) = &halved.nodes[2].item else { panic!() };
    let projection = Conv2d { stride: [2, 2], ..Conv2d::new(16, 1, Padding::Valid) };
    assert_eq!(shortcut[0].item, projection.into());

    // Only smaller: padding.
    let smaller = with_head(residual(vec![conv(8, 3)], vec![]));
    let kinds = &found(&smaller, Some(CIFAR))[0].1;
    assert_eq!(kinds[0], FixKind::SetPaddingSame);

    // An Inception block without padding, then with a pooling that halves.
    let parallel = |branches: Vec<Vec<Item>>| -> Item {
        let branches = branches.into_iter().map(lane).collect();
        Block::Parallel { branches, merge: Merge::Concat }.into()
    };
    let inception = parallel(vec![vec![conv(4, 1)], vec![conv(4, 3)], vec![conv(4, 5)]]);
    assert_eq!(found(&with_head(inception), Some(CIFAR))[0].1[0], FixKind::SetPaddingSame);
    let pooling = parallel(vec![vec![conv(4, 3)], vec![pool(2)]]);
    let pooling = with_head(pooling);
    let kinds = &found(&pooling, Some(CIFAR))[0].1;
    let expected = [FixKind::SetStride([1, 1]), FixKind::InsertPool, FixKind::RemoveLayer];
    assert_eq!(kinds[..], expected);
}

/// What stands beside a halving branch is halved by a pooling, whichever way the size rounds.
#[test]
fn larger_maps_are_pooled_down_to_the_smallest() {
    for (size, filters) in [(32, 4), (15, 12)] {
        let strided = Conv2d { stride: [2, 2], ..Conv2d::new(filters, 3, Padding::Same) };
        let branches = vec![lane([strided.into()]), lane([same(4, 1)]), lane([])];
        let block = Block::Parallel { branches, merge: Merge::Concat };
        let mut network = network([3, size, size], [block.into()]);
        let report = inspect(&network, None);
        let fixes = &report.diagnostics[0].fixes;
        let pooled = fixes.iter().find(|fix| fix.kind == FixKind::InsertPool).unwrap();
        network = apply_all(&pooled.edits, &network).unwrap().network;
        let half = size.div_ceil(2);
        let all = Shape::map(filters + 4 + 3, half, half);
        assert_eq!(inspect(&network, None).output, Some(all));
    }
}

#[test]
fn merges_follow_their_rules() {
    let [map, wide] = [Shape::map(4, 6, 5), Shape::map(8, 6, 5)];
    let [gate, pixel] = [Shape::Vector(4), Shape::map(4, 1, 1)];
    assert_eq!(Merge::Concat.output(&[map, wide]), Some(Shape::map(12, 6, 5)));
    assert_eq!(Merge::Concat.output(&[gate, gate]), Some(Shape::Vector(8)));
    assert_eq!(Merge::Concat.output(&[map, gate]), None);
    assert_eq!(Merge::Concat.output(&[map, pixel]), None);
    assert_eq!(Merge::Add.output(&[map, map]), Some(map));
    assert_eq!(Merge::Add.output(&[map, pixel]), None);
    for lanes in [[map, gate], [gate, map], [pixel, map], [map, map]] {
        assert_eq!(Merge::Multiply.output(&lanes), Some(map));
    }
    assert_eq!(Merge::Multiply.output(&[wide, gate]), None);
    assert_eq!(Merge::Multiply.output(&[map, Shape::map(4, 6, 1)]), None);
    assert_eq!(Merge::Add.output(&[]), None);
}

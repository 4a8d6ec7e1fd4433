use super::*;
use crate::apply::apply_all;
use crate::catalogue::{
    Activation, AvgPool2d, BatchNorm2d, Conv2d, Dense, Flatten, Function, GlobalAvgPool, MaxPool2d,
    Padding, Softmax,
};
use crate::infer::{Formula, WeightFormula, WindowFormula};
use crate::layer::Layer;
use crate::network::Merge;
use crate::param::Field;
use crate::testing::{any_network, valid_network};
use proptest::prelude::*;

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

mod lecture {
    use super::*;

    #[test]
    fn six_filters_of_5_on_32_give_6_28_28_and_pooling_halves_them() {
        let grey = network([1, 32, 32], [conv(6, 5), relu(), pool(2)]);
        let report = inspect(&grey, None);
        let outputs: Vec<_> = report.nodes.iter().map(|node| node.output.unwrap()).collect();
        let [map, pooled] = [Shape::map(6, 28, 28), Shape::map(6, 14, 14)];
        assert_eq!(outputs, [map, map, pooled]);
        // 6 · (1 · 5 · 5 + 1), and 28 · 28 windows of 25 taps for each filter.
        assert_eq!(report.nodes[0].parameters, 156);
        assert_eq!(report.nodes[0].multiply_adds, 6 * 25 * 28 * 28);
        assert_eq!(report.parameters, 156);
    }

    #[test]
    fn twenty_four_filters_of_3_give_24_30_30_and_colour_changes_only_the_parameters() {
        let layer = |channels| {
            let report = inspect(&network([channels, 32, 32], [conv(24, 3)]), None);
            (report.output.unwrap(), report.parameters)
        };
        assert_eq!(layer(1), (Shape::map(24, 30, 30), 24 * 9 + 24));
        assert_eq!(layer(3), (Shape::map(24, 30, 30), 24 * 27 + 24));
    }

    #[test]
    fn the_formula_carries_the_numbers() {
        let report = inspect(&network([3, 32, 32], [conv(6, 5), flatten()]), None);
        let axis = WindowFormula {
            size: 32,
            pad_before: 0,
            pad_after: 0,
            kernel: 5,
            dilation: 1,
            stride: 1,
            ceil: false,
            result: 28,
        };
        assert_eq!(report.nodes[0].formula, Some(Formula::Window([axis; 2])));
        let weights = WeightFormula::Conv { filters: 6, inputs: [3, 5, 5], bias: true };
        assert_eq!(report.nodes[0].weights, Some(weights));
        assert_eq!(report.nodes[1].formula, Some(Formula::Flatten { dims: [6, 28, 28] }));
    }
}

#[test]
fn several_independent_errors_are_found_at_once() {
    let grouped = Conv2d { groups: 4, ..Conv2d::new(6, 3, Padding::Same) };
    let network =
        cifar([grouped.into(), relu(), Dense::new(0).into(), pool(2), Softmax {}.into(), dense(9)]);
    let expected = [
        Problem::GroupsDoNotDivide { channels: 3, filters: 6, groups: 4 },
        Problem::OutOfRange { min: 1.0, max: 65_536.0, found: 0.0 },
        Problem::NeedsVector { found: Shape::map(6, 32, 32) },
        Problem::NeedsMap { found: Shape::Vector(1) },
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
fn a_kernel_larger_than_its_input() {
    let network = cifar([pool(16), relu(), conv(8, 5), relu()].into_iter().chain(head()));
    let problem = Problem::WindowTooLarge { window: [5, 5], input: [2, 2] };
    let fixes = vec![FixKind::SetPaddingSame, FixKind::SetKernel([2, 2]), FixKind::RemoveLayer];
    assert_eq!(found(&network, Some(CIFAR)), [(problem, fixes)]);
}

#[test]
fn dense_before_flatten_and_pool_on_a_vector() {
    let network = cifar([conv(8, 3), relu(), dense(10)]);
    let problem = Problem::NeedsVector { found: Shape::map(8, 30, 30) };
    let fixes = vec![FixKind::InsertFlatten, FixKind::InsertGlobalAvgPool];
    assert_eq!(found(&network, Some(CIFAR)), [(problem, fixes)]);

    let network = cifar([conv(8, 3), relu(), flatten(), pool(2), dense(10)]);
    let problem = Problem::NeedsMap { found: Shape::Vector(8 * 30 * 30) };
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
    assert_eq!(found(&wider, Some(CIFAR)), [(Problem::LanesDiffer { shapes }, fixes)]);

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
    assert_eq!(found(&with_head(pooling), Some(CIFAR))[0].1[0], FixKind::SetStride([1, 1]));
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

mod warnings {
    use super::*;

    fn first(items: impl IntoIterator<Item = Item>) -> Option<Problem> {
        let report = inspect(&cifar(items), Some(CIFAR));
        assert!(report.is_valid(), "{:?}", report.diagnostics);
        report.diagnostics.into_iter().next().map(|found| found.problem)
    }

    fn body(items: impl IntoIterator<Item = Item>) -> Option<Problem> {
        first(items.into_iter().chain(head()))
    }

    #[test]
    fn a_linear_pair_is_named_and_the_fix_goes_behind_the_batch_norm() {
        let norm = || Item::from(BatchNorm2d::default());
        assert_eq!(first([flatten(), dense(64), dense(10)]), Some(Problem::LinearPair));
        assert_eq!(body([same(8, 3), same(8, 3), relu()]), Some(Problem::LinearPair));
        assert_eq!(body([same(8, 3)]), Some(Problem::LinearPair));
        let average = AvgPool2d::new(2).into();
        assert_eq!(body([same(8, 3), average, same(8, 3), relu()]), Some(Problem::LinearPair));

        let (network, _) = repaired(cifar([same(8, 3), norm(), flatten(), dense(10)]), Some(CIFAR));
        assert_eq!(network.nodes[2].item, relu());
    }

    #[test]
    fn what_experts_build_is_not_remarked() {
        let norm = || Item::from(BatchNorm2d::default());
        assert_eq!(body([same(8, 3), norm(), relu()]), None);
        assert_eq!(body([same(8, 3), pool(2)]), None, "max pooling bends too");
        let depthwise = || Conv2d { groups: 3, ..Conv2d::new(3, 3, Padding::Same) };
        assert_eq!(body([depthwise().into(), same(8, 1), relu()]), None, "Xception");
        let row = Conv2d { kernel: [1, 7], ..Conv2d::new(8, 7, Padding::Same) };
        let column = Conv2d { kernel: [7, 1], ..row.clone() };
        assert_eq!(body([row.into(), column.into(), relu()]), None, "Inception v3");
        let narrow = [same(16, 3), relu(), same(4, 1), norm(), same(16, 1), relu()];
        assert_eq!(body(narrow), None, "MobileNet v2");
        let strided = Conv2d { stride: [2, 2], ..Conv2d::new(8, 1, Padding::Valid) };
        assert_eq!(body([strided.into(), relu()]), None, "1×1 with a stride skips on purpose");
    }

    #[test]
    fn softmax_and_activations_belong_to_their_places() {
        let softmax = || Item::from(Softmax {});
        let early = [flatten(), dense(64), softmax(), dense(10)];
        assert_eq!(first(early), Some(Problem::SoftmaxNotLast));
        assert_eq!(first([flatten(), dense(10), softmax()]), None);
        let (twice, _) = repaired(cifar([flatten(), dense(10), softmax(), softmax()]), Some(CIFAR));
        assert_eq!(twice.nodes.len(), 3);
        assert_eq!(first([flatten(), dense(10), relu()]), Some(Problem::ActivationLast));
        let sigmoid = Activation::new(Function::Sigmoid).into();
        let bent = [flatten(), dense(10), sigmoid, softmax()];
        assert_eq!(first(bent), Some(Problem::ActivationLast));
    }

    #[test]
    fn pixels_left_over_are_a_hint() {
        let network = cifar([conv(8, 4), relu(), pool(2)].into_iter().chain(head()));
        let report = inspect(&network, Some(CIFAR));
        let [hint] = report.diagnostics.as_slice() else { panic!("{:?}", report.diagnostics) };
        assert_eq!(hint.problem, Problem::PixelsLeftOver { unused: [1, 1] });
        assert_eq!((hint.severity, hint.node), (Severity::Hint, Some(NodeId(3))));
        assert_eq!(repaired(network, Some(CIFAR)).1, 1);
        // A padded row that no window reaches is no loss.
        let padded = Conv2d { stride: [2, 2], ..Conv2d::new(8, 3, Padding::Explicit([1, 1])) };
        assert_eq!(body([padded.into(), relu()]), None);
    }

    #[test]
    fn padding_that_windows_see_nothing_but() {
        let padded = Conv2d::new(8, 3, Padding::Explicit([3, 1]));
        let expected = Problem::PaddingTooLarge { padding: [3, 1], max: [2, 2] };
        assert_eq!(body([padded.into(), relu()]), Some(expected));
        // For a pooling layer it is an error.
        let padded = MaxPool2d { padding: Padding::Explicit([2, 1]), ..MaxPool2d::new(2) };
        let network = cifar([Item::from(padded)].into_iter().chain(head()));
        let problem = Problem::PaddingTooLarge { padding: [2, 1], max: [1, 1] };
        let fixes = vec![FixKind::SetPadding([1, 1]), FixKind::SetPaddingSame];
        assert_eq!(found(&network, Some(CIFAR)), [(problem, fixes)]);
    }

    #[test]
    fn a_single_lane_is_unwrapped() {
        let only = lane([same(8, 3), relu(), pool(2)]);
        let block = Block::Parallel { branches: vec![only], merge: Merge::Concat };
        let network = cifar([Item::from(block), flatten(), dense(10)]);
        let problem = Problem::TooFewLanes { found: 1 };
        assert_eq!(found(&network, Some(CIFAR)), [(problem, vec![FixKind::Unwrap])]);
        let (network, _) = repaired(network, Some(CIFAR));
        let order: Vec<_> = network.nodes.iter().map(|node| node.id.0).collect();
        assert_eq!(order, [2, 3, 4, 5, 6]);
    }
}

mod limits {
    use super::*;

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
        assert_eq!(problems, [&Problem::TooLarge { values, limit: LARGEST }]);
        let dense = network_of_weights();
        assert!(matches!(problems_of(&dense)[..], [Problem::TooLarge { .. }]));
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
}

fn targets() -> impl Strategy<Value = Option<Target>> {
    let target = ([1_usize..5, 1_usize..40, 1_usize..40], 2_usize..100)
        .prop_map(|(input, classes)| Target { input, classes });
    proptest::option::weighted(0.8, target)
}

/// Same problem at the same place, numbers aside.
fn alike(one: &Diagnostic, other: &Diagnostic) -> bool {
    let kind = std::mem::discriminant::<Problem>;
    one.node == other.node && one.field == other.field && kind(&one.problem) == kind(&other.problem)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn any_network_is_reported_node_for_node(network in any_network(), target in targets()) {
        let report = inspect(&network, target);
        let ids: Vec<_> = report.nodes.iter().map(|node| node.id).collect();
        prop_assert_eq!(ids, network.walk().map(|node| node.id).collect::<Vec<_>>());
        prop_assert_eq!(report.is_valid(), report.errors().count() == 0);
        // A shape is reported exactly where it is certain.
        prop_assert!(report.output.is_some() || !report.is_valid());
        for node in &report.nodes {
            prop_assert!(node.output.is_none() || node.input.is_some());
        }
    }

    #[test]
    fn every_fix_of_an_error_repairs_it(network in any_network(), target in targets()) {
        for found in inspect(&network, target).errors() {
            for fix in &found.fixes {
                let applied = apply_all(&fix.edits, &network);
                prop_assert!(applied.is_ok(), "{found:?}: {fix:?}: {applied:?}");
                let after = inspect(&applied.unwrap().network, target);
                let remains = after.errors().any(|now| alike(now, found));
                // Removing the only layer of a vector's end may uncover the same want before it.
                prop_assert!(!remains, "{found:?}\n{fix:?}\n{:?}", after.diagnostics);
            }
        }
    }

    /// Warnings and hints too: they go where their fix is applied.
    #[test]
    fn every_fix_of_a_warning_repairs_it(network in valid_network(12)) {
        let report = inspect(&network, None);
        prop_assert!(report.is_valid());
        for found in &report.diagnostics {
            prop_assert!(!found.fixes.is_empty());
            for fix in &found.fixes {
                let applied = apply_all(&fix.edits, &network).unwrap().network;
                let after = inspect(&applied, None);
                let remains = after.diagnostics.iter().any(|now| alike(now, found));
                prop_assert!(!remains, "{found:?}\n{fix:?}\n{:?}", after.diagnostics);
            }
        }
    }

    #[test]
    fn valid_networks_are_valid(network in valid_network(16)) {
        let report = inspect(&network, None);
        prop_assert!(report.is_valid(), "{:?}", report.diagnostics);
        let Some(Shape::Vector(classes)) = report.output else { panic!("{:?}", report.output) };
        let target = Target { input: network.input, classes };
        let errors = inspect(&network, Some(target)).errors().count();
        prop_assert_eq!(errors, 0);
        prop_assert!((2..=6).contains(&classes));
        // All costs are those of the layers alone.
        let layers = || network.walk().filter_map(|node| {
            Some((node.item.layer()?, report.node(node.id)?))
        });
        let parameters: u64 = layers().map(|(layer, at)| layer.parameters(at.input.unwrap())).sum();
        prop_assert_eq!(parameters, report.parameters);
    }
}

/// The strategy would be worth little if it left a layer out.
#[test]
fn valid_networks_reach_every_layer_and_option() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let mut seen = BTreeSet::new();
    for _ in 0..400 {
        let network = valid_network(16).new_tree(&mut runner).unwrap().current();
        for node in network.walk() {
            match &node.item {
                Item::Block(block) => seen.insert(format!("{} {:?}", block.name(), block.merge())),
                Item::Layer(layer) => {
                    if let Layer::Conv2d(conv) = layer {
                        let Conv2d { groups, dilation, padding, bias, .. } = conv;
                        let mode = std::mem::discriminant(padding);
                        seen.insert(format!("conv {} {}", *groups > 1, *bias));
                        seen.insert(format!("conv {mode:?} {}", dilation.contains(&2)));
                    }
                    if let Some(crate::param::Value::Switch(ceil)) = layer.get(Field::CeilMode) {
                        seen.insert(format!("{:?} ceil {ceil}", layer.kind()));
                    }
                    seen.insert(format!("{:?}", layer.kind()))
                }
            };
        }
    }
    // 10 layers, 4 sorts of blocks, 4 + 6 of convolutions, 4 of pooling.
    assert_eq!(seen.len(), 28, "{seen:#?}");
}

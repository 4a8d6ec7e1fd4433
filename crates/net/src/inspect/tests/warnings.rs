//! Warnings and hints: what they name and what they leave alone.

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

/// What follows the end of an inverted residual, whether it widens again, or classifies.
#[test]
fn a_linear_bottleneck_is_meant() {
    let norm = || Item::from(BatchNorm2d::default());
    let bottleneck = || {
        let depthwise = Conv2d { groups: 32, ..Conv2d::new(32, 3, Padding::Same) };
        [same(32, 1), norm(), relu(), depthwise.into(), norm(), relu(), same(16, 1), norm()]
    };
    let classified = || [GlobalAvgPool {}.into(), dense(10)];
    assert_eq!(first(bottleneck().into_iter().chain(classified())), None);
    let next = [same(16, 3), norm(), relu()];
    assert_eq!(body(bottleneck().into_iter().chain(next)), None);
    let widened = [same(32, 3), norm(), relu(), same(8, 1), norm()];
    assert_eq!(first(widened.into_iter().chain(classified())), None);
    // Few values between dense layers, to look at them or to save weights.
    assert_eq!(first([flatten(), dense(2), dense(10)]), None);

    // A reduction that has lost its ReLU is none: nothing wide was made before it.
    let reduced =
        [same(32, 3), relu(), same(32, 3), relu(), same(8, 1), norm(), same(8, 3), relu()];
    assert_eq!(body(reduced), Some(Problem::LinearPair));
    let bare = [same(32, 3), relu(), same(8, 1), flatten(), dense(10)];
    assert_eq!(first(bare), Some(Problem::LinearPair), "without a norm");
}

/// Windows of 1×n and n×1 in either order, with or without a norm between.
#[test]
fn factorised_windows_are_meant() {
    let row = |n| Item::from(Conv2d { kernel: [1, n], ..Conv2d::new(8, n, Padding::Same) });
    let column = |n| Item::from(Conv2d { kernel: [n, 1], ..Conv2d::new(8, n, Padding::Same) });
    let norm = || Item::from(BatchNorm2d::default());
    for n in [2, 3, 7] {
        assert_eq!(body([row(n), column(n), relu()]), None);
        assert_eq!(body([column(n), norm(), row(n), norm(), relu()]), None);
        assert_eq!(body([row(n), row(n), relu()]), Some(Problem::LinearPair));
    }
}

#[test]
fn a_norm_over_single_values_is_named() {
    let group = |groups| Item::from(GroupNorm::new(groups));
    let global = || Item::from(GlobalAvgPool {});
    let of = |items: Vec<Item>| found(&cifar(items), Some(CIFAR));
    let fixes = vec![FixKind::SetGroups(4), FixKind::RemoveLayer];
    let single = |fixes| vec![(Problem::SingleValues, fixes)];
    let items = vec![same(8, 3), relu(), global(), group(8), dense(10)];
    assert_eq!(of(items), single(fixes));
    assert_eq!(of(vec![same(8, 3), relu(), global(), group(4), dense(10)]), []);
    assert_eq!(of(vec![same(8, 3), group(8), relu(), global(), dense(10)]), [], "over each map");
    let one = vec![same(1, 3), relu(), global(), LayerNorm::default().into(), dense(10)];
    assert_eq!(of(one), single(vec![FixKind::RemoveLayer]));
    let one = vec![same(1, 3), relu(), global(), group(1), dense(10)];
    assert_eq!(of(one), single(vec![FixKind::RemoveLayer]));
}

#[test]
fn the_first_batch_norm_of_one_value_is_told() {
    let norm = || Item::from(BatchNorm2d::default());
    let lone = |items: Vec<Item>| inspect(&cifar(items), Some(CIFAR)).lone_norm;
    assert_eq!(lone(vec![same(8, 3), norm(), relu(), flatten(), dense(10)]), None);
    let vector = vec![same(8, 3), norm(), relu(), flatten(), dense(16), norm(), relu(), dense(10)];
    assert_eq!(lone(vector), Some(NodeId(6)));
    let inside = Block::Residual { body: lane([same(8, 1), norm()]), shortcut: vec![] };
    let pixel = vec![same(8, 3), relu(), pool(32), inside.into(), relu(), flatten(), dense(10)];
    let network = cifar(pixel);
    let expected = network.walk().find(|node| node.item.kind() == Some(LayerKind::BatchNorm2d));
    let report = inspect(&network, Some(CIFAR));
    assert_eq!(report.lone_norm, expected.map(|node| node.id));
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
    let expected = Problem::Shape(ShapeProblem::PaddingTooLarge { padding: [3, 1], max: [2, 2] });
    assert_eq!(body([padded.into(), relu()]), Some(expected));
    // For a pooling layer it is an error.
    let padded = MaxPool2d { padding: Padding::Explicit([2, 1]), ..MaxPool2d::new(2) };
    let network = cifar([Item::from(padded)].into_iter().chain(head()));
    let problem = Problem::Shape(ShapeProblem::PaddingTooLarge { padding: [2, 1], max: [1, 1] });
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

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

use super::*;
use crate::templates::{TEMPLATES, template};
use filtro_net::testing::valid_network;
use filtro_net::{Block, Item};
use proptest::prelude::*;

const CIFAR: Target = Target { input: [3, 32, 32], classes: 10 };

/// Errors, but that what was asked for is too large for any device.
fn errors(adapted: &Adapted, adaptation: &Adaptation) -> Vec<filtro_net::Diagnostic> {
    let target = Target { input: adaptation.input, classes: adaptation.classes };
    let report = inspect(&adapted.network, Some(target));
    let large = |found: &&filtro_net::Diagnostic| {
        matches!(found.problem, filtro_net::Problem::TooLarge { .. })
    };
    report.errors().filter(|found| !large(found)).cloned().collect()
}

fn adaptations() -> impl Strategy<Value = Adaptation> {
    let input = [1_usize..5, 1_usize..80, 1_usize..80];
    let width = prop_oneof![Just(1.0), 0.02_f64..2.0];
    let repeats = proptest::collection::vec(0_usize..6, 0..6);
    (input, 2_usize..50, width, repeats).prop_map(|(input, classes, width, repeats)| Adaptation {
        input,
        classes,
        width,
        repeats,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn every_original_fits_what_it_is_adapted_to(at in 0..TEMPLATES.len(), to in adaptations()) {
        let adapted = adapt(&(TEMPLATES[at].build)(), &to);
        prop_assert_eq!(errors(&adapted, &to), vec![], "{}", TEMPLATES[at].name);
        prop_assert_eq!(adapted.network.input, to.input);
    }

    #[test]
    fn so_does_any_valid_network(network in valid_network(14), to in adaptations()) {
        let adapted = adapt(&network, &to);
        prop_assert_eq!(errors(&adapted, &to), vec![]);
    }
}

#[test]
fn nothing_asked_for_changes_nothing() {
    for template in TEMPLATES {
        let network = (template.build)();
        let classes = inspect(&network, None).output.unwrap().channels();
        let repeats = stages(&network).iter().map(|stage| stage.repeats).collect();
        let same = Adaptation { input: network.input, classes, width: 1.0, repeats };
        let adapted = adapt(&network, &same);
        assert_eq!(adapted, Adapted { network, changes: vec![] }, "{}", template.name);
    }
}

/// Every original for CIFAR by its rule alone, without a repair.
#[test]
fn originals_fit_small_pictures_by_the_rules() {
    for template in TEMPLATES.iter().filter(|template| template.original) {
        let network = (template.build)();
        let to = Adaptation { width: 0.25, ..Adaptation::to(CIFAR) };
        let adapted = adapt(&network, &to);
        let repaired = |change: &Change| matches!(change, Change::Repaired(_));
        assert!(!adapted.changes.iter().any(repaired), "{}: {:?}", template.name, adapted.changes);
        assert!(inspect(&adapted.network, Some(CIFAR)).is_valid(), "{}", template.name);
        let before = inspect(&network, None).parameters;
        assert!(inspect(&adapted.network, None).parameters < before, "{}", template.name);
    }
}

/// By hand: ResNet-50's maps at 32×32 would be 16, 8, 8, 4, 2 and 1; without the stem's stride and
/// its pool they are 32, 32, 16, 8 and 4.
#[test]
fn the_stem_stops_shrinking_small_pictures() {
    let network = template("resnet-50").unwrap();
    let adapted = adapt(&network, &Adaptation::to(CIFAR));
    let [conv, pool] = [0, 3].map(|at: usize| network.nodes[at].id);
    let expected = [
        Change::StrideRemoved(conv),
        Change::PoolRemoved(pool),
        Change::Classes { from: 1000, to: 10 },
    ];
    assert_eq!(adapted.changes, expected);
    let report = inspect(&adapted.network, None);
    let mut blocks = adapted.network.nodes.iter().filter(|node| node.item.block().is_some());
    let last = blocks.next_back().and_then(|node| report.node(node.id)).unwrap();
    assert_eq!(last.output, Some(Shape::map(2048, 4, 4)));
    // Only the classifier differs: 2048 weights and a bias less for each of 990 classes.
    assert_eq!(report.parameters, 25_557_032 - 990 * 2049);
}

/// VGG-16's stages of 1, 2 and 3 convolutions, by the paper's table.
#[test]
fn stages_are_runs_of_equal_units() {
    let of = |name: &str| -> Vec<(usize, usize)> {
        let stages = stages(&template(name).unwrap());
        stages.iter().map(|stage| (stage.repeats, stage.least)).collect()
    };
    assert_eq!(of("vgg-16"), [(2, 1), (2, 1), (3, 1), (3, 1), (3, 0)]);
    // Behind the first of each stage, which has a projection.
    assert_eq!(of("resnet-152"), [(2, 0), (7, 0), (35, 0), (2, 0)]);
    assert_eq!(of("resnet-18"), [(2, 0), (1, 0), (1, 0), (1, 0)]);
    assert_eq!(of("densenet-121"), [(6, 1), (12, 1), (24, 1), (16, 1)]);
    assert_eq!(of("xception"), [(8, 0)]);
    assert_eq!(of("alexnet"), [(2, 1)]);
    assert_eq!(of("lenet-5"), []);
}

/// ResNet-50's counts as of ResNet-101: 23 instead of 6 units in the fourth part.
#[test]
fn depth_makes_one_published_network_of_another() {
    let network = template("resnet-50").unwrap();
    let target = Target { input: [3, 224, 224], classes: 1000 };
    let repeats = vec![2, 3, 22, 2];
    let deeper = adapt(&network, &Adaptation { repeats, ..Adaptation::to(target) });
    assert_eq!(inspect(&deeper.network, None).parameters, 44_549_160);
    let first = stages(&network)[2].first;
    assert_eq!(deeper.changes, [Change::Repeats { first, from: 5, to: 22 }]);
    let ids: std::collections::BTreeSet<_> = deeper.network.walk().map(|node| node.id).collect();
    assert_eq!(ids.len(), deeper.network.len());
    // VGG-16 becomes VGG-19 and VGG-13.
    let vgg = |repeats: Vec<usize>| {
        let to = Adaptation { repeats, ..Adaptation::to(target) };
        inspect(&adapt(&template("vgg-16").unwrap(), &to).network, None).parameters
    };
    assert_eq!(vgg(vec![2, 2, 4, 4, 4]), 143_667_240);
    assert_eq!(vgg(vec![2, 2, 2, 2, 2]), 133_047_848);
}

/// By hand as the table of layers says, 1,331,592 with the width multiplier 0.5; table 7 of the
/// paper has 1.3 million.
#[test]
fn width_makes_the_published_narrow_mobilenet() {
    let target = Target { input: [3, 224, 224], classes: 1000 };
    let to = Adaptation { width: 0.5, ..Adaptation::to(target) };
    let narrow = adapt(&template("mobilenet-v1").unwrap(), &to);
    assert_eq!(narrow.changes, [Change::Width(0.5)]);
    assert_eq!(inspect(&narrow.network, None).parameters, 1_331_592);
    let depthwise = narrow.network.walk().filter_map(|node| match node.item.layer()? {
        filtro_net::Layer::Conv2d(conv) if conv.groups > 1 => Some(conv.groups == conv.filters),
        _ => None,
    });
    assert_eq!(depthwise.filter(|whole| *whole).count(), 13);
}

/// The gate's last dense layer follows the channels that it multiplies.
#[test]
fn lanes_that_are_multiplied_stay_equal() {
    let gate = crate::Preset::SqueezeExcite.items(Some(Shape::map(20, 8, 8)));
    let mut network = Network::new("", [3, 8, 8]);
    network.push(filtro_net::catalogue::Conv2d::new(20, 3, filtro_net::catalogue::Padding::Same));
    for item in gate {
        network.push(item);
    }
    network.push(filtro_net::catalogue::GlobalAvgPool {});
    network.push(filtro_net::catalogue::Dense::new(4));
    let target = Target { input: [3, 8, 8], classes: 4 };
    let narrow = adapt(&network, &Adaptation { width: 0.3, ..Adaptation::to(target) });
    assert_eq!(narrow.changes, [Change::Width(0.3)]);
    let Item::Block(block @ Block::Parallel { .. }) = &narrow.network.nodes[1].item else {
        panic!()
    };
    assert_eq!(block.lanes().len(), 2);
    assert!(inspect(&narrow.network, Some(target)).is_valid());
}

//! Published counts, and what holds of every template.

use super::*;
use filtro_net::{Diagnostic, Severity, Shape, Target, inspect};

fn parameters(name: &str) -> u64 {
    inspect(&template(name).unwrap(), None).parameters
}

#[test]
fn every_template_is_without_remark_for_its_data() {
    for Template { name, build, original, .. } in TEMPLATES {
        let network = build();
        let classes = if !original || *name == "lenet-5" { 10 } else { 1000 };
        let target = Target { input: network.input, classes };
        let report = inspect(&network, Some(target));
        // The published ones leave a pixel over here and there.
        let remarks = report.diagnostics.iter().filter(|it| it.severity != Severity::Hint);
        assert_eq!(remarks.collect::<Vec<_>>(), Vec::<&Diagnostic>::new(), "{name}");
        assert_eq!(report.output, Some(Shape::Vector(classes)), "{name}");
    }
}

/// Parameters and billions of multiply-adds as torchvision 0.29 publishes them with its weights
/// (`num_params` and `_ops` of each `Weights` entry), without auxiliary heads. Xception's and
/// MobileNet v1's trainable parameters are those of Keras' `summary()`; the latter's multiply-adds
/// are table 6 of its paper, in millions, which counts convolutions and the dense layer as here.
#[test]
fn published_networks_have_their_published_counts() {
    let published = [
        ("alexnet", 61_100_840, Some(0.714)),
        ("vgg-11", 132_863_336, Some(7.609)),
        ("vgg-13", 133_047_848, Some(11.308)),
        ("vgg-16", 138_357_544, Some(15.47)),
        ("vgg-19", 143_667_240, Some(19.632)),
        ("googlenet", 6_624_904, Some(1.498)),
        ("inception-v3", 23_834_568, Some(5.713)),
        ("resnet-18", 11_689_512, Some(1.814)),
        ("resnet-34", 21_797_672, Some(3.664)),
        ("resnet-50", 25_557_032, Some(4.089)),
        ("resnet-101", 44_549_160, Some(7.801)),
        ("resnet-152", 60_192_808, Some(11.514)),
        ("squeezenet-1.0", 1_248_424, Some(0.819)),
        ("squeezenet-1.1", 1_235_496, Some(0.349)),
        ("densenet-121", 7_978_856, Some(2.834)),
        ("xception", 22_855_952, None),
        ("mobilenet-v1", 4_231_976, Some(0.569)),
        ("mobilenet-v2", 3_504_872, Some(0.301)),
    ];
    for (name, parameters, billions) in published {
        let report = inspect(&template(name).unwrap(), None);
        assert_eq!(report.parameters, parameters, "{name}");
        if let Some(published) = billions {
            // The published figures are cut to three places.
            let found = report.multiply_adds as f64 / 1e9;
            let off = (found - published).abs();
            assert!(off <= 0.001 || off <= published * 0.001, "{name}: {found}");
        }
    }
}

/// By hand, from ResNet-8: two more blocks of 2·(f·f·9 + 2·f) a stage for each count.
#[test]
fn deeper_residual_networks_add_their_blocks() {
    let block = |filters: u64| 2 * (9 * filters * filters + 2 * filters);
    let more: u64 = [16, 32, 64].into_iter().map(block).sum();
    assert_eq!(parameters("resnet-14-cifar"), parameters("resnet-8-cifar") + more);
    assert_eq!(parameters("resnet-20-cifar"), parameters("resnet-8-cifar") + 2 * more);
}

#[test]
fn cifar_networks_are_small_enough_for_a_tab() {
    for Template { name, build, .. } in TEMPLATES.iter().filter(|t| !t.original) {
        let report = inspect(&build(), None);
        assert!(report.parameters < 700_000, "{name}: {}", report.parameters);
        assert!(report.multiply_adds < 60_000_000, "{name}: {}", report.multiply_adds);
    }
}

#[test]
fn every_template_survives_its_file() {
    for Template { name, build, .. } in TEMPLATES {
        let network = build();
        let text = filtro_net::file::to_json(&network);
        assert_eq!(filtro_net::file::from_json(&text).unwrap(), network, "{name}");
    }
}

#[test]
fn names_are_unique() {
    let names: std::collections::BTreeSet<_> = TEMPLATES.iter().map(|t| t.name).collect();
    assert_eq!(names.len(), TEMPLATES.len());
    assert_eq!(template("no-such-network"), None);
}

/// 62,006 and 161,130 were counted by PyTorch for the accuracy reference; 61,706 is the
/// usual count of LeNet-5's modern form.
#[test]
fn parameter_counts_are_the_references() {
    assert_eq!(parameters("lenet-5-cifar"), 62_006);
    assert_eq!(parameters("cnn3-cifar"), 161_130);
    assert_eq!(parameters("lenet-5"), 61_706);
}

/// By hand: 3072·20+20, 20·10+10.
#[test]
fn the_dense_network_has_about_the_budget_of_lenet() {
    let [dense, lenet] = ["dense-cifar", "lenet-5-cifar"].map(parameters);
    assert_eq!(dense, 61_460 + 210);
    assert!(dense.abs_diff(lenet) * 100 < lenet);
}

/// By hand, convolutions without bias, batch norm 2·C: stem 3·16·9 + 32; stage 1
/// 2·(16·16·9) + 64; stage 2 16·32·9 + 32·32·9 + 128 + shortcut 16·32 + 64; stage 3
/// 32·64·9 + 64·64·9 + 256 + shortcut 32·64 + 128; dense 64·10 + 10.
#[test]
fn resnet_8_has_the_parameters_counted_by_hand() {
    let stem = 432 + 32;
    let first = 4608 + 64;
    let second = 4608 + 9216 + 128 + 512 + 64;
    let third = 18_432 + 36_864 + 256 + 2048 + 128;
    assert_eq!(parameters("resnet-8-cifar"), stem + first + second + third + 650);
}

/// A relative is smaller in every way, and every original but the one for CIFAR's ancestors has
/// what is published of it.
#[test]
fn originals_have_relatives_and_published_accuracies() {
    for original in TEMPLATES.iter().filter(|template| template.original) {
        let relative =
            original.relative.and_then(|name| TEMPLATES.iter().find(|it| it.name == name));
        let relative = relative.unwrap_or_else(|| panic!("{}", original.name));
        assert!(!relative.original && relative.relative.is_none());
        let published = original.published();
        assert_eq!(published.is_none(), original.name == "lenet-5", "{}", original.name);
        if let Some(Published { top1, top5, .. }) = published {
            assert!((0.5..top5).contains(&top1) && top5 < 0.96, "{}", original.name);
        }
    }
    assert!(TEMPLATES.iter().all(|it| it.original || it.published().is_none()));
    for Template { name, source, year, .. } in TEMPLATES {
        let says = source.zip(*year).map(|(source, year)| source.contains(&year.to_string()));
        assert_eq!((says, source.is_none()), (source.map(|_| true), year.is_none()), "{name}");
    }
}

#[test]
fn parts_of_originals_have_their_papers_names() {
    let has = |template_name: &str, name: &str| {
        let network = template(template_name).unwrap();
        network.walk().filter(|node| node.name.as_deref() == Some(name)).count()
    };
    let last = [
        ("lenet-5", "F6"),
        ("alexnet", "fc8"),
        ("vgg-16", "conv5_3"),
        ("googlenet", "Inception 5b"),
        ("inception-v3", "Mixed_7c"),
        ("resnet-152", "conv4_36"),
        ("squeezenet-1.1", "fire9/expand"),
        ("squeezenet-1.0", "conv10"),
        ("mobilenet-v1", "conv_pw_13"),
        ("mobilenet-v2", "bottleneck7_1"),
        ("xception", "block14_sepconv2_pw"),
        ("densenet-121", "dense4_16"),
    ];
    for (template, name) in last {
        assert_eq!(has(template, name), 1, "{template}: {name}");
    }
    for Template { name, build, .. } in TEMPLATES.iter().filter(|template| template.original) {
        let blocks = build().nodes.into_iter().filter(|node| node.item.block().is_some());
        assert!(blocks.map(|node| node.name).all(|name| name.is_some()), "{name}");
    }
}

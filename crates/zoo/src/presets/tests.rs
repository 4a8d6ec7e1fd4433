use super::*;
use crate::templates::template;
use filtro_net::catalogue::{Activation, Dense, GlobalAvgPool};
use filtro_net::{Network, Node, Problem, Severity, inspect};
use std::collections::BTreeSet;

/// The block between an input and a classifier, with an activation between: some blocks end linear.
fn between(preset: Preset, input: [usize; 3]) -> Network {
    let mut network = Network::new(preset.name(), input);
    let shape = network.input_shape();
    for item in preset.items(Some(shape)) {
        network.push(item);
    }
    network.push(Activation::default());
    network.push(GlobalAvgPool {});
    network.push(Dense::new(10));
    network
}

#[test]
fn every_block_fits_where_it_is_put() {
    for preset in PRESETS {
        for channels in [1, 3, 8, 16, 30, 64, 100, 256, 728, 2048] {
            for size in [[1, 1], [2, 3], [8, 8], [7, 14], [32, 32], [56, 56]] {
                let [height, width] = size;
                let report = inspect(&between(preset, [channels, height, width]), None);
                let found: Vec<_> = report
                    .diagnostics
                    .iter()
                    .filter(|found| found.severity == Severity::Error)
                    .collect();
                assert_eq!(found, Vec::<&_>::new(), "{preset:?} {channels} {size:?}");
            }
        }
    }
}

#[test]
fn no_block_is_remarked_at_usual_sizes() {
    for preset in PRESETS {
        for channels in [8, 16, 64, 256] {
            for size in [8, 15, 28, 56] {
                let report = inspect(&between(preset, [channels, size, size]), None);
                let remarks = report.diagnostics.iter();
                // The published modules leave a pixel over at even sizes.
                let remarks =
                    remarks.filter(|it| !matches!(it.problem, Problem::PixelsLeftOver { .. }));
                assert_eq!(remarks.collect::<Vec<_>>(), Vec::<&_>::new(), "{preset:?} {channels}");
            }
        }
    }
}

#[test]
fn blocks_double_halve_and_keep_as_they_say() {
    let out = |preset: Preset, channels, size| {
        let network = between(preset, [channels, size, size]);
        let report = inspect(&network, None);
        let last = network.nodes.iter().rev().nth(3).unwrap();
        report.node(last.id).unwrap().output.unwrap()
    };
    for channels in [16, 64, 256] {
        let same = Shape::map(channels, 28, 28);
        for preset in [
            Preset::ResidualBasic,
            Preset::Bottleneck,
            Preset::Inverted,
            Preset::SqueezeExcite,
            Preset::Xception,
        ] {
            assert_eq!(out(preset, channels, 28), same, "{preset:?}");
        }
        let down = Shape::map(2 * channels, 14, 14);
        assert_eq!(out(Preset::ResidualBasicDown, channels, 28), down);
        assert_eq!(out(Preset::BottleneckDown, channels, 28), down);
        assert_eq!(out(Preset::Separable, channels, 28), Shape::map(2 * channels, 28, 28));
        assert_eq!(out(Preset::Dense, channels, 28), Shape::map(channels + 48, 28, 28));
    }
    // The papers' tables: 24 → 32 maps; 192 → 256; 96 → 128; 288 → 768; 768 → 768 → 1280 → 2048.
    assert_eq!(out(Preset::InvertedDown, 24, 56), Shape::map(32, 28, 28));
    assert_eq!(out(Preset::InceptionV1, 192, 28), Shape::map(256, 28, 28));
    assert_eq!(out(Preset::Fire, 96, 55), Shape::map(128, 55, 55));
    assert_eq!(out(Preset::InceptionA, 192, 35), Shape::map(256, 35, 35));
    assert_eq!(out(Preset::InceptionB, 288, 35), Shape::map(768, 17, 17));
    assert_eq!(out(Preset::InceptionC, 768, 17), Shape::map(768, 17, 17));
    assert_eq!(out(Preset::InceptionD, 768, 17), Shape::map(1280, 8, 8));
    assert_eq!(out(Preset::InceptionE, 1280, 8), Shape::map(2048, 8, 8));
}

/// Without ids, which a template's nodes have.
fn bare(item: &Item) -> Item {
    let mut node = Node::new(filtro_net::NodeId(0), item.clone());
    clear(&mut node);
    node.item
}

fn clear(node: &mut Node) {
    node.id = filtro_net::NodeId(0);
    if let Item::Block(block) = &mut node.item {
        block.lanes_mut().into_iter().flatten().for_each(clear);
    }
}

#[test]
fn at_their_papers_input_blocks_are_the_templates_modules() {
    let templates = [
        (Preset::ResidualBasic, "resnet-18", 64),
        (Preset::ResidualBasicDown, "resnet-18", 64),
        (Preset::Bottleneck, "resnet-50", 256),
        (Preset::BottleneckDown, "resnet-50", 256),
        (Preset::InceptionV1, "googlenet", 192),
        (Preset::InceptionA, "inception-v3", 192),
        (Preset::InceptionB, "inception-v3", 288),
        (Preset::InceptionC, "inception-v3", 768),
        (Preset::InceptionD, "inception-v3", 768),
        (Preset::InceptionE, "inception-v3", 1280),
        (Preset::Fire, "squeezenet-1.0", 96),
        (Preset::Separable, "mobilenet-v1", 32),
        (Preset::Inverted, "mobilenet-v2", 24),
        (Preset::InvertedDown, "mobilenet-v2", 24),
        (Preset::Xception, "xception", 728),
    ];
    for (preset, name, channels) in templates {
        let network = template(name).unwrap();
        let report = inspect(&network, None);
        let module = preset.items(Some(Shape::map(channels, 99, 99)));
        assert_eq!(module, preset.items(None), "{preset:?}");
        let fits = |at: usize| {
            let part = network.nodes.get(at..at + module.len()).unwrap_or_default();
            let alike = part.iter().map(|node| bare(&node.item)).eq(module.iter().cloned());
            let input = part.first().and_then(|node| report.node(node.id)?.input);
            alike && input.is_some_and(|shape| shape.channels() == channels)
        };
        assert!((0..network.nodes.len()).any(fits), "{preset:?} in {name}");
    }
}

/// By hand: depthwise 32·9 + norm 64, 1×1 32·64 + norm 128 (Howard et al., table 1, first block);
/// inverted 24 → 144 → 24: 24·144 + 288, 144·9 + 288, 144·24 + 48; to 32 with stride 2: 144·32 + 64
/// at the end; squeeze-and-excite 64 → 4 → 64: 64·4 + 4, 4·64 + 64; dense layers over 24, 36, 48
/// and 60 maps: 2·C + C·9·12.
#[test]
fn blocks_have_the_parameters_counted_by_hand() {
    let parameters = |preset: Preset| {
        let network = between(preset, [preset.paper_channels(), 28, 28]);
        let report = inspect(&network, None);
        let classifier = report.nodes.last().unwrap().parameters;
        report.parameters - classifier
    };
    assert_eq!(parameters(Preset::Separable), 288 + 64 + 2048 + 128);
    assert_eq!(parameters(Preset::Inverted), 3456 + 288 + 1296 + 288 + 3456 + 48);
    assert_eq!(parameters(Preset::InvertedDown), 3456 + 288 + 1296 + 288 + 4608 + 64);
    assert_eq!(parameters(Preset::SqueezeExcite), 256 + 4 + 256 + 64);
    assert_eq!(parameters(Preset::Dense), (24 + 36 + 48 + 60) * (2 + 108));
}

#[test]
fn names_are_unique_and_sources_are_named() {
    let names: BTreeSet<_> = PRESETS.iter().map(|preset| preset.name()).collect();
    assert_eq!(names.len(), PRESETS.len());
    assert!(PRESETS.iter().all(|preset| preset.source().contains("20")));
}

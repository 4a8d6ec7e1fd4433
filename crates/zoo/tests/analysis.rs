//! What is said of published networks, against what their papers and others say.
#![cfg(feature = "templates")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests may")]

use filtro_net::catalogue::{Activation, Conv2d, Dense, GlobalAvgPool, Padding};
use filtro_net::{Item, Network, Problem, Receptive, Shape, inspect};
use filtro_zoo::{PRESETS, Preset, template};

/// The last field that is not the whole picture.
fn last_field(name: &str) -> Receptive {
    let report = inspect(&template(name).unwrap(), None);
    let maps =
        report.nodes.iter().rev().filter(|node| matches!(node.output, Some(Shape::Map { .. })));
    maps.map(|node| node.receptive.unwrap()).next().unwrap()
}

/// Size and stride from the tables of Araujo et al.'s library (tensorflow's receptive_field), for
/// the networks that are built the same way there; VGG-16's effective padding is 90. By hand for
/// torchvision's ResNet-50, whose strides sit in other layers than that table's: 11 behind the
/// stem, then 24, 8 + 48, 16 + 160 and 32 + 128 for the stages.
#[test]
fn fields_are_the_published_ones() {
    let of = |name| {
        let seen = last_field(name);
        (seen.size, seen.stride)
    };
    assert_eq!(of("alexnet"), ([195; 2], [32; 2]));
    assert_eq!(of("vgg-16"), ([212; 2], [32; 2]));
    assert_eq!(last_field("vgg-16").centre, [(212.0 - 1.0) / 2.0 - 90.0; 2]);
    assert_eq!(of("resnet-50"), ([11 + 24 + 56 + 176 + 160; 2], [32; 2]));
}

/// By hand: the gate sees all 32 pixels, the maps beside it go on from pixel to pixel.
#[test]
fn a_gate_widens_the_field_and_leaves_its_steps() {
    let conv = || Item::from(Conv2d::new(8, 3, Padding::Same));
    let gate = Preset::SqueezeExcite.items(Some(Shape::map(8, 32, 32))).remove(0);
    let mut network = Network::new("", [3, 32, 32]);
    for item in [conv(), gate, conv(), conv()] {
        network.push(item);
    }
    let report = inspect(&network, None);
    assert!(report.is_valid(), "{:?}", report.diagnostics);
    let after: Vec<_> =
        network.nodes.iter().map(|node| report.node(node.id).unwrap().receptive.unwrap()).collect();
    assert_eq!(after.iter().map(|seen| seen.size[0]).collect::<Vec<_>>(), [3, 33, 35, 37]);
    assert!(after.iter().all(|seen| seen.stride == [1, 1]), "{after:?}");
}

/// The depths that name the networks; GoogLeNet's 22 is the paper's.
#[test]
fn depth_counts_layers_as_papers_do() {
    let depths = [
        ("lenet-5", 5),
        ("alexnet", 8),
        ("vgg-16", 16),
        ("vgg-19", 19),
        ("googlenet", 22),
        ("resnet-18", 18),
        ("resnet-152", 152),
        ("densenet-121", 121),
        ("resnet-20-cifar", 20),
    ];
    for (name, depth) in depths {
        assert_eq!(inspect(&template(name).unwrap(), None).depth, depth, "{name}");
    }
}

#[test]
fn no_ready_made_block_is_remarked() {
    for preset in PRESETS {
        for shape in [Shape::map(16, 32, 32), Shape::map(64, 8, 8)] {
            let mut net = Network::new("", [3, 32, 32]);
            net.push(Conv2d::new(shape.channels(), 3, Padding::Same));
            net.push(Activation::default());
            for item in preset.items(Some(shape)) {
                net.push(item);
            }
            net.push(GlobalAvgPool {});
            net.push(Dense::new(10));
            let report = inspect(&net, None);
            let pair = report.diagnostics.iter().find(|it| it.problem == Problem::LinearPair);
            assert_eq!(pair, None, "{preset:?}");
        }
    }
}

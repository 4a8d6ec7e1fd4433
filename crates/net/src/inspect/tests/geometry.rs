//! Receptive fields, depth, and what training keeps.

use super::*;
use crate::catalogue::{
    AvgPool2d, BatchNorm2d, Dropout, Function, Interpolation, Upsample, Window,
};
use crate::layer::LayerKind;
use crate::receptive::Receptive;
use crate::template;
use crate::train::Optimizer;
use crate::{Report, training_memory};

/// The positions of one axis of a map: for each, the pixels that it depends on, and whether a
/// window on the way hung over an edge.
type Axis = Vec<(BTreeSet<usize>, bool)>;

#[derive(Clone)]
struct Maps {
    axes: [Axis; 2],
    strides: [usize; 2],
}

/// What values depend on, followed pixel by pixel; `None` behind a flatten or a global pool, and
/// where lanes of different strides meet, for which there is no one answer.
fn follow(nodes: &[Node], maps: &Maps, seen: &mut dyn FnMut(NodeId, &[Axis; 2])) -> Option<Maps> {
    let mut maps = maps.clone();
    for node in nodes {
        match &node.item {
            Item::Layer(layer) => match layer.window() {
                Some(window) => maps = slide(&window, &maps),
                None if matches!(
                    layer.kind(),
                    LayerKind::Activation | LayerKind::BatchNorm2d | LayerKind::Dropout
                ) => {}
                None => return None,
            },
            Item::Block(block) => {
                let mut ends = Vec::new();
                for lane in block.lanes() {
                    ends.push(follow(lane, &maps, seen)?);
                }
                let strides = ends[0].strides;
                if ends.iter().any(|end| end.strides != strides) {
                    return None;
                }
                maps = ends.into_iter().reduce(unite)?;
            }
        }
        seen(node.id, &maps.axes);
    }
    Some(maps)
}

fn slide(window: &Window, maps: &Maps) -> Maps {
    let axes = window.slide([maps.axes[0].len(), maps.axes[1].len()]).unwrap();
    let strides = [0, 1].map(|axis| maps.strides[axis] * axes[axis].stride);
    let axes = [0, 1].map(|axis| {
        let (window, map) = (axes[axis], &maps.axes[axis]);
        let output = |at: usize| {
            let mut reached = (BTreeSet::new(), false);
            for tap in 0..window.kernel {
                let row = at * window.stride + tap * window.dilation;
                let row = row.checked_sub(window.pad_before).filter(|row| *row < map.len());
                match row {
                    Some(row) => {
                        reached.0.extend(&map[row].0);
                        reached.1 |= map[row].1;
                    }
                    None => reached.1 = true,
                }
            }
            reached
        };
        (0..window.result).map(output).collect()
    });
    Maps { axes, strides }
}

fn unite(one: Maps, other: Maps) -> Maps {
    let ([a, b], [c, d]) = (one.axes, other.axes);
    let join = |one: Axis, other: Axis| -> Axis {
        assert_eq!(one.len(), other.len());
        let both = one.into_iter().zip(other);
        both.map(|((one, cut), (other, too))| (&one | &other, cut || too)).collect()
    };
    Maps { axes: [join(a, c), join(b, d)], strides: one.strides }
}

fn pixels(size: [usize; 2]) -> Maps {
    let axis = |size| (0..size).map(|at| (BTreeSet::from([at]), false)).collect();
    Maps { axes: size.map(axis), strides: [1; 2] }
}

/// First and last pixel of the field of the output at `at`.
fn field(seen: &Receptive, axis: usize, at: usize) -> (f64, f64) {
    let middle = seen.centre[axis] + (at * seen.stride[axis]) as f64;
    let half = (seen.size[axis] - 1) as f64 / 2.0;
    (middle - half, middle + half)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Every pixel that can matter lies in the field, and where no edge cuts it off, the field
    /// ends at pixels that do.
    #[test]
    fn fields_are_those_of_following_every_pixel(network in valid_network(14)) {
        let report = inspect(&network, None);
        let [_, height, width] = network.input;
        let mut wrong = Vec::new();
        let mut check = |id: NodeId, maps: &[Axis; 2]| {
            let seen = report.node(id).unwrap().receptive.unwrap();
            for (axis, map) in maps.iter().enumerate() {
                for (at, (reached, cut)) in map.iter().enumerate() {
                    let (first, last) = field(&seen, axis, at);
                    let ends = (reached.first(), reached.last());
                    let (Some(low), Some(high)) = ends else { continue };
                    let (low, high) = (*low as f64, *high as f64);
                    let right = if *cut { low >= first && high <= last } else {
                        (low, high) == (first, last)
                    };
                    if !right {
                        wrong.push((id, axis, at, (low, high), (first, last)));
                    }
                }
            }
        };
        drop(follow(&network.nodes, &pixels([height, width]), &mut check));
        prop_assert!(wrong.is_empty(), "{wrong:?}");
    }

    #[test]
    fn every_certain_output_has_a_field(network in any_network()) {
        for node in inspect(&network, None).nodes {
            prop_assert_eq!(node.output.is_some(), node.receptive.is_some());
        }
    }
}

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

#[test]
fn a_flat_vector_sees_the_whole_picture() {
    let report = inspect(&template("lenet-5-cifar").unwrap(), None);
    let fields: Vec<_> = report.nodes.iter().map(|node| node.receptive.unwrap()).collect();
    // conv 5, relu, pool 2, conv 5, relu, pool 2, flatten, …
    let sizes: Vec<_> = fields.iter().map(|seen| seen.size[0]).collect();
    assert_eq!(sizes[..7], [5, 5, 6, 14, 14, 16, 32]);
    assert_eq!(fields[5].stride, [4, 4]);
    assert_eq!(fields[11], Receptive { size: [32; 2], stride: [32; 2], centre: [15.5; 2] });
}

/// By hand: the gate sees all 32 pixels, the maps beside it go on from pixel to pixel.
#[test]
fn a_gate_widens_the_field_and_leaves_its_steps() {
    let conv = || Item::from(Conv2d::new(8, 3, Padding::Same));
    let gate = crate::Preset::SqueezeExcite.items(Some(Shape::map(8, 32, 32))).remove(0);
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

fn kept(items: impl IntoIterator<Item = Item>) -> (Vec<u64>, u64) {
    let report = inspect(&network([2, 4, 4], items), None);
    assert!(report.is_valid());
    (report.nodes.iter().map(|node| node.activations).collect(), report.activations)
}

/// By hand, for pictures of 32 values.
#[test]
fn each_tensor_is_kept_once() {
    // The convolution keeps the picture, ReLU its output, which the next convolution keeps too.
    let chain = [same(3, 3), relu(), same(1, 3), relu(), flatten(), dense(10)];
    assert_eq!(kept(chain), (vec![0, 48, 0, 16, 0, 0], 32 + 48 + 16));
    // Pooling changes places with the ReLU before it: convolution's output, places, pooled.
    let pooled = [same(3, 3), relu(), pool(2), flatten(), dense(10)];
    assert_eq!(kept(pooled), (vec![48, 0, 12 + 12, 0, 0], 32 + 48 + 24));
    // Batch norm keeps normalised values, dropout a mask; a global mean nothing.
    let norm: Item = BatchNorm2d::default().into();
    let dropout: Item = Dropout { rate: 0.5 }.into();
    let normed = [same(3, 3), norm, relu(), dropout, GlobalAvgPool {}.into(), dense(10)];
    assert_eq!(kept(normed), (vec![0, 48, 48, 48, 3, 0], 32 + 48 + 48 + 48 + 3));
    // GELU keeps its input, and what a mean slides over is kept.
    let gelu: Item = Activation::new(Function::Gelu).into();
    let mean: Item = AvgPool2d::new(2).into();
    assert_eq!(kept([same(3, 3), gelu, mean, flatten(), dense(2)]).0, [48, 48, 12, 0, 0]);
    // Nothing is trained before the dense layer: only its input counts, which is the picture.
    assert_eq!(kept([flatten(), dense(10)]), (vec![0, 0], 32));
    assert_eq!(kept([pool(2), relu(), flatten(), dense(10)]), (vec![0, 8, 0, 0], 8));
    // A kernel of even size has uneven padding: a padded copy, 5×5.
    assert_eq!(kept([same(3, 2), flatten(), dense(10)]), (vec![50 + 48, 0, 0], 50 + 48));
}

#[test]
fn blocks_keep_their_contents_and_what_comes_out() {
    let residual =
        Block::Residual { body: lane([same(2, 3), relu(), same(2, 3)]), shortcut: lane([]) };
    let items = [same(2, 3), residual.into(), relu(), flatten(), dense(10)];
    // The first convolution's output goes into the body; the sum is not kept, but its ReLU.
    assert_eq!(kept(items), (vec![32, 32, 0, 32, 0, 32, 0, 0], 32 + 32 + 32 + 32));
    // Both factors of a product: the map in front and the gate.
    let gate = lane([GlobalAvgPool {}.into(), dense(2)]);
    let product = Block::Parallel { branches: vec![lane([]), gate], merge: Merge::Multiply };
    let items = [same(2, 3), product.into(), GlobalAvgPool {}.into(), dense(10)];
    assert_eq!(kept(items), (vec![32, 4, 2, 2, 2, 0], 32 + 32 + 4 + 2));
}

#[test]
fn memory_is_bytes_of_weights_states_and_batch() {
    let report = Report { parameters: 10, activations: 100, ..Report::default() };
    let bytes = |optimizer| {
        let memory = training_memory(&report, 8, optimizer);
        (memory.weights, memory.gradients, memory.optimizer, memory.activations, memory.total())
    };
    assert_eq!(bytes(Optimizer::Sgd), (40, 40, 0, 3200, 3280));
    assert_eq!(bytes(Optimizer::Momentum), (40, 40, 40, 3200, 3320));
    assert_eq!(bytes(Optimizer::Adam), (40, 40, 80, 3200, 3360));
}

#[test]
fn a_blended_pixel_sees_both_its_neighbours() {
    let up = Upsample { scale: [2, 1], mode: Interpolation::Bilinear };
    let network = network([1, 8, 8], [Conv2d::new(4, 3, Padding::Same).into(), up.into()]);
    let report = inspect(&network, None);
    let seen = report.nodes[1].receptive.unwrap();
    assert_eq!((seen.size, seen.centre), ([4, 3], [-0.5, 0.0]));
}

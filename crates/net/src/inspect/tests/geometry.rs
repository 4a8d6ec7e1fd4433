//! Receptive fields and depth.

use super::*;
use crate::catalogue::{Interpolation, Upsample, Window};
use crate::layer::LayerKind;
use crate::receptive::Receptive;

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

#[test]
fn a_flat_vector_sees_the_whole_picture() {
    let lenet = [conv(6, 5), relu(), pool(2), conv(16, 5), relu(), pool(2), flatten()];
    let head = [dense(120), relu(), dense(84), relu(), dense(10)];
    let report = inspect(&cifar(lenet.into_iter().chain(head)), None);
    let fields: Vec<_> = report.nodes.iter().map(|node| node.receptive.unwrap()).collect();
    // conv 5, relu, pool 2, conv 5, relu, pool 2, flatten, …
    let sizes: Vec<_> = fields.iter().map(|seen| seen.size[0]).collect();
    assert_eq!(sizes[..7], [5, 5, 6, 14, 14, 16, 32]);
    assert_eq!(fields[5].stride, [4, 4]);
    assert_eq!(fields[11], Receptive { size: [32; 2], stride: [32; 2], centre: [15.5; 2] });
}

#[test]
fn a_blended_pixel_sees_both_its_neighbours() {
    let up = Upsample { scale: [2, 1], mode: Interpolation::Bilinear };
    let network = network([1, 8, 8], [Conv2d::new(4, 3, Padding::Same).into(), up.into()]);
    let report = inspect(&network, None);
    let seen = report.nodes[1].receptive.unwrap();
    assert_eq!((seen.size, seen.centre), ([4, 3], [-0.5, 0.0]));
}

//! Pictures of another size: where maps would shrink to nothing, they shrink later.

use super::change::Change;
use filtro_net::{Choice, Field, Item, Layer, LayerKind, Network, Node, Report, Shape, Value};

/// Maps in front of the classifier are at least this high and wide.
const LEAST: usize = 4;

const STRIDES: [Field; 2] = [Field::StrideHeight, Field::StrideWidth];

/// Takes away steps, the earliest first, until the maps in front of the classifier are large
/// enough or none is left. `before` is of the network at its former pictures.
pub(super) fn keep(network: &mut Network, before: &Report, changes: &mut Vec<Change>) {
    let mut former = before.nodes.iter().rev().filter_map(|node| match node.output? {
        Shape::Map { height, width, .. } => Some(height.min(width)),
        Shape::Vector(_) => None,
    });
    let least = former.next().unwrap_or(1).min(LEAST);
    let mut start = 0;
    while last_size(network, before).is_none_or(|[height, width]| height.min(width) < least) {
        let Some(node) = network.nodes.get_mut(start) else { break };
        let id = node.id;
        match &mut node.item {
            Item::Layer(layer) if steps(layer) && is_pool(layer) => {
                network.nodes.remove(start);
                changes.push(Change::PoolRemoved(id));
                continue;
            }
            Item::Layer(layer) if steps(layer) => {
                single_steps(layer);
                changes.push(Change::StrideRemoved(id));
            }
            Item::Layer(_) => {}
            Item::Block(block) => {
                let lanes = block.lanes_mut().into_iter();
                let changed = lanes.fold(false, |changed, lane| whole_size(lane) | changed);
                if changed {
                    changes.push(Change::BlockKeepsSize(id));
                }
            }
        }
        start += 1;
    }
}

fn steps(layer: &Layer) -> bool {
    layer.window().is_some_and(|window| window.stride != [1, 1])
}

fn is_pool(layer: &Layer) -> bool {
    matches!(layer.kind(), LayerKind::MaxPool2d | LayerKind::AvgPool2d)
}

fn single_steps(layer: &mut Layer) -> bool {
    STRIDES.into_iter().fold(true, |all, field| all & layer.set(field, Value::Integer(1)).is_ok())
}

/// Makes every window of a lane that steps keep the size, so that all lanes keep it.
fn whole_size(lane: &mut [Node]) -> bool {
    let mut changed = false;
    for node in lane {
        match &mut node.item {
            Item::Layer(layer) if steps(layer) => {
                let same = Value::Choice(Choice::Same);
                changed |= single_steps(layer) & layer.set(Field::PaddingMode, same).is_ok();
            }
            Item::Layer(_) => {}
            Item::Block(block) => {
                for lane in block.lanes_mut() {
                    changed |= whole_size(lane);
                }
            }
        }
    }
    changed
}

/// Height and width of the last maps before a vector; `None` where a window does not fit.
fn last_size(network: &Network, before: &Report) -> Option<[usize; 2]> {
    let [_, height, width] = network.input;
    end(&network.nodes, [height, width], before).map(|(size, _)| size)
}

/// Height and width behind a lane, and whether they are still those of maps.
fn end(nodes: &[Node], mut size: [usize; 2], before: &Report) -> Option<([usize; 2], bool)> {
    for node in nodes {
        match &node.item {
            Item::Layer(layer) => {
                // The channels are those of before: they come later.
                let channels = before.node(node.id)?.input?.channels();
                let [height, width] = size;
                match layer.output(Shape::map(channels, height, width)) {
                    Ok(shape @ Shape::Map { .. }) => size = shape.size(),
                    Ok(Shape::Vector(_)) => return Some((size, false)),
                    Err(_) => return None,
                }
            }
            Item::Block(block) => {
                let mut maps = Vec::new();
                for lane in block.lanes() {
                    let (size, map) = end(lane, size, before)?;
                    maps.extend(map.then_some(size));
                }
                let first = maps.first().copied();
                if maps.iter().any(|size| Some(*size) != first) {
                    return None;
                }
                match first {
                    Some(first) => size = first,
                    None => return Some((size, false)),
                }
            }
        }
    }
    Some((size, true))
}

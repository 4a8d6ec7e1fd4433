//! Filters and units multiplied, so that everything still comes together.

use super::change::{Adaptation, Change};
use filtro_net::{
    Block, Field, Item, Layer, LayerKind, Merge, Network, Node, NodeId, Report, Shape, Value,
};

/// Multiplies the width of every layer with weights but the last of the network's own sequence,
/// which gets the classes. `before` is of the network as it was.
pub(super) fn multiply(
    network: &mut Network,
    before: &Report,
    adaptation: &Adaptation,
    changes: &mut Vec<Change>,
) {
    let last = network.nodes.iter().rev().find(|node| length_field(&node.item).is_some());
    let head = last.filter(|_| matches!(before.output, Some(Shape::Vector(_)))).map(|node| node.id);
    let widths = Widths { before, factor: adaptation.width, classes: adaptation.classes, head };
    let input = network.input_shape();
    // Where a shape cannot be told the rest is left to the repairs.
    let _known = widths.lane(&mut network.nodes, input);
    if adaptation.width != 1.0 {
        changes.push(Change::Width(adaptation.width));
    }
}

struct Widths<'a> {
    before: &'a Report,
    factor: f64,
    classes: usize,
    head: Option<NodeId>,
}

impl Widths<'_> {
    /// Goes through a lane and returns what comes out of it.
    fn lane(&self, nodes: &mut [Node], mut shape: Shape) -> Option<Shape> {
        for node in nodes {
            shape = match &mut node.item {
                Item::Layer(layer) => {
                    let former = self.before.node(node.id)?.input?.channels();
                    if Some(node.id) == self.head {
                        set_length(layer, self.classes);
                    } else {
                        self.layer(layer, former, shape.channels());
                    }
                    divide(layer, shape.channels());
                    layer.output(shape).ok()?
                }
                Item::Block(block) => self.block(block, shape)?,
            };
        }
        Some(shape)
    }

    /// `former` and `now` are channels of the input.
    fn layer(&self, layer: &mut Layer, former: usize, now: usize) {
        let Some(length) = length(layer) else { return };
        let depthwise =
            size(layer, Field::Groups).is_some_and(|groups| groups > 1 && groups == former);
        if depthwise {
            // As many filters a channel as before.
            set(layer, Field::Groups, now);
            set_length(layer, (length / former.max(1)).max(1).saturating_mul(now));
        } else {
            set_length(layer, self.scaled(length));
        }
    }

    /// A multiple of 8, 4 or 2, whichever the former width was, and at least that.
    fn scaled(&self, length: usize) -> usize {
        if self.factor == 1.0 {
            return length;
        }
        let unit = [8, 4, 2].into_iter().find(|unit| length.is_multiple_of(*unit)).unwrap_or(1);
        let units = (length as f64 * self.factor / unit as f64).round() as usize;
        units.max(1).saturating_mul(unit)
    }

    fn block(&self, block: &mut Block, input: Shape) -> Option<Shape> {
        let merge = block.merge();
        let mut ends = Vec::new();
        for lane in block.lanes_mut() {
            ends.push(self.lane(lane, input)?);
        }
        if merge != Merge::Concat {
            self.level(block, &mut ends, input)?;
        }
        merge.output(&ends)
    }

    /// Gives lanes that are added or multiplied the same channels: those of a lane that cannot
    /// choose, or else of the first.
    fn level(&self, block: &mut Block, ends: &mut [Shape], input: Shape) -> Option<()> {
        let lanes = block.lanes();
        let fixed = lanes.iter().position(|lane| last_length(lane).is_none()).unwrap_or(0);
        let channels = ends.get(fixed)?.channels();
        for (lane, end) in block.lanes_mut().into_iter().zip(ends) {
            if end.channels() != channels {
                let place = last_length(lane)?;
                if let Some(Node { item: Item::Layer(layer), .. }) = lane.get_mut(place) {
                    set_length(layer, channels);
                }
                *end = outcome(lane, input)?;
            }
        }
        Some(())
    }
}

/// What comes out of a lane without blocks behind its last layer with weights.
fn outcome(lane: &[Node], input: Shape) -> Option<Shape> {
    lane.iter().try_fold(input, |shape, node| match &node.item {
        Item::Layer(layer) => layer.output(shape).ok(),
        Item::Block(block) => {
            let ends: Option<Vec<_>> =
                block.lanes().into_iter().map(|lane| outcome(lane, shape)).collect();
            block.merge().output(&ends?)
        }
    })
}

/// The layer of a lane that says how many channels come out, where one does so freely.
fn last_length(lane: &[Node]) -> Option<usize> {
    let passes = |node: &Node| node.item.layer().is_some_and(|layer| length(layer).is_none());
    let place = lane.iter().rposition(|node| !passes(node))?;
    let layer = lane.get(place)?.item.layer()?;
    (size(layer, Field::Groups).is_none_or(|groups| groups == 1)).then_some(place)
}

/// The parameter that says how many channels or values come out.
fn length_field(item: &Item) -> Option<Field> {
    match item.kind()? {
        LayerKind::Dense => Some(Field::Units),
        _ => {
            let filters = item.layer()?.get(Field::Filters);
            filters.map(|_| Field::Filters)
        }
    }
}

fn length(layer: &Layer) -> Option<usize> {
    size(layer, Field::Filters).or_else(|| size(layer, Field::Units))
}

fn set_length(layer: &mut Layer, length: usize) {
    set(layer, Field::Filters, length);
    set(layer, Field::Units, length);
}

/// Groups that divide what comes in and goes out: the present number or the next below.
fn divide(layer: &mut Layer, channels: usize) {
    let Some(groups) = size(layer, Field::Groups) else { return };
    let length = length(layer).unwrap_or(channels);
    let divides =
        |groups: &usize| channels.is_multiple_of(*groups) && length.is_multiple_of(*groups);
    if let Some(fitting) = (1..=groups).rev().find(divides) {
        set(layer, Field::Groups, fitting);
    }
}

fn size(layer: &Layer, field: Field) -> Option<usize> {
    match layer.get(field)? {
        Value::Integer(size) => usize::try_from(size).ok(),
        _ => None,
    }
}

/// Sets a size within its table's range, where the layer has it.
fn set(layer: &mut Layer, field: Field, size: usize) {
    let Some(row) = layer.params().iter().find(|row| row.field == field) else { return };
    let value = Value::Integer(i64::try_from(size).unwrap_or(i64::MAX));
    let set = layer.set(field, row.clamp(value).unwrap_or(value));
    debug_assert!(set.is_ok(), "a size in the table's range is held: {set:?}");
}

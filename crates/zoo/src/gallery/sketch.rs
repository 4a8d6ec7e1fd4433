//! A network as a row of bars: what the gallery draws its picture from.

use super::entry::{Bar, Family};
use filtro_net::{Block, Item, Layer, Merge, Network, Node, Report, Shape};

/// One bar an item of the network's own sequence. What only bends, scales or drops values is left
/// out: the picture is of maps.
pub(super) fn sketch(network: &Network, report: &Report) -> Vec<Bar> {
    let bars = network.nodes.iter().filter_map(|node| {
        let output = report.node(node.id)?.output?;
        let input = report.node(node.id)?.input;
        let (size, channels) = match output {
            Shape::Map { channels, height, width } => (height.max(width), channels),
            Shape::Vector(values) => (0, values),
        };
        let lanes = node.item.block().map(Block::lanes).unwrap_or_default();
        Some(Bar {
            family: family(node, input)?,
            size: short(size),
            channels: short(channels),
            lanes: lanes.into_iter().map(length).collect(),
        })
    });
    bars.collect()
}

/// Sizes of a document are within 32 bits.
fn short(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}

fn family(node: &Node, input: Option<Shape>) -> Option<Family> {
    let layer = match &node.item {
        Item::Layer(layer) => layer,
        Item::Block(Block::Residual { .. }) => return Some(Family::Residual),
        Item::Block(Block::Parallel { branches, merge }) => {
            let beside = branches.iter().any(Vec::is_empty);
            return Some(match merge {
                Merge::Concat if beside => Family::Grown,
                Merge::Concat => Family::Stacked,
                Merge::Add => Family::Added,
                Merge::Multiply => Family::Multiplied,
            });
        }
    };
    let channels = match input? {
        Shape::Map { channels, .. } => channels,
        Shape::Vector(_) => 0,
    };
    match layer {
        Layer::Conv2d(conv) if channels > 1 && conv.groups == channels => Some(Family::Depthwise),
        Layer::DepthwiseConv2d(_) => Some(Family::Depthwise),
        Layer::Conv2d(_) | Layer::SeparableConv2d(_) => Some(Family::Conv),
        Layer::MaxPool2d(_)
        | Layer::AvgPool2d(_)
        | Layer::AdaptiveAvgPool2d(_)
        | Layer::GlobalMaxPool(_)
        | Layer::GlobalAvgPool(_)
        | Layer::Upsample(_) => Some(Family::Pool),
        Layer::Dense(_) => Some(Family::Dense),
        _ => None,
    }
}

/// Convolutions, pooling and dense layers on the longest way through a lane.
fn length(nodes: &[Node]) -> u32 {
    nodes
        .iter()
        .map(|node| match &node.item {
            Item::Block(block) => block.lanes().into_iter().map(length).max().unwrap_or(0),
            // Any map that goes in: only the sort of layer counts.
            Item::Layer(_) => u32::from(family(node, Some(Shape::Vector(0))).is_some()),
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::templates::template;
    use filtro_net::inspect;

    fn of(name: &str) -> Vec<Bar> {
        let network = template(name).unwrap();
        let report = inspect(&network, None);
        sketch(&network, &report)
    }

    #[test]
    fn maps_shrink_and_channels_grow_in_vgg() {
        let vgg = of("vgg-11");
        let bar = |family, size, channels| Bar { family, size, channels, lanes: Vec::new() };
        assert_eq!(vgg[0], bar(Family::Conv, 224, 64));
        assert_eq!(vgg[1], bar(Family::Pool, 112, 64));
        assert_eq!(vgg[vgg.len() - 1], bar(Family::Dense, 0, 1000));
        assert_eq!(vgg.len(), 8 + 5 + 3);
    }

    #[test]
    fn blocks_are_told_apart() {
        let count =
            |name: &str, family: Family| of(name).iter().filter(|bar| bar.family == family).count();
        // Figures of the papers: blocks of ResNet-50, modules of GoogLeNet, fires of SqueezeNet,
        // layers of DenseNet-121.
        assert_eq!(count("resnet-50", Family::Residual), 3 + 4 + 6 + 3);
        assert_eq!(count("googlenet", Family::Stacked), 9);
        assert_eq!(count("squeezenet-1.1", Family::Stacked), 8);
        assert_eq!(count("densenet-121", Family::Grown), 6 + 12 + 24 + 16);
        let block = &of("resnet-50")[2];
        assert_eq!(block.lanes, [3, 1], "a projection beside three convolutions");
    }
}

//! A network as a row of bars: what the gallery draws its picture from.

use filtro_net::{Block, Item, Layer, Merge, Network, Node, Report, Shape};
use serde_json::{Value, json};

/// One entry an item of the network's own sequence: `[family, size, channels]`, for a block
/// `[family, size, channels, lanes]` with the layers that each lane is long. Sizes are those of
/// what comes out, the larger side of a map; a vector has size 0 and as many channels as values.
///
/// Families: `c` convolution, `d` depthwise or separable convolution, `p` pooling, `f` dense (fully
/// connected); blocks: `r` residual, `m` merged by stacking (inception, fire), `k` stacked upon
/// what came in (dense blocks), `a` added, `x` multiplied. What only bends, scales or drops values
/// is left out: the picture is of maps.
pub fn sketch(network: &Network, report: &Report) -> Value {
    let entries = network.nodes.iter().filter_map(|node| {
        let output = report.node(node.id)?.output?;
        let input = report.node(node.id)?.input;
        let family = family(node, input)?;
        let (size, channels) = match output {
            Shape::Map { channels, height, width } => (height.max(width), channels),
            Shape::Vector(values) => (0, values),
        };
        Some(match &node.item {
            Item::Layer(_) => json!([family, size, channels]),
            Item::Block(block) => {
                let lanes = block.lanes().into_iter().map(length).collect::<Vec<_>>();
                json!([family, size, channels, lanes])
            }
        })
    });
    entries.collect()
}

fn family(node: &Node, input: Option<Shape>) -> Option<&'static str> {
    let layer = match &node.item {
        Item::Layer(layer) => layer,
        Item::Block(Block::Residual { .. }) => return Some("r"),
        Item::Block(Block::Parallel { branches, merge }) => {
            let beside = branches.iter().any(Vec::is_empty);
            return Some(match merge {
                Merge::Concat if beside => "k",
                Merge::Concat => "m",
                Merge::Add => "a",
                Merge::Multiply => "x",
            });
        }
    };
    let channels = match input? {
        Shape::Map { channels, .. } => channels,
        Shape::Vector(_) => 0,
    };
    match layer {
        Layer::Conv2d(conv) if channels > 1 && conv.groups == channels => Some("d"),
        Layer::DepthwiseConv2d(_) => Some("d"),
        Layer::Conv2d(_) | Layer::SeparableConv2d(_) => Some("c"),
        Layer::MaxPool2d(_)
        | Layer::AvgPool2d(_)
        | Layer::AdaptiveAvgPool2d(_)
        | Layer::GlobalMaxPool(_)
        | Layer::GlobalAvgPool(_)
        | Layer::Upsample(_) => Some("p"),
        Layer::Dense(_) => Some("f"),
        _ => None,
    }
}

/// Convolutions, pooling and dense layers on the longest way through a lane.
fn length(nodes: &[Node]) -> usize {
    nodes
        .iter()
        .map(|node| match &node.item {
            Item::Block(block) => block.lanes().into_iter().map(length).max().unwrap_or(0),
            // Any map that goes in: only the sort of layer counts.
            Item::Layer(_) => usize::from(family(node, Some(Shape::Vector(0))).is_some()),
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use filtro_net::{inspect, template};

    fn of(name: &str) -> Vec<Value> {
        let network = template(name).unwrap();
        let report = inspect(&network, None);
        sketch(&network, &report).as_array().unwrap().clone()
    }

    #[test]
    fn maps_shrink_and_channels_grow_in_vgg() {
        let vgg = of("vgg-11");
        assert_eq!(vgg[0], json!(["c", 224, 64]));
        assert_eq!(vgg[1], json!(["p", 112, 64]));
        assert_eq!(vgg[vgg.len() - 1], json!(["f", 0, 1000]));
        assert_eq!(vgg.len(), 8 + 5 + 3);
    }

    #[test]
    fn blocks_are_told_apart() {
        let count = |name: &str, family: &str| {
            of(name).iter().filter(|entry| entry[0] == json!(family)).count()
        };
        // Figures of the papers: blocks of ResNet-50, modules of GoogLeNet, fires of SqueezeNet,
        // layers of DenseNet-121.
        assert_eq!(count("resnet-50", "r"), 3 + 4 + 6 + 3);
        assert_eq!(count("googlenet", "m"), 9);
        assert_eq!(count("squeezenet-1.1", "m"), 8);
        assert_eq!(count("densenet-121", "k"), 6 + 12 + 24 + 16);
        let block = &of("resnet-50")[2];
        assert_eq!(block[3], json!([3, 1]), "a projection beside three convolutions");
    }
}

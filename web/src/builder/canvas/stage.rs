//! Stages: runs of the network between two changes of height and width.

use super::entry::Entry;
use super::folds::{Fold, Folds};
use crate::shared::Shared;
use filtro_net::{NodeId, Shape};
use std::ops::Range;

/// Networks of more nodes than this show their stages.
const MANY: usize = 24;

/// What the outputs of a stage have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Size {
    /// Height and width of maps.
    Map([usize; 2]),
    /// Vectors.
    Vector,
}

impl Size {
    const fn of(shape: Shape) -> Self {
        match shape {
            Shape::Map { height, width, .. } => Self::Map([height, width]),
            Shape::Vector(_) => Self::Vector,
        }
    }
}

/// A run of neighbours in the outermost sequence whose outputs are equally high and wide.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stage {
    /// Its first node: by it the stage is known from one edit to the next.
    pub(super) first: NodeId,
    /// Indices in the outermost sequence.
    pub(super) range: Range<usize>,
    /// Unknown behind an error.
    pub(super) size: Option<Size>,
    /// Layers in it and in its blocks.
    pub(super) layers: u32,
    pub(super) parameters: u64,
    /// Its cards are not shown.
    pub(super) folded: bool,
}

/// The stages of a network whose outermost sequence is `entries`; none where it is small. What is
/// wrong is never folded away.
pub(super) fn stages(entries: &[Shared<Entry>], folds: &Folds) -> Vec<Stage> {
    let count: u32 = entries.iter().map(|entry| entry.count).sum();
    let mut stages: Vec<Stage> = Vec::new();
    if count as usize <= MANY {
        return stages;
    }
    for (index, entry) in entries.iter().enumerate() {
        let size = entry.report.as_ref().and_then(|report| report.output).map(Size::of);
        let parameters = entry.report.as_ref().map_or(0, |report| report.parameters);
        // What has no size yet belongs to what stands before it.
        let goes_on = |stage: &&mut Stage| stage.size == size || size.is_none();
        if let Some(stage) = stages.last_mut().filter(goes_on) {
            stage.range.end = index + 1;
            stage.layers += entry.layers;
            stage.parameters = stage.parameters.saturating_add(parameters);
            stage.folded &= !entry.faulty;
        } else {
            let folded = folds.has(Fold::Stage(entry.id)) && !entry.faulty;
            let (range, layers) = (index..index + 1, entry.layers);
            stages.push(Stage { first: entry.id, range, size, layers, parameters, folded });
        }
    }
    stages
}

#[cfg(test)]
mod tests {
    use super::super::look::Look;
    use super::super::tree::Tree;
    use super::*;
    use filtro_net::{Network, Report, inspect};
    use filtro_zoo::template;

    fn of(name: &str, folds: &Folds) -> (Network, Report, Tree) {
        let network = template(name).unwrap();
        let report = inspect(&network, None);
        let look = Look { folds: folds.clone(), ..Look::default() };
        let tree = Tree::build(&network, &report, &look, &Tree::default());
        (network, report, tree)
    }

    #[test]
    fn a_residual_network_has_a_stage_for_each_resolution() {
        let (network, report, tree) = of("resnet-20-cifar", &Folds::default());
        let stages = &tree.stages;
        let sizes: Vec<_> = stages.iter().map(|stage| stage.size.unwrap()).collect();
        // He et al. 2015, section 4.2: maps of 32, 16 and 8; then the classifier.
        let maps = [32, 16, 8].map(|size| Size::Map([size, size]));
        assert_eq!(sizes, [&maps[..], &[Size::Vector]].concat());
        assert_eq!(stages.iter().map(|stage| stage.parameters).sum::<u64>(), report.parameters);
        let layers = network.walk().filter(|node| node.item.layer().is_some()).count();
        assert_eq!(stages.iter().map(|stage| stage.layers as usize).sum::<usize>(), layers);
    }

    #[test]
    fn stages_follow_each_other_without_a_gap() {
        for name in ["resnet-50", "vgg-16", "googlenet", "densenet-121"] {
            let (network, _, tree) = of(name, &Folds::default());
            let mut next = 0;
            for stage in &tree.stages {
                assert_eq!(stage.range.start, next, "{name}");
                assert_eq!(network.nodes[next].id, stage.first);
                next = stage.range.end;
            }
            assert_eq!(next, network.nodes.len(), "{name}");
            assert!(tree.stages.windows(2).all(|pair| pair[0].size != pair[1].size), "{name}");
        }
    }

    #[test]
    fn a_small_network_has_none() {
        assert_eq!(of("lenet-5-cifar", &Folds::default()).2.stages, []);
    }

    #[test]
    fn a_stage_with_an_error_stays_open() {
        use filtro_net::{Edit, Layer, LayerKind, Place, apply_all};
        let (network, _, tree) = of("vgg-16", &Folds::default());
        let first = tree.stages[1].first;
        let folds = Folds::of([Fold::Stage(first)]);
        assert!(of("vgg-16", &folds).2.stages[1].folded);
        // A dense layer does not take a map.
        let item = Layer::new(LayerKind::Dense).into();
        let insert = Edit::Insert { at: Place::root(tree.stages[1].range.end), item };
        let network = apply_all(&[insert], &network).unwrap().network;
        let look = Look { folds, ..Look::default() };
        let tree = Tree::build(&network, &inspect(&network, None), &look, &Tree::default());
        let stage = tree.stages.iter().find(|stage| stage.first == first).unwrap();
        assert!(!stage.folded);
    }
}

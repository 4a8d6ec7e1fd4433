//! What is folded away on the canvas. It belongs to the view, not to the document, and is known by
//! the ids of nodes, so that it outlives edits.

use filtro_net::{Item, Network, Node, NodeId};

/// Networks of more nodes than this open with their blocks folded.
const MANY: usize = 60;

/// Something that folds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fold {
    /// A block.
    Block(NodeId),
    /// The stage that begins with this node.
    Stage(NodeId),
}

impl Fold {
    /// As an attribute of the button that folds it.
    pub(super) fn key(self) -> String {
        match self {
            Self::Block(id) => format!("block-{}", id.0),
            Self::Stage(id) => format!("stage-{}", id.0),
        }
    }

    /// Back from an attribute.
    pub(super) fn from_key(key: &str) -> Option<Self> {
        let (sort, id) = key.split_once('-')?;
        let id = NodeId(id.parse().ok()?);
        match sort {
            "block" => Some(Self::Block(id)),
            "stage" => Some(Self::Stage(id)),
            _ => None,
        }
    }
}

/// All that is folded.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Folds(Vec<Fold>);

impl Folds {
    /// These.
    pub(super) fn of(all: impl IntoIterator<Item = Fold>) -> Self {
        Self(all.into_iter().collect())
    }

    /// What a network opens with: the blocks of a big one are folded.
    pub(super) fn first(network: &Network) -> Self {
        if network.len() <= MANY {
            return Self::default();
        }
        let is_block = |node: &&Node| matches!(node.item, Item::Block(_));
        Self::of(network.walk().filter(is_block).map(|node| Fold::Block(node.id)))
    }

    /// Whether `fold` is folded.
    pub(super) fn has(&self, fold: Fold) -> bool {
        self.0.contains(&fold)
    }

    /// With `fold` the other way round.
    pub(super) fn toggled(&self, fold: Fold) -> Self {
        let mut all = self.0.clone();
        if self.has(fold) {
            all.retain(|other| *other != fold);
        } else {
            all.push(fold);
        }
        Self(all)
    }

    /// Without these.
    pub(super) fn without(&self, open: &[Fold]) -> Self {
        Self::of(self.0.iter().copied().filter(|fold| !open.contains(fold)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use filtro_zoo::template;

    #[test]
    fn a_big_network_opens_with_folded_blocks_and_a_small_one_without() {
        let big = template("resnet-50").unwrap();
        let folds = Folds::first(&big);
        for node in big.walk() {
            assert_eq!(folds.has(Fold::Block(node.id)), node.item.block().is_some());
        }
        assert_eq!(Folds::first(&template("lenet-5-cifar").unwrap()), Folds::default());
    }

    #[test]
    fn folding_twice_is_not_folding() {
        let (block, stage) = (Fold::Block(NodeId(3)), Fold::Stage(NodeId(3)));
        let folds = Folds::default().toggled(block);
        assert!(folds.has(block) && !folds.has(stage));
        assert_eq!(folds.toggled(block), Folds::default());
        assert_eq!(folds.toggled(stage).without(&[block, stage]), Folds::default());
    }

    #[test]
    fn keys_name_what_they_fold() {
        for fold in [Fold::Block(NodeId(12)), Fold::Stage(NodeId(0))] {
            assert_eq!(Fold::from_key(&fold.key()), Some(fold));
        }
        assert_eq!(Fold::from_key("block"), None);
        assert_eq!(Fold::from_key("layer-3"), None);
    }
}

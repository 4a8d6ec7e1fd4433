//! Dragging, by pointer or by keyboard: one state machine for both.

use filtro_net::{BlockSort, Item, Network, NodeId, Place};
use filtro_zoo::Preset;

/// Pixels that a pressed pointer moves before it drags: less is a click.
const THRESHOLD: f64 = 4.0;
/// How much nearer, in pixels, another gap must be than the one in force: without it the target
/// flickers between two gaps.
const STICKY: f64 = 6.0;
/// Farther than this from every gap, in pixels, is outside of the network.
const REACH: f64 = 160.0;

/// What moves.
#[derive(Clone, Debug, PartialEq)]
pub enum Dragged {
    /// A new item from the palette.
    New(Item),
    /// A ready-made block from the palette.
    Preset(Preset),
    /// A node of the network.
    Node(NodeId),
    /// Neighbours that are selected together.
    Nodes(Vec<NodeId>),
}

impl Dragged {
    /// The nodes of the network that move.
    pub fn nodes(&self) -> &[NodeId] {
        match self {
            Self::New(_) | Self::Preset(_) => &[],
            Self::Node(id) => std::slice::from_ref(id),
            Self::Nodes(ids) => ids,
        }
    }
}

/// What moves it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Mouse, pen or finger.
    Pointer,
    /// Arrow keys.
    Keyboard,
}

/// Where it would go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Into this gap.
    Gap(Place),
    /// Out of the network.
    Out,
}

/// A drag.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Drag {
    /// None.
    #[default]
    Idle,
    /// The pointer is down, and has not moved enough.
    Pressed {
        /// What it is on.
        what: Dragged,
        /// Where it went down.
        at: [f64; 2],
    },
    /// Under way.
    Moving {
        /// What moves.
        what: Dragged,
        /// What moves it.
        source: Source,
        /// Where it would go.
        target: Target,
        /// Where the pointer is.
        at: [f64; 2],
    },
}

/// A gap on the screen: the line across which something would be dropped.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gap {
    /// The gap.
    pub place: Place,
    /// Left end.
    pub left: f64,
    /// Right end.
    pub right: f64,
    /// Height on the screen.
    pub y: f64,
}

impl Gap {
    fn distance(&self, [x, y]: [f64; 2]) -> f64 {
        let aside = (self.left - x).max(x - self.right).max(0.0);
        aside.hypot(self.y - y)
    }
}

/// The gap nearest to a point, within reach. The one `now` in force stays until another is
/// clearly nearer. Of gaps that are as near, the narrower counts: it is inside.
pub fn nearest_gap(point: [f64; 2], gaps: &[Gap], now: Option<Place>) -> Option<Place> {
    let near = gaps.iter().min_by(|a, b| {
        let order = a.distance(point).total_cmp(&b.distance(point));
        order.then((a.right - a.left).total_cmp(&(b.right - b.left)))
    })?;
    if near.distance(point) > REACH {
        return None;
    }
    let held = gaps.iter().find(|gap| Some(gap.place) == now);
    match held {
        Some(held) if held.distance(point) < near.distance(point) + STICKY => Some(held.place),
        _ => Some(near.place),
    }
}

/// What happens to a drag.
#[derive(Clone, Debug, PartialEq)]
pub enum DragEvent {
    /// The pointer went down on something.
    Press {
        /// On what.
        what: Dragged,
        /// Where.
        at: [f64; 2],
    },
    /// A finger has rested long enough: the drag begins without a movement.
    Hold,
    /// The pointer moved.
    Move {
        /// Where to.
        at: [f64; 2],
        /// The gaps on the screen.
        gaps: Vec<Gap>,
    },
    /// Picked up by key.
    PickUp(Dragged),
    /// Arrow keys: to the next gap, or the one before.
    Next {
        /// Downwards.
        down: bool,
        /// Gaps that are not shown now: they are stepped over.
        hidden: Vec<Place>,
    },
    /// Let go.
    Drop,
    /// Given up.
    Cancel,
}

/// Where something is among its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Where {
    /// From 1.
    pub position: usize,
    /// Positions in all.
    pub of: usize,
    /// Inside a block of this sort, and in which of its lanes.
    pub inside: Option<(BlockSort, usize)>,
}

/// What is said to people who do not see the screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Announcement {
    /// Picked up at this position.
    PickedUp(Dragged, Where),
    /// It would go there.
    Over(Dragged, Where),
    /// It would leave the network.
    Outside(Dragged),
    /// It is there now.
    Dropped(Dragged, Where),
    /// It is where it was.
    Cancelled(Dragged),
    /// So many nodes are selected.
    Selected(usize),
    /// A node was taken out.
    Removed,
    /// A node was added or copied.
    Added,
    /// A block was added.
    BlockAdded,
    /// So many nodes were put into a block.
    Wrapped(usize),
    /// A block's contents took its place.
    Unwrapped,
    /// Nodes stand there so many times now.
    Repeated(usize),
    /// A block has another branch.
    LaneAdded,
    /// A branch was taken out of a block, or emptied.
    LaneRemoved,
    /// A step was taken back.
    Undone,
    /// A step was taken again.
    Redone,
}

impl Drag {
    /// What moves.
    pub const fn moving(&self) -> Option<(&Dragged, Target)> {
        match self {
            Self::Moving { what, target, .. } => Some((what, *target)),
            _ => None,
        }
    }

    /// A pressed pointer that has moved far enough drags.
    pub(crate) fn is_far(from: [f64; 2], to: [f64; 2]) -> bool {
        (to[0] - from[0]).hypot(to[1] - from[1]) >= THRESHOLD
    }
}

/// Every gap of a network from top to bottom, those inside of blocks between those around them.
/// Gaps inside of `without` are left out: a block does not fit into itself.
pub(crate) fn gaps(network: &Network, without: &[NodeId]) -> Vec<Place> {
    use filtro_net::{Lane, Node};
    fn walk(nodes: &[Node], lane: Lane, without: &[NodeId], out: &mut Vec<Place>) {
        for (index, node) in nodes.iter().enumerate() {
            out.push(Place { lane, index });
            if without.contains(&node.id) {
                continue;
            }
            if let Item::Block(block) = &node.item {
                for (number, nodes) in block.lanes().into_iter().enumerate() {
                    walk(nodes, Lane::Of { block: node.id, lane: number }, without, out);
                }
            }
        }
        out.push(Place { lane, index: nodes.len() });
    }
    let mut out = Vec::new();
    walk(&network.nodes, Lane::Root, without, &mut out);
    out
}

/// Where a place is, for words.
pub(crate) fn describe(network: &Network, place: Place) -> Where {
    use filtro_net::Lane;
    let len = network.lane(place.lane).map_or(0, <[_]>::len);
    let inside = match place.lane {
        Lane::Root => None,
        Lane::Of { block, lane } => {
            let block = network.find(block).and_then(|node| node.item.block());
            block.map(|block| (block.sort(), lane))
        }
    };
    Where { position: place.index + 1, of: len + 1, inside }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn gap(index: usize, y: f64) -> Gap {
        Gap { place: Place::root(index), left: 0.0, right: 100.0, y }
    }

    #[test]
    fn the_nearest_gap_wins_and_holds_on() {
        let gaps = [gap(0, 0.0), gap(1, 50.0), gap(2, 100.0)];
        let at = |y, now| nearest_gap([50.0, y], &gaps, now);
        assert_eq!(at(10.0, None), Some(Place::root(0)));
        assert_eq!(at(27.0, None), Some(Place::root(1)));
        assert_eq!(at(27.0, Some(Place::root(0))), Some(Place::root(0)));
        assert_eq!(at(32.0, Some(Place::root(0))), Some(Place::root(1)));
        assert_eq!(at(600.0, Some(Place::root(2))), None);
        assert_eq!(nearest_gap([0.0, 0.0], &[], None), None);
    }

    #[test]
    fn a_lane_counts_before_what_is_around_it() {
        let inner = Gap { place: Place::root(7), left: 20.0, right: 60.0, y: 50.0 };
        let gaps = [gap(1, 50.0), inner];
        assert_eq!(nearest_gap([30.0, 52.0], &gaps, None), Some(Place::root(7)));
        assert_eq!(nearest_gap([90.0, 52.0], &gaps, None), Some(Place::root(1)));
    }

    proptest! {
        #[test]
        fn whatever_is_chosen_is_a_gap_in_reach(
            ys in prop::collection::vec(-500.0..500.0_f64, 0..10), x in -500.0..500.0, y in -900.0..900.0,
        ) {
            let gaps: Vec<Gap> = ys.iter().enumerate().map(|(at, y)| gap(at, *y)).collect();
            if let Some(place) = nearest_gap([x, y], &gaps, None) {
                let chosen = gaps.iter().find(|gap| gap.place == place).unwrap();
                prop_assert!(chosen.distance([x, y]) <= REACH);
                prop_assert!(gaps.iter().all(|gap| gap.distance([x, y]) >= chosen.distance([x, y])));
            } else {
                prop_assert!(gaps.iter().all(|gap| gap.distance([x, y]) > REACH));
            }
        }
    }
}

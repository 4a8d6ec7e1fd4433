//! Edits of blocks, on the tree of the other tests:
//! `1 flatten, 2 residual { body: 3 dense, 4 parallel { [5 dropout], [] }; shortcut: }, 6 dense`.

use super::*;
use crate::node::BlockSort;

const CONCAT: BlockSort = BlockSort::Parallel(Merge::Concat);

fn some(ids: &[u32]) -> Vec<NodeId> {
    ids.iter().copied().map(NodeId).collect()
}

fn wrap(ids: &[u32], into: BlockSort) -> Edit {
    Edit::Wrap { ids: some(ids), into }
}

fn lengths(network: &Network, block: u32) -> Vec<usize> {
    let node = network.find(NodeId(block)).unwrap();
    node.item.block().unwrap().lanes().iter().map(|lane| lane.len()).collect()
}

#[test]
fn neighbours_become_the_first_lane_beside_the_identity() {
    let network = changed(&wrap(&[1, 2], BlockSort::Residual));
    assert_eq!(ids(&network), [7, 1, 2, 3, 4, 5, 6]);
    assert_eq!(network.place_of(NodeId(1)), Some(of(7, 0, 0)));
    assert_eq!(lengths(&network, 7), [2, 0]);
    // In any order, and inside of a block.
    let network = changed(&wrap(&[4, 3], CONCAT));
    assert_eq!(ids(&network), [1, 2, 7, 3, 4, 5, 6]);
    assert_eq!(lengths(&network, 7), [2, 0]);
    assert_eq!(network.find(NodeId(7)).unwrap().item.block().unwrap().sort(), CONCAT);
}

#[test]
fn what_does_not_stand_side_by_side_is_not_wrapped() {
    for strange in [&[][..], &[1, 6], &[1, 1], &[1, 3], &[2, 3], &[3, 5]] {
        let error = EditError::NotNeighbours(some(strange));
        assert_eq!(refused(&wrap(strange, CONCAT)), error.clone());
        assert_eq!(refused(&Edit::Repeat { ids: some(strange), times: 2 }), error);
    }
    assert_eq!(refused(&wrap(&[1, 9], CONCAT)), EditError::NoSuchNode(NodeId(9)));
    let text = EditError::NotNeighbours(some(&[1, 6])).to_string();
    assert_eq!(text, "expected neighbours of one sequence, found [1, 6]");
}

#[test]
fn a_blocks_contents_take_its_place_lane_after_lane() {
    let network = changed(&Edit::Insert { at: of(2, 1, 0), item: Flatten {}.into() });
    assert_eq!(ids(&network), [1, 2, 3, 4, 5, 7, 6]);
    let network = Edit::Unwrap { id: NodeId(2) }.apply(&network).unwrap().network;
    assert_eq!(ids(&network), [1, 3, 4, 5, 7, 6]);
    assert_eq!(network.place_of(NodeId(7)), Some(Place::root(3)));
    assert_eq!(refused(&Edit::Unwrap { id: NodeId(1) }), EditError::NotABlock(NodeId(1)));
}

#[test]
fn neighbours_are_repeated_behind_themselves() {
    let repeat = |chosen: &[u32], times| Edit::Repeat { ids: some(chosen), times };
    let applied = repeat(&[1, 2], 3).apply(&tree()).unwrap();
    assert_eq!(applied.created, Some(NodeId(7)));
    let copies = [7, 8, 9, 10, 11, 12, 13, 14, 15, 16];
    assert_eq!(ids(&applied.network)[..5], [1, 2, 3, 4, 5]);
    assert_eq!(ids(&applied.network)[5..15], copies);
    assert_eq!(applied.network.nodes.len(), 7);
    for times in [0, 1] {
        let applied = repeat(&[3], times).apply(&tree()).unwrap();
        assert_eq!((applied.network, applied.created), (tree(), None));
    }
    let limit = Network::MAX_NODES;
    let found = usize::MAX;
    let refusal = EditError::TooManyNodes { limit, found };
    assert_eq!(refused(&repeat(&[2], usize::MAX)), refusal);
    assert!(repeat(&[1], limit - 5).apply(&tree()).is_ok());
    let refusal = EditError::TooManyNodes { limit, found: limit + 1 };
    assert_eq!(refused(&repeat(&[1], limit - 4)), refusal);
}

#[test]
fn branches_come_and_go_and_a_residual_keeps_both_lanes() {
    let block = NodeId(4);
    let three = changed(&Edit::AddLane { block });
    assert_eq!(lengths(&three, 4), [1, 0, 0]);
    let two = Edit::RemoveLane { block, lane: 0 }.apply(&three).unwrap().network;
    assert_eq!(lengths(&two, 4), [0, 0]);
    let lane = 2;
    assert_eq!(refused(&Edit::RemoveLane { block, lane }), EditError::NoSuchLane { block, lane });

    let block = NodeId(2);
    let filled = changed(&Edit::Insert { at: of(2, 1, 0), item: Flatten {}.into() });
    let cleared = Edit::RemoveLane { block, lane: 1 }.apply(&filled).unwrap().network;
    assert_eq!(cleared, tree());
    assert_eq!(refused(&Edit::RemoveLane { block, lane }), EditError::NoSuchLane { block, lane });
    assert_eq!(refused(&Edit::AddLane { block }), EditError::NotParallel(block));
    let merge = Merge::Multiply;
    assert_eq!(refused(&Edit::SetMerge { block, merge }), EditError::NotParallel(block));
    let block = NodeId(1);
    assert_eq!(refused(&Edit::SetMerge { block, merge }), EditError::NotABlock(block));
    let set = changed(&Edit::SetMerge { block: NodeId(4), merge });
    assert_eq!(set.find(NodeId(4)).unwrap().item.block().unwrap().merge(), merge);
}

#[test]
fn wrapping_keeps_to_the_limits() {
    let limit = Network::MAX_DEPTH;
    let (mut network, mut id) = (tree(), NodeId(1));
    for _ in 0..limit {
        let wrapped = Edit::Wrap { ids: vec![id], into: CONCAT }.apply(&network).unwrap();
        (network, id) = (wrapped.network, wrapped.created.unwrap());
    }
    let refusal = Err(EditError::TooDeep { limit, found: limit + 1 });
    assert_eq!(Edit::Wrap { ids: vec![id], into: CONCAT }.apply(&network), refusal);
    // At the bottom, a layer is one block deeper as well.
    let bottom = wrap(&[1], CONCAT).apply(&network);
    assert_eq!(bottom, Err(EditError::TooDeep { limit, found: limit + 1 }));

    let mut full = tree();
    while full.len() < Network::MAX_NODES {
        full.nodes.push(Node::new(full.next_id(), Flatten {}));
    }
    let limit = Network::MAX_NODES;
    let too_many = EditError::TooManyNodes { limit, found: limit + 1 };
    assert_eq!(wrap(&[1], CONCAT).apply(&full), Err(too_many));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn unwrapping_takes_wrapping_back((network, edit) in network_and_edit()) {
        if let Edit::Wrap { ids: wrapped, into } = &edit
            && let Ok(Applied { network: after, created }) = edit.apply(&network)
        {
            let id = created.unwrap();
            let block = after.find(id).unwrap().item.block().unwrap();
            prop_assert_eq!(block.sort(), *into);
            let first: Vec<_> = block.lanes()[0].iter().map(|node| node.id).collect();
            prop_assert_eq!(&first, wrapped);
            // What was inside keeps its id, and so its weights.
            prop_assert_eq!(Edit::Unwrap { id }.apply(&after).unwrap().network, network);
        }
    }

    #[test]
    fn unwrapping_keeps_every_other_node((network, edit) in network_and_edit()) {
        if let Edit::Unwrap { id } = edit
            && let Ok(Applied { network: after, .. }) = edit.apply(&network)
        {
            let mut left = ids(&network);
            left.retain(|other| *other != id.0);
            prop_assert_eq!(ids(&after), left);
        }
    }

    #[test]
    fn copies_are_alike((network, edit) in network_and_edit()) {
        if let Edit::Repeat { ids: chosen, times } = &edit
            && let Ok(Applied { network: after, .. }) = edit.apply(&network)
        {
            let at = network.place_of(chosen[0]).unwrap();
            let row = after.lane(at.lane).unwrap();
            let all = &row[at.index..at.index + chosen.len() * (*times).max(1)];
            let kinds = |nodes: &[Node]| -> Vec<Option<Layer>> {
                nodes
                    .iter()
                    .flat_map(|node| [node].into_iter().chain(walk_inside(node)))
                    .map(|node| node.item.layer().cloned())
                    .collect()
            };
            for copy in all.chunks(chosen.len()) {
                prop_assert_eq!(kinds(copy), kinds(&all[..chosen.len()]));
            }
            prop_assert_eq!(row.len(), network.lane(at.lane).unwrap().len() + all.len() - chosen.len());
        }
    }
}

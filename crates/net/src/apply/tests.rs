use super::*;
use crate::catalogue::{Activation, Dense, Dropout, Flatten};
use crate::layer::{Layer, LayerKind, SetError};
use crate::node::Block;
use crate::node::Merge;
use crate::param::{Choice, ParamKind};
use crate::testing::{any_edit, any_item, any_layer, any_network};
use proptest::prelude::*;
use std::collections::BTreeSet;

mod blocks;

/// `1 flatten, 2 residual { body: 3 dense, 4 parallel { [5 dropout], [] }; shortcut: }, 6 dense`.
fn tree() -> Network {
    let placeholder = |item: Item| Node::new(NodeId(0), item);
    let branches = vec![vec![placeholder(Dropout::default().into())], vec![]];
    let parallel = placeholder(Block::Parallel { branches, merge: Merge::Add }.into());
    let body = vec![placeholder(Dense::default().into()), parallel];
    let mut network = Network::new("tree", [3, 4, 4]);
    network.push(Flatten {});
    network.push(Block::Residual { body, shortcut: vec![] });
    network.push(Dense::new(10));
    network
}

fn of(block: u32, lane: usize, index: usize) -> Place {
    Place { lane: Lane::Of { block: NodeId(block), lane }, index }
}

fn ids(network: &Network) -> Vec<u32> {
    network.walk().map(|node| node.id.0).collect()
}

fn changed(edit: &Edit) -> Network {
    edit.apply(&tree()).unwrap().network
}

fn refused(edit: &Edit) -> EditError {
    edit.apply(&tree()).unwrap_err()
}

#[test]
fn nodes_are_found_where_they_stand() {
    let network = tree();
    assert_eq!(ids(&network), [1, 2, 3, 4, 5, 6]);
    let places = [Place::root(0), Place::root(1), of(2, 0, 0), of(2, 0, 1), of(4, 0, 0)];
    for (id, place) in (1..).zip(places) {
        assert_eq!(network.place_of(NodeId(id)), Some(place));
        assert_eq!(network.lane(place.lane).unwrap()[place.index].id, NodeId(id));
    }
    assert_eq!(network.place_of(NodeId(7)), None);
    assert_eq!(network.lane(Lane::Of { block: NodeId(4), lane: 1 }), Some([].as_slice()));
    assert_eq!(network.lane(Lane::Of { block: NodeId(4), lane: 2 }), None);
    assert_eq!(network.lane(Lane::Of { block: NodeId(1), lane: 0 }), None);
    assert_eq!(network.next_id(), NodeId(7));
}

#[test]
fn an_inserted_block_gets_fresh_ids_all_through() {
    let block = tree().nodes[1].item.clone();
    let applied = Edit::Insert { at: of(2, 1, 0), item: block }.apply(&tree()).unwrap();
    assert_eq!(applied.created, Some(NodeId(7)));
    assert_eq!(ids(&applied.network), [1, 2, 3, 4, 5, 7, 8, 9, 10, 6]);
    let copy = Edit::Duplicate { id: NodeId(2) }.apply(&tree()).unwrap();
    assert_eq!(copy.created, Some(NodeId(7)));
    assert_eq!(ids(&copy.network), [1, 2, 3, 4, 5, 7, 8, 9, 10, 6]);
    assert_eq!(copy.network.place_of(NodeId(7)), Some(Place::root(2)));
}

#[test]
fn a_moves_gap_counts_the_network_before_it() {
    let moved = |id, to| ids(&changed(&Edit::Move { id: NodeId(id), to }));
    assert_eq!(moved(1, Place::root(2)), [2, 3, 4, 5, 1, 6]);
    assert_eq!(moved(1, Place::root(3)), [2, 3, 4, 5, 6, 1]);
    assert_eq!(moved(6, Place::root(0)), [6, 1, 2, 3, 4, 5]);
    assert_eq!(moved(6, of(4, 1, 0)), [1, 2, 3, 4, 5, 6]);
    assert_eq!(moved(4, Place::root(0)), [4, 5, 1, 2, 3, 6]);
    assert_eq!(moved(3, of(2, 0, 2)), [1, 2, 4, 5, 3, 6]);
}

#[test]
fn a_block_cannot_be_moved_into_itself() {
    for to in [of(2, 0, 0), of(2, 1, 0), of(4, 1, 0)] {
        assert_eq!(refused(&Edit::Move { id: NodeId(2), to }), EditError::IntoItself(NodeId(2)));
    }
}

#[test]
fn what_is_not_there_is_named() {
    let (id, beyond) = (NodeId(9), Place::root(4));
    assert_eq!(refused(&Edit::Remove { id }), EditError::NoSuchNode(id));
    assert_eq!(refused(&Edit::Duplicate { id }), EditError::NoSuchNode(id));
    let to = Place::root(0);
    assert_eq!(refused(&Edit::Move { id, to }), EditError::NoSuchNode(id));
    let to = beyond;
    assert_eq!(refused(&Edit::Move { id: NodeId(1), to }), EditError::NoSuchPlace(beyond));
    let item = Item::from(Flatten {});
    for at in [beyond, of(1, 0, 0), of(4, 2, 0), of(4, 1, 1)] {
        let insert = Edit::Insert { at, item: item.clone() };
        assert_eq!(refused(&insert), EditError::NoSuchPlace(at));
    }
}

#[test]
fn parameters_are_set_by_their_tables_kind() {
    let set = |id, field, value| Edit::Set { id: NodeId(id), field, value };
    let network = changed(&set(6, Field::Units, Value::Integer(7)));
    assert_eq!(network.nodes[2].item, Dense::new(7).into());
    let wrong = |field, value| refused(&set(6, field, value)).to_string();
    assert_eq!(wrong(Field::Rate, Value::Number(0.1)), "a dense has no parameter Rate");
    assert_eq!(wrong(Field::Bias, Value::Integer(1)), "Bias: expected Switch, found Integer(1)",);
    assert_eq!(
        wrong(Field::Units, Value::Integer(-1)),
        "Units: expected Integer { min: 1, max: 65536 }, found Integer(-1)",
    );
    assert_eq!(refused(&set(2, Field::Units, Value::Integer(1))), EditError::NotALayer(NodeId(2)),);
    let rate = set(5, Field::Rate, Value::Number(f64::NAN));
    let wrong =
        |error| matches!(error, EditError::Set(SetError::WrongValue { field: Field::Rate, .. }));
    assert!(wrong(refused(&rate)));
    let mut relu = Layer::from(Activation::default());
    assert!(relu.set(Field::Function, Value::Choice(Choice::Same)).is_err());
}

#[test]
fn names_titles_and_inputs_are_set() {
    let rename = |name: &str| Edit::Rename { id: NodeId(5), name: name.into() };
    let named = changed(&rename("drop"));
    assert_eq!(named.find(NodeId(5)).unwrap().name.as_deref(), Some("drop"));
    assert_eq!(rename("").apply(&named).unwrap().network, tree());
    assert_eq!(changed(&Edit::SetInput([1, 2, 3])).input, [1, 2, 3]);
    assert_eq!(changed(&Edit::SetTitle("new".into())).name, "new");
    let found = [1, 1 << 32, 1];
    assert_eq!(refused(&Edit::SetInput(found)), EditError::InputTooLarge { found });
}

#[test]
fn depth_and_number_of_nodes_have_limits() {
    let block = |body| Item::from(Block::Residual { body, shortcut: vec![] });
    let nested = |depth| {
        let wrap = |inner, _| block(vec![Node::new(NodeId(0), inner)]);
        (1..depth).fold(block(vec![]), wrap)
    };
    let limit = Network::MAX_DEPTH;
    let insert = |at, item| Edit::Insert { at, item }.apply(&tree());
    assert!(insert(Place::root(0), nested(limit)).is_ok());
    assert!(insert(of(4, 0, 0), nested(limit - 2)).is_ok());
    let too_deep = EditError::TooDeep { limit, found: limit + 1 };
    assert_eq!(insert(Place::root(0), nested(limit + 1)), Err(too_deep.clone()));
    assert_eq!(insert(of(4, 0, 0), nested(limit - 1)), Err(too_deep.clone()));
    let beside = insert(Place::root(0), nested(limit - 1)).unwrap();
    let into = Edit::Move { id: beside.created.unwrap(), to: of(4, 1, 0) };
    assert_eq!(into.apply(&beside.network), Err(too_deep));

    let mut full = tree();
    while full.len() < Network::MAX_NODES {
        full.nodes.push(Node::new(full.next_id(), Flatten {}));
    }
    let limit = Network::MAX_NODES;
    let too_many = EditError::TooManyNodes { limit, found: limit + 4 };
    assert_eq!(Edit::Duplicate { id: NodeId(2) }.apply(&full), Err(too_many));
    assert!(Edit::Move { id: NodeId(1), to: Place::root(5) }.apply(&full).is_ok());
}

fn network_and_edit() -> impl Strategy<Value = (Network, Edit)> {
    any_network().prop_flat_map(|network| (Just(network.clone()), any_edit(&network)))
}

fn network_and_edits() -> impl Strategy<Value = (Network, Vec<Edit>)> {
    any_network().prop_flat_map(|network| {
        let edits = prop::collection::vec(any_edit(&network), 0..6);
        (Just(network), edits)
    })
}

fn depth(network: &Network) -> usize {
    network.nodes.iter().map(nesting).max().unwrap_or(0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn edits_keep_ids_unique_and_blocks_shallow((network, edit) in network_and_edit()) {
        let before: BTreeSet<_> = network.walk().map(|node| node.id).collect();
        prop_assert_eq!(before.len(), network.len());
        if let Ok(Applied { network: after, created }) = edit.apply(&network) {
            let ids: BTreeSet<_> = after.walk().map(|node| node.id).collect();
            prop_assert_eq!(ids.len(), after.len());
            prop_assert!(depth(&after) <= Network::MAX_DEPTH);
            let copies = matches!(edit, Edit::Repeat { times: 2.., .. });
            let makes = matches!(edit, Edit::Insert { .. } | Edit::Duplicate { .. });
            let wraps = matches!(edit, Edit::Wrap { .. });
            prop_assert_eq!(created.is_some(), makes || wraps || copies);
            if let Some(id) = created {
                prop_assert!(after.find(id).is_some() && !before.contains(&id));
            }
            if let (Some(id), true) = (created, makes) {
                // What came into being goes without a trace.
                let back = Edit::Remove { id }.apply(&after).unwrap().network;
                prop_assert_eq!(back, network);
            }
        }
    }

    #[test]
    fn several_edits_are_one_after_the_other((network, edits) in network_and_edits()) {
        let mut one_by_one = Ok(network.clone());
        for edit in &edits {
            one_by_one = one_by_one.and_then(|now| Ok(edit.apply(&now)?.network));
        }
        prop_assert_eq!(apply_all(&edits, &network).map(|applied| applied.network), one_by_one);
    }

    #[test]
    fn a_move_to_its_own_gaps_changes_nothing(network in any_network()) {
        for node in network.walk() {
            let at = network.place_of(node.id).unwrap();
            for to in [at, Place { index: at.index + 1, ..at }] {
                let moved = Edit::Move { id: node.id, to }.apply(&network).unwrap();
                prop_assert_eq!(&moved.network, &network);
            }
        }
    }

    #[test]
    fn a_move_can_be_taken_back((network, edit) in network_and_edit()) {
        if let Edit::Move { id, .. } = edit
            && let Ok(moved) = edit.apply(&network)
        {
            let mut back = network.place_of(id).unwrap();
            let now = moved.network.place_of(id).unwrap();
            // Coming from before it, the node itself is counted in the gap.
            if now.lane == back.lane && now.index < back.index {
                back.index += 1;
            }
            let returned = Edit::Move { id, to: back }.apply(&moved.network).unwrap();
            prop_assert_eq!(returned.network, network);
        }
    }

    #[test]
    fn renumbered_ids_count_from_one_in_document_order(network in any_network()) {
        let after = Edit::RenumberIds.apply(&network).unwrap().network;
        let count = u32::try_from(network.len()).unwrap();
        prop_assert!(after.walk().map(|node| node.id.0).eq(1..=count));
    }

    #[test]
    fn inserted_items_keep_their_content(network in any_network(), item in any_item()) {
        let at = Place::root(0);
        let applied = Edit::Insert { at, item: item.clone() }.apply(&network).unwrap();
        let layers = |item: &Item| -> Vec<Option<Layer>> {
            let node = Node::new(NodeId(0), item.clone());
            walk_inside(&node).map(|node| node.item.layer().cloned()).collect()
        };
        prop_assert_eq!(layers(&applied.network.nodes[0].item), layers(&item));
        prop_assert_eq!(&applied.network.nodes[1..], &network.nodes[..]);
    }

    #[test]
    fn what_is_set_is_what_is_got(layer in any_layer(), number in 0_u32..9) {
        for row in layer.params() {
            let values: Vec<Value> = match row.kind {
                ParamKind::Integer { min, max } => vec![
                    Value::Integer(min),
                    Value::Integer(max),
                    Value::Integer(i64::from(number)),
                ],
                ParamKind::Number { min, max, step } => {
                    [min, max, step * f64::from(number)].map(Value::Number).to_vec()
                }
                ParamKind::Switch => vec![Value::Switch(false), Value::Switch(true)],
                ParamKind::Choice(choices) => choices.iter().copied().map(Value::Choice).collect(),
            };
            for value in values {
                let mut copy = layer.clone();
                copy.set(row.field, value).unwrap();
                prop_assert_eq!(copy.get(row.field), Some(value));
                copy.set(row.field, layer.get(row.field).unwrap()).unwrap();
                prop_assert_eq!(copy.get(row.field), layer.get(row.field));
            }
        }
    }
}

#[test]
fn new_layers_have_their_tables_defaults() {
    for kind in LayerKind::ALL {
        let layer = Layer::new(kind);
        assert_eq!(layer.kind(), kind);
        for row in layer.params() {
            assert_eq!(layer.get(row.field), Some(row.default), "{kind:?} {:?}", row.field);
            assert_eq!(row.clamp(row.default), None, "{kind:?} {:?}", row.field);
            if let ParamKind::Choice(choices) = row.kind {
                assert!(choices.iter().any(|choice| Value::Choice(*choice) == row.default));
            }
        }
        let fields: BTreeSet<_> = layer.params().iter().map(|row| row.field).collect();
        assert_eq!(fields.len(), layer.params().len());
    }
}

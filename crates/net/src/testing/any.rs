//! Anything that can be held, right or wrong.

use crate::address::NodeId;
use crate::address::{Lane, Place};
use crate::edit::Edit;
use crate::ids::FreshIds;
use crate::layer::{Layer, LayerKind};
use crate::network::Network;
use crate::node::{Block, BlockSort, Item, Merge, Node};
use crate::param::{ParamKind, ParamSpec, Value};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Any layer: mostly ordinary parameters, some at or beyond their table's limits.
pub fn any_layer() -> impl Strategy<Value = Layer> {
    select(LayerKind::ALL.to_vec()).prop_flat_map(|kind| {
        let layer = Layer::new(kind);
        let rows = layer.params();
        let values: Vec<_> = rows.iter().map(any_value).collect();
        values.prop_map(move |values| {
            let mut layer = layer.clone();
            for (row, value) in rows.iter().zip(values) {
                if layer.visible_params().any(|visible| visible.field == row.field) {
                    // The value is of the row's kind and can be held.
                    let set = layer.set(row.field, value);
                    debug_assert!(set.is_ok(), "{set:?}");
                }
            }
            layer
        })
    })
}

/// A value for a row: usually small, sometimes extreme.
fn any_value(row: &ParamSpec) -> BoxedStrategy<Value> {
    match row.kind {
        ParamKind::Integer { min, max } => prop_oneof![
            12 => (min..=max.min(min + 7)).prop_map(Value::Integer),
            1 => select(vec![0, min, max, max + 1, i64::from(u32::MAX)]).prop_map(Value::Integer),
        ]
        .boxed(),
        ParamKind::Number { .. } => {
            // Short decimals: they survive JSON to the last bit.
            prop_oneof![6 => 1_i32..900, 1 => -500_i32..3000]
                .prop_map(|thousandths| Value::Number(f64::from(thousandths) / 1000.0))
                .boxed()
        }
        ParamKind::Switch => any::<bool>().prop_map(Value::Switch).boxed(),
        ParamKind::Choice(choices) => select(choices).prop_map(Value::Choice).boxed(),
    }
}

/// Any layer or block; the ids inside are placeholders, as in [`Edit::Insert`].
pub fn any_item() -> impl Strategy<Value = Item> {
    let leaf = any_layer().prop_map(Item::Layer);
    leaf.prop_recursive(4, 24, 4, |inner| {
        let lane = || vec(node(inner.clone()), 0..4);
        prop_oneof![
            3 => inner.clone(),
            1 => (lane(), lane())
                .prop_map(|(body, shortcut)| Block::Residual { body, shortcut }.into()),
            1 => (vec(lane(), 0..4), select(vec![Merge::Concat, Merge::Add, Merge::Multiply]))
                .prop_map(|(branches, merge)| Block::Parallel { branches, merge }.into()),
        ]
    })
}

fn node(item: impl Strategy<Value = Item>) -> impl Strategy<Value = Node> {
    (proptest::option::weighted(0.1, "[a-zñ \"\\\\]{1,8}"), item).prop_map(|(name, item)| Node {
        id: NodeId(0),
        name,
        item,
    })
}

/// Any network, mostly wrong somewhere; its ids are unique and its blocks not too deep.
pub fn any_network() -> impl Strategy<Value = Network> {
    let size = || prop_oneof![10 => 1_usize..40, 1 => select(vec![0, 4096, 5000, 4_294_967_295])];
    let gap = prop_oneof![4 => Just(0), 1 => 0_u32..9];
    let nodes = vec(node(any_item()), 0..8);
    ("[A-Za-z \"é]{0,8}", [size(), size(), size()], nodes, gap).prop_map(
        |(name, input, mut nodes, gap)| {
            // Ids need not begin with 1.
            let mut ids = FreshIds::new(vec![gap]);
            nodes.iter_mut().for_each(|node| node.renumber(&mut ids));
            Network { name, input, nodes }
        },
    )
}

/// Any edit of `network`, about one in ten of which cannot be made.
pub fn any_edit(network: &Network) -> impl Strategy<Value = Edit> + use<> {
    let ids: Vec<_> = network.walk().map(|node| node.id).chain([network.next_id()]).collect();
    let lanes = lanes(network);
    let fields: Vec<_> = network
        .walk()
        .filter_map(|node| Some((node.id, node.item.layer()?.params())))
        .flat_map(|(id, rows)| rows.iter().map(move |row| (id, row)))
        .collect();
    let id = select(ids);
    let place = (select(lanes), any::<Index>(), prop::bool::weighted(0.05)).prop_map(
        |((lane, length), index, beyond)| {
            let index = if beyond { length + 1 } else { index.index(length + 1) };
            Place { lane, index }
        },
    );
    let set = if fields.is_empty() {
        Just(Edit::SetTitle(String::new())).boxed()
    } else {
        let of = |(id, row): (NodeId, &'static ParamSpec)| {
            any_value(row).prop_map(move |value| Edit::Set { id, field: row.field, value })
        };
        select(fields).prop_flat_map(of).boxed()
    };
    prop_oneof![
        3 => (place.clone(), any_item()).prop_map(|(at, item)| Edit::Insert { at, item }),
        4 => (id.clone(), place).prop_map(|(id, to)| Edit::Move { id, to }),
        2 => id.clone().prop_map(|id| Edit::Remove { id }),
        2 => id.clone().prop_map(|id| Edit::Duplicate { id }),
        4 => set,
        1 => (id, "[a-z]{0,3}").prop_map(|(id, name)| Edit::Rename { id, name }),
        4 => blocks(network),
        1 => [0_usize..99, 0_usize..99, 0_usize..99].prop_map(Edit::SetInput),
        1 => "[A-Z]{0,3}".prop_map(Edit::SetTitle),
        1 => Just(Edit::RenumberIds),
    ]
}

/// Any edit of blocks: mostly of neighbours and of blocks, so that most can be made.
fn blocks(network: &Network) -> impl Strategy<Value = Edit> + use<> {
    let mut sequences: Vec<Vec<NodeId>> = lanes(network)
        .into_iter()
        .filter_map(|(lane, _)| network.lane(lane))
        .map(|nodes| nodes.iter().map(|node| node.id).collect())
        .filter(|ids: &Vec<_>| !ids.is_empty())
        .collect();
    sequences.push(vec![network.next_id()]);
    let is_block = |node: &&Node| matches!(node.item, Item::Block(_));
    let found = network.walk().filter(is_block).map(|node| node.id);
    let block = select(found.chain([network.next_id(), NodeId(1)]).collect::<Vec<_>>());
    let ids = (select(sequences), any::<[Index; 2]>()).prop_map(|(ids, ends)| {
        let [a, b] = ends.map(|end| end.index(ids.len()));
        ids.get(a.min(b)..=a.max(b)).map(<[_]>::to_vec).unwrap_or_default()
    });
    let merge = select(vec![Merge::Concat, Merge::Add, Merge::Multiply]);
    let sort = prop_oneof![Just(BlockSort::Residual), merge.clone().prop_map(BlockSort::Parallel)];
    prop_oneof![
        (ids.clone(), sort).prop_map(|(ids, into)| Edit::Wrap { ids, into }),
        block.clone().prop_map(|id| Edit::Unwrap { id }),
        (ids, 0_usize..4).prop_map(|(ids, times)| Edit::Repeat { ids, times }),
        block.clone().prop_map(|block| Edit::AddLane { block }),
        (block.clone(), 0_usize..3).prop_map(|(block, lane)| Edit::RemoveLane { block, lane }),
        (block, merge).prop_map(|(block, merge)| Edit::SetMerge { block, merge }),
    ]
}

/// Every sequence with its length.
fn lanes(network: &Network) -> Vec<(Lane, usize)> {
    let inner = network.walk().flat_map(|node| {
        let lanes = node.item.block().map(Block::lanes).unwrap_or_default();
        let of = |lane| Lane::Of { block: node.id, lane };
        lanes.into_iter().enumerate().map(move |(lane, nodes)| (of(lane), nodes.len()))
    });
    [(Lane::Root, network.nodes.len())].into_iter().chain(inner).collect()
}

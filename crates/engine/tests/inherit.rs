//! Which weights a changed network takes over.
#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use common::device;
use filtro_engine::Model;
use filtro_net::{Edit, Field, Network, NodeId, Value, apply_all};
use filtro_zoo::template;

fn model(network: &Network, seed: u64) -> Model {
    Model::new(network, seed, &device()).unwrap()
}

fn weights(model: &Model) -> Vec<u8> {
    pollster::block_on(model.weights()).unwrap()
}

/// Nodes with weights, in their order.
fn nodes(network: &Network) -> Vec<NodeId> {
    model(network, 1).inherited_from(&model(network, 1)).kept
}

#[test]
fn an_edit_is_told_layer_by_layer() {
    let network = template("resnet-8-cifar").unwrap();
    let all = nodes(&network);
    let first = all[0];
    let edit = Edit::Set { id: first, field: Field::KernelHeight, value: Value::Integer(1) };
    let changed = apply_all(&[edit], &network).unwrap().network;
    let old = model(&network, 1);
    let new = old.rebuild(&changed, 1).unwrap();
    let found = new.inherited_from(&old);
    assert_eq!(found.fresh, [first]);
    assert_eq!(found.kept, all[1..]);
}

#[test]
fn what_fits_of_a_file_is_taken_and_the_rest_stays() {
    let network = template("resnet-8-cifar").unwrap();
    let all = nodes(&network);
    let first = all[0];
    let edit = Edit::Set { id: first, field: Field::KernelHeight, value: Value::Integer(1) };
    let changed = apply_all(&[edit], &network).unwrap().network;
    let (file, mut other) = (weights(&model(&network, 7)), model(&changed, 1));
    let found = other.load_fitting(&file).unwrap();
    assert_eq!((found.fresh, found.kept), (vec![first], all[1..].to_vec()));
    // As if the network had been changed with these weights in it, but for the seed of the rest.
    let inherited = model(&network, 7).rebuild(&changed, 1).unwrap();
    assert_eq!(weights(&other), weights(&inherited));
    // Of the very network it takes all.
    let mut same = model(&network, 1);
    assert!(same.load_fitting(&file).unwrap().fresh.is_empty());
    assert_eq!(weights(&same), file);
    let before = weights(&same);
    assert!(same.load_fitting(b"no file").is_err());
    assert_eq!(weights(&same), before);
}

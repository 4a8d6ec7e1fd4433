//! Every template for CIFAR against PyTorch, which reads the same documents by a reader of its
//! own: class scores made by `tests/oracle/templates.py`. Weights and pictures follow from a
//! formula that both sides have.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests may")]

mod common;

use common::device;
use filtro_engine::Model;
use filtro_net::Network;
use filtro_zoo::TEMPLATES;
use pollster::block_on;
use safetensors::tensor::TensorView;
use safetensors::{Dtype, SafeTensors};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// Of the greatest score.
const TOLERANCE: f64 = 1e-4;

/// Fowler, Noll and Vo's hash of 64 bits, form 1a.
fn fnv1a(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |state, byte| {
        (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// Numbers from 0 to 1 for a name: 24 bits each of a SplitMix64 that starts at the name's hash.
fn units(key: &str) -> impl Iterator<Item = f64> {
    let mut state = fnv1a(key);
    std::iter::repeat_with(move || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 40) as f64 / 16_777_216.0
    })
}

/// As `values` of the script.
fn values(template: &str, name: &str, dims: &[usize]) -> Vec<f32> {
    let (len, fan_in) = (dims.iter().product(), dims[1..].iter().product::<usize>() as f64);
    let role = name.rsplit('.').next().unwrap();
    let draw = |unit: f64| match (role, dims.len()) {
        ("running_var", _) | ("weight", 1) => 0.5 + unit,
        ("weight", _) => (2.0 * unit - 1.0) * (6.0 / fan_in).sqrt(),
        _ => unit - 0.5,
    };
    units(&format!("{template}/{name}")).map(|unit| draw(unit) as f32).take(len).collect()
}

/// The network with the formula's weights.
fn model(name: &str, network: &Network) -> Model {
    let mut model = Model::new(network, 0, &device()).unwrap();
    let bytes = block_on(model.weights()).unwrap();
    let file = SafeTensors::deserialize(&bytes).unwrap();
    let drawn: Vec<_> = file
        .tensors()
        .into_iter()
        .map(|(tensor, view)| {
            let dims = view.shape().to_vec();
            let values = values(name, &tensor, &dims);
            (tensor, dims, values)
        })
        .collect();
    let views = drawn.iter().map(|(tensor, dims, values)| {
        let bytes = bytemuck::cast_slice(values);
        (tensor.as_str(), TensorView::new(Dtype::F32, dims.clone(), bytes).unwrap())
    });
    model.load_weights(&safetensors::serialize(views, None).unwrap()).unwrap();
    model
}

#[test]
fn class_scores_of_every_template() {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/oracle/templates.json");
    let golden: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let golden: BTreeMap<String, Vec<Vec<f64>>> =
        serde_json::from_value(golden["scores"].clone()).unwrap();
    let small = TEMPLATES.iter().filter(|template| !template.original);
    let names: Vec<_> = small.clone().map(|template| template.name).collect();
    assert!(names.len() >= 14 && names.len() == golden.len(), "{names:?}");
    for template in small {
        let network = (template.build)();
        let model = model(template.name, &network);
        let rows = &golden[template.name];
        let [channels, height, width] = network.input;
        let images = values(template.name, "images", &[rows.len(), channels, height, width]);
        for (image, expected) in images.chunks_exact(channels * height * width).zip(rows) {
            let probe = block_on(model.probe(image)).unwrap();
            let last = network.nodes.last().unwrap().id;
            let found = probe.activations.iter().find(|node| node.id == last).unwrap();
            assert_eq!(found.values.len(), expected.len());
            let scale = expected.iter().fold(0.0, |scale: f64, score| scale.max(score.abs()));
            assert!(scale > 0.1, "{}: {expected:?} say little", template.name);
            for (found, expected) in found.values.iter().zip(expected) {
                let off = (f64::from(*found) - expected).abs() / scale;
                assert!(off <= TOLERANCE, "{}: {found}, PyTorch {expected}", template.name);
            }
        }
    }
}

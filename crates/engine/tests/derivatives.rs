//! Gradients against finite differences, over random networks.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests may")]

mod common;

use common::device;
use filtro_engine::Model;
use filtro_net::catalogue::{Activation, AvgPool2d, Function, GlobalAvgPool};
use filtro_net::testing::valid_network;
use filtro_net::{Block, Item, Layer, Network, Node};
use pollster::block_on;
use proptest::prelude::*;
use safetensors::tensor::TensorView;
use safetensors::{Dtype, SafeTensors};

/// Replaces what has kinks (a step across one has no derivative) and what is random.
fn smooth(nodes: &mut [Node]) {
    for node in nodes {
        match &mut node.item {
            Item::Layer(Layer::Activation(activation)) => {
                if !matches!(
                    activation.function,
                    Function::Gelu | Function::Silu | Function::Sigmoid | Function::Tanh
                ) {
                    *activation = Activation::new(Function::Gelu);
                }
            }
            Item::Layer(layer) => match layer {
                Layer::MaxPool2d(pool) => {
                    *layer = AvgPool2d {
                        kernel: pool.kernel,
                        stride: pool.stride,
                        padding: pool.padding,
                        ceil_mode: pool.ceil_mode,
                        count_include_pad: false,
                    }
                    .into();
                }
                Layer::GlobalMaxPool(_) => *layer = GlobalAvgPool {}.into(),
                Layer::Dropout(dropout) => dropout.rate = 0.0,
                Layer::SpatialDropout(dropout) => dropout.rate = 0.0,
                _ => {}
            },
            Item::Block(Block::Residual { body, shortcut }) => {
                smooth(body);
                smooth(shortcut);
            }
            Item::Block(Block::Parallel { branches, .. }) => {
                branches.iter_mut().for_each(|branch| smooth(branch));
            }
        }
    }
}

fn tensors(bytes: &[u8]) -> Vec<(String, Vec<usize>, Vec<f32>)> {
    let file = SafeTensors::deserialize(bytes).unwrap();
    let tensor = |(name, view): (String, TensorView)| {
        (name, view.shape().to_vec(), bytemuck::pod_collect_to_vec(view.data()))
    };
    file.tensors().into_iter().map(tensor).collect()
}

fn load(model: &mut Model, tensors: &[(String, Vec<usize>, Vec<f32>)]) {
    let views = tensors.iter().map(|(name, dims, values)| {
        (name, TensorView::new(Dtype::F32, dims.clone(), bytemuck::cast_slice(values)).unwrap())
    });
    model.load_weights(&safetensors::serialize(views, None).unwrap()).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    /// (L(θ + h d) − L(θ − h d)) / 2h = ∇L · d for a direction d of random signs.
    #[test]
    fn gradients_predict_the_change_of_the_loss(
        mut network in valid_network(8),
        seed in any::<u64>(),
    ) {
        smooth(&mut network.nodes);
        check(&network, seed)?;
    }
}

fn check(network: &Network, seed: u64) -> Result<(), TestCaseError> {
    let mut model = Model::new(network, seed, &device()).unwrap();
    let count = 5;
    let values = network.input.iter().product::<usize>() * count;
    let images: Vec<f32> = (0..values).map(|at| ((at * at) as f32 * 0.017).sin()).collect();
    let labels: Vec<i32> = (0..count).map(|at| (at % model.classes()) as i32).collect();
    let gradients = block_on(model.gradients(&images, &labels, 0)).unwrap();
    let start = tensors(&block_on(model.weights()).unwrap());

    let sign = |name: &str, at: usize| {
        let hash = name.bytes().fold(seed ^ at as u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3).rotate_left(23)
        });
        if hash & 1 == 0 { 1.0 } else { -1.0 }
    };
    let (mut slope, mut size) = (0.0, 0.0);
    for gradient in &gradients.tensors {
        for (at, value) in gradient.values.iter().enumerate() {
            slope += f64::from(*value) * sign(&gradient.name, at);
            size += f64::from(*value).powi(2);
        }
    }
    let mut loss = |step: f64| {
        let moved: Vec<_> = start
            .iter()
            .map(|(name, dims, values)| {
                let moves = !name.contains("running");
                let move_by = |(at, value): (usize, &f32)| {
                    if moves { value + (step * sign(name, at)) as f32 } else { *value }
                };
                (name.clone(), dims.clone(), values.iter().enumerate().map(move_by).collect())
            })
            .collect();
        load(&mut model, &moved);
        block_on(model.gradients(&images, &labels, 0)).unwrap().loss
    };
    // Richardson's extrapolation takes the error of third order out.
    let mut central = |step: f64| (loss(step) - loss(-step)) / (2.0 * step);
    let (wide, narrow) = (central(4e-3), central(2e-3));
    let measured = (4.0 * narrow - wide) / 3.0;
    let scale = size.sqrt().max(slope.abs()).max(0.05);
    // Where the two disagree, curvature or rounding dominates and the measurement says nothing.
    prop_assume!((wide - narrow).abs() < 0.02 * scale);
    prop_assert!(
        (measured - slope).abs() < 0.02 * scale,
        "measured {}, gradient {} (size {})",
        measured,
        slope,
        size.sqrt()
    );
    Ok(())
}

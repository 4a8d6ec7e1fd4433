//! What comes out of every node has the shape that inspection promised.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests may")]

mod common;

use common::device;
use filtro_engine::{Model, Trainer};
use filtro_net::testing::valid_network;
use filtro_net::{Network, inspect};
use filtro_recipe::TrainConfig;
use pollster::block_on;
use proptest::prelude::*;

fn picture(network: &Network, count: usize) -> Vec<f32> {
    let values = network.input.iter().product::<usize>() * count;
    (0..values).map(|at| (at as f32 * 0.7).sin()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn activations_have_the_inferred_shapes(network in valid_network(10), seed in any::<u64>()) {
        let model = Model::new(&network, seed, &device()).unwrap();
        let report = inspect(&network, None);
        let probe = block_on(model.probe(&picture(&network, 1))).unwrap();
        let found: Vec<_> = probe.activations.iter().map(|node| (node.id, Some(node.shape))).collect();
        let expected: Vec<_> = report.nodes.iter().map(|node| (node.id, node.output)).collect();
        prop_assert_eq!(found, expected);
        for node in &probe.activations {
            prop_assert_eq!(node.values.len(), node.shape.len());
        }
        let total: f32 = probe.probabilities.iter().sum();
        prop_assert!((total - 1.0).abs() < 1e-5, "probabilities sum to {}", total);
    }

    #[test]
    fn every_valid_network_trains(network in valid_network(10), seed in any::<u64>()) {
        let device = device();
        let model = Model::new(&network, seed, &device).unwrap();
        let labels: Vec<i32> = (0..5).map(|at| at % model.classes() as i32).collect();
        let mut trainer = Trainer::new(model, &TrainConfig { seed, ..TrainConfig::default() });
        for count in [5, 1] {
            trainer.step(&picture(&network, count), &labels[..count]).unwrap();
        }
        let metrics = block_on(trainer.metrics()).unwrap();
        prop_assert_eq!(metrics.count, 6);
        prop_assert!(metrics.loss.is_finite());
        prop_assert!(block_on(trainer.checkpoint()).is_ok());
    }
}

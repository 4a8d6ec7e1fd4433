//! Training runs: they repeat, learn, pause and resume, and save and load.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests may")]

mod common;

use common::device;
use filtro_engine::{Difference, EngineError, Evaluation, Model, Trainer, WeightsError};
use filtro_net::catalogue::{
    Activation, BatchNorm2d, Conv2d, Dense, Dropout, Flatten, Function, GlobalAvgPool, MaxPool2d,
    Padding, SpatialDropout,
};
use filtro_net::{Field, Network, NodeId, Problem, ShapeProblem, Value};
use filtro_recipe::{Optimizer, TrainConfig};
use filtro_zoo::template;
use pollster::block_on;
use std::collections::HashMap;

const OPTIMIZERS: [Optimizer; 3] = [Optimizer::Sgd, Optimizer::Momentum, Optimizer::Adam];

/// Every kind of state: convolution, batch norm, dropout, dense.
fn network() -> Network {
    let mut network = Network::new("Test", [2, 8, 8]);
    network.push(Conv2d::new(4, 3, Padding::Same));
    network.push(BatchNorm2d::default());
    network.push(Activation::new(Function::Relu));
    network.push(MaxPool2d::new(2));
    network.push(Conv2d::new(6, 3, Padding::Valid));
    network.push(Dropout { rate: 0.3 });
    network.push(Flatten {});
    network.push(Dense::new(5));
    network
}

/// Pictures that differ, with their labels in turn.
fn batch(model: &Model, count: usize) -> (Vec<f32>, Vec<i32>) {
    let values = model.input().iter().product::<usize>() * count;
    let images = (0..values).map(|at| ((at * at) as f32 * 0.013).sin()).collect();
    let labels = (0..count).map(|at| (at % model.classes()) as i32).collect();
    (images, labels)
}

fn config(optimizer: Optimizer, learning_rate: f64) -> TrainConfig {
    TrainConfig { optimizer, learning_rate, seed: 7, ..TrainConfig::default() }
}

fn trainer(seed: u64, config: &TrainConfig) -> Trainer {
    Trainer::new(Model::new(&network(), seed, &device()).unwrap(), config)
}

fn steps(trainer: &mut Trainer, count: usize) {
    for size in (0..count).map(|at| 6 + at % 3) {
        let (images, labels) = batch(trainer.model(), size);
        trainer.step(&images, &labels).unwrap();
    }
}

fn bytes(trainer: &Trainer) -> Vec<u8> {
    block_on(trainer.checkpoint()).unwrap()
}

#[test]
fn a_seed_repeats_bit_for_bit() {
    for optimizer in OPTIMIZERS {
        let run = |seed, dropout| {
            let config = TrainConfig { seed: dropout, ..config(optimizer, 0.01) };
            let mut trainer = trainer(seed, &config);
            steps(&mut trainer, 5);
            (bytes(&trainer), block_on(trainer.metrics()).unwrap())
        };
        assert!(run(1, 7) == run(1, 7));
        assert!(run(1, 7).0 != run(2, 7).0);
        assert!(run(1, 7).0 != run(1, 8).0, "dropout follows the run's seed");
    }
}

#[test]
fn a_run_resumed_from_a_checkpoint_goes_on_as_it_would_have() {
    for optimizer in OPTIMIZERS {
        let config = config(optimizer, 0.02);
        let mut whole = trainer(1, &config);
        steps(&mut whole, 3);
        let mut resumed = trainer(99, &config);
        resumed.restore(&bytes(&whole)).unwrap();
        assert_eq!(resumed.steps(), 3);
        steps(&mut whole, 4);
        steps(&mut resumed, 4);
        assert!(bytes(&whole) == bytes(&resumed), "{optimizer:?}");
    }
}

#[test]
fn a_checkpoint_of_another_optimizer_or_plain_weights_are_refused() {
    let mut adam = trainer(1, &config(Optimizer::Adam, 0.01));
    steps(&mut adam, 2);
    let before = bytes(&adam);
    let sgd = bytes(&trainer(2, &config(Optimizer::Sgd, 0.01)));
    let weights = block_on(trainer(2, &config(Optimizer::Sgd, 0.01)).model().weights()).unwrap();
    let message =
        |bytes: &[u8], trainer: &mut Trainer| trainer.restore(bytes).unwrap_err().to_string();
    let expected = "expected a checkpoint of adam, found";
    assert_eq!(message(&sgd, &mut adam), format!("{expected} sgd"));
    assert_eq!(message(&weights, &mut adam), format!("{expected} plain weights"));
    assert!(message(b"nonsense", &mut adam).contains("not a safetensors file"));
    assert!(bytes(&adam) == before, "a refused checkpoint changes nothing");
}

#[test]
fn a_few_pictures_are_learnt_by_heart() {
    let mut network = template("lenet-5-cifar").unwrap();
    network.input = [3, 32, 32];
    for (optimizer, rate) in OPTIMIZERS.into_iter().zip([0.1, 0.02, 0.002]) {
        let model = Model::new(&network, 3, &device()).unwrap();
        let (images, labels) = batch(&model, 10);
        let mut trainer = Trainer::new(model, &config(optimizer, rate));
        for _ in 0..120 {
            trainer.step(&images, &labels).unwrap();
        }
        block_on(trainer.metrics()).unwrap();
        let mut evaluation = Evaluation::new();
        trainer.model().evaluate_batch(&images, &labels, &mut evaluation).unwrap();
        let found = block_on(evaluation.finish()).unwrap();
        assert!(found.loss < 0.1 && found.accuracy == 1.0, "{optimizer:?}: {found:?}");
    }
}

#[test]
fn metrics_are_those_of_the_steps_since_the_last_call() {
    let mut trainer = trainer(1, &config(Optimizer::Sgd, 0.0));
    steps(&mut trainer, 3);
    let first = block_on(trainer.metrics()).unwrap();
    assert_eq!(first.count, 6 + 7 + 8);
    assert!(first.loss.is_finite() && first.loss > 0.0);
    assert_eq!(block_on(trainer.metrics()).unwrap().count, 0);
}

#[test]
fn many_batches_are_evaluated_as_one() {
    let model = Model::new(&network(), 1, &device()).unwrap();
    let (images, labels) = batch(&model, 150);
    let picture = images.len() / labels.len();
    let (mut whole, mut parts) = (Evaluation::new(), Evaluation::new());
    model.evaluate_batch(&images, &labels, &mut whole).unwrap();
    for (images, labels) in images.chunks(picture).zip(labels.chunks(1)) {
        model.evaluate_batch(images, labels, &mut parts).unwrap();
    }
    let (whole, parts) = (block_on(whole.finish()).unwrap(), block_on(parts.finish()).unwrap());
    assert_eq!((whole.count, whole.accuracy), (parts.count, parts.accuracy));
    assert!((whole.loss - parts.loss).abs() < 1e-6);
}

#[test]
fn weights_survive_the_file() {
    let mut trained = trainer(1, &config(Optimizer::Adam, 0.01));
    steps(&mut trained, 3);
    let weights = block_on(trained.model().weights()).unwrap();
    let mut other = Model::new(&network(), 2, &device()).unwrap();
    other.load_weights(&weights).unwrap();
    assert!(block_on(other.weights()).unwrap() == weights);
    let (images, _) = batch(&other, 4);
    let predict = |model: &Model| block_on(model.predict(&images, 4)).unwrap();
    assert_eq!(predict(&other), predict(trained.model()));
    // The network's part of a checkpoint is as good.
    let mut third = Model::new(&network(), 3, &device()).unwrap();
    third.load_weights(&bytes(&trained)).unwrap();
    assert!(block_on(third.weights()).unwrap() == weights);
}

#[test]
fn weights_of_another_network_are_refused_with_what_differs() {
    let mut changed = network();
    changed.nodes.remove(1);
    changed.nodes.push(filtro_net::Node::new(NodeId(30), Dense::new(5)));
    if let filtro_net::Item::Layer(layer) = &mut changed.nodes[0].item {
        layer.set(Field::KernelWidth, Value::Integer(1)).unwrap();
    }
    let weights = block_on(Model::new(&changed, 1, &device()).unwrap().weights()).unwrap();
    let mut model = Model::new(&network(), 1, &device()).unwrap();
    let before = block_on(model.weights()).unwrap();
    let Err(EngineError::Weights(WeightsError::Differ(found))) = model.load_weights(&weights)
    else {
        panic!("the weights were taken");
    };
    let shape = Difference::Shape {
        name: "1.weight".into(),
        expected: vec![4, 2, 3, 3],
        found: vec![4, 2, 3, 1],
    };
    assert!(found.contains(&shape), "{found:?}");
    for name in ["2.weight", "2.bias", "2.running_mean", "2.running_var"] {
        assert!(found.contains(&Difference::Missing { name: name.into() }), "{found:?}");
    }
    assert!(found.contains(&Difference::Unexpected { name: "30.bias".into() }), "{found:?}");
    assert!(block_on(model.weights()).unwrap() == before, "refused weights change nothing");
}

#[test]
fn an_edit_keeps_the_weights_of_what_it_leaves_alone() {
    let mut trained = trainer(1, &config(Optimizer::Adam, 0.01));
    steps(&mut trained, 2);
    let mut changed = network();
    if let filtro_net::Item::Layer(layer) = &mut changed.nodes[4].item {
        layer.set(Field::Filters, Value::Integer(8)).unwrap();
    }
    let rebuilt = trained.model().rebuild(&changed, 5).unwrap();
    let fresh = Model::new(&changed, 5, &device()).unwrap();
    let tensors = |model: &Model| {
        let bytes = block_on(model.weights()).unwrap();
        let file = safetensors::SafeTensors::deserialize(&bytes).unwrap();
        let tensors = file.tensors().into_iter().map(|(name, view)| (name, view.data().to_vec()));
        tensors.collect::<HashMap<_, _>>()
    };
    let (old, new, fresh) = (tensors(trained.model()), tensors(&rebuilt), tensors(&fresh));
    assert_eq!(new.len(), old.len());
    for (name, values) in &new {
        // The second convolution and the dense layer behind it have new shapes, but for the
        // dense layer's bias.
        let drawn = ["5.weight", "5.bias", "8.weight"].contains(&name.as_str());
        assert!(values == if drawn { &fresh[name] } else { &old[name] }, "{name}");
    }
}

#[test]
fn first_weights_are_pytorchs_default() {
    let model = Model::new(&template("cnn3-cifar").unwrap(), 1, &device()).unwrap();
    let filters = block_on(model.filters()).unwrap();
    assert_eq!(filters.len(), 3);
    for found in filters {
        let bound = 1.0 / (found.dims[1..].iter().product::<usize>() as f32).sqrt();
        let greatest = found.values.iter().fold(0.0_f32, |most, value| most.max(value.abs()));
        assert!(greatest <= bound && greatest > 0.98 * bound);
        // The variance of U(±b) is b²/3.
        let count = found.values.len() as f32;
        let square = found.values.iter().map(|value| value * value).sum::<f32>() / count;
        assert!((square / (bound * bound / 3.0) - 1.0).abs() < 0.1);
    }
}

#[test]
fn what_does_not_fit_is_refused_before_the_device() {
    let device = device();
    let mut wrong = network();
    wrong.nodes.swap(6, 7);
    let Err(EngineError::Invalid(found)) = Model::new(&wrong, 1, &device) else {
        panic!("a wrong network was built");
    };
    assert!(
        found
            .iter()
            .any(|it| matches!(it.problem, Problem::Shape(ShapeProblem::NeedsVector { .. }))),
        "{found:?}"
    );
    let mut open = network();
    open.nodes.truncate(5);
    let error = Model::new(&open, 1, &device).unwrap_err();
    assert_eq!(error.to_string(), "expected the network to end in a vector, found 6×2×2");

    let mut trainer = trainer(1, &config(Optimizer::Sgd, 0.1));
    let (images, labels) = batch(trainer.model(), 2);
    let error = trainer.step(&images, &[0, 5]).unwrap_err();
    assert_eq!(error.to_string(), "expected a label from 0 to 4, found 5");
    assert!(trainer.step(&images, &[0, -1]).is_err());
    let error = trainer.step(&images[1..], &labels).unwrap_err();
    assert_eq!(error.to_string(), "expected 256 values for 2 picture(s), found 255");
    trainer.step(&[], &[]).unwrap();
    assert_eq!((trainer.steps(), block_on(trainer.metrics()).unwrap().count), (0, 0));
    assert!(block_on(trainer.model().predict(&[], 0)).unwrap().is_empty());
    assert!(block_on(trainer.model().predict(&images, 3)).is_err());
}

#[test]
fn the_learning_rate_changes_from_the_next_step_on() {
    let mut trainer = trainer(1, &config(Optimizer::Sgd, 0.0));
    let weights = |trainer: &Trainer| block_on(trainer.model().filters()).unwrap();
    let first = weights(&trainer);
    steps(&mut trainer, 1);
    assert_eq!(weights(&trainer), first);
    trainer.set_learning_rate(0.1);
    steps(&mut trainer, 1);
    assert_ne!(weights(&trainer), first);
}

#[test]
fn a_snapshot_stays_as_it_was_while_training_goes_on() {
    let mut trainer = trainer(1, &config(Optimizer::Adam, 0.01));
    let snapshot = trainer.model().clone();
    let before = block_on(snapshot.weights()).unwrap();
    steps(&mut trainer, 2);
    assert!(block_on(snapshot.weights()).unwrap() == before);
}

#[test]
fn a_network_without_parameters_runs() {
    let mut network = Network::new("Bare", [3, 4, 4]);
    network.push(GlobalAvgPool {});
    let model = Model::new(&network, 1, &device()).unwrap();
    let (images, labels) = batch(&model, 3);
    let mut trainer = Trainer::new(model, &TrainConfig::default());
    trainer.step(&images, &labels).unwrap();
    assert_eq!(block_on(trainer.metrics()).unwrap().count, 3);
    assert!(trainer.model().rebuild(&network, 2).is_ok());
    let weights = block_on(trainer.model().weights()).unwrap();
    Model::new(&network, 1, &device()).unwrap().load_weights(&weights).unwrap();
}

/// A dense layer's weights have gradients where values come in: none of a dropped channel's, and
/// all of the others', doubled.
#[test]
fn spatial_dropout_takes_whole_channels() {
    let mut network = Network::new("Spatial", [6, 3, 3]);
    network.push(SpatialDropout { rate: 0.5 });
    network.push(Flatten {});
    network.push(Dense::new(2));
    let model = Model::new(&network, 1, &device()).unwrap();
    let weights = |seed: u64| {
        let found = block_on(model.gradients(&[1.0; 54], &[0], seed)).unwrap();
        found.tensors.into_iter().find(|tensor| tensor.name.ends_with("weight")).unwrap().values
    };
    let mut dropped = 0;
    for seed in 0..40 {
        let gradient = weights(seed);
        for channel in gradient.chunks_exact(9) {
            let first = channel[0];
            assert!(channel.iter().all(|value| (value - first).abs() < 1e-6));
            dropped += usize::from(first == 0.0);
        }
    }
    // Of 40 · 6 channels, each seen in both units' gradients: half, within five deviations.
    let half = 40 * 6;
    assert!(dropped.abs_diff(half) < 80, "{dropped} of {}", 2 * half);
}

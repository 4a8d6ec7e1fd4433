//! The run, with the real engine and a clock of its own.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests may")]

use filtro_data::cifar::cifar10;
use filtro_data::{DataSet, Part};
use filtro_engine::{Model, cpu_device};
use filtro_net::file;
use filtro_protocol::Telemetry;
use filtro_recipe::{Optimizer, TrainConfig};
use filtro_run::{Pictures, Progress, Run, is_absurd};
use pollster::block_on;
use std::cell::Cell;
use std::rc::Rc;

/// With dropout, whose masks follow from the number of the step.
const DOCUMENT: &str = r#"{
    "format": "filtro-network", "version": 1, "input": [3, 32, 32],
    "nodes": [
        {"id": 1, "kind": "conv2d", "filters": 2, "kernel": [5, 5], "stride": [9, 9]},
        {"id": 2, "kind": "flatten"},
        {"id": 3, "kind": "dropout", "rate": 0.2},
        {"id": 4, "kind": "dense", "units": 10}
    ]
}"#;

/// Pictures as bright as their label is high.
fn pictures(count: usize) -> Rc<DataSet> {
    let mut set = cifar10();
    for at in 0..count {
        let label = (at % 10) as u8;
        let mut pixels = vec![label * 25; 3072];
        pixels[at % 3072] = (at / 10) as u8;
        set.push(Part::Train, label, &pixels).unwrap();
    }
    Rc::new(set)
}

fn model() -> Model {
    Model::new(&file::from_json(DOCUMENT).unwrap(), 1, &cpu_device()).unwrap()
}

fn config(epochs: usize) -> TrainConfig {
    TrainConfig { batch_size: 20, epochs, learning_rate: 0.01, ..TrainConfig::default() }
}

fn run(config: TrainConfig) -> Run<DataSet> {
    let mut run = Run::new(model(), config);
    run.go_on(&config, None);
    run
}

/// Goes on until something has happened.
fn until(run: &mut Run<DataSet>, data: &Rc<DataSet>) -> (Progress, Vec<Telemetry>) {
    let clock = Cell::new(0.0);
    // Every look takes a millisecond, so that groups have several steps.
    let now = || {
        clock.set(clock.get() + 1.0);
        clock.get()
    };
    let mut heard = Vec::new();
    loop {
        let progress = block_on(run.slice(&now, data, &mut |found| heard.push(found))).unwrap();
        if progress != Progress::Going {
            return (progress, heard);
        }
    }
}

fn checkpoint(run: &Run<DataSet>) -> Vec<u8> {
    block_on(run.checkpoint()).unwrap().unwrap()
}

fn weights(run: Run<DataSet>) -> Vec<u8> {
    block_on(run.into_model().weights()).unwrap()
}

#[test]
fn an_epoch_has_every_picture_once_and_a_short_batch_at_its_end() {
    for (count, steps) in [(230, 11), (9, 1)] {
        let data = pictures(count);
        assert_eq!(data.count(filtro_recipe::Split::Train).div_ceil(20), steps);
        let mut run = run(config(2));
        for epoch in 1..=2 {
            let (progress, heard) = until(&mut run, &data);
            let Progress::Epoch(summary) = progress else { panic!("{progress:?}") };
            assert_eq!(summary.step as usize, epoch * steps);
            assert_eq!(heard.last().unwrap().batches as usize, steps);
        }
        assert_eq!(until(&mut run, &data).0, Progress::Finished);
    }
}

/// At any step of an epoch, in its validation and after it.
#[test]
fn a_run_goes_on_from_wherever_it_was_written_down() {
    let data = pictures(230);
    let mut whole = run(config(3));
    while until(&mut whole, &data).0 != Progress::Finished {}
    let expected = weights(whole);
    for steps in [1, 10, 11, 12, 25] {
        let mut first = run(config(3));
        first.go_on(&config(3), Some(steps));
        while until(&mut first, &data).0 != Progress::Enough {}
        let file = checkpoint(&first);
        let mut second = Run::resume(model(), &file).unwrap().unwrap();
        assert_eq!(second.step(), steps);
        second.go_on(&config(3), None);
        while until(&mut second, &data).0 != Progress::Finished {}
        assert!(weights(second) == expected, "{steps} steps");
    }
}

#[test]
fn plain_weights_are_no_run() {
    let file = block_on(model().weights()).unwrap();
    assert!(Run::<DataSet>::resume(model(), &file).unwrap().is_none());
    assert!(Run::<DataSet>::resume(model(), b"{}").is_err());
}

/// Before there is a loss there is no number, and not the best of all losses.
#[test]
fn what_was_not_measured_is_no_number() {
    let data = pictures(230);
    assert!(run(config(1)).measure(200).loss.is_nan());
    let mut first = run(config(1));
    first.go_on(&config(1), Some(3));
    until(&mut first, &data);
    let mut second = Run::<DataSet>::resume(model(), &checkpoint(&first)).unwrap().unwrap();
    let found = second.measure(210);
    assert!((0.5..5.0).contains(&found.loss), "{found:?}");
}

#[test]
fn a_run_that_comes_apart_is_noticed_at_once() {
    let data = pictures(2000);
    // Absurd while it is a number still, and no number at all.
    for (rate, finite) in [(1e5, true), (1e38, false)] {
        let wild = TrainConfig { optimizer: Optimizer::Sgd, learning_rate: rate, ..config(3) };
        let mut run = run(wild);
        let (progress, _) = until(&mut run, &data);
        let Progress::Diverged { step, loss } = progress else { panic!("{progress:?}") };
        // The first group is one step, the second two.
        assert!((2..=3).contains(&step), "{progress:?}");
        assert!(loss.is_finite() == finite && is_absurd(loss), "{progress:?}");
    }
}

/// What the last step of an epoch has done is seen by its validation alone.
#[test]
fn validation_notices_what_the_last_step_has_done() {
    let data = pictures(20);
    let wild = TrainConfig { optimizer: Optimizer::Sgd, learning_rate: 1e12, ..config(3) };
    let mut run = run(wild);
    let (progress, heard) = until(&mut run, &data);
    assert!(heard[0].loss < 10.0, "the only step began well: {heard:?}");
    assert!(matches!(progress, Progress::Diverged { step: 1, .. }), "{progress:?}");
}

#[test]
fn healthy_losses_are_not_absurd() {
    for loss in [0.0, 2.3, 50.0, 9_000.0] {
        assert!(!is_absurd(loss), "{loss}");
    }
    for loss in [1e7, 2.5e29, f64::INFINITY, f64::NAN] {
        assert!(is_absurd(loss), "{loss}");
    }
}

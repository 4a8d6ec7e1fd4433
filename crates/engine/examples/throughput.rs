//! Training speed on random pictures: `cargo run --example throughput -- [template] [batch] [steps] [cpu|gpu]`.

use filtro_engine::{Evaluation, Model, Trainer, open_device};
use filtro_program::DeviceKind;
use filtro_recipe::TrainConfig;
use filtro_zoo::template;
use std::time::{Duration, Instant};

type Error = Box<dyn std::error::Error>;

fn main() -> Result<(), Error> {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap_or_else(|| "cnn3-cifar".into());
    let batch: usize = arguments.next().map_or(Ok(64), |value| value.parse())?;
    let steps: u32 = arguments.next().map_or(Ok(50), |value| value.parse())?;
    let kind = match arguments.next().as_deref() {
        None | Some("cpu") => DeviceKind::Cpu,
        Some("gpu") => DeviceKind::Gpu,
        Some(other) => return Err(format!("expected cpu or gpu, found {other}").into()),
    };
    pollster::block_on(run(&name, batch, steps.max(1), kind))
}

async fn run(name: &str, batch: usize, steps: u32, kind: DeviceKind) -> Result<(), Error> {
    let network = template(name).ok_or_else(|| format!("no template {name}"))?;
    let device = open_device(kind).await?;
    let start = Instant::now();
    let model = Model::new(&network, 1, &device)?;
    let (classes, picture) = (model.classes(), model.input().iter().product::<usize>());
    println!("{name}, batch {batch}, {kind:?}: built in {:.1} ms", milliseconds(start.elapsed()));

    // Speed does not depend on what the pictures show.
    let images: Vec<f32> = (0..batch * picture).map(|at| (at as f32 * 0.37).sin()).collect();
    let labels: Vec<i32> = (0..batch).map(|at| (at % classes) as i32).collect();
    let mut trainer = Trainer::new(model, &TrainConfig::default());
    let first = Instant::now();
    trainer.step(&images, &labels)?;
    trainer.metrics().await?;
    println!("first step: {:.1} ms", milliseconds(first.elapsed()));

    let mut times = Vec::new();
    for _ in 0..5 {
        let start = Instant::now();
        for _ in 0..steps {
            trainer.step(&images, &labels)?;
        }
        let metrics = trainer.metrics().await?;
        let step = start.elapsed() / steps;
        println!("training: {}, loss {:.4}", rate(step, batch), metrics.loss);
        times.push(step);
    }
    times.sort();
    let median = times.get(2).copied().unwrap_or_default();
    println!("median: {}", rate(median, batch));

    let start = Instant::now();
    let mut evaluation = Evaluation::new();
    for _ in 0..steps {
        trainer.model().evaluate_batch(&images, &labels, &mut evaluation)?;
    }
    evaluation.finish().await?;
    println!("evaluation: {}", rate(start.elapsed() / steps, batch));
    Ok(())
}

fn rate(step: Duration, batch: usize) -> String {
    let images = batch as f64 / step.as_secs_f64();
    format!("{images:.0} images/s, {:.2} ms a step", milliseconds(step))
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

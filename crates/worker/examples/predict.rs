//! How well steps are foretold on this machine's processor, as the page foretells them:
//! `RAYON_NUM_THREADS=1 cargo run -p filtro-worker --example predict -- [batch] [part of a name]`.

use filtro_engine::{Device, Model, Trainer, cpu_device};
use filtro_estimate::{Rates, work};
use filtro_net::Network;
use filtro_program::{DeviceKind, analyse};
use filtro_recipe::TrainConfig;
use filtro_worker::calibrate::Calibration;
use filtro_zoo::TEMPLATES;
use std::time::Instant;

type Error = Box<dyn std::error::Error>;

/// Milliseconds that a network is trained for.
const PATIENCE: f64 = 1500.0;

fn main() -> Result<(), Error> {
    let mut arguments = std::env::args().skip(1);
    let batch: usize = arguments.next().map_or(Ok(64), |value| value.parse())?;
    let part = arguments.next().unwrap_or_default();
    pollster::block_on(run(batch, &part))
}

async fn run(batch: usize, part: &str) -> Result<(), Error> {
    let device = cpu_device();
    let start = Instant::now();
    let wall = || start.elapsed().as_secs_f64() * 1e3;
    let now = || busy().unwrap_or_else(wall);
    let mut calibration = Calibration::new(device.clone(), DeviceKind::Cpu);
    let rates = loop {
        if let Some(rates) = calibration.slice(&now).await? {
            break rates;
        }
    };
    println!("calibrated in {:.0} ms: {:.4?}", now(), rates.values());
    for sample in calibration.samples() {
        let parts: Vec<String> = sample
            .units
            .iter()
            .zip(rates.values())
            .map(|(units, rate)| format!("{:5.2}", units * rate * 1e-6 / sample.time))
            .collect();
        println!("probe {:8.3} ms, explained: {}", sample.time, parts.join(" "));
    }
    let (mut close, mut all) = (0, 0);
    let chosen = TEMPLATES.iter().filter(|it| it.name.ends_with("cifar") && it.name.contains(part));
    for template in chosen {
        let network = (template.build)();
        let measured = measure(&network, batch, &device, &now).await?;
        let config = TrainConfig::default();
        let work = work(&analyse(&network, None).1, config.optimizer);
        let predicted = rates.step(&work, batch);
        let ratio = predicted / measured;
        all += 1;
        close += usize::from((ratio - 1.0).abs() <= 0.25);
        let name = template.name;
        println!("{name:20} {predicted:9.2} ms foretold {measured:9.2} ms measured {ratio:6.2}");
        println!("{:>20} {}", "", shares(&rates, &work.of(batch)));
    }
    println!("{close} of {all} within 25 %");
    Ok(())
}

/// Milliseconds that this process has computed, where the system counts them: other processes'
/// work does not disturb the comparison then.
fn busy() -> Option<f64> {
    let threads = std::fs::read_dir("/proc/self/task").ok()?;
    let one = |thread: std::fs::DirEntry| {
        let text = std::fs::read_to_string(thread.path().join("schedstat")).ok()?;
        text.split(' ').next()?.parse::<f64>().ok()
    };
    let times: Vec<f64> = threads.flatten().filter_map(one).collect();
    (!times.is_empty()).then(|| times.iter().sum::<f64>() * 1e-6)
}

/// Each class's share of the prediction.
fn shares(rates: &Rates, units: &[f64]) -> String {
    let times: Vec<f64> = rates.values().iter().zip(units).map(|(a, b)| a * b).collect();
    let total: f64 = times.iter().sum();
    times.iter().map(|time| format!("{:4.0}%", time / total * 100.0)).collect()
}

/// Milliseconds of a step: the middle of what the steps after the first took.
async fn measure(
    network: &Network,
    batch: usize,
    device: &Device,
    now: &dyn Fn() -> f64,
) -> Result<f64, Error> {
    let model = Model::new(network, 1, device)?;
    let values = batch * model.input().iter().product::<usize>();
    let images: Vec<f32> = (0..values).map(|at| (at as f32 * 0.37).sin()).collect();
    let labels: Vec<i32> = (0..batch).map(|at| (at % model.classes()) as i32).collect();
    let mut trainer = Trainer::new(model, &TrainConfig::default());
    let (begin, mut times) = (now(), Vec::new());
    while times.len() < 4 || now() - begin < PATIENCE {
        let start = now();
        trainer.step(&images, &labels)?;
        trainer.metrics().await?;
        times.push(now() - start);
    }
    times.remove(0);
    times.sort_unstable_by(f64::total_cmp);
    Ok(times.get(times.len() / 2).copied().unwrap_or_default())
}

//! `filtro evaluate`: loss and accuracy of trained weights on the test pictures.

use crate::args::EvaluateArgs;
use crate::output::{grouped, json, line};
use crate::progress::Progress;
use crate::stop::Stop;
use crate::{dataset, device, document, weights};
use anyhow::Result;
use filtro_data::{DataSet, Split};
use filtro_engine::{Evaluation, Metrics, Model};
use filtro_net::Severity;
use serde::Serialize;
use std::process::ExitCode;

/// Batches between two readings: a GPU is given work ahead, a stop stays prompt.
const AHEAD: usize = 8;

/// The only line of `--json`.
#[derive(Serialize)]
struct Line<'a> {
    data: &'a str,
    images: usize,
    loss: f64,
    accuracy: f64,
}

/// Measures and prints.
pub fn run(args: &EvaluateArgs) -> Result<ExitCode> {
    let network = args.source.load()?;
    let data = dataset::load(&args.run.data, args.run.incomplete)?;
    document::check(&network, Some(dataset::target(&data)), Severity::Warning)?;
    let device = device::open(args.run.device)?;
    // The first values are replaced by the file's.
    let mut model = Model::new(&network, 0, &device)?;
    weights::load(&mut model, &args.weights)?;
    let stop = Stop::listen()?;
    let (split, batch) = (Split::Test, args.run.batch_size);
    let measured = pollster::block_on(measure(&model, &data, split, batch, &stop))?;
    let Some(found) = measured else { return Ok(stop.exit_code()) };
    if args.run.json {
        let data = data.info().key.as_str();
        let Metrics { loss, accuracy, count: images } = found;
        json(&Line { data, images, loss, accuracy })?;
    } else {
        let images = grouped(found.count as u64);
        let percent = found.accuracy * 100.0;
        line(&format!("test accuracy {percent:.2} %, loss {:.4}, {images} pictures", found.loss))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Loss and accuracy on a split; none where a stop was asked for.
pub async fn measure(
    model: &Model,
    data: &DataSet,
    split: Split,
    batch: usize,
    stop: &Stop,
) -> Result<Option<Metrics>> {
    let label = match split {
        Split::Train => "train",
        Split::Validation => "validate",
        Split::Test => "test",
    };
    let indices = data.indices(split);
    let total = indices.len();
    let (mut images, mut labels) = (Vec::new(), Vec::new());
    let mut evaluation = Evaluation::new();
    let mut progress = Progress::new();
    let mut done = 0;
    for (at, indices) in indices.chunks(batch.max(1)).enumerate() {
        if stop.is_asked() {
            return Ok(None);
        }
        data.fill(split.part(), indices, &mut images, &mut labels);
        model.evaluate_batch(&images, &labels, &mut evaluation)?;
        done += indices.len();
        if (at + 1).is_multiple_of(AHEAD) {
            evaluation.settle().await?;
        }
        if progress.is_due() {
            progress.show(label, done, total, "pictures");
        }
    }
    Ok(Some(evaluation.finish().await?))
}

//! `filtro evaluate`: loss and accuracy of trained weights on the test pictures.

use crate::args::EvaluateArgs;
use crate::dataset::Lesson;
use crate::output::{grouped, json, line};
use crate::progress::{Line, Progress};
use crate::stop::Stop;
use crate::{dataset, device, document, weights};
use anyhow::{Result, bail};
use filtro_engine::{Metrics, Model};
use filtro_net::Severity;
use filtro_recipe::Split;
use filtro_run::{Assessment, Pictures};
use serde::Serialize;
use std::process::ExitCode;
use std::rc::Rc;
use std::time::Instant;

/// The only line of `--json`.
#[derive(Serialize)]
struct Found<'a> {
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
    let lesson = Rc::new(Lesson { data, whole: false });
    if lesson.count(Split::Test) == 0 {
        bail!("expected test pictures, found none");
    }
    let device = device::open(args.run.device)?;
    // The first values are replaced by the file's.
    let mut model = Model::new(&network, 0, &device)?;
    weights::load(&mut model, &args.weights)?;
    let stop = Stop::listen()?;
    let (pictures, mut progress) = (Rc::clone(&lesson), Progress::new());
    let measured = measure(&model, pictures, Split::Test, args.batch_size, &stop, &mut progress);
    let measured = pollster::block_on(measured)?;
    progress.clear();
    let Some(found) = measured else { return Ok(stop.exit_code()) };
    if args.run.json {
        let data = lesson.key();
        let Metrics { loss, accuracy, count: images } = found;
        json(&Found { data, images, loss, accuracy })?;
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
    lesson: Rc<Lesson>,
    split: Split,
    batch: usize,
    stop: &Stop,
    progress: &mut Progress,
) -> Result<Option<Metrics>> {
    let label = match split {
        Split::Train => "train",
        Split::Validation => "validate",
        Split::Test => "test",
    };
    let start = Instant::now();
    let now = || start.elapsed().as_secs_f64() * 1e3;
    let mut assessment = Assessment::new(lesson, split, batch);
    while !stop.is_asked() {
        if let Some(found) = assessment.slice(&now, model).await? {
            return Ok(Some(found));
        }
        if progress.is_due() {
            let (done, total) = assessment.progress();
            let more = vec!["pictures".to_owned()];
            progress.show(&Line { label: label.to_owned(), done, total, more });
        }
    }
    Ok(None)
}

//! Times the present network on the processor and on the GPU, so that the faster one can run it.
//!
//! Whatever waits for the GPU is only looked at now and then, never awaited: kernels that are
//! compiled for seconds keep nobody from the worker, and can be given up at any moment.

use crate::calibrate::{Steps, Times, middle};
use crate::host::Host;
use filtro_engine::{EngineError, Model};
use filtro_recipe::TrainConfig;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

/// Milliseconds that steps of one device are timed for at most, once they have been warmed up.
const ENOUGH: f64 = 700.0;
/// Milliseconds between two looks at a GPU that compiles.
const LOOK: f64 = 8.0;
/// Milliseconds after which nothing is waited for any more, where nobody set a limit.
const LONGEST: f64 = 20_000.0;

/// Steps that are being taken.
type Work = Pin<Box<dyn Future<Output = Result<Steps, EngineError>>>>;

/// A comparison under way.
pub struct Comparison {
    /// Processor, GPU: one after the other, as they would disturb each other.
    sides: [Side; 2],
    end: f64,
}

/// One device.
struct Side {
    batch: usize,
    work: Option<Work>,
    /// After the last work; none before the first has ended.
    times: Times,
    over: bool,
}

impl Side {
    fn new(model: Model, config: TrainConfig) -> Self {
        let first = async move { Steps::new(model, &config).await };
        let work: Work = Box::pin(first);
        Self { batch: config.batch_size, work: Some(work), times: Times::default(), over: false }
    }

    /// Looks at the steps under way, and goes on to the next ones where those are done; whether
    /// they were.
    async fn look<H: Host>(&mut self, host: &H) -> Result<bool, EngineError> {
        let Some(work) = &mut self.work else { return Ok(true) };
        let steps = match poll_fn(|context| Poll::Ready(work.as_mut().poll(context))).await {
            Poll::Pending => return Ok(false),
            Poll::Ready(steps) => steps?,
        };
        self.times = steps.times().clone();
        self.over = self.times.settled().is_some() || steps.spent() >= ENOUGH;
        let host = host.clone();
        self.work = (!self.over).then(|| -> Work {
            Box::pin(async move {
                let mut steps = steps;
                steps.group(&|| host.now()).await?;
                Ok(steps)
            })
        });
        Ok(true)
    }

    /// Images a second; none before the first steps were timed.
    fn rate(&self) -> Option<u32> {
        let step = middle(self.times.settled().unwrap_or(self.times.all()));
        // Rounded down; no device is faster than this type is wide.
        (step > 0.0).then(|| (self.batch as f64 * 1000.0 / step) as u32)
    }
}

impl Comparison {
    /// Of copies of the network, whose weights nobody keeps. On the processor a step has `trial`
    /// pictures.
    pub fn new<H: Host>(
        host: &H,
        [processor, gpu]: [Model; 2],
        config: TrainConfig,
        trial: usize,
    ) -> Self {
        let short = TrainConfig { batch_size: trial.max(1), ..config };
        let sides = [Side::new(processor, short), Side::new(gpu, config)];
        Self { sides, end: host.now() + LONGEST }
    }

    /// It ends so many milliseconds from now at the latest.
    pub fn hurry<H: Host>(&mut self, host: &H, limit: f64) {
        self.end = self.end.min(host.now() + limit);
    }

    /// Works for a moment. At the end images a second of both, as far as they were found.
    ///
    /// # Errors
    /// The engine's.
    pub async fn slice<H: Host>(
        &mut self,
        host: &H,
    ) -> Result<Option<[Option<u32>; 2]>, EngineError> {
        let late = host.now() >= self.end;
        match self.sides.iter_mut().find(|side| !side.over).filter(|_| !late) {
            None => Ok(Some(self.sides.each_ref().map(Side::rate))),
            Some(side) => {
                if !side.look(host).await? {
                    host.rest(LOOK).await;
                }
                Ok(None)
            }
        }
    }
}

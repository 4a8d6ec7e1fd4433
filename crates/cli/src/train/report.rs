//! What training prints: JSON lines for programs, aligned text for people.

use crate::args::{DeviceArg, TrainArgs};
use crate::output::{grouped, json, line};
use crate::progress::clock;
use anyhow::Result;
use filtro_data::{DataSet, Split};
use filtro_engine::Metrics;
use filtro_net::Network;
use serde::Serialize;
use std::io::{self, Write};
use std::time::Duration;

/// What is about to happen, on standard error.
pub struct Header<'a> {
    /// The document.
    pub network: &'a Network,
    /// Trainable parameters.
    pub parameters: u64,
    /// The pictures.
    pub data: &'a DataSet,
    /// Those that are learned from.
    pub pictures: &'a [u32],
}

impl Header<'_> {
    /// Writes it.
    pub fn show(&self, args: &TrainArgs) {
        let sizes = self.data.sizes();
        let name = if self.network.name.is_empty() { "network" } else { &self.network.name };
        let validation = if args.no_validation {
            String::new()
        } else {
            format!("{} for validation, ", grouped(sizes.validation as u64))
        };
        let device = match args.run.device {
            DeviceArg::Cpu => "CPU",
            DeviceArg::Gpu => "GPU",
        };
        let text = format!(
            "{name}: {} parameters, on the {device}\n{}: {} pictures to learn from, {validation}{} \
             for the test",
            grouped(self.parameters),
            self.data.info().key,
            grouped(self.pictures.len() as u64),
            grouped(sizes.test as u64),
        );
        writeln!(io::stderr(), "{text}").ok();
    }
}

/// An epoch. Of validation and test one was measured, the other is left out.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct EpochLine {
    event: &'static str,
    epoch: usize,
    train_loss: f64,
    train_accuracy: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    validation_loss: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    validation_accuracy: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    test_loss: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    test_accuracy: Option<f64>,
    images_per_second: f64,
    seconds: f64,
}

impl EpochLine {
    /// Of the training steps, what was measured on `split` after them, and the steps' time.
    pub fn new(epoch: usize, train: Metrics, split: Split, other: Metrics, seconds: f64) -> Self {
        let tested = split == Split::Test;
        let [test, validation] = [tested, !tested].map(|measured| measured.then_some(other));
        Self {
            event: "epoch",
            epoch,
            train_loss: train.loss,
            train_accuracy: train.accuracy,
            validation_loss: validation.map(|found| found.loss),
            validation_accuracy: validation.map(|found| found.accuracy),
            test_loss: test.map(|found| found.loss),
            test_accuracy: test.map(|found| found.accuracy),
            images_per_second: train.count as f64 / seconds.max(1e-9),
            seconds,
        }
    }

    /// Prints it.
    pub fn print(&self, args: &TrainArgs) -> Result<()> {
        if args.run.json { json(self) } else { line(&self.text(args.epochs)) }
    }

    fn text(&self, epochs: usize) -> String {
        let width = epochs.to_string().len();
        let (name, loss, accuracy) = match (self.test_loss, self.test_accuracy) {
            (Some(loss), Some(accuracy)) => ("test", loss, accuracy),
            _ => {
                let loss = self.validation_loss.unwrap_or(f64::NAN);
                ("validation", loss, self.validation_accuracy.unwrap_or(f64::NAN))
            }
        };
        format!(
            "epoch {:>width$}/{epochs}  train loss {:.4}, accuracy {:5.2} %  \
             {name} loss {loss:.4}, accuracy {:5.2} %  {:.0} images/s",
            self.epoch,
            self.train_loss,
            self.train_accuracy * 100.0,
            accuracy * 100.0,
            self.images_per_second,
        )
    }
}

/// The end. Without test figures where the run was interrupted before they could be had.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct ResultLine {
    event: &'static str,
    epochs: usize,
    steps: u64,
    interrupted: bool,
    test_loss: Option<f64>,
    test_accuracy: Option<f64>,
    seconds: f64,
}

impl ResultLine {
    /// After so many whole epochs and so many steps.
    pub fn new(
        epochs: usize,
        steps: u64,
        interrupted: bool,
        test: Option<Metrics>,
        seconds: f64,
    ) -> Self {
        let (test_loss, test_accuracy) = test.map(|found| (found.loss, found.accuracy)).unzip();
        Self { event: "result", epochs, steps, interrupted, test_loss, test_accuracy, seconds }
    }

    /// Prints it, and where the weights are.
    pub fn print(&self, args: &TrainArgs) -> Result<()> {
        if args.run.json {
            json(self)?;
        } else {
            line(&self.text())?;
        }
        if let Some(path) = &args.save {
            writeln!(io::stderr(), "weights saved as {}", path.display()).ok();
        }
        Ok(())
    }

    fn text(&self) -> String {
        let time = clock(Duration::from_secs_f64(self.seconds));
        let steps = grouped(self.steps);
        let mut text = if self.interrupted {
            format!("interrupted after {steps} steps, {time}")
        } else {
            format!("done after {steps} steps, {time}")
        };
        if let (Some(loss), Some(accuracy)) = (self.test_loss, self.test_accuracy) {
            text.push_str(&format!(": test accuracy {:.2} %, loss {loss:.4}", accuracy * 100.0));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const METRICS: Metrics = Metrics { loss: 1.5, accuracy: 0.25, count: 100 };

    #[test]
    fn an_epoch_names_what_was_measured_and_nothing_else() {
        let keys = |split| {
            let line = EpochLine::new(1, METRICS, split, METRICS, 2.0);
            let value = serde_json::to_value(line).unwrap();
            assert_eq!(value["images_per_second"], 50.0);
            let has = |key| value.get(key).is_some();
            (has("validation_accuracy"), has("test_accuracy"))
        };
        assert_eq!(keys(Split::Validation), (true, false));
        assert_eq!(keys(Split::Test), (false, true));
    }

    #[test]
    fn text_for_people() {
        let line = EpochLine::new(3, METRICS, Split::Validation, METRICS, 2.0);
        let expected = "epoch  3/10  train loss 1.5000, accuracy 25.00 %  \
                        validation loss 1.5000, accuracy 25.00 %  50 images/s";
        assert_eq!(line.text(10), expected);
        let result = ResultLine::new(10, 7030, false, Some(METRICS), 75.0);
        let expected = "done after 7,030 steps, 1:15: test accuracy 25.00 %, loss 1.5000";
        assert_eq!(result.text(), expected);
        let result = ResultLine::new(1, 800, true, None, 75.0);
        assert_eq!(result.text(), "interrupted after 800 steps, 1:15");
    }
}

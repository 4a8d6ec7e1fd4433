//! What training prints: JSON lines for programs, aligned text for people.

use crate::args::{DeviceArg, TrainArgs};
use crate::dataset::Lesson;
use crate::output::{grouped, json, line, plain, tell};
use crate::progress::clock;
use anyhow::Result;
use filtro_engine::Metrics;
use filtro_net::Network;
use filtro_protocol::EpochSummary;
use filtro_recipe::Split;
use filtro_run::Pictures;
use serde::Serialize;
use std::time::Duration;

/// What is about to happen, on standard error.
pub struct Header<'a> {
    /// The document.
    pub network: &'a Network,
    /// Trainable parameters.
    pub parameters: u64,
    /// The pictures.
    pub lesson: &'a Lesson,
}

impl Header<'_> {
    /// Writes it.
    pub fn show(&self, args: &TrainArgs) {
        let name = if self.network.name.is_empty() { "network" } else { &self.network.name };
        let count = |split| grouped(self.lesson.count(split) as u64);
        let validation = if args.no_validation {
            String::new()
        } else {
            format!("{} for validation, ", count(Split::Validation))
        };
        let device = match args.run.device {
            DeviceArg::Cpu => "CPU",
            DeviceArg::Gpu => "GPU",
        };
        tell(&format!(
            "{}: {} parameters, on the {device}\n{}: {} pictures to learn from, {validation}{} \
             for the test",
            plain(name),
            grouped(self.parameters),
            self.lesson.key(),
            count(Split::Train),
            count(Split::Test),
        ));
    }
}

/// The training part of an epoch.
#[derive(Clone, Copy, Debug)]
pub struct Pass {
    /// What it came to, with what was measured on the validation pictures.
    pub summary: EpochSummary,
    /// How long the steps took.
    pub seconds: f64,
    /// Pictures in these steps.
    pub images: usize,
}

/// An epoch. What was not measured is left out.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct EpochLine {
    event: &'static str,
    epoch: u32,
    steps: u32,
    train_loss: f32,
    train_accuracy: f32,
    #[serde(skip_serializing_if = "Option::is_none")]
    validation_loss: Option<f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    validation_accuracy: Option<f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    test_loss: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    test_accuracy: Option<f64>,
    images_per_second: f64,
    seconds: f64,
}

impl EpochLine {
    /// Of an epoch, and what was measured on the test pictures after it.
    pub fn new(pass: Pass, test: Option<Metrics>) -> Self {
        let Pass { summary, seconds, images } = pass;
        // They are no numbers where there are no pictures for it.
        let measured = |value: f32| (!value.is_nan()).then_some(value);
        Self {
            event: "epoch",
            epoch: summary.epoch.saturating_add(1),
            steps: summary.step,
            train_loss: summary.train_loss,
            train_accuracy: summary.train_accuracy,
            validation_loss: measured(summary.validation_loss),
            validation_accuracy: measured(summary.validation_accuracy),
            test_loss: test.map(|found| found.loss),
            test_accuracy: test.map(|found| found.accuracy),
            images_per_second: images as f64 / seconds.max(1e-9),
            seconds,
        }
    }

    /// Prints it.
    pub fn print(&self, args: &TrainArgs, epochs: usize) -> Result<()> {
        if args.run.json { json(self) } else { line(&self.text(epochs)) }
    }

    fn text(&self, epochs: usize) -> String {
        let width = epochs.to_string().len();
        let part = |name: &str, loss: f64, accuracy: f64| {
            format!("  {name} loss {loss:.4}, accuracy {:5.2} %", accuracy * 100.0)
        };
        let validation = self.validation_loss.zip(self.validation_accuracy);
        let validation = validation.map(|(loss, accuracy)| (loss.into(), accuracy.into()));
        let parts = [("validation", validation), ("test", self.test_loss.zip(self.test_accuracy))];
        let parts = parts.into_iter().filter_map(|(name, found)| {
            let (loss, accuracy) = found?;
            Some(part(name, loss, accuracy))
        });
        format!(
            "epoch {:>width$}/{epochs}{}{}  {:.0} images/s",
            self.epoch,
            part("train", self.train_loss.into(), self.train_accuracy.into()),
            parts.collect::<String>(),
            self.images_per_second,
        )
    }
}

/// The end of a run that has come apart.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct DivergedLine {
    event: &'static str,
    epoch: u32,
    steps: u32,
    loss: f64,
}

impl DivergedLine {
    /// In this epoch, after so many steps.
    pub const fn new(epoch: u32, steps: u32, loss: f64) -> Self {
        Self { event: "diverged", epoch, steps, loss }
    }

    /// Prints it for programs; people read the message.
    pub fn print(&self, args: &TrainArgs) -> Result<()> {
        if args.run.json { json(self) } else { Ok(()) }
    }
}

/// The end. Without test figures where the run was interrupted before they could be had.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct ResultLine {
    event: &'static str,
    epochs: u32,
    steps: u32,
    interrupted: bool,
    test_loss: Option<f64>,
    test_accuracy: Option<f64>,
    seconds: f64,
}

impl ResultLine {
    /// After so many whole epochs and so many steps.
    pub fn new(
        epochs: u32,
        steps: u32,
        interrupted: bool,
        test: Option<Metrics>,
        seconds: f64,
    ) -> Self {
        let (test_loss, test_accuracy) = test.map(|found| (found.loss, found.accuracy)).unzip();
        Self { event: "result", epochs, steps, interrupted, test_loss, test_accuracy, seconds }
    }

    /// Prints it.
    pub fn print(&self, args: &TrainArgs) -> Result<()> {
        if args.run.json { json(self) } else { line(&self.text()) }
    }

    fn text(&self) -> String {
        let time = clock(Duration::from_secs_f64(self.seconds));
        let steps = grouped(self.steps.into());
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

    fn pass(validation: f32) -> Pass {
        let summary = EpochSummary {
            epoch: 2,
            step: 87,
            train_loss: 1.5,
            train_accuracy: 0.25,
            validation_loss: validation,
            validation_accuracy: validation,
        };
        Pass { summary, seconds: 2.0, images: 100 }
    }

    #[test]
    fn an_epoch_names_what_was_measured_and_nothing_else() {
        let keys = |validation, test| {
            let value = serde_json::to_value(EpochLine::new(pass(validation), test)).unwrap();
            assert_eq!(value["images_per_second"], 50.0);
            let has = |key| value.get(key).is_some();
            (has("validation_accuracy"), has("test_accuracy"))
        };
        assert_eq!(keys(0.5, None), (true, false));
        assert_eq!(keys(f32::NAN, Some(METRICS)), (false, true));
        assert_eq!(keys(f32::NAN, None), (false, false));
    }

    #[test]
    fn text_for_people() {
        let expected = "epoch  3/10  train loss 1.5000, accuracy 25.00 %  \
                        validation loss 0.5000, accuracy 50.00 %  50 images/s";
        assert_eq!(EpochLine::new(pass(0.5), None).text(10), expected);
        let expected = "epoch 3/3  train loss 1.5000, accuracy 25.00 %  50 images/s";
        assert_eq!(EpochLine::new(pass(f32::NAN), None).text(3), expected);
        let result = ResultLine::new(10, 7030, false, Some(METRICS), 75.0);
        let expected = "done after 7,030 steps, 1:15: test accuracy 25.00 %, loss 1.5000";
        assert_eq!(result.text(), expected);
        let result = ResultLine::new(1, 800, true, None, 75.0);
        assert_eq!(result.text(), "interrupted after 800 steps, 1:15");
    }
}

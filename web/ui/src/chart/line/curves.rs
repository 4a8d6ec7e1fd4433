//! What a line chart shows.

use crate::chart::Point;
use filtro_text::{Lang, Text};

/// What the values are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Cross-entropy, from 0 upwards.
    Loss,
    /// A share, shown in percent.
    Accuracy,
}

impl Quantity {
    /// A value as text.
    pub fn write(self, lang: Lang, value: f64) -> String {
        match self {
            Self::Loss => lang.measured(value),
            Self::Accuracy => lang.percent(value, 1),
        }
    }

    pub(super) const fn title(self, text: &Text) -> &'static str {
        match self {
            Self::Loss => text.training.loss_chart,
            Self::Accuracy => text.training.accuracy_chart,
        }
    }
}

/// A step at which something happened.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Behind which step.
    pub step: f64,
    /// What happened, in a few words.
    pub label: &'static str,
}

/// Two curves over the steps of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curves {
    /// Measured while training.
    pub train: Vec<Point>,
    /// Measured at the ends of epochs.
    pub validation: Vec<Point>,
    /// Steps of one epoch, where known.
    pub epoch_steps: Option<f64>,
    /// What happened on the way.
    pub marks: Vec<Mark>,
}

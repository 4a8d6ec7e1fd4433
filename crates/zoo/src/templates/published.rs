//! What others publish of the same networks, trained on ImageNet.

use super::template::Template;

/// Who publishes a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Publisher {
    /// torchvision's documentation, of the weights `IMAGENET1K_V1` (the meta data in its source,
    /// as of version 0.29).
    Torchvision,
    /// Keras' documentation, the table of Keras Applications.
    Keras,
}

impl Publisher {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Torchvision => "torchvision",
            Self::Keras => "Keras",
        }
    }
}

/// Accuracies on ImageNet's validation pictures, one view of each.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Published {
    /// Share whose class has the greatest score, 0–1.
    pub top1: f64,
    /// Share whose class is among the five greatest, 0–1.
    pub top5: f64,
    /// Where they stand.
    pub publisher: Publisher,
}

/// In percent.
const ROWS: &[(&str, f64, f64, Publisher)] = &[
    ("alexnet", 56.522, 79.066, Publisher::Torchvision),
    ("vgg-11", 69.02, 88.628, Publisher::Torchvision),
    ("vgg-13", 69.928, 89.246, Publisher::Torchvision),
    ("vgg-16", 71.592, 90.382, Publisher::Torchvision),
    ("vgg-19", 72.376, 90.876, Publisher::Torchvision),
    ("googlenet", 69.778, 89.53, Publisher::Torchvision),
    ("inception-v3", 77.294, 93.45, Publisher::Torchvision),
    ("resnet-18", 69.758, 89.078, Publisher::Torchvision),
    ("resnet-34", 73.314, 91.42, Publisher::Torchvision),
    ("resnet-50", 76.13, 92.862, Publisher::Torchvision),
    ("resnet-101", 77.374, 93.546, Publisher::Torchvision),
    ("resnet-152", 78.312, 94.046, Publisher::Torchvision),
    ("squeezenet-1.0", 58.092, 80.42, Publisher::Torchvision),
    ("squeezenet-1.1", 58.178, 80.624, Publisher::Torchvision),
    ("mobilenet-v1", 70.4, 89.5, Publisher::Keras),
    ("mobilenet-v2", 71.878, 90.286, Publisher::Torchvision),
    ("xception", 79.0, 94.5, Publisher::Keras),
    ("densenet-121", 74.434, 91.972, Publisher::Torchvision),
];

impl Template {
    /// What is published of it; nothing of what was never trained on ImageNet.
    pub fn published(&self) -> Option<Published> {
        let row = ROWS.iter().find(|(name, ..)| *name == self.name);
        row.map(|&(_, top1, top5, publisher)| Published {
            top1: top1 / 100.0,
            top5: top5 / 100.0,
            publisher,
        })
    }
}

//! The closed set of layers.

use crate::catalogue::{
    Activation, AvgPool2d, BatchNorm2d, Conv2d, Dense, Dropout, Flatten, GlobalAvgPool, MaxPool2d,
    Softmax,
};
use serde::{Deserialize, Serialize};

/// One layer with its parameters. Closed: shapes, engine, exporters and page match on it
/// exhaustively, so the compiler names every place that a new layer has to be taught.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "each variant is documented at its struct")]
pub enum Layer {
    Conv2d(Conv2d),
    MaxPool2d(MaxPool2d),
    AvgPool2d(AvgPool2d),
    GlobalAvgPool(GlobalAvgPool),
    BatchNorm2d(BatchNorm2d),
    Activation(Activation),
    Dropout(Dropout),
    Flatten(Flatten),
    Dense(Dense),
    Softmax(Softmax),
}

/// The layer's kind without its parameters, in palette order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each kind is documented at its layer's struct")]
pub enum LayerKind {
    Conv2d,
    MaxPool2d,
    AvgPool2d,
    GlobalAvgPool,
    BatchNorm2d,
    Activation,
    Dropout,
    Flatten,
    Dense,
    Softmax,
}

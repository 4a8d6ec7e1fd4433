//! The closed set of layers.

use crate::catalogue::{
    Activation, AdaptiveAvgPool2d, AvgPool2d, BatchNorm2d, Conv2d, Dense, DepthwiseConv2d, Dropout,
    Flatten, GlobalAvgPool, GlobalMaxPool, GroupNorm, LayerNorm, LocalResponseNorm, MaxPool2d,
    Rules, SeparableConv2d, Softmax, SpatialDropout, Upsample, Window,
};
use crate::formula::{Formula, WeightFormula};
use crate::param::{Field, ParamKind, ParamSpec, Value};
use crate::shape::Shape;
use crate::shape_problem::ShapeProblem;
use serde::Serialize;
use thiserror::Error;

/// Makes the two enums and everything that only lists their variants.
macro_rules! layers {
    ($($layer:ident = $name:literal),* $(,)?) => {
        /// One layer with its parameters. Closed: shapes, engine, exporters and page match on it
        /// exhaustively, so the compiler names every place that a new layer has to be taught.
        #[derive(Clone, Debug, PartialEq, Serialize)]
        #[serde(tag = "kind", rename_all = "snake_case")]
        #[expect(missing_docs, reason = "each variant is documented at its struct")]
        pub enum Layer {
            $($layer($layer),)*
        }

        /// The layer's kind without its parameters, in palette order.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[expect(missing_docs, reason = "each kind is documented at its layer's struct")]
        pub enum LayerKind {
            $($layer,)*
        }

        impl LayerKind {
            /// Every kind, in palette order.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$layer),*];

            /// The kind's name in the file format.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$layer => $name,)*
                }
            }
        }

        impl Layer {
            /// A layer of `kind` with its table's defaults.
            pub fn new(kind: LayerKind) -> Self {
                match kind {
                    $(LayerKind::$layer => Self::$layer($layer::default()),)*
                }
            }

            /// Its kind.
            pub const fn kind(&self) -> LayerKind {
                match self {
                    $(Self::$layer(_) => LayerKind::$layer,)*
                }
            }

            fn rules(&self) -> &dyn Rules {
                match self {
                    $(Self::$layer(layer) => layer,)*
                }
            }

            fn rules_mut(&mut self) -> &mut dyn Rules {
                match self {
                    $(Self::$layer(layer) => layer,)*
                }
            }
        }

        $(impl From<$layer> for Layer {
            fn from(layer: $layer) -> Self {
                Self::$layer(layer)
            }
        })*
    };
}

layers! {
    Conv2d = "conv2d",
    DepthwiseConv2d = "depthwise_conv2d",
    SeparableConv2d = "separable_conv2d",
    MaxPool2d = "max_pool2d",
    AvgPool2d = "avg_pool2d",
    AdaptiveAvgPool2d = "adaptive_avg_pool2d",
    GlobalMaxPool = "global_max_pool",
    GlobalAvgPool = "global_avg_pool",
    Upsample = "upsample",
    BatchNorm2d = "batch_norm2d",
    GroupNorm = "group_norm",
    LayerNorm = "layer_norm",
    LocalResponseNorm = "local_response_norm",
    Activation = "activation",
    Dropout = "dropout",
    SpatialDropout = "spatial_dropout",
    Flatten = "flatten",
    Dense = "dense",
    Softmax = "softmax",
}

/// Why a parameter cannot be set.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum SetError {
    /// The layer has no such parameter.
    #[error("a {} has no parameter {field:?}", kind.name())]
    NoSuchField {
        /// The layer's kind.
        kind: LayerKind,
        /// The parameter asked for.
        field: Field,
    },
    /// A value of the wrong sort, or one that cannot be held (negative, beyond 32 bits, not
    /// finite).
    #[error("{field:?}: expected {expected:?}, found {found:?}")]
    WrongValue {
        /// The parameter.
        field: Field,
        /// What its row in the table takes.
        expected: ParamKind,
        /// What was given.
        found: Value,
    },
}

impl Layer {
    /// The whole parameter table.
    pub fn params(&self) -> &'static [ParamSpec] {
        self.rules().params()
    }

    /// The rows that matter in the layer's present state: no padding sizes unless the padding
    /// is explicit, no slope unless the function has one.
    pub fn visible_params(&self) -> impl Iterator<Item = &'static ParamSpec> {
        let rules = self.rules();
        rules.params().iter().filter(|row| rules.shows(row.field))
    }

    /// A parameter's value; `None` where this layer has no such parameter.
    pub fn get(&self, field: Field) -> Option<Value> {
        self.clone().rules_mut().slot(field).map(|slot| slot.read())
    }

    /// Sets a parameter. The value's sort is checked, not its range.
    ///
    /// # Errors
    /// [`SetError`]; the layer is then unchanged.
    pub fn set(&mut self, field: Field, value: Value) -> Result<(), SetError> {
        let kind = self.kind();
        let table = self.params();
        let row = table.iter().find(|row| row.field == field);
        let slot = self.rules_mut().slot(field);
        let (Some(row), Some(slot)) = (row, slot) else {
            return Err(SetError::NoSuchField { kind, field });
        };
        if slot.write(value) {
            Ok(())
        } else {
            Err(SetError::WrongValue { field, expected: row.kind, found: value })
        }
    }

    /// The output shape.
    ///
    /// # Errors
    /// The first [`ShapeProblem`] that forbids one.
    pub fn output(&self, input: Shape) -> Result<Shape, ShapeProblem> {
        self.rules().output(input)
    }

    /// Trainable parameters; 0 where the input does not suit the layer.
    pub fn parameters(&self, input: Shape) -> u64 {
        self.rules().parameters(input)
    }

    /// Multiply-adds for one sample (bias not counted); 0 for all but convolutions and dense.
    pub fn multiply_adds(&self, input: Shape) -> u64 {
        self.rules().multiply_adds(input)
    }

    /// How the output shape comes about.
    pub fn formula(&self, input: Shape) -> Option<Formula> {
        self.rules().formula(input)
    }

    /// How the parameter count comes about.
    pub fn weights(&self, input: Shape) -> Option<WeightFormula> {
        self.rules().weights(input)
    }

    /// The window of a convolution or pooling layer.
    pub const fn window(&self) -> Option<Window> {
        match self {
            Self::Conv2d(layer) => Some(layer.window()),
            Self::DepthwiseConv2d(layer) => Some(layer.window()),
            Self::SeparableConv2d(layer) => Some(layer.window()),
            Self::MaxPool2d(layer) => Some(layer.window()),
            Self::AvgPool2d(layer) => Some(layer.window()),
            _ => None,
        }
    }

    /// Layers with weights that it counts as: one for a convolution or a dense layer.
    pub(crate) fn depth(&self, input: Shape) -> usize {
        self.rules().depth(input)
    }
}

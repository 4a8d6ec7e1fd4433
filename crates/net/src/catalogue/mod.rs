//! The layers, one file each: parameters, output shape with its formula, parameter count,
//! multiply-adds.

mod activation;
mod adaptive_pool;
mod batch_norm;
mod choices;
mod conv;
mod dense;
mod depthwise;
mod dropout;
mod flatten;
mod global_max_pool;
mod group_norm;
mod layer_norm;
mod local_response_norm;
mod pool;
mod rules;
mod separable;
mod softmax;
mod spatial_dropout;
mod upsample;
mod window;

pub use activation::Activation;
pub use adaptive_pool::AdaptiveAvgPool2d;
pub use batch_norm::BatchNorm2d;
pub use choices::{Function, Interpolation};
pub use conv::Conv2d;
pub use dense::Dense;
pub use depthwise::DepthwiseConv2d;
pub use dropout::Dropout;
pub use flatten::Flatten;
pub use global_max_pool::GlobalMaxPool;
pub use group_norm::GroupNorm;
pub use layer_norm::LayerNorm;
pub use local_response_norm::LocalResponseNorm;
pub use pool::{AvgPool2d, GlobalAvgPool, MaxPool2d};
pub(crate) use rules::Rules;
pub use separable::SeparableConv2d;
pub use softmax::Softmax;
pub use spatial_dropout::SpatialDropout;
pub use upsample::Upsample;
pub use window::{Padding, Window};

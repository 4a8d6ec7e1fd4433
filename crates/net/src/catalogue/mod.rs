//! The layers, one file each: parameters, output shape with its formula, parameter count,
//! multiply-adds.

mod activation;
mod batch_norm;
mod conv;
mod dense;
mod dropout;
mod flatten;
mod pool;
mod rules;
mod softmax;
mod window;

pub use activation::{Activation, Function};
pub use batch_norm::BatchNorm2d;
pub use conv::Conv2d;
pub use dense::Dense;
pub use dropout::Dropout;
pub use flatten::Flatten;
pub use pool::{AvgPool2d, GlobalAvgPool, MaxPool2d};
pub(crate) use rules::{Keeps, Rules};
pub use softmax::Softmax;
pub use window::{Padding, Window};

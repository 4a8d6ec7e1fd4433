//! A network lowered: what is computed, step by step, with which parameters, and what training
//! saves for the way back.
//!
//! Every fact about how a network runs stands here, once. The engine executes a [`Program`] on a
//! device, the estimate prices it, exports write it. What a device's kernels have in common is in
//! [`kernel`].
//!
//! ```
//! use filtro_net::catalogue::{Activation, Conv2d, Dense, Flatten, MaxPool2d, Padding};
//! use filtro_net::Network;
//! use filtro_program::analyse;
//!
//! let mut network = Network::new("", [1, 28, 28]);
//! network.push(Conv2d::new(6, 5, Padding::Valid));
//! network.push(Activation::default());
//! network.push(MaxPool2d::new(2));
//! network.push(Flatten {});
//! network.push(Dense::new(10));
//! let (report, program) = analyse(&network, None);
//! assert!(report.is_valid());
//! assert_eq!(program.classes(), Some(10));
//! // Weights and biases of the convolution, then of the dense layer.
//! let names: Vec<_> = program.params.iter().map(|param| param.name()).collect();
//! assert_eq!(names, ["1.weight", "1.bias", "5.weight", "5.bias"]);
//! // Pooling is trained before the ReLU in front of it.
//! assert_eq!(program.lane.training, [0, 2, 1, 3, 4]);
//! // The picture, the convolution's maps, and of the pooled ones places and values.
//! assert_eq!(program.saved(), 28 * 28 + 6 * 24 * 24 + 2 * 6 * 12 * 12);
//! ```

mod analyse;
mod device;
pub mod kernel;
mod lower;
mod op;
mod order;
mod param;
mod program;
mod saved;
mod step;
#[cfg(test)]
mod tests;
mod window;

pub use analyse::analyse;
pub use device::DeviceKind;
pub use op::{
    Activation, AvgPool, BatchNorm, Conv, Dense, Dropout, MaxPool, Resample, ResponseNorm,
    SampleNorm, Separable,
};
pub use order::Trained;
pub use param::{Init, Param, ParamId, Role, Running};
pub use program::Program;
pub use step::{Block, Lane, Op, Step};
pub use window::Pads;

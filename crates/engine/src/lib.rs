//! The engine: a network document becomes tensors on a device, is trained step by step,
//! evaluated, looked into, saved and loaded.
//!
//! No browser API, no timers, no threads: the same code runs under `cargo test`, in the command
//! line tool and in the page's worker. Nothing is read back synchronously (a browser cannot wait
//! for its GPU), so everything that returns numbers is `async`.
//!
//! ```text
//! Network ── Model::new ──► Model ── Trainer::new ──► Trainer ── step, step, …, metrics
//!                             │                          └─ checkpoint, restore
//!                             ├─ predict, evaluate_batch
//!                             ├─ probe, filters
//!                             └─ weights, load_weights, rebuild
//! ```

mod band;
mod cpu;
mod device;
mod error;
mod evaluate;
mod gradients;
mod layers;
mod loss;
mod model;
mod optim;
mod order;
mod params;
mod plan;
mod probe;
mod tensor;
mod train;
mod weights;
mod window;

pub use device::{
    Adapter, Device, cpu_device, gpu_device, gpu_with_adapter, is_software, open_device,
};
pub use error::{Difference, EngineError, WeightsError};
pub use evaluate::Evaluation;
pub use gradients::{Gradient, Gradients};
pub use loss::Metrics;
pub use model::Model;
pub use probe::{Activations, Filters, Probe};
pub use train::Trainer;
pub use weights::Inherited;

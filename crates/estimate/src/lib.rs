//! What training takes, told before it begins: time and memory.
//!
//! **Time.** A program's [`Work`] counts what its training step does, by [class](Class) of work. A
//! machine's [`Rates`] say what one unit of each class costs there; they are [fitted](fit) to the
//! times of a few small networks, the [`probes`]. A step then takes the sum of work times rate,
//! and a [`Meter`] keeps what is known of a device, corrected by real runs.
//!
//! **Memory.** A run holds [weights, gradients, what the optimiser remembers, and what the way
//! back needs](Memory). Whether there is [`Room`] for it on a device, and what would help where
//! there is not, is a [`Fit`].
//!
//! ```
//! use filtro_estimate::{Rates, Room, training_memory, work};
//! use filtro_net::catalogue::{Dense, Flatten};
//! use filtro_net::{Network, inspect};
//! use filtro_program::{DeviceKind, Program};
//! use filtro_recipe::{Optimizer, TrainConfig};
//!
//! let mut network = Network::new("", [3, 32, 32]);
//! network.push(Flatten {});
//! network.push(Dense::new(10));
//! let program = Program::new(&network, &inspect(&network, None));
//! // 3·32·32·10 weights and 10 biases, each with a gradient and Adam's two moments.
//! let memory = training_memory(&program, 64, Optimizer::Adam);
//! assert_eq!(memory.weights + memory.gradients + memory.optimizer, 4 * 4 * 30_730);
//! assert_eq!(Room::cpu(0).short(&program, &TrainConfig::default()), None);
//! // Two pictures take longer than one, and not twice as long.
//! let (work, rates) = (work(&program, Optimizer::Adam), Rates::usual(DeviceKind::Cpu));
//! let [one, two] = [1, 2].map(|batch| rates.step(&work, batch));
//! assert!(one < two && two < 2.0 * one);
//! ```

mod fit;
mod forecast;
mod memory;
mod meter;
mod probes;
mod rates;
mod room;
#[cfg(test)]
mod tests;
mod work;

pub use fit::{Sample, fit};
pub use forecast::{Basis, FORWARD_SHARE, Forecast, Judged, epoch, trial_batch};
pub use memory::{Memory, largest_output, training_memory, training_peak};
pub use meter::Meter;
pub use probes::{Probe, probes};
pub use rates::Rates;
pub use room::{Fit, Limit, Remedy, Room};
pub use work::{CLASSES, Class, Work, work};

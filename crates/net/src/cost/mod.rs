//! What a training step costs on a machine, before it is taken.
//!
//! A network's [`Work`] counts what its step does, by [class](Class) of work. A machine's [`Rates`]
//! say what one unit of each class costs there. They are [fitted](fit) to the times of a few small
//! networks, the [`probes`]. The step then takes the sum of work times rate.

mod fit;
mod probes;
mod rates;
mod work;

pub use fit::{Sample, fit};
pub use probes::{Probe, probes};
pub use rates::{Rates, Sort};
pub use work::{CLASSES, Class, Work, work};

#[cfg(test)]
mod tests;

//! Which of two devices trains the network faster, where the choice is left to the page.
//!
//! A hardware GPU is no promise: with small kernels one after the other, a small card loses to one
//! thread of the processor. So a few steps of the very network are timed on both. What was found
//! counts until the network or its batch has become another one, and is kept between visits.

use filtro_protocol::{DeviceKind, DeviceReason};
use serde::{Deserialize, Serialize};

/// How many findings are kept.
pub(crate) const KEPT: usize = 24;

/// What decides which device is the faster one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Class {
    /// Multiply-adds of a picture.
    pub adds: u64,
    /// Layers: on a GPU each costs some launches, however small it is.
    pub layers: u64,
    /// Pictures a step.
    pub batch: u64,
}

impl Class {
    /// Whether nothing has more than doubled, or lost more than half.
    pub(crate) fn is_near(self, other: Self) -> bool {
        let near = |a: u64, b: u64| a.max(b) <= a.min(b).saturating_mul(2);
        near(self.adds, other.adds)
            && near(self.layers, other.layers)
            && near(self.batch, other.batch)
    }
}

/// What was found: images a second on both devices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compared {
    /// The GPU adapter's own name.
    pub adapter: String,
    /// Of what.
    pub class: Class,
    /// The processor.
    pub cpu: u32,
    /// The GPU.
    pub gpu: u32,
}

impl Compared {
    /// The faster one.
    pub const fn faster(&self) -> DeviceKind {
        if self.gpu >= self.cpu { DeviceKind::Gpu } else { DeviceKind::Cpu }
    }

    /// As the reason why that one runs.
    pub(crate) const fn reason(&self) -> DeviceReason {
        DeviceReason::Measured { cpu: self.cpu, gpu: self.gpu }
    }
}

/// A comparison under way, and what came of those before.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contest {
    /// Being timed: which generation, and what it is.
    pub(crate) asked: Option<(u32, Class)>,
    /// A start waits for it.
    pub(crate) hurried: bool,
    /// It took too long for the start that waited: that one goes ahead.
    pub(crate) late: Option<Class>,
    /// It could not be timed: not again by itself.
    pub(crate) failed: Option<Class>,
    /// The engine has been told to use the other device.
    pub(crate) moving: bool,
    /// The GPU is gone for the rest of this worker's life.
    pub(crate) lost: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twice_as_much_of_anything_is_near_and_more_is_not() {
        let class = |adds, layers, batch| Class { adds, layers, batch };
        let here = class(1_000, 10, 64);
        for near in [class(2_000, 10, 64), class(500, 5, 32), class(1_500, 20, 128)] {
            assert!(here.is_near(near) && near.is_near(here));
        }
        for far in [class(2_001, 10, 64), class(1_000, 21, 64), class(1_000, 10, 31)] {
            assert!(!here.is_near(far) && !far.is_near(here));
        }
        assert!(class(0, 1, 1).is_near(class(0, 1, 1)));
    }
}

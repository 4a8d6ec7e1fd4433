//! On what programs run.

use serde::{Deserialize, Serialize};

/// The two kinds of device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DeviceKind {
    /// The CPU, in one thread (natively: on all of its cores).
    Cpu,
    /// A GPU through WebGPU (natively: Vulkan or Metal where the build and adapter allow it).
    Gpu,
}

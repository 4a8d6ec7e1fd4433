//! Which device runs, and why.

use filtro_program::DeviceKind;
use serde::{Deserialize, Serialize};

/// What the person asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DevicePreference {
    /// The faster one, where there is a real GPU; otherwise the CPU.
    #[default]
    Auto,
    /// The CPU.
    Cpu,
    /// WebGPU, also on a software adapter.
    Gpu,
}

/// Why it runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeviceReason {
    /// The person asked for it.
    Chosen,
    /// A hardware adapter was found. Which one is faster was not measured yet.
    HardwareAdapter,
    /// The browser has no WebGPU.
    NoWebGpu,
    /// The browser has WebGPU but gave no adapter.
    NoAdapter,
    /// The only adapter is software, which is slower than the CPU path.
    SoftwareAdapter,
    /// WebGPU was tried and failed with this message.
    GpuFailed(String),
    /// It was the faster one at a network like the present one. Images a second.
    Measured {
        /// On the processor.
        cpu: u32,
        /// On the GPU.
        gpu: u32,
    },
}

/// The device that runs. Only [`Command::Use`](crate::Command::Use) changes it in a worker's life.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// What runs.
    pub kind: DeviceKind,
    /// The WebGPU adapter's own name (vendor, architecture, description), also when the CPU runs.
    pub adapter: Option<String>,
    /// Why.
    pub reason: DeviceReason,
    /// Bytes of the largest buffer that a GPU lets a kernel see; none on the CPU.
    pub buffer: Option<u64>,
}

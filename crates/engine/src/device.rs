//! Where the tensors live.

use crate::error::EngineError;
pub use burn::tensor::Device;
use burn_dispatch::DispatchDevice;

/// The two kinds of device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeviceChoice {
    /// The processor, in this thread (natively: all of its cores).
    Cpu,
    /// A GPU through WebGPU (natively: Vulkan or Metal where the build and adapter allow it).
    Gpu,
}

impl DeviceChoice {
    /// The device; a GPU only once in a process or worker, see [`gpu_device`].
    ///
    /// # Errors
    /// [`EngineError::Device`].
    pub async fn open(self) -> Result<Device, EngineError> {
        match self {
            Self::Cpu => Ok(cpu_device()),
            Self::Gpu => gpu_device().await,
        }
    }
}

/// Whether tensors on `device` are the processor's.
pub(crate) fn is_processor(device: &Device) -> bool {
    matches!(device.as_dispatch(), DispatchDevice::Flex(_))
}

/// The processor.
pub fn cpu_device() -> Device {
    Device::flex()
}

/// Launches that go into one submission. A submission costs 0.1–0.3 ms in a browser, so a whole
/// training step of a small network should fit into one or two.
const LAUNCHES_A_SUBMISSION: usize = 128;

/// The GPU. Call it once in a process or worker and keep the device: a second start fails. The
/// caller looks for an adapter first, because a browser without one fails late and unclearly.
///
/// # Errors
/// [`EngineError::Device`] where there is no adapter or it refuses.
pub async fn gpu_device() -> Result<Device, EngineError> {
    Device::wgpu_options()
        .tasks_max(LAUNCHES_A_SUBMISSION)
        .init_async()
        .await
        .map_err(|error| EngineError::Device(error.to_string()))
}

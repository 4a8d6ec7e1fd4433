//! Where the tensors live.

use crate::error::EngineError;
pub use burn::tensor::Device;
use burn::tensor::wgpu::wgpu;
use burn_dispatch::DispatchDevice;
use filtro_program::DeviceKind;

/// The device of a kind; a GPU only once in a process or worker, see [`gpu_device`].
///
/// # Errors
/// [`EngineError::Device`].
pub async fn open_device(kind: DeviceKind) -> Result<Device, EngineError> {
    match kind {
        DeviceKind::Cpu => Ok(cpu_device()),
        DeviceKind::Gpu => gpu_device().await,
    }
}

/// Whether tensors on `device` are the processor's.
pub(crate) fn is_processor(device: &Device) -> bool {
    matches!(device.as_dispatch(), DispatchDevice::Flex(_))
}

/// What computes behind a GPU device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adapter {
    /// Its own name.
    pub name: String,
    /// It computes on the processor, which [`cpu_device`] does faster.
    pub software: bool,
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
    gpu_with_adapter().await.map(|(device, _)| device)
}

/// The same, and what it is.
///
/// # Errors
/// As [`gpu_device`].
pub async fn gpu_with_adapter() -> Result<(Device, Adapter), EngineError> {
    let options = Device::wgpu_options().tasks_max(LAUNCHES_A_SUBMISSION);
    let (device, setup) = options
        .init_with_setup_async()
        .await
        .map_err(|error| EngineError::Device(error.to_string()))?;
    let info = setup.adapter.get_info();
    let software = info.device_type == wgpu::DeviceType::Cpu || is_software(&info.name);
    Ok((device, Adapter { name: info.name, software }))
}

/// Names under which adapters that compute on the processor go.
const SOFTWARE: [&str; 6] =
    ["swiftshader", "llvmpipe", "lavapipe", "softpipe", "basic render", "software"];

/// Whether an adapter of this name computes on the processor.
pub fn is_software(name: &str) -> bool {
    let name = name.to_lowercase();
    SOFTWARE.iter().any(|software| name.contains(software))
}

//! The device that the tests run on.

use filtro_engine::{Device, cpu_device, gpu_device};
use std::sync::OnceLock;

/// The processor, or with `FILTRO_TEST_DEVICE=gpu` the GPU: any adapter will do, a software one
/// such as SwiftShader too.
pub fn device() -> Device {
    static GPU: OnceLock<Device> = OnceLock::new();
    match std::env::var("FILTRO_TEST_DEVICE").as_deref() {
        Ok("gpu") => GPU.get_or_init(|| pollster::block_on(gpu_device()).unwrap()).clone(),
        _ => cpu_device(),
    }
}

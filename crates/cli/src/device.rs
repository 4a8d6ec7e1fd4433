//! Opening the device.

use crate::args::DeviceArg;
use anyhow::{Context, Result};
use filtro_engine::Device;

/// Opens it.
///
/// # Errors
/// Where the machine has none of the kind.
pub fn open(device: DeviceArg) -> Result<Device> {
    let opened = pollster::block_on(device.choice().open());
    opened.context("cannot use a graphics card here, try --device cpu")
}

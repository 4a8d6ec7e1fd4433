//! Opening the device.

use crate::args::DeviceArg;
use anyhow::{Result, anyhow};
use filtro_engine::Device;
use std::panic;

/// Opens it.
///
/// # Errors
/// Where there is no such device. burn panics where a machine has no adapter at all; that is
/// caught here and said in one line.
pub fn open(device: DeviceArg) -> Result<Device> {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| ()));
    let opened = panic::catch_unwind(|| pollster::block_on(device.choice().open()));
    panic::set_hook(hook);
    match opened {
        Ok(opened) => Ok(opened?),
        Err(panic) => {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
            let cause = text.and_then(|text| text.lines().next()).unwrap_or("no cause given");
            Err(anyhow!("no graphics card can be used here ({cause}); try --device cpu"))
        }
    }
}

//! Opening the device.

use crate::args::DeviceArg;
use crate::output::tell;
use anyhow::{Context, Result};
use filtro_engine::{Adapter, Device, cpu_device, gpu_with_adapter};

/// Opens it, and says so where it is not what its name promises.
///
/// # Errors
/// Where the machine has none of the kind.
pub fn open(device: DeviceArg) -> Result<Device> {
    if device == DeviceArg::Cpu {
        return Ok(cpu_device());
    }
    let opened = pollster::block_on(gpu_with_adapter());
    let (device, adapter) = opened.context("cannot use a graphics card here, try --device cpu")?;
    if let Some(warning) = warning(&adapter) {
        tell(&warning);
    }
    Ok(device)
}

/// That there is no graphics card behind the adapter.
fn warning(adapter: &Adapter) -> Option<String> {
    adapter.software.then(|| {
        format!(
            "warning: \"{}\" is software that computes on the processor; --device cpu is faster",
            adapter.name
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_software_is_warned_of() {
        let adapter = |name: &str, software| Adapter { name: name.to_owned(), software };
        assert_eq!(warning(&adapter("NVIDIA H100", false)), None);
        let warning = warning(&adapter("llvmpipe (LLVM 19.1.7, 256 bits)", true)).unwrap();
        assert!(warning.starts_with("warning: \"llvmpipe (LLVM 19.1.7, 256 bits)\" is software"));
    }
}

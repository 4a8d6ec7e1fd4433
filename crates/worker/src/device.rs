//! Which device runs, and why.

use crate::host::{Adapter, Host};
use filtro_engine::cpu_device;
use filtro_protocol::{Device, DeviceKind, DevicePreference, DeviceReason};

/// The rule at the start, before anything was timed: a real GPU where there is one; the processor
/// where there is none, or one that is only made believe; and before all that, what the person
/// wants.
pub fn choose(preference: DevicePreference, adapter: &Adapter) -> (DeviceKind, DeviceReason) {
    use DeviceKind::{Cpu, Gpu};
    match (preference, adapter) {
        (DevicePreference::Cpu, _) => (Cpu, DeviceReason::Chosen),
        (_, Adapter::NoWebGpu) => (Cpu, DeviceReason::NoWebGpu),
        (_, Adapter::None) => (Cpu, DeviceReason::NoAdapter),
        (DevicePreference::Gpu, Adapter::Found { .. }) => (Gpu, DeviceReason::Chosen),
        (DevicePreference::Auto, Adapter::Found { software: true, .. }) => {
            (Cpu, DeviceReason::SoftwareAdapter)
        }
        (DevicePreference::Auto, Adapter::Found { software: false, .. }) => {
            (Gpu, DeviceReason::HardwareAdapter)
        }
    }
}

pub use filtro_engine::is_software;

/// The parts of an adapter's name that say something, without repeating themselves.
pub fn name(vendor: &str, architecture: &str, device: &str, description: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in [description, vendor, architecture, device].map(str::trim) {
        let known = |known: &&str| known.to_lowercase().contains(&part.to_lowercase());
        if !part.is_empty() && !parts.iter().any(known) {
            parts.push(part);
        }
    }
    parts.join(" ")
}

/// Opens the device; where the GPU does not start, the processor's.
pub async fn open<H: Host>(
    host: &H,
    preference: DevicePreference,
) -> (filtro_engine::Device, Device) {
    let found = host.adapter().await;
    let adapter = match &found {
        Adapter::Found { name, .. } => Some(name.clone()),
        Adapter::NoWebGpu | Adapter::None => None,
    };
    let buffer = match found {
        Adapter::Found { buffer, .. } => buffer,
        Adapter::NoWebGpu | Adapter::None => None,
    };
    let (kind, reason) = choose(preference, &found);
    if kind == DeviceKind::Gpu {
        match host.gpu().await {
            Ok(device) => return (device, Device { kind, adapter, reason, buffer }),
            Err(error) => {
                let (kind, reason) = (DeviceKind::Cpu, DeviceReason::GpuFailed(error.to_string()));
                return (cpu_device(), Device { kind, adapter, reason, buffer: None });
            }
        }
    }
    (cpu_device(), Device { kind, adapter, reason, buffer: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rule() {
        use DevicePreference::{Auto, Cpu, Gpu};
        let found = |software| Adapter::Found { name: String::new(), software, buffer: None };
        let rows = [
            (Auto, found(false), (DeviceKind::Gpu, DeviceReason::HardwareAdapter)),
            (Auto, found(true), (DeviceKind::Cpu, DeviceReason::SoftwareAdapter)),
            (Auto, Adapter::None, (DeviceKind::Cpu, DeviceReason::NoAdapter)),
            (Auto, Adapter::NoWebGpu, (DeviceKind::Cpu, DeviceReason::NoWebGpu)),
            (Gpu, found(true), (DeviceKind::Gpu, DeviceReason::Chosen)),
            (Gpu, Adapter::None, (DeviceKind::Cpu, DeviceReason::NoAdapter)),
            (Cpu, found(false), (DeviceKind::Cpu, DeviceReason::Chosen)),
        ];
        for (preference, adapter, expected) in rows {
            assert_eq!(choose(preference, &adapter), expected, "{preference:?} {adapter:?}");
        }
    }

    #[test]
    fn software_is_known_by_name() {
        for name in
            ["google swiftshader", "Mesa llvmpipe (LLVM 15)", "Microsoft Basic Render Driver"]
        {
            assert!(is_software(name), "{name}");
        }
        assert!(!is_software("nvidia ampere") && !is_software("apple metal-3"));
    }

    #[test]
    fn a_name_says_nothing_twice() {
        assert_eq!(name("nvidia", "ampere", "0x2484", ""), "nvidia ampere 0x2484");
        assert_eq!(name("apple", "metal-3", "", "Apple M2"), "Apple M2 metal-3");
        assert_eq!(name("", "", "", ""), "");
    }
}

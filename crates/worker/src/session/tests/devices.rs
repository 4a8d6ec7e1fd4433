//! Two devices: a GPU that is the processor under another name, so that only the pictures of a step
//! make a difference on the tests' clock.

use super::{checkpoint, config, train};
use crate::host::Adapter;
use crate::testing::{Page, SMALL, records};
use filtro_protocol::{Command, Device, DeviceKind, DevicePreference, DeviceReason, Report};
use filtro_recipe::TrainConfig;

fn page(software: bool, preference: DevicePreference) -> Page {
    let page = Page::new();
    let name = "nvidia ampere".to_owned();
    *page.world.adapter.borrow_mut() = Adapter::Found { name, software, buffer: Some(1 << 30) };
    page.send(Command::Start { device: preference, served: None });
    page.set_network(SMALL, 1, false);
    page.until(|report| matches!(report, Report::Network { .. }));
    page.load_files(vec![
        ("data_batch_1.bin", records(40).into()),
        ("test_batch.bin", records(10).into()),
    ]);
    page.until(|report| matches!(report, Report::Data(data) if data.complete));
    page.settle();
    page
}

fn contested() -> Page {
    page(false, DevicePreference::Auto)
}

fn compare(batch: usize, trial: usize, limit_ms: Option<u32>) -> Command {
    let config = TrainConfig { batch_size: batch, ..config(1) };
    Command::Compare { config, trial, limit_ms }
}

fn rates(page: &Page) -> Option<[u32; 2]> {
    let (reply, _) = page.until(|report| matches!(report, Report::Compared { .. }));
    let Report::Compared { generation: 1, rates } = reply.report else { panic!("{reply:?}") };
    rates
}

fn moved(page: &Page) -> Device {
    let (reply, _) = page.until(|report| matches!(report, Report::Device(_)));
    let Report::Device(device) = reply.report else { panic!("{reply:?}") };
    device
}

#[test]
fn both_devices_are_timed_and_the_network_stays_as_it_is() {
    let page = contested();
    let before = checkpoint(&page);
    page.send(compare(32, 4, None));
    let [cpu, gpu] = rates(&page).unwrap();
    assert!(gpu > cpu && cpu > 0, "steps take equally long here: {cpu}, {gpu}");
    page.send(compare(4, 32, None));
    let [cpu, gpu] = rates(&page).unwrap();
    assert!(cpu > gpu && gpu > 0, "{cpu}, {gpu}");
    assert_eq!(page.settle(), [], "once");
    assert_eq!(checkpoint(&page), before);
}

#[test]
fn it_ends_in_time() {
    let page = contested();
    page.send(compare(32, 4, None));
    page.turn();
    let start = page.world.time();
    let seq = page.send(compare(32, 4, Some(50)));
    let (reply, _) = page.until(|report| matches!(report, Report::Compared { .. }));
    assert_eq!(reply.seq, seq, "the newest request is answered");
    assert!(page.world.time() - start < 200.0);
    // No time at all is too little.
    page.send(compare(32, 4, Some(0)));
    assert_eq!(rates(&page), None);
}

#[test]
fn a_run_or_another_network_ends_it() {
    let page = contested();
    page.send(compare(32, 4, None));
    page.turn();
    page.send(train(1));
    let heard = page.settle();
    assert!(heard.contains(&Report::Finished));
    assert!(!heard.iter().any(|report| matches!(report, Report::Compared { .. })), "{heard:?}");
    page.send(compare(32, 4, None));
    page.turn();
    page.set_network(SMALL, 2, false);
    let heard = page.settle();
    assert!(!heard.iter().any(|report| matches!(report, Report::Compared { .. })), "{heard:?}");
}

/// Weights and the optimiser's memory, without the names and the note of the run before them.
fn values(page: &Page) -> Vec<u8> {
    let file = checkpoint(page);
    let header = u64::from_le_bytes(file[..8].try_into().unwrap()) as usize;
    file[8 + header..].to_vec()
}

#[test]
fn the_weights_move_along() {
    let page = contested();
    page.send(train(1));
    page.until(|report| matches!(report, Report::Finished));
    page.settle();
    let before = values(&page);
    for kind in [DeviceKind::Cpu, DeviceKind::Gpu] {
        page.send(Command::Use { kind, cpu: 2800, gpu: 1900 });
        let device = moved(&page);
        assert_eq!(device.kind, kind);
        assert_eq!(device.reason, DeviceReason::Measured { cpu: 2800, gpu: 1900 });
        assert_eq!(device.adapter.as_deref(), Some("nvidia ampere"));
        assert!(values(&page) == before, "{kind:?}");
    }
    page.send(train(1));
    assert!(page.settle().contains(&Report::Finished));
}

/// A software adapter, a chosen device: there is nothing to compare, and no GPU to move to.
#[test]
fn without_a_choice_nothing_is_timed() {
    let choices = [
        (true, DevicePreference::Auto),
        (true, DevicePreference::Gpu),
        (false, DevicePreference::Gpu),
        (false, DevicePreference::Cpu),
    ];
    for (software, preference) in choices {
        let page = page(software, preference);
        page.send(compare(32, 4, None));
        assert_eq!(rates(&page), None, "{preference:?}");
    }
    let page = page(true, DevicePreference::Auto);
    page.send(Command::Use { kind: DeviceKind::Gpu, cpu: 1, gpu: 2 });
    let device = moved(&page);
    assert_eq!(device.kind, DeviceKind::Cpu);
    assert!(matches!(device.reason, DeviceReason::GpuFailed(_)), "{device:?}");
}

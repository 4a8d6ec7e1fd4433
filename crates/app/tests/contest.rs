//! Processor or GPU: measured, chosen, asked again, and never against the person's word.

mod page;

use filtro_app::{Event, Preferences, RunPhase, State};
use filtro_protocol::{
    Command, Device, DeviceKind, DevicePreference, DeviceReason, Failure, PROTOCOL, Report,
};
use filtro_recipe::TrainConfig;
use page::{Page, summary};

fn device(kind: DeviceKind, reason: DeviceReason) -> Report {
    Report::Device(Device { kind, adapter: Some("nvidia ampere".into()), reason, buffer: None })
}

/// On a GPU that the browser offers, with data, before the network is built.
fn offered(preferences: Preferences) -> Page {
    let mut page = Page::new();
    page.state = State::new(None, preferences, None);
    page.does(Event::Started);
    page.hears(Report::Ready { protocol: PROTOCOL, build: "test".into() });
    page.hears(device(DeviceKind::Gpu, DeviceReason::HardwareAdapter));
    page.hears(Report::Data(summary("cifar10", 5000)));
    page
}

fn built() -> Page {
    let mut page = offered(Preferences::default());
    page.takes();
    page.builds();
    page
}

fn comparisons(commands: &[Command]) -> Vec<Option<u32>> {
    let limit = |command: &Command| match command {
        Command::Compare { limit_ms, .. } => Some(*limit_ms),
        _ => None,
    };
    commands.iter().filter_map(limit).collect()
}

fn found(page: &mut Page, cpu: u32, gpu: u32) {
    let generation = page.state.document.generation;
    page.hears(Report::Compared { generation, rates: Some([cpu, gpu]) });
}

#[allow(clippy::unwrap_used, reason = "a test's helper")]
fn kind(page: &Page) -> DeviceKind {
    page.state.engine.device.as_ref().unwrap().kind
}

const SLOW_GPU: Command = Command::Use { kind: DeviceKind::Cpu, cpu: 2800, gpu: 1900 };

fn slow_gpu() -> Report {
    device(DeviceKind::Cpu, DeviceReason::Measured { cpu: 2800, gpu: 1900 })
}

#[test]
fn a_gpu_is_compared_when_idle_and_the_faster_device_runs() {
    let mut page = built();
    assert_eq!(comparisons(&page.takes()), [None]);
    assert!(page.state.is_comparing());
    found(&mut page, 2800, 1900);
    assert_eq!(page.takes(), [SLOW_GPU]);
    page.hears(slow_gpu());
    assert_eq!(kind(&page), DeviceKind::Cpu);
    let reason = DeviceReason::Measured { cpu: 2800, gpu: 1900 };
    assert_eq!(page.state.engine.device.as_ref().unwrap().reason, reason);
    assert_eq!(comparisons(&page.takes()), [], "once");
}

#[test]
fn where_the_gpu_wins_it_stays_with_the_numbers_as_reason() {
    let mut page = built();
    page.takes();
    found(&mut page, 900, 12_000);
    assert_eq!(page.takes(), []);
    let reason = DeviceReason::Measured { cpu: 900, gpu: 12_000 };
    assert_eq!(page.state.engine.device.as_ref().unwrap().reason, reason);
}

/// Kept between visits, with the network and the adapter it holds for.
#[test]
fn a_later_visit_knows() {
    let mut page = built();
    found(&mut page, 2800, 1900);
    let preferences = page.state.preferences.clone();
    let text = serde_json::to_string(&preferences).unwrap();
    let mut page = offered(Preferences::read(&text));
    page.takes();
    page.builds();
    assert_eq!(page.takes(), [SLOW_GPU]);

    let mut page = Page::new();
    page.state = State::new(None, preferences, None);
    page.does(Event::Started);
    page.hears(Report::Ready { protocol: PROTOCOL, build: "test".into() });
    let (kind, reason) = (DeviceKind::Gpu, DeviceReason::HardwareAdapter);
    let adapter = Some("apple m2".into());
    page.hears(Report::Device(Device { kind, adapter, reason, buffer: None }));
    page.hears(Report::Data(summary("cifar10", 5000)));
    page.takes();
    page.builds();
    assert_eq!(comparisons(&page.takes()), [None], "another adapter");
}

#[test]
fn a_large_change_is_measured_again_and_a_small_one_is_not() {
    let mut page = built();
    found(&mut page, 2800, 1900);
    page.hears(slow_gpu());
    page.takes();
    let batch = |page: &mut Page, batch_size| {
        let config = TrainConfig { batch_size, ..page.state.run.config };
        page.does(Event::Config(config));
        page.takes()
    };
    assert_eq!(comparisons(&batch(&mut page, 128)), [], "twice as much");
    assert_eq!(comparisons(&batch(&mut page, 256)), [None]);
    found(&mut page, 2900, 6000);
    let expected = Command::Use { kind: DeviceKind::Gpu, cpu: 2900, gpu: 6000 };
    assert_eq!(page.takes(), [expected]);
    page.hears(device(DeviceKind::Gpu, DeviceReason::Measured { cpu: 2900, gpu: 6000 }));
    // Back to what is known: no need to measure.
    assert_eq!(batch(&mut page, 64), [SLOW_GPU]);
    page.hears(slow_gpu());
    // Another network.
    page.fetches("resnet-20-cifar");
    page.builds();
    assert_eq!(comparisons(&page.takes()), [None]);
}

#[test]
fn the_first_run_waits_for_it_and_no_longer_than_it_may() {
    let mut page = built();
    page.takes();
    page.does(Event::Train);
    assert_eq!(comparisons(&page.takes()), [Some(2000)]);
    assert!(matches!(page.state.run.phase, RunPhase::Queued(_)));
    found(&mut page, 2800, 1900);
    let config = page.state.run.config;
    assert_eq!(page.takes(), [SLOW_GPU, Command::Train { config }]);
}

/// Kernels that take long to compile: the run begins where it would have begun.
#[test]
fn what_comes_too_late_is_measured_after_the_run() {
    let mut page = built();
    page.takes();
    page.does(Event::Train);
    page.takes();
    let generation = page.state.document.generation;
    page.hears(Report::Compared { generation, rates: None });
    let config = page.state.run.config;
    assert_eq!(page.takes(), [Command::Train { config }]);
    page.hears(Report::Running);
    page.hears(Report::Finished);
    assert_eq!(comparisons(&page.takes()), [], "the test goes on");
    let result = filtro_protocol::TestResult { loss: 1.0, accuracy: 0.5, count: 1000 };
    page.hears(Report::Tested { result, data: "cifar10".into() });
    assert_eq!(comparisons(&page.takes()), [None]);
}

#[test]
fn what_cannot_be_timed_is_not_asked_for_again() {
    let mut page = built();
    page.takes();
    let generation = page.state.document.generation;
    page.hears(Report::Compared { generation, rates: None });
    assert_eq!(comparisons(&page.takes()), []);
    page.does(Event::Train);
    let config = page.state.run.config;
    assert_eq!(page.takes(), [Command::Train { config }]);
}

/// Its answer is about the network before.
#[test]
fn an_edit_takes_the_place_of_a_comparison() {
    let mut page = built();
    page.takes();
    let before = page.state.document.generation;
    page.does(Event::Delete(page.ids()[0]));
    page.hears(Report::Compared { generation: before, rates: Some([1, 2]) });
    assert!(page.state.preferences.compared.is_empty());
    page.builds();
    assert_eq!(comparisons(&page.takes()), [None]);
}

#[test]
fn the_persons_word_counts() {
    for preference in [DevicePreference::Gpu, DevicePreference::Cpu] {
        let known = {
            let mut page = built();
            found(&mut page, 2800, 1900);
            page.state.preferences.clone()
        };
        let mut page = Page::new();
        page.state = State::new(None, Preferences { device: preference, ..known }, None);
        page.does(Event::Started);
        page.hears(Report::Ready { protocol: PROTOCOL, build: "test".into() });
        let kind = match preference {
            DevicePreference::Cpu => DeviceKind::Cpu,
            _ => DeviceKind::Gpu,
        };
        page.hears(device(kind, DeviceReason::Chosen));
        page.hears(Report::Data(summary("cifar10", 5000)));
        page.takes();
        page.builds();
        page.does(Event::Train);
        let config = page.state.run.config;
        assert_eq!(page.takes(), [Command::Train { config }], "{preference:?}");
    }
}

#[test]
fn software_and_missing_adapters_are_not_timed() {
    for reason in [DeviceReason::SoftwareAdapter, DeviceReason::GpuFailed("no".into())] {
        let mut page = Page::new();
        page.does(Event::Started);
        page.hears(Report::Ready { protocol: PROTOCOL, build: "test".into() });
        page.hears(device(DeviceKind::Cpu, reason));
        page.hears(Report::Data(summary("cifar10", 5000)));
        page.builds();
        page.does(Event::Train);
        assert_eq!(comparisons(&page.takes()), []);
    }
}

/// A laptop that goes to sleep takes its GPU away.
#[test]
fn a_lost_gpu_ends_nothing_where_the_processor_runs() {
    let mut page = built();
    found(&mut page, 2800, 1900);
    page.hears(slow_gpu());
    page.does(Event::Train);
    page.hears(Report::Running);
    page.takes();
    page.hears(Report::Failed(Failure::DeviceLost("gone".into())));
    assert_eq!(page.state.run.phase, RunPhase::Running);
    page.hears(Report::Stopped);
    let config = TrainConfig { batch_size: 1024, ..page.state.run.config };
    page.does(Event::Config(config));
    assert_eq!(comparisons(&page.takes()), [], "there is nothing to compare with");
}

/// The engine died of it: the next one is left in peace.
#[test]
fn a_comparison_that_kills_the_engine_is_not_repeated() {
    let mut page = built();
    page.takes();
    page.hears(Report::Failed(Failure::OutOfMemory("buffer".into())));
    page.hears(Report::Ready { protocol: PROTOCOL, build: "test".into() });
    page.hears(device(DeviceKind::Gpu, DeviceReason::HardwareAdapter));
    page.hears(Report::Data(summary("cifar10", 5000)));
    page.builds();
    assert_eq!(comparisons(&page.takes()), []);
}

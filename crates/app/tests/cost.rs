//! What a run will take, before it begins.

use filtro_app::{
    Basis, Effect, EngineNews, Event, Limit, Meter, NoticeAction, Preferences, Remedy, RunPhase,
    State,
};
use filtro_estimate::Rates;
use filtro_net::catalogue::{Dense, Flatten};
use filtro_net::{Item, Network, file};
use filtro_protocol::{
    Command, Device, DeviceKind, DeviceReason, Failure, PROTOCOL, Report, SplitSizes, Telemetry,
};
use filtro_recipe::{Optimizer, TrainConfig};
use filtro_zoo::template;

mod page;

use page::{Page, summary};

fn rates(factor: f64) -> Vec<f64> {
    let usual = Rates::usual(DeviceKind::Cpu);
    usual.values().iter().map(|rate| rate * factor).collect()
}

/// A page whose processor was timed.
fn timed() -> Page {
    let mut page = Page::ready();
    page.hears(Report::Calibrated { rates: rates(1.0) });
    page
}

#[allow(clippy::expect_used, reason = "a test's helper")]
fn step(page: &Page) -> f64 {
    page.state.forecast().step.expect("a timed device")
}

/// A run of 20 steps that take `time` milliseconds each, to its end.
fn runs(page: &mut Page, time: f64) {
    page.does(Event::Train);
    page.hears(Report::Running);
    let start = page.now;
    for at in 1..=20_u32 {
        let elapsed_ms = f64::from(at) * time;
        page.now = start + elapsed_ms;
        let told =
            Telemetry { step: at, batch: at, batches: 79, elapsed_ms, ..Telemetry::default() };
        page.does(Event::Engine(EngineNews::Report(Report::Telemetry(told)), page.now));
    }
    page.hears(Report::Finished);
}

/// A network with a dense layer of so many units.
fn large(units: usize) -> String {
    let mut network = Network::new("large", [3, 32, 32]);
    network.push(Item::Layer(Flatten::default().into()));
    network.push(Item::Layer(Dense { units, bias: true }.into()));
    network.push(Item::Layer(Dense { units: 10, bias: true }.into()));
    file::to_json(&network)
}

#[test]
fn an_idle_processor_is_timed_once() {
    let mut page = Page::ready();
    assert_eq!(page.calibrations, 1);
    assert!(page.state.cost.calibrating);
    assert_eq!(page.state.forecast().step, None);
    page.hears(Report::Calibrated { rates: rates(1.0) });
    assert!(!page.state.cost.calibrating);
    assert!(page.effects.contains(&Effect::SavePreferences));
    let first = page.state.forecast();
    // 5000 pictures in batches of 64, and 500 forwards alone.
    let steps = (5000.0 + 500.0 * 0.35) / 64.0;
    assert!((first.epoch.unwrap() / (first.step.unwrap() * steps) - 1.0).abs() < 1e-9);
    page.does(Event::Select(None));
    assert_eq!(page.calibrations, 1);
    // Another visit knows it still.
    let kept = State::new(None, page.state.preferences.clone(), None);
    assert_eq!(kept.preferences.meters, page.state.preferences.meters);
    // On request it is timed again.
    page.does(Event::Calibrate);
    assert_eq!(page.calibrations, 2);
    page.hears(Report::Calibrated { rates: rates(2.0) });
    assert!((step(&page) / first.step.unwrap() - 2.0).abs() < 1e-9);
}

#[test]
fn a_run_comes_first_and_the_timing_after_it() {
    let mut page = Page::ready();
    page.does(Event::Train);
    assert!(!page.state.cost.calibrating, "the engine gives it up");
    page.hears(Report::Running);
    page.does(Event::Calibrate);
    assert_eq!(page.calibrations, 1, "not while a run goes on");
    page.does(Event::Stop);
    page.hears(Report::Stopped);
    assert_eq!(page.calibrations, 2);
    // One that fails is not asked for again and again.
    page.hears(Report::Untimed);
    page.does(Event::Select(None));
    assert_eq!(page.calibrations, 2);
}

#[test]
fn a_run_says_how_far_the_prediction_was_off_and_corrects_it() {
    let mut page = timed();
    let said = step(&page);
    let found = said.max(60.0) * 1.25;
    runs(&mut page, found);
    let last = page.state.cost.last.expect("a measured run");
    assert!((last.predicted - said).abs() < 1e-9 && (last.measured / found - 1.0).abs() < 1e-9);
    assert_eq!(page.state.forecast().error, Some(last.error()));
    assert!((step(&page) / found - 1.0).abs() < 1e-9, "this network is known now");
    // Other networks profit by half of it.
    page.does(Event::Open { text: file::to_json(&template("cnn3-cifar").unwrap()) });
    let other = step(&page);
    let mut plain = timed();
    plain.does(Event::Open { text: file::to_json(&template("cnn3-cifar").unwrap()) });
    let expected = (found / said).sqrt();
    assert!((other / step(&plain) / expected - 1.0).abs() < 1e-9);
    // A second run of the same speed is foretold.
    page.builds();
    let said = step(&page);
    runs(&mut page, said.max(60.0));
    assert!(page.state.cost.last.unwrap().error() < 1e-9 || said < 60.0);
}

#[test]
fn a_network_takes_trial_steps_before_it_is_trained() {
    let mut page = Page::ready();
    assert_eq!(page.rehearsals, [], "the device comes first");
    page.hears(Report::Calibrated { rates: rates(1.0) });
    let asked = page.rehearsals.last().copied().expect("trial steps");
    assert_eq!(asked, page.state.run.config, "LeNet-5's steps are short: a whole batch");
    let said = step(&page);
    assert_eq!(page.state.forecast().basis, Basis::Parts);
    let generation = page.state.document.generation;
    page.hears(Report::Rehearsed { generation, step_ms: said * 1.5 });
    assert!((step(&page) / said - 1.5).abs() < 1e-9);
    assert_eq!(page.state.forecast().basis, Basis::Trial);
    page.does(Event::Select(None));
    page.does(Event::Config(TrainConfig { learning_rate: 0.1, ..asked }));
    assert_eq!(page.rehearsals.len(), 1, "known");
    // Other settings: the forecast is taken over, and looked into again.
    page.does(Event::Config(TrainConfig { batch_size: 32, ..asked }));
    assert_eq!(page.rehearsals.len(), 2);
    assert!(step(&page) < said * 1.5);
    assert_eq!(page.state.forecast().basis, Basis::Parts);
    // The error of a run is that of what the page said last.
    page.hears(Report::Rehearsed { generation, step_ms: 100.0 });
    runs(&mut page, 80.0);
    assert!((page.state.cost.last.unwrap().error() - 0.25).abs() < 1e-9);
    assert_eq!(page.state.forecast().basis, Basis::Run);
    assert_eq!(page.rehearsals.len(), 2, "a run says more than trial steps");
}

#[test]
fn another_network_takes_steps_of_its_own() {
    let mut page = timed();
    let old = page.state.document.generation;
    page.does(Event::Open { text: file::to_json(&template("resnet-20-cifar").unwrap()) });
    assert_eq!(page.rehearsals.len(), 1, "not before it is built");
    page.builds();
    let asked = page.rehearsals.last().unwrap();
    assert_eq!(page.rehearsals.len(), 2);
    // 41 million multiply-adds a picture: a part of a batch tells enough.
    assert!(asked.batch_size < 64 && 64 % asked.batch_size == 0, "{asked:?}");
    let said = step(&page);
    // What the network before took is no news of this one.
    page.hears(Report::Rehearsed { generation: old, step_ms: 1.0 });
    assert_eq!(step(&page), said);
    page.does(Event::Select(None));
    assert_eq!(page.rehearsals.len(), 2, "these steps are being taken");
}

#[test]
fn steps_that_fail_are_not_asked_for_again() {
    let mut page = timed();
    page.hears(Report::Untimed);
    page.does(Event::Select(None));
    assert_eq!(page.rehearsals.len(), 1);
    // What else the engine refuses is no word on them.
    page.does(Event::Config(TrainConfig { batch_size: 16, ..page.state.run.config }));
    page.hears(Report::Failed(Failure::NotKept("no room".into())));
    let generation = page.state.document.generation;
    page.hears(Report::Rehearsed { generation, step_ms: 9.0 });
    assert_eq!(page.state.forecast().basis, Basis::Trial);
    // Nor those that the engine did not survive.
    page.does(Event::Config(TrainConfig { batch_size: 32, ..page.state.run.config }));
    assert_eq!(page.rehearsals.len(), 3);
    page.does(Event::Engine(EngineNews::Crashed("out of memory".into()), page.now));
    page.starts();
    page.does(Event::Select(None));
    assert_eq!(page.rehearsals.len(), 3);
    // Another engine says nothing against them.
    page.does(Event::Config(TrainConfig { batch_size: 8, ..page.state.run.config }));
    assert_eq!(page.rehearsals.len(), 4);
    page.does(Event::Act(NoticeAction::RestartEngine));
    page.starts();
    assert_eq!(page.rehearsals.len(), 5);
}

#[test]
fn pictures_to_test_with_alone_are_not_trained_on() {
    let mut page = Page::new();
    page.does(Event::Started);
    page.arrives();
    let sizes = SplitSizes { train: 0, validation: 0, test: 1000 };
    page.hears(Report::Data(filtro_protocol::DataSummary { sizes, ..summary("cifar10", 1) }));
    page.builds();
    assert_eq!((page.calibrations, page.rehearsals.len()), (0, 0));
}

#[test]
fn a_sleeping_machine_teaches_nothing() {
    let mut page = timed();
    page.does(Event::Train);
    page.hears(Report::Running);
    for at in 1..=20_u32 {
        page.now += 60_000.0;
        let elapsed_ms = f64::from(at) * 100.0;
        page.hears(Report::Telemetry(Telemetry { step: at, elapsed_ms, ..Telemetry::default() }));
    }
    page.hears(Report::Stopped);
    assert_eq!(page.state.cost.last, None);
}

#[test]
fn a_gpu_is_known_by_its_first_run() {
    let mut page = Page::new();
    page.does(Event::Started);
    page.hears(Report::Ready { protocol: PROTOCOL, build: "test".into() });
    let adapter = Some("some adapter".to_owned());
    let reason = DeviceReason::HardwareAdapter;
    page.hears(Report::Device(Device { kind: DeviceKind::Gpu, adapter, reason, buffer: None }));
    page.hears(Report::Data(summary("synthetic", 5000)));
    page.builds();
    assert_eq!((page.calibrations, page.state.forecast().step), (0, None));
    let generation = page.state.document.generation;
    page.hears(Report::Compared { generation, rates: None });
    runs(&mut page, 80.0);
    assert!((step(&page) / 80.0 - 1.0).abs() < 1e-9);
    assert_eq!(page.state.forecast().error, None, "nothing was foretold");
}

#[test]
fn batch_and_optimiser_change_time_and_memory() {
    let mut page = timed();
    let before = page.state.forecast();
    let config = TrainConfig { batch_size: 128, ..TrainConfig::default() };
    page.does(Event::Config(config));
    let larger = page.state.forecast();
    assert_eq!(larger.fit.memory.activations, 2 * before.fit.memory.activations);
    assert!(larger.step > before.step && larger.epoch < before.epoch);
    page.does(Event::Config(TrainConfig { optimizer: Optimizer::Sgd, ..config }));
    let plain = page.state.forecast();
    assert_eq!(plain.fit.memory.optimizer, 0);
    assert!(plain.fit.peak < larger.fit.peak && plain.step < larger.step);
}

#[test]
fn what_cannot_be_trained_is_shown_but_not_built() {
    let mut page = Page::ready();
    page.takes();
    page.does(Event::Open { text: file::to_json(&template("vgg-16").unwrap()) });
    assert_eq!(page.takes(), []);
    assert_eq!(page.state.document.report.parameters, 138_357_544);
    // Also before any data set tells that it does not fit the pictures.
    let saved = file::to_json(&template("vgg-16").unwrap());
    let mut page = Page::new();
    page.state = State::new(Some(&saved), Preferences::default(), None);
    page.does(Event::Started);
    page.arrives();
    let sent = page.takes();
    assert!(!sent.iter().any(|command| matches!(command, Command::SetNetwork { .. })), "{sent:?}");
    page.does(Event::Train);
    assert_eq!(page.state.run.phase, RunPhase::Idle);
}

#[test]
fn too_large_a_batch_blocks_training_until_a_remedy_is_taken() {
    let mut page = timed();
    // 3073 · 8192 + … = 25 million parameters, 101 MB: 1.2 GB with Adam's moments and checkpoints.
    page.does(Event::Open { text: large(8192) });
    page.builds();
    page.takes();
    let config = TrainConfig { batch_size: 512, ..TrainConfig::default() };
    page.does(Event::Config(config));
    assert!(page.state.fits());
    // A data set that leaves 1 GB.
    let sizes = SplitSizes { train: 700_000, validation: 0, test: 0 };
    page.hears(Report::Data(filtro_protocol::DataSummary { sizes, ..summary("large", 1) }));
    let fit = page.state.forecast().fit;
    assert_eq!(fit.short, Some(Limit::Total));
    assert!(fit.peak > fit.room);
    page.does(Event::Train);
    assert_eq!(page.state.run.phase, RunPhase::Idle);
    let settings = fit.remedies.iter().find_map(|remedy| match remedy {
        Remedy::Config(config) => Some(*config),
        Remedy::Remove(_) | Remedy::Adapt => None,
    });
    let settings = settings.expect("some settings would do");
    assert_eq!(settings, TrainConfig { optimizer: Optimizer::Sgd, ..config });
    page.does(Event::Config(settings));
    assert!(page.state.fits() && page.state.forecast().fit.remedies.is_empty());
    page.does(Event::Train);
    assert_eq!(page.state.run.phase, RunPhase::Queued(filtro_app::Intent::Train));
}

#[test]
fn a_gpu_takes_no_tensor_larger_than_its_buffers() {
    let mut page = Page::new();
    page.does(Event::Started);
    page.hears(Report::Ready { protocol: PROTOCOL, build: "test".into() });
    let buffer = Some(1 << 20);
    let reason = DeviceReason::Chosen;
    page.hears(Report::Device(Device { kind: DeviceKind::Gpu, adapter: None, reason, buffer }));
    page.hears(Report::Data(summary("synthetic", 5000)));
    // LeNet-5: 6·28·28 values of 4 bytes a picture, 18,816; so 55 pictures fit into a MiB.
    let fit = page.state.forecast().fit;
    assert_eq!(fit.short, Some(Limit::Buffer));
    let batch = |remedy: &Remedy| match remedy {
        Remedy::Config(config) => config.batch_size,
        Remedy::Remove(_) | Remedy::Adapt => 0,
    };
    assert_eq!(fit.remedies.iter().map(batch).collect::<Vec<_>>(), [32, 0]);
}

#[test]
fn a_meter_survives_its_numbers() {
    let all = Meter { rates: Rates::read(&rates(3.0)), correction: Some(1.5), error: Some(0.08) };
    for meter in [all, Meter { rates: None, ..all }, Meter { error: None, ..all }, Meter::default()]
    {
        assert_eq!(Meter::read(&meter.write()), Some(meter));
        assert!(meter.write().iter().all(|value| value.is_finite()));
    }
    let mut other = all.write();
    other[0] += 1.0;
    assert_eq!((Meter::read(&other), Meter::read(&[])), (None, None));
}

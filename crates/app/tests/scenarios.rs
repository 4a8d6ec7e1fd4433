//! Whole sessions.

use filtro_app::{
    Attach, DragEvent, Dragged, Effect, EngineNews, EnginePhase, Event, Intent, NoticeAction,
    NoticeCode, PictureTrouble, RunPhase, Spot, WeightsId,
};
use filtro_course::Exercise;
use filtro_net::{Edit, Field, Value, file};
use filtro_protocol::{
    Command, DataSource, DevicePreference, EpochSummary, Failure, PROTOCOL, Report, Subject,
    TestResult,
};
use filtro_recipe::TrainConfig;
use filtro_zoo::template;

mod page;

use page::{Page, checkpoint, restored, telemetry};

#[test]
fn the_first_visit_is_ready_to_train() {
    let mut page = Page::new();
    assert_eq!(page.state.document.report.parameters, 62_006);
    page.does(Event::Started);
    assert_eq!(page.effects[0], Effect::Spawn);
    assert!(matches!(page.effects[1..], [Effect::Recall(_)]));
    page.does(Event::Engine(EngineNews::Loading { done: 5, total: Some(10) }, 0.0));
    assert_eq!(page.state.engine.phase, EnginePhase::Loading { done: 5, total: Some(10) });
    // Asked for before the engine is there.
    page.does(Event::Train);
    assert_eq!(page.state.run.phase, RunPhase::Queued(Intent::Train));
    page.starts();
    let sent = page.takes();
    assert!(matches!(sent[0], Command::Start { device: DevicePreference::Auto, .. }));
    assert_eq!(sent[1], Command::LoadData(DataSource::Synthetic));
    assert!(matches!(sent[2], Command::SetNetwork { generation: 1, seed: 1, fresh: false, .. }));
    assert!(matches!(sent[3], Command::Watch { subject: Some(Subject::Sample(_)) }), "{sent:?}");
    assert_eq!(sent[4], Command::Train { config: TrainConfig::default() });
    page.hears(Report::Running);
    assert_eq!(page.state.run.phase, RunPhase::Running);
}

#[test]
fn a_run_is_paused_stepped_stopped_and_reset() {
    let mut page = Page::ready();
    page.does(Event::Train);
    page.hears(Report::Running);
    page.hears(Report::Telemetry(telemetry(3)));
    assert_eq!(page.state.run.curves.train_loss.points(), [(3.0, 2.0)]);
    page.takes();
    page.does(Event::Pause);
    page.hears(Report::Paused);
    assert_eq!(page.state.run.phase, RunPhase::Paused);
    page.does(Event::Step);
    page.hears(Report::Running);
    page.hears(Report::Telemetry(telemetry(4)));
    page.hears(Report::Paused);
    page.does(Event::Stop);
    page.hears(Report::Stopped);
    assert_eq!(page.state.run.phase, RunPhase::Stopped);
    assert_eq!(page.state.run.curves.train_loss.points().len(), 2, "the curve stays");
    let config = TrainConfig::default();
    assert_eq!(page.takes(), [Command::Pause, Command::Step { config }, Command::Stop]);
    page.does(Event::Reset);
    assert_eq!((page.state.run.phase, page.state.run.step), (RunPhase::Idle, 0));
    assert!(page.state.run.curves.train_loss.points().is_empty());
    assert!(matches!(page.takes()[..], [Command::SetNetwork { fresh: true, seed: 1, .. }]));
}

#[test]
fn a_finished_run_is_tested() {
    let mut page = Page::ready();
    page.does(Event::Train);
    page.hears(Report::Running);
    let epoch = EpochSummary {
        epoch: 0,
        step: 70,
        train_loss: 1.5,
        train_accuracy: 0.4,
        validation_loss: 1.4,
        validation_accuracy: 0.5,
    };
    page.hears(Report::Epoch(epoch));
    page.hears(Report::Finished);
    assert_eq!(page.state.run.testing, Some((0, 1000)));
    page.hears(Report::Testing { done: 500, total: 1000 });
    let result = TestResult { loss: 1.4, accuracy: 0.5, count: 1000 };
    page.hears(Report::Tested { result, data: "synthetic".into() });
    assert_eq!((page.state.run.testing, page.state.run.test), (None, Some(result)));
    assert_eq!(*page.state.run.epochs, [epoch]);
}

#[test]
fn the_learning_rate_alone_changes_within_a_run() {
    let mut page = Page::ready();
    page.does(Event::Train);
    page.hears(Report::Running);
    page.takes();
    let wished = TrainConfig { learning_rate: 0.01, batch_size: 7, ..TrainConfig::default() };
    page.does(Event::Config(wished));
    assert_eq!(
        page.state.run.config,
        TrainConfig { learning_rate: 0.01, ..TrainConfig::default() }
    );
    assert_eq!(page.takes(), [Command::SetLearningRate(0.01)]);
    page.does(Event::Config(TrainConfig { learning_rate: f64::NAN, ..wished }));
    assert_eq!(page.state.run.config.learning_rate, 0.01);
}

#[test]
fn only_the_newest_valid_network_is_built() {
    let mut page = Page::ready();
    page.takes();
    let conv = page.ids()[0];
    let set =
        |value| Event::Set { id: conv, values: vec![(Field::Filters, Value::Integer(value))] };
    for filters in [7, 8, 9] {
        page.does(set(filters));
    }
    // One was sent, the others wait for its answer.
    assert_eq!(page.takes().len(), 1);
    page.builds();
    let sent = page.takes();
    assert!(matches!(&sent[0], Command::SetNetwork { generation: 4, .. }), "{sent:?}");
    page.builds();
    assert_eq!(page.state.document.depth(), 1, "one field, one step to undo");
    page.does(Event::Settled);
    page.does(set(10));
    assert_eq!(page.state.document.depth(), 2);
    page.builds();
    page.takes();
    // A network with an error stays on the screen and goes nowhere.
    page.does(set(0));
    assert!(!page.state.is_valid());
    assert_eq!(page.takes(), []);
    page.does(Event::Train);
    assert_eq!(page.state.run.phase, RunPhase::Idle);
    page.does(Event::Undo);
    assert!(page.state.is_valid());
}

#[test]
fn an_edit_ends_the_run_but_a_name_does_not() {
    let mut page = Page::ready();
    page.does(Event::Train);
    page.hears(Report::Running);
    page.does(Event::Edit(Edit::SetTitle("Mine".into())));
    assert_eq!(page.state.run.phase, RunPhase::Running);
    assert_eq!(page.state.document.generation, 1);
    let last = *page.ids().last().unwrap();
    page.does(Event::Edit(Edit::Duplicate { id: last }));
    assert_eq!(page.state.run.phase, RunPhase::Stopped);
    // Late words about the run change nothing.
    page.hears(Report::Telemetry(telemetry(9)));
    page.hears(Report::Stopped);
    page.builds();
    assert_eq!(page.state.run.phase, RunPhase::Stopped);
}

#[test]
fn a_dead_worker_is_replaced_and_its_run_comes_back() {
    let mut page = Page::ready();
    page.does(Event::Train);
    page.hears(Report::Running);
    page.hears(Report::Telemetry(telemetry(40)));
    page.hears(checkpoint(1, 40));
    page.effects.clear();
    page.hears(Report::Failed(Failure::Panic("out of luck".into())));
    assert_eq!(page.effects, [Effect::Spawn]);
    assert_eq!(page.state.run.phase, RunPhase::Stopped);
    assert!(page.codes().contains(&NoticeCode::Engine(Failure::Panic("out of luck".into()))));
    page.takes();
    page.starts();
    let sent = page.takes();
    let restore = Command::Restore { part: false };
    assert!(sent.contains(&restore), "{sent:?}");
    assert!(page.effects.contains(&Effect::Send(restore, Attach::Weights(WeightsId(1)))));
    page.hears(restored(1, 40));
    page.hears(Report::Telemetry(telemetry(40)));
    assert_eq!((page.state.run.phase, page.state.run.step), (RunPhase::Idle, 40));
    assert_eq!(page.state.run.curves.train_loss.points().len(), 1, "the curve is still there");
    assert!(page.codes().contains(&NoticeCode::WeightsRestored(40)));
    // A second death at once is not answered by a third start.
    page.effects.clear();
    page.now += 5_000.0;
    let now = page.now;
    page.does(Event::Engine(EngineNews::Crashed("gone".into()), now));
    assert_eq!(page.effects, []);
    assert_eq!(page.state.engine.phase, EnginePhase::Dead);
    let notice = page.state.notices.last().unwrap();
    assert_eq!(notice.action(0.001, true), Some(NoticeAction::RestartEngine));
    page.does(Event::Act(NoticeAction::RestartEngine));
    assert_eq!(page.effects, [Effect::Spawn]);
}

#[test]
fn a_worker_that_dies_late_is_replaced_again() {
    let mut page = Page::ready();
    page.does(Event::Engine(EngineNews::Crashed("one".into()), 1_000.0));
    page.starts();
    page.effects.clear();
    page.does(Event::Engine(EngineNews::Crashed("two".into()), 40_000.0));
    assert_eq!(page.effects, [Effect::Spawn]);
}

#[test]
fn another_device_takes_the_run_along() {
    let mut page = Page::ready();
    page.does(Event::Train);
    page.hears(Report::Running);
    page.takes();
    page.does(Event::Device(DevicePreference::Gpu));
    assert_eq!(page.takes(), [Command::Checkpoint]);
    page.effects.clear();
    page.hears(checkpoint(1, 12));
    assert_eq!(page.effects.last(), Some(&Effect::Spawn));
    page.starts();
    let sent = page.takes();
    assert!(matches!(sent[0], Command::Start { device: DevicePreference::Gpu, .. }));
    assert!(sent.contains(&Command::Restore { part: false }));
    page.hears(restored(1, 12));
    page.hears(Report::Telemetry(telemetry(12)));
    assert!(matches!(page.takes().last(), Some(Command::Train { .. })));
    page.hears(Report::Running);
    assert_eq!(page.state.run.phase, RunPhase::Running);
}

#[test]
fn what_is_asked_for_while_weights_are_restored_is_done_once() {
    let mut page = Page::ready();
    page.hears(Report::Telemetry(telemetry(3)));
    page.does(Event::Device(DevicePreference::Gpu));
    page.hears(checkpoint(1, 3));
    page.starts();
    page.takes();
    assert!(page.state.engine.restore.is_some(), "the worker has not answered yet");
    page.does(Event::Step);
    assert_eq!(page.takes(), []);
    page.hears(restored(1, 3));
    let is_step = |command: &Command| matches!(command, Command::Step { .. });
    assert_eq!(page.takes().iter().filter(|command| is_step(command)).count(), 1);
    // Of a checkpoint within a run: it is no second reason to step.
    page.hears(Report::Paused);
    assert_eq!(page.takes(), []);
}

#[test]
fn divergence_offers_a_lower_rate() {
    let mut page = Page::ready();
    page.does(Event::Train);
    page.hears(Report::Running);
    page.hears(Report::Telemetry(telemetry(4)));
    page.hears(checkpoint(1, 4));
    page.hears(Report::Failed(Failure::Diverged { step: 9, loss: 2.5e29 }));
    assert_eq!((page.state.run.phase, page.state.run.step), (RunPhase::Stopped, 4));
    let notice = page.state.notices.last().unwrap().clone();
    assert_eq!(notice.spot, Spot::Training);
    let action = notice.action(page.state.run.config.learning_rate, false).unwrap();
    page.takes();
    page.does(Event::Act(action));
    assert!((page.state.run.config.learning_rate - 1e-4).abs() < 1e-12);
    assert!(matches!(page.takes()[..], [Command::SetNetwork { fresh: true, .. }]));
    assert_eq!(page.codes(), []);
}

#[test]
fn the_newest_crop_is_classified() {
    let mut page = Page::ready();
    page.takes();
    page.does(Event::Picture { id: 1, width: 400, height: 300 });
    let watch = Command::Watch { subject: Some(Subject::Picture) };
    let first = Command::Classify { width: 400, height: 300, crop: [50.0, 0.0, 300.0] };
    assert_eq!(page.takes(), [first, watch]);
    page.does(Event::Crop([60.0, 0.0, 200.0]));
    page.does(Event::Crop([390.0, -5.0, 100.0]));
    assert_eq!(page.takes(), [], "one at a time");
    page.hears(Report::Classified { prediction: None, shape: [3, 32, 32] });
    let last = Command::Classify { width: 400, height: 300, crop: [300.0, 0.0, 100.0] };
    assert_eq!(page.takes(), [last]);
    page.does(Event::PictureFailed(2, PictureTrouble::Undecodable("a.txt".into())));
    assert_eq!(page.state.notices.last().unwrap().spot, Spot::Picture);
    assert_eq!(page.state.picture.size, Some((400, 300)), "the picture before stays");
}

#[test]
fn a_layer_is_moved_by_keys() {
    let mut page = Page::ready();
    let ids = page.ids();
    page.does(Event::Select(Some(ids[1])));
    page.does(Event::Drag(DragEvent::PickUp(Dragged::Node(ids[1]))));
    page.does(Event::Drag(DragEvent::Next { down: true, hidden: Vec::new() }));
    page.does(Event::Drag(DragEvent::Drop));
    assert_eq!(page.ids()[..3], [ids[0], ids[2], ids[1]]);
    assert_eq!(page.state.document.depth(), 1);
    // Put back where it was: nothing to undo.
    page.does(Event::Drag(DragEvent::PickUp(Dragged::Node(ids[1]))));
    page.does(Event::Drag(DragEvent::Next { down: true, hidden: Vec::new() }));
    page.does(Event::Drag(DragEvent::Next { down: false, hidden: Vec::new() }));
    page.does(Event::Drag(DragEvent::Drop));
    assert_eq!(page.state.document.depth(), 1);
    page.does(Event::Shift { id: ids[1], up: true });
    assert_eq!(page.ids(), ids);
}

#[test]
fn files_and_templates_are_steps_to_undo() {
    let mut page = Page::ready();
    let first = page.state.document.network.clone();
    page.fetches("cnn3-cifar");
    assert_eq!(page.state.document.report.parameters, 161_130);
    page.does(Event::Open { text: "{}".into() });
    assert!(matches!(page.codes()[..], [NoticeCode::NetworkUnreadable(_)]));
    page.effects.clear();
    page.does(Event::Save);
    let Some(Effect::SaveFile { name, text }) = page.effects.pop() else { panic!("no file") };
    assert_eq!(name, "cnn3-cifar.json");
    page.does(Event::Undo);
    assert_eq!(page.state.document.network, first);
    page.does(Event::Open { text });
    assert_eq!(page.state.document.report.parameters, 161_130);
    assert_eq!(page.codes(), []);
}

#[test]
fn a_template_that_does_not_come_is_said_and_asked_for_again() {
    let mut page = Page::ready();
    let first = page.state.document.network.clone();
    page.does(Event::Template("vgg-16".into()));
    page.does(Event::Template("cnn3-cifar".into()));
    page.does(Event::Fetched { name: "vgg-16".into(), text: Err("late".into()) });
    assert_eq!(page.codes(), [], "nobody waits for the first any more");
    page.does(Event::Fetched { name: "cnn3-cifar".into(), text: Err("offline".into()) });
    let missing = NoticeCode::TemplateMissing { name: "cnn3-cifar".into(), why: "offline".into() };
    assert_eq!(page.codes(), [missing]);
    assert_eq!(page.state.document.network, first);
    let action = page.state.notices[0].action(0.001, false).unwrap();
    page.effects.clear();
    page.does(Event::Act(action));
    assert_eq!(page.effects[..1], [Effect::FetchTemplate("cnn3-cifar".into())]);
    assert_eq!(page.codes(), []);
    page.does(Event::Fetched {
        name: "cnn3-cifar".into(),
        text: Ok(file::to_json(&template("cnn3-cifar").unwrap())),
    });
    assert_eq!(page.state.document.report.parameters, 161_130);
    assert!(page.effects.contains(&Effect::ShowNetwork));
    assert_eq!(page.state.fetching, None);
}

#[test]
fn an_exercise_is_built_as_one_step_with_its_first_layer_shown() {
    let mut page = Page::ready();
    let first = page.state.document.network.clone();
    page.does(Event::Train);
    page.hears(Report::Running);
    let exercise = Exercise::new(1, 2, 1);
    page.does(Event::Build(exercise.network("Exercise 3")));
    assert_eq!(page.state.document.network, first, "a run goes on: the page asks first");
    page.does(Event::Confirm(true));
    let document = &page.state.document;
    assert_eq!(document.report.output, exercise.shapes().last().copied());
    assert_eq!(page.state.selection, document.network.nodes.first().map(|node| node.id));
    assert!(page.effects.iter().any(|effect| matches!(effect, Effect::Autosave(_))));
    assert!(!page.state.run.phase.is_active(), "the run was of another network");
    page.does(Event::Undo);
    assert_eq!(page.state.document.network, first);
    page.does(Event::Build(filtro_net::Network::new("empty", [3, 8, 8])));
    assert_eq!(page.state.selection, None);
}

#[test]
fn another_network_has_nothing_of_the_run_before() {
    let mut page = Page::ready();
    page.does(Event::Train);
    page.hears(Report::Running);
    page.hears(Report::Telemetry(telemetry(12)));
    page.hears(Report::Finished);
    page.takes();
    page.fetches("cnn3-cifar");
    let run = &page.state.run;
    assert_eq!((run.phase, run.step, run.curves.train_loss.points().len()), (RunPhase::Idle, 0, 0));
    assert!(matches!(page.takes()[..], [Command::SetNetwork { fresh: true, .. }]));
    page.builds();
    page.does(Event::Edit(Edit::Remove { id: page.ids()[1] }));
    let sent = page.takes();
    let keeps = |command: &Command| matches!(command, Command::SetNetwork { fresh: false, .. });
    assert!(sent.iter().any(keeps), "an edit keeps the weights that it leaves alone: {sent:?}");
}

#[test]
fn a_worker_of_another_version_is_not_used() {
    let mut page = Page::new();
    page.hears(Report::Ready { protocol: PROTOCOL + 1, build: String::new() });
    assert_eq!(page.codes(), [NoticeCode::Outdated]);
    assert_eq!(page.state.engine.phase, EnginePhase::Dead);
    let action = page.state.notices[0].action(0.001, true);
    assert_eq!(action, Some(NoticeAction::Reload));
}

#[test]
fn taking_an_opening_back_takes_no_training_along() {
    let mut page = Page::ready();
    page.fetches("cnn3-cifar");
    page.builds();
    page.does(Event::Train);
    page.hears(Report::Running);
    page.hears(Report::Telemetry(telemetry(40)));
    page.does(Event::Stop);
    page.hears(Report::Stopped);
    let result = TestResult { loss: 1.0, accuracy: 0.6, count: 1000 };
    page.does(Event::Test);
    page.hears(Report::Tested { result, data: "synthetic".into() });
    assert!(page.state.run.step > 0 && page.state.measured().is_some());
    page.takes();
    page.does(Event::Undo);
    // LeNet-5 again, with weights of its own.
    assert_eq!((page.state.run.step, page.state.measured()), (0, None));
    let fresh = |sent: &[Command]| {
        sent.iter().any(|command| matches!(command, Command::SetNetwork { fresh: true, .. }))
    };
    assert!(fresh(&page.takes()));
    page.builds();
}

#[test]
fn going_on_makes_a_test_out_of_date_and_stop_ends_one() {
    let mut page = Page::ready();
    page.does(Event::Step);
    page.hears(Report::Running);
    page.hears(Report::Telemetry(telemetry(1)));
    page.hears(Report::Paused);
    page.does(Event::Test);
    let result = TestResult { loss: 1.0, accuracy: 0.6, count: 1000 };
    page.hears(Report::Tested { result, data: "synthetic".into() });
    assert!(page.state.measured().is_some());
    page.does(Event::Train);
    assert_eq!(page.state.measured(), None);
    page.hears(Report::Running);
    page.does(Event::Stop);
    page.hears(Report::Stopped);
    page.does(Event::Test);
    assert!(page.state.run.testing.is_some());
    page.does(Event::Stop);
    page.hears(Report::Stopped);
    assert_eq!(page.state.run.testing, None);
    // The same where nothing was trained.
    let mut page = Page::ready();
    page.does(Event::Test);
    page.does(Event::Stop);
    page.hears(Report::Stopped);
    assert_eq!((page.state.run.testing, page.state.run.phase), (None, RunPhase::Idle));
}

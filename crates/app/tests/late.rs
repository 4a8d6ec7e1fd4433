//! Whatever finishes late changes nothing that was asked for since.

mod page;

use filtro_app::{Attach, Effect, EngineNews, Event, NoticeCode, PictureTrouble, RunPhase};
use filtro_estimate::Rates;
use filtro_protocol::{
    Command, DataFailure, DataSource, DataSummary, Failure, Report, Subject, TestResult,
};
use page::{Page, summary, telemetry};

fn files() -> DataSource {
    DataSource::Files { names: vec!["cifar-10-binary.tar.gz".into()] }
}

/// The number of the newest load.
fn load(page: &Page) -> u32 {
    page.number(|command| matches!(command, Command::LoadData(_)))
}

fn tested() -> Report {
    let result = TestResult { loss: 1.0, accuracy: 0.5, count: 1000 };
    Report::Tested { result, data: "synthetic".into() }
}

const CLASSIFIED: Report = Report::Classified { prediction: None, shape: [3, 32, 32] };

fn picks_files(page: &mut Page) -> u32 {
    let DataSource::Files { names } = files() else { unreachable!() };
    page.does(Event::Files { names });
    load(page)
}

/// The built-in set is chosen and comes.
fn uses_synthetic(page: &mut Page) -> u32 {
    page.does(Event::Load(filtro_app::SourceKind::Synthetic));
    let id = load(page);
    page.answers(id, Report::Data(DataSummary { id, ..summary("synthetic", 5000) }));
    id
}

#[test]
fn a_set_that_is_stored_late_is_not_the_set_shown() {
    let mut page = Page::ready();
    let cifar = picks_files(&mut page);
    let set = DataSummary { id: cifar, source: files(), ..summary("cifar10", 50_000) };
    page.answers(cifar, Report::Data(set));
    let synthetic = uses_synthetic(&mut page);
    page.answers(cifar, Report::Kept { set: Some(cifar) });
    let data = &page.state.data;
    let shown = data.summary.as_ref().unwrap();
    assert_eq!((shown.key.as_str(), shown.id, shown.kept), ("synthetic", synthetic, false));
    assert_eq!(data.active, Some(DataSource::Synthetic));
    assert!(data.kept, "the browser keeps it all the same");
    // Nor is it said that there was no room for a set that nobody uses.
    assert!(page.answers(cifar, Report::Failed(Failure::NotKept(String::new()))));
    assert_eq!(page.codes(), []);
}

#[test]
fn a_load_that_ends_late_ends_no_other() {
    let mut page = Page::ready();
    let first = picks_files(&mut page);
    let second = picks_files(&mut page);
    let synthetic = page.state.data.summary.as_deref().cloned();
    let gone = Report::DataFailed { why: DataFailure::PythonVersion, left: synthetic };
    assert!(page.answers(first, gone));
    assert_eq!(page.state.data.failure, None);
    assert!(page.state.data.loading.is_some());
    // Its set was put in use at the last moment: that is shown, and the other still comes.
    let set = DataSummary { id: first, source: files(), ..summary("cifar10", 10_000) };
    assert!(page.answers(first, Report::Data(set)));
    assert_eq!(page.state.data.summary.as_ref().unwrap().id, first);
    assert!(page.state.data.loading.is_some());
    let set = DataSummary { id: second, source: files(), ..summary("cifar10", 50_000) };
    assert!(!page.answers(second, Report::Data(set)));
    assert_eq!(page.state.data.loading, None);
}

#[test]
fn thumbnails_go_with_their_set_also_if_it_is_of_the_same_kind() {
    let mut page = Page::ready();
    for train in [10_000, 20_000] {
        let id = picks_files(&mut page);
        page.effects.clear();
        let set = |complete| DataSummary { id, complete, ..summary("cifar10", train) };
        page.answers(id, Report::Data(set(false)));
        assert!(page.effects.contains(&Effect::ClearThumbnails));
        page.effects.clear();
        page.answers(id, Report::Data(set(true)));
        assert!(!page.effects.contains(&Effect::ClearThumbnails));
    }
}

#[test]
fn what_was_found_at_the_start_is_older_than_what_is_kept_since() {
    let mut page = Page::ready();
    let id = picks_files(&mut page);
    page.answers(id, Report::Kept { set: Some(id) });
    page.hears(Report::DataFound { kept: false, served: true });
    assert!(page.state.data.kept && page.state.data.served);
    page.does(Event::Forget);
    page.answers(
        page.number(|command| *command == Command::ForgetKept),
        Report::Kept { set: None },
    );
    assert!(!page.state.data.kept);
}

#[test]
fn the_classes_of_the_picture_before_are_late() {
    let mut page = Page::ready();
    let classify = |command: &Command| matches!(command, Command::Classify { .. });
    page.does(Event::Pictures(vec![(1, "a.png".into()), (2, "b.png".into())]));
    page.does(Event::Picture { id: 1, width: 60, height: 40 });
    let first = page.number(classify);
    page.effects.clear();
    page.does(Event::Picture { id: 2, width: 30, height: 30 });
    assert!(page.effects.contains(&Effect::ClearSeen));
    assert!(page.effects.iter().any(|effect| matches!(
        effect,
        Effect::Send(Command::Classify { width: 30, .. }, Attach::Picture)
    )));
    let second = page.number(classify);
    assert!(page.answers(first, CLASSIFIED));
    assert!(page.state.picture.waiting);
    assert!(!page.answers(second, CLASSIFIED));
    assert!(!page.state.picture.waiting);
}

#[test]
fn a_picture_that_is_refused_can_be_asked_about_again() {
    let mut page = Page::ready();
    page.does(Event::Picture { id: 1, width: 60, height: 40 });
    let asked = page.number(|command| matches!(command, Command::Classify { .. }));
    page.answers(asked, Report::Failed(Failure::Refused("impossible".into())));
    assert!(!page.state.picture.waiting);
    page.takes();
    page.does(Event::Crop([0.0, 0.0, 20.0]));
    assert!(matches!(page.takes()[..], [Command::Classify { .. }]));
}

#[test]
fn a_picture_that_cannot_be_read_leaves_the_tray() {
    let mut page = Page::ready();
    page.does(Event::Pictures(vec![(1, "a.png".into()), (2, "b.png".into())]));
    page.does(Event::PictureFailed(2, PictureTrouble::Undecodable("b.png".into())));
    assert_eq!(*page.state.tray, [(1, "a.png".to_owned())]);
    assert_eq!(page.codes(), [NoticeCode::PictureUndecodable("b.png".into())]);
    page.does(Event::Picture { id: 1, width: 9, height: 9 });
    assert_eq!(page.codes(), []);
    let more = (3..40).map(|id| (id, format!("{id}.png"))).collect();
    page.does(Event::Pictures(more));
    assert_eq!(page.state.tray.len(), filtro_app::TRAY);
    assert_eq!(page.state.tray[0].0, 1, "the one that is shown stays");
}

#[test]
fn a_run_that_has_given_way_says_nothing() {
    let mut page = Page::ready();
    page.does(Event::Train);
    let run = page.number(|command| matches!(command, Command::Train { .. }));
    page.answers(run, Report::Running);
    page.answers(run, Report::Telemetry(telemetry(9)));
    assert_eq!(page.state.run.step, 9);
    page.does(Event::Reset);
    page.does(Event::Confirm(true));
    let diverged = Report::Failed(Failure::Diverged { step: 10, loss: 2.5e29 });
    for late in [Report::Telemetry(telemetry(10)), Report::Finished, diverged, tested()] {
        page.answers(run, late);
    }
    assert_eq!((page.state.run.step, page.state.run.phase), (0, RunPhase::Idle));
    page.builds();
    assert_eq!((page.state.run.step, page.state.run.test), (0, None));
    assert_eq!(page.codes(), []);
}

#[test]
fn a_test_of_the_weights_before_is_late() {
    let mut page = Page::ready();
    page.does(Event::Test);
    let test = page.number(|command| *command == Command::Evaluate);
    page.answers(test, Report::Testing { done: 10, total: 1000 });
    page.does(Event::Train);
    assert!(page.answers(test, tested()));
    assert_eq!((page.state.run.test, page.state.run.testing), (None, None));
    // One that was refused does not end the run that waits.
    let refused = Report::Failed(Failure::Refused("a run goes on".into()));
    page.answers(test, refused);
    assert!(matches!(page.state.run.phase, RunPhase::Queued(_)));
}

#[test]
fn maps_of_what_was_followed_before_are_late() {
    let mut page = Page::ready();
    let watch = |command: &Command| matches!(command, Command::Watch { .. });
    let maps = |subject: &Subject| {
        Report::Maps(filtro_protocol::Maps {
            generation: 1,
            subject: subject.clone(),
            step: 0,
            input_shape: [3, 32, 32],
            activations: Vec::new(),
            filters: Vec::new(),
            probabilities: Vec::new(),
            label: None,
        })
    };
    let before = page.number(watch);
    let subject = page.state.subject.clone().unwrap();
    assert!(!page.answers(before, maps(&subject)));
    // The same place of another set.
    let id = picks_files(&mut page);
    page.answers(id, Report::Data(DataSummary { id, ..summary("cifar10", 50_000) }));
    assert_eq!(page.state.subject, Some(subject.clone()));
    assert!(page.answers(before, maps(&subject)));
    assert!(!page.answers(page.number(watch), maps(&subject)));
}

#[test]
fn a_template_that_comes_behind_a_file_changes_nothing() {
    let mut page = Page::ready();
    page.does(Event::Template("vgg-cifar".into()));
    page.does(Event::Opening);
    let before = page.state.document.generation;
    page.does(Event::Fetched { name: "vgg-cifar".into(), text: Err("gone".into()) });
    assert_eq!((page.state.document.generation, page.codes()), (before, vec![]));
}

#[test]
fn a_network_that_nobody_waits_for_is_not_the_one_built() {
    let mut page = Page::ready();
    let built = page.state.engine.built;
    page.hears(page::network(99, 0, 0));
    assert_eq!(page.state.engine.built, built);
}

#[test]
fn timing_that_has_given_way_is_late() {
    let mut page = Page::ready();
    let calibrate = page.number(|command| *command == Command::Calibrate);
    let rates = Rates::usual(filtro_protocol::DeviceKind::Cpu).values().to_vec();
    page.answers(calibrate, Report::Calibrated { rates });
    assert!(!page.state.cost.calibrating);
    let rehearse = page.number(|command| matches!(command, Command::Rehearse { .. }));
    page.does(Event::Calibrate);
    assert!(page.answers(rehearse, Report::Untimed));
    assert!(page.state.cost.calibrating);
}

#[test]
fn what_a_worker_said_before_it_was_replaced_is_late() {
    let mut page = Page::ready();
    page.does(Event::Train);
    let run = page.number(|command| matches!(command, Command::Train { .. }));
    page.answers(run, Report::Running);
    page.does(Event::Engine(EngineNews::Crashed("gone".into()), 50.0));
    assert!(page.answers(run, Report::Telemetry(telemetry(3))));
    assert_eq!(page.state.run.step, 0);
}

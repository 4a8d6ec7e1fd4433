//! Data sets that come, fail and take each other's place.

mod page;

use filtro_app::{Attach, Effect, EngineNews, Event, Preferences, RunPhase, SourceKind, State};
use filtro_protocol::{Command, DataFailure, DataSource, DataSummary, Report, SplitSizes};
use page::{Page, summary};

#[test]
fn data_come_from_where_they_came_last_time() {
    let preferences = Preferences { source: Some(SourceKind::Kept), ..Preferences::default() };
    let mut page = Page::ready();
    page.state = State::new(None, preferences, None);
    page.starts();
    page.takes();
    page.hears(Report::DataFound { kept: true, served: false });
    assert_eq!(page.takes(), [Command::LoadData(DataSource::Kept)]);
    let kept = |train| DataSummary { source: DataSource::Kept, ..summary("cifar10", train) };
    page.hears(Report::Data(DataSummary { complete: false, ..kept(1000) }));
    assert!(page.state.data.loading.is_some(), "more is on its way");
    page.hears(Report::Data(kept(50_000)));
    assert_eq!(page.state.data.loading, None);
    assert_eq!(page.state.data.active, Some(DataSource::Kept));
}

#[test]
fn a_broken_archive_leaves_the_data_set_in_use() {
    let mut page = Page::ready();
    page.effects.clear();
    page.does(Event::Files { names: vec!["cifar.tar.gz".into()] });
    assert!(matches!(
        page.effects.last(),
        Some(Effect::Send(Command::LoadData(DataSource::Files { .. }), Attach::Files))
    ));
    let left = || Some(summary("synthetic", 5000));
    let why = DataFailure::BadCompression("expected a gzip header".into());
    page.hears(Report::DataFailed { why: why.clone(), left: left() });
    assert_eq!(page.state.data.failure, Some((SourceKind::Files, why)));
    assert_eq!(page.state.data.summary.as_ref().unwrap().key, "synthetic");
    page.does(Event::Files { names: vec!["again.tar.gz".into()] });
    assert_eq!(page.state.data.failure, None);
    page.hears(Report::DataFailed { why: DataFailure::Cancelled, left: left() });
    assert_eq!((&page.state.data.failure, &page.state.data.loading), (&None, &None));
}

#[test]
fn a_load_that_takes_anothers_place_is_not_disturbed_by_its_end() {
    let mut page = Page::new();
    page.does(Event::Started);
    page.arrives();
    page.takes();
    let late = |report| Event::Engine(EngineNews::Late(report), 9.0);
    page.does(Event::Files { names: vec!["cifar.tar.gz".into()] });
    assert_eq!(page.takes().len(), 1);
    page.does(late(Report::DataFailed { why: DataFailure::Cancelled, left: None }));
    assert_eq!(page.takes(), [], "the files are still being read");
    let source = DataSource::Files { names: vec!["cifar.tar.gz".into()] };
    assert_eq!(page.state.data.loading, Some((source.clone(), None)));
    // Or the one before was done at the last moment.
    page.does(late(Report::Data(summary("synthetic", 5000))));
    assert_eq!(page.state.data.active, Some(DataSource::Synthetic));
    assert_eq!(page.state.data.loading, Some((source.clone(), None)));
    let files = DataSummary { source: source.clone(), ..summary("cifar10", 50_000) };
    page.hears(Report::Data(files));
    assert_eq!(page.state.data.active, Some(source));
    assert_eq!(page.state.data.loading, None);
}

#[test]
fn a_step_asked_for_before_the_data_are_there_is_one_step() {
    let mut page = Page::new();
    page.does(Event::Started);
    page.arrives();
    page.builds();
    page.does(Event::Step);
    page.hears(Report::Data(DataSummary { complete: false, ..summary("cifar10", 1000) }));
    page.hears(Report::Data(summary("cifar10", 50_000)));
    let steps = page.takes();
    let steps = steps.iter().filter(|command| matches!(command, Command::Step { .. })).count();
    assert_eq!(steps, 1);
}

#[test]
fn classes_of_the_data_set_are_demanded_of_the_network() {
    let mut page = Page::ready();
    assert!(page.state.is_valid());
    let wide = DataSummary {
        classes: (0..100).map(|class| class.to_string()).collect(),
        ..summary("cifar100", 50_000)
    };
    page.hears(Report::Data(wide));
    let report = &page.state.document.report;
    let found = report.diagnostics.iter().find(|found| !found.fixes.is_empty()).unwrap();
    let edits = found.fixes[0].edits.clone();
    page.does(Event::Fix(edits));
    assert_eq!(page.state.document.report.diagnostics, []);
}

#[test]
fn a_part_of_what_was_refused_is_no_data_set() {
    let mut page = Page::new();
    page.does(Event::Started);
    page.arrives();
    page.builds();
    page.does(Event::Files { names: vec!["cifar.tar.gz".into()] });
    page.takes();
    page.hears(Report::Data(DataSummary { complete: false, ..summary("cifar10", 1000) }));
    let why = DataFailure::Truncated(SplitSizes { train: 1000, validation: 100, test: 0 });
    page.hears(Report::DataFailed { why: why.clone(), left: None });
    assert_eq!(page.state.data.summary, None);
    assert!(page.effects.contains(&Effect::ClearThumbnails));
    // The built-in one comes in its place, and the reason stays.
    assert_eq!(page.takes().last(), Some(&Command::LoadData(DataSource::Synthetic)));
    page.hears(Report::Data(summary("synthetic", 5000)));
    assert_eq!(page.state.data.failure, Some((SourceKind::Files, why)));
}

#[test]
fn a_set_without_training_pictures_is_not_trained_on() {
    let mut page = Page::new();
    page.does(Event::Started);
    page.arrives();
    page.builds();
    page.does(Event::Files { names: vec!["test_batch.bin".into()] });
    // It is not known yet.
    page.does(Event::Train);
    assert!(page.state.can_train());
    let test_only = DataSummary { id: 77, ..summary("cifar10", 0) };
    page.takes();
    page.hears(Report::Data(test_only));
    assert!(page.state.lacks_training() && !page.state.can_train());
    assert_eq!(page.state.run.phase, RunPhase::Stopped);
    page.does(Event::Train);
    assert!(!page.takes().iter().any(|command| matches!(command, Command::Train { .. })));
    assert_eq!(page.codes(), []);
    // Gone with the set.
    page.hears(Report::Data(summary("synthetic", 5000)));
    assert!(!page.state.lacks_training() && page.state.can_train());
}

#[test]
fn an_incomplete_set_is_used_on_the_persons_word() {
    let mut page = Page::ready();
    let missing = vec!["data_batch_3.bin".to_owned()];
    let incomplete = DataSummary { id: 5, missing, ..summary("cifar10", 40_000) };
    page.hears(Report::Data(incomplete.clone()));
    assert_eq!(page.state.data.accepted, None);
    page.does(Event::UseIncomplete);
    assert_eq!(page.state.data.accepted, Some(5));
    // Of another one it is asked again.
    page.hears(Report::Data(DataSummary { id: 9, ..incomplete }));
    assert_ne!(page.state.data.accepted, Some(9));
}

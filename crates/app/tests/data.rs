//! Data sets that come, fail and take each other's place.

mod page;

use filtro_app::{Attach, Effect, EngineNews, Event, Preferences, SourceKind, State};
use filtro_protocol::{Command, DataFailure, DataSource, DataSummary, Report};
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
    page.hears(Report::Data(DataSummary { complete: false, ..summary("cifar10", 1000) }));
    assert!(page.state.data.loading.is_some(), "more is on its way");
    page.hears(Report::Data(summary("cifar10", 50_000)));
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
    page.hears(Report::DataFailed(DataFailure::BadCompression));
    let failure = Some((SourceKind::Files, DataFailure::BadCompression));
    assert_eq!(page.state.data.failure, failure);
    assert_eq!(page.state.data.summary.as_ref().unwrap().key, "synthetic");
    page.does(Event::Files { names: vec!["again.tar.gz".into()] });
    assert_eq!(page.state.data.failure, None);
    page.hears(Report::DataFailed(DataFailure::Cancelled));
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
    page.does(late(Report::DataFailed(DataFailure::Cancelled)));
    assert_eq!(page.takes(), [], "the files are still being read");
    let source = DataSource::Files { names: vec!["cifar.tar.gz".into()] };
    assert_eq!(page.state.data.loading, Some((source.clone(), None)));
    // Or the one before was done at the last moment.
    page.does(late(Report::Data(summary("synthetic", 5000))));
    assert_eq!(page.state.data.active, Some(DataSource::Synthetic));
    assert_eq!(page.state.data.loading, Some((source.clone(), None)));
    page.hears(Report::Data(summary("cifar10", 50_000)));
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

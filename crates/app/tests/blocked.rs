//! Whatever keeps a run from beginning has a reason, and a place where it can be changed.

#![allow(clippy::indexing_slicing, reason = "tests")]

mod page;

use filtro_app::{Blocked, EngineNews, Event, Intent, NoticeCode, RunPhase, Way};
use filtro_net::{Edit, Field, NodeId, Severity, Value};
use filtro_protocol::{DataFailure, Failure, PROTOCOL, Report, SplitSizes};
use filtro_recipe::TrainConfig;
use page::{Page, summary};

/// A kernel that is larger than its picture.
fn breaks(page: &mut Page) -> NodeId {
    let id = page.ids()[0];
    page.does(Event::Set {
        id,
        values: [Field::KernelHeight, Field::KernelWidth].map(|it| (it, Value::Integer(64))).into(),
    });
    id
}

fn errors(page: &Page) -> usize {
    let all = &page.state.document.report.diagnostics;
    all.iter().filter(|found| found.severity == Severity::Error).count()
}

fn without_training(page: &mut Page) {
    let mut data = summary("files", 0);
    data.sizes = SplitSizes { train: 0, validation: 0, test: 100 };
    page.hears(Report::Data(data));
}

#[test]
fn every_reason_leads_to_its_place() {
    type Case = (&'static str, fn(&mut Page) -> Blocked, Option<Way>);
    let cases: [Case; 9] = [
        (
            "a problem of a layer, during a run",
            |page| {
                page.does(Event::Train);
                page.hears(Report::Running);
                let id = breaks(page);
                Blocked::Problems(errors(page), Some(id))
            },
            None,
        ),
        (
            "a problem of the whole network",
            |page| {
                for id in page.ids() {
                    page.does(Event::Edit(Edit::Remove { id }));
                }
                Blocked::Problems(errors(page), None)
            },
            Some(Way::Network),
        ),
        (
            "too little memory",
            |page| {
                page.fetches("vgg-cifar");
                page.builds();
                let config = TrainConfig { batch_size: 4096, ..TrainConfig::default() };
                page.does(Event::Config(config));
                Blocked::TooLarge
            },
            Some(Way::Cost),
        ),
        (
            "a network that the engine refused",
            |page| {
                page.hears(Report::Failed(Failure::InvalidNetwork("why".into())));
                Blocked::Refused
            },
            Some(Way::Network),
        ),
        (
            "a dead engine",
            |page| {
                page.does(Event::Engine(EngineNews::Crashed(String::new()), 1.0));
                page.does(Event::Engine(EngineNews::Crashed(String::new()), 2.0));
                Blocked::EngineDead
            },
            Some(Way::Restart),
        ),
        (
            "an engine that did not come",
            |page| {
                page.does(Event::Engine(EngineNews::NotLoaded("offline".into()), 1.0));
                Blocked::EngineDead
            },
            Some(Way::Restart),
        ),
        (
            "an engine of another version",
            |page| {
                page.hears(Report::Ready { protocol: PROTOCOL + 1, build: String::new() });
                Blocked::Outdated
            },
            Some(Way::Reload),
        ),
        (
            "no data set",
            |page| {
                page.state.data.summary = None;
                page.state.data.loading = None;
                Blocked::NoData
            },
            Some(Way::Data),
        ),
        (
            "a data set without pictures to train on",
            |page| {
                without_training(page);
                Blocked::NoTraining
            },
            Some(Way::Data),
        ),
    ];
    for (name, arrange, way) in cases {
        let mut page = Page::ready();
        assert_eq!(page.state.blocked(), None, "before {name}");
        let expected = arrange(&mut page);
        let blocked = page.state.blocked();
        assert_eq!(blocked, Some(expected), "{name}");
        let first = || Way::Node(page.ids()[0]);
        assert_eq!(expected.way(), way.unwrap_or_else(first), "{name}");
        // And it holds: nothing starts.
        page.takes();
        page.does(Event::Train);
        assert!(!page.state.run.phase.is_active(), "{name}");
        assert!(page.takes().is_empty(), "{name}");
    }
}

#[test]
fn what_only_takes_time_is_waited_for() {
    let mut page = Page::new();
    page.does(Event::Started);
    assert_eq!(page.state.blocked(), None, "the engine is on its way");
    page.does(Event::Train);
    assert_eq!(page.state.run.phase, RunPhase::Queued(Intent::Train));
    page.arrives();
    assert_eq!(page.state.blocked(), None, "the data set is on its way");
    let mut part = summary("synthetic", 0);
    part.complete = false;
    page.hears(Report::Data(part));
    page.builds();
    assert_eq!(page.state.run.phase, RunPhase::Queued(Intent::Train), "no picture is there yet");
    page.hears(Report::Data(summary("synthetic", 5000)));
    assert!(page.takes().iter().any(|sent| matches!(sent, filtro_protocol::Command::Train { .. })));
}

#[test]
fn a_run_that_waits_for_pictures_that_do_not_come_ends() {
    let mut page = Page::new();
    page.does(Event::Started);
    page.does(Event::Train);
    page.arrives();
    without_training(&mut page);
    page.builds();
    assert_eq!(page.state.run.phase, RunPhase::Stopped);
    assert_eq!(page.state.blocked(), Some(Blocked::NoTraining));
    // A set that can be trained on takes the reason away.
    page.hears(Report::Data(summary("synthetic", 5000)));
    assert_eq!(page.state.blocked(), None);
}

#[test]
fn a_failed_load_with_nothing_before_says_no_data() {
    let mut page = Page::new();
    page.does(Event::Started);
    page.arrives();
    page.hears(Report::DataFailed { why: DataFailure::OutOfMemory, left: None });
    // The built-in set is asked for instead.
    assert_eq!(page.state.blocked(), None);
    assert!(!page.codes().contains(&NoticeCode::Outdated));
}

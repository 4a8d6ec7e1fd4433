use super::*;
use crate::host::StreamError;
use crate::testing::{End, File, Page, records, small_set};
use filtro_protocol::{Command, DataSummary, DevicePreference, SampleId, SplitSizes};

fn is_end(report: &Report) -> bool {
    matches!(report, Report::Data(data) if data.complete) || matches!(report, Report::DataFailed(_))
}

/// The report that ends a load of `files`.
fn load(page: &Page, files: Vec<(&str, File)>) -> Report {
    let seq = page.load_files(files);
    let (reply, _) = page.until(is_end);
    assert_eq!(reply.seq, seq);
    reply.report
}

fn summary(report: Report) -> DataSummary {
    match report {
        Report::Data(data) => data,
        other => panic!("{other:?}"),
    }
}

fn archive(train: usize, test: usize) -> Vec<u8> {
    store::Archive::new(Rc::new(Shelved::new(small_set(train, test)))).flatten().collect()
}

#[test]
fn loose_files_become_one_set_that_is_kept() {
    let page = Page::new();
    let files = vec![
        ("data_batch_1.bin", records(1_200).into()),
        ("data_batch_2.bin", records(300).into()),
        ("test_batch.bin", records(40).into()),
    ];
    let data = summary(load(&page, files));
    assert_eq!((data.key.as_str(), data.kept), ("cifar10", false));
    assert_eq!(data.sizes.train + data.sizes.validation, 1_500);
    assert_eq!(data.sizes.test, 40);
    let kept = summary(page.until(|report| matches!(report, Report::Data(_))).0.report);
    assert_eq!(kept, DataSummary { kept: true, ..data });

    // What is kept is the same set again.
    let second = Page::new();
    *second.world.kept.borrow_mut() = page.world.kept.take();
    second.send(Command::LoadData(DataSource::Kept));
    assert_eq!(summary(second.until(is_end).0.report), kept);
    let ids: Vec<_> = (1_190..1_210).map(|index| SampleId { test: false, index }).collect();
    let samples = |page: &Page| {
        page.send(Command::Samples { ids: ids.clone() });
        page.until(|report| matches!(report, Report::Samples { .. })).1
    };
    assert_eq!(samples(&page), samples(&second));
    assert!(second.settle().is_empty(), "what comes from the store is not stored again");
}

#[test]
fn an_archive_is_in_use_before_its_last_byte() {
    let page = Page::with_network();
    let hanging = File { bytes: archive(3_000, 100)[..5_000_000].to_vec(), end: End::Hangs };
    page.load_files(vec![("cifar-10-binary.tar.gz", hanging)]);
    let first = page.until(|report| matches!(report, Report::Data(_))).0.report;
    let first = summary(first);
    assert!(!first.complete && first.sizes.train > 800, "{first:?}");
    page.send(Command::Train { config: filtro_net::TrainConfig::default() });
    page.until(|report| matches!(report, Report::Epoch(_)));
}

#[test]
fn progress_counts_the_bytes_of_all_files() {
    let page = Page::new();
    let (one, two) = (records(500), records(700));
    let all = (one.len() + two.len()) as u64;
    page.load_files(vec![("data_batch_1.bin", one.into()), ("data_batch_2.bin", two.into())]);
    let mut before = 0;
    loop {
        let (reply, _) =
            page.until(|report| matches!(report, Report::DataProgress(_)) || is_end(report));
        let Report::DataProgress(progress) = reply.report else { break };
        assert_eq!(progress.total, Some(all));
        assert!((before..=all).contains(&progress.done));
        before = progress.done;
    }
    assert!(before > 1_536_000, "{before}");
}

#[test]
fn what_is_wrong_is_said() {
    let page = Page::new();
    let cut = |error| File { bytes: archive(50, 0)[..100_000].to_vec(), end: End::Fails(error) };
    let bad_label = {
        let mut bytes = records(3);
        bytes[3073] = 77;
        bytes
    };
    let cases: Vec<(&str, File, DataFailure)> = vec![
        ("holiday.jpg", vec![1, 2].into(), DataFailure::WrongFile("holiday.jpg".into())),
        ("train.bin", records(1).into(), DataFailure::Cifar100),
        ("data_batch_1", records(1).into(), DataFailure::PythonVersion),
        (
            "data_batch_1.bin",
            bad_label.into(),
            DataFailure::BadLabel { file: "data_batch_1.bin".into(), record: 1, label: 77 },
        ),
        (
            "test_batch.bin",
            records(2)[..4000].to_vec().into(),
            DataFailure::Truncated(SplitSizes { train: 0, validation: 0, test: 1 }),
        ),
        ("a.tar.gz", cut(StreamError::Compression), DataFailure::BadCompression),
        (
            "a.tar.gz",
            cut(StreamError::Unreadable("gone".into())),
            DataFailure::Unreadable("gone".into()),
        ),
    ];
    for (name, file, expected) in cases {
        assert_eq!(load(&page, vec![(name, file)]), Report::DataFailed(expected), "{name}");
    }
    let cut = load(&page, vec![("a.tar.gz", cut(StreamError::Truncated))]);
    assert!(matches!(cut, Report::DataFailed(DataFailure::Truncated(sizes)) if sizes.train > 20));
    let noise = load(&page, vec![("a.tar", vec![7; 2048].into())]);
    assert!(matches!(noise, Report::DataFailed(DataFailure::BadArchive(_))));
    page.send(Command::LoadData(DataSource::Kept));
    assert_eq!(page.until(is_end).0.report, Report::DataFailed(DataFailure::NotFound));
    page.send(Command::LoadData(DataSource::Served { base: "https://there/".into() }));
    assert_eq!(page.until(is_end).0.report, Report::DataFailed(DataFailure::NotFound));
}

#[test]
fn a_failed_load_gives_way_to_the_set_before() {
    let page = Page::new();
    page.send(Command::LoadData(DataSource::Synthetic));
    let synthetic = summary(page.until(is_end).0.report);
    assert_eq!(
        (synthetic.sizes.train + synthetic.sizes.validation, synthetic.sizes.test),
        (5_000, 1_000)
    );
    let bytes = archive(1_500, 0)[..4_600_000].to_vec();
    let file = File { bytes, end: End::Fails(StreamError::Truncated) };
    page.load_files(vec![("a.tar.gz", file)]);
    let partial = page.until(|report| matches!(report, Report::Data(_))).0.report;
    assert_eq!(summary(partial).key, "cifar10");
    page.until(|report| matches!(report, Report::DataFailed(DataFailure::Truncated(_))));
    assert_eq!(page.settle(), [Report::Data(synthetic)]);
}

#[test]
fn a_load_can_be_given_up() {
    let page = Page::new();
    let hanging = || File { bytes: records(20), end: End::Hangs };
    let first = page.load_files(vec![("data_batch_1.bin", hanging())]);
    page.until(|report| matches!(report, Report::DataProgress(_)));
    page.send(Command::CancelLoad);
    let (reply, _) = page.until(is_end);
    assert_eq!((reply.seq, reply.report), (first, Report::DataFailed(DataFailure::Cancelled)));

    // A newer load gives up the older.
    let older = page.load_files(vec![("data_batch_1.bin", hanging())]);
    let newer = page.load_files(vec![("test_batch.bin", records(5).into())]);
    let (reply, _) = page.until(is_end);
    assert_eq!((reply.seq, reply.report), (older, Report::DataFailed(DataFailure::Cancelled)));
    let (reply, _) = page.until(is_end);
    assert_eq!((reply.seq, summary(reply.report).sizes.test), (newer, 5));
}

#[test]
fn without_space_the_set_is_used_all_the_same() {
    let page = Page::new();
    page.world.space.set(1000);
    let seq = page.load_files(vec![("data_batch_1.bin", records(30).into())]);
    page.until(is_end);
    let (reply, _) = page.until(|report| matches!(report, Report::Failed(_)));
    assert_eq!(reply.seq, seq);
    assert_eq!(reply.report, Report::Failed(Failure::NotKept("no space".into())));
    page.send(Command::Samples { ids: vec![SampleId { test: false, index: 29 }] });
    let (_, attachments) = page.until(|report| matches!(report, Report::Samples { .. }));
    assert!(
        matches!(&attachments[..], [crate::host::Attachment::Bytes(bytes)] if bytes.len() == 3072)
    );
}

#[test]
fn what_is_served_or_kept_is_found() {
    let found = |page: &Page| {
        let served = Some("https://here/data/".to_owned());
        page.send(Command::Start { device: DevicePreference::Cpu, served });
        page.until(|report| matches!(report, Report::DataFound { .. })).0.report
    };
    let page = Page::new();
    assert_eq!(found(&page), Report::DataFound { kept: false, served: false });
    let page = Page::new();
    let index = br#"{"cifar-10-binary.tar.gz": {}}"#.to_vec();
    page.world.urls.borrow_mut().insert("https://here/data/index.json".into(), index);
    let url = "https://here/data/cifar-10-binary.tar.gz".to_owned();
    page.world.urls.borrow_mut().insert(url, archive(1_010, 10));
    assert_eq!(found(&page), Report::DataFound { kept: false, served: true });
    page.send(Command::LoadData(DataSource::Served { base: "https://here/data/".into() }));
    page.until(|report| matches!(report, Report::Data(data) if data.kept));
    page.send(Command::ForgetKept);
    let data = summary(page.until(|report| matches!(report, Report::Data(_))).0.report);
    assert!(!data.kept && page.world.kept.borrow().is_empty());
}

#[test]
fn a_damaged_store_is_forgotten() {
    let page = Page::new();
    let bytes = archive(40, 0)[..60_000].to_vec();
    page.world.kept.borrow_mut().insert(store::CIFAR10, bytes);
    page.send(Command::LoadData(DataSource::Kept));
    page.until(|report| matches!(report, Report::DataFailed(DataFailure::Truncated(_))));
    assert!(page.world.kept.borrow().is_empty());
}

#[test]
fn a_part_does_not_replace_a_whole_that_is_kept() {
    let page = Page::with_data(300);
    let whole = page.world.kept.borrow().clone();
    let data = summary(load(&page, vec![("data_batch_1.bin", records(20).into())]));
    assert_eq!((data.sizes.train + data.sizes.validation, data.kept), (20, false));
    assert!(page.settle().is_empty());
    assert_eq!(*page.world.kept.borrow(), whole);
    load(&page, vec![("data_batch_1.bin", records(900).into())]);
    page.until(|report| matches!(report, Report::Data(data) if data.kept));
}

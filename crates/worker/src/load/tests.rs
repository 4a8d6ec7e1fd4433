use super::*;
use crate::host::StreamError;
use crate::testing::{End, File, Page, records, small_set};
use filtro_data::cifar::FILES;
use filtro_protocol::{Command, DataNote, DataSummary, DevicePreference, FileSort, SampleId};

fn is_end(report: &Report) -> bool {
    matches!(report, Report::Data(data) if data.complete)
        || matches!(report, Report::DataFailed { .. })
}

fn is_kept(report: &Report) -> bool {
    matches!(report, Report::Kept { .. })
}

/// What a load failed for.
fn why(report: Report) -> DataFailure {
    match report {
        Report::DataFailed { why, .. } => why,
        other => panic!("{other:?}"),
    }
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
    assert_eq!(page.until(is_kept).0.report, Report::Kept { set: Some(data.id) });

    // What is kept is the same set again.
    let second = Page::new();
    *second.world.kept.borrow_mut() = page.world.kept.take();
    let id = second.send(Command::LoadData(DataSource::Kept));
    let again = summary(second.until(is_end).0.report);
    let missing = FILES[2..5].iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(again, DataSummary { kept: true, id, source: DataSource::Kept, missing, ..data });
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
    page.send(Command::Train { config: filtro_recipe::TrainConfig::default() });
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
    let gone = File {
        bytes: archive(50, 0)[..100_000].to_vec(),
        end: End::Fails(StreamError::Unreadable("gone".into())),
    };
    let bad_label = {
        let mut bytes = records(3);
        bytes[3073] = 77;
        bytes
    };
    let seems = |file: &str, what, packed| DataFailure::Seems { file: file.into(), what, packed };
    let page_in_gzip = gzip(b"<!doctype html>");
    let cases: Vec<(&str, File, DataFailure)> = vec![
        ("holiday.jpg", vec![1, 2].into(), seems("holiday.jpg", FileSort::Unknown, false)),
        ("a.tar.gz", page_in_gzip.into(), seems("a.tar.gz", FileSort::WebPage, true)),
        ("data_batch_1", vec![0x80, 2, 1, 1].into(), DataFailure::PythonVersion),
        (
            "data_batch_1.bin",
            bad_label.into(),
            DataFailure::BadLabel { file: "data_batch_1.bin".into(), record: 1, label: 77 },
        ),
        (
            "test_batch.bin",
            records(2)[..4000].to_vec().into(),
            DataFailure::OddSize { file: "test_batch.bin".into(), size: 4000, record: 3073 },
        ),
        ("a.tar.gz", gone, DataFailure::Unreadable("gone".into())),
    ];
    for (name, file, expected) in cases {
        assert_eq!(why(load(&page, vec![(name, file)])), expected, "{name}");
    }
    for bytes in [archive(50, 0)[..100_000].to_vec(), cut(&gzip(&archive(50, 0)))] {
        let cut = why(load(&page, vec![("a.tar.gz", bytes.into())]));
        assert!(matches!(cut, DataFailure::Truncated(sizes) if sizes.train > 20), "{cut:?}");
    }
    let mut bad = gzip(&archive(50, 0));
    let at = bad.len() - 5;
    bad[at] ^= 1;
    let bad = why(load(&page, vec![("a.tar.gz", bad.into())]));
    assert!(matches!(bad, DataFailure::BadCompression(_)), "{bad:?}");
    page.send(Command::LoadData(DataSource::Kept));
    assert_eq!(why(page.until(is_end).0.report), DataFailure::NotFound);
    page.send(Command::LoadData(DataSource::Served { base: "https://there/".into() }));
    assert_eq!(why(page.until(is_end).0.report), DataFailure::NotFound);
}

#[test]
fn however_it_is_packed_it_is_the_same_set() {
    let page = Page::new();
    let bytes = archive(60, 20);
    let (first, second) = bytes.split_at(70_000);
    let members = [gzip(first), gzip(second), vec![0; 100]].concat();
    let rubbish = [&gzip(&bytes)[..], b"rubbish"].concat();
    let note = DataNote::Trailing { file: "a.tar.gz".into(), bytes: 7 };
    for (packed, notes) in [(members, vec![]), (gzip(&gzip(&bytes)), vec![]), (rubbish, vec![note])]
    {
        let data = summary(load(&page, vec![("a.tar.gz", packed.into())]));
        assert_eq!((data.sizes.train + data.sizes.validation, data.sizes.test), (60, 20));
        assert_eq!((data.missing, data.notes), (vec![], notes));
    }
}

#[test]
fn what_is_missing_is_said_and_names_of_classes_are_used() {
    let page = Page::new();
    let names = b"a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n".to_vec();
    let data = summary(load(
        &page,
        vec![
            ("batches.meta.txt", names.into()),
            ("data_batch_1.bin", records(20).into()),
            ("data_batch_1 (1).bin", records(20).into()),
            ("test_batch.bin", Vec::new().into()),
        ],
    ));
    assert_eq!(data.missing, FILES[1..]);
    assert_eq!((data.sizes.train + data.sizes.validation, data.sizes.test), (20, 0));
    assert_eq!(data.classes[..2], ["a", "b"]);
    let twice =
        DataNote::Twice { file: "data_batch_1 (1).bin".into(), same: "data_batch_1.bin".into() };
    assert_eq!(data.notes, [twice, DataNote::Empty { file: "test_batch.bin".into() }]);
}

#[test]
fn a_run_waits_for_the_training_pictures() {
    let page = Page::with_network();
    let hanging = File { bytes: records(20), end: End::Hangs };
    page.load_files(vec![("test_batch.bin", records(1_500).into()), ("data_batch_1.bin", hanging)]);
    page.until(|report| matches!(report, Report::DataProgress(_)));
    page.send(Command::Train { config: filtro_recipe::TrainConfig::default() });
    assert!(!page.settle().iter().any(|report| matches!(report, Report::Failed(_))));
    // Without any in the end it is refused.
    page.load_files(vec![("test_batch.bin", records(30).into())]);
    page.until(|report| matches!(report, Report::Failed(Failure::Refused(_))));
}

/// An archive whose part is in use before its end is missed.
fn cut_archive() -> File {
    cut(&gzip(&archive(3_000, 0))).into()
}

fn cut(bytes: &[u8]) -> Vec<u8> {
    bytes[..bytes.len() * 9 / 10].to_vec()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    // Stored, not packed: as long as real archives are, which hardly pack.
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::none());
    std::io::Write::write_all(&mut out, bytes).unwrap();
    out.finish().unwrap()
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
    page.load_files(vec![("a.tar.gz", cut_archive())]);
    let partial = page.until(|report| matches!(report, Report::Data(_))).0.report;
    assert_eq!(summary(partial).key, "cifar10");
    let failed = page.until(is_end).0.report;
    let Report::DataFailed { why: DataFailure::Truncated(_), left } = failed else {
        panic!("{failed:?}")
    };
    assert_eq!(left, Some(synthetic.clone()));
    // Pictures are those of the set in use.
    page.send(Command::Samples { ids: Vec::new() });
    let samples = page.until(|report| matches!(report, Report::Samples { .. })).0.report;
    assert!(matches!(samples, Report::Samples { set, .. } if set == synthetic.id));
}

#[test]
fn a_part_of_what_was_refused_is_not_used() {
    let page = Page::new();
    page.load_files(vec![("a.tar.gz", cut_archive())]);
    page.until(|report| matches!(report, Report::Data(_)));
    let failed = page.until(is_end).0.report;
    assert!(matches!(failed, Report::DataFailed { left: None, .. }), "{failed:?}");
    // Nor where another load took its place in the middle, and failed too.
    let hanging = File { bytes: archive(3_000, 0)[..5_000_000].to_vec(), end: End::Hangs };
    page.load_files(vec![("a.tar", hanging)]);
    page.until(|report| matches!(report, Report::Data(_)));
    page.load_files(vec![("b.tar.gz", cut_archive())]);
    let last = page.settle().into_iter().rfind(is_end);
    assert!(matches!(last, Some(Report::DataFailed { left: None, .. })), "{last:?}");
}

#[test]
fn a_set_that_is_stored_late_is_not_the_set_in_use() {
    let page = Page::new();
    page.world.slow.set(true);
    let stored = page.load_files(vec![("data_batch_1.bin", records(500).into())]);
    page.until(is_end);
    let used = page.send(Command::LoadData(DataSource::Synthetic));
    let synthetic = summary(page.until(is_end).0.report);
    assert_eq!((synthetic.id, &synthetic.source), (used, &DataSource::Synthetic));
    page.world.slow.set(false);
    let later = page.settle();
    assert_eq!(later, [Report::Kept { set: Some(stored) }]);
}

#[test]
fn what_is_stored_last_stays() {
    let page = Page::new();
    page.world.slow.set(true);
    page.load_files(vec![("data_batch_1.bin", records(40).into())]);
    page.until(is_end);
    page.load_files(vec![("data_batch_1.bin", records(50).into())]);
    page.until(is_end);
    let newest = page.load_files(vec![("data_batch_1.bin", records(60).into())]);
    page.until(is_end);
    page.world.slow.set(false);
    let kept = page.settle().into_iter().rfind(is_kept);
    assert_eq!(kept, Some(Report::Kept { set: Some(newest) }));
    let bytes = page.world.kept.borrow()[store::CIFAR10].len();
    assert!(bytes > 60 * 3073, "{bytes}");
}

#[test]
fn what_is_forgotten_while_it_is_stored_is_not_kept() {
    let page = Page::new();
    page.world.slow.set(true);
    page.load_files(vec![("data_batch_1.bin", records(40).into())]);
    page.until(is_end);
    page.send(Command::LoadData(DataSource::Synthetic));
    page.until(is_end);
    // It is not even in use any more.
    page.send(Command::ForgetKept);
    assert_eq!(page.until(is_kept).0.report, Report::Kept { set: None });
    page.world.slow.set(false);
    assert!(page.settle().is_empty());
    assert!(page.world.kept.borrow().is_empty());
}

#[test]
fn a_load_can_be_given_up() {
    let page = Page::new();
    let hanging = || File { bytes: records(20), end: End::Hangs };
    let first = page.load_files(vec![("data_batch_1.bin", hanging())]);
    page.until(|report| matches!(report, Report::DataProgress(_)));
    page.send(Command::CancelLoad);
    let (reply, _) = page.until(is_end);
    assert_eq!((reply.seq, why(reply.report)), (first, DataFailure::Cancelled));

    // A newer load gives up the older.
    let older = page.load_files(vec![("data_batch_1.bin", hanging())]);
    let newer = page.load_files(vec![("test_batch.bin", records(5).into())]);
    let (reply, _) = page.until(is_end);
    assert_eq!((reply.seq, why(reply.report)), (older, DataFailure::Cancelled));
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
    page.until(is_kept);
    page.send(Command::ForgetKept);
    assert_eq!(page.until(is_kept).0.report, Report::Kept { set: None });
    assert!(page.world.kept.borrow().is_empty());
}

#[test]
fn a_damaged_store_is_forgotten() {
    let page = Page::new();
    let bytes = archive(40, 0)[..60_000].to_vec();
    page.world.kept.borrow_mut().insert(store::CIFAR10, bytes);
    page.send(Command::LoadData(DataSource::Kept));
    assert!(matches!(why(page.until(is_end).0.report), DataFailure::Truncated(_)));
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
    page.until(is_kept);
}

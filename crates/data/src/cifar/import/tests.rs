use super::*;
use crate::cifar::cifar10;
use proptest::prelude::*;

fn records(count: usize, first: u8) -> Vec<u8> {
    (0..count)
        .flat_map(|at| {
            let label = (usize::from(first) + at) % 10;
            std::iter::once(label as u8).chain((0..3072).map(move |place| (place * 7 + at) as u8))
        })
        .collect()
}

fn archive(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, contents) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(contents.len() as u64);
        builder.append_data(&mut header, name, contents.as_slice()).unwrap();
    }
    builder.into_inner().unwrap()
}

fn official() -> Vec<u8> {
    archive(&[
        ("cifar-10-batches-bin/batches.meta.txt", b"airplane\n".to_vec()),
        ("cifar-10-batches-bin/data_batch_1.bin", records(3, 0)),
        ("cifar-10-batches-bin/readme.html", b"<p>".to_vec()),
        ("cifar-10-batches-bin/data_batch_2.bin", records(2, 5)),
        ("cifar-10-batches-bin/test_batch.bin", records(4, 2)),
    ])
}

type Pictures = Vec<(Part, u8, Vec<u8>)>;

fn import(mut importer: Importer, pieces: &[&[u8]]) -> (Pictures, Result<(), ImportError>) {
    let mut pictures = Pictures::new();
    for piece in pieces {
        let fed = importer.feed(piece, &mut |part, label, pixels| {
            pictures.push((part, label, pixels.to_vec()));
        });
        if fed.is_err() {
            return (pictures, fed);
        }
    }
    (pictures, importer.finish())
}

#[test]
fn the_official_archive_comes_in() {
    let (pictures, end) = import(Importer::new("cifar-10-binary.tar.gz").unwrap(), &[&official()]);
    assert_eq!(end, Ok(()));
    let labels: Vec<(Part, u8)> = pictures.iter().map(|(part, label, _)| (*part, *label)).collect();
    let train = [0, 1, 2, 5, 6].map(|label| (Part::Train, label));
    let test = [2, 3, 4, 5].map(|label| (Part::Test, label));
    assert_eq!(labels, [&train[..], &test[..]].concat());
    let mut set = cifar10();
    for (part, label, pixels) in &pictures {
        set.push(*part, *label, pixels).unwrap();
    }
    assert_eq!(set.image(Part::Train, 1).unwrap()[..3], [1, 8, 15]);
}

proptest! {
    #[test]
    fn pieces_do_not_matter(cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..12)) {
        let bytes = official();
        let mut at: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
        at.extend([0, bytes.len()]);
        at.sort_unstable();
        let pieces: Vec<&[u8]> = at.windows(2).map(|pair| &bytes[pair[0]..pair[1]]).collect();
        prop_assert!(import(Importer::archive(), &pieces) == import(Importer::archive(), &[&bytes]));
    }

    #[test]
    fn a_cut_archive_says_what_was_read(cut in any::<prop::sample::Index>()) {
        let bytes = official();
        // The last records end before the two empty blocks.
        let cut = cut.index(bytes.len() - 1024 - 4 * 3073);
        let (pictures, end) = import(Importer::archive(), &[&bytes[..cut]]);
        let train = pictures.iter().filter(|(part, ..)| *part == Part::Train).count() as u32;
        // Between two files a cut cannot be seen, but nothing read is no data set either.
        if end.is_err() {
            let named = matches!(end, Err(ImportError::NoCifarFiles(_)));
            prop_assert!(named || end == Err(ImportError::Truncated { train, test: 0 }), "{end:?}");
        }
    }
}

#[test]
fn loose_files_come_in_by_their_names() {
    let bytes = records(2, 0);
    let (pictures, end) = import(Importer::new("test_batch.bin").unwrap(), &[&bytes]);
    assert_eq!(end, Ok(()));
    assert!(pictures.iter().all(|(part, ..)| *part == Part::Test));
    let (pictures, end) = import(Importer::new("data_batch_5.bin").unwrap(), &[&bytes[..4000]]);
    assert_eq!((pictures.len(), end), (1, Err(ImportError::Truncated { train: 1, test: 0 })));
    let (_, end) = import(Importer::new("data_batch_1.bin").unwrap(), &[]);
    assert_eq!(end, Err(ImportError::Truncated { train: 0, test: 0 }));
}

#[test]
fn other_files_are_named_for_what_they_are() {
    let refused = |name: &str| Importer::new(name).unwrap_err();
    assert_eq!(refused("data_batch_1"), ImportError::PythonVersion);
    assert_eq!(refused("data_batch_1.mat"), ImportError::MatlabVersion);
    assert_eq!(refused("train.bin"), ImportError::Cifar100);
    assert_eq!(refused("photo.jpg"), ImportError::WrongFile("photo.jpg".into()));
    let held = |name: &str| import(Importer::archive(), &[&archive(&[(name, vec![0; 9])])]).1;
    assert_eq!(held("cifar-10-batches-py/data_batch_4"), Err(ImportError::PythonVersion));
    assert_eq!(held("cifar-10-batches-mat/test_batch.mat"), Err(ImportError::MatlabVersion));
    assert_eq!(held("cifar-100-binary/fine_label_names.txt"), Err(ImportError::Cifar100));
    assert_eq!(
        held("holiday/photo.jpg"),
        Err(ImportError::NoCifarFiles(vec!["holiday/photo.jpg".into()]))
    );
    let (_, rubbish) = import(Importer::archive(), &[&[7; 600]]);
    assert!(matches!(rubbish, Err(ImportError::Archive(TarError::Checksum { .. }))), "{rubbish:?}");
}

#[test]
fn a_label_that_is_no_class_is_found() {
    let mut bytes = records(3, 0);
    bytes[3073] = 10;
    let (pictures, end) = import(Importer::new("data_batch_1.bin").unwrap(), &[&bytes]);
    assert_eq!(pictures.len(), 1);
    let error = end.unwrap_err();
    assert_eq!(
        error,
        ImportError::BadLabel { file: "data_batch_1.bin".into(), record: 1, label: 10 }
    );
    assert_eq!(
        error.to_string(),
        "expected a label below 10 in record 1 of data_batch_1.bin, found 10"
    );
}

use super::*;
use crate::cifar::{FILES, cifar10};
use flate2::{Compression, write::GzEncoder};
use proptest::prelude::*;
use std::io::Write;

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

/// Files in the pieces that they come in; the size of one that comes whole is known.
fn import(files: &[(&str, &[&[u8]])]) -> (Pictures, Result<Found, ImportError>) {
    let (mut importer, mut pictures) = (Importer::default(), Pictures::new());
    for (name, pieces) in files {
        let mut sink = |part: Part, label: u8, pixels: &[u8]| {
            pictures.push((part, label, pixels.to_vec()));
        };
        importer.open(name, (pieces.len() == 1).then_some(pieces[0].len() as u64));
        let fed = pieces.iter().try_for_each(|piece| importer.feed(piece, &mut sink));
        if let Err(error) = fed.and_then(|()| importer.close(&mut sink)) {
            return (pictures, Err(error));
        }
    }
    (pictures, importer.finish())
}

fn one(name: &str, bytes: &[u8]) -> (Pictures, Result<Found, ImportError>) {
    import(&[(name, &[bytes])])
}

fn labels(pictures: &Pictures) -> Vec<(Part, u8)> {
    pictures.iter().map(|(part, label, _)| (*part, *label)).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = GzEncoder::new(Vec::new(), Compression::fast());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn missing(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn the_official_archive_comes_in() {
    let (pictures, end) = one("cifar-10-binary.tar.gz", &gzip(&official()));
    assert_eq!(end.unwrap().missing, missing(&FILES[2..5]));
    let train = [0, 1, 2, 5, 6].map(|label| (Part::Train, label));
    let test = [2, 3, 4, 5].map(|label| (Part::Test, label));
    assert_eq!(labels(&pictures), [&train[..], &test[..]].concat());
    let mut set = cifar10();
    for (part, label, pixels) in &pictures {
        set.push(*part, *label, pixels).unwrap();
    }
    assert_eq!(set.image(Part::Train, 1).unwrap()[..3], [1, 8, 15]);
}

#[test]
fn however_it_is_packed_it_is_the_same() {
    let tar = official();
    let (expected, found) = one("a.tar", &tar);
    let found = found.unwrap();
    let (first, second) = tar.split_at(5_000);
    let members = [gzip(first), gzip(second)].concat();
    let padded = [&members[..], &[0; 700]].concat();
    for (what, bytes) in [
        ("members", members),
        ("zeros", padded),
        ("twice", gzip(&gzip(&tar))),
        ("no gzip", tar.clone()),
    ] {
        let same = one("cifar-10-binary.tar.gz", &bytes);
        assert!(same == (expected.clone(), Ok(found.clone())), "{what}: {:?}", same.1);
    }
    let (pictures, end) = one("a.tgz", &[&gzip(&tar)[..], b"garbage"].concat());
    let note = Note::Trailing { file: "a.tgz".into(), bytes: 7 };
    assert!(pictures == expected);
    assert_eq!(end.unwrap().notes, [note]);
}

proptest! {
    #[test]
    fn pieces_do_not_matter(
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..12),
        packed in any::<bool>(),
    ) {
        let bytes = if packed { gzip(&official()) } else { official() };
        let mut at: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
        at.extend([0, bytes.len()]);
        at.sort_unstable();
        let pieces: Vec<&[u8]> = at.windows(2).map(|pair| &bytes[pair[0]..pair[1]]).collect();
        prop_assert!(import(&[("a", &pieces)]) == one("a", &bytes));
    }

    #[test]
    fn a_cut_archive_says_what_was_read(cut in any::<prop::sample::Index>()) {
        let bytes = official();
        // The last records end before the two empty blocks.
        let cut = cut.index(bytes.len() - 1024 - 4 * 3073).max(600);
        let (pictures, end) = one("a.tar", &bytes[..cut]);
        let train = pictures.iter().filter(|(part, ..)| *part == Part::Train).count() as u32;
        match end {
            // Between two files a cut cannot be seen: but what is missing is said.
            Ok(found) => prop_assert!(found.missing.contains(&FILES[5].to_owned())),
            Err(ImportError::NoCifarFiles(_)) => prop_assert_eq!(train, 0),
            Err(error) => prop_assert_eq!(error, ImportError::Truncated { train, test: 0 }),
        }
    }
}

#[test]
fn loose_files_come_in_by_their_contents() {
    let bytes = records(2, 0);
    for (name, part) in [
        ("test_batch.bin", Part::Test),
        ("data_batch_1 (1).bin", Part::Train),
        ("DATA_BATCH_1.BIN", Part::Train),
        ("train1.bin", Part::Train),
        ("test.bin", Part::Test),
        ("data_batch_1", Part::Train),
        ("data_batch_1.bin.gz", Part::Train),
    ] {
        let bytes = if name.ends_with("gz") { gzip(&bytes) } else { bytes.clone() };
        let (pictures, end) = one(name, &bytes);
        assert_eq!(labels(&pictures), [(part, 0), (part, 1)], "{name}");
        assert_eq!(end.unwrap().notes, [], "{name}");
    }
    let (pictures, end) = one("pictures.bin", &bytes);
    assert_eq!(labels(&pictures), [(Part::Train, 0), (Part::Train, 1)]);
    assert_eq!(end.unwrap().notes, [Note::TakenForTraining { file: "pictures.bin".into() }]);
}

#[test]
fn odd_sizes_are_named() {
    let odd = |file: &str, size| Err(ImportError::OddSize { file: file.into(), size });
    let longer = |more: usize| [records(2, 0), vec![9; more]].concat();
    assert_eq!(one("data_batch_2.bin", &longer(100)).1, odd("data_batch_2.bin", 6246));
    assert_eq!(one("train1.bin", &longer(1)).1, odd("train1.bin", 6147));
    assert_eq!(one("some.bin", &records(1, 0)[..1500]).1, odd("some.bin", 1500));
    let packed = archive(&[("b/data_batch_2.bin", longer(100))]);
    assert_eq!(one("a.tar", &packed).1, odd("data_batch_2.bin", 6246));
    // Where the size is known at the end only.
    assert_eq!(one("data_batch_2.bin.gz", &gzip(&longer(100))).1, odd("data_batch_2.bin.gz", 6246));
    let error = one("data_batch_2.bin", &longer(100)).1.unwrap_err().to_string();
    assert_eq!(error, "expected records of 3073 bytes in data_batch_2.bin, found 6246 bytes");
}

#[test]
fn other_files_are_named_for_what_they_are() {
    let seems =
        |file: &str, what, packed| Err(ImportError::Seems { file: file.into(), what, packed });
    let page = b"<!DOCTYPE html><html><body>404</body></html>";
    let name = "cifar-10-binary.tar.gz";
    for (name, bytes, what, packed) in [
        (name, page.to_vec(), FileSort::WebPage, false),
        (name, gzip(page), FileSort::WebPage, true),
        (name, gzip(b"a text, not an archive"), FileSort::Text, true),
        (name, b"a text".repeat(3000), FileSort::Text, false),
        (name, Vec::new(), FileSort::Empty, false),
        (name, gzip(b""), FileSort::Empty, true),
        ("data_batch_1.bin", Vec::new(), FileSort::Empty, false),
        (name, b"PK\x03\x04abcdef".to_vec(), FileSort::Zip, false),
        ("photo.jpg", vec![0xff, 0xd8, 0xff, 0xe0], FileSort::Picture, false),
        ("photo.jpg", vec![1, 2], FileSort::Unknown, false),
        ("noise.bin", vec![0xfe; 5000], FileSort::Unknown, false),
    ] {
        assert_eq!(one(name, &bytes).1, seems(name, what, packed));
    }
    assert_eq!(one("data_batch_1", b"\x80\x02}q\x01").1, Err(ImportError::PythonVersion));
    assert_eq!(one("data_batch_1.mat", b"MATLAB 5.0\0").1, Err(ImportError::MatlabVersion));
    let hundred = [[3, 15].as_slice(), &[200; 3072], &[19, 99], &[40; 3072]].concat();
    for (name, bytes) in [("train.bin", &hundred), ("other.bin.gz", &gzip(&hundred))] {
        assert_eq!(one(name, bytes).1, Err(ImportError::Cifar100), "{name}");
    }
    let held = |name: &str, bytes: Vec<u8>| one("a.tar", &archive(&[(name, bytes)])).1;
    for (name, error) in [
        ("cifar-10-batches-py/data_batch_4", ImportError::PythonVersion),
        ("cifar-10-batches-mat/test_batch.mat", ImportError::MatlabVersion),
        ("cifar-100-binary/fine_label_names.txt", ImportError::Cifar100),
        ("holiday/photo.jpg", ImportError::NoCifarFiles(vec!["holiday/photo.jpg".into()])),
    ] {
        assert_eq!(held(name, vec![0; 9]), Err(error));
    }
    assert_eq!(held("cifar-100-binary/train.bin", hundred), Err(ImportError::Cifar100));
    let (_, damaged) = one("a.tar", &[&official()[..5632], &[7; 1024]].concat());
    assert!(matches!(damaged, Err(ImportError::Truncated { .. } | ImportError::Archive(_))));
}

#[test]
fn what_is_missing_is_said() {
    let batch = |number: u8| records(2, number);
    let all: Vec<(String, Vec<u8>)> =
        FILES.iter().zip(0..).map(|(name, number)| ((*name).into(), batch(number))).collect();
    let without = |names: &[&str]| {
        let files: Vec<(&str, Vec<u8>)> = all
            .iter()
            .filter(|(name, _)| !names.contains(&name.as_str()))
            .map(|(name, bytes)| (name.as_str(), bytes.clone()))
            .collect();
        one("a.tar", &archive(&files)).1.unwrap()
    };
    assert_eq!(without(&[]), Found::default());
    for names in [&["data_batch_3.bin"][..], &["test_batch.bin"], &FILES[..5], &FILES[2..]] {
        assert_eq!(without(names).missing, missing(names));
    }
    // An empty batch.
    let mut files: Vec<(&str, Vec<u8>)> =
        all.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
    files[2].1.clear();
    let found = one("a.tar", &archive(&files)).1.unwrap();
    assert_eq!(found.missing, ["data_batch_3.bin"]);
    assert_eq!(found.notes, [Note::Empty { file: "data_batch_3.bin".into() }]);
    // A training file that does not say which it is stands for one.
    files[2] = ("extra.bin", batch(9));
    let found = one("a.tar", &archive(&files)).1.unwrap();
    assert_eq!(found.missing, missing(&[]));
}

#[test]
fn a_file_twice_counts_once() {
    let (first, second) = (records(3, 0), records(5, 0));
    let files: [(&str, &[&[u8]]); 5] = [
        ("data_batch_1.bin", &[&first]),
        ("data_batch_1 (1).bin", &[&first[..4000], &first[4000..]]),
        // Begins in the same way.
        ("data_batch_2.bin", &[&second]),
        ("test_batch.bin", &[&records(3, 1)]),
        ("copy.bin", &[&second]),
    ];
    let (pictures, end) = import(&files);
    let count = |part| pictures.iter().filter(|(of, ..)| *of == part).count();
    assert_eq!((count(Part::Train), count(Part::Test)), (8, 3));
    assert_eq!(labels(&pictures)[..4], [0, 1, 2, 0].map(|label| (Part::Train, label)));
    let twice = |file: &str, same: &str| Note::Twice { file: file.into(), same: same.into() };
    let found = end.unwrap();
    assert!(found.notes.contains(&twice("data_batch_1 (1).bin", "data_batch_1.bin")));
    assert!(found.notes.contains(&twice("copy.bin", "data_batch_2.bin")));
    assert_eq!(found.missing, FILES[2..5]);
}

#[test]
fn the_names_of_the_classes_come_along() {
    let names = "avión\nauto\npájaro\ngato\nciervo\nperro\nrana\ncaballo\nbarco\ncamión\n\n";
    let (pictures, bytes) = (records(2, 0), names.as_bytes());
    let (_, found) = import(&[("batches.meta.txt", &[bytes]), ("data_batch_1.bin", &[&pictures])]);
    let found = found.unwrap();
    assert_eq!(found.notes, []);
    assert_eq!(found.classes.unwrap()[..2], ["avión", "auto"]);
    let packed = archive(&[("a/data_batch_1.bin", pictures), ("a/batches.meta.txt", bytes.into())]);
    assert_eq!(one("a.tar", &packed).1.unwrap().classes.unwrap().len(), 10);
    let (_, found) = import(&[("batches.meta.txt", &[b"only\ntwo"]), ("t.bin", &[&records(1, 0)])]);
    assert_eq!(found.unwrap().classes, None);
    assert_eq!(one("batches.meta.txt", bytes).1, Err(ImportError::NoCifarFiles(vec![])));
}

#[test]
fn what_is_picked_along_is_left_out() {
    let files: [(&str, &[&[u8]]); 3] = [
        ("notes.txt", &[b"my notes"]),
        ("data_batch_1.bin", &[&records(2, 0)]),
        ("readme.html", &[b"<html>"]),
    ];
    let (pictures, found) = import(&files);
    let note = Note::LeftOut { file: "notes.txt".into(), what: FileSort::Text };
    assert_eq!((pictures.len(), found.unwrap().notes), (2, vec![note]));
}

#[test]
fn a_label_that_is_no_class_is_found() {
    let mut bytes = records(3, 0);
    bytes[3073] = 10;
    let (pictures, end) = one("data_batch_1.bin", &bytes);
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

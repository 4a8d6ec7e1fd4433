use super::*;
use proptest::prelude::*;

type Files = Vec<(String, Vec<u8>)>;

fn archive(files: &Files, gnu: bool) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, contents) in files {
        let mut header = if gnu { tar::Header::new_gnu() } else { tar::Header::new_ustar() };
        header.set_size(contents.len() as u64);
        header.set_mode(0o644);
        header.set_entry_type(tar::EntryType::Regular);
        builder.append_data(&mut header, name, contents.as_slice()).unwrap();
    }
    builder.into_inner().unwrap()
}

fn read(pieces: &[&[u8]]) -> Result<(Files, bool), TarError> {
    let mut reader = TarReader::new();
    let mut files = Files::new();
    let mut ended = 0;
    for piece in pieces {
        reader.feed::<TarError>(piece, &mut |event| {
            match event {
                TarEvent::File { name, size } => {
                    files.push((name.to_owned(), Vec::with_capacity(size as usize)));
                }
                TarEvent::Data(bytes) => files.last_mut().unwrap().1.extend_from_slice(bytes),
                TarEvent::End => ended += 1,
            }
            Ok(())
        })?;
    }
    if reader.is_whole() {
        assert_eq!(ended, files.len());
    }
    Ok((files, reader.is_whole()))
}

proptest! {
    #[test]
    fn what_the_tar_crate_packs_is_unpacked(
        files in prop::collection::vec(
            ("[a-z]{1,12}(/[a-z]{1,60}){0,4}", prop::collection::vec(any::<u8>(), 0..1500)), 0..5),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..10),
        gnu: bool,
    ) {
        // ustar holds names of up to 100 bytes behind prefixes of up to 155.
        prop_assume!(gnu || files.iter().all(|(name, _)| name.len() <= 100));
        let bytes = archive(&files, gnu);
        let mut at: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
        at.extend([0, bytes.len()]);
        at.sort_unstable();
        let pieces: Vec<&[u8]> = at.windows(2).map(|pair| &bytes[pair[0]..pair[1]]).collect();
        prop_assert_eq!(read(&pieces), Ok((files, true)));
    }

    #[test]
    fn rubbish_is_refused_and_never_panics(bytes in prop::collection::vec(any::<u8>(), 512..2000)) {
        prop_assume!(bytes[..512].iter().any(|&byte| byte != 0));
        let refused = matches!(read(&[&bytes]), Err(TarError::Checksum { at: 0, .. }));
        prop_assert!(refused);
    }
}

#[test]
fn pax_entries_name_and_size_the_next_one() {
    let long = format!("{}/file.bin", "d".repeat(300));
    let mut builder = tar::Builder::new(Vec::new());
    builder.append_pax_extensions([("path", long.as_bytes()), ("size", b"5")]).unwrap();
    let mut header = tar::Header::new_ustar();
    header.set_size(5);
    header.set_path("short").unwrap();
    header.set_cksum();
    builder.append(&header, &b"hello"[..]).unwrap();
    let bytes = builder.into_inner().unwrap();
    assert_eq!(read(&[&bytes]), Ok((vec![(long, b"hello".to_vec())], true)));
}

#[test]
fn folders_and_links_are_passed_over() {
    let mut builder = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_entry_type(tar::EntryType::Directory);
    header.set_size(0);
    builder.append_data(&mut header, "folder", &b""[..]).unwrap();
    let mut header = tar::Header::new_gnu();
    header.set_entry_type(tar::EntryType::Symlink);
    header.set_size(0);
    builder.append_link(&mut header, "link", "folder").unwrap();
    let bytes = builder.into_inner().unwrap();
    assert_eq!(read(&[&bytes]), Ok((vec![], true)));
}

#[test]
fn a_cut_archive_is_not_whole() {
    let bytes = archive(&vec![("a".into(), vec![1; 700])], true);
    for cut in [0, 100, 512, 800, 1300] {
        let (_, whole) = read(&[&bytes[..cut]]).unwrap();
        assert!(!whole, "{cut}");
    }
}

#[test]
fn sizes_beyond_octal_are_base_256() {
    assert_eq!(number(&[0x80, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 1]), Some(0x0002_0000_0001));
    assert_eq!(number(b"0000644\0"), Some(0o644));
    assert_eq!(number(b" 12 \0"), Some(0o12));
    assert_eq!(number(b"12x\0"), None);
}

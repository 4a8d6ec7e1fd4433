//! What a file's name says of it.

use super::META;
use crate::set::Part;

/// What a file's name says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// One of the parts, and which of the five batches.
    Records(Part, Option<u8>),
    /// The names of the classes.
    Meta,
    Python,
    Matlab,
    Cifar100,
    /// In order in an archive of CIFAR-10, but not read.
    Known,
    Unknown,
}

/// The name without its folders.
pub(super) fn base(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

impl Role {
    /// By the official name; renamed files by the words in theirs: "data_batch_1 (1).bin",
    /// "train1.bin", "Test-Batch.BIN".
    pub(super) fn of(path: &str) -> Self {
        let name = base(path).to_ascii_lowercase();
        // What macOS puts beside the files of an archive.
        if name.starts_with("._") {
            return Self::Known;
        }
        match name.as_str() {
            META => return Self::Meta,
            "readme.html" => return Self::Known,
            "batches.meta" => return Self::Python,
            "fine_label_names.txt" | "coarse_label_names.txt" | "meta" => return Self::Cifar100,
            _ => {}
        }
        let (stem, end) = name.split_once('.').unwrap_or((&name, ""));
        let found = Self::of_words(stem);
        match (end, found) {
            // Of a file that is no archive: its content says more.
            ("bin" | "bin.gz", found) => found,
            ("mat", Self::Records(..)) => Self::Matlab,
            ("mat", _) if stem == "batches" => Self::Matlab,
            ("meta.mat", _) => Self::Matlab,
            ("", _) if matches!(stem, "train" | "test") => Self::Cifar100,
            ("", Self::Records(..)) => Self::Python,
            _ => Self::Unknown,
        }
    }

    fn of_words(stem: &str) -> Self {
        let words = words(stem);
        if words.iter().any(|word| matches!(*word, "test" | "tests" | "testing")) {
            return Self::Records(Part::Test, None);
        }
        let train = |word: &&str| {
            word.ends_with("batch")
                || word.ends_with("batches")
                || matches!(*word, "train" | "training")
        };
        let Some(at) = words.iter().position(train) else { return Self::Unknown };
        let next = words.get(at + 1).and_then(|word| word.parse().ok());
        Self::Records(Part::Train, next.filter(|number| (1..=5).contains(number)))
    }
}

/// Runs of letters and runs of digits.
fn words(stem: &str) -> Vec<&str> {
    let sort = |c: char| (c.is_ascii_digit(), c.is_alphabetic());
    let mut words = Vec::new();
    let mut rest = stem;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c| sort(c) != sort(first)).unwrap_or(rest.len());
        let (word, more) = rest.split_at(end);
        if sort(first) != (false, false) {
            words.push(word);
        }
        rest = more;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_renamed_ones_are_known() {
        let train = |number| Role::Records(Part::Train, number);
        for (name, role) in [
            ("cifar-10-batches-bin/data_batch_3.bin", train(Some(3))),
            ("data_batch_1 (1).bin", train(Some(1))),
            ("DATA_BATCH_1.BIN", train(Some(1))),
            ("data_batch_2 - copia.bin", train(Some(2))),
            ("data_batch_4.bin.gz", train(Some(4))),
            ("train1.bin", train(Some(1))),
            ("train.bin", train(None)),
            ("data_batch_6.bin", train(None)),
            ("batch2.bin", train(Some(2))),
            ("test_batch.bin", Role::Records(Part::Test, None)),
            ("test.bin", Role::Records(Part::Test, None)),
            ("Test-Batch (2).bin", Role::Records(Part::Test, None)),
            ("latest.bin", Role::Unknown),
            ("pictures.bin", Role::Unknown),
            ("batches.meta.txt", Role::Meta),
            ("cifar-10-batches-py/data_batch_1", Role::Python),
            ("cifar-10-batches-py/batches.meta", Role::Python),
            ("cifar-10-batches-mat/data_batch_1.mat", Role::Matlab),
            ("cifar-100-binary/fine_label_names.txt", Role::Cifar100),
            ("cifar-100-python/train", Role::Cifar100),
            ("._data_batch_1.bin", Role::Known),
            ("holiday.jpg", Role::Unknown),
        ] {
            assert_eq!(Role::of(name), role, "{name}");
        }
    }
}

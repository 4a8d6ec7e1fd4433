//! The page and the command line train alike: the page's worker, in memory, beside `filtro`.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests may")]

mod common;

use common::{Folder, TINY, filtro, tensors};
use filtro_recipe::{Optimizer, TrainConfig};
use filtro_worker::testing::trained;
use std::fs;

const FILES: [&str; 6] = [
    "data_batch_1.bin",
    "data_batch_2.bin",
    "data_batch_3.bin",
    "data_batch_4.bin",
    "data_batch_5.bin",
    "test_batch.bin",
];

/// With dropout, whose masks follow from the number of the step, and batch norm, whose statistics
/// follow every batch, a short last one too.
fn network() -> String {
    TINY.replace(
        "{\"id\": 3, \"kind\": \"activation\"",
        "{\"id\": 7, \"kind\": \"batch_norm2d\"}, {\"id\": 3, \"kind\": \"activation\"",
    )
}

/// The file that the command line saves.
fn by_the_command_line(folder: &Folder, config: &TrainConfig, more: &[&str]) -> Vec<u8> {
    let optimizer = match config.optimizer {
        Optimizer::Sgd => "sgd",
        Optimizer::Momentum => "momentum",
        Optimizer::Adam => "adam",
    };
    let (net, data, save) = (folder.arg("net.json"), folder.own(), folder.arg("w.safetensors"));
    let numbers = [
        ("--epochs", config.epochs.to_string()),
        ("--batch-size", config.batch_size.to_string()),
        ("--seed", config.seed.to_string()),
        ("--lr", config.learning_rate.to_string()),
    ];
    let fixed = ["train", &net, "--data", &data, "--save", &save, "--optimizer", optimizer];
    let numbers = numbers.iter().flat_map(|(name, number)| [*name, number.as_str()]);
    filtro(&fixed.into_iter().chain(numbers).chain(more.iter().copied()).collect::<Vec<_>>())
        .good();
    fs::read(folder.path().join("w.safetensors")).unwrap()
}

/// What the page's worker saves after the same.
fn by_the_page(folder: &Folder, config: TrainConfig, from: Option<Vec<u8>>) -> Vec<u8> {
    let files = FILES.map(|name| (name, fs::read(folder.path().join(name)).unwrap()));
    trained(&network(), config, files.to_vec(), from)
}

fn place() -> Folder {
    let folder = Folder::with_cifar(46, 20);
    folder.write("net.json", network().as_bytes());
    folder
}

/// Batches that leave a short one at the end, and one larger than the set.
#[test]
fn the_same_document_pictures_and_seed_come_to_the_same_weights() {
    let folder = place();
    for (optimizer, batch_size, seed) in
        [(Optimizer::Adam, 16, 1), (Optimizer::Momentum, 64, 2), (Optimizer::Sgd, 1000, 3)]
    {
        let config = TrainConfig { optimizer, learning_rate: 0.01, batch_size, epochs: 3, seed };
        let (here, there) =
            (by_the_command_line(&folder, &config, &[]), by_the_page(&folder, config, None));
        let [here, there] = [&here, &there].map(|file| tensors(file));
        assert!(here.iter().any(|(name, _)| name == "7.running_var"));
        assert!(here == there, "{optimizer:?}");
        fs::remove_file(folder.path().join("w.safetensors")).unwrap();
    }
}

/// A run begun in one goes on in the other.
#[test]
fn page_and_command_line_go_on_with_each_others_runs() {
    let folder = place();
    let config = |epochs| TrainConfig { batch_size: 16, epochs, ..TrainConfig::default() };
    let whole = by_the_page(&folder, config(4), None);
    let first = by_the_command_line(&folder, &config(2), &[]);
    let second = by_the_page(&folder, config(3), Some(first));
    folder.write("w.safetensors", &second);
    let path = folder.arg("w.safetensors");
    let third = by_the_command_line(&folder, &config(4), &["--resume", &path]);
    assert!(tensors(&third) == tensors(&whole));
}

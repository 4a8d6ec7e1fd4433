//! The worker as the page meets it.

mod calibration;
mod devices;
mod late;
mod looks;
mod runs;
mod states;
mod weights;

use crate::host::{Attachment, Incoming};
use crate::testing::{Heard, Page};
use filtro_protocol::{Command, Failure, Report};
use filtro_recipe::{Optimizer, TrainConfig};

/// Quick settings: a small set is learnt in a few epochs.
fn config(epochs: usize) -> TrainConfig {
    TrainConfig { optimizer: Optimizer::Adam, learning_rate: 0.01, batch_size: 20, epochs, seed: 3 }
}

fn train(epochs: usize) -> Command {
    Command::Train { config: config(epochs) }
}

fn step() -> Command {
    Command::Step { config: config(9) }
}

fn bytes(heard: Heard) -> Vec<u8> {
    match heard.1.into_iter().next() {
        Some(Attachment::Bytes(bytes)) => bytes,
        other => panic!("{other:?}"),
    }
}

/// The numbers of a file, without its notes: those tell times too.
fn tensors(file: &[u8]) -> &[u8] {
    let (length, rest) = file.split_first_chunk::<8>().unwrap();
    &rest[usize::try_from(u64::from_le_bytes(*length)).unwrap()..]
}

/// The weights and run state that the page gets for asking.
fn checkpoint(page: &Page) -> Vec<u8> {
    page.heard();
    let seq = page.send(Command::Checkpoint);
    loop {
        let heard = page.until(|report| matches!(report, Report::Checkpoint { .. }));
        if heard.0.seq == seq {
            return bytes(heard);
        }
    }
}

fn restore(page: &Page, file: Vec<u8>) -> u32 {
    page.send_with(Command::Restore { part: false }, vec![Incoming::Bytes(file)])
}

/// The failure that answers `seq`.
fn failure(page: &Page, seq: u32) -> Failure {
    loop {
        let (reply, _) = page.until(|report| matches!(report, Report::Failed(_)));
        if let (true, Report::Failed(failure)) = (reply.seq == seq, reply.report) {
            return failure;
        }
    }
}

fn is_paused(report: &Report) -> bool {
    matches!(report, Report::Paused)
}

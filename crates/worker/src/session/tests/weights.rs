//! Trained weights: handed out before they are left, taken up again, going on.

use super::{bytes, checkpoint, config, failure, is_paused, restore, step, tensors, train};
use crate::host::Incoming;
use crate::testing::{Page, SMALL};
use filtro_net::NodeId;
use filtro_protocol::{Command, EpochSummary, Failure, MisfitKind, Report, Telemetry};
use filtro_recipe::{Optimizer, TrainConfig};
use filtro_run::position;

/// The same network with another convolution.
fn edited() -> String {
    SMALL.replace("\"filters\": 2", "\"filters\": 3")
}

fn telemetry(page: &Page) -> Telemetry {
    match page.until(|report| matches!(report, Report::Telemetry(_))).0.report {
        Report::Telemetry(telemetry) => telemetry,
        other => panic!("{other:?}"),
    }
}

fn finish(page: &Page) -> Vec<EpochSummary> {
    let mut epochs = Vec::new();
    loop {
        let (reply, _) = page.until(|report| matches!(report, Report::Epoch(_) | Report::Finished));
        match reply.report {
            Report::Epoch(summary) => epochs.push(summary),
            _ => return epochs,
        }
    }
}

fn steps(page: &Page, count: u32) {
    for _ in 0..count {
        page.send(step());
        page.until(is_paused);
    }
}

/// What the worker hands out unasked before it answers.
fn handed(page: &Page) -> (u32, u32, Vec<u8>) {
    let heard = page.until(|report| matches!(report, Report::Checkpoint { .. }));
    let Report::Checkpoint { generation, step, bytes: length } = heard.0.report else { panic!() };
    let file = bytes(heard);
    assert_eq!(file.len() as u64, length);
    (generation, step, file)
}

#[test]
fn a_run_goes_on_behind_its_end_as_if_it_had_been_longer() {
    let long = Page::with_data(300);
    long.send(train(5));
    finish(&long);
    let expected = checkpoint(&long);
    let expected = tensors(&expected);

    let page = Page::with_data(300);
    page.send(train(2));
    assert_eq!(finish(&page).len(), 2);
    page.send(train(5));
    let epochs = finish(&page);
    assert!(epochs.iter().map(|epoch| epoch.epoch).eq(2..5), "{epochs:?}");
    assert_eq!(tensors(&checkpoint(&page)), expected);
}

#[test]
fn a_stopped_run_goes_on_in_the_middle_of_its_epoch() {
    let plain = Page::with_data(300);
    plain.send(train(3));
    finish(&plain);
    let expected = checkpoint(&plain);
    let expected = tensors(&expected);

    let page = Page::with_data(300);
    steps(&page, 20);
    page.send(Command::Stop);
    page.until(|report| matches!(report, Report::Stopped));
    page.send(train(3));
    assert_eq!(telemetry(&page).epoch, 1);
    finish(&page);
    assert_eq!(tensors(&checkpoint(&page)), expected);
}

#[test]
fn a_run_that_was_taken_up_and_left_again_has_its_place() {
    let page = Page::with_data(300);
    steps(&page, 20);
    let first = checkpoint(&page);
    let other = Page::with_data(300);
    restore(&other, first.clone());
    other.until(|report| matches!(report, Report::Restored { .. }));
    let second = checkpoint(&other);
    let place = |file: &[u8]| position::read(file).unwrap().unwrap();
    assert_eq!(place(&second), place(&first));
    assert_eq!(tensors(&second), tensors(&first));
}

#[test]
fn other_settings_begin_the_epoch_anew_and_keep_the_counts() {
    let page = Page::with_data(300);
    steps(&page, 20);
    page.send(Command::Stop);
    page.until(|report| matches!(report, Report::Stopped));
    let config = TrainConfig { optimizer: Optimizer::Sgd, batch_size: 30, ..config(3) };
    page.send(Command::Train { config });
    let first = telemetry(&page);
    assert_eq!((first.epoch, first.step - first.batch), (1, 20));
    assert!(finish(&page).iter().map(|epoch| epoch.epoch).eq(1..3));
    let position = position::read(&checkpoint(&page)).unwrap().unwrap();
    assert_eq!(position.config.optimizer, Optimizer::Sgd);
}

#[test]
fn what_was_learnt_is_handed_out_before_another_network() {
    let page = Page::with_data(200);
    page.send(train(50));
    page.until(|report| matches!(report, Report::Telemetry(_)));
    page.heard();
    page.set_network(&edited(), 2, false);
    let (generation, step, file) = handed(&page);
    assert_eq!(generation, 1);
    assert!(step > 0 && position::read(&file).unwrap().unwrap().step == step);
    let (reply, _) = page.until(|report| matches!(report, Report::Network { .. }));
    let Report::Network { step: behind, kept, fresh, .. } = reply.report else { panic!() };
    // The dense layer has other inputs too.
    assert_eq!((behind, kept, fresh), (step, Vec::new(), [1, 3].map(NodeId).to_vec()));
    // Nothing new, nothing handed out.
    page.set_network(SMALL, 3, true);
    let reports = page.settle();
    assert!(!reports.iter().any(|report| matches!(report, Report::Checkpoint { .. })));
    // And back.
    restore(&page, file.clone());
    page.until(|report| matches!(report, Report::Restored { .. }));
    assert_eq!(tensors(&checkpoint(&page)), tensors(&file));
}

#[test]
fn an_edited_network_counts_on_and_its_weights_come_back() {
    let page = Page::with_data(200);
    steps(&page, 14);
    let with_dropout = SMALL.replace(
        "{\"id\": 2, \"kind\": \"flatten\"}",
        "{\"id\": 2, \"kind\": \"flatten\"}, {\"id\": 4, \"kind\": \"dropout\", \"rate\": 0.1}",
    );
    page.set_network(&with_dropout, 2, false);
    let (reply, _) = page.until(|report| matches!(report, Report::Network { .. }));
    let Report::Network { step: behind, epoch, kept, fresh, .. } = reply.report else { panic!() };
    assert_eq!((behind, epoch), (14, 1));
    assert_eq!((kept, fresh), ([1, 3].map(NodeId).to_vec(), Vec::new()));
    let file = checkpoint(&page);
    let position = position::read(&file).unwrap().unwrap();
    assert_eq!((position.step, position.epoch, position.batch), (14, 1, 0));
    page.send(step());
    let measured = telemetry(&page);
    assert_eq!((measured.step, measured.epoch, measured.batch), (15, 1, 1));
}

#[test]
fn of_another_networks_weights_what_fits_is_taken_on_demand() {
    let page = Page::with_data(200);
    steps(&page, 14);
    let file = checkpoint(&page);
    let with_more = SMALL.replace(
        "\"units\": 10}",
        "\"units\": 10}, {\"id\": 5, \"kind\": \"dense\", \"units\": 10}",
    );
    page.set_network(&with_more, 2, true);
    page.until(|report| matches!(report, Report::Network { .. }));
    let before = checkpoint(&page);
    let seq = restore(&page, file.clone());
    let Failure::Misfit(found) = failure(&page, seq) else { panic!() };
    assert!(found.iter().any(|misfit| misfit.name == "5.weight"));
    assert!(found.iter().all(|misfit| misfit.what == MisfitKind::Missing));
    assert_eq!(checkpoint(&page), before);
    page.send_with(Command::Restore { part: true }, vec![Incoming::Bytes(file)]);
    let (reply, _) = page.until(|report| matches!(report, Report::Restored { .. }));
    let Report::Restored { step, epoch, optimizer, kept, fresh, .. } = reply.report else {
        panic!()
    };
    assert_eq!((step, epoch, optimizer), (14, 1, false));
    assert_eq!((kept, fresh), ([1, 3].map(NodeId).to_vec(), vec![NodeId(5)]));
    page.send(train(3));
    assert!(finish(&page).iter().map(|epoch| epoch.epoch).eq(1..3));
}

#[test]
fn plain_weights_are_taken_without_counts_or_memory() {
    let other = Page::with_data(100);
    other.send(Command::Reset { seed: 9 });
    other.until(|report| matches!(report, Report::WasReset));
    let plain = checkpoint(&other);
    assert_eq!(position::read(&plain).unwrap(), None);
    let page = Page::with_data(100);
    steps(&page, 4);
    restore(&page, plain.clone());
    let (reply, _) = page.until(|report| matches!(report, Report::Restored { .. }));
    assert!(matches!(reply.report, Report::Restored { step: 0, epoch: 0, optimizer: false, .. }));
    assert_eq!(checkpoint(&page), plain);
    page.send(train(1));
    assert_eq!(finish(&page).len(), 1);
}

#[test]
fn weights_that_are_no_numbers_are_not_taken() {
    let page = Page::with_data(100);
    let mut file = checkpoint(&page);
    let before = file.clone();
    let end = file.len();
    file[end - 4..].copy_from_slice(&f32::NAN.to_le_bytes());
    let seq = restore(&page, file);
    assert!(matches!(failure(&page, seq), Failure::BadCheckpoint(_)));
    assert_eq!(checkpoint(&page), before);
}

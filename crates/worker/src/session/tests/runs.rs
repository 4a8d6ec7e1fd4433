//! Runs from their start to their end.

use super::{bytes, checkpoint, config, failure, is_paused, restore, step, train};
use crate::host::Incoming;
use crate::testing::{End, File, Page, records};
use filtro_net::NodeId;
use filtro_protocol::{Command, Failure, Report, SampleId, Subject, Telemetry};
use filtro_recipe::{Optimizer, TrainConfig};
use filtro_run::position;

fn telemetry(report: Report) -> Telemetry {
    match report {
        Report::Telemetry(telemetry) => telemetry,
        other => panic!("{other:?}"),
    }
}

/// The weights at the end of a run of three epochs.
fn final_weights(page: &Page) -> Vec<u8> {
    page.until(|report| matches!(report, Report::Finished));
    super::tensors(&checkpoint(page)).to_vec()
}

#[test]
fn a_run_says_what_it_does_and_learns() {
    let page = Page::with_data(400);
    page.send(train(12));
    let reports = page.settle();
    let at = |wanted: fn(&Report) -> bool| {
        reports.iter().position(wanted).unwrap_or_else(|| panic!("{reports:?}"))
    };
    let running = at(|report| matches!(report, Report::Running));
    let first = at(|report| matches!(report, Report::Telemetry(_)));
    let finished = at(|report| matches!(report, Report::Finished));
    let saved = at(|report| matches!(report, Report::Checkpoint { .. }));
    let tested = at(|report| matches!(report, Report::Tested { .. }));
    assert!(running < first && first < saved && saved < finished && finished < tested);

    let epochs: Vec<_> = reports
        .iter()
        .filter_map(|report| match report {
            Report::Epoch(summary) => Some(*summary),
            _ => None,
        })
        .collect();
    assert!(epochs.iter().map(|summary| summary.epoch).eq(0..12));
    let [first, .., last] = &epochs[..] else { panic!() };
    assert!(last.train_loss < first.train_loss && last.validation_accuracy > 0.5, "{last:?}");
    let Report::Tested { result, .. } = &reports[tested] else { panic!() };
    assert!(result.count == 50 && result.accuracy > 0.5, "{result:?}");

    let measured: Vec<_> = reports
        .iter()
        .filter_map(|report| match report {
            Report::Telemetry(telemetry) => Some(*telemetry),
            _ => None,
        })
        .collect();
    for pair in measured.windows(2) {
        assert!(pair[0].step < pair[1].step && pair[0].elapsed_ms < pair[1].elapsed_ms);
    }
    let last = measured.last().unwrap();
    assert_eq!((last.epoch, last.batch), (11, last.batches));
    assert_eq!(last.step, 12 * last.batches);
    assert!(last.images_per_second > 0.0);
}

#[test]
fn reports_are_at_most_ten_a_second() {
    let page = Page::with_data(1_600);
    page.send(train(30));
    page.until(|report| matches!(report, Report::Running));
    let mut times = Vec::new();
    loop {
        let (reply, _) =
            page.until(|report| matches!(report, Report::Telemetry(_) | Report::Finished));
        let Report::Telemetry(telemetry) = reply.report else { break };
        if telemetry.batch < telemetry.batches {
            times.push(page.world.time());
        }
    }
    assert!(times.len() > 3, "{times:?}");
    // The end of an epoch has one of its own. The clock is read behind the slice.
    assert!(times.windows(2).all(|pair| pair[1] - pair[0] >= 90.0), "{times:?}");
}

/// Whatever happens beside a run, and however it is cut, its weights are the same.
#[test]
fn a_run_repeats_bit_for_bit() {
    let plain = Page::with_data(300);
    plain.send(train(3));
    let expected = final_weights(&plain);

    let disturbed = Page::with_data(300);
    let subject = Some(Subject::Sample(SampleId { test: false, index: 1 }));
    disturbed.send(Command::Watch { subject });
    for _ in 0..3 {
        disturbed.send(step());
        disturbed.until(is_paused);
    }
    disturbed.send(train(3));
    disturbed.until(|report| matches!(report, Report::Epoch(_)));
    disturbed.send(Command::Pause);
    disturbed.until(is_paused);
    disturbed.send(train(3));
    assert_eq!(final_weights(&disturbed), expected);
}

#[test]
fn a_step_is_one_step() {
    let page = Page::with_data(200);
    for expected in 1..=3 {
        let seq = page.send(step());
        let (reply, _) = page.until(|report| matches!(report, Report::Telemetry(_)));
        assert_eq!(telemetry(reply.report).step, expected);
        let (reply, _) = page.until(is_paused);
        assert_eq!(reply.seq, seq);
        let rest = page.settle();
        assert!(matches!(rest[..], [Report::Checkpoint { .. }]), "{rest:?}");
    }
}

#[test]
fn a_pause_holds_until_the_run_goes_on() {
    let page = Page::with_data(300);
    page.send(train(50));
    page.until(|report| matches!(report, Report::Epoch(_)));
    let seq = page.send(Command::Pause);
    let (reply, _) = page.until(is_paused);
    assert_eq!(reply.seq, seq);
    let rest = page.settle();
    assert!(matches!(rest[..], [Report::Checkpoint { .. }]), "{rest:?}");
    page.send(train(2));
    page.until(|report| matches!(report, Report::Finished));
}

#[test]
fn a_stop_keeps_the_weights_and_a_reset_draws_the_first_again() {
    let page = Page::with_data(200);
    let first = checkpoint(&page);
    page.send(train(50));
    page.until(|report| matches!(report, Report::Epoch(_)));
    let seq = page.send(Command::Stop);
    let saved = bytes(page.until(|report| matches!(report, Report::Checkpoint { .. })));
    let (reply, _) = page.until(|report| matches!(report, Report::Stopped));
    assert_eq!(reply.seq, seq);
    assert!(position::read(&saved).unwrap().is_some());
    let trained = checkpoint(&page);
    assert_ne!(trained, first);
    page.send(Command::Reset { seed: 1 });
    page.until(|report| matches!(report, Report::WasReset));
    assert_eq!(checkpoint(&page), first);
    page.send(Command::Reset { seed: 2 });
    page.until(|report| matches!(report, Report::WasReset));
    assert_ne!(checkpoint(&page), first);
}

#[test]
fn a_start_waits_for_the_first_pictures() {
    let page = Page::with_network();
    let file = File { bytes: records(1_300), end: End::Hangs };
    page.load_files(vec![("data_batch_1.bin", file)]);
    page.send(train(1));
    page.until(|report| matches!(report, Report::Data(_)));
    page.until(|report| matches!(report, Report::Running));
    page.until(|report| matches!(report, Report::Finished));

    // Given up before they come.
    let page = Page::with_network();
    let file = File { bytes: records(3), end: End::Hangs };
    page.load_files(vec![("data_batch_1.bin", file)]);
    page.send(train(1));
    let seq = page.send(Command::Pause);
    let (reply, _) = page.until(|report| matches!(report, Report::Stopped));
    assert_eq!(reply.seq, seq);
}

#[test]
fn a_restored_run_ends_where_the_first_would_have() {
    let plain = Page::with_data(300);
    plain.send(train(3));
    let expected = final_weights(&plain);

    let first = Page::with_data(300);
    for _ in 0..20 {
        first.send(step());
        first.until(is_paused);
    }
    let file = checkpoint(&first);
    let second = Page::with_data(300);
    restore(&second, file);
    let (reply, _) = second.until(|report| matches!(report, Report::Restored { .. }));
    let Report::Restored { generation, step, epoch, optimizer, kept, fresh } = reply.report else {
        panic!()
    };
    assert_eq!((generation, step, epoch, optimizer), (1, 20, 1, true));
    assert_eq!((kept, fresh), ([1, 3].map(NodeId).to_vec(), Vec::new()));
    let (reply, _) = second.until(|report| matches!(report, Report::Telemetry(_)));
    let measured = telemetry(reply.report);
    assert_eq!((measured.epoch, measured.step), (1, 20));
    second.send(train(3));
    assert_eq!(final_weights(&second), expected);
}

#[test]
fn what_is_no_number_ends_the_run_and_not_the_weights() {
    let page = Page::with_data(200);
    let before = checkpoint(&page);
    let wild = TrainConfig { optimizer: Optimizer::Sgd, learning_rate: 1e30, ..config(5) };
    let run = page.send(Command::Train { config: wild });
    let found = failure(&page, run);
    assert!(matches!(found, Failure::Diverged { step, .. } if step > 0), "{found:?}");
    assert_eq!(checkpoint(&page), before);
    page.send(train(1));
    page.until(|report| matches!(report, Report::Finished));
}

#[test]
fn a_rate_can_change_during_a_run() {
    let page = Page::with_data(300);
    page.send(train(40));
    page.until(|report| matches!(report, Report::Epoch(_)));
    page.send(Command::SetLearningRate(0.0));
    let is_slow =
        |report: &Report| matches!(report, Report::Telemetry(found) if found.learning_rate == 0.0);
    page.until(is_slow);
    page.until(is_slow);
    let weights = |file: Vec<u8>| file[file.len() - 400..].to_vec();
    let one = weights(checkpoint(&page));
    page.until(is_slow);
    assert_eq!(weights(checkpoint(&page)).len(), one.len());
}

#[test]
fn other_files_are_no_checkpoints() {
    let page = Page::with_data(100);
    for file in [b"no".to_vec(), vec![0; 64]] {
        let seq = restore(&page, file);
        assert!(matches!(failure(&page, seq), Failure::BadCheckpoint(_)));
    }
    let seq =
        page.send_with(Command::Restore { part: false }, vec![Incoming::File(Vec::new().into())]);
    assert!(matches!(failure(&page, seq), Failure::Refused(_)));
}

//! Devices, networks and commands out of their order.

use super::{checkpoint, failure, step, train};
use crate::testing::{Page, SMALL};
use filtro_protocol::{
    Command, DataSource, Device, DeviceKind, DevicePreference, DeviceReason, Failure, Report,
};

#[test]
fn the_device_comes_first_and_stays() {
    let page = Page::new();
    let seq = page.set_network(SMALL, 1, false);
    assert!(matches!(failure(&page, seq), Failure::Refused(_)));
    let start = || page.send(Command::Start { device: DevicePreference::Auto, served: None });
    start();
    let (reply, _) = page.until(|report| matches!(report, Report::Device(_)));
    let reason = DeviceReason::NoWebGpu;
    let expected = Device { kind: DeviceKind::Cpu, adapter: None, reason, buffer: None };
    assert_eq!(reply.report, Report::Device(expected));
    let seq = start();
    assert!(matches!(failure(&page, seq), Failure::Refused(_)));
}

#[test]
fn what_cannot_be_done_is_refused() {
    let page = Page::new();
    let commands = [
        step(),
        train(1),
        Command::Evaluate,
        Command::Reset { seed: 1 },
        Command::Checkpoint,
        Command::Samples { ids: Vec::new() },
    ];
    for command in commands {
        let seq = page.send(command.clone());
        assert!(matches!(failure(&page, seq), Failure::Refused(_)), "{command:?}");
    }
    // A run without data, and nothing on its way.
    let page = Page::with_network();
    let seq = page.send(train(1));
    assert!(matches!(failure(&page, seq), Failure::Refused(_)));
    // Pictures, but none to train on.
    page.load_files(vec![("test_batch.bin", crate::testing::records(20).into())]);
    page.until(|report| matches!(report, Report::Data(data) if data.complete));
    let seq = page.send(train(1));
    assert!(matches!(failure(&page, seq), Failure::Refused(_)));
}

#[test]
fn a_wrong_network_leaves_the_one_before() {
    let page = Page::with_data(100);
    let before = checkpoint(&page);
    let wrong = [
        "no document".to_owned(),
        SMALL.replace("\"stride\": [9, 9]", "\"stride\": [0, 9]"),
        SMALL.replace("[5, 5]", "[50, 50]"),
    ];
    for document in wrong {
        let seq = page.set_network(&document, 2, false);
        assert!(matches!(failure(&page, seq), Failure::InvalidNetwork(_)), "{document}");
    }
    assert_eq!(checkpoint(&page), before);
    // A network for other classes than the data set's is built, but not trained.
    page.set_network(&SMALL.replace("\"units\": 10", "\"units\": 7"), 3, false);
    page.until(|report| matches!(report, Report::Network { generation: 3, .. }));
    let seq = page.send(train(1));
    assert!(matches!(failure(&page, seq), Failure::InvalidNetwork(_)));
}

#[test]
fn a_new_network_ends_the_run_and_inherits_what_fits() {
    let page = Page::with_data(100);
    let first = checkpoint(&page);
    page.send(train(50));
    page.until(|report| matches!(report, Report::Epoch(_)));
    page.set_network(SMALL, 2, false);
    page.until(|report| matches!(report, Report::Stopped));
    page.until(|report| matches!(report, Report::Network { generation: 2, .. }));
    assert_ne!(checkpoint(&page), first);
    page.set_network(SMALL, 3, true);
    page.until(|report| matches!(report, Report::Network { generation: 3, .. }));
    assert_eq!(checkpoint(&page), first);
}

#[test]
fn a_test_is_answered_and_given_up_by_a_run() {
    let page = Page::with_data(100);
    let seq = page.send(Command::Evaluate);
    let (reply, _) = page.until(|report| matches!(report, Report::Tested { .. }));
    assert_eq!(reply.seq, seq);
    assert!(matches!(reply.report, Report::Tested { result, .. } if result.count == 50));
    page.send(train(30));
    page.until(|report| matches!(report, Report::Running));
    let seq = page.send(Command::Evaluate);
    assert!(matches!(failure(&page, seq), Failure::Refused(_)));
}

#[test]
fn another_data_set_is_for_the_next_run() {
    let page = Page::with_data(200);
    page.send(step());
    page.until(super::is_paused);
    page.send(Command::LoadData(DataSource::Synthetic));
    page.until(|report| matches!(report, Report::Data(data) if data.key == "synthetic"));
    page.send(step());
    let (reply, _) = page.until(|report| matches!(report, Report::Telemetry(_)));
    let batches = |report| match report {
        Report::Telemetry(telemetry) => telemetry.batches,
        other => panic!("{other:?}"),
    };
    assert!(batches(reply.report) <= 10);
    page.until(super::is_paused);
    page.send(Command::Evaluate);
    let (reply, _) = page.until(|report| matches!(report, Report::Tested { .. }));
    let Report::Tested { data, .. } = reply.report else { panic!("{reply:?}") };
    assert_eq!(data, "cifar10");
    page.send(Command::Stop);
    page.until(|report| matches!(report, Report::Stopped));
    page.send(step());
    let (reply, _) = page.until(|report| matches!(report, Report::Telemetry(_)));
    assert!(batches(reply.report) > 200);
}

//! Timing the device.

use super::{failure, train};
use crate::testing::Page;
use filtro_net::cost::Rates;
use filtro_protocol::{Command, Failure, Report};

fn is_calibrated(report: &Report) -> bool {
    matches!(report, Report::Calibrated { .. })
}

#[test]
fn the_device_is_timed_for_asking() {
    let page = Page::with_network();
    let seq = page.send(Command::Calibrate);
    // Other commands are served meanwhile.
    let other = page.send(Command::Evaluate);
    assert!(matches!(failure(&page, other), Failure::Refused(_)));
    let (reply, _) = page.until(is_calibrated);
    assert_eq!(reply.seq, seq);
    let Report::Calibrated { rates } = reply.report else { panic!("{reply:?}") };
    assert!(Rates::read(&rates).is_some(), "{rates:?}");
    assert_eq!(page.settle(), [], "once");
}

#[test]
fn a_run_takes_the_place_of_a_calibration() {
    let page = Page::with_data(40);
    page.heard();
    page.send(Command::Calibrate);
    page.turn();
    page.send(train(1));
    let heard = page.settle();
    assert!(heard.contains(&Report::Finished));
    assert!(!heard.iter().any(is_calibrated), "{heard:?}");
}

#[test]
fn without_a_device_nothing_is_timed() {
    let page = Page::new();
    let seq = page.send(Command::Calibrate);
    assert!(matches!(failure(&page, seq), Failure::Refused(_)));
}

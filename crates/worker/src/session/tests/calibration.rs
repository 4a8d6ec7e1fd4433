//! Timing the device and the network.

use super::{checkpoint, config, failure, train};
use crate::testing::{Page, SMALL};
use filtro_estimate::Rates;
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
    page.send(Command::Calibrate);
    assert!(page.settle().contains(&Report::Untimed));
}

fn is_rehearsed(report: &Report) -> bool {
    matches!(report, Report::Rehearsed { .. })
}

fn rehearse() -> Command {
    Command::Rehearse { config: config(1) }
}

#[test]
fn the_network_takes_steps_and_stays_as_it_is() {
    let page = Page::with_data(40);
    let before = checkpoint(&page);
    let seq = page.send(rehearse());
    let (reply, _) = page.until(is_rehearsed);
    assert_eq!(reply.seq, seq);
    let Report::Rehearsed { generation, step_ms } = reply.report else { panic!("{reply:?}") };
    assert_eq!(generation, 1);
    assert!(step_ms > 0.0, "{step_ms}");
    assert_eq!(page.settle(), [], "once");
    assert_eq!(checkpoint(&page), before, "weights, optimiser and steps");
}

#[test]
fn another_network_or_a_run_ends_trial_steps() {
    let page = Page::with_data(40);
    page.heard();
    page.send(rehearse());
    page.turn();
    page.send(train(1));
    let heard = page.settle();
    assert!(heard.contains(&Report::Finished));
    assert!(!heard.iter().any(is_rehearsed), "{heard:?}");
    page.send(rehearse());
    page.turn();
    page.set_network(SMALL, 2, false);
    assert!(!page.settle().iter().any(is_rehearsed));
}

#[test]
fn without_network_and_pictures_no_steps_are_taken() {
    let page = Page::new();
    page.send(rehearse());
    assert!(page.settle().contains(&Report::Untimed));
    let page = Page::with_network();
    page.heard();
    page.send(rehearse());
    assert!(page.settle().contains(&Report::Untimed));
}

//! Every answer carries the number of what it answers, so that the page tells what is late.

use super::{is_paused, train};
use crate::testing::Page;
use filtro_protocol::{Command, DataSource, Report, SampleId, Subject};

const fn is_of_run(report: &Report) -> bool {
    matches!(
        report,
        Report::Running
            | Report::Telemetry(_)
            | Report::Epoch(_)
            | Report::Finished
            | Report::Testing { .. }
            | Report::Tested { .. }
    )
}

#[test]
fn what_is_said_of_a_run_answers_its_start() {
    let page = Page::with_data(300);
    for _ in 0..2 {
        let seq = page.send(train(2));
        loop {
            let (reply, _) = page.until(is_of_run);
            assert_eq!(reply.seq, seq, "{:?}", reply.report);
            if matches!(reply.report, Report::Tested { .. }) {
                break;
            }
        }
    }
    // A pause has a number of its own, and so has going on.
    page.send(train(900));
    page.until(is_of_run);
    let pause = page.send(Command::Pause);
    assert_eq!(page.until(is_paused).0.seq, pause);
    page.heard();
    let again = page.send(train(900));
    assert_eq!(page.until(is_of_run).0.seq, again);
}

#[test]
fn maps_answer_the_newest_wish_to_see_them() {
    let page = Page::with_data(100);
    let watch = |index| {
        let subject = Some(Subject::Sample(SampleId { test: true, index }));
        page.send(Command::Watch { subject })
    };
    for index in 0..3 {
        let seq = watch(index);
        let (reply, _) = page.until(|report| matches!(report, Report::Maps(_)));
        assert_eq!(reply.seq, seq);
    }
    // Also where it is another data set that they are of now.
    let seq = watch(5);
    page.until(|report| matches!(report, Report::Maps(_)));
    page.send(Command::LoadData(DataSource::Synthetic));
    page.until(|report| matches!(report, Report::Data(data) if data.key == "synthetic"));
    let (reply, _) = page.until(|report| matches!(report, Report::Maps(_)));
    assert_eq!(reply.seq, seq);
}

#[test]
fn pictures_name_their_set() {
    let page = Page::with_data(100);
    let id = page.send(Command::LoadData(DataSource::Synthetic));
    page.until(|report| matches!(report, Report::Data(data) if data.id == id));
    page.send(Command::Samples { ids: vec![SampleId { test: false, index: 3 }] });
    let (reply, _) = page.until(|report| matches!(report, Report::Samples { .. }));
    assert!(matches!(reply.report, Report::Samples { set, .. } if set == id));
}

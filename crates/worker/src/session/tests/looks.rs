//! Maps, samples and pictures.

use super::{is_paused, step, train};
use crate::host::{Attachment, Incoming};
use crate::testing::{Heard, Page, SMALL};
use filtro_protocol::{Command, Maps, Report, SampleId, Subject};

fn watch(test: bool, index: u32) -> Command {
    Command::Watch { subject: Some(Subject::Sample(SampleId { test, index })) }
}

fn maps(page: &Page) -> (Maps, Vec<Attachment>) {
    let (reply, attachments) = page.until(|report| matches!(report, Report::Maps(_)));
    match reply.report {
        Report::Maps(maps) => (maps, attachments),
        other => panic!("{other:?}"),
    }
}

fn classify(page: &Page, side: u32, color: [u8; 4]) -> Heard {
    let pixels = color.repeat((side * side) as usize);
    let crop = [0.0, 0.0, f64::from(side)];
    let command = Command::Classify { width: side, height: side, crop };
    page.send_with(command, vec![Incoming::Bytes(pixels)]);
    page.until(|report| matches!(report, Report::Classified { .. }))
}

#[test]
fn maps_show_every_layer_of_a_sample() {
    let page = Page::with_data(100);
    page.send(watch(true, 7));
    let (found, attachments) = maps(&page);
    assert_eq!((found.generation, found.step, found.label), (1, 0, Some(7)));
    let shapes: Vec<_> = found.activations.iter().map(|info| info.shape.clone()).collect();
    assert_eq!(shapes, [vec![2, 4, 4], vec![32], vec![10]]);
    let offsets: Vec<_> = found.activations.iter().map(|info| info.offset).collect();
    assert_eq!(offsets, [0, 32, 64]);
    assert_eq!(found.filters[0].shape, [2, 3, 5, 5]);
    assert!((found.probabilities.iter().sum::<f32>() - 1.0).abs() < 1e-5);
    let [Attachment::Floats(values), Attachment::Floats(filters), Attachment::Bytes(picture)] =
        &attachments[..]
    else {
        panic!("{attachments:?}")
    };
    assert_eq!((values.len(), filters.len(), picture.len()), (74, 150, 3072));
    // Flatten changes no value, only the shape.
    assert_eq!(values[..32], values[32..64]);
}

#[test]
fn maps_follow_training_and_stop_with_it() {
    let page = Page::with_data(300);
    page.send(watch(false, 0));
    maps(&page);
    page.send(train(900));
    let steps: Vec<u32> = (0..4).map(|_| maps(&page).0.step).collect();
    assert!(steps.windows(2).all(|pair| pair[0] < pair[1]), "{steps:?}");
    page.send(Command::Pause);
    page.until(is_paused);
    // The last state is shown once, then nothing.
    let shown = |reports: &[Report]| {
        reports.iter().filter(|report| matches!(report, Report::Maps(_))).count()
    };
    assert_eq!(shown(&page.settle()), 1);
    page.send(step());
    page.until(is_paused);
    assert_eq!(shown(&page.settle()), 1);
    page.send(Command::Watch { subject: None });
    page.send(step());
    page.until(is_paused);
    assert_eq!(shown(&page.settle()), 0);
}

#[test]
fn samples_are_bytes_as_the_set_has_them() {
    let page = Page::with_data(100);
    let ids: Vec<_> = [(false, 3), (true, 9), (false, 100_000)]
        .map(|(test, index)| SampleId { test, index })
        .to_vec();
    let seq = page.send(Command::Samples { ids: ids.clone() });
    let (reply, attachments) = page.until(|report| matches!(report, Report::Samples { .. }));
    assert_eq!(reply.seq, seq);
    // The third does not exist.
    let (ids, labels) = (ids[..2].to_vec(), vec![3, 9]);
    assert_eq!(reply.report, Report::Samples { set: 3, ids, labels, shape: [3, 32, 32] });
    let [Attachment::Bytes(bytes)] = &attachments[..] else { panic!("{attachments:?}") };
    assert_eq!(bytes.len(), 2 * 3072);
    assert_eq!((bytes[100], bytes[3072 + 100]), (75, 225));
}

#[test]
fn own_pictures_are_cut_and_classified() {
    let page = Page::new();
    // Before there is a network, the page at least sees what it would see.
    let (reply, attachments) = classify(&page, 50, [10, 20, 30, 255]);
    let Report::Classified { prediction, shape } = reply.report else { panic!() };
    assert!(prediction.is_none() && shape == [3, 32, 32]);
    let [Attachment::Bytes(bytes)] = &attachments[..] else { panic!("{attachments:?}") };
    assert_eq!((bytes.len(), bytes[0], bytes[1024], bytes[2048]), (3072, 10, 20, 30));

    let page = Page::with_data(300);
    page.send(train(30));
    page.until(|report| matches!(report, Report::Finished));
    page.send(Command::Watch { subject: Some(Subject::Picture) });
    // The small set's pictures are as bright as their label is high.
    let (reply, _) = classify(&page, 40, [225, 225, 225, 255]);
    let Report::Classified { prediction: Some(prediction), .. } = reply.report else { panic!() };
    let best = prediction.probabilities.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1));
    assert_eq!(best.unwrap().0, 9, "{prediction:?}");
    let (found, _) = maps(&page);
    assert_eq!((found.subject, found.label), (Subject::Picture, None));
    assert_eq!(found.probabilities, prediction.probabilities);
}

#[test]
fn a_network_of_another_input_takes_own_pictures_in_its_size() {
    let page = Page::with_data(100);
    page.set_network(&SMALL.replace("[3, 32, 32]", "[1, 28, 28]"), 2, false);
    page.until(|report| matches!(report, Report::Network { generation: 2, .. }));
    let (reply, attachments) = classify(&page, 9, [255, 0, 0, 255]);
    let Report::Classified { prediction, shape } = reply.report else { panic!() };
    assert!(prediction.is_some() && shape == [1, 28, 28]);
    let [Attachment::Bytes(bytes)] = &attachments[..] else { panic!("{attachments:?}") };
    assert!(bytes.len() == 784 && bytes.iter().all(|byte| *byte == 76));
}

//! Networks side by side.

mod page;

use filtro_app::{CompareEvent, Comparison, Effect, Event, KEPT, Measured};
use filtro_protocol::{Report, TestResult};
use page::Page;

fn does(page: &mut Page, event: CompareEvent) {
    page.does(Event::Compare(event));
}

/// What the next visit would find.
#[allow(clippy::unwrap_used, reason = "a test's helper")]
fn saved(page: &Page) -> Comparison {
    let text = page.effects.iter().rev().find_map(|effect| match effect {
        Effect::SaveComparison(text) => Some(text),
        _ => None,
    });
    Comparison::read(text.unwrap())
}

#[test]
fn the_lectures_networks_are_there_first_and_any_set_is_kept() {
    let mut page = Page::ready();
    assert!(page.state.comparison.has("resnet-152") && !page.state.comparison.has("xception"));
    does(&mut page, CompareEvent::Choose { name: "xception".into(), chosen: true });
    does(&mut page, CompareEvent::Choose { name: "xception".into(), chosen: true });
    does(&mut page, CompareEvent::Choose { name: "alexnet".into(), chosen: false });
    assert_eq!(*page.state.comparison.chosen, ["vgg-16", "googlenet", "resnet-152", "xception"]);
    assert_eq!(saved(&page), page.state.comparison);
}

#[test]
fn a_network_is_kept_with_its_test_and_opened_again() {
    let mut page = Page::ready();
    let first = page.state.document.network.clone();
    does(&mut page, CompareEvent::Keep);
    page.does(Event::Test);
    // A run has pictures of its own, whatever is loaded by now.
    let result = TestResult { loss: 1.0, accuracy: 0.5, count: 1000 };
    page.hears(Report::Tested { result, data: "cifar10".into() });
    does(&mut page, CompareEvent::Keep);
    page.fetches("cnn3-cifar");
    let ids: Vec<String> = page.state.comparison.kept.iter().map(|kept| kept.id.clone()).collect();
    does(&mut page, CompareEvent::Rename { id: ids[1].clone(), name: "  Trained  ".into() });
    does(&mut page, CompareEvent::Rename { id: ids[0].clone(), name: " ".into() });
    let kept = page.state.comparison.kept.clone();
    assert_eq!((&*kept[0].name, &kept[0].test), ("LeNet-5 (CIFAR)", &None));
    let test = Measured { accuracy: 0.5, data: "cifar10".into() };
    assert_eq!((&*kept[1].name, &kept[1].test), ("Trained", &Some(test)));
    assert_eq!((kept[1].parameters, kept[1].input), (62_006, [3, 32, 32]));
    assert_eq!(saved(&page), page.state.comparison);
    does(&mut page, CompareEvent::Open { id: ids[1].clone() });
    assert_eq!(page.state.document.network, first);
    does(&mut page, CompareEvent::Remove { id: ids[0].clone() });
    does(&mut page, CompareEvent::Remove { id: "no such".into() });
    assert_eq!(page.state.comparison.kept[..], kept[1..]);
    page.does(Event::Undo);
    assert_eq!(page.state.document.report.parameters, 161_130);
}

#[test]
fn there_is_room_for_a_few() {
    let mut page = Page::ready();
    for _ in 0..KEPT + 2 {
        does(&mut page, CompareEvent::Keep);
    }
    assert_eq!(page.state.comparison.kept.len(), KEPT);
    assert!(!page.state.comparison.has_room());
}

#[test]
fn what_cannot_be_read_is_as_at_first() {
    for text in ["", "[]", "{", r#"{"chosen": 3}"#] {
        assert_eq!(Comparison::read(text), Comparison::default(), "{text}");
    }
    let half = Comparison::read(r#"{"chosen": ["x", 2], "kept": [{"name": "n"}]}"#);
    assert_eq!((half.chosen.len(), half.kept.len()), (1, 0));
}

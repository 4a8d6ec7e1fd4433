//! Networks that are there to be looked at, and everything selected at once.

mod page;

use filtro_app::{Announcement, Effect, Event, for_others};
use filtro_net::Edit;
use filtro_zoo::template;
use page::Page;

#[test]
fn a_published_network_for_other_pictures_is_told_from_a_wrong_one() {
    let mut page = Page::ready();
    assert!(!page.state.document.is_original());
    page.fetches("alexnet");
    let document = &page.state.document;
    assert!(document.is_original());
    assert_eq!(for_others(&document.report), Some(document.network.input));
    assert!(!page.state.is_valid(), "it is not sent to the engine");
    // A change makes it one's own; back it is what it was.
    let last = *page.ids().last().unwrap();
    page.does(Event::Duplicate(last));
    assert!(!page.state.document.is_original());
    page.does(Event::Undo);
    assert!(page.state.document.is_original());
    // Wrong by itself, it is no network for others.
    page.does(Event::Edit(Edit::SetInput([3, 4, 4])));
    assert_eq!(for_others(&page.state.document.report), None);
    // The page's own relatives are nobody's publication.
    page.fetches("vgg-cifar");
    assert!(!page.state.document.is_original());
    assert_eq!(for_others(&page.state.document.report), None);
}

#[test]
fn a_wrong_class_count_alone_stays_an_error() {
    let mut page = Page::ready();
    let mut network = template("vgg-16").unwrap();
    network.input = [3, 32, 32];
    page.does(Event::Build(network));
    assert!(page.state.document.report.errors().next().is_some());
    assert_eq!(for_others(&page.state.document.report), None);
}

#[test]
fn all_of_the_outermost_sequence_is_selected_and_deleted_as_one_step() {
    let mut page = Page::ready();
    let all = page.ids();
    page.effects.clear();
    page.does(Event::SelectAll);
    assert_eq!(page.state.group, all);
    assert!(page.effects.contains(&Effect::Announce(Announcement::Selected(all.len()))));
    page.does(Event::Delete(all[0]));
    assert!(page.state.document.network.is_empty());
    page.does(Event::SelectAll);
    assert_eq!((page.state.selection, page.state.group.len()), (None, 0));
    page.does(Event::Undo);
    assert_eq!(page.ids(), all);
}

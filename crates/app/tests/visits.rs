//! Several tabs and visits of one browser, whose store a map plays: nothing is lost in silence.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod browser;

use browser::Browser;
use filtro_app::{
    COMPARISON, CompareEvent, Comparison, Effect, Envelope, Event, Found, KeptError, NoticeAction,
    NoticeCode, Preferences, State, slot_of, update,
};
use filtro_net::file;
use filtro_zoo::template;
use proptest::prelude::*;

const fn is_unreadable(code: &NoticeCode) -> bool {
    matches!(code, NoticeCode::KeptUnreadable { .. })
}

#[test]
fn one_tab_after_another_is_one_document() {
    let mut browser = Browser::default();
    let first = browser.opens();
    assert_eq!(browser.name(first), "LeNet-5 (CIFAR)");
    browser.names(first, "Mine");
    browser.reloads(first);
    assert_eq!(browser.name(first), "Mine");
    browser.leaves(first);
    let second = browser.opens();
    assert_eq!((browser.name(second), browser.networks().len()), ("Mine".into(), 1));
    assert_eq!(browser.codes(second), []);
    assert!(browser.earlier(second).is_empty());
}

#[test]
fn two_tabs_keep_a_network_each() {
    let mut browser = Browser::default();
    let first = browser.opens();
    browser.names(first, "One");
    let second = browser.opens();
    assert_eq!(browser.name(second), "One", "a copy to begin with");
    assert_eq!((browser.codes(first), browser.codes(second)), (vec![], vec![NoticeCode::OtherTab]));
    browser.names(second, "Two");
    browser.names(first, "Still one");
    for _ in 0..3 {
        browser.reloads(first);
        browser.reloads(second);
        assert_eq!((browser.name(first), browser.name(second)), ("Still one".into(), "Two".into()));
    }
    // Each is within reach of the other once it is closed, and only then.
    assert!(browser.earlier(first).is_empty());
    browser.leaves(second);
    assert_eq!(browser.earlier(first), ["Two"]);
    assert!(!browser.codes(first).contains(&NoticeCode::OtherTab), "it is no longer true");
}

#[test]
fn the_network_of_a_closed_tab_is_told_of_once_and_opened_without_losing_the_other() {
    let mut browser = Browser::default();
    let (first, second) = (browser.opens(), browser.opens());
    browser.names(first, "One");
    browser.names(second, "Two");
    browser.leaves(first);
    browser.leaves(second);
    let third = browser.opens();
    assert_eq!(browser.name(third), "Two");
    let codes = browser.codes(third);
    let [NoticeCode::AlsoKept { key, name, more: 0, .. }] = &codes[..] else { panic!("{codes:?}") };
    assert_eq!((&**name, browser.earlier(third)), ("One", vec!["One".into()]));
    browser.does(third, Event::Act(NoticeAction::OpenEarlier(key.clone())));
    assert_eq!((browser.name(third), browser.earlier(third)), ("One".into(), vec!["Two".into()]));
    assert_eq!(browser.codes(third), []);
    browser.leaves(third);
    let fourth = browser.opens();
    assert_eq!((browser.name(fourth), browser.earlier(fourth)), ("One".into(), vec!["Two".into()]));
    assert_eq!(browser.codes(fourth), [], "the person knows");
}

#[test]
fn a_tab_that_answers_late_is_not_taken_for_a_closed_one_for_long() {
    let mut browser = Browser::default();
    let first = browser.opens();
    browser.names(first, "One");
    let second = browser.opens();
    browser.names(second, "Two");
    // Both are loaded anew at once: the first is there before the second says so.
    browser.leaves(second);
    browser.reloads(first);
    assert!(matches!(browser.codes(first)[..], [NoticeCode::AlsoKept { .. }]));
    browser.loads(second);
    assert_eq!((browser.codes(first), browser.earlier(first)), (vec![], vec![]));
    assert_eq!((browser.name(first), browser.name(second)), ("One".into(), "Two".into()));
}

#[test]
fn a_duplicated_tab_is_another_tab() {
    let mut browser = Browser::default();
    let first = browser.opens();
    browser.names(first, "One");
    let copy = browser.duplicates(first);
    assert_eq!(browser.name(copy), "One");
    assert_ne!(browser.state(copy).visit.tab, browser.state(first).visit.tab);
    browser.names(copy, "Copy");
    browser.reloads(first);
    browser.reloads(copy);
    assert_eq!((browser.name(first), browser.name(copy)), ("One".into(), "Copy".into()));
}

#[test]
fn a_copy_that_takes_itself_for_its_original_is_put_right() {
    let mut browser = Browser::default();
    let first = browser.opens();
    browser.names(first, "One");
    // As if the mark of a page that has left had been copied too.
    browser.tabs[first].left = true;
    let copy = browser.duplicates(first);
    browser.tabs[first].left = false;
    assert_ne!(browser.state(copy).visit.tab, browser.state(first).visit.tab);
    assert_eq!(browser.tabs[copy].id.as_ref(), Some(&browser.state(copy).visit.tab));
    browser.names(copy, "Copy");
    browser.names(first, "Original");
    browser.reloads(first);
    browser.reloads(copy);
    assert_eq!((browser.name(first), browser.name(copy)), ("Original".into(), "Copy".into()));
}

#[test]
fn what_the_release_before_kept_is_taken_over() {
    let mut browser = Browser::default();
    let mut network = template("cnn3-cifar").unwrap();
    network.name = "Of old".into();
    let text = serde_json::to_string(&file::to_json(&network)).unwrap();
    browser.kept.insert("filtro.network.1".into(), text);
    let comparison = serde_json::to_string(r#"{"chosen": ["xception"], "kept": []}"#).unwrap();
    browser.kept.insert(COMPARISON.into(), comparison);
    let tab = browser.opens();
    assert_eq!((browser.name(tab), browser.networks().len()), ("Of old".into(), 1));
    assert_eq!(*browser.state(tab).comparison.chosen, ["xception"]);
    assert_eq!(browser.codes(tab), []);
    browser.reloads(tab);
    assert_eq!(browser.name(tab), "Of old");
}

#[test]
fn what_cannot_be_read_is_said_handed_out_and_never_written_over() {
    let whole = {
        let mut browser = Browser::default();
        let tab = browser.opens();
        browser.names(tab, "Mine");
        browser.kept[&slot_of(&browser.state(tab).visit.tab)].clone()
    };
    let newer_file =
        file::to_json(&template("cnn3-cifar").unwrap()).replace("\"version\": 1", "\"version\": 9");
    let newer_file = Envelope::new("tab1", 5.0, newer_file).write();
    let cases: [(&str, String); 5] = [
        ("cut", whole.chars().take(whole.len() / 2).collect()),
        ("garbled", whole.replace("Mine", "Mimi")),
        ("of a newer release", whole.replace("\"version\":1", "\"version\":2")),
        ("a newer file", newer_file),
        ("empty", String::new()),
    ];
    for (name, text) in cases {
        let mut browser = Browser::default();
        let tab = browser.opens();
        let key = slot_of(&browser.state(tab).visit.tab);
        browser.kept.insert(key.clone(), text.clone());
        browser.tabs[tab].state = None;
        browser.tabs[tab].left = true;
        browser.loads(tab);
        assert_eq!(browser.name(tab), "LeNet-5 (CIFAR)", "{name}");
        let codes = browser.codes(tab);
        assert!(matches!(&codes[..], [NoticeCode::KeptUnreadable { .. }]), "{name}: {codes:?}");
        browser.names(tab, "After");
        assert_eq!(browser.kept[&key], text, "{name}");
        browser.does(tab, Event::Act(NoticeAction::SaveUnreadable(key.clone())));
        let (_, saved) = browser.tabs[tab].files.pop().unwrap();
        assert!(text.is_empty() || !saved.is_empty(), "{name}");
        // It stays over visits, until the person needs it no more.
        browser.reloads(tab);
        assert_eq!((browser.name(tab), &browser.kept[&key]), ("After".into(), &text), "{name}");
        browser.dismisses(tab, is_unreadable);
        assert!(!browser.kept.contains_key(&key), "{name}");
        browser.reloads(tab);
        assert_eq!((browser.name(tab), browser.codes(tab)), ("After".into(), vec![]), "{name}");
    }
}

#[test]
fn an_unreadable_network_of_the_release_before_and_a_comparison_are_kept_too() {
    let mut browser = Browser::default();
    browser.kept.insert("filtro.network.1".into(), "\"{\\\"format\\\"".into());
    browser.kept.insert(COMPARISON.into(), "{\"version\": 1, \"cont".into());
    let tab = browser.opens();
    assert!(browser.codes(tab).iter().any(is_unreadable));
    browser.names(tab, "Mine");
    browser.does(tab, Event::Compare(CompareEvent::Keep));
    assert_eq!(browser.kept["filtro.network.1"], "\"{\\\"format\\\"");
    let aside = browser.kept.values().filter(|text| *text == "{\"version\": 1, \"cont");
    assert_eq!(aside.count(), 1);
    browser.dismisses(tab, is_unreadable);
    assert!(browser.codes(tab).iter().any(is_unreadable), "one after the other");
    browser.dismisses(tab, is_unreadable);
    assert!(!browser.codes(tab).iter().any(is_unreadable));
    browser.reloads(tab);
    assert_eq!((browser.name(tab), browser.codes(tab)), ("Mine".into(), vec![]));
    assert_eq!(browser.state(tab).comparison.kept.len(), 1);
}

#[test]
fn a_kept_comparison_is_one_for_all_tabs() {
    let mut browser = Browser::default();
    let (first, second) = (browser.opens(), browser.opens());
    browser.names(first, "One");
    browser.names(second, "Two");
    browser.does(first, Event::Compare(CompareEvent::Keep));
    browser.does(second, Event::Compare(CompareEvent::Keep));
    let names = |browser: &Browser, tab: usize| -> Vec<String> {
        browser.state(tab).comparison.kept.iter().map(|kept| kept.name.clone()).collect()
    };
    assert_eq!(
        (names(&browser, first), names(&browser, second)),
        (vec!["One".into(), "Two".into()], vec!["One".to_owned(), "Two".into()])
    );
    let id = browser.state(first).comparison.kept[1].id.clone();
    browser.does(first, Event::Compare(CompareEvent::Remove { id }));
    assert_eq!(names(&browser, second), ["One"]);
    browser.reloads(second);
    assert_eq!(names(&browser, second), ["One"]);
}

#[test]
fn without_a_store_it_is_said_once() {
    let found = Found { fresh: "a".into(), ..Found::default() };
    let mut state = State::open(found, Preferences::default(), None);
    let effects = update(&mut state, Event::Started);
    assert!(matches!(effects[..], [Effect::Spawn, Effect::Recall(_)]), "{effects:?}");
    let codes = |state: &State| -> Vec<_> {
        state.notices.iter().map(|notice| notice.code.clone()).collect()
    };
    assert_eq!(codes(&state), [NoticeCode::StorageMissing]);
    let id = state.notices[0].id;
    update(&mut state, Event::Dismiss(id));
    update(&mut state, Event::Keeping(filtro_app::Keeping::Refused));
    assert_eq!(codes(&state), []);
    // A full one can have room again.
    update(&mut state, Event::Keeping(filtro_app::Keeping::Full));
    assert_eq!(codes(&state), [NoticeCode::StorageFull]);
    let id = state.notices[0].id;
    update(&mut state, Event::Dismiss(id));
    update(&mut state, Event::Keeping(filtro_app::Keeping::Full));
    assert_eq!(codes(&state), [], "not at every edit");
    update(&mut state, Event::Keeping(filtro_app::Keeping::Again));
    update(&mut state, Event::Keeping(filtro_app::Keeping::Full));
    update(&mut state, Event::Keeping(filtro_app::Keeping::Again));
    assert_eq!(codes(&state), []);
}

#[test]
fn damage_is_told_from_news() {
    let text = Envelope::new("a", 1.0, "content".into()).write();
    assert_eq!(
        Envelope::read(&text.replace("content\":\"c", "content\":\"k")),
        Err(KeptError::Damaged)
    );
}

/// What people do in two tabs.
#[derive(Clone, Debug)]
enum Act {
    Name(usize, u8),
    Reload(usize),
    Close(usize),
    Open,
    Duplicate(usize),
}

fn any_act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (0_usize..3, any::<u8>()).prop_map(|(tab, name)| Act::Name(tab, name)),
        2 => (0_usize..3).prop_map(Act::Reload),
        1 => (0_usize..3).prop_map(Act::Close),
        1 => Just(Act::Open),
        1 => (0_usize..3).prop_map(Act::Duplicate),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_document_is_lost(acts in prop::collection::vec(any_act(), 0..24)) {
        let mut browser = Browser::default();
        browser.opens();
        for act in acts {
            // The last documents of all tabs that are open.
            let open: Vec<usize> =
                (0..browser.tabs.len()).filter(|tab| browser.tabs[*tab].state.is_some()).collect();
            let pick = |at: usize| open.get(at % open.len().max(1)).copied();
            match act {
                Act::Name(at, name) => {
                    if let Some(tab) = pick(at) {
                        browser.names(tab, &format!("N{name}"));
                    }
                }
                Act::Reload(at) => {
                    if let Some(tab) = pick(at) {
                        let before = browser.name(tab);
                        browser.reloads(tab);
                        prop_assert_eq!(before, browser.name(tab));
                    }
                }
                Act::Close(at) => {
                    if let Some(tab) = pick(at) {
                        let name = browser.name(tab);
                        browser.leaves(tab);
                        let fresh = browser.opens();
                        let found = browser.name(fresh) == name
                            || browser.earlier(fresh).contains(&name)
                            || open.iter().any(|other| *other != tab && browser.name(*other) == name);
                        prop_assert!(found, "{} is lost", name);
                    }
                }
                Act::Open if open.len() < 4 => drop(browser.opens()),
                Act::Duplicate(at) if open.len() < 4 => {
                    if let Some(tab) = pick(at) {
                        let copy = browser.duplicates(tab);
                        prop_assert_eq!(browser.name(copy), browser.name(tab));
                    }
                }
                Act::Open | Act::Duplicate(_) => {}
            }
            let mut ids: Vec<_> = browser.tabs.iter().filter_map(|tab| tab.state.as_ref())
                .map(|state| state.visit.tab.clone()).collect();
            let count = ids.len();
            ids.sort();
            ids.dedup();
            prop_assert_eq!(ids.len(), count, "no two tabs are the same");
        }
    }

    #[test]
    fn joining_is_the_same_either_way_round(
        steps in prop::collection::vec((0_usize..2, 0_u8..4, 0_usize..4), 0..20),
    ) {
        let mut browser = Browser::default();
        let tabs = [browser.opens(), browser.opens()];
        // Each on its own: nothing is heard of the other.
        let mut states: Vec<State> = tabs.map(|tab| browser.state(tab).clone()).into();
        for (tab, what, at) in steps {
            let id = states[tab].comparison.kept.get(at).map(|kept| kept.id.clone());
            let event = match (what, id) {
                (1, Some(id)) => CompareEvent::Remove { id },
                (2, Some(id)) => CompareEvent::Rename { id, name: format!("{tab}{at}") },
                (3, _) => CompareEvent::Choose { name: format!("t{at}"), chosen: tab == 0 },
                _ => CompareEvent::Keep,
            };
            update(&mut states[tab], Event::Compare(event));
        }
        let [a, b] = [&states[0].comparison, &states[1].comparison];
        let joined = |mut one: Comparison, other: &Comparison| { one.join(other.clone()); one };
        let both = joined(a.clone(), b);
        prop_assert_eq!(&both, &joined(b.clone(), a));
        prop_assert_eq!(&both, &joined(both.clone(), a));
        prop_assert_eq!(&both, &Comparison::read(&both.write()));
        for kept in a.kept.iter().chain(b.kept.iter()) {
            prop_assert!(both.find(&kept.id).is_some(), "both tabs had it, or one");
        }
    }
}

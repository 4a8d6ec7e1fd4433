//! A browser of several tabs, whose store is a map.

#![allow(dead_code, clippy::unwrap_used, clippy::indexing_slicing, reason = "a test's helper")]

use filtro_app::{
    COMPARISON, CompareEvent, Effect, Envelope, Event, Found, NETWORKS, NoticeCode, Preferences,
    State, TabMessage, VisitEvent, When, slot_of, update,
};
use filtro_net::Edit;
use std::collections::BTreeMap;

/// A browser: what it keeps, and its tabs.
#[derive(Default)]
pub struct Browser {
    pub kept: BTreeMap<String, String>,
    pub tabs: Vec<Tab>,
    pub clock: f64,
    pub ids: u32,
}

/// A tab, and what the browser keeps with it.
pub struct Tab {
    pub state: Option<State>,
    pub id: Option<String>,
    pub left: bool,
    pub files: Vec<(String, String)>,
}

impl Browser {
    pub fn networks(&self) -> Vec<(String, String)> {
        let all = self.kept.iter().filter(|(key, _)| key.starts_with(NETWORKS));
        all.map(|(key, text)| (key.clone(), text.clone())).collect()
    }

    /// A new tab; its number.
    pub fn opens(&mut self) -> usize {
        self.tabs.push(Tab { state: None, id: None, left: false, files: Vec::new() });
        self.loads(self.tabs.len() - 1);
        self.tabs.len() - 1
    }

    /// A copy of a tab, with all that the browser keeps with it.
    pub fn duplicates(&mut self, tab: usize) -> usize {
        let (id, left) = (self.tabs[tab].id.clone(), self.tabs[tab].left);
        self.tabs.push(Tab { state: None, id, left, files: Vec::new() });
        self.loads(self.tabs.len() - 1);
        self.tabs.len() - 1
    }

    pub fn loads(&mut self, tab: usize) {
        self.ids += 1;
        let found = Found {
            networks: self.networks(),
            comparison: self.kept.get(COMPARISON).cloned(),
            tab: self.tabs[tab].id.clone(),
            left: std::mem::take(&mut self.tabs[tab].left),
            fresh: format!("tab{}", self.ids),
            keeps: true,
        };
        self.tabs[tab].state = Some(State::open(found, Preferences::default(), None));
        self.does(tab, Event::Started);
        // All have answered by then.
        let networks = self.networks();
        self.does(tab, Event::Visit(VisitEvent::Counted(networks)));
    }

    pub fn leaves(&mut self, tab: usize) {
        let id = self.state(tab).visit.tab.clone();
        self.tabs[tab].left = true;
        self.tabs[tab].state = None;
        self.says(tab, &TabMessage::Bye(id));
    }

    pub fn reloads(&mut self, tab: usize) {
        self.leaves(tab);
        self.loads(tab);
    }

    pub fn says(&mut self, from: usize, message: &TabMessage) {
        for other in (0..self.tabs.len()).filter(|other| *other != from) {
            if self.tabs[other].state.is_some() {
                self.does(other, Event::Visit(VisitEvent::Heard(message.clone())));
            }
        }
    }

    pub fn keeps(&mut self, key: String, kept: &Envelope) {
        self.kept.insert(key, kept.write());
    }

    pub fn does(&mut self, tab: usize, event: Event) {
        let Some(state) = &mut self.tabs[tab].state else { return };
        let effects = update(state, event);
        self.clock += 1.0;
        let (clock, me) = (self.clock, state.visit.tab.clone());
        for effect in effects {
            match effect {
                Effect::Autosave(text) => {
                    self.keeps(slot_of(&me), &Envelope::new(&me, clock, text));
                }
                Effect::KeepEarlier { key, content } => {
                    let kept = Envelope { told: true, ..Envelope::new("", clock, content) };
                    self.keeps(key, &kept);
                }
                Effect::KeepAs { key, text } => drop(self.kept.insert(key, text)),
                Effect::Forget(key) => drop(self.kept.remove(&key)),
                Effect::BeTab(id) => self.tabs[tab].id = Some(id),
                Effect::Say(message) => self.says(tab, &message),
                Effect::Count(When::Now | When::Returned) => {
                    let networks = self.networks();
                    self.does(tab, Event::Visit(VisitEvent::Counted(networks)));
                }
                Effect::SaveFile { name, text } => self.tabs[tab].files.push((name, text)),
                Effect::SaveComparison(text) => {
                    self.keeps(COMPARISON.into(), &Envelope::new(&me, clock, text.clone()));
                    for other in (0..self.tabs.len()).filter(|other| *other != tab) {
                        let heard = CompareEvent::Heard(text.clone());
                        self.does(other, Event::Compare(heard));
                    }
                }
                _ => {}
            }
        }
    }

    pub fn state(&self, tab: usize) -> &State {
        self.tabs[tab].state.as_ref().unwrap()
    }

    pub fn names(&mut self, tab: usize, name: &str) {
        self.does(tab, Event::Edit(Edit::SetTitle(name.into())));
    }

    pub fn name(&self, tab: usize) -> String {
        self.state(tab).document.network.name.clone()
    }

    pub fn earlier(&self, tab: usize) -> Vec<String> {
        self.state(tab).visit.earlier.iter().map(|earlier| earlier.name.clone()).collect()
    }

    pub fn codes(&self, tab: usize) -> Vec<NoticeCode> {
        self.state(tab).notices.iter().map(|notice| notice.code.clone()).collect()
    }

    pub fn dismisses(&mut self, tab: usize, code: impl Fn(&NoticeCode) -> bool) {
        let notices = self.state(tab).notices.clone();
        let id = notices.iter().find(|notice| code(&notice.code)).unwrap().id;
        self.does(tab, Event::Dismiss(id));
    }
}

//! Other tabs, earlier visits, and what the browser keeps of this one.

use super::document;
use super::effects::Effects;
use crate::effect::{Effect, When};
use crate::event::{Keeping, VisitEvent};
use crate::notice::{NoticeCode, Spot};
use crate::state::{Pending, State};
use crate::visit::{KeptError, TabMessage, slot_of};
use filtro_net::file;

/// The page is up: it says who it is, and asks who else is there.
pub(super) fn begin(state: &mut State, out: &mut Effects) {
    // A page that was opened without a browser has nobody to tell.
    if state.visit.tab.is_empty() {
        return;
    }
    if !state.visit.keeps {
        state.notify(Spot::Page, NoticeCode::StorageMissing);
        return;
    }
    if let Some((key, text)) = state.visit.take_aside() {
        out.push(Effect::KeepAs { key, text });
    }
    tell_unreadable(state);
    if !state.visit.has_slot() {
        autosave(state, out);
    }
    announce(state, out);
}

fn announce(state: &State, out: &mut Effects) {
    let tab = state.visit.tab.clone();
    out.push(Effect::BeTab(tab.clone()));
    out.push(Effect::Say(TabMessage::Hello(tab)));
    out.push(Effect::Count(When::Answered));
}

fn autosave(state: &State, out: &mut Effects) {
    out.push(Effect::Autosave(file::to_json(&state.document.network)));
}

pub(super) fn visit(state: &mut State, event: VisitEvent, out: &mut Effects) {
    match event {
        VisitEvent::Heard(message) => heard(state, message, out),
        VisitEvent::Returned => {
            state.visit.forget_others();
            announce(state, out);
        }
        VisitEvent::Counted(networks) => counted(state, networks, out),
        VisitEvent::Open(key) => open(state, &key, out),
        VisitEvent::Save(key) => save(state, &key, out),
    }
}

fn heard(state: &mut State, message: TabMessage, out: &mut Effects) {
    match message {
        TabMessage::Hello(tab) => {
            meet(state, tab);
            out.push(Effect::Say(TabMessage::Here(state.visit.tab.clone())));
            // It may have taken this tab for closed, and its network over.
            autosave(state, out);
        }
        TabMessage::Here(tab) => {
            if !meet(state, tab) {
                // This tab was duplicated, its id with it.
                state.visit.become_another();
                autosave(state, out);
                announce(state, out);
            }
            // Who was there first has nothing to be told.
            if !state.visit.counted() {
                state.notify(Spot::Page, NoticeCode::OtherTab);
            }
        }
        TabMessage::Bye(tab) => {
            state.visit.lost(&tab);
            if state.visit.alone() {
                state.withdraw(|code| *code == NoticeCode::OtherTab);
            }
            out.push(Effect::Count(When::Returned));
        }
    }
}

/// Another tab is open: what it keeps is of no earlier visit. False if it says to be this one.
fn meet(state: &mut State, tab: String) -> bool {
    let slot = slot_of(&tab);
    state.visit.take(&slot);
    state.withdraw(|code| matches!(code, NoticeCode::AlsoKept { key, .. } if *key == slot));
    state.visit.met(tab)
}

fn counted(state: &mut State, networks: Vec<(String, String)>, out: &mut Effects) {
    let first = !state.visit.counted();
    let document = file::to_json(&state.document.network);
    let (gone, kept) = state.visit.count(networks, &document);
    if !kept {
        // Another tab took this one for closed while it was being loaded.
        autosave(state, out);
    }
    out.extend(gone.into_iter().map(Effect::Forget));
    tell_unreadable(state);
    if !first {
        return;
    }
    let untold = state.visit.tell();
    let marked =
        untold.iter().map(|it| Effect::KeepAs { key: it.key.clone(), text: it.kept.write() });
    out.extend(marked);
    if let Some(newest) = untold.first() {
        let (key, name) = (newest.key.clone(), newest.name.clone());
        let (saved, more) = (newest.kept.saved, untold.len() - 1);
        state.notify(Spot::Page, NoticeCode::AlsoKept { key, name, saved, more });
    }
}

/// Changes places with an earlier network, so that neither is lost.
pub(super) fn open(state: &mut State, key: &str, out: &mut Effects) {
    if state.in_progress() {
        state.pending = Some(Pending::Earlier(key.to_owned()));
    } else {
        swap(state, key, out);
    }
}

pub(super) fn swap(state: &mut State, key: &str, out: &mut Effects) {
    let Some(earlier) = state.visit.take(key) else { return };
    state.withdraw(|code| matches!(code, NoticeCode::AlsoKept { .. }));
    let content = file::to_json(&state.document.network);
    out.push(Effect::KeepEarlier { key: key.to_owned(), content });
    document::open_at_once(state, &earlier.kept.content, out);
    out.push(Effect::Count(When::Now));
}

pub(super) fn save(state: &State, key: &str, out: &mut Effects) {
    let found = state.visit.unreadable.iter().find(|it| it.key == key);
    out.extend(found.map(|it| {
        let name = match it.why {
            KeptError::Network(_) => "filtro-network.json",
            KeptError::Damaged | KeptError::Newer(_) => "filtro-kept.txt",
        };
        Effect::SaveFile { name: name.to_owned(), text: it.text.clone() }
    }));
}

/// The person needs it no more.
pub(super) fn dismissed(state: &mut State, key: String, out: &mut Effects) {
    state.visit.dismiss(&key);
    out.push(Effect::Forget(key));
    tell_unreadable(state);
}

/// One at a time.
fn tell_unreadable(state: &mut State) {
    let told = |code: &NoticeCode| matches!(code, NoticeCode::KeptUnreadable { .. });
    if state.notices.iter().any(|notice| told(&notice.code)) {
        return;
    }
    if let Some(found) = state.visit.unreadable.first() {
        let (key, why) = (found.key.clone(), found.why.clone());
        state.notify(Spot::Page, NoticeCode::KeptUnreadable { key, why });
    }
}

/// Said once, not at every edit.
pub(super) fn keeping(state: &mut State, keeping: Keeping) {
    let code = match keeping {
        Keeping::Again => {
            state.visit.full = false;
            return state.withdraw(|code| *code == NoticeCode::StorageFull);
        }
        Keeping::Full if std::mem::replace(&mut state.visit.full, true) => return,
        Keeping::Full => NoticeCode::StorageFull,
        Keeping::Refused if !std::mem::take(&mut state.visit.keeps) => return,
        Keeping::Refused => NoticeCode::StorageMissing,
    };
    state.notify(Spot::Page, code);
}

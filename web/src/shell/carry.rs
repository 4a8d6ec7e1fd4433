//! What is done when a person asks for something.

use super::tabs::focus_panel_later;
use super::tools::is_small;
use super::view::{View, area_of};
use crate::act::Act;
use crate::builder::canvas::focus_search;
use crate::builder::focus::{focus_network_later, focus_node_later};
use crate::ports::files::{self, FileKind};
use crate::ports::prefs;
use crate::route::Room;
use crate::store::StoreHandle;
use crate::train::cost;
use filtro_app::{Event, NoticeAction, Way};
use gloo_timers::callback::Timeout;
use web_sys::File;
use yew::prelude::*;

/// Does what a person asks for.
pub(super) fn carry_out(act: Act, store: &StoreHandle, view: &UseReducerDispatcher<View>) {
    let act = match act {
        Act::App(event) => return store.dispatch(*event),
        act => act,
    };
    view.dispatch(act.clone());
    match act {
        Act::App(_) | Act::Choose(_) | Act::Unfold(_) | Act::Sheet(_) => {}
        Act::Select(id) => store.dispatch(Event::Select(Some(id))),
        // The field is there once it is unfolded.
        Act::Find if is_small() => {
            Timeout::new(0, focus_search).forget();
        }
        Act::Find => focus_search(),
        Act::Device => Room::Build.enter(),
        Act::Cost => {
            Room::Build.enter();
            cost::reveal();
        }
        Act::Lead(way) => lead(way, store),
        Act::Language(lang) => prefs::apply_language(lang, true),
        Act::Theme(theme) => prefs::apply_theme(theme, true),
        Act::Pick(kind) => pick(kind, store, view),
        Act::Take(kind, all) => store.take(kind, all),
        Act::TakeAny(all) => {
            if let Some(area) = area_of(all.iter().map(files::kind_of)) {
                Room::Build.enter();
                view.dispatch(Act::Choose(area));
            }
            store.take_files(all);
        }
        Act::Picture(id) => store.show_picture(id),
        Act::FetchIndex => store.fetch_index(),
        Act::FetchTemplate(name) => store.fetch_template(name),
    }
}

/// Goes where that can be changed which a run waits for, or does what it takes.
fn lead(way: Way, store: &StoreHandle) {
    if matches!(way, Way::Node(_) | Way::Network | Way::Data | Way::Cost) {
        Room::Build.enter();
    }
    match way {
        Way::Node(id) => {
            store.dispatch(Event::Select(Some(id)));
            focus_node_later(id);
        }
        Way::Network => focus_network_later(),
        Way::Data => focus_panel_later(),
        Way::Cost => cost::reveal(),
        Way::Restart => store.dispatch(Event::Act(NoticeAction::RestartEngine)),
        Way::Reload => store.dispatch(Event::Act(NoticeAction::Reload)),
    }
}

/// Opens the file dialog.
fn pick(kind: FileKind, store: &StoreHandle, view: &UseReducerDispatcher<View>) {
    let (store, view) = (store.clone(), view.clone());
    let picked = move |all: Vec<File>| {
        if !all.is_empty() {
            carry_out(Act::Take(kind, all), &store, &view);
        }
    };
    files::pick(kind, Callback::from(picked));
}

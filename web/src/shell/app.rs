//! The whole page.

use super::build::Build;
use super::carry::carry_out;
use super::files::use_page_files;
use super::keys::{Shortcut, asked, use_shortcuts};
use super::parts::{DragPart, EndingPart, HeaderPart, NoticesPart, RepeatPart, TransportPart};
use super::rooms::{SkipLink, use_focus_in};
use super::rooms_parts::{ComparePart, GalleryPart, PracticePart};
use super::shortcuts::Shortcuts;
use super::view::View;
use crate::act::Act;
use crate::builder::focus::focus_network_if_lost;
use crate::ports::prefs;
use crate::route::{Area, Room, use_room};
use crate::slots::SlotsHandle;
use crate::store::{Store, StoreHandle, use_shown};
use filtro_app::{Event, RunPhase};
use filtro_text::Lang;
use filtro_ui::dom::is_focus_lost;
use filtro_ui::use_text;
use std::rc::Rc;
use yew::prelude::*;

/// The page: its state, and what is done with what a person asks for.
#[component]
pub fn App() -> Html {
    let store = use_memo((), |()| StoreHandle::new(Store::new()));
    let view = use_reducer_eq(View::first);
    let send = {
        let (store, view) = (Rc::clone(&store), view.dispatcher());
        use_callback((), move |act: Act, ()| carry_out(act, &store, &view))
    };
    {
        let store = Rc::clone(&store);
        use_effect_with((), move |()| store.dispatch(Event::Started));
    }
    use_effect_with((view.lang, view.theme), |(lang, theme)| {
        prefs::apply_language(*lang, false);
        prefs::apply_theme(*theme, false);
    });
    html! {
        <ContextProvider<Lang> context={view.lang}>
            <ContextProvider<SlotsHandle> context={store.slots.clone()}>
                <Page store={(*store).clone()} view={*view} {send} />
            </ContextProvider<SlotsHandle>>
        </ContextProvider<Lang>>
    }
}

#[derive(PartialEq, Properties)]
struct PageProps {
    store: StoreHandle,
    view: View,
    send: Callback<Act>,
}

/// All that is on the screen.
#[component]
fn Page(props: &PageProps) -> Html {
    let t = &use_text().shell;
    let PageProps { store, view, send } = props;
    let room = use_room();
    use_focus_in(room);
    let phase = *use_shown(store, |state| state.run.phase);
    let onfiles = use_callback(send.clone(), |all, send| send.emit(Act::TakeAny(all)));
    let hovering = use_page_files(onfiles);
    use_keys(phase, send);
    leave_guard(phase == RunPhase::Running);
    let onclose = send.reform(|()| Act::Sheet(false));
    html! {
        <div class="page" data-area={if view.area == Area::Network { "network" } else { "panel" }}>
            <SkipLink {room} />
            <HeaderPart store={store.clone()} theme={view.theme} {room} send={send.clone()} />
            <TransportPart store={store.clone()} send={send.clone()} />
            { main(room, props) }
            <DragPart store={store.clone()} send={send.clone()} />
            <NoticesPart store={store.clone()} send={send.clone()} />
            <RepeatPart store={store.clone()} send={send.clone()} />
            <EndingPart store={store.clone()} send={send.clone()} />
            <Shortcuts open={view.sheet} {onclose} />
            if hovering {
                <div class="drop-target"><p>{ t.drop_here }</p></div>
            }
        </div>
    }
}

/// The room where the person is.
fn main(room: Room, props: &PageProps) -> Html {
    let PageProps { store, view, send } = props;
    let part = match room {
        Room::Build => {
            let (area, tools) = (view.area, view.tools);
            return html! { <Build store={store.clone()} {area} {tools} send={send.clone()} /> };
        }
        Room::Gallery => html! { <GalleryPart store={store.clone()} send={send.clone()} /> },
        Room::Compare => html! { <ComparePart store={store.clone()} send={send.clone()} /> },
        Room::Practice => html! { <PracticePart store={store.clone()} send={send.clone()} /> },
    };
    html! { <main key={room.key()} class="room" id="room" tabindex="-1">{ part }</main> }
}

/// Shortcuts that are heard wherever the person is.
#[hook]
fn use_keys(phase: RunPhase, send: &Callback<Act>) {
    let busy = matches!(phase, RunPhase::Running | RunPhase::Queued(_));
    let onkey = use_callback((busy, send.clone()), |key: Shortcut, (busy, send)| {
        // What has the focus keeps it, or the canvas passes it on.
        let from_nowhere = is_focus_lost() && matches!(key, Shortcut::Undo | Shortcut::Redo);
        send.emit(asked(key, *busy));
        if from_nowhere {
            focus_network_if_lost();
        }
    });
    use_shortcuts(onkey);
}

/// Asks before the page is left while a run goes on.
fn leave_guard(running: bool) {
    let Some(window) = web_sys::window() else { return };
    let guard =
        running.then(|| js_sys::Function::new_with_args("event", "event.preventDefault();"));
    window.set_onbeforeunload(guard.as_ref());
}

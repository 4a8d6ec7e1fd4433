//! The rooms of the page: where one builds, and where one looks around, compares and practises.
//!
//! The address names the room (`#gallery`), so that it can be linked to and the browser's back
//! button works.

use crate::text::{Text, use_text};
use crate::view::canvas::focus_network;
use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

/// A room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Room {
    /// Palette, network and panels.
    #[default]
    Build,
    /// Ready-made networks.
    Gallery,
    /// Networks side by side.
    Compare,
    /// Exercises in shapes.
    Practice,
}

impl Room {
    /// In order.
    pub const ALL: [Self; 4] = [Self::Build, Self::Gallery, Self::Compare, Self::Practice];

    /// Its address within the page.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Build => "build",
            Self::Gallery => "gallery",
            Self::Compare => "compare",
            Self::Practice => "practice",
        }
    }

    /// The room of an address such as `#gallery` or `#practice?seed=7`; any other is where one
    /// builds.
    pub fn of(hash: &str) -> Self {
        let key = hash.trim_start_matches('#').split('?').next().unwrap_or_default();
        Self::ALL.into_iter().find(|room| room.key() == key).unwrap_or_default()
    }

    const fn name(self, text: &Text) -> &'static str {
        let t = &text.shell;
        match self {
            Self::Build => t.room_build,
            Self::Gallery => t.room_gallery,
            Self::Compare => t.room_compare,
            Self::Practice => t.room_practice,
        }
    }

    /// Goes there: the address changes, and with it what is shown.
    pub fn enter(self) {
        go(self.key());
    }
}

/// Changes the address within the page, such as `practice?seed=7`.
pub fn go(address: &str) {
    if let Some(window) = web_sys::window() {
        // Refused only where the address may not change, as in some frames.
        window.location().set_hash(address).unwrap_or_default();
    }
}

fn here() -> String {
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// The address within the page, `#` included, whoever changes it.
#[hook]
pub fn use_address() -> String {
    let address = use_state_eq(here);
    {
        let address = address.setter();
        use_effect_with((), move |()| {
            let window = web_sys::window();
            let listener = window.map(|window| {
                EventListener::new(&window, "hashchange", move |_| address.set(here()))
            });
            move || drop(listener)
        });
    }
    (*address).clone()
}

/// The room that the address names.
#[hook]
pub fn use_room() -> Room {
    Room::of(&use_address())
}

/// Sends the focus into a room that was entered by a button of another, which is gone now.
#[hook]
pub fn use_focus_in(room: Room) {
    let first = use_mut_ref(|| true);
    use_effect_with(room, move |room| {
        if first.replace(false) {
            return;
        }
        let document = web_sys::window().and_then(|window| window.document());
        let lost = document.as_ref().and_then(web_sys::Document::active_element);
        if lost.is_none_or(|element| element.tag_name() == "BODY") {
            match room {
                Room::Build => focus_network(),
                Room::Gallery | Room::Compare | Room::Practice => focus_room(),
            }
        }
    });
}

fn focus_room() {
    let document = web_sys::window().and_then(|window| window.document());
    let room = document.and_then(|document| document.get_element_by_id("room"));
    if let Some(room) = room.and_then(|room| room.dyn_into::<HtmlElement>().ok()) {
        // Refused by detached elements only.
        room.focus().unwrap_or_default();
    }
}

/// Properties of [`Rooms`].
#[derive(PartialEq, Properties)]
pub struct RoomsProps {
    /// Where the person is.
    pub room: Room,
}

/// The way from room to room.
#[component]
pub fn Rooms(props: &RoomsProps) -> Html {
    let text = use_text();
    html! {
        <nav class="rooms" aria-label={text.shell.nav_rooms}>
            for room in Room::ALL {
                <a
                    key={room.key()}
                    class="room-link"
                    href={format!("#{}", room.key())}
                    aria-current={(room == props.room).then_some("page")}
                    // It leads nowhere else: no stop on the way to the network.
                    tabindex={(room == props.room).then_some("-1")}
                >
                    { room.name(text) }
                </a>
            }
        </nav>
    }
}

/// The first stop of the keyboard: past the header.
#[component]
pub fn SkipLink(props: &RoomsProps) -> Html {
    let t = &use_text().shell;
    if props.room == Room::Build {
        return html! { <a class="skip-link" href="#network">{ t.skip_to_network }</a> };
    }
    // The address names the room already: the focus alone moves.
    let onclick = Callback::from(|event: MouseEvent| {
        event.prevent_default();
        focus_room();
    });
    html! { <a class="skip-link" href="#room" {onclick}>{ t.skip_to_room }</a> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_room() {
        for room in Room::ALL {
            assert_eq!(Room::of(&format!("#{}", room.key())), room);
            assert_eq!(Room::of(&format!("#{}?seed=7&level=2", room.key())), room);
        }
        for other in ["", "#", "#network", "#Gallery", "#?practice"] {
            assert_eq!(Room::of(other), Room::Build);
        }
    }
}

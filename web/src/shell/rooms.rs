//! The way between the rooms of the page: where one builds, and where one looks around, compares and
//! practises.

use crate::builder::focus::focus_network;
use crate::route::Room;
use filtro_text::Text;
use filtro_ui::dom::{focus_id, is_focus_lost};
use filtro_ui::use_text;
use yew::prelude::*;

/// Sends the focus into a room that was entered by a button of another, which is gone now.
#[hook]
pub fn use_focus_in(room: Room) {
    let first = use_mut_ref(|| true);
    use_effect_with(room, move |room| {
        if first.replace(false) {
            return;
        }
        if is_focus_lost() {
            match room {
                Room::Build => focus_network(),
                Room::Gallery | Room::Compare | Room::Practice => {
                    focus_id("room");
                }
            }
        }
    });
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
                    { name(room, text) }
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
        focus_id("room");
    });
    html! { <a class="skip-link" href="#room" {onclick}>{ t.skip_to_room }</a> }
}

/// What a room is called.
const fn name(room: Room, text: &Text) -> &'static str {
    let t = &text.shell;
    match room {
        Room::Build => t.room_build,
        Room::Gallery => t.room_gallery,
        Room::Compare => t.room_compare,
        Room::Practice => t.room_practice,
    }
}

//! What is said to people who do not see the screen.

use crate::names::name_of_dragged;
use filtro_app::{Announcement, Where};
use filtro_net::Network;
use filtro_text::{Lang, Text};
use yew::AttrValue;

/// What is said last to assistive technology.
pub fn announcement(said: Option<&Announcement>, network: &Network, lang: Lang) -> AttrValue {
    let Some(said) = said else { return AttrValue::default() };
    let name = match said {
        Announcement::PickedUp(what, _)
        | Announcement::Over(what, _)
        | Announcement::Outside(what)
        | Announcement::Dropped(what, _)
        | Announcement::Cancelled(what) => name_of_dragged(what, network, lang),
        _ => String::new(),
    };
    words(lang.text(), said, &name).into()
}

/// A position in words, with the lane of the block that it is in.
fn position(text: &Text, place: &Where) -> String {
    let lane = place.inside.map(|(sort, lane)| (text.blocks.lane)(sort, lane));
    (text.announce.position)(place.position, place.of, lane.as_deref())
}

/// What has happened in words; `name` is of what moves.
fn words(text: &Text, said: &Announcement, name: &str) -> String {
    let t = &text.announce;
    match said {
        Announcement::PickedUp(_, place) => (t.picked_up)(name, &position(text, place)),
        Announcement::Over(_, place) => position(text, place),
        Announcement::Outside(_) => (t.outside)(name),
        Announcement::Dropped(_, place) => (t.dropped)(name, &position(text, place)),
        Announcement::Cancelled(_) => (t.cancelled)(name),
        Announcement::Selected(count) => (t.selected)(*count),
        Announcement::Removed => t.removed.into(),
        Announcement::Added => t.added.into(),
        Announcement::BlockAdded => t.block_added.into(),
        Announcement::Wrapped(count) => (t.wrapped)(*count),
        Announcement::Unwrapped => t.unwrapped.into(),
        Announcement::Repeated(times) => (t.repeated)(*times),
        Announcement::LaneAdded => t.lane_added.into(),
        Announcement::LaneRemoved => t.lane_removed.into(),
        Announcement::Undone => t.undone.into(),
        Announcement::Redone => t.redone.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use filtro_app::Dragged;
    use filtro_net::{BlockSort, NodeId};
    use filtro_text::{EN, ES};

    #[test]
    fn places_name_their_lane() {
        let what = || Dragged::Node(NodeId(1));
        let at = |inside| Where { position: 1, of: 3, inside };
        let over = Announcement::Over(what(), at(Some((BlockSort::Residual, 1))));
        assert_eq!(words(&EN, &over, ""), "position 1 of 3 in Shortcut");
        assert_eq!(words(&ES, &over, ""), "posición 1 de 3 en Atajo");
        let over = Announcement::Over(what(), at(None));
        assert_eq!(words(&EN, &over, ""), "position 1 of 3");
    }
}

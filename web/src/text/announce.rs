//! What is said to people who do not see the screen.

use super::blocks;
use filtro_app::{Announcement, Where};

fn where_en(place: &Where) -> String {
    let inside = place.inside.map(|(sort, lane)| format!(" in {}", (blocks::EN.lane)(sort, lane)));
    format!("position {} of {}{}", place.position, place.of, inside.unwrap_or_default())
}

fn where_es(place: &Where) -> String {
    let inside = place.inside.map(|(sort, lane)| format!(" en {}", (blocks::ES.lane)(sort, lane)));
    format!("posición {} de {}{}", place.position, place.of, inside.unwrap_or_default())
}

/// English; the name is of what moves.
pub fn en(said: &Announcement, name: &str) -> String {
    match said {
        Announcement::PickedUp(_, place) => format!(
            "{name} picked up at {}. Arrow keys move it, Space drops it, Escape cancels.",
            where_en(place)
        ),
        Announcement::Over(_, place) => where_en(place),
        Announcement::Outside(_) => format!("{name} is outside the network"),
        Announcement::Dropped(_, place) => format!("{name} dropped at {}", where_en(place)),
        Announcement::Cancelled(_) => format!("Cancelled. {name} is where it was."),
        Announcement::Selected(0) => "Nothing is selected".into(),
        Announcement::Selected(count) => format!("{count} selected"),
        Announcement::Removed => "Layer deleted".into(),
        Announcement::Added => "Layer added".into(),
        Announcement::BlockAdded => "Block added".into(),
        Announcement::Wrapped(count) => format!("{count} wrapped in a block"),
        Announcement::Unwrapped => "Block unwrapped".into(),
        Announcement::Repeated(times) => format!("Repeated: {times} times now"),
        Announcement::LaneAdded => "Branch added".into(),
        Announcement::LaneRemoved => "Branch removed".into(),
        Announcement::Undone => "Undone".into(),
        Announcement::Redone => "Redone".into(),
    }
}

/// Spanish.
pub fn es(said: &Announcement, name: &str) -> String {
    match said {
        Announcement::PickedUp(_, place) => format!(
            "Agarraste {name} en la {}. Las flechas mueven, Espacio suelta, Escape cancela.",
            where_es(place)
        ),
        Announcement::Over(_, place) => where_es(place),
        Announcement::Outside(_) => format!("{name}: fuera de la red"),
        Announcement::Dropped(_, place) => format!("Soltaste {name} en la {}", where_es(place)),
        Announcement::Cancelled(_) => format!("Cancelado. {name} sigue donde estaba."),
        Announcement::Selected(0) => "Nada seleccionado".into(),
        Announcement::Selected(1) => "1 elemento seleccionado".into(),
        Announcement::Selected(count) => format!("{count} elementos seleccionados"),
        Announcement::Removed => "Capa eliminada".into(),
        Announcement::Added => "Capa añadida".into(),
        Announcement::BlockAdded => "Bloque añadido".into(),
        Announcement::Wrapped(1) => "1 elemento agrupado en un bloque".into(),
        Announcement::Wrapped(count) => format!("{count} elementos agrupados en un bloque"),
        Announcement::Unwrapped => "Bloque desagrupado".into(),
        Announcement::Repeated(times) => format!("Repetido: ahora {times} veces"),
        Announcement::LaneAdded => "Rama añadida".into(),
        Announcement::LaneRemoved => "Rama eliminada".into(),
        Announcement::Undone => "Deshecho".into(),
        Announcement::Redone => "Rehecho".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use filtro_app::Dragged;
    use filtro_net::{BlockSort, NodeId};

    #[test]
    fn places_name_their_lane() {
        let what = || Dragged::Node(NodeId(1));
        let at = |inside| Where { position: 1, of: 3, inside };
        let over = Announcement::Over(what(), at(Some((BlockSort::Residual, 1))));
        assert_eq!(en(&over, ""), "position 1 of 3 in Shortcut");
        assert_eq!(es(&over, ""), "posición 1 de 3 en Atajo");
        let over = Announcement::Over(what(), at(None));
        assert_eq!(en(&over, ""), "position 1 of 3");
    }
}

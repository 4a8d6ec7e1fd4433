//! The places between cards, told by the ids of their elements.

use filtro_net::{Lane, NodeId, Place};

/// Id of the element of a gap; it says which gap it is.
pub(super) fn gap_id(place: Place) -> String {
    match place.lane {
        Lane::Root => format!("gap-{}", place.index),
        Lane::Of { block, lane } => format!("gap-{}-{lane}-{}", block.0, place.index),
    }
}

pub(super) fn place_of(id: &str) -> Option<Place> {
    let numbers: Vec<usize> =
        id.strip_prefix("gap-")?.split('-').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    match numbers[..] {
        [index] => Some(Place::root(index)),
        [block, lane, index] => {
            let block = NodeId(u32::try_from(block).ok()?);
            Some(Place { lane: Lane::Of { block, lane }, index })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_gaps_say_which_they_are() {
        let inner = Place { lane: Lane::Of { block: NodeId(12), lane: 1 }, index: 3 };
        for place in [Place::root(0), Place::root(17), inner] {
            assert_eq!(place_of(&gap_id(place)), Some(place));
        }
        assert_eq!(place_of("gap-1-2"), None);
        assert_eq!(place_of("node-1"), None);
    }
}

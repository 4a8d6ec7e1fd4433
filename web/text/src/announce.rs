//! What is said to people who do not see the screen.

/// Texts of what has just happened to the network, and of where something is that is carried.
#[allow(missing_docs, reason = "each name says which text it is")]
pub struct Announce {
    /// A position from 1 on, how many there are, and in which lane of a block they are.
    pub position: fn(usize, usize, Option<&str>) -> String,
    /// The name of what is carried, and the position.
    pub picked_up: fn(&str, &str) -> String,
    pub outside: fn(&str) -> String,
    /// The name of what was carried, and the position.
    pub dropped: fn(&str, &str) -> String,
    pub cancelled: fn(&str) -> String,
    pub selected: fn(usize) -> String,
    pub removed: &'static str,
    pub added: &'static str,
    pub block_added: &'static str,
    pub wrapped: fn(usize) -> String,
    pub unwrapped: &'static str,
    pub repeated: fn(usize) -> String,
    pub lane_added: &'static str,
    pub lane_removed: &'static str,
    pub undone: &'static str,
    pub redone: &'static str,
}

/// English.
pub const EN: Announce = Announce {
    position: |position, of, lane| {
        let inside = lane.map(|lane| format!(" in {lane}")).unwrap_or_default();
        format!("position {position} of {of}{inside}")
    },
    picked_up: |name, position| {
        format!(
            "{name} picked up at {position}. Arrow keys move it, Space drops it, Escape cancels."
        )
    },
    outside: |name| format!("{name} is outside the network"),
    dropped: |name, position| format!("{name} dropped at {position}"),
    cancelled: |name| format!("Cancelled. {name} is where it was."),
    selected: |count| match count {
        0 => "Nothing is selected".into(),
        count => format!("{count} selected"),
    },
    removed: "Layer deleted",
    added: "Layer added",
    block_added: "Block added",
    wrapped: |count| format!("{count} wrapped in a block"),
    unwrapped: "Block unwrapped",
    repeated: |times| format!("Repeated: {times} times now"),
    lane_added: "Branch added",
    lane_removed: "Branch removed",
    undone: "Undone",
    redone: "Redone",
};

/// Spanish.
pub const ES: Announce = Announce {
    position: |position, of, lane| {
        let inside = lane.map(|lane| format!(" en {lane}")).unwrap_or_default();
        format!("posición {position} de {of}{inside}")
    },
    picked_up: |name, position| {
        format!(
            "Agarraste {name} en la {position}. Las flechas mueven, Espacio suelta, Escape cancela."
        )
    },
    outside: |name| format!("{name}: fuera de la red"),
    dropped: |name, position| format!("Soltaste {name} en la {position}"),
    cancelled: |name| format!("Cancelado. {name} sigue donde estaba."),
    selected: |count| match count {
        0 => "Nada seleccionado".into(),
        1 => "1 elemento seleccionado".into(),
        count => format!("{count} elementos seleccionados"),
    },
    removed: "Capa eliminada",
    added: "Capa añadida",
    block_added: "Bloque añadido",
    wrapped: |count| match count {
        1 => "1 elemento agrupado en un bloque".into(),
        count => format!("{count} elementos agrupados en un bloque"),
    },
    unwrapped: "Bloque desagrupado",
    repeated: |times| format!("Repetido: ahora {times} veces"),
    lane_added: "Rama añadida",
    lane_removed: "Rama eliminada",
    undone: "Deshecho",
    redone: "Rehecho",
};

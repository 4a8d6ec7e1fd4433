//! Exercises in shapes.

/// Texts of the room `#practice`.
pub struct Practice {
    pub title: &'static str,
    pub lead: &'static str,
}

/// English.
pub const EN: Practice = Practice {
    title: "Shape practice",
    lead: "What comes out of a layer, and with how many parameters?",
};

/// Spanish.
pub const ES: Practice = Practice {
    title: "Práctica de formas",
    lead: "¿Qué sale de una capa, y con cuántos parámetros?",
};

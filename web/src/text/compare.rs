//! Networks side by side.

/// Texts of the room `#compare`.
pub struct Compare {
    pub title: &'static str,
    pub lead: &'static str,
}

/// English.
pub const EN: Compare = Compare {
    title: "Comparison",
    lead: "Parameters, multiply-adds and accuracy, as published and as computed here.",
};

/// Spanish.
pub const ES: Compare = Compare {
    title: "Comparación",
    lead: "Parámetros, multiplicaciones-sumas y exactitud, según lo publicado y según se calcula aquí.",
};

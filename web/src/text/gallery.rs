//! The gallery of ready-made networks.

/// Texts of the room `#gallery`.
pub struct Gallery {
    pub title: &'static str,
    pub lead: &'static str,
}

/// English.
pub const EN: Gallery = Gallery {
    title: "Gallery",
    lead: "Networks that made history, and small relatives of them that train in this tab.",
};

/// Spanish.
pub const ES: Gallery = Gallery {
    title: "Galería",
    lead: "Redes que hicieron historia, y parientes pequeñas suyas que se entrenan en esta pestaña.",
};

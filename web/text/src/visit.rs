//! What is kept from visit to visit, and other tabs.

/// Texts of visits.
#[allow(missing_docs, reason = "each name says which text it is")]
pub struct Visit {
    pub storage_missing: &'static str,
    pub other_tab: &'static str,
    /// A network's name, when it was edited, how many others there are.
    pub also_kept: fn(&str, &str, usize) -> String,
    pub open_earlier: &'static str,
    /// Why it cannot be read.
    pub unreadable: fn(&str) -> String,
    pub damaged: &'static str,
    pub newer: &'static str,
    pub save_unreadable: &'static str,
    /// Over the networks of earlier visits in the file menu.
    pub earlier: &'static str,
}

/// English.
pub const EN: Visit = Visit {
    storage_missing: "This browser keeps nothing for this page: your network is gone when you \
                      close it. To keep it, choose File, Save the network.",
    other_tab: "Filtro is open in another tab; each keeps its own network.",
    also_kept: |name, when, more| {
        let others = match more {
            0 => String::new(),
            1 => " One more is in the File menu.".to_owned(),
            more => format!(" {more} more are in the File menu."),
        };
        format!("Also kept from an earlier visit: {name}, edited {when}.{others}")
    },
    open_earlier: "Open it",
    unreadable: |why| {
        format!(
            "Something kept here cannot be read ({why}). Nothing was overwritten: it stays until \
             you dismiss this message."
        )
    },
    damaged: "it is damaged or cut short",
    newer: "a newer version of Filtro wrote it",
    save_unreadable: "Save it as a file",
    earlier: "From earlier visits",
};

/// Spanish.
pub const ES: Visit = Visit {
    storage_missing: "Este navegador no guarda nada de esta página: tu red se perderá al \
                      cerrarla. Para conservarla, elige Archivo, Guardar la red.",
    other_tab: "Filtro está abierto en otra pestaña; cada una guarda su propia red.",
    also_kept: |name, when, more| {
        let others = match more {
            0 => String::new(),
            1 => " Hay otra más en el menú Archivo.".to_owned(),
            more => format!(" Hay {more} más en el menú Archivo."),
        };
        format!("También se conserva de una visita anterior: {name}, editada el {when}.{others}")
    },
    open_earlier: "Abrirla",
    unreadable: |why| {
        format!(
            "No se puede leer algo que se guardó aquí ({why}). No se sobrescribió nada: se \
             conserva hasta que descartes este aviso."
        )
    },
    damaged: "está dañado o incompleto",
    newer: "lo escribió una versión más nueva de Filtro",
    save_unreadable: "Guardarlo en un archivo",
    earlier: "De visitas anteriores",
};

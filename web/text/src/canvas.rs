//! The canvas' toolbar: search, folding, zoom, colours, and the table of layers.

/// Texts of the canvas' toolbar and table.
#[allow(missing_docs, reason = "each name says which text it is")]
pub struct Canvas {
    /// What this is and what to do.
    pub first: &'static str,
    pub hide_first: &'static str,
    pub toolbar: &'static str,
    pub fold_and_zoom: &'static str,
    pub find: &'static str,
    pub find_hint: &'static str,
    pub found: fn(usize) -> String,
    pub found_at: fn(usize, usize) -> String,
    pub next: &'static str,
    pub previous: &'static str,
    pub fold_all: &'static str,
    pub unfold_all: &'static str,
    pub fold: fn(&str) -> String,
    pub unfold: fn(&str) -> String,
    pub layers: fn(u32, &str) -> String,
    pub stage: fn(usize) -> String,
    pub vector: &'static str,
    pub parameters: fn(&str) -> String,
    pub zoom_out: &'static str,
    pub zoom_in: &'static str,
    pub zoom_whole: &'static str,
    pub zoom_fit: &'static str,
    pub too_long: fn(&str) -> String,
    pub tint: &'static str,
    pub tint_none: &'static str,
    pub legend: &'static str,
    pub legend_receptive: &'static str,
    pub show_as: &'static str,
    pub cards: &'static str,
    pub table: &'static str,
    pub table_name: &'static str,
    pub table_note: fn(&str) -> String,
    pub layer_column: &'static str,
    pub activations: &'static str,
    pub receptive: &'static str,
    /// A place to insert at: a position, what stands before it if anything does, and the shape that
    /// comes in.
    pub insert: fn(&str, Option<&str>, &str) -> String,
    /// Behind a position: in which lane, of which block, which stands at which position.
    pub within: fn(&str, &str, &str) -> String,
    pub jump: &'static str,
    pub centre: &'static str,
    pub key_carry: &'static str,
    pub key_all: &'static str,
    pub key_find: &'static str,
    pub key_zoom: &'static str,
    pub key_fold: &'static str,
}

/// English.
pub const EN: Canvas = Canvas {
    first: "A workshop for convolutional networks: change layers, press Train, and watch what each one \
            learns.",
    hide_first: "Hide this line",
    toolbar: "View of the network",
    fold_and_zoom: "Folding and zoom",
    find: "Find a layer",
    find_hint: "Name or shape",
    found: |count| match count {
        0 => "None found".into(),
        1 => "1 found".into(),
        _ => format!("{count} found"),
    },
    found_at: |at, count| format!("{at} of {count}"),
    next: "Next",
    previous: "Previous",
    fold_all: "Collapse all",
    unfold_all: "Expand all",
    fold: |name| format!("Collapse {name}"),
    unfold: |name| format!("Expand {name}"),
    layers: |count, number| match count {
        1 => "1 layer".into(),
        _ => format!("{number} layers"),
    },
    stage: |number| format!("Stage {number}"),
    vector: "vector",
    parameters: |number| format!("{number} parameters"),
    zoom_out: "Smaller",
    zoom_in: "Larger",
    zoom_whole: "Full size",
    zoom_fit: "Fit the whole network",
    too_long: |zoom| {
        format!(
            "Even at {zoom} the network is longer than this window. Collapse parts of it, or see it \
             as a table."
        )
    },
    tint: "Colour by",
    tint_none: "nothing",
    legend: "Number: share of the whole network. Colour: logarithmic, strongest for the largest \
             layer, none below a thousandth of it.",
    legend_receptive: "Number: pixels of the picture that one output sees. Colour: logarithmic, \
                       strongest for the largest field.",
    show_as: "Show the network as",
    cards: "Cards",
    table: "Table",
    table_name: "Layers and their costs",
    table_note: |batch| {
        format!(
            "Activation memory: the outputs that training keeps for a batch of {batch} pictures. \
             Receptive field, jump and centre are in pixels of the picture."
        )
    },
    layer_column: "Layer",
    activations: "Activation memory",
    receptive: "Receptive field",
    insert: |at, after, shape| match after {
        Some(after) => format!("Insert at position {at}, after {after}: {shape}"),
        None => format!("Insert at position {at}: {shape}"),
    },
    within: |lane, block, at| format!(" in {lane} of {block} {at}"),
    jump: "Jump",
    centre: "Centre",
    key_carry: "In the palette: pick the focused layer up and carry it",
    key_all: "Select all layers",
    key_find: "Find a layer; Enter goes to the next, Shift and Enter to the previous one",
    key_zoom: "Network smaller, larger, in full size",
    key_fold: "Collapse or expand the focused block",
};

/// Spanish.
pub const ES: Canvas = Canvas {
    first: "Un taller de redes convolucionales: cambia capas, pulsa Entrenar y mira qué aprende cada una.",
    hide_first: "Ocultar esta línea",
    toolbar: "Vista de la red",
    fold_and_zoom: "Plegado y tamaño",
    find: "Buscar una capa",
    find_hint: "Nombre o forma",
    found: |count| match count {
        0 => "Ninguna".into(),
        1 => "1 encontrada".into(),
        _ => format!("{count} encontradas"),
    },
    found_at: |at, count| format!("{at} de {count}"),
    next: "Siguiente",
    previous: "Anterior",
    fold_all: "Contraer todo",
    unfold_all: "Desplegar todo",
    fold: |name| format!("Contraer {name}"),
    unfold: |name| format!("Desplegar {name}"),
    layers: |count, number| match count {
        1 => "1 capa".into(),
        _ => format!("{number} capas"),
    },
    stage: |number| format!("Etapa {number}"),
    vector: "vector",
    parameters: |number| format!("{number} parámetros"),
    zoom_out: "Más pequeña",
    zoom_in: "Más grande",
    zoom_whole: "Tamaño completo",
    zoom_fit: "Ver la red entera",
    too_long: |zoom| {
        format!(
            "Ni siquiera al {zoom} cabe la red en esta ventana. Contrae partes de ella o mírala como \
             tabla."
        )
    },
    tint: "Colorear por",
    tint_none: "nada",
    legend: "Número: parte de toda la red. Color: logarítmico, más intenso en la capa mayor y nulo \
             por debajo de su milésima parte.",
    legend_receptive: "Número: píxeles de la imagen que ve una salida. Color: logarítmico, \
                       más intenso en el campo mayor.",
    show_as: "Mostrar la red como",
    cards: "Tarjetas",
    table: "Tabla",
    table_name: "Las capas y cuánto cuestan",
    table_note: |batch| {
        format!(
            "Memoria de activaciones: las salidas que el entrenamiento guarda con un lote de \
             {batch} imágenes. Campo receptivo, salto y centro van en píxeles de la imagen."
        )
    },
    layer_column: "Capa",
    activations: "Memoria de activaciones",
    receptive: "Campo receptivo",
    insert: |at, after, shape| match after {
        Some(after) => format!("Insertar en la posición {at}, tras {after}: {shape}"),
        None => format!("Insertar en la posición {at}: {shape}"),
    },
    within: |lane, block, at| format!(" en {lane} de {block} {at}"),
    jump: "Salto",
    centre: "Centro",
    key_carry: "En la paleta: agarrar la capa enfocada y llevarla",
    key_all: "Seleccionar todas las capas",
    key_find: "Buscar una capa; Enter va a la siguiente, Mayús y Enter a la anterior",
    key_zoom: "Red más pequeña, más grande, a tamaño completo",
    key_fold: "Contraer o desplegar el bloque enfocado",
};

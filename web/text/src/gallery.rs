//! The gallery of ready-made networks.

/// Texts of the room `#gallery`.
#[allow(missing_docs, reason = "each name says which text it is")]
pub struct Gallery {
    pub title: &'static str,
    pub lead: &'static str,
    pub waiting: &'static str,
    pub failed: fn(&str) -> String,
    pub search: &'static str,
    pub search_hint: &'static str,
    pub sort: &'static str,
    pub by_order: &'static str,
    pub by_year: &'static str,
    pub by_parameters: &'static str,
    pub by_adds: &'static str,
    pub by_accuracy: &'static str,
    pub originals: &'static str,
    pub originals_lead: &'static str,
    pub trainable: &'static str,
    pub trainable_lead: &'static str,
    pub nothing: fn(&str) -> String,
    pub found: fn(usize) -> String,
    /// What the network brought, by the template's name.
    pub idea: fn(&str) -> &'static str,
    /// Convolutions, poolings, dense layers, blocks.
    pub picture: fn(&[usize; 4]) -> String,
    pub legend: &'static str,
    pub legend_conv: &'static str,
    pub legend_depthwise: &'static str,
    pub legend_pool: &'static str,
    pub legend_dense: &'static str,
    pub legend_residual: &'static str,
    pub legend_lanes: &'static str,
    pub legend_words: &'static str,
    pub parameters: &'static str,
    pub adds: &'static str,
    pub input: &'static str,
    pub depth: &'static str,
    pub depth_hint: &'static str,
    pub trains_here: &'static str,
    pub to_look: fn(&str, usize) -> String,
    /// Accuracy, epochs, date.
    pub measured: fn(&str, u64, &str) -> String,
    pub unmeasured: &'static str,
    /// Top-5 and top-1.
    pub published: fn(&str, &str) -> String,
    pub source: &'static str,
    pub open: &'static str,
    pub opening: &'static str,
    pub adapt: &'static str,
    pub compare: &'static str,
    pub relative_here: fn(&str) -> String,
    pub relative_original: fn(&str) -> String,
}

/// English.
pub const EN: Gallery = Gallery {
    title: "Gallery",
    lead: "Networks that made history, and small versions of them that train in this tab.",
    waiting: "Fetching the gallery…",
    failed: |why| {
        let why = if why.is_empty() { "the answer is not a gallery" } else { why };
        format!("The gallery could not be fetched: {why}.")
    },
    search: "Search the gallery",
    search_hint: "Name or idea",
    sort: "Order",
    by_order: "As in the lecture",
    by_year: "Year",
    by_parameters: "Parameters",
    by_adds: "Multiply-adds",
    by_accuracy: "Accuracy",
    originals: "Originals",
    originals_lead: "As published, at their published input size: for looking, counting and adapting.",
    trainable: "Trainable here",
    trainable_lead: "For the 32 × 32 pictures of CIFAR-10, small enough for this tab.",
    nothing: |query| format!("No network matches “{query}”."),
    found: |count| if count == 1 { "1 network".into() } else { format!("{count} networks") },
    idea: |name| match name {
        "lenet-5" => {
            "Local connections and shared weights: small filters slide over the picture, so a \
             stroke is found wherever it is."
        }
        "lenet-5-cifar" => "LeNet-5 in colour, with ReLU and max pooling.",
        "dense-cifar" => {
            "The network before convolutions: every pixel to every unit, no notion of \
             neighbourhood, as many parameters as LeNet-5."
        }
        "cnn3-cifar" => "Convolution, ReLU and pooling, three times: the modern minimum.",
        "all-conv-cifar" => {
            "Only convolutions: strides instead of pooling, and an average over the map \
             instead of dense layers."
        }
        _ if name.starts_with("alexnet") => {
            "ReLU instead of tanh, dropout against overfitting, and a GPU to train it: the network \
             that made deep learning win."
        }
        _ if name.starts_with("vgg") => {
            "Depth with 3 × 3 filters only: two of them see as much as one of 5 × 5, with fewer \
             weights and one more ReLU."
        }
        "inception-v3" => {
            "Factorised inception: 5 × 5 becomes two 3 × 3, 7 × 7 becomes 1 × 7 and 7 × 1."
        }
        _ if name.starts_with("googlenet") || name.starts_with("inception") => {
            "The inception module: 1 × 1, 3 × 3, 5 × 5 and pooling side by side, made cheap by 1 × 1 \
             convolutions before them."
        }
        _ if name.starts_with("resnet") => {
            "Skip connections: a block learns only what to add to its input, so that gradients \
             reach the first layers of a very deep network."
        }
        _ if name.starts_with("squeezenet") => {
            "Fire modules: squeeze the channels with 1 × 1, then expand with 1 × 1 and 3 × 3. \
             AlexNet's accuracy with a fiftieth of its parameters."
        }
        _ if name.starts_with("mobilenet") && name != "mobilenet-v1" => {
            "Inverted residuals: narrow at both ends and wide in the middle, where a depthwise \
             convolution filters; no ReLU on the narrow ends."
        }
        "mobilenet-v1" => {
            "Depthwise separable convolutions: filter each channel by itself, then mix the \
             channels with 1 × 1. About eight times fewer multiply-adds."
        }
        _ if name.starts_with("xception") => {
            "Extreme inception: one branch per channel, that is, depthwise separable convolutions \
             throughout, with skip connections."
        }
        _ if name.starts_with("densenet") => {
            "Dense connections: each layer sees the maps of all layers before it and adds only a \
             few of its own."
        }
        _ => "",
    },
    picture: |[conv, pool, dense, block]| {
        let mut parts = Vec::new();
        for (count, one, many) in [
            (conv, "convolution", "convolutions"),
            (block, "block", "blocks"),
            (pool, "pooling layer", "pooling layers"),
            (dense, "dense layer", "dense layers"),
        ] {
            if *count > 0 {
                parts.push(format!("{count} {}", if *count == 1 { one } else { many }));
            }
        }
        format!("Sketch: {}", parts.join(", "))
    },
    legend: "What the pictures show",
    legend_conv: "convolution",
    legend_depthwise: "depthwise convolution",
    legend_pool: "pooling",
    legend_dense: "dense layer",
    legend_residual: "block with a path around it",
    legend_lanes: "branches, stacked",
    legend_words: "Height is the size of the map, width the number of channels.",
    parameters: "Parameters",
    adds: "Multiply-adds",
    input: "Input",
    depth: "Depth",
    depth_hint: "Layers with weights on the longest path",
    trains_here: "Trains in this tab",
    to_look: |memory, batch| {
        format!("To look at and count: training needs {memory} at batch {batch}")
    },
    measured: |value, epochs, date| {
        let epochs = if epochs == 1 { "1 epoch".to_owned() } else { format!("{epochs} epochs") };
        format!("{value} of CIFAR-10's test pictures after {epochs}, measured on {date}")
    },
    unmeasured: "Accuracy on CIFAR-10 not measured yet",
    published: |top5, top1| format!("ImageNet: top-5 {top5}, top-1 {top1}"),
    source: "Source",
    open: "Open in the builder",
    opening: "Opening…",
    adapt: "Adapt…",
    compare: "Compare",
    relative_here: |title| format!("Small version: {title}"),
    relative_original: |title| format!("Original: {title}"),
};

/// Spanish.
pub const ES: Gallery = Gallery {
    title: "Galería",
    lead: "Redes que hicieron historia, y versiones pequeñas que se entrenan en esta pestaña.",
    waiting: "Descargando la galería…",
    failed: |why| {
        let why = if why.is_empty() { "la respuesta no es una galería" } else { why };
        format!("No se pudo descargar la galería: {why}.")
    },
    search: "Buscar en la galería",
    search_hint: "Nombre o idea",
    sort: "Orden",
    by_order: "Como en la clase",
    by_year: "Año",
    by_parameters: "Parámetros",
    by_adds: "Multiplicaciones-sumas",
    by_accuracy: "Exactitud",
    originals: "Originales",
    originals_lead: "Tal como se publicaron, con su tamaño de entrada: para mirar, contar y adaptar.",
    trainable: "Se entrenan aquí",
    trainable_lead: "Para las imágenes de 32 × 32 de CIFAR-10; caben en esta pestaña.",
    nothing: |query| format!("Ninguna red coincide con «{query}»."),
    found: |count| if count == 1 { "1 red".into() } else { format!("{count} redes") },
    idea: |name| match name {
        "lenet-5" => {
            "Conexiones locales y pesos compartidos: filtros pequeños recorren la imagen, y un \
             trazo se reconoce esté donde esté."
        }
        "lenet-5-cifar" => "LeNet-5 en color, con ReLU y max pooling.",
        "dense-cifar" => {
            "La red anterior a las convoluciones: cada píxel a cada unidad, sin noción de \
             vecindad, con tantos parámetros como LeNet-5."
        }
        "cnn3-cifar" => "Tres veces convolución, ReLU y pooling: el mínimo moderno.",
        "all-conv-cifar" => {
            "Solo convoluciones: pasos (strides) en lugar de pooling, y una media sobre el mapa en \
             lugar de capas densas."
        }
        _ if name.starts_with("alexnet") => {
            "ReLU en lugar de tanh, dropout contra el sobreajuste y una GPU para entrenarla: la \
             red con la que triunfó el aprendizaje profundo."
        }
        _ if name.starts_with("vgg") => {
            "Profundidad con filtros de 3 × 3 nada más: dos ven tanto como uno de 5 × 5, con menos \
             pesos y una ReLU más."
        }
        "inception-v3" => {
            "Inception factorizada: 5 × 5 pasa a dos de 3 × 3, y 7 × 7 a 1 × 7 y 7 × 1."
        }
        _ if name.starts_with("googlenet") || name.starts_with("inception") => {
            "El módulo inception: 1 × 1, 3 × 3, 5 × 5 y pooling en paralelo, abaratados por \
             convoluciones de 1 × 1 previas."
        }
        _ if name.starts_with("resnet") => {
            "Conexiones de salto: un bloque solo aprende qué sumar a su entrada, y así los \
             gradientes llegan a las primeras capas de una red muy profunda."
        }
        _ if name.starts_with("squeezenet") => {
            "Módulos fire: comprimen los canales con 1 × 1 y los expanden con 1 × 1 y 3 × 3. La \
             exactitud de AlexNet con cincuenta veces menos parámetros."
        }
        _ if name.starts_with("mobilenet") && name != "mobilenet-v1" => {
            "Residuales invertidos: estrechos en los extremos y anchos en medio, donde filtra una \
             convolución depthwise; sin ReLU en los extremos estrechos."
        }
        "mobilenet-v1" => {
            "Convoluciones separables depthwise: se filtra cada canal por su cuenta y luego \
             se mezclan con 1 × 1. Unas ocho veces menos multiplicaciones-sumas."
        }
        _ if name.starts_with("xception") => {
            "Inception llevada al extremo: una rama por canal, es decir, convoluciones separables \
             depthwise en toda la red, con conexiones de salto."
        }
        _ if name.starts_with("densenet") => {
            "Conexiones densas: cada capa ve los mapas de todas las anteriores y añade solo unos \
             pocos propios."
        }
        _ => "",
    },
    picture: |[conv, pool, dense, block]| {
        let mut parts = Vec::new();
        for (count, one, many) in [
            (conv, "convolución", "convoluciones"),
            (block, "bloque", "bloques"),
            (pool, "capa de pooling", "capas de pooling"),
            (dense, "capa densa", "capas densas"),
        ] {
            if *count > 0 {
                parts.push(format!("{count} {}", if *count == 1 { one } else { many }));
            }
        }
        format!("Esquema: {}", parts.join(", "))
    },
    legend: "Qué muestran los dibujos",
    legend_conv: "convolución",
    legend_depthwise: "convolución depthwise",
    legend_pool: "pooling",
    legend_dense: "capa densa",
    legend_residual: "bloque con un camino que lo rodea",
    legend_lanes: "ramas apiladas",
    legend_words: "La altura es el tamaño del mapa; la anchura, el número de canales.",
    parameters: "Parámetros",
    adds: "Multiplicaciones-sumas",
    input: "Entrada",
    depth: "Profundidad",
    depth_hint: "Capas con pesos en el camino más largo",
    trains_here: "Se entrena en esta pestaña",
    to_look: |memory, batch| {
        format!("Para mirar y contar: entrenarla necesita {memory} con lotes de {batch}")
    },
    measured: |value, epochs, date| {
        let epochs = if epochs == 1 { "1 época".to_owned() } else { format!("{epochs} épocas") };
        format!("{value} de las imágenes de prueba de CIFAR-10 tras {epochs}, medido el {date}")
    },
    unmeasured: "Exactitud en CIFAR-10 aún sin medir",
    published: |top5, top1| format!("ImageNet: top-5 {top5}, top-1 {top1}"),
    source: "Fuente",
    open: "Abrir en el editor",
    opening: "Abriendo…",
    adapt: "Adaptar…",
    compare: "Comparar",
    relative_here: |title| format!("Versión pequeña: {title}"),
    relative_original: |title| format!("Original: {title}"),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_has_its_idea_in_both_languages() {
        for template in filtro_zoo::TEMPLATES {
            let ideas = [(EN.idea)(template.name), (ES.idea)(template.name)];
            assert!(ideas.iter().all(|idea| !idea.is_empty()), "{}", template.name);
        }
    }
}

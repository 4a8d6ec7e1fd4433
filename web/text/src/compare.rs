//! Networks side by side.

/// Texts of the room `#compare`.
#[allow(missing_docs, reason = "each name says which text it is")]
pub struct Compare {
    pub title: &'static str,
    pub lead: &'static str,
    pub choose: &'static str,
    pub chosen: fn(usize) -> String,
    pub table: &'static str,
    pub network: &'static str,
    pub by_lecture: &'static str,
    pub by_filtro: &'static str,
    pub by_accuracy: &'static str,
    pub parameters: &'static str,
    pub flops: &'static str,
    pub adds: &'static str,
    pub flops_double: &'static str,
    pub depth: &'static str,
    pub memory: fn(usize) -> String,
    pub top5: &'static str,
    pub top1: &'static str,
    pub cifar: &'static str,
    pub notes: &'static str,
    /// What is to be said of a figure of the lecture, by its code.
    pub note: fn(&str) -> &'static str,
    pub published_by: fn(&str) -> String,
    pub epochs: fn(u64, &str) -> String,
    pub after: fn(u64) -> String,
    pub in_builder: &'static str,
    pub kept: &'static str,
    pub unnamed: &'static str,
    pub own: &'static str,
    pub own_lead: &'static str,
    pub keep: &'static str,
    pub has_problems: &'static str,
    pub no_room: fn(usize) -> String,
    pub name_of: fn(&str) -> String,
    pub open: &'static str,
    pub remove: &'static str,
    pub plot: &'static str,
    pub axis: &'static str,
    pub axis_top5: &'static str,
    pub axis_top1: &'static str,
    pub axis_cifar: &'static str,
    pub plot_empty: &'static str,
    pub plot_words: &'static str,
    pub plot_x: &'static str,
    pub legend_published: &'static str,
    pub legend_lecture: &'static str,
    pub legend_own: &'static str,
    /// Network, parameters, multiply-adds, accuracy.
    pub point: fn(&str, &str, &str, &str) -> String,
    pub lecture_says: fn(&str) -> String,
}

/// English.
pub const EN: Compare = Compare {
    title: "Comparison",
    lead: "Parameters, multiply-adds and accuracy, as published and as computed here.",
    choose: "Networks to compare",
    chosen: |count| format!("{count} chosen"),
    table: "Networks side by side",
    network: "Network",
    by_lecture: "The lecture's table",
    by_filtro: "Computed here",
    by_accuracy: "Accuracy",
    parameters: "Parameters",
    flops: "FLOPs",
    adds: "Multiply-adds",
    flops_double: "FLOPs (2 × multiply-adds)",
    depth: "Depth",
    memory: |batch| format!("Training memory at batch {batch}"),
    top5: "Top-5",
    top1: "Top-1",
    cifar: "CIFAR-10",
    notes: "Where the lecture counts differently",
    note: |code| match code {
        "two-each" => {
            "AlexNet's 1.5 billion count a multiply and an add as two operations: 0.71 billion \
             multiply-adds. The other rows count the pair as one."
        }
        "one-column" => {
            "62 million is the network of 2012 without its split over two GPUs (62.4 million). The \
             usual implementations, and this one, follow its single column of 2014 (61.1 million)."
        }
        "vgg-19" => {
            "19.6 billion is VGG-19 (143.7 million parameters); 138 million is VGG-16 (15.5 billion)."
        }
        "inception" => {
            "GoogLeNet without its auxiliary heads has 6.6 million parameters, and 1.5 billion \
             multiply-adds, as its paper says."
        }
        "running" => {
            "60.3 million also counts the running means and variances of batch norm, which are not \
             trained: 60.2 million are."
        }
        "multiply-adds" => "These FLOPs are multiply-adds: a multiply and an add count as one.",
        "ensemble" => {
            "Seven networks together and many crops of each picture. The published figure beside \
             it is one network that sees one crop."
        }
        "scales" => {
            "One network, but at several sizes of each picture. The published figure beside it is \
             of one crop."
        }
        _ => "",
    },
    published_by: |who| format!("Published by {who}: one network, one crop"),
    epochs: |epochs, date| {
        let unit = if epochs == 1 { "epoch" } else { "epochs" };
        format!("{epochs} {unit}, measured on {date}")
    },
    after: |epochs| match epochs {
        1 => "after 1 epoch".into(),
        epochs => format!("after {epochs} epochs"),
    },
    has_problems: "Not while it has problems: nothing after them can be counted.",
    in_builder: "in the builder",
    kept: "kept",
    unnamed: "Unnamed network",
    own: "Your networks",
    own_lead: "The network in the builder is always in the comparison. Keep it as it is now, with its last test, \
               and continue to change it.",
    keep: "Keep this network in the comparison",
    no_room: |most| format!("{most} networks are kept already: remove one first."),
    name_of: |name| format!("Name of {name}"),
    open: "Open in the builder",
    remove: "Remove",
    plot: "Parameters against accuracy",
    axis: "Accuracy",
    axis_top5: "Top-5 (ImageNet)",
    axis_top1: "Top-1 (ImageNet)",
    axis_cifar: "CIFAR-10, measured here",
    plot_empty: "None of these networks has this accuracy. Choose others, or another accuracy.",
    plot_words: "A bubble's area is the number of multiply-adds.",
    plot_x: "Parameters",
    legend_published: "Published or measured",
    legend_lecture: "The lecture's figures",
    legend_own: "Yours",
    point: |name, parameters, adds, accuracy| {
        format!("{name}: {parameters} parameters, {adds} multiply-adds, accuracy {accuracy}")
    },
    lecture_says: |title| format!("{title}, as the lecture says"),
};

/// Spanish.
pub const ES: Compare = Compare {
    title: "Comparación",
    lead: "Parámetros, multiplicaciones-sumas y exactitud, según lo publicado y según se calcula aquí.",
    choose: "Redes que se comparan",
    chosen: |count| if count == 1 { "1 elegida".into() } else { format!("{count} elegidas") },
    table: "Redes lado a lado",
    network: "Red",
    by_lecture: "La tabla de la clase",
    by_filtro: "Calculado aquí",
    by_accuracy: "Exactitud",
    parameters: "Parámetros",
    flops: "FLOPs",
    adds: "Multiplicaciones-sumas",
    flops_double: "FLOPs (2 × multiplicaciones-sumas)",
    depth: "Profundidad",
    memory: |batch| format!("Memoria para entrenar con lotes de {batch}"),
    top5: "Top-5",
    top1: "Top-1",
    cifar: "CIFAR-10",
    notes: "Dónde la clase cuenta de otro modo",
    note: |code| match code {
        "two-each" => {
            "Los 1500 millones de AlexNet cuentan una multiplicación y una suma como dos \
             operaciones: son 710 millones de multiplicaciones-sumas. Las otras filas cuentan el \
             par como una."
        }
        "one-column" => {
            "62 millones son los de la red de 2012 sin repartirla en dos GPU (62,4 millones). Las \
             versiones habituales, y esta, siguen la de una sola columna de 2014 (61,1 millones)."
        }
        "vgg-19" => {
            "19\u{202f}600 millones corresponden a VGG-19 (143,7 millones de parámetros); 138 millones, a \
             VGG-16 (15\u{202f}500 millones de operaciones)."
        }
        "inception" => {
            "GoogLeNet sin sus salidas auxiliares tiene 6,6 millones de parámetros y 1500 millones \
             de multiplicaciones-sumas, como dice su artículo."
        }
        "running" => {
            "60,3 millones cuentan también las medias y varianzas móviles de batch norm, que no se \
             entrenan: se entrenan 60,2 millones."
        }
        "multiply-adds" => {
            "Estos FLOPs son multiplicaciones-sumas: una multiplicación y una suma cuentan como una."
        }
        "ensemble" => {
            "Siete redes juntas y muchos recortes de cada imagen. La cifra publicada de al lado es \
             de una red que ve un solo recorte."
        }
        "scales" => {
            "Una sola red, pero con varios tamaños de cada imagen. La cifra publicada de al lado \
             es de un solo recorte."
        }
        _ => "",
    },
    published_by: |who| format!("Publicado por {who}: una red, un recorte"),
    epochs: |epochs, date| {
        let unit = if epochs == 1 { "época" } else { "épocas" };
        format!("{epochs} {unit}, medido el {date}")
    },
    after: |epochs| match epochs {
        1 => "tras 1 época".into(),
        epochs => format!("tras {epochs} épocas"),
    },
    has_problems: "No mientras tenga problemas: lo que hay después de ellos no se puede contar.",
    in_builder: "en el editor",
    kept: "guardada",
    unnamed: "Red sin nombre",
    own: "Tus redes",
    own_lead: "La red del editor está siempre en la comparación. Guárdala como está ahora, con su última prueba, \
               y sigue cambiándola.",
    keep: "Guardar esta red en la comparación",
    no_room: |most| format!("Ya hay {most} redes guardadas: quita una antes."),
    name_of: |name| format!("Nombre de {name}"),
    open: "Abrir en el editor",
    remove: "Quitar",
    plot: "Parámetros frente a exactitud",
    axis: "Exactitud",
    axis_top5: "Top-5 (ImageNet)",
    axis_top1: "Top-1 (ImageNet)",
    axis_cifar: "CIFAR-10, medida aquí",
    plot_empty: "Ninguna de estas redes tiene esta exactitud. Elige otras redes u otra exactitud.",
    plot_words: "El área de cada burbuja es el número de multiplicaciones-sumas.",
    plot_x: "Parámetros",
    legend_published: "Publicado o medido",
    legend_lecture: "Cifras de la clase",
    legend_own: "Tuyas",
    point: |name, parameters, adds, accuracy| {
        format!(
            "{name}: {parameters} parámetros, {adds} multiplicaciones-sumas, exactitud {accuracy}"
        )
    },
    lecture_says: |title| format!("{title}, según la clase"),
};

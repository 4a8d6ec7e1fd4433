//! The cost meter: what a run will take.

/// Texts of the cost meter.
#[allow(missing_docs, reason = "each name says which text it is")]
pub struct Cost {
    pub heading: &'static str,
    pub details: &'static str,
    pub per_epoch: &'static str,
    pub measuring: &'static str,
    pub unmeasured: &'static str,
    pub after_first_run: &'static str,
    pub no_data: &'static str,

    pub epoch: &'static str,
    pub all_epochs: fn(&str) -> String,
    pub last_run: &'static str,
    pub said: &'static str,
    pub took: &'static str,
    pub off_by: fn(&str) -> String,
    pub usual_error: fn(&str) -> String,
    pub how: &'static str,
    pub how_trial: &'static str,
    pub how_run: &'static str,
    pub how_gpu: &'static str,
    pub measure: &'static str,
    pub measure_again: &'static str,
    pub measure_gpu_hint: &'static str,
    pub why_busy: &'static str,

    pub memory: &'static str,
    pub weights: &'static str,
    pub gradients: &'static str,
    pub optimizer: &'static str,
    pub activations: &'static str,
    pub copies: &'static str,
    pub peak_of: fn(&str, &str) -> String,

    pub blocked: &'static str,
    pub blocked_single: &'static str,
    pub single: &'static str,
    /// Pictures of an epoch, and of a step.
    pub single_last: fn(&str, &str) -> String,
    pub remove_norm: &'static str,
    pub remedies: &'static str,
    pub too_large: fn(&str, &str) -> String,
    pub buffer: &'static str,
    pub batch: fn(&str) -> String,
    pub sgd: &'static str,
    pub batch_and_sgd: fn(&str) -> String,
    pub smaller: &'static str,
}

/// English.
pub const EN: Cost = Cost {
    heading: "Time and memory",
    details: "Show time and memory in detail",
    per_epoch: "per epoch",
    measuring: "measuring this machine…",
    unmeasured: "time not measured yet",
    after_first_run: "time known after the first run",
    no_data: "time known with a data set",

    epoch: "An epoch",
    all_epochs: |epochs| {
        if epochs == "1" { "In total, 1 epoch".into() } else { format!("All {epochs} epochs") }
    },
    last_run: "Last run",
    said: "predicted",
    took: "a step, it took",
    off_by: |share| format!("off by {share}"),
    usual_error: |share| format!("The last forecast on this device was off by {share}."),
    how: "Small networks were timed on this machine, and every run corrects the forecast.",
    how_trial: "A few trial steps of this network were timed on this machine.",
    how_run: "Taken from its last run on this machine.",
    how_gpu: "On a GPU the speed is known after the first run, because kernels have to be compiled first.",
    measure: "Measure this machine",
    measure_again: "Measure again",
    measure_gpu_hint: "Compiles kernels for a dozen small networks first, which can take a minute",
    why_busy: "Not while the engine is busy",

    memory: "Memory",
    weights: "Weights",
    gradients: "Gradients",
    optimizer: "Optimizer",
    activations: "Activations",
    copies: "Copies and checkpoints",
    peak_of: |peak, room| format!("{peak} at most, of about {room}"),

    blocked: "Not enough memory to train",
    blocked_single: "A batch of 1 is too small for batch norm",
    single: "With one picture per step, a batch norm gets a single value per channel, so its output \
             would be the same for every picture.",
    single_last: |pictures, batch| {
        format!(
            "{pictures} pictures in batches of {batch} leave a last batch of 1, in which a batch \
             norm gets a single value per channel."
        )
    },
    remove_norm: "Delete this batch norm",
    remedies: "What helps",
    too_large: |peak, room| {
        format!("Training takes up to {peak} of memory, and there are about {room}.")
    },
    buffer: "One of its tensors is larger than the largest buffer of this GPU.",
    batch: |size| format!("Batches of {size}"),
    sgd: "SGD, which keeps no extra values",
    batch_and_sgd: |size| format!("SGD and batches of {size}"),
    smaller: "A smaller network…",
};

/// Spanish.
pub const ES: Cost = Cost {
    heading: "Tiempo y memoria",
    details: "Mostrar tiempo y memoria en detalle",
    per_epoch: "por época",
    measuring: "midiendo este equipo…",
    unmeasured: "tiempo aún sin medir",
    after_first_run: "el tiempo se sabrá tras el primer entrenamiento",
    no_data: "el tiempo se sabrá cuando haya datos",

    epoch: "Una época",
    all_epochs: |epochs| {
        if epochs == "1" { "En total, 1 época".into() } else { format!("Las {epochs} épocas") }
    },
    last_run: "Último entrenamiento",
    said: "previsto",
    took: "por paso, tardó",
    off_by: |share| format!("error del {share}"),
    usual_error: |share| format!("La última previsión en este dispositivo se desvió un {share}."),
    how: "Se cronometraron redes pequeñas en este equipo; cada entrenamiento corrige la previsión.",
    how_trial: "Se cronometraron unos pasos de prueba de esta red en este equipo.",
    how_run: "Según su último entrenamiento en este equipo.",
    how_gpu: "En una GPU la velocidad se conoce tras el primer entrenamiento, porque antes hay que compilar los kernels.",
    measure: "Medir este equipo",
    measure_again: "Medir de nuevo",
    measure_gpu_hint: "Antes compila los kernels de una docena de redes pequeñas, lo que puede tardar un minuto",
    why_busy: "No mientras el motor está ocupado",

    memory: "Memoria",
    weights: "Pesos",
    gradients: "Gradientes",
    optimizer: "Optimizador",
    activations: "Activaciones",
    copies: "Copias y puntos de control",
    peak_of: |peak, room| format!("{peak} como máximo, de unos {room}"),

    blocked: "No hay memoria suficiente para entrenar",
    blocked_single: "Un lote de 1 es demasiado pequeño para batch norm",
    single: "Con una sola imagen por paso, una capa batch norm recibe un solo valor por canal, y su \
             salida sería la misma para toda imagen.",
    single_last: |pictures, batch| {
        format!(
            "{pictures} imágenes en lotes de {batch} dejan un último lote de 1, en el que una capa \
             batch norm recibe un solo valor por canal."
        )
    },
    remove_norm: "Eliminar esta batch norm",
    remedies: "Qué ayuda",
    too_large: |peak, room| {
        format!("El entrenamiento necesita hasta {peak} de memoria y hay unos {room}.")
    },
    buffer: "Uno de sus tensores es mayor que el búfer más grande de esta GPU.",
    batch: |size| format!("Lotes de {size}"),
    sgd: "SGD, que no guarda valores adicionales",
    batch_and_sgd: |size| format!("SGD y lotes de {size}"),
    smaller: "Una red más pequeña…",
};

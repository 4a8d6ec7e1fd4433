//! The data panel.

use super::lang::Lang;
use filtro_protocol::{DataNote, FileSort};

/// Texts of the data panel.
#[allow(missing_docs, reason = "each name says which text it is")]
pub struct Data {
    pub heading: &'static str,
    pub in_use: &'static str,
    pub none_in_use: &'static str,
    pub private: &'static str,
    pub sources: &'static str,

    pub synthetic: &'static str,
    pub synthetic_about: &'static str,
    pub synthetic_badge: &'static str,
    pub set_name: fn(&str) -> &'static str,

    pub files: &'static str,
    pub files_about: &'static str,
    pub files_where: &'static str,
    pub files_pick: &'static str,
    pub files_drop: &'static str,

    pub kept: &'static str,
    pub kept_about: &'static str,
    pub kept_none: &'static str,
    pub forget: &'static str,
    pub forget_kept: &'static str,
    pub served: &'static str,
    pub served_about: &'static str,
    pub served_none: &'static str,
    pub use_it: &'static str,
    pub use_named: fn(&str) -> String,
    pub used: &'static str,

    pub loading: fn(&str) -> String,
    pub loading_label: &'static str,
    pub images_done: fn(&str, &str) -> String,
    pub cancel: &'static str,
    pub arriving: &'static str,
    pub kept_note: &'static str,

    pub incomplete: &'static str,
    pub missing: fn(&[String]) -> String,
    pub missing_short: fn(&[String]) -> String,
    pub use_incomplete: &'static str,
    pub no_training: &'static str,
    pub notes: &'static str,
    pub note: fn(&DataNote) -> String,
    pub sort: fn(&FileSort) -> String,

    pub part_train: &'static str,
    pub part_validation: &'static str,
    pub part_test: &'static str,
    pub picture_size: fn(&str) -> String,

    pub samples: &'static str,
    pub samples_help: &'static str,
    pub samples_part: &'static str,
    pub previous: &'static str,
    pub next: &'static str,
    pub page: fn(&str, &str, &str) -> String,
    pub sample_name: fn(&str, &str) -> String,
    pub class_name: fn(&str) -> Option<&'static str>,
}

/// Whether the test part is among the missing files.
fn no_test(missing: &[String]) -> bool {
    missing.iter().any(|name| name.starts_with("test"))
}

/// English.
pub const EN: Data = Data {
    heading: "Data",
    in_use: "In use",
    none_in_use: "No data set is loaded yet.",
    private: "Files are read in this tab. Nothing is uploaded.",
    sources: "Sources",

    synthetic: "Synthetic shapes",
    synthetic_about: "10 classes of 32 × 32 colour pictures, drawn by the page from a seed. \
                      They are not photographs: for a first run without any download.",
    synthetic_badge: "Synthetic",
    set_name: |key| match key {
        "synthetic" => "Synthetic shapes",
        "cifar10" => "CIFAR-10",
        _ => "Data set",
    },

    files: "CIFAR-10 from a file",
    files_about: "Drop or choose cifar-10-binary.tar.gz, or its .bin files. \
                  Training can start on the part that has been read.",
    files_where: "Download it from the authors (170 MB)",
    files_pick: "Choose files…",
    files_drop: "or drop them here",

    kept: "CIFAR-10 kept by this browser",
    kept_about: "Kept from an earlier visit: loads without a download.",
    kept_none: "Nothing kept yet. After loading from a file, the browser keeps it.",
    forget: "Forget",
    forget_kept: "Forget the kept CIFAR-10",
    served: "CIFAR-10 from this server",
    served_about: "This server has the archive.",
    served_none: "This server does not offer the archive.",
    use_it: "Use",
    use_named: |name| format!("Use {name}"),
    used: "In use",

    loading: |progress| format!("Reading: {progress}"),
    loading_label: "Reading the data set",
    images_done: |done, total| format!("{done} of {total} images"),
    cancel: "Cancel",
    arriving: "still loading",
    kept_note: "kept for the next visit",

    incomplete: "Incomplete",
    missing: |names| {
        let test = if no_test(names) { " There is no test accuracy then." } else { "" };
        format!(
            "Missing: {}. Accuracies do not compare with those on the whole set.{test}",
            names.join(", ")
        )
    },
    missing_short: |names| format!("Missing: {}", names.join(", ")),
    use_incomplete: "Use it all the same",
    no_training: "There are no training images: choose data_batch_1.bin … data_batch_5.bin too.",
    notes: "About the files",
    note: |note| match note {
        DataNote::Trailing { file, bytes } => {
            format!("{file}: {} bytes after its end were left out.", Lang::En.integer(*bytes))
        }
        DataNote::TakenForTraining { file } => {
            format!("{file}: its name does not say which part it is; it is used for training.")
        }
        DataNote::Twice { file, same } => {
            format!("{file} has the same images as {same}: they count once.")
        }
        DataNote::LeftOut { file, what } => {
            format!("{file} was left out: it seems to be {}.", (EN.sort)(what))
        }
        DataNote::Empty { file } => format!("{file} is empty."),
        DataNote::Short { file, images } => {
            format!("{file} has only {} images of 10,000.", Lang::En.integer((*images).into()))
        }
    },
    sort: |sort| match sort {
        FileSort::Empty => "an empty file".into(),
        FileSort::WebPage => "a web page, such as a server's error page".into(),
        FileSort::Text => "a text".into(),
        FileSort::Zip => "a zip archive".into(),
        FileSort::Packed(by) => format!("a file packed with {by}"),
        FileSort::Picture => "a picture".into(),
        FileSort::Pdf => "a PDF document".into(),
        FileSort::Numbers(of) => format!("a file of {of}"),
        FileSort::Unknown => "something else".into(),
    },

    part_train: "Training",
    part_validation: "Validation",
    part_test: "Test",
    picture_size: |size| format!("{size} pixels"),

    samples: "Samples",
    samples_help: "Choose a picture to follow it through the network.",
    samples_part: "Part",
    previous: "Previous pictures",
    next: "Next pictures",
    page: |first, last, all| format!("{first}–{last} of {all}"),
    sample_name: |label, number| format!("{label}, picture {number}"),
    class_name: |_| None,
};

/// Spanish.
pub const ES: Data = Data {
    heading: "Datos",
    in_use: "En uso",
    none_in_use: "Todavía no hay ningún conjunto de datos cargado.",
    private: "Los archivos se leen en esta pestaña. No se sube nada.",
    sources: "Fuentes",

    synthetic: "Formas sintéticas",
    synthetic_about: "10 clases de imágenes en color de 32 × 32 que la página dibuja a partir de \
                      una semilla. Son inventadas, no fotografías: para empezar sin descargas.",
    synthetic_badge: "Sintético",
    set_name: |key| match key {
        "synthetic" => "Formas sintéticas",
        "cifar10" => "CIFAR-10",
        _ => "Conjunto de datos",
    },

    files: "CIFAR-10 desde un archivo",
    files_about: "Suelta o elige cifar-10-binary.tar.gz, o sus archivos .bin. \
                  Se puede empezar a entrenar con la parte ya leída.",
    files_where: "Descargarlo de sus autores (170 MB)",
    files_pick: "Elegir archivos…",
    files_drop: "o suéltalos aquí",

    kept: "CIFAR-10 guardado en este navegador",
    kept_about: "Guardado en una visita anterior: se carga sin descargas.",
    kept_none: "Aún no hay nada guardado. Tras cargarlo de un archivo, el navegador lo guarda.",
    forget: "Olvidar",
    forget_kept: "Olvidar el CIFAR-10 guardado",
    served: "CIFAR-10 desde este servidor",
    served_about: "Este servidor ofrece el archivo.",
    served_none: "Este servidor no ofrece el archivo.",
    use_it: "Usar",
    use_named: |name| format!("Usar {name}"),
    used: "En uso",

    loading: |progress| format!("Leyendo: {progress}"),
    loading_label: "Lectura del conjunto de datos",
    images_done: |done, total| format!("{done} de {total} imágenes"),
    cancel: "Cancelar",
    arriving: "todavía se está cargando",
    kept_note: "guardado para la próxima visita",

    incomplete: "Incompleto",
    missing: |names| {
        let test = if no_test(names) { " Tampoco habrá exactitud de prueba." } else { "" };
        format!(
            "Falta: {}. Las exactitudes no se pueden comparar con las del conjunto entero.{test}",
            names.join(", ")
        )
    },
    missing_short: |names| format!("Falta: {}", names.join(", ")),
    use_incomplete: "Usarlo de todos modos",
    no_training: "No hay imágenes de entrenamiento: elige también data_batch_1.bin … \
                  data_batch_5.bin.",
    notes: "Sobre los archivos",
    note: |note| match note {
        DataNote::Trailing { file, bytes } => format!(
            "{file}: se omitieron {} bytes que siguen a su final.",
            Lang::Es.integer(*bytes)
        ),
        DataNote::TakenForTraining { file } => {
            format!("{file}: el nombre no dice qué parte es; se usa para entrenar.")
        }
        DataNote::Twice { file, same } => {
            format!("{file} tiene las mismas imágenes que {same}: cuentan una vez.")
        }
        DataNote::LeftOut { file, what } => {
            format!("Se omitió {file}: parece {}.", (ES.sort)(what))
        }
        DataNote::Empty { file } => format!("{file} está vacío."),
        DataNote::Short { file, images } => format!(
            "{file} solo tiene {} imágenes de {}.",
            Lang::Es.integer((*images).into()),
            Lang::Es.integer(10_000)
        ),
    },
    sort: |sort| match sort {
        FileSort::Empty => "un archivo vacío".into(),
        FileSort::WebPage => "una página web, como el error de un servidor".into(),
        FileSort::Text => "un texto".into(),
        FileSort::Zip => "un archivo zip".into(),
        FileSort::Packed(by) => format!("un archivo comprimido con {by}"),
        FileSort::Picture => "una imagen".into(),
        FileSort::Pdf => "un documento PDF".into(),
        FileSort::Numbers(of) => format!("un archivo de {of}"),
        FileSort::Unknown => "otra cosa".into(),
    },

    part_train: "Entrenamiento",
    part_validation: "Validación",
    part_test: "Prueba",
    picture_size: |size| format!("{size} píxeles"),

    samples: "Muestras",
    samples_help: "Elige una imagen para seguirla a través de la red.",
    samples_part: "Parte",
    previous: "Imágenes anteriores",
    next: "Imágenes siguientes",
    page: |first, last, all| format!("{first}–{last} de {all}"),
    sample_name: |label, number| format!("{label}, imagen {number}"),
    class_name: |name| {
        Some(match name {
            "airplane" => "avión",
            "automobile" => "automóvil",
            "bird" => "pájaro",
            "cat" => "gato",
            "deer" => "ciervo",
            "dog" => "perro",
            "frog" => "rana",
            "horse" => "caballo",
            "ship" => "barco",
            "truck" => "camión",
            "circle" => "círculo",
            "ring" => "anillo",
            "square" => "cuadrado",
            "triangle" => "triángulo",
            "cross" => "cruz",
            "star" => "estrella",
            "crescent" => "media luna",
            "stripes" => "rayas",
            "checkerboard" => "damero",
            "dots" => "puntos",
            _ => return None,
        })
    },
};

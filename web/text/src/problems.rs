//! What goes wrong outside the network: data, pictures, engine. Every message says what happened,
//! what is safe, and what to do next.

use super::lang::Lang;
use super::{data, file};
use filtro_net::{EditError, FileError};
use filtro_protocol::{DataFailure, Failure, FileSort};

/// Texts of failures.
#[allow(missing_docs, reason = "each name says which text it is")]
pub struct Problems {
    pub data_failed: &'static str,
    pub data: fn(&DataFailure) -> String,
    pub data_next: fn(&DataFailure) -> &'static str,
    pub engine: fn(&Failure) -> String,
    pub engine_next: fn(&Failure) -> &'static str,
    pub engine_silent: &'static str,
    pub engine_not_loaded: fn(&str) -> String,
    pub engine_outdated: &'static str,
    pub engine_restarted: &'static str,
    pub weights_restored: fn(&str) -> String,
    pub weights_lost: &'static str,
    pub picture_undecodable: fn(&str) -> String,
    pub picture_too_large: fn(&str) -> String,
    pub network_unreadable: fn(&FileError) -> String,
    /// What a text lacks to be a network, without a capital or a full stop.
    pub file_error: fn(&FileError) -> String,
    pub template_missing: fn(&str, &str) -> String,
    pub edit_refused: fn(&EditError) -> String,
    pub file_unknown: fn(&str) -> String,
    pub not_opened: fn(&str) -> String,
    pub storage_full: &'static str,
}

/// English.
pub const EN: Problems = Problems {
    data_failed: "The data set could not be loaded",
    data: |failure| match failure {
        DataFailure::Cancelled => "Loading was cancelled.".into(),
        DataFailure::NotFound => "There is no data set at this place.".into(),
        DataFailure::Unreadable(why) => format!("The data could not be read: {why}."),
        DataFailure::BadCompression(why) => {
            format!("The gzip file is damaged, perhaps by its download: {why}.")
        }
        DataFailure::BadArchive(why) => format!("The tar archive is damaged: {why}."),
        DataFailure::Truncated(sizes) => format!(
            "The archive ends early: {} training and {} test images were read.",
            Lang::En.integer(sizes.train.into()),
            Lang::En.integer(sizes.test.into())
        ),
        DataFailure::NoCifarFiles(names) if names.is_empty() => {
            "The archive holds no CIFAR-10 files.".into()
        }
        DataFailure::NoCifarFiles(names) => {
            format!("The archive holds no CIFAR-10 files, but for example {}.", names.join(", "))
        }
        DataFailure::PythonVersion => "This is the Python version of CIFAR-10.".into(),
        DataFailure::MatlabVersion => "This is the MATLAB version of CIFAR-10.".into(),
        DataFailure::Cifar100 => "This is CIFAR-100, not CIFAR-10.".into(),
        DataFailure::BadLabel { file, record, label } => format!(
            "{file}: image {} has label {label}; CIFAR-10 has 0 to 9.",
            Lang::En.integer(u64::from(*record) + 1)
        ),
        DataFailure::OddSize { file, size, record } => format!(
            "{file} has {} bytes. An image with its label has {}, and this is no whole number of \
             them: the file is cut, damaged, or another one.",
            Lang::En.integer(*size),
            Lang::En.integer(*record)
        ),
        DataFailure::Seems { file, what: FileSort::Empty, packed: false } => {
            format!("{file} is empty.")
        }
        DataFailure::Seems { file, what: FileSort::Unknown, .. } => {
            format!("{file} is neither an archive (.tar.gz) nor a batch of images.")
        }
        DataFailure::Seems { file, what, packed } => {
            let packed = if *packed { ", packed with gzip" } else { "" };
            format!("{file} seems to be {}{packed}.", (data::EN.sort)(what))
        }
        DataFailure::OutOfMemory => "There is not enough memory for the data set.".into(),
    },
    data_next: |failure| match failure {
        DataFailure::Cancelled | DataFailure::NotFound => "Choose another source.",
        DataFailure::Unreadable(_) => "Check the connection or the file, then try again.",
        DataFailure::BadCompression(_)
        | DataFailure::BadArchive(_)
        | DataFailure::Truncated(_)
        | DataFailure::OddSize { .. } => "Download the archive again, then drop it here.",
        DataFailure::Seems { what: FileSort::Zip | FileSort::Packed(_), .. } => {
            "Unpack it first, then choose its .bin files."
        }
        DataFailure::OutOfMemory => "Close other tabs, or train on the synthetic set.",
        _ => {
            "Choose cifar-10-binary.tar.gz, the “binary version”, or its files: data_batch_1.bin \
             … data_batch_5.bin, test_batch.bin."
        }
    },
    engine: |failure| match failure {
        Failure::Panic(why) => format!("The engine stopped because of an internal error: {why}"),
        Failure::DeviceLost(why) => format!("The browser took the GPU away: {why}"),
        Failure::OutOfMemory(_) => "There is not enough memory for this network.".into(),
        Failure::InvalidNetwork(why) => format!("The engine refused the network: {why}"),
        Failure::Diverged { step, loss } => {
            let step = Lang::En.integer((*step).into());
            if loss.is_finite() {
                let loss = Lang::En.significant((*loss).into(), 2);
                format!("The loss has grown to {loss} at step {step}: training diverged.")
            } else {
                format!("The loss is no longer a number since step {step}: training diverged.")
            }
        }
        Failure::BadCheckpoint(_) | Failure::Misfit(_) => {
            "The saved weights do not fit this network.".into()
        }
        Failure::NotKept(_) => "The browser has no room to keep the data set.".into(),
        Failure::Refused(why) => format!("The engine refused: {why}"),
    },
    engine_next: |failure| match failure {
        Failure::Panic(_) | Failure::DeviceLost(_) => {
            "The network is safe. The engine restarts with the last saved weights."
        }
        Failure::OutOfMemory(_) => "Use a smaller batch or a smaller network.",
        Failure::InvalidNetwork(_) => "Undo the last change, or change the marked layer.",
        Failure::Diverged { .. } => "Lower the learning rate, then reset and train again.",
        Failure::BadCheckpoint(_) | Failure::Misfit(_) => "Training starts from new weights.",
        Failure::NotKept(_) => "It can be used now, but must be loaded again next time.",
        Failure::Refused(_) => "Try again.",
    },
    engine_silent: "The engine does not answer. The network is safe.",
    engine_not_loaded: |why| format!("The engine could not be loaded: {why}"),
    engine_outdated: "The page and its engine are of different versions.",
    engine_restarted: "The engine was restarted.",
    weights_restored: |step| format!("The weights of step {step} are back."),
    weights_lost: "There were no saved weights: training starts from new ones.",
    picture_undecodable: |name| {
        format!("{name} is not a picture that this browser can read. Try a PNG, JPEG or WebP.")
    },
    picture_too_large: |name| format!("{name} is too large to decode here. Try a smaller picture."),
    network_unreadable: |why| format!("The network file could not be opened: {why}"),
    file_error: FileError::to_string,
    template_missing: |name, why| {
        format!("{name} could not be fetched: {why}. The network on the page has not changed.")
    },
    edit_refused: |why| match why {
        EditError::TooDeep { limit, .. } => {
            format!("Blocks can be nested {limit} deep at most: the network has not changed.")
        }
        EditError::TooManyNodes { limit, found } => format!(
            "That would make {found} layers and blocks, more than {limit}: the network has not changed."
        ),
        _ => "Only neighbours can be put into a block or repeated: select neighbours without gaps."
            .into(),
    },
    file_unknown: |name| {
        format!("{name}: drop a picture, a CIFAR-10 archive (.tar.gz, .bin) or a network (.json).")
    },
    not_opened: |names| format!("One network can be open at a time. Not opened: {names}."),
    storage_full: "The browser's storage is full: changes are not saved automatically.",
};

/// Spanish.
pub const ES: Problems = Problems {
    data_failed: "No se pudo cargar el conjunto de datos",
    data: |failure| match failure {
        DataFailure::Cancelled => "Se canceló la carga.".into(),
        DataFailure::NotFound => "No hay ningún conjunto de datos en ese lugar.".into(),
        DataFailure::Unreadable(why) => format!("No se pudieron leer los datos: {why}."),
        DataFailure::BadCompression(why) => {
            format!("El archivo gzip está dañado, quizá por la descarga: {why}.")
        }
        DataFailure::BadArchive(why) => format!("El archivo tar está dañado: {why}."),
        DataFailure::Truncated(sizes) => format!(
            "El archivo termina antes de tiempo: se leyeron {} imágenes de entrenamiento \
             y {} de prueba.",
            Lang::Es.integer(sizes.train.into()),
            Lang::Es.integer(sizes.test.into())
        ),
        DataFailure::NoCifarFiles(names) if names.is_empty() => {
            "El archivo no contiene CIFAR-10.".into()
        }
        DataFailure::NoCifarFiles(names) => {
            format!("El archivo no contiene CIFAR-10, sino por ejemplo {}.", names.join(", "))
        }
        DataFailure::PythonVersion => "Es la versión de CIFAR-10 para Python.".into(),
        DataFailure::MatlabVersion => "Es la versión de CIFAR-10 para MATLAB.".into(),
        DataFailure::Cifar100 => "Es CIFAR-100, no CIFAR-10.".into(),
        DataFailure::BadLabel { file, record, label } => format!(
            "{file}: la imagen {} lleva la etiqueta {label}; CIFAR-10 usa de 0 a 9.",
            Lang::Es.integer(u64::from(*record) + 1)
        ),
        DataFailure::OddSize { file, size, record } => format!(
            "{file} tiene {} bytes. Una imagen con su etiqueta ocupa {}, y no es un número entero \
             de ellas: el archivo está cortado, dañado o es otro.",
            Lang::Es.integer(*size),
            Lang::Es.integer(*record)
        ),
        DataFailure::Seems { file, what: FileSort::Empty, packed: false } => {
            format!("{file} está vacío.")
        }
        DataFailure::Seems { file, what: FileSort::Unknown, .. } => {
            format!("{file} no es un archivo .tar.gz ni un lote de imágenes.")
        }
        DataFailure::Seems { file, what, packed } => {
            let packed = if *packed { ", comprimido con gzip" } else { "" };
            format!("{file} parece {}{packed}.", (data::ES.sort)(what))
        }
        DataFailure::OutOfMemory => "No hay memoria suficiente para el conjunto de datos.".into(),
    },
    data_next: |failure| match failure {
        DataFailure::Cancelled | DataFailure::NotFound => "Elige otra fuente.",
        DataFailure::Unreadable(_) => "Comprueba la conexión o el archivo y vuelve a intentarlo.",
        DataFailure::BadCompression(_)
        | DataFailure::BadArchive(_)
        | DataFailure::Truncated(_)
        | DataFailure::OddSize { .. } => "Descarga de nuevo el archivo y suéltalo aquí.",
        DataFailure::Seems { what: FileSort::Zip | FileSort::Packed(_), .. } => {
            "Descomprímelo antes y elige sus archivos .bin."
        }
        DataFailure::OutOfMemory => "Cierra otras pestañas o entrena con el conjunto sintético.",
        _ => {
            "Elige cifar-10-binary.tar.gz, la versión «binary», o sus archivos: data_batch_1.bin … \
             data_batch_5.bin, test_batch.bin."
        }
    },
    engine: |failure| match failure {
        Failure::Panic(why) => format!("El motor se detuvo por un error interno: {why}"),
        Failure::DeviceLost(why) => format!("El navegador retiró la GPU: {why}"),
        Failure::OutOfMemory(_) => "No hay memoria suficiente para esta red.".into(),
        Failure::InvalidNetwork(why) => format!("El motor rechazó la red: {why}"),
        Failure::Diverged { step, loss } => {
            let step = Lang::Es.integer((*step).into());
            if loss.is_finite() {
                let loss = Lang::Es.significant((*loss).into(), 2);
                format!("La pérdida subió a {loss} en el paso {step}: el entrenamiento diverge.")
            } else {
                format!(
                    "La pérdida dejó de ser un número en el paso {step}: el entrenamiento diverge."
                )
            }
        }
        Failure::BadCheckpoint(_) | Failure::Misfit(_) => {
            "Los pesos guardados no corresponden a esta red.".into()
        }
        Failure::NotKept(_) => "El navegador no tiene espacio para guardar los datos.".into(),
        Failure::Refused(why) => format!("El motor rechazó la orden: {why}"),
    },
    engine_next: |failure| match failure {
        Failure::Panic(_) | Failure::DeviceLost(_) => {
            "La red está a salvo. El motor se reinicia con los últimos pesos guardados."
        }
        Failure::OutOfMemory(_) => "Usa un lote o una red más pequeños.",
        Failure::InvalidNetwork(_) => "Deshaz el último cambio o corrige la capa señalada.",
        Failure::Diverged { .. } => {
            "Baja la tasa de aprendizaje, restablece los pesos y entrena de nuevo."
        }
        Failure::BadCheckpoint(_) | Failure::Misfit(_) => "El entrenamiento parte de pesos nuevos.",
        Failure::NotKept(_) => "Puedes usarlos ahora, pero habrá que cargarlos la próxima vez.",
        Failure::Refused(_) => "Vuelve a intentarlo.",
    },
    engine_silent: "El motor no responde. La red está a salvo.",
    engine_not_loaded: |why| format!("No se pudo cargar el motor: {why}"),
    engine_outdated: "La página y su motor son de versiones distintas.",
    engine_restarted: "Se reinició el motor.",
    weights_restored: |step| format!("Se recuperaron los pesos del paso {step}."),
    weights_lost: "No había pesos guardados: el entrenamiento empieza de nuevo.",
    picture_undecodable: |name| {
        format!("Este navegador no puede leer {name} como imagen. Prueba con PNG, JPEG o WebP.")
    },
    picture_too_large: |name| {
        format!("{name} es demasiado grande para abrirla aquí. Prueba con una imagen menor.")
    },
    network_unreadable: |why| format!("No se pudo abrir el archivo de red: {}", file::spanish(why)),
    file_error: file::spanish,
    template_missing: |name, why| {
        format!("No se pudo descargar {name}: {why}. La red de la página sigue igual.")
    },
    edit_refused: |why| match why {
        EditError::TooDeep { limit, .. } => {
            format!("Los bloques se anidan como mucho {limit} veces: la red no ha cambiado.")
        }
        EditError::TooManyNodes { limit, found } => {
            format!("Serían {found} capas y bloques, más de {limit}: la red no ha cambiado.")
        }
        _ => {
            "Solo se pueden agrupar o repetir elementos contiguos: selecciónalos sin huecos.".into()
        }
    },
    file_unknown: |name| {
        format!(
            "{name}: suelta una imagen, un archivo de CIFAR-10 (.tar.gz, .bin) o una red (.json)."
        )
    },
    not_opened: |names| format!("Solo puede haber una red abierta. No se abrió: {names}."),
    storage_full: "El almacenamiento del navegador está lleno: los cambios no se guardan solos.",
};

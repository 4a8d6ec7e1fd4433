//! Trained weights: what Train will do, what an edit has kept, files, the question before a run
//! ends.

use filtro_protocol::{Failure, Misfit, MisfitKind};

/// Texts about trained weights. Numbers come already written in the language.
#[allow(missing_docs, reason = "each name says which text it is")]
pub struct Weights {
    pub resume: &'static str,
    /// From and to epoch.
    pub go_on: fn(&str, &str) -> String,
    /// The same after the network was changed.
    pub train_on: fn(&str, &str) -> String,
    pub afresh: fn(&str) -> String,
    pub choices: &'static str,
    pub trained: fn(&str) -> String,

    pub changed: &'static str,
    /// Layers that kept their weights, of how many.
    pub changed_kept: fn(usize, usize) -> String,
    pub kept: fn(&str) -> String,
    pub fresh: fn(&str) -> String,
    pub mark_changed: &'static str,
    pub mark_went_on: &'static str,
    /// An epoch of the network before a change.
    pub earlier: fn(&str) -> String,

    pub end_title: &'static str,
    /// Step, epoch.
    pub end_at: fn(&str, &str) -> String,
    pub end_stay: &'static str,
    pub end_open: &'static str,
    pub end_undo: &'static str,
    pub end_redo: &'static str,
    pub end_reset: &'static str,
    pub end_weights: &'static str,

    pub save: &'static str,
    pub open: &'static str,

    pub recalled: fn(&str) -> String,
    /// The file's name, and its steps if it says them.
    pub opened: fn(&str, Option<&str>) -> String,
    pub refused: fn(&str, &Failure) -> String,
    pub unchanged: &'static str,
    /// A tensor that differs, with the name of its layer.
    pub misfit: fn(&str, &Misfit) -> String,
    pub more: fn(usize) -> String,
    pub unkept_no_store: &'static str,
    /// Their size in words.
    pub unkept_too_large: fn(&str) -> String,
    pub unkept_next: &'static str,
}

/// The part of a tensor's name behind the node's id.
fn part(misfit: &Misfit) -> &str {
    misfit.name.split_once('.').map_or(&misfit.name, |(_, part)| part)
}

fn shape(sizes: &[u32]) -> String {
    sizes.iter().map(ToString::to_string).collect::<Vec<_>>().join(" × ")
}

/// English.
pub const EN: Weights = Weights {
    resume: "Continue",
    go_on: |from, to| {
        if from == to {
            format!("Continue: epoch {to}")
        } else {
            format!("Continue: epochs {from}–{to}")
        }
    },
    train_on: |from, to| {
        if from == to {
            format!("Train on: epoch {to}")
        } else {
            format!("Train on: epochs {from}–{to}")
        }
    },
    afresh: |epochs| {
        if epochs == "1" {
            "Start afresh: epoch 1".into()
        } else {
            format!("Start afresh: epochs 1–{epochs}")
        }
    },
    choices: "More ways to train",
    trained: |steps| format!("Trained {steps} steps"),

    changed: "The network has changed",
    changed_kept: |kept, all| {
        if kept == all {
            "Network changed: all layers keep their weights".into()
        } else {
            format!("Network changed: {kept} of {all} layers keep their weights")
        }
    },
    kept: |layers| format!("Weights kept: {layers}."),
    fresh: |layers| format!("New weights: {layers}."),
    mark_changed: "network changed",
    mark_went_on: "new run",
    earlier: |epoch| format!("{epoch} · earlier network"),

    end_title: "End the run in progress?",
    end_at: |step, epoch| {
        format!(
            "It stands at step {step}, in epoch {epoch}, and would end there. \
             Its weights and curves are kept: Undo brings them back."
        )
    },
    end_stay: "Keep training",
    end_open: "End it and open the network",
    end_undo: "End it and undo",
    end_redo: "End it and redo",
    end_reset: "End it and reset the weights",
    end_weights: "End it and open the weights",

    save: "Save trained weights",
    open: "Open weights…",

    recalled: |steps| format!("The weights of your last visit are back: trained {steps} steps."),
    opened: |name, steps| match steps {
        Some(steps) => format!("{name}: the weights are in place, trained {steps} steps."),
        None => format!("{name}: the weights are in place. The file names no steps."),
    },
    refused: |name, why| match why {
        Failure::Misfit(_) => format!("{name} has weights of another network."),
        Failure::InvalidNetwork(_) => {
            format!("{name}: the network has problems. Mend them, then open the weights.")
        }
        Failure::BadCheckpoint(_) => format!("{name} is no safetensors file, or is damaged."),
        _ => format!("{name}: the engine cannot take weights now."),
    },
    unchanged: "The network and its weights are as they were.",
    misfit: |layer, misfit| {
        let part = part(misfit);
        match &misfit.what {
            MisfitKind::Missing => format!("{layer}: {part} is missing in the file"),
            MisfitKind::Unexpected => format!("{layer}: {part} is in the file only"),
            MisfitKind::Shape { expected, found } => {
                format!("{layer}: {part} is {} here, {} in the file", shape(expected), shape(found))
            }
            MisfitKind::Type(found) => {
                format!("{layer}: {part} has numbers of type {found}, not F32")
            }
        }
    },
    more: |count| format!("and {count} more"),
    unkept_no_store: "This browser keeps no weights for your next visit.",
    unkept_too_large: |size| {
        format!("{size} of weights are too many to be kept for your next visit.")
    },
    unkept_next: "File, “Save trained weights” keeps them as a file.",
};

/// Spanish.
pub const ES: Weights = Weights {
    resume: "Continuar",
    go_on: |from, to| {
        if from == to {
            format!("Continuar: época {to}")
        } else {
            format!("Continuar: épocas {from}–{to}")
        }
    },
    train_on: |from, to| {
        if from == to {
            format!("Seguir: época {to}")
        } else {
            format!("Seguir: épocas {from}–{to}")
        }
    },
    afresh: |epochs| {
        if epochs == "1" {
            "Empezar de cero: época 1".into()
        } else {
            format!("Empezar de cero: épocas 1–{epochs}")
        }
    },
    choices: "Otras formas de entrenar",
    trained: |steps| format!("{steps} pasos entrenados"),

    changed: "La red ha cambiado",
    changed_kept: |kept, all| {
        if kept == all {
            "Red cambiada: todas las capas conservan sus pesos".into()
        } else {
            format!("Red cambiada: {kept} de {all} capas conservan sus pesos")
        }
    },
    kept: |layers| format!("Conservan sus pesos: {layers}."),
    fresh: |layers| format!("Con pesos nuevos: {layers}."),
    mark_changed: "red cambiada",
    mark_went_on: "nueva ronda",
    earlier: |epoch| format!("{epoch} · red anterior"),

    end_title: "¿Terminar el entrenamiento en curso?",
    end_at: |step, epoch| {
        format!(
            "Va por el paso {step}, en la época {epoch}, y terminaría ahí. \
             Sus pesos y curvas se conservan: Deshacer los recupera."
        )
    },
    end_stay: "Seguir entrenando",
    end_open: "Terminar y abrir la red",
    end_undo: "Terminar y deshacer",
    end_redo: "Terminar y rehacer",
    end_reset: "Terminar y restablecer los pesos",
    end_weights: "Terminar y abrir los pesos",

    save: "Guardar los pesos entrenados",
    open: "Abrir pesos…",

    recalled: |steps| {
        format!("Se recuperaron los pesos de tu última visita: {steps} pasos entrenados.")
    },
    opened: |name, steps| match steps {
        Some(steps) => {
            format!("{name}: los pesos están en su lugar, con {steps} pasos entrenados.")
        }
        None => format!("{name}: los pesos están en su lugar. El archivo no indica los pasos."),
    },
    refused: |name, why| match why {
        Failure::Misfit(_) => format!("{name} contiene pesos de otra red."),
        Failure::InvalidNetwork(_) => {
            format!("{name}: la red tiene problemas. Corrígelos y abre después los pesos.")
        }
        Failure::BadCheckpoint(_) => format!("{name} no es un archivo safetensors o está dañado."),
        _ => format!("{name}: el motor no puede recibir pesos ahora."),
    },
    unchanged: "La red y sus pesos siguen como estaban.",
    misfit: |layer, misfit| {
        let part = part(misfit);
        match &misfit.what {
            MisfitKind::Missing => format!("{layer}: {part} falta en el archivo"),
            MisfitKind::Unexpected => format!("{layer}: {part} solo está en el archivo"),
            MisfitKind::Shape { expected, found } => {
                format!(
                    "{layer}: {part} es {} aquí y {} en el archivo",
                    shape(expected),
                    shape(found)
                )
            }
            MisfitKind::Type(found) => {
                format!("{layer}: {part} tiene números de tipo {found}, no F32")
            }
        }
    },
    more: |count| format!("y {count} más"),
    unkept_no_store: "Este navegador no conserva los pesos para tu próxima visita.",
    unkept_too_large: |size| {
        format!("Los pesos ocupan {size}, demasiado para conservarlos hasta tu próxima visita.")
    },
    unkept_next: "Archivo, «Guardar los pesos entrenados» los guarda en un archivo.",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tensor_that_differs_is_named_in_words() {
        let what = MisfitKind::Shape { expected: vec![6, 3, 5, 5], found: vec![8, 3, 5, 5] };
        let misfit = Misfit { name: "1.weight".into(), what };
        let said = (EN.misfit)("Conv 1", &misfit);
        assert_eq!(said, "Conv 1: weight is 6 × 3 × 5 × 5 here, 8 × 3 × 5 × 5 in the file");
        let misfit = Misfit { name: "3.pointwise.bias".into(), what: MisfitKind::Missing };
        assert_eq!((ES.misfit)("Densa", &misfit), "Densa: pointwise.bias falta en el archivo");
    }

    #[test]
    fn labels_are_short() {
        for text in [&EN, &ES] {
            for label in [(text.go_on)("106", "110"), (text.train_on)("106", "110")] {
                assert!(label.chars().count() <= 26, "{label}");
            }
        }
        assert_eq!((EN.go_on)("5", "5"), "Continue: epoch 5");
    }
}

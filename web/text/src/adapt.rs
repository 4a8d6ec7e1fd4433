//! The dialog that adapts a network.

use super::lang::Lang;
use filtro_zoo::adapt::Change;

/// Texts of the dialog.
#[allow(missing_docs, reason = "each name says which text it is")]
pub struct Adapt {
    pub title: fn(&str) -> String,
    pub lead: &'static str,
    pub current: &'static str,
    pub fetching: &'static str,
    pub input: &'static str,
    pub own_size: fn(usize) -> String,
    pub width: &'static str,
    pub classes: &'static str,
    pub depth: &'static str,
    pub stage: fn(usize, usize) -> String,
    pub result: &'static str,
    pub before: &'static str,
    pub now: &'static str,
    pub memory: fn(usize) -> String,
    pub changes: &'static str,
    pub no_changes: &'static str,
    /// The name of its node, where it has one.
    pub change: fn(&Change, &str) -> String,
    pub valid: &'static str,
    pub invalid: fn(usize) -> String,
    pub open: &'static str,
}

/// English.
pub const EN: Adapt = Adapt {
    title: |name| format!("Adapt {name}"),
    lead: "Every shape is checked while you change the numbers. The network in the builder stays as it is until \
           you open the result; that is one step to undo.",
    current: "Adapt the network in the builder…",
    fetching: "Fetching the network…",
    input: "Input size",
    own_size: |size| format!("{size} (its own)"),
    width: "Width: filters and units × ",
    classes: "Classes",
    depth: "Depth: repeats in each stage",
    stage: |number, units| format!("Stage {number} (now {units})"),
    result: "Result",
    before: "Before",
    now: "Adapted",
    memory: |batch| format!("Training memory at batch {batch}"),
    changes: "Changes",
    no_changes: "Nothing is changed.",
    change: |change, name| match change {
        Change::Repeats { from, to, .. } => format!("{name}: {from} units become {to}"),
        Change::StrideRemoved(_) => {
            format!("{name}: stride 1, so that the maps do not get too small")
        }
        Change::PoolRemoved(_) => {
            "A pooling layer is left out: the maps would get too small".into()
        }
        Change::BlockKeepsSize(_) => format!("{name}: keeps the size of its maps"),
        Change::Width(factor) => {
            format!("Filters and units × {}", Lang::En.decimal(*factor, 3))
        }
        Change::Classes { from, to } => {
            let [from, to] = [from, to].map(|n| Lang::En.integer(*n as u64));
            format!("Last layer: {from} classes become {to}")
        }
        Change::Repaired(_) if name.is_empty() => {
            "The end of the network was repaired to fit".into()
        }
        Change::Repaired(_) => format!("{name}: repaired to fit"),
    },
    valid: "Every shape fits.",
    invalid: |count| {
        let problems = if count == 1 { "1 problem".into() } else { format!("{count} problems") };
        format!("{problems} would be left; it can be opened and repaired in the builder.")
    },
    open: "Open in the builder",
};

/// Spanish.
pub const ES: Adapt = Adapt {
    title: |name| format!("Adaptar {name}"),
    lead: "Todas las formas se comprueban mientras cambias los números. La red del editor queda como está hasta \
           que abras el resultado; eso es un solo paso que se puede deshacer.",
    current: "Adaptar la red del editor…",
    fetching: "Descargando la red…",
    input: "Tamaño de entrada",
    own_size: |size| format!("{size} (el suyo)"),
    width: "Anchura: filtros y unidades × ",
    classes: "Clases",
    depth: "Profundidad: repeticiones en cada etapa",
    stage: |number, units| format!("Etapa {number} (ahora {units})"),
    result: "Resultado",
    before: "Antes",
    now: "Adaptada",
    memory: |batch| format!("Memoria para entrenar con lotes de {batch}"),
    changes: "Cambios",
    no_changes: "No cambia nada.",
    change: |change, name| match change {
        Change::Repeats { from, to, .. } => format!("{name}: de {from} unidades a {to}"),
        Change::StrideRemoved(_) => {
            format!("{name}: paso (stride) 1, para que los mapas no queden demasiado pequeños")
        }
        Change::PoolRemoved(_) => {
            "Se quita una capa de pooling: los mapas quedarían demasiado pequeños".into()
        }
        Change::BlockKeepsSize(_) => format!("{name}: conserva el tamaño de sus mapas"),
        Change::Width(factor) => {
            format!("Filtros y unidades × {}", Lang::Es.decimal(*factor, 3))
        }
        Change::Classes { from, to } => {
            let [from, to] = [from, to].map(|n| Lang::Es.integer(*n as u64));
            format!("Última capa: de {from} clases a {to}")
        }
        Change::Repaired(_) if name.is_empty() => "Se reparó lo que no encajaba al final".into(),
        Change::Repaired(_) => format!("{name}: se reparó lo que no encajaba"),
    },
    valid: "Todas las formas encajan.",
    invalid: |count| {
        let problems = if count == 1 { "1 problema".into() } else { format!("{count} problemas") };
        format!("Quedarían {problems}; se puede abrir y reparar en el editor.")
    },
    open: "Abrir en el editor",
};

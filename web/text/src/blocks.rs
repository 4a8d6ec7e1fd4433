//! Blocks: their lanes, and the ready-made ones.

use super::presets;
use filtro_net::{BlockSort, Merge};
use filtro_zoo::Preset;

/// Ready-made blocks that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockGroup {
    /// Of ResNet.
    Residual,
    /// Of GoogLeNet and its successor.
    Inception,
    /// Of networks with few parameters.
    Light,
    /// Others.
    Further,
}

impl BlockGroup {
    /// In palette order.
    pub const ALL: [Self; 4] = [Self::Residual, Self::Inception, Self::Light, Self::Further];
}

/// Texts of blocks.
#[allow(missing_docs, reason = "each name says which text it is")]
pub struct Blocks {
    pub lane: fn(BlockSort, usize) -> String,
    pub preset: fn(Preset) -> &'static str,
    pub preset_about: fn(Preset) -> &'static str,
    pub group: fn(BlockGroup) -> &'static str,
    pub sort_about: fn(BlockSort) -> &'static str,
    pub palette: &'static str,
    pub palette_hint: &'static str,

    pub lanes: &'static str,
    pub identity: &'static str,
    pub merge: &'static str,
    pub merged: fn(Merge) -> &'static str,
    pub add_lane: &'static str,
    pub remove_lane: fn(&str) -> String,
    pub clear_shortcut: &'static str,

    pub actions: &'static str,
    pub wrap_residual: &'static str,
    pub wrap_branches: &'static str,
    pub unwrap: &'static str,
    pub repeat: &'static str,
    pub repeat_title: &'static str,
    pub repeat_now: &'static str,
    pub times: &'static str,
    pub times_help: fn(usize) -> String,
    pub delete_block: &'static str,
    pub delete_all: &'static str,
    pub needs_row: &'static str,
    pub extend_here: &'static str,
    pub several: fn(usize) -> String,
    pub several_hint: &'static str,

    pub key_wrap: &'static str,
    pub key_wrap_branches: &'static str,
    pub key_unwrap: &'static str,
    pub key_repeat: &'static str,
    pub key_extend: &'static str,
}

/// English.
pub const EN: Blocks = Blocks {
    lane: |sort, lane| match (sort, lane) {
        (BlockSort::Residual, 0) => "Body".into(),
        (BlockSort::Residual, _) => "Shortcut".into(),
        (BlockSort::Parallel(_), lane) => format!("Branch {}", lane + 1),
    },
    preset: presets::name_en,
    preset_about: presets::about_en,
    group: |group| match group {
        BlockGroup::Residual => "Residual blocks",
        BlockGroup::Inception => "Inception modules",
        BlockGroup::Light => "Few parameters",
        BlockGroup::Further => "Other blocks",
    },
    sort_about: |sort| match sort {
        BlockSort::Residual => {
            "The output of the body is added to the shortcut. An empty shortcut is the identity: the body \
             learns only the difference, and gradients can flow around it."
        }
        BlockSort::Parallel(Merge::Concat) => {
            "Every branch sees the input; their outputs are stacked, channel after channel."
        }
        BlockSort::Parallel(Merge::Add) => {
            "Every branch sees the input; their outputs are added, value by value."
        }
        BlockSort::Parallel(Merge::Multiply) => {
            "Every branch sees the input; their outputs are multiplied: one branch can gate another."
        }
    },
    palette: "Blocks",
    palette_hint: "Empty ones to fill, then ready-made ones: their widths adapt to the input.",

    lanes: "Lanes",
    identity: "Identity: passes its input on",
    merge: "Merged by",
    merged: |merge| match merge {
        Merge::Concat => "Concatenation",
        Merge::Add => "Addition",
        Merge::Multiply => "Multiplication",
    },
    add_lane: "Add a branch",
    remove_lane: |lane| format!("Remove {lane}"),
    clear_shortcut: "Clear the shortcut",

    actions: "Actions",
    wrap_residual: "Wrap in a residual block",
    wrap_branches: "Wrap in branches",
    unwrap: "Unwrap the block",
    repeat: "Repeat…",
    repeat_title: "Repeat",
    repeat_now: "Repeat",
    times: "Times in total",
    times_help: |count| match count {
        1 => "The copies come after it, each with its own weights.".into(),
        count => format!("Copies of all {count} come after them, each with its own weights."),
    },
    delete_block: "Delete this block",
    delete_all: "Delete all of them",
    needs_row: "Only neighbours without gaps between them",
    extend_here: "Select up to here",
    several: |count| format!("{count} layers and blocks"),
    several_hint: "Selected together: Shift selects a range, Ctrl or Cmd adds single ones.",

    key_wrap: "Wrap what is selected in a residual block",
    key_wrap_branches: "Wrap what is selected in branches",
    key_unwrap: "Unwrap the focused block",
    key_repeat: "Repeat what is selected",
    key_extend: "Select several layers in a row",
};

/// Spanish.
pub const ES: Blocks = Blocks {
    lane: |sort, lane| match (sort, lane) {
        (BlockSort::Residual, 0) => "Cuerpo".into(),
        (BlockSort::Residual, _) => "Atajo".into(),
        (BlockSort::Parallel(_), lane) => format!("Rama {}", lane + 1),
    },
    preset: presets::name_es,
    preset_about: presets::about_es,
    group: |group| match group {
        BlockGroup::Residual => "Bloques residuales",
        BlockGroup::Inception => "Módulos Inception",
        BlockGroup::Light => "Pocos parámetros",
        BlockGroup::Further => "Otros bloques",
    },
    sort_about: |sort| match sort {
        BlockSort::Residual => {
            "Lo que produce el cuerpo se suma al atajo. Un atajo vacío es la identidad: el cuerpo solo \
             aprende la diferencia, y los gradientes pueden rodearlo."
        }
        BlockSort::Parallel(Merge::Concat) => {
            "Cada rama ve la entrada; lo que producen se apila, canal sobre canal."
        }
        BlockSort::Parallel(Merge::Add) => {
            "Cada rama ve la entrada; lo que producen se suma, valor a valor."
        }
        BlockSort::Parallel(Merge::Multiply) => {
            "Cada rama ve la entrada; lo que producen se multiplica: una rama puede regular a otra."
        }
    },
    palette: "Bloques",
    palette_hint: "Vacíos para llenarlos y ya hechos: sus anchuras se adaptan a la entrada.",

    lanes: "Ramas del bloque",
    identity: "Identidad: deja pasar su entrada",
    merge: "Se unen por",
    merged: |merge| match merge {
        Merge::Concat => "Concatenación",
        Merge::Add => "Suma",
        Merge::Multiply => "Multiplicación",
    },
    add_lane: "Añadir una rama",
    remove_lane: |lane| format!("Quitar {lane}"),
    clear_shortcut: "Vaciar el atajo",

    actions: "Acciones",
    wrap_residual: "Agrupar en un bloque residual",
    wrap_branches: "Agrupar en ramas",
    unwrap: "Desagrupar el bloque",
    repeat: "Repetir…",
    repeat_title: "Repetir",
    repeat_now: "Repetir",
    times: "Veces en total",
    times_help: |count| match count {
        1 => "Las copias van después, cada una con sus propios pesos.".into(),
        count => format!("Las copias de los {count} van después, cada una con sus propios pesos."),
    },
    delete_block: "Eliminar este bloque",
    delete_all: "Eliminarlos todos",
    needs_row: "Solo elementos contiguos, sin huecos entre ellos",
    extend_here: "Seleccionar hasta aquí",
    several: |count| format!("{count} capas y bloques"),
    several_hint: "Seleccionados juntos: Mayús selecciona un rango; Ctrl o Cmd añade de uno en uno.",

    key_wrap: "Agrupar lo seleccionado en un bloque residual",
    key_wrap_branches: "Agrupar lo seleccionado en ramas",
    key_unwrap: "Desagrupar el bloque enfocado",
    key_repeat: "Repetir lo seleccionado",
    key_extend: "Seleccionar varias capas seguidas",
};

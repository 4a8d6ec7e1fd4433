//! Palette, canvas, layers and inspector.

use super::{fields, layers};
use filtro_net::{Block, Choice, Field, LayerKind, Merge};

/// Texts of the network's views.
#[allow(missing_docs, reason = "each name says which text it is")]
pub struct Network {
    /// All of the palette, layers and blocks.
    pub pieces: &'static str,
    pub palette: &'static str,
    pub palette_hint: &'static str,
    pub canvas: &'static str,
    pub layer: fn(LayerKind) -> &'static str,
    pub block: fn(&Block) -> &'static str,
    pub about: fn(LayerKind) -> &'static str,
    pub choice: fn(Choice) -> &'static str,
    pub field: fn(Field) -> &'static str,
    pub tied_field: fn(Field) -> &'static str,
    pub tie_axes: &'static str,
    pub field_help: fn(Field) -> Option<&'static str>,

    pub layer_role: &'static str,
    pub block_role: &'static str,
    pub card_name: fn(&str, &str, &str) -> String,
    pub more_actions: fn(&str) -> String,
    pub output: &'static str,
    pub parameters: &'static str,
    pub multiply_adds: &'static str,
    pub move_up: &'static str,
    pub move_down: &'static str,
    pub duplicate: &'static str,
    pub delete: &'static str,
    pub input_card: &'static str,
    pub output_card: &'static str,
    pub drop_to_delete: &'static str,

    pub name: &'static str,
    pub name_help: &'static str,
    pub settings: &'static str,
    pub no_settings: &'static str,
    pub how: &'static str,
    pub height: &'static str,
    pub width: &'static str,
    pub both_axes: &'static str,
    pub flat: &'static str,
    pub same_shape: &'static str,
    pub seen: &'static str,
    pub scale_note: &'static str,
    pub input_heading: &'static str,
    pub input_about: &'static str,
    pub channels: &'static str,
    pub input_height: &'static str,
    pub input_width: &'static str,
    pub totals: &'static str,
    pub layers: &'static str,
    pub select_hint: &'static str,
    pub delete_layer: &'static str,

    pub maps_of: fn(&str) -> String,
    pub filters_of: fn(&str) -> String,
    pub input_picture: &'static str,
    pub probabilities: &'static str,
    pub no_probabilities: &'static str,
    pub right_class: &'static str,
    pub untrained: &'static str,
}

/// English.
pub const EN: Network = Network {
    pieces: "Layers and blocks to add",
    palette: "Layers",
    palette_hint: "Drag into the network, or click to add after the selected layer.",
    canvas: "Network",
    layer: layers::layer_en,
    block: |block| match block {
        Block::Residual { .. } => "Residual",
        Block::Parallel { merge: Merge::Concat, .. } => "Branches, concatenated",
        Block::Parallel { merge: Merge::Add, .. } => "Branches, added",
        Block::Parallel { merge: Merge::Multiply, .. } => "Branches, multiplied",
    },
    about: layers::about_en,
    choice: fields::choice_en,
    field: fields::field_en,
    tied_field: fields::tied_field_en,
    tie_axes: "Same for height and width",
    field_help: fields::field_help_en,

    layer_role: "layer",
    block_role: "block",
    card_name: |name, output, parameters| {
        format!("{name}, output {output}, {parameters} parameters")
    },
    more_actions: |name| format!("Menu of {name}"),
    output: "Output",
    parameters: "Parameters",
    multiply_adds: "Multiply-adds",
    move_up: "Move up",
    move_down: "Move down",
    duplicate: "Duplicate",
    delete: "Delete",
    input_card: "Input",
    output_card: "Output",
    drop_to_delete: "Release to delete",

    name: "Name",
    name_help: "Shown on the card instead of the layer's kind.",
    settings: "Parameters of the layer",
    no_settings: "This layer has nothing to set.",
    how: "How the numbers are computed",
    height: "Height",
    width: "Width",
    both_axes: "Height and width",
    flat: "Values",
    same_shape: "The shape stays as it is.",
    seen: "Seen on the chosen picture",
    scale_note: "Blue is positive, orange negative; each map is scaled to its own largest value.",
    input_heading: "Input",
    input_about: "Shape of the input pictures. It must match the data set.",
    channels: "Channels",
    input_height: "Height in pixels",
    input_width: "Width in pixels",
    totals: "Whole network",
    layers: "Layers",
    select_hint: "Select a layer to see and change its parameters.",
    delete_layer: "Delete this layer",

    maps_of: |name| format!("Output of {name}"),
    filters_of: |name| format!("Filters of {name}"),
    input_picture: "The input picture",
    probabilities: "Probabilities (softmax)",
    no_probabilities: "Probabilities appear here for the picture chosen under Data or Classify.",
    right_class: "correct class",
    untrained: "Not trained yet: these are guesses.",
};

/// Spanish.
pub const ES: Network = Network {
    pieces: "Capas y bloques para añadir",
    palette: "Capas",
    palette_hint: "Arrastra a la red, o pulsa para añadir tras la capa seleccionada.",
    canvas: "Red",
    layer: layers::layer_es,
    block: |block| match block {
        Block::Residual { .. } => "Residual",
        Block::Parallel { merge: Merge::Concat, .. } => "Ramas concatenadas",
        Block::Parallel { merge: Merge::Add, .. } => "Ramas sumadas",
        Block::Parallel { merge: Merge::Multiply, .. } => "Ramas multiplicadas",
    },
    about: layers::about_es,
    choice: fields::choice_es,
    field: fields::field_es,
    tied_field: fields::tied_field_es,
    tie_axes: "Igual en alto y ancho",
    field_help: fields::field_help_es,

    layer_role: "capa",
    block_role: "bloque",
    card_name: |name, output, parameters| {
        format!("{name}, salida {output}, {parameters} parámetros")
    },
    more_actions: |name| format!("Menú de {name}"),
    output: "Salida",
    parameters: "Parámetros",
    multiply_adds: "Multiplicaciones-sumas",
    move_up: "Subir",
    move_down: "Bajar",
    duplicate: "Duplicar",
    delete: "Eliminar",
    input_card: "Entrada",
    output_card: "Salida",
    drop_to_delete: "Suelta para eliminar",

    name: "Nombre",
    name_help: "Aparece en la tarjeta en lugar del tipo de capa.",
    settings: "Parámetros de la capa",
    no_settings: "Esta capa no tiene nada que ajustar.",
    how: "De dónde salen los números",
    height: "Alto",
    width: "Ancho",
    both_axes: "Alto y ancho",
    flat: "Valores",
    same_shape: "La forma no cambia.",
    seen: "Visto en la imagen elegida",
    scale_note: "Azul es positivo, naranja negativo; cada mapa según su valor mayor.",
    input_heading: "Entrada",
    input_about: "Forma de las imágenes de entrada. Debe ser la del conjunto de datos.",
    channels: "Canales",
    input_height: "Alto en píxeles",
    input_width: "Ancho en píxeles",
    totals: "Red completa",
    layers: "Capas",
    select_hint: "Selecciona una capa para ver y cambiar sus parámetros.",
    delete_layer: "Eliminar esta capa",

    maps_of: |name| format!("Salida de {name}"),
    filters_of: |name| format!("Filtros de {name}"),
    input_picture: "La imagen de entrada",
    probabilities: "Probabilidades (softmax)",
    no_probabilities: "Aquí aparecen las probabilidades de la imagen elegida en Datos o Clasificar.",
    right_class: "clase correcta",
    untrained: "Aún sin entrenar: es adivinar.",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cards_name_begins_with_its_layers() {
        for text in [EN, ES] {
            for kind in LayerKind::ALL {
                let name = (text.layer)(kind);
                assert!(
                    (text.card_name)(name, "6 × 28 × 28", "156").starts_with(&format!("{name}, "))
                );
            }
        }
    }

    #[test]
    fn no_two_layers_share_a_name() {
        for text in [EN, ES] {
            let mut names: Vec<_> = LayerKind::ALL.map(text.layer).into();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), LayerKind::ALL.len());
        }
    }
}

//! Palette, canvas, layers and inspector.

use super::announce;
use filtro_app::Announcement;
use filtro_net::{Block, Choice, Field, LayerKind, Merge};

/// Texts of the network's views.
pub struct Network {
    pub palette: &'static str,
    pub palette_hint: &'static str,
    pub canvas: &'static str,
    pub add_here: &'static str,
    pub layer: fn(LayerKind) -> &'static str,
    pub block: fn(&Block) -> &'static str,
    pub about: fn(LayerKind) -> &'static str,
    pub choice: fn(Choice) -> &'static str,
    pub field: fn(Field) -> &'static str,
    pub tied_field: fn(Field) -> &'static str,
    pub tie_axes: &'static str,
    pub field_help: fn(Field) -> Option<&'static str>,

    pub layer_role: &'static str,
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
    pub announce: fn(&Announcement, &str) -> String,

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
    palette: "Layers",
    palette_hint: "Drag into the network, or click to add behind the selected layer.",
    canvas: "Network",
    add_here: "Insert a layer here",
    layer: |kind| match kind {
        LayerKind::Conv2d => "Conv 2D",
        LayerKind::MaxPool2d => "Max pool",
        LayerKind::AvgPool2d => "Average pool",
        LayerKind::GlobalAvgPool => "Global average pool",
        LayerKind::BatchNorm2d => "Batch norm",
        LayerKind::Activation => "Activation",
        LayerKind::Dropout => "Dropout",
        LayerKind::Flatten => "Flatten",
        LayerKind::Dense => "Dense",
        LayerKind::Softmax => "Softmax",
    },
    block: |block| match block {
        Block::Residual { .. } => "Residual",
        Block::Parallel { merge: Merge::Concat, .. } => "Branches, concatenated",
        Block::Parallel { merge: Merge::Add, .. } => "Branches, added",
        Block::Parallel { merge: Merge::Multiply, .. } => "Branches, multiplied",
    },
    about: |kind| match kind {
        LayerKind::Conv2d => {
            "Slides each filter over the input: every output value looks at a small neighbourhood \
             only, and all places share the same weights."
        }
        LayerKind::MaxPool2d => {
            "Keeps the largest value of each window: smaller maps, and small shifts matter less."
        }
        LayerKind::AvgPool2d => "Keeps the mean of each window: smaller, smoother maps.",
        LayerKind::GlobalAvgPool => {
            "The mean of each whole map: one number a channel, without any parameter."
        }
        LayerKind::BatchNorm2d => {
            "Brings each channel to mean 0 and variance 1 over the batch, then scales and shifts \
             it. Training gets steadier and faster."
        }
        LayerKind::Activation => {
            "Bends every value. Without it, layers in a row would be no more than a single one."
        }
        LayerKind::Dropout => {
            "Sets random values to zero while training, so that no unit relies on another. Does \
             nothing when classifying."
        }
        LayerKind::Flatten => "Lines all values of the maps up as one vector, for dense layers.",
        LayerKind::Dense => "Every unit sees every value, each with a weight of its own.",
        LayerKind::Softmax => {
            "Turns scores into probabilities that add up to 1. Training applies it by itself \
             within the loss."
        }
    },
    choice: |choice| match choice {
        Choice::Valid => "Valid (none)",
        Choice::Same => "Same",
        Choice::Explicit => "Explicit",
        Choice::Relu => "ReLU",
        Choice::LeakyRelu => "Leaky ReLU",
        Choice::Elu => "ELU",
        Choice::Gelu => "GELU",
        Choice::Silu => "SiLU",
        Choice::Sigmoid => "Sigmoid",
        Choice::Tanh => "Tanh",
    },
    field: |field| match field {
        Field::Filters => "Filters",
        Field::KernelHeight => "Kernel height",
        Field::KernelWidth => "Kernel width",
        Field::StrideHeight => "Stride, vertical",
        Field::StrideWidth => "Stride, horizontal",
        Field::PaddingMode => "Padding",
        Field::PaddingHeight => "Padding above and below",
        Field::PaddingWidth => "Padding left and right",
        Field::DilationHeight => "Dilation, vertical",
        Field::DilationWidth => "Dilation, horizontal",
        Field::Groups => "Groups",
        Field::Bias => "Bias",
        Field::CeilMode => "Round the size up",
        Field::CountIncludePad => "Count padding in the mean",
        Field::Epsilon => "Epsilon",
        Field::Momentum => "Momentum",
        Field::Affine => "Scale and shift",
        Field::Function => "Function",
        Field::Slope => "Slope below zero",
        Field::Rate => "Dropout rate",
        Field::Units => "Units",
    },
    tied_field: |field| match field {
        Field::KernelHeight | Field::KernelWidth => "Kernel size",
        Field::StrideHeight | Field::StrideWidth => "Stride",
        Field::PaddingHeight | Field::PaddingWidth => "Padding on each side",
        Field::DilationHeight | Field::DilationWidth => "Dilation",
        other => (EN.field)(other),
    },
    tie_axes: "Same for height and width",
    field_help: |field| match field {
        Field::Filters => Some("One output map each."),
        Field::PaddingMode => Some("Same keeps the size at stride 1."),
        Field::Groups => Some("Channels and filters are split; each group sees its own part."),
        Field::Bias => Some("One number a filter or unit, added to each of its outputs."),
        Field::CeilMode => Some("A last window that hangs over the edge counts too."),
        Field::Epsilon => Some("Added to the variance before the root."),
        Field::Momentum => Some("Weight of the newest batch in the running mean."),
        Field::Affine => Some("Two parameters a channel."),
        Field::Rate => Some("Share of values set to zero."),
        _ => None,
    },

    layer_role: "layer",
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
    drop_to_delete: "Let go to delete",
    announce: announce::en,

    name: "Name",
    name_help: "Shown on the card instead of the layer's kind.",
    settings: "Parameters of the layer",
    no_settings: "This layer has nothing to set.",
    how: "How the numbers come about",
    height: "Height",
    width: "Width",
    both_axes: "Height and width",
    flat: "Values",
    same_shape: "The shape stays as it is.",
    seen: "Seen on the chosen picture",
    scale_note: "Blue is positive, orange negative; each map by its own largest value.",
    input_heading: "Input",
    input_about: "Shape of the pictures that go in. It must be that of the data set.",
    channels: "Channels",
    input_height: "Height in pixels",
    input_width: "Width in pixels",
    totals: "Whole network",
    layers: "Layers",
    select_hint: "Select a layer to see and change its parameters.",
    delete_layer: "Delete this layer",

    maps_of: |name| format!("Output of {name}"),
    filters_of: |name| format!("Filters of {name}"),
    input_picture: "The picture that goes in",
    probabilities: "Probabilities (softmax)",
    no_probabilities: "Probabilities appear here for the picture chosen under Data or Classify.",
    right_class: "right class",
    untrained: "Not trained yet: these are guesses.",
};

/// Spanish.
pub const ES: Network = Network {
    palette: "Capas",
    palette_hint: "Arrastra a la red, o pulsa para añadir tras la capa seleccionada.",
    canvas: "Red",
    add_here: "Insertar una capa aquí",
    layer: |kind| match kind {
        LayerKind::Conv2d => "Convolución 2D",
        LayerKind::MaxPool2d => "Max pooling",
        LayerKind::AvgPool2d => "Average pooling",
        LayerKind::GlobalAvgPool => "Average pooling global",
        LayerKind::BatchNorm2d => "Batch norm",
        LayerKind::Activation => "Activación",
        LayerKind::Dropout => "Dropout",
        LayerKind::Flatten => "Aplanar",
        LayerKind::Dense => "Densa",
        LayerKind::Softmax => "Softmax",
    },
    block: |block| match block {
        Block::Residual { .. } => "Residual",
        Block::Parallel { merge: Merge::Concat, .. } => "Ramas concatenadas",
        Block::Parallel { merge: Merge::Add, .. } => "Ramas sumadas",
        Block::Parallel { merge: Merge::Multiply, .. } => "Ramas multiplicadas",
    },
    about: |kind| match kind {
        LayerKind::Conv2d => {
            "Desliza cada filtro sobre la entrada: cada valor de salida mira solo un vecindario \
             pequeño, y todos los lugares comparten los mismos pesos."
        }
        LayerKind::MaxPool2d => {
            "Conserva el valor mayor de cada ventana: mapas más pequeños, y los desplazamientos \
             pequeños importan menos."
        }
        LayerKind::AvgPool2d => {
            "Conserva la media de cada ventana: mapas más pequeños y más suaves."
        }
        LayerKind::GlobalAvgPool => {
            "La media de cada mapa entero: un número por canal, sin ningún parámetro."
        }
        LayerKind::BatchNorm2d => {
            "Lleva cada canal a media 0 y varianza 1 dentro del lote; después lo escala y lo \
             desplaza. El entrenamiento es más estable y más rápido."
        }
        LayerKind::Activation => {
            "Curva cada valor. Sin ella, varias capas seguidas no serían más que una sola."
        }
        LayerKind::Dropout => {
            "Pone a cero valores al azar durante el entrenamiento, para que ninguna unidad \
             dependa de otra. Al clasificar no hace nada."
        }
        LayerKind::Flatten => {
            "Pone todos los valores de los mapas en un solo vector, para las capas densas."
        }
        LayerKind::Dense => "Cada unidad ve todos los valores, cada uno con su propio peso.",
        LayerKind::Softmax => {
            "Convierte puntuaciones en probabilidades que suman 1. El entrenamiento la aplica por \
             sí mismo dentro de la pérdida."
        }
    },
    choice: |choice| match choice {
        Choice::Valid => "Válido (ninguno)",
        Choice::Same => "Igual",
        Choice::Explicit => "Explícito",
        Choice::Relu => "ReLU",
        Choice::LeakyRelu => "ReLU con fuga",
        Choice::Elu => "ELU",
        Choice::Gelu => "GELU",
        Choice::Silu => "SiLU",
        Choice::Sigmoid => "Sigmoide",
        Choice::Tanh => "Tanh",
    },
    field: |field| match field {
        Field::Filters => "Filtros",
        Field::KernelHeight => "Alto del núcleo",
        Field::KernelWidth => "Ancho del núcleo",
        Field::StrideHeight => "Paso vertical",
        Field::StrideWidth => "Paso horizontal",
        Field::PaddingMode => "Relleno",
        Field::PaddingHeight => "Relleno arriba y abajo",
        Field::PaddingWidth => "Relleno a los lados",
        Field::DilationHeight => "Dilatación vertical",
        Field::DilationWidth => "Dilatación horizontal",
        Field::Groups => "Grupos",
        Field::Bias => "Sesgo",
        Field::CeilMode => "Redondear el tamaño hacia arriba",
        Field::CountIncludePad => "Contar el relleno en la media",
        Field::Epsilon => "Épsilon",
        Field::Momentum => "Momento",
        Field::Affine => "Escala y desplazamiento",
        Field::Function => "Función",
        Field::Slope => "Pendiente bajo cero",
        Field::Rate => "Tasa de dropout",
        Field::Units => "Unidades",
    },
    tied_field: |field| match field {
        Field::KernelHeight | Field::KernelWidth => "Tamaño del núcleo",
        Field::StrideHeight | Field::StrideWidth => "Paso",
        Field::PaddingHeight | Field::PaddingWidth => "Relleno en cada lado",
        Field::DilationHeight | Field::DilationWidth => "Dilatación",
        other => (ES.field)(other),
    },
    tie_axes: "Igual en alto y ancho",
    field_help: |field| match field {
        Field::Filters => Some("Cada uno da un mapa de salida."),
        Field::PaddingMode => Some("Igual conserva el tamaño con paso 1."),
        Field::Groups => Some("Canales y filtros se reparten; cada grupo ve su parte."),
        Field::Bias => Some("Un número por filtro o unidad, sumado a cada una de sus salidas."),
        Field::CeilMode => Some("También cuenta una última ventana que sobresale del borde."),
        Field::Epsilon => Some("Se suma a la varianza antes de la raíz."),
        Field::Momentum => Some("Peso del último lote en la media móvil."),
        Field::Affine => Some("Dos parámetros por canal."),
        Field::Rate => Some("Parte de los valores que se pone a cero."),
        _ => None,
    },

    layer_role: "capa",
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
    announce: announce::es,

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
    input_about: "Forma de las imágenes que entran. Debe ser la del conjunto de datos.",
    channels: "Canales",
    input_height: "Alto en píxeles",
    input_width: "Ancho en píxeles",
    totals: "Red completa",
    layers: "Capas",
    select_hint: "Selecciona una capa para ver y cambiar sus parámetros.",
    delete_layer: "Eliminar esta capa",

    maps_of: |name| format!("Salida de {name}"),
    filters_of: |name| format!("Filtros de {name}"),
    input_picture: "La imagen que entra",
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

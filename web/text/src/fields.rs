//! Parameters of layers: their names, options and help.

use filtro_net::{Choice, Field};

/// What an option is called, in English.
pub(super) fn choice_en(choice: Choice) -> &'static str {
    match choice {
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
        Choice::Relu6 => "ReLU6",
        Choice::HardSwish => "Hard swish",
        Choice::HardSigmoid => "Hard sigmoid",
        Choice::Nearest => "Nearest",
        Choice::Bilinear => "Bilinear",
    }
}

/// What a parameter is called, in English.
pub(super) fn field_en(field: Field) -> &'static str {
    match field {
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
        Field::Multiplier => "Depth multiplier",
        Field::OutputHeight => "Output height",
        Field::OutputWidth => "Output width",
        Field::ScaleHeight => "Factor, vertical",
        Field::ScaleWidth => "Factor, horizontal",
        Field::Interpolation => "Interpolation",
        Field::Neighbours => "Neighbouring channels",
        Field::Alpha => "Alpha",
        Field::Beta => "Beta",
        Field::Base => "Base (k)",
    }
}

/// What a parameter of both axes is called, in English.
pub(super) fn tied_field_en(field: Field) -> &'static str {
    match field {
        Field::KernelHeight | Field::KernelWidth => "Kernel size",
        Field::StrideHeight | Field::StrideWidth => "Stride",
        Field::PaddingHeight | Field::PaddingWidth => "Padding on each side",
        Field::DilationHeight | Field::DilationWidth => "Dilation",
        Field::OutputHeight | Field::OutputWidth => "Output size",
        Field::ScaleHeight | Field::ScaleWidth => "Factor",
        other => field_en(other),
    }
}

/// What is said below a parameter, in English.
pub(super) fn field_help_en(field: Field) -> Option<&'static str> {
    match field {
        Field::Filters => Some("Each gives one output map."),
        Field::PaddingMode => Some("Same keeps the size at stride 1."),
        Field::Groups => Some("Channels and filters are split; each group sees its own part."),
        Field::Bias => Some("One number per filter or unit, added to each of its outputs."),
        Field::CeilMode => Some("A last window that extends past the edge counts too."),
        Field::Epsilon => Some("Added to the variance before the square root."),
        Field::Momentum => Some("Weight of the newest batch in the running mean."),
        Field::Affine => Some("Two parameters per channel."),
        Field::Rate => Some("Share of values, or of channels, set to zero."),
        Field::Multiplier => Some("Filters for each input channel."),
        Field::Interpolation => Some("Nearest repeats each value, bilinear blends neighbours."),
        Field::Neighbours => Some("Channels in the sum, including the value's own."),
        Field::Alpha => Some("Weight of the mean of squares, in base + alpha · mean."),
        Field::Beta => Some("Exponent of the divisor."),
        Field::Base => Some("The divisor where all values are zero, before the exponent."),
        _ => None,
    }
}

/// What an option is called, in Spanish.
pub(super) fn choice_es(choice: Choice) -> &'static str {
    match choice {
        Choice::Valid => "Ninguno (valid)",
        Choice::Same => "Igual (same)",
        Choice::Explicit => "Explícito",
        Choice::Relu => "ReLU",
        Choice::LeakyRelu => "Leaky ReLU",
        Choice::Elu => "ELU",
        Choice::Gelu => "GELU",
        Choice::Silu => "SiLU",
        Choice::Sigmoid => "Sigmoide",
        Choice::Tanh => "Tanh",
        Choice::Relu6 => "ReLU6",
        Choice::HardSwish => "Hard swish",
        Choice::HardSigmoid => "Hard sigmoid",
        Choice::Nearest => "Vecino más próximo",
        Choice::Bilinear => "Bilineal",
    }
}

/// What a parameter is called, in Spanish.
pub(super) fn field_es(field: Field) -> &'static str {
    match field {
        Field::Filters => "Filtros",
        Field::KernelHeight => "Alto del filtro (kernel)",
        Field::KernelWidth => "Ancho del filtro (kernel)",
        Field::StrideHeight => "Paso (stride) vertical",
        Field::StrideWidth => "Paso (stride) horizontal",
        Field::PaddingMode => "Relleno (padding)",
        Field::PaddingHeight => "Relleno (padding) arriba y abajo",
        Field::PaddingWidth => "Relleno (padding) a los lados",
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
        Field::Multiplier => "Multiplicador depthwise",
        Field::OutputHeight => "Alto de la salida",
        Field::OutputWidth => "Ancho de la salida",
        Field::ScaleHeight => "Factor vertical",
        Field::ScaleWidth => "Factor horizontal",
        Field::Interpolation => "Interpolación",
        Field::Neighbours => "Canales vecinos",
        Field::Alpha => "Alfa",
        Field::Beta => "Beta",
        Field::Base => "Base (k)",
    }
}

/// What a parameter of both axes is called, in Spanish.
pub(super) fn tied_field_es(field: Field) -> &'static str {
    match field {
        Field::KernelHeight | Field::KernelWidth => "Tamaño del filtro (kernel)",
        Field::StrideHeight | Field::StrideWidth => "Paso (stride)",
        Field::PaddingHeight | Field::PaddingWidth => "Relleno (padding) en cada lado",
        Field::DilationHeight | Field::DilationWidth => "Dilatación",
        Field::OutputHeight | Field::OutputWidth => "Tamaño de la salida",
        Field::ScaleHeight | Field::ScaleWidth => "Factor",
        other => field_es(other),
    }
}

/// What is said below a parameter, in Spanish.
pub(super) fn field_help_es(field: Field) -> Option<&'static str> {
    match field {
        Field::Filters => Some("Cada uno da un mapa de salida."),
        Field::PaddingMode => Some("Igual (same) conserva el tamaño con paso (stride) 1."),
        Field::Groups => Some("Canales y filtros se reparten; cada grupo ve su parte."),
        Field::Bias => Some("Un número por filtro o unidad, sumado a cada una de sus salidas."),
        Field::CeilMode => Some("También cuenta una última ventana que sobresale del borde."),
        Field::Epsilon => Some("Se suma a la varianza antes de la raíz cuadrada."),
        Field::Momentum => Some("Peso del último lote en la media móvil."),
        Field::Affine => Some("Dos parámetros por canal."),
        Field::Rate => Some("Parte de los valores, o de los canales, que se pone a cero."),
        Field::Multiplier => Some("Filtros por cada canal de entrada."),
        Field::Interpolation => {
            Some("El vecino más próximo repite cada valor; la bilineal mezcla los vecinos.")
        }
        Field::Neighbours => Some("Canales de la suma, incluido el propio."),
        Field::Alpha => Some("Peso de la media de cuadrados, en base + alfa · media."),
        Field::Beta => Some("Exponente del divisor."),
        Field::Base => Some("El divisor donde todos los valores son cero, antes del exponente."),
        _ => None,
    }
}

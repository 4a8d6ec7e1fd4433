//! Layers: their names and what they do.

use filtro_net::LayerKind;

/// What a layer is called, in English.
pub(super) fn layer_en(kind: LayerKind) -> &'static str {
    match kind {
        LayerKind::Conv2d => "Conv 2D",
        LayerKind::DepthwiseConv2d => "Depthwise conv",
        LayerKind::SeparableConv2d => "Separable conv",
        LayerKind::MaxPool2d => "Max pool",
        LayerKind::AvgPool2d => "Average pool",
        LayerKind::AdaptiveAvgPool2d => "Adaptive average pool",
        LayerKind::GlobalMaxPool => "Global max pool",
        LayerKind::GlobalAvgPool => "Global average pool",
        LayerKind::Upsample => "Upsample",
        LayerKind::BatchNorm2d => "Batch norm",
        LayerKind::GroupNorm => "Group norm",
        LayerKind::LayerNorm => "Layer norm",
        LayerKind::LocalResponseNorm => "Local response norm",
        LayerKind::Activation => "Activation",
        LayerKind::Dropout => "Dropout",
        LayerKind::SpatialDropout => "Spatial dropout",
        LayerKind::Flatten => "Flatten",
        LayerKind::Dense => "Dense",
        LayerKind::Softmax => "Softmax",
    }
}

/// What a layer does, in a sentence or two, in English.
pub(super) fn about_en(kind: LayerKind) -> &'static str {
    match kind {
        LayerKind::Conv2d => {
            "Slides each filter over the input: every output value looks at a small neighbourhood \
             only, and all positions share the same weights."
        }
        LayerKind::DepthwiseConv2d => {
            "Each channel has its own filter and sees no other channel: a fraction of the weights \
             of a full convolution. A 1 × 1 convolution after it mixes the channels."
        }
        LayerKind::SeparableConv2d => {
            "First looks around within each channel, then mixes the channels with a 1 × 1 \
             convolution: almost what a full convolution does, at a much lower cost."
        }
        LayerKind::MaxPool2d => {
            "Keeps the largest value of each window: smaller maps, and small shifts matter less."
        }
        LayerKind::AvgPool2d => "Keeps the mean of each window: smaller, smoother maps.",
        LayerKind::AdaptiveAvgPool2d => {
            "Averages over equal parts of the map: the output has the size you choose, for any \
             input size."
        }
        LayerKind::GlobalMaxPool => {
            "The largest value of each whole map: whether a feature is anywhere in the picture."
        }
        LayerKind::GlobalAvgPool => {
            "The mean of each whole map: one number per channel, without any parameter."
        }
        LayerKind::Upsample => {
            "Enlarges the maps, without any parameter: by repeating values or by blending \
             neighbours."
        }
        LayerKind::BatchNorm2d => {
            "Brings each channel to mean 0 and variance 1 over the batch, then scales and shifts \
             it. Training becomes faster and more stable."
        }
        LayerKind::GroupNorm => {
            "Brings each group of channels of one picture to mean 0 and variance 1, then scales \
             and shifts each channel. It does not depend on the batch, so it works with small batches too."
        }
        LayerKind::LayerNorm => {
            "Brings all values of one picture together to mean 0 and variance 1, then scales and \
             shifts each value."
        }
        LayerKind::LocalResponseNorm => {
            "Divides each value by how strong the channels around it are at the same place: strong \
             channels weaken their neighbours. AlexNet had it; batch norm replaced it."
        }
        LayerKind::Activation => {
            "Applies a nonlinear function to every value. Without it, several layers in a row could \
             do no more than a single one."
        }
        LayerKind::Dropout => {
            "Sets random values to zero while training, so that no unit relies on another. Does \
             nothing when classifying."
        }
        LayerKind::SpatialDropout => {
            "Sets whole random channels to zero while training: losing single pixels would change \
             little, as their neighbours say almost the same. Does nothing when classifying."
        }
        LayerKind::Flatten => "Puts all values of the maps into one vector, for dense layers.",
        LayerKind::Dense => "Every unit sees every value, each with its own weight.",
        LayerKind::Softmax => {
            "Turns scores into probabilities that add up to 1. Training already applies it inside \
             the loss."
        }
    }
}

/// What a layer is called, in Spanish.
pub(super) fn layer_es(kind: LayerKind) -> &'static str {
    match kind {
        LayerKind::Conv2d => "Convolución 2D",
        LayerKind::DepthwiseConv2d => "Convolución depthwise",
        LayerKind::SeparableConv2d => "Convolución separable",
        LayerKind::MaxPool2d => "Max pooling",
        LayerKind::AvgPool2d => "Average pooling",
        LayerKind::AdaptiveAvgPool2d => "Average pooling adaptativo",
        LayerKind::GlobalMaxPool => "Max pooling global",
        LayerKind::GlobalAvgPool => "Average pooling global",
        LayerKind::Upsample => "Upsampling",
        LayerKind::BatchNorm2d => "Batch norm",
        LayerKind::GroupNorm => "Group norm",
        LayerKind::LayerNorm => "Layer norm",
        LayerKind::LocalResponseNorm => "Normalización local",
        LayerKind::Activation => "Activación",
        LayerKind::Dropout => "Dropout",
        LayerKind::SpatialDropout => "Dropout espacial",
        LayerKind::Flatten => "Aplanar",
        LayerKind::Dense => "Densa",
        LayerKind::Softmax => "Softmax",
    }
}

/// What a layer does, in a sentence or two, in Spanish.
pub(super) fn about_es(kind: LayerKind) -> &'static str {
    match kind {
        LayerKind::Conv2d => {
            "Desliza cada filtro sobre la entrada: cada valor de salida mira solo una vecindad \
             pequeña, y todas las posiciones comparten los mismos pesos."
        }
        LayerKind::DepthwiseConv2d => {
            "Cada canal tiene su propio filtro y no ve los demás: una fracción de los pesos de una \
             convolución completa. Una convolución 1 × 1 posterior mezcla los canales."
        }
        LayerKind::SeparableConv2d => {
            "Primero mira alrededor dentro de cada canal y luego mezcla los canales con una \
             convolución 1 × 1: casi lo que hace una convolución completa, con mucho menos cálculo."
        }
        LayerKind::MaxPool2d => {
            "Conserva el valor mayor de cada ventana: mapas más pequeños, y los desplazamientos \
             pequeños importan menos."
        }
        LayerKind::AvgPool2d => {
            "Conserva la media de cada ventana: mapas más pequeños y más suaves."
        }
        LayerKind::AdaptiveAvgPool2d => {
            "Medias sobre partes iguales del mapa: la salida tiene el tamaño elegido, sea cual \
             sea el de la entrada."
        }
        LayerKind::GlobalMaxPool => {
            "El valor mayor de cada mapa entero: si una característica está en algún lugar de la \
             imagen."
        }
        LayerKind::GlobalAvgPool => {
            "La media de cada mapa entero: un número por canal, sin ningún parámetro."
        }
        LayerKind::Upsample => {
            "Agranda los mapas sin ningún parámetro: repitiendo valores o mezclando los vecinos."
        }
        LayerKind::BatchNorm2d => {
            "Lleva cada canal a media 0 y varianza 1 dentro del lote; después lo escala y lo \
             desplaza. El entrenamiento es más estable y más rápido."
        }
        LayerKind::GroupNorm => {
            "Lleva cada grupo de canales de una imagen a media 0 y varianza 1; después escala y \
             desplaza cada canal. No depende del lote, así que los lotes pequeños no le afectan."
        }
        LayerKind::LayerNorm => {
            "Lleva todos los valores de una imagen juntos a media 0 y varianza 1; después escala y \
             desplaza cada valor."
        }
        LayerKind::LocalResponseNorm => {
            "Divide cada valor según la fuerza de los canales de alrededor en el mismo lugar: los \
             canales fuertes atenúan a sus vecinos. La tenía AlexNet; batch norm la reemplazó."
        }
        LayerKind::Activation => {
            "Aplica una función no lineal a cada valor. Sin ella, varias capas seguidas no harían más \
             que una sola."
        }
        LayerKind::Dropout => {
            "Pone a cero valores al azar durante el entrenamiento, para que ninguna unidad \
             dependa de otra. Al clasificar no hace nada."
        }
        LayerKind::SpatialDropout => {
            "Pone a cero canales enteros al azar durante el entrenamiento: perder píxeles sueltos \
             no se notaría, pues sus vecinos dicen casi lo mismo. Al clasificar no hace nada."
        }
        LayerKind::Flatten => {
            "Pone todos los valores de los mapas en un solo vector, para las capas densas."
        }
        LayerKind::Dense => "Cada unidad ve todos los valores, cada uno con su propio peso.",
        LayerKind::Softmax => {
            "Convierte puntuaciones en probabilidades que suman 1. El entrenamiento ya la \
             aplica dentro de la pérdida."
        }
    }
}

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
             only, and all places share the same weights."
        }
        LayerKind::DepthwiseConv2d => {
            "Each channel has its own filter and sees no other channel: a fraction of the weights \
             of a full convolution. A 1×1 convolution behind it mixes the channels."
        }
        LayerKind::SeparableConv2d => {
            "First looks around within each channel, then mixes the channels with a 1×1 \
             convolution: nearly what a full convolution does, for much less."
        }
        LayerKind::MaxPool2d => {
            "Keeps the largest value of each window: smaller maps, and small shifts matter less."
        }
        LayerKind::AvgPool2d => "Keeps the mean of each window: smaller, smoother maps.",
        LayerKind::AdaptiveAvgPool2d => {
            "Means over equal shares of the map: the output has the size you choose, whatever \
             comes in."
        }
        LayerKind::GlobalMaxPool => {
            "The largest value of each whole map: whether a feature is anywhere in the picture."
        }
        LayerKind::GlobalAvgPool => {
            "The mean of each whole map: one number a channel, without any parameter."
        }
        LayerKind::Upsample => {
            "Enlarges the maps, without any parameter: by repeating values or by blending \
             neighbours."
        }
        LayerKind::BatchNorm2d => {
            "Brings each channel to mean 0 and variance 1 over the batch, then scales and shifts \
             it. Training gets steadier and faster."
        }
        LayerKind::GroupNorm => {
            "Brings each group of channels of one picture to mean 0 and variance 1, then scales \
             and shifts each channel. Independent of the batch, so small batches do it no harm."
        }
        LayerKind::LayerNorm => {
            "Brings all values of one picture together to mean 0 and variance 1, then scales and \
             shifts each value."
        }
        LayerKind::LocalResponseNorm => {
            "Divides each value by how strong the channels around it are at the same place: loud \
             channels quieten their neighbours. AlexNet had it; batch norm took its place."
        }
        LayerKind::Activation => {
            "Bends every value. Without it, layers in a row would be no more than a single one."
        }
        LayerKind::Dropout => {
            "Sets random values to zero while training, so that no unit relies on another. Does \
             nothing when classifying."
        }
        LayerKind::SpatialDropout => {
            "Sets whole random channels to zero while training: single pixels would be no loss, \
             as their neighbours say much the same. Does nothing when classifying."
        }
        LayerKind::Flatten => "Lines all values of the maps up as one vector, for dense layers.",
        LayerKind::Dense => "Every unit sees every value, each with a weight of its own.",
        LayerKind::Softmax => {
            "Turns scores into probabilities that add up to 1. Training applies it by itself \
             within the loss."
        }
    }
}

/// What a layer is called, in Spanish.
pub(super) fn layer_es(kind: LayerKind) -> &'static str {
    match kind {
        LayerKind::Conv2d => "Convolución 2D",
        LayerKind::DepthwiseConv2d => "Convolución en profundidad",
        LayerKind::SeparableConv2d => "Convolución separable",
        LayerKind::MaxPool2d => "Max pooling",
        LayerKind::AvgPool2d => "Average pooling",
        LayerKind::AdaptiveAvgPool2d => "Average pooling adaptativo",
        LayerKind::GlobalMaxPool => "Max pooling global",
        LayerKind::GlobalAvgPool => "Average pooling global",
        LayerKind::Upsample => "Ampliación",
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
            "Desliza cada filtro sobre la entrada: cada valor de salida mira solo un vecindario \
             pequeño, y todos los lugares comparten los mismos pesos."
        }
        LayerKind::DepthwiseConv2d => {
            "Cada canal tiene su propio filtro y no ve los demás: una fracción de los pesos de una \
             convolución completa. Una convolución 1×1 detrás mezcla los canales."
        }
        LayerKind::SeparableConv2d => {
            "Primero mira alrededor dentro de cada canal y luego mezcla los canales con una \
             convolución 1×1: casi lo que hace una convolución completa, por mucho menos."
        }
        LayerKind::MaxPool2d => {
            "Conserva el valor mayor de cada ventana: mapas más pequeños, y los desplazamientos \
             pequeños importan menos."
        }
        LayerKind::AvgPool2d => {
            "Conserva la media de cada ventana: mapas más pequeños y más suaves."
        }
        LayerKind::AdaptiveAvgPool2d => {
            "Medias sobre partes iguales del mapa: la salida tiene el tamaño elegido, entre lo que \
             entre."
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
             canales fuertes atenúan a sus vecinos. La tenía AlexNet; batch norm ocupó su lugar."
        }
        LayerKind::Activation => {
            "Curva cada valor. Sin ella, varias capas seguidas no serían más que una sola."
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
            "Convierte puntuaciones en probabilidades que suman 1. El entrenamiento la aplica por \
             sí mismo dentro de la pérdida."
        }
    }
}

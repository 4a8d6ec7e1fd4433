//! The ready-made blocks in words.

use filtro_zoo::Preset;

/// The name in English.
pub const fn name_en(preset: Preset) -> &'static str {
    match preset {
        Preset::ResidualBasic => "Basic residual",
        Preset::ResidualBasicDown => "Basic residual, halving",
        Preset::Bottleneck => "Bottleneck residual",
        Preset::BottleneckDown => "Bottleneck residual, halving",
        Preset::InceptionV1 => "Inception v1",
        Preset::InceptionA => "Inception v3 A",
        Preset::InceptionB => "Inception v3 B, halving",
        Preset::InceptionC => "Inception v3 C",
        Preset::InceptionD => "Inception v3 D, halving",
        Preset::InceptionE => "Inception v3 E",
        Preset::Fire => "Fire module",
        Preset::Separable => "Depthwise separable",
        Preset::Inverted => "Inverted residual",
        Preset::InvertedDown => "Inverted residual, halving",
        Preset::SqueezeExcite => "Squeeze and excite",
        Preset::Xception => "Xception module",
        Preset::Dense => "Dense block",
    }
}

/// What it is for, with its network and year, in English.
pub const fn about_en(preset: Preset) -> &'static str {
    match preset {
        Preset::ResidualBasic => {
            "Two 3 × 3 convolutions learn what to add to their input (ResNet-18 and -34, 2016)."
        }
        Preset::ResidualBasicDown => {
            "Half the size, twice the maps; a 1 × 1 projection adapts the shortcut (ResNet, 2016)."
        }
        Preset::Bottleneck => {
            "Narrow to a quarter, look at 3 × 3, widen again, add the input (ResNet-50 and deeper, 2016)."
        }
        Preset::BottleneckDown => {
            "The bottleneck that halves the size and doubles the maps (ResNet-50 and deeper, 2016)."
        }
        Preset::InceptionV1 => {
            "Windows of several sizes and a pool, side by side and stacked (GoogLeNet, 2015)."
        }
        Preset::InceptionA => "5 × 5 replaced by two 3 × 3 (Inception v3 at 35 × 35, 2016).",
        Preset::InceptionB => {
            "Halves the size without losing information in a bottleneck (Inception v3, 2016)."
        }
        Preset::InceptionC => "7 × 7 split into 1 × 7 and 7 × 1 (Inception v3 at 17 × 17, 2016).",
        Preset::InceptionD => "Halves the size a second time (Inception v3, 2016).",
        Preset::InceptionE => "Branches that split again: very wide (Inception v3 at 8 × 8, 2016).",
        Preset::Fire => {
            "Squeeze to few maps, expand by 1 × 1 and 3 × 3: few parameters (SqueezeNet, 2016)."
        }
        Preset::Separable => {
            "3 × 3 on each map alone, then 1 × 1 across the maps: a fraction of the cost (MobileNet, 2017)."
        }
        Preset::Inverted => {
            "Widen, look at each map alone, narrow again, add the input (MobileNetV2, 2018)."
        }
        Preset::InvertedDown => {
            "The same with stride 2, and so without the sum (MobileNetV2, 2018)."
        }
        Preset::SqueezeExcite => {
            "Weighs each map by a factor learned from the means of all maps (SENet, 2018)."
        }
        Preset::Xception => {
            "Three separable convolutions beside the identity (Xception's middle flow, 2017)."
        }
        Preset::Dense => "Each layer sees the maps of all before it and adds 12 (DenseNet, 2017).",
    }
}

/// The name in Spanish.
pub const fn name_es(preset: Preset) -> &'static str {
    match preset {
        Preset::ResidualBasic => "Residual básico",
        Preset::ResidualBasicDown => "Residual básico, a la mitad",
        Preset::Bottleneck => "Residual con cuello de botella",
        Preset::BottleneckDown => "Residual con cuello de botella, a la mitad",
        Preset::InceptionV1 => "Inception v1",
        Preset::InceptionA => "Inception v3 A",
        Preset::InceptionB => "Inception v3 B, a la mitad",
        Preset::InceptionC => "Inception v3 C",
        Preset::InceptionD => "Inception v3 D, a la mitad",
        Preset::InceptionE => "Inception v3 E",
        Preset::Fire => "Módulo Fire",
        Preset::Separable => "Separable depthwise",
        Preset::Inverted => "Residual invertido",
        Preset::InvertedDown => "Residual invertido, a la mitad",
        Preset::SqueezeExcite => "Squeeze and excite",
        Preset::Xception => "Módulo Xception",
        Preset::Dense => "Bloque denso",
    }
}

/// What it is for, with its network and year, in Spanish.
pub const fn about_es(preset: Preset) -> &'static str {
    match preset {
        Preset::ResidualBasic => {
            "Dos convoluciones 3 × 3 aprenden qué sumar a su entrada (ResNet-18 y -34, 2016)."
        }
        Preset::ResidualBasicDown => {
            "Mitad de tamaño, doble de mapas; una proyección 1 × 1 adapta el atajo (ResNet, 2016)."
        }
        Preset::Bottleneck => {
            "Reduce a la cuarta parte, mira 3 × 3, vuelve a ampliar y suma la entrada (ResNet-50 y más \
             profundas, 2016)."
        }
        Preset::BottleneckDown => {
            "El cuello de botella que reduce el tamaño a la mitad y duplica los mapas (ResNet-50 y \
             más profundas, 2016)."
        }
        Preset::InceptionV1 => {
            "Ventanas de varios tamaños y un pooling, en paralelo y concatenados (GoogLeNet, 2015)."
        }
        Preset::InceptionA => "El 5 × 5 se sustituye por dos 3 × 3 (Inception v3 a 35 × 35, 2016).",
        Preset::InceptionB => {
            "Reduce el tamaño a la mitad sin estrangular la información (Inception v3, 2016)."
        }
        Preset::InceptionC => {
            "El 7 × 7 se descompone en 1 × 7 y 7 × 1 (Inception v3 a 17 × 17, 2016)."
        }
        Preset::InceptionD => "Reduce el tamaño a la mitad por segunda vez (Inception v3, 2016).",
        Preset::InceptionE => {
            "Ramas que se bifurcan otra vez: muy ancho (Inception v3 a 8 × 8, 2016)."
        }
        Preset::Fire => {
            "Comprime a pocos mapas y expande con 1 × 1 y 3 × 3: pocos parámetros (SqueezeNet, 2016)."
        }
        Preset::Separable => {
            "3 × 3 en cada mapa por separado y luego 1 × 1 entre mapas: cuesta una fracción (MobileNet, \
             2017)."
        }
        Preset::Inverted => {
            "Amplía, mira cada mapa por separado, reduce y suma la entrada (MobileNetV2, 2018)."
        }
        Preset::InvertedDown => {
            "Lo mismo con paso (stride) 2 y, por tanto, sin la suma (MobileNetV2, 2018)."
        }
        Preset::SqueezeExcite => {
            "Pondera cada mapa con un factor aprendido de las medias de todos (SENet, 2018)."
        }
        Preset::Xception => {
            "Tres convoluciones separables junto a la identidad (flujo central de Xception, 2017)."
        }
        Preset::Dense => {
            "Cada capa ve los mapas de todas las anteriores y añade 12 (DenseNet, 2017)."
        }
    }
}

//! Blocks: their lanes, and the ready-made ones.

use crate::view::palette::BlockGroup;
use filtro_net::{BlockSort, Merge, Preset};

/// Texts of blocks.
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
    pub several: fn(usize) -> String,
    pub several_hint: &'static str,
}

/// English.
pub const EN: Blocks = Blocks {
    lane: |sort, lane| match (sort, lane) {
        (BlockSort::Residual, 0) => "Body".into(),
        (BlockSort::Residual, _) => "Shortcut".into(),
        (BlockSort::Parallel(_), lane) => format!("Branch {}", lane + 1),
    },
    preset: |preset| match preset {
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
    },
    preset_about: |preset| match preset {
        Preset::ResidualBasic => {
            "Two 3×3 convolutions learn what to add to their input (ResNet-18 and -34, 2016)."
        }
        Preset::ResidualBasicDown => {
            "Half the size, twice the maps; a 1×1 projection brings the shortcut along (ResNet, 2016)."
        }
        Preset::Bottleneck => {
            "Narrow to a quarter, look at 3×3, widen again, add the input (ResNet-50 and deeper, 2016)."
        }
        Preset::BottleneckDown => {
            "The bottleneck that halves the size and doubles the maps (ResNet-50 and deeper, 2016)."
        }
        Preset::InceptionV1 => {
            "Windows of several sizes and a pool, side by side and stacked (GoogLeNet, 2015)."
        }
        Preset::InceptionA => "5×5 replaced by two 3×3 (Inception v3 at 35×35, 2016).",
        Preset::InceptionB => {
            "Halves the size without a bottleneck of information (Inception v3, 2016)."
        }
        Preset::InceptionC => "7×7 taken apart into 1×7 and 7×1 (Inception v3 at 17×17, 2016).",
        Preset::InceptionD => "Halves the size a second time (Inception v3, 2016).",
        Preset::InceptionE => {
            "Branches that fork once more: very wide (Inception v3 at 8×8, 2016)."
        }
        Preset::Fire => {
            "Squeeze to few maps, expand by 1×1 and 3×3: few parameters (SqueezeNet, 2016)."
        }
        Preset::Separable => {
            "3×3 on each map alone, then 1×1 across the maps: a fraction of the cost (MobileNet, 2017)."
        }
        Preset::Inverted => {
            "Widen, look at each map alone, narrow again, add the input (MobileNetV2, 2018)."
        }
        Preset::InvertedDown => {
            "The same with stride 2, and so without the sum (MobileNetV2, 2018)."
        }
        Preset::SqueezeExcite => {
            "Weighs each map by a factor learnt from the means of all maps (SENet, 2018)."
        }
        Preset::Xception => {
            "Three separable convolutions beside the identity (Xception's middle flow, 2017)."
        }
        Preset::Dense => "Each layer sees the maps of all before it and adds 12 (DenseNet, 2017).",
    },
    group: |group| match group {
        BlockGroup::Residual => "Residual blocks",
        BlockGroup::Inception => "Inception modules",
        BlockGroup::Light => "Few parameters",
        BlockGroup::Further => "Further blocks",
    },
    sort_about: |sort| match sort {
        BlockSort::Residual => {
            "What the body makes is added to the shortcut. An empty shortcut is the identity: the body \
             learns only the difference, and gradients find a way past it."
        }
        BlockSort::Parallel(Merge::Concat) => {
            "Every branch sees the input; what they make is stacked, channel upon channel."
        }
        BlockSort::Parallel(Merge::Add) => {
            "Every branch sees the input; what they make is added up, value by value."
        }
        BlockSort::Parallel(Merge::Multiply) => {
            "Every branch sees the input; what they make is multiplied: one branch can gate another."
        }
    },
    palette: "Blocks",
    palette_hint: "Empty ones to fill, then ready-made ones: their widths follow what goes in.",

    lanes: "Lanes",
    identity: "Identity: passes its input on",
    merge: "Come together by",
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
    times: "Times in all",
    times_help: |count| match count {
        1 => "Copies stand behind it, each with weights of its own.".into(),
        count => format!("Copies of all {count} stand behind them, each with weights of its own."),
    },
    delete_block: "Delete this block",
    delete_all: "Delete all of them",
    needs_row: "Only neighbours without gaps between them",
    several: |count| format!("{count} layers and blocks"),
    several_hint: "Selected together: Shift selects a row, Ctrl or Cmd adds single ones.",
};

/// Spanish.
pub const ES: Blocks = Blocks {
    lane: |sort, lane| match (sort, lane) {
        (BlockSort::Residual, 0) => "Cuerpo".into(),
        (BlockSort::Residual, _) => "Atajo".into(),
        (BlockSort::Parallel(_), lane) => format!("Rama {}", lane + 1),
    },
    preset: |preset| match preset {
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
        Preset::Separable => "Separable en profundidad",
        Preset::Inverted => "Residual invertido",
        Preset::InvertedDown => "Residual invertido, a la mitad",
        Preset::SqueezeExcite => "Squeeze and excite",
        Preset::Xception => "Módulo Xception",
        Preset::Dense => "Bloque denso",
    },
    preset_about: |preset| match preset {
        Preset::ResidualBasic => {
            "Dos convoluciones 3×3 aprenden qué sumar a su entrada (ResNet-18 y -34, 2016)."
        }
        Preset::ResidualBasicDown => {
            "Mitad de tamaño, doble de mapas; una proyección 1×1 adapta el atajo (ResNet, 2016)."
        }
        Preset::Bottleneck => {
            "Reduce a la cuarta parte, mira 3×3, vuelve a ampliar y suma la entrada (ResNet-50 y más \
             profundas, 2016)."
        }
        Preset::BottleneckDown => {
            "El cuello de botella que reduce el tamaño a la mitad y duplica los mapas (ResNet-50 y \
             más profundas, 2016)."
        }
        Preset::InceptionV1 => {
            "Ventanas de varios tamaños y un pooling, en paralelo y concatenados (GoogLeNet, 2015)."
        }
        Preset::InceptionA => "El 5×5 se sustituye por dos 3×3 (Inception v3 a 35×35, 2016).",
        Preset::InceptionB => {
            "Reduce el tamaño a la mitad sin estrangular la información (Inception v3, 2016)."
        }
        Preset::InceptionC => "El 7×7 se descompone en 1×7 y 7×1 (Inception v3 a 17×17, 2016).",
        Preset::InceptionD => "Reduce el tamaño a la mitad por segunda vez (Inception v3, 2016).",
        Preset::InceptionE => {
            "Ramas que se bifurcan otra vez: muy ancho (Inception v3 a 8×8, 2016)."
        }
        Preset::Fire => {
            "Comprime a pocos mapas y expande con 1×1 y 3×3: pocos parámetros (SqueezeNet, 2016)."
        }
        Preset::Separable => {
            "3×3 en cada mapa por separado y luego 1×1 entre mapas: cuesta una fracción (MobileNet, \
             2017)."
        }
        Preset::Inverted => {
            "Amplía, mira cada mapa por separado, reduce y suma la entrada (MobileNetV2, 2018)."
        }
        Preset::InvertedDown => {
            "Lo mismo con paso 2 y, por tanto, sin la suma (MobileNetV2, 2018)."
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
    },
    group: |group| match group {
        BlockGroup::Residual => "Bloques residuales",
        BlockGroup::Inception => "Módulos Inception",
        BlockGroup::Light => "Pocos parámetros",
        BlockGroup::Further => "Otros bloques",
    },
    sort_about: |sort| match sort {
        BlockSort::Residual => {
            "Lo que produce el cuerpo se suma al atajo. Un atajo vacío es la identidad: el cuerpo solo \
             aprende la diferencia, y los gradientes encuentran un camino por fuera."
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
    palette_hint: "Vacíos para llenarlos y ya hechos: sus anchuras se adaptan a lo que entra.",

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
    wrap_residual: "Envolver en un bloque residual",
    wrap_branches: "Envolver en ramas",
    unwrap: "Deshacer el bloque",
    repeat: "Repetir…",
    repeat_title: "Repetir",
    repeat_now: "Repetir",
    times: "Veces en total",
    times_help: |count| match count {
        1 => "Las copias van detrás, cada una con sus propios pesos.".into(),
        count => format!("Las copias de los {count} van detrás, cada una con sus propios pesos."),
    },
    delete_block: "Eliminar este bloque",
    delete_all: "Eliminarlos todos",
    needs_row: "Solo elementos contiguos, sin huecos entre ellos",
    several: |count| format!("{count} capas y bloques"),
    several_hint: "Seleccionados juntos: Mayús selecciona una fila; Ctrl o Cmd añade sueltos.",
};

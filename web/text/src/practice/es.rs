//! Spanish.

use super::Practice;
use super::words::{Words, area, layer};
use crate::lang::Lang;
use filtro_course::{Exercise, Goal, Part, Slip};

const WORDS: Words = Words {
    filter: "filtro de",
    filters: "filtros de",
    stride: "paso (stride)",
    padding: "relleno (padding)",
    same: "«same»",
    dilation: "dilatación",
    groups: |groups| format!("en {groups} grupos"),
    one_each: " (un filtro cada uno)",
    no_bias: "sin sesgo",
    max_pool: "max pooling de",
    avg_pool: "average pooling de",
    rounded_up: "redondeando hacia arriba",
    flatten: "aplanado",
    dense: |units| format!("una capa densa de {units} unidades"),
    other: "una capa",
};

fn ask(exercise: &Exercise) -> String {
    let several = exercise.layers.len() > 1;
    let what = |wanted: String| match exercise.parts.first() {
        Some(Part::Padding) => format!("¿Qué relleno (padding) {wanted}?"),
        Some(Part::Stride) => format!("¿Qué paso (stride) {wanted}?"),
        _ => format!("¿Qué lado de la ventana cuadrada {wanted}?"),
    };
    match exercise.goal {
        Some(Goal::Size(size)) if exercise.input_shape().size() == size => {
            what(format!("conserva el tamaño de {}", area(size)))
        }
        Some(Goal::Size(size)) => what(format!("da una salida de {}", area(size))),
        Some(Goal::Parameters(count)) => {
            let count = Lang::Es.integer(count);
            format!("La capa tiene {count} parámetros. ¿Cuántos filtros tiene?")
        }
        None => match exercise.parts.as_slice() {
            [Part::Parameters] => "¿Cuántos parámetros tiene esta capa?",
            [Part::Values, ..] => {
                "¿Cuántos valores recibe la capa densa y cuántos parámetros tiene?"
            }
            [Part::Receptive] => {
                "¿De cuántos píxeles de la entrada, de lado a lado, depende un valor de la salida?"
            }
            [.., Part::Parameters] if several => {
                "¿Qué sale al final y con cuántos parámetros en total?"
            }
            [.., Part::Parameters] => "¿Qué sale y con cuántos parámetros?",
            _ if several => "¿Qué sale al final?",
            _ => "¿Qué sale?",
        }
        .to_owned(),
    }
}

fn slip(slip: Slip) -> String {
    match slip {
        Slip::NoPlusOne => {
            "Falta uno: la primera posición de la ventana también cuenta, así que suma 1."
        }
        Slip::PaddingIgnored => "Falta el relleno: agranda la entrada por todos los lados.",
        Slip::PaddingOnce => "El relleno se añade a ambos lados, así que cuenta dos veces.",
        Slip::StrideIgnored => "Eso sería con paso (stride) 1. Divide entre el paso.",
        Slip::RoundedUp => "Redondea hacia abajo: la ventana que ya no cabe se descarta.",
        Slip::WindowIgnored => {
            "Falta el tamaño de la ventana: no puede salirse del borde, así que réstalo primero."
        }
        Slip::DilationIgnored => {
            "La ventana está dilatada: con dilatación d abarca d·(kernel − 1) + 1 píxeles."
        }
        Slip::InputSize => "Ese es el tamaño de la entrada. ¿De verdad se conserva aquí?",
        Slip::AxesSwapped => "Esa es la otra dirección: el alto va antes que el ancho.",
        Slip::FirstLayer => "Eso es lo que sale de la primera capa. Después hay más.",
        Slip::InputChannels => "Esos son los canales de la entrada. Cada filtro produce un mapa.",
        Slip::ChannelsMultiplied => {
            "Un filtro recorre todos los canales de la entrada a la vez y produce un solo mapa."
        }
        Slip::OneGroup => "Esos son los filtros de un grupo. Los mapas de todos se apilan.",
        Slip::EachByItself => "El pooling trata cada canal por separado: su número no cambia.",
        Slip::NoBias => "Faltan los sesgos: uno por cada filtro o unidad.",
        Slip::OneBias => "Hay un sesgo por cada filtro o unidad, no uno en total.",
        Slip::BiasCounted => "Esta capa no tiene sesgo.",
        Slip::DepthIgnored => {
            "Un filtro es tan profundo como su entrada: multiplica por los canales de la entrada."
        }
        Slip::OneFilter => "Eso es uno solo. ¿Cuántos hay?",
        Slip::DepthSwapped => {
            "Canales y filtros están intercambiados: los canales de la entrada son la profundidad \
             del filtro."
        }
        Slip::GroupsIgnored => {
            "En grupos, un filtro solo ve los canales del suyo: divide la profundidad entre los \
             grupos."
        }
        Slip::WorkCounted => {
            "Esas son las multiplicaciones. Todas las posiciones comparten los mismos pesos."
        }
        Slip::NothingLearnt => "El pooling no tiene nada que aprender: solo elige o promedia.",
        Slip::OneMap => "Eso es un solo mapa. Cuentan los valores de todos los canales.",
        Slip::SidesAdded => {
            "Las ventanas se solapan: cada una suma su lado menos 1, a partir de un píxel."
        }
        Slip::BothSides => "Eso es la suma de ambos lados. El relleno se da por lado.",
        Slip::Gives(size) => return format!("Con ese valor la salida sería de {}.", area(size)),
        Slip::GivesParameters(count) => {
            let count = Lang::Es.integer(count);
            return format!("Con esa cantidad habría {count} parámetros.");
        }
        Slip::DoesNotFit => "Con ese valor la capa no se puede construir.",
    }
    .to_owned()
}

/// Spanish.
pub const ES: Practice = Practice {
    title: "Práctica de formas",
    lead: "¿Qué sale de una capa y con cuántos parámetros? Calcúlalo, escríbelo y descubre dónde \
           estuvo el error.",
    exercise: |number| format!("Ejercicio {number}"),
    of_the_lecture: "De la clase",
    of_the_network: "De tu red",
    given: |input| format!("Entrada de {input} (canales × alto × ancho)."),
    layer: |this, sought| layer(&WORDS, this, sought),
    ask,
    part: |part| match part {
        Part::Height => "Alto",
        Part::Width => "Ancho",
        Part::Channels => "Canales",
        Part::Values => "Valores",
        Part::Parameters => "Parámetros",
        Part::Receptive => "Campo receptivo",
        Part::Padding => "Relleno (padding)",
        Part::Stride => "Paso (stride)",
        Part::Kernel => "Lado de la ventana",
        Part::Filters => "Filtros",
    },
    check: "Comprobar",
    give_up: "Ver la solución",
    next: "Siguiente ejercicio",
    right: "Correcto.",
    wrong: "Todavía no. Repasa la fórmula.",
    number_needed: "Escribe un número entero.",
    slip,
    solution: "Solución",
    one_map_a_filter: "Un mapa por cada filtro",
    channels_kept: "Los canales se conservan",
    together: "En total",
    receptive_rule: "Un píxel, y cada capa suma (ventana − 1) · todos los pasos (strides) anteriores",
    left_over: |rows, columns| {
        format!(
            "La ventana se detiene antes del final. Filas que sobran: {rows}; columnas: {columns}."
        )
    },
    with_stride: |stride| format!("Con un paso (stride) de {stride}, para comparar"),
    build: "Abrir en el editor",
    series: "Serie",
    level: "Nivel",
    levels: ["1 · Lo básico", "2 · Pasos", "3 · En cadena", "4 · Grupos"],
    seed: "Semilla",
    seed_help: "La misma semilla y el mismo nivel dan a todos los mismos ejercicios.",
    other_series: "Otra serie",
    link: "Enlace a esta serie",
    own: "Ejercicio con la capa seleccionada",
    own_missing: "Primero selecciona en tu red una capa convolucional o de pooling.",
    progress: "Progreso",
    score: |right, done, streak| format!("{right} de {done} resueltos · racha de {streak}"),
    reset: "Borrar el progreso",
};

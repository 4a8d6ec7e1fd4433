//! What is wrong with a network, and what its repairs are called.

use super::lang::{Lang, list};
use super::{blocks, fields};
use filtro_net::{BlockSort, Counted, Diagnostic, FixKind, Merge, Problem, Shape, ShapeProblem};

/// Texts of the network's problems.
#[allow(missing_docs, reason = "each name says which text it is")]
pub struct Repairs {
    pub problem: fn(&Diagnostic) -> String,
    pub fix: fn(FixKind, Option<&str>) -> String,
    pub error: &'static str,
    pub warning: &'static str,
    pub hint: &'static str,
    pub whole: &'static str,
    /// On a published network that the data set's pictures do not fit: the shape of its own.
    pub published: fn(&str) -> String,
    /// The same on any other network.
    pub for_others: fn(&str) -> String,
    /// Leads to the dialog that makes another network of this one.
    pub adapt: &'static str,
}

/// A shape as it is written everywhere: channels × height × width.
pub fn shape_text(shape: Shape) -> String {
    match shape {
        Shape::Map { channels, height, width } => dims(&[channels, height, width]),
        Shape::Vector(n) => n.to_string(),
    }
}

fn dims(sizes: &[usize]) -> String {
    sizes.iter().map(usize::to_string).collect::<Vec<_>>().join(" × ")
}

/// Every lane with the shape that it ends in.
fn lanes(sort: BlockSort, all: &[Shape], lang: Lang) -> String {
    let name = match lang {
        Lang::En => blocks::EN.lane,
        Lang::Es => blocks::ES.lane,
    };
    let words: Vec<_> = (0..)
        .zip(all)
        .map(|(lane, shape)| format!("{}: {}", name(sort, lane), shape_text(*shape)).into())
        .collect();
    list(lang, &words)
}

/// Which of the sizes the groups do not divide.
fn uneven(sizes: [usize; 2], groups: usize) -> [bool; 2] {
    sizes.map(|size| size.checked_rem(groups) != Some(0))
}

/// English.
pub const EN: Repairs = Repairs {
    problem: problem_en,
    fix: fix_en,
    error: "Problem",
    warning: "Warning",
    hint: "Hint",
    whole: "Problems of the network as a whole",
    published: |input| {
        format!(
            "This is the published network, for pictures of {input}. It can be looked at and \
             counted; to train it here, adapt it."
        )
    },
    for_others: |input| {
        format!(
            "This network is for pictures of {input}. It can be looked at and counted; to train it \
             here, adapt it."
        )
    },
    adapt: "Adapt the network…",
};

/// Spanish.
pub const ES: Repairs = Repairs {
    problem: problem_es,
    fix: fix_es,
    error: "Problema",
    warning: "Aviso",
    hint: "Consejo",
    whole: "Problemas de la red en su conjunto",
    published: |input| {
        format!(
            "Esta es la red publicada, para imágenes de {input}. Se puede mirar y contar; para \
             entrenarla aquí, adáptala."
        )
    },
    for_others: |input| {
        format!(
            "Esta red es para imágenes de {input}. Se puede mirar y contar; para entrenarla aquí, \
             adáptala."
        )
    },
    adapt: "Adaptar la red…",
};

fn problem_en(found: &Diagnostic) -> String {
    let lang = Lang::En;
    let number = |n: f64| lang.significant(n, 6);
    match &found.problem {
        Problem::OutOfRange { min, max, found: value } => {
            let name = found.field.map_or("The value", fields::field_en);
            format!(
                "{name} is {}; it must be from {} to {}.",
                number(*value),
                number(*min),
                number(*max)
            )
        }
        Problem::Shape(ShapeProblem::WindowTooLarge { window, input }) => format!(
            "The kernel covers {}, which is larger than its padded input of {}.",
            dims(window),
            dims(input)
        ),
        Problem::Shape(ShapeProblem::PaddingTooLarge { padding, max }) => format!(
            "Padding of {} is too much: at most half the kernel, {}.",
            dims(padding),
            dims(max)
        ),
        Problem::Shape(ShapeProblem::NeedsMap { found }) => format!(
            "Needs maps with height and width, but gets a flat vector of {} values.",
            lang.integer(found.values())
        ),
        Problem::Shape(ShapeProblem::NeedsVector { found }) => {
            format!(
                "Needs a flat vector, but gets maps of {}: flatten them first.",
                shape_text(*found)
            )
        }
        Problem::Shape(ShapeProblem::GroupsDoNotDivide { channels, filters, groups }) => {
            let side = match uneven([*channels, *filters], *groups) {
                [true, false] => format!("The {channels} input channels"),
                [false, _] => format!("The {filters} filters"),
                [true, true] => format!("Neither {channels} input channels nor {filters} filters"),
            };
            match uneven([*channels, *filters], *groups) {
                [true, true] => format!("{side} can be divided evenly into {groups} groups."),
                _ => format!("{side} cannot be divided evenly into {groups} groups."),
            }
        }
        Problem::Shape(ShapeProblem::UnevenGroups { channels, groups }) => {
            format!("{groups} groups do not divide {channels} channels evenly.")
        }
        Problem::LanesDiffer { sort, shapes: all } => {
            let rule = match sort {
                BlockSort::Residual => "To be added, both must have the same shape",
                BlockSort::Parallel(Merge::Add) => "To be added, all must have the same shape",
                BlockSort::Parallel(Merge::Concat) => {
                    "To be concatenated, all must have the same height and width"
                }
                BlockSort::Parallel(Merge::Multiply) => {
                    "To be multiplied, all must have the same shape, or one value per channel"
                }
            };
            format!("{rule}. {}.", lanes(*sort, all, lang))
        }
        Problem::TooFewLanes { found: 0 } => "The block has no branch.".into(),
        Problem::TooFewLanes { .. } => "The block has only one branch.".into(),
        Problem::Empty => "The network has no layers yet. Add one from the palette.".into(),
        Problem::MissingClassifier { found } => format!(
            "The network ends in maps of {}. To classify, it must end in one value per class.",
            shape_text(*found)
        ),
        Problem::ClassCount { expected, found } => {
            let [expected, found] = [*expected, *found].map(|n| lang.integer(n as u64));
            format!("The network ends in {found} values, but the data set has {expected} classes.")
        }
        Problem::InputShape { expected, found } => format!(
            "The network takes {}, but the data set's pictures are {}.",
            dims(found),
            dims(expected)
        ),
        Problem::SoftmaxNotLast => {
            "A softmax before the end turns everything into probabilities: learning becomes slow."
                .into()
        }
        Problem::ActivationLast => {
            "An activation after the last layer changes the class scores before the softmax.".into()
        }
        Problem::LinearPair => {
            "Two such layers without an activation between them can do no more than one of them."
                .into()
        }
        Problem::PixelsLeftOver { unused } => format!(
            "The window never reaches the last {} rows and {} columns.",
            unused[0], unused[1]
        ),
        Problem::TooLarge { of, values, limit } => {
            let values = lang.integer(*values);
            let what = match of {
                Counted::Input => format!("The input has {values} values"),
                Counted::Output => format!("The output for one picture has {values} values"),
                Counted::Parameters => format!("This layer has {values} parameters"),
                Counted::AllParameters => format!("All layers together have {values} parameters"),
            };
            format!("{what}. A device can hold at most {} of them.", lang.integer(*limit))
        }
        Problem::SingleValues => {
            "It normalizes single values, so its output is the same for every picture.".into()
        }
        Problem::TooDeep { limit } => format!("Blocks can be nested {limit} deep at most."),
        Problem::TooManyNodes { found, limit } => {
            let [found, limit] = [*found, *limit].map(|n| lang.integer(n as u64));
            format!("{found} layers and blocks are too many: at most {limit}.")
        }
        Problem::DuplicateId => "Two layers have the same number in the file.".into(),
    }
}

fn fix_en(kind: FixKind, node: Option<&str>) -> String {
    let number = |n: f64| Lang::En.significant(n, 6);
    match kind {
        FixKind::SetKernel(size) => format!("Set the kernel to {}", dims(&size)),
        FixKind::SetStride(size) => format!("Set the stride to {}", dims(&size)),
        FixKind::SetPaddingSame => "Pad to the same size".into(),
        FixKind::SetPadding(size) => format!("Set the padding to {}", dims(&size)),
        FixKind::SetGroups(1) => "Use 1 group".into(),
        FixKind::SetGroups(groups) => format!("Use {groups} groups"),
        FixKind::SetUnits(units) => format!("Use {} units", Lang::En.integer(units as u64)),
        FixKind::SetFilters(filters) => format!("Use {} filters", Lang::En.integer(filters as u64)),
        FixKind::SetValue { field, value } => {
            format!("Set {} to {}", fields::field_en(field), number(value))
        }
        FixKind::SetInput(size) => format!("Set the input to {}", dims(&size)),
        FixKind::InsertFlatten => "Insert Flatten before it".into(),
        FixKind::InsertGlobalAvgPool => "Insert Global average pool".into(),
        FixKind::InsertClassifier(classes) => format!("Add a classifier for {classes} classes"),
        FixKind::InsertActivation => "Insert ReLU between them".into(),
        FixKind::InsertProjection => "Insert a 1 × 1 projection".into(),
        FixKind::InsertPool => "Pool the larger maps".into(),
        FixKind::MoveBefore(_) => {
            node.map_or_else(|| "Move it forward".into(), |name| format!("Move it before {name}"))
        }
        FixKind::MoveToEnd => "Move it to the end".into(),
        FixKind::RemoveLayer => "Delete it".into(),
        FixKind::Unwrap => "Unwrap the block".into(),
        FixKind::RenumberIds => "Number the layers again".into(),
    }
}

fn problem_es(found: &Diagnostic) -> String {
    let lang = Lang::Es;
    let number = |n: f64| lang.significant(n, 6);
    match &found.problem {
        Problem::OutOfRange { min, max, found: value } => {
            let name = found.field.map_or("El valor", fields::field_es);
            format!(
                "{name}: {}; debe estar entre {} y {}.",
                number(*value),
                number(*min),
                number(*max)
            )
        }
        Problem::Shape(ShapeProblem::WindowTooLarge { window, input }) => format!(
            "El filtro (kernel) abarca {}, más que su entrada con relleno, de {}.",
            dims(window),
            dims(input)
        ),
        Problem::Shape(ShapeProblem::PaddingTooLarge { padding, max }) => format!(
            "Un relleno (padding) de {} es demasiado: como mucho la mitad del kernel, {}.",
            dims(padding),
            dims(max)
        ),
        Problem::Shape(ShapeProblem::NeedsMap { found }) => format!(
            "Necesita mapas con alto y ancho, pero recibe un vector plano de {} valores.",
            lang.integer(found.values())
        ),
        Problem::Shape(ShapeProblem::NeedsVector { found }) => {
            format!(
                "Necesita un vector plano, pero recibe mapas de {}: hay que aplanarlos antes.",
                shape_text(*found)
            )
        }
        Problem::Shape(ShapeProblem::GroupsDoNotDivide { channels, filters, groups }) => {
            let side = match uneven([*channels, *filters], *groups) {
                [true, false] => format!("Los {channels} canales de entrada"),
                [false, _] => format!("Los {filters} filtros"),
                [true, true] => {
                    format!("Ni los {channels} canales de entrada ni los {filters} filtros")
                }
            };
            match uneven([*channels, *filters], *groups) {
                [true, true] => format!("{side} se pueden repartir por igual en {groups} grupos."),
                _ => format!("{side} no se pueden repartir por igual en {groups} grupos."),
            }
        }
        Problem::Shape(ShapeProblem::UnevenGroups { channels, groups }) => {
            format!("{groups} grupos no reparten por igual {channels} canales.")
        }
        Problem::LanesDiffer { sort, shapes: all } => {
            let rule = match sort {
                BlockSort::Residual => "Para sumarse, ambos deben tener la misma forma",
                BlockSort::Parallel(Merge::Add) => "Para sumarse, todas deben tener la misma forma",
                BlockSort::Parallel(Merge::Concat) => {
                    "Para concatenarse, todas deben tener el mismo alto y ancho"
                }
                BlockSort::Parallel(Merge::Multiply) => {
                    "Para multiplicarse, todas deben tener la misma forma, o un valor por canal"
                }
            };
            format!("{rule}. {}.", lanes(*sort, all, lang))
        }
        Problem::TooFewLanes { found: 0 } => "El bloque no tiene ninguna rama.".into(),
        Problem::TooFewLanes { .. } => "El bloque tiene una sola rama.".into(),
        Problem::Empty => "La red aún no tiene capas. Añade una de la paleta.".into(),
        Problem::MissingClassifier { found } => format!(
            "La red acaba en mapas de {}. Para clasificar debe acabar en un valor por clase.",
            shape_text(*found)
        ),
        Problem::ClassCount { expected, found } => {
            let [expected, found] = [*expected, *found].map(|n| lang.integer(n as u64));
            format!(
                "La red acaba en {found} valores, pero el conjunto de datos tiene {expected} clases."
            )
        }
        Problem::InputShape { expected, found } => format!(
            "La red recibe {}, pero las imágenes del conjunto de datos son de {}.",
            dims(found),
            dims(expected)
        ),
        Problem::SoftmaxNotLast => {
            "Una softmax antes del final lo comprime todo en probabilidades: se aprende despacio."
                .into()
        }
        Problem::ActivationLast => {
            "Una activación tras la última capa deforma las puntuaciones antes de la softmax."
                .into()
        }
        Problem::LinearPair => {
            "Dos capas así sin una activación en medio no hacen más que una sola.".into()
        }
        Problem::PixelsLeftOver { unused } => format!(
            "La ventana nunca llega a las últimas {} filas y {} columnas.",
            unused[0], unused[1]
        ),
        Problem::TooLarge { of, values, limit } => {
            let values = lang.integer(*values);
            let what = match of {
                Counted::Input => format!("La entrada tiene {values} valores"),
                Counted::Output => format!("La salida de una imagen tiene {values} valores"),
                Counted::Parameters => format!("Esta capa tiene {values} parámetros"),
                Counted::AllParameters => {
                    format!("Todas las capas juntas tienen {values} parámetros")
                }
            };
            format!("{what}. En un dispositivo caben como mucho {}.", lang.integer(*limit))
        }
        Problem::SingleValues => {
            "Normaliza valores sueltos, así que su salida es la misma para toda imagen.".into()
        }
        Problem::TooDeep { limit } => format!("Los bloques se anidan como mucho {limit} veces."),
        Problem::TooManyNodes { found, limit } => {
            let [found, limit] = [*found, *limit].map(|n| lang.integer(n as u64));
            format!("{found} capas y bloques son demasiados: como mucho {limit}.")
        }
        Problem::DuplicateId => "Dos capas tienen el mismo número en el archivo.".into(),
    }
}

fn fix_es(kind: FixKind, node: Option<&str>) -> String {
    let number = |n: f64| Lang::Es.significant(n, 6);
    match kind {
        FixKind::SetKernel(size) => format!("Poner el kernel en {}", dims(&size)),
        FixKind::SetStride(size) => format!("Poner el paso (stride) en {}", dims(&size)),
        FixKind::SetPaddingSame => "Rellenar hasta igualar el tamaño".into(),
        FixKind::SetPadding(size) => format!("Poner el padding en {}", dims(&size)),
        FixKind::SetGroups(1) => "Usar 1 grupo".into(),
        FixKind::SetGroups(groups) => format!("Usar {groups} grupos"),
        FixKind::SetUnits(units) => format!("Usar {} unidades", Lang::Es.integer(units as u64)),
        FixKind::SetFilters(filters) => {
            format!("Usar {} filtros", Lang::Es.integer(filters as u64))
        }
        FixKind::SetValue { field, value } => {
            format!("Poner {} en {}", fields::field_es(field), number(value))
        }
        FixKind::SetInput(size) => format!("Poner la entrada en {}", dims(&size)),
        FixKind::InsertFlatten => "Insertar Aplanar antes".into(),
        FixKind::InsertGlobalAvgPool => "Insertar Average pooling global".into(),
        FixKind::InsertClassifier(classes) => format!("Añadir un clasificador de {classes} clases"),
        FixKind::InsertActivation => "Insertar ReLU en medio".into(),
        FixKind::InsertProjection => "Insertar una proyección de 1 × 1".into(),
        FixKind::InsertPool => "Reducir los mapas mayores con pooling".into(),
        FixKind::MoveBefore(_) => {
            node.map_or_else(|| "Adelantarla".into(), |name| format!("Moverla antes de {name}"))
        }
        FixKind::MoveToEnd => "Moverla al final".into(),
        FixKind::RemoveLayer => "Eliminarla".into(),
        FixKind::Unwrap => "Desagrupar el bloque".into(),
        FixKind::RenumberIds => "Numerar las capas de nuevo".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use filtro_net::{Field, Severity};

    fn diagnostic(problem: Problem) -> Diagnostic {
        let field = Some(Field::Rate);
        Diagnostic { severity: Severity::Error, node: None, field, problem, fixes: Vec::new() }
    }

    #[test]
    fn problems_say_their_numbers_in_the_language() {
        let found = diagnostic(Problem::OutOfRange { min: 0.0, max: 0.95, found: 1.5 });
        assert_eq!((EN.problem)(&found), "Dropout rate is 1.5; it must be from 0 to 0.95.");
        assert_eq!((ES.problem)(&found), "Tasa de dropout: 1,5; debe estar entre 0 y 0,95.");
        let differ = |sort| {
            let shapes = vec![Shape::map(8, 16, 16), Shape::map(8, 8, 8)];
            diagnostic(Problem::LanesDiffer { sort, shapes })
        };
        let residual = differ(BlockSort::Residual);
        let ends = "Body: 8 × 16 × 16 and Shortcut: 8 × 8 × 8.";
        assert!((EN.problem)(&residual).ends_with(ends));
        let ends = "Cuerpo: 8 × 16 × 16 y Atajo: 8 × 8 × 8.";
        assert!((ES.problem)(&residual).ends_with(ends));
        let parallel = differ(BlockSort::Parallel(Merge::Concat));
        let ends = "Branch 1: 8 × 16 × 16 and Branch 2: 8 × 8 × 8.";
        assert!((EN.problem)(&parallel).ends_with(ends));
    }

    #[test]
    fn the_side_at_fault_and_what_is_counted_are_named() {
        let said = |problem| {
            let found = diagnostic(problem);
            [(EN.problem)(&found), (ES.problem)(&found)]
        };
        let groups = |channels, filters| {
            said(Problem::Shape(ShapeProblem::GroupsDoNotDivide { channels, filters, groups: 4 }))
        };
        let [english, spanish] = groups(8, 6);
        assert_eq!(english, "The 6 filters cannot be divided evenly into 4 groups.");
        assert_eq!(spanish, "Los 6 filtros no se pueden repartir por igual en 4 grupos.");
        assert!(groups(6, 8)[0].starts_with("The 6 input channels cannot"));
        assert!(groups(6, 7)[0].starts_with("Neither 6 input channels nor 7 filters can be"));
        let counted = |of| said(Problem::TooLarge { of, values: 300_000_000, limit: 268_435_456 });
        let all = [Counted::Input, Counted::Output, Counted::Parameters, Counted::AllParameters];
        let words: std::collections::BTreeSet<_> = all.map(counted).into_iter().flatten().collect();
        assert_eq!(words.len(), 8, "each is said in its own way");
        assert!(
            counted(Counted::AllParameters)[0].starts_with("All layers together have 300,000,000")
        );
    }

    #[test]
    fn repairs_say_what_they_do() {
        assert_eq!((EN.fix)(FixKind::SetKernel([3, 5]), None), "Set the kernel to 3 × 5");
        let before = FixKind::MoveBefore(filtro_net::NodeId(3));
        assert_eq!((EN.fix)(before, Some("Flatten")), "Move it before Flatten");
    }
}

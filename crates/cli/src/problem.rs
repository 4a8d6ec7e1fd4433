//! Problems of a network in English, one line each.

use filtro_net::{
    BlockSort, Counted, Diagnostic, Field, Fix, FixKind, Item, Network, NodeId, Problem,
    ShapeProblem,
};

/// Where, what and, if there is one, the likeliest repair.
pub fn sentence(network: &Network, found: &Diagnostic) -> String {
    let place = match (found.node, &found.problem) {
        (Some(id), _) => node(network, id),
        (None, Problem::InputShape { .. } | Problem::OutOfRange { .. }) => "input".into(),
        (None, _) => "network".into(),
    };
    let field = match (found.field, &found.problem) {
        (Some(field), Problem::OutOfRange { .. }) => format!("{}: ", name(field)),
        _ => String::new(),
    };
    let fix = found.fixes.first().map(|fix| format!(" (to repair: {})", repair(network, fix)));
    format!("{place}: {field}{}{}", problem(&found.problem), fix.unwrap_or_default())
}

/// A node by its id and kind.
pub fn node(network: &Network, id: NodeId) -> String {
    let kind = match network.find(id).map(|node| &node.item) {
        Some(Item::Layer(layer)) => layer.kind().name(),
        Some(Item::Block(block)) => block.name(),
        None => return format!("node {}", id.0),
    };
    format!("node {} ({kind})", id.0)
}

/// A parameter as the document writes it: `kernel_height`.
fn name(field: Field) -> String {
    match serde_json::to_value(field) {
        Ok(serde_json::Value::String(name)) => name,
        _ => format!("{field:?}"),
    }
}

fn pair([height, width]: [usize; 2]) -> String {
    format!("{height}×{width}")
}

fn shape([channels, height, width]: [usize; 3]) -> String {
    format!("{channels}×{height}×{width}")
}

/// `1 row`, `2 rows`; nothing of none.
fn count(number: usize, unit: &str) -> Option<String> {
    match number {
        0 => None,
        1 => Some(format!("1 {unit}")),
        _ => Some(format!("{number} {unit}s")),
    }
}

fn problem(problem: &Problem) -> String {
    match problem {
        Problem::OutOfRange { min, max, found } => {
            format!("expected a value from {min} to {max}, found {found}")
        }
        Problem::Shape(ShapeProblem::WindowTooLarge { window, input }) => {
            format!("expected a window of at most {}, found {}", pair(*input), pair(*window))
        }
        Problem::Shape(ShapeProblem::PaddingTooLarge { padding, max }) => {
            format!("expected padding of at most {}, found {}", pair(*max), pair(*padding))
        }
        Problem::Shape(ShapeProblem::NeedsMap { found }) => {
            format!("expected feature maps (channels×height×width), found a vector of {found}")
        }
        Problem::Shape(ShapeProblem::NeedsVector { found }) => {
            format!("expected a vector, found feature maps of {found}")
        }
        Problem::Shape(ShapeProblem::GroupsDoNotDivide { channels, filters, groups }) => {
            let uneven = |n: &usize| n.checked_rem(*groups) != Some(0);
            match (uneven(channels), uneven(filters)) {
                (true, true) => format!(
                    "expected groups that divide {channels} input channels and {filters} filters, \
                     found {groups}"
                ),
                (true, false) => {
                    format!("expected groups that divide {channels} input channels, found {groups}")
                }
                _ => format!("expected filters that {groups} groups divide, found {filters}"),
            }
        }
        Problem::Shape(ShapeProblem::UnevenGroups { channels, groups }) => {
            format!("expected groups that divide {channels} channels, found {groups}")
        }
        Problem::LanesDiffer { sort, shapes } => {
            let name = |lane: usize| match (sort, lane) {
                (BlockSort::Residual, 0) => "body".into(),
                (BlockSort::Residual, _) => "shortcut".into(),
                (BlockSort::Parallel(_), lane) => format!("branch {}", lane + 1),
            };
            let lanes = shapes.iter().enumerate();
            let lanes: Vec<_> =
                lanes.map(|(at, shape)| format!("{shape} ({})", name(at))).collect();
            format!("expected lanes of one shape at the merge, found {}", lanes.join(" and "))
        }
        Problem::TooFewLanes { found } => format!("expected at least 2 branches, found {found}"),
        Problem::Empty => "expected at least one layer, found none".into(),
        Problem::MissingClassifier { found } => {
            format!("expected a vector of class scores at the end, found feature maps of {found}")
        }
        Problem::ClassCount { expected, found } => {
            format!("expected {expected} outputs, one for each class of the data, found {found}")
        }
        Problem::InputShape { expected, found } => {
            format!("expected {} as the data has, found {}", shape(*expected), shape(*found))
        }
        Problem::SoftmaxNotLast => {
            "a softmax before the end makes training slow and unstable".into()
        }
        Problem::ActivationLast => "an activation after the classifier changes its scores".into(),
        Problem::LinearPair => {
            "two linear layers without an activation between them are one linear map".into()
        }
        Problem::PixelsLeftOver { unused: [rows, columns] } => {
            let parts = [count(*rows, "row"), count(*columns, "column")];
            let parts: Vec<_> = parts.into_iter().flatten().collect();
            format!("the window never reaches the last {}", parts.join(" and "))
        }
        Problem::TooLarge { of, values, limit } => {
            let what = match of {
                Counted::Input => "values in the input",
                Counted::Output => "values in the output for one picture",
                Counted::Parameters => "parameters in the layer",
                Counted::AllParameters => "parameters in all layers together",
            };
            format!("expected at most {limit} {what}, found {values}")
        }
        Problem::SingleValues => {
            "it normalises single values, so its output is the same for every picture".into()
        }
        Problem::TooDeep { limit } => format!("expected blocks nested at most {limit} deep"),
        Problem::TooManyNodes { found, limit } => {
            format!("expected at most {limit} nodes, found {found}")
        }
        Problem::DuplicateId => "expected an id of its own, found one that is taken".into(),
    }
}

fn repair(network: &Network, fix: &Fix) -> String {
    match fix.kind {
        FixKind::SetKernel(size) => format!("set the kernel to {}", pair(size)),
        FixKind::SetStride(size) => format!("set the stride to {}", pair(size)),
        FixKind::SetPaddingSame => "set the padding to \"same\"".into(),
        FixKind::SetPadding(size) => format!("set the padding to {}", pair(size)),
        FixKind::SetGroups(groups) => format!("set groups to {groups}"),
        FixKind::SetUnits(units) => format!("set units to {units}"),
        FixKind::SetFilters(filters) => format!("set filters to {filters}"),
        FixKind::SetValue { field, value } => format!("set {} to {value}", name(field)),
        FixKind::SetInput(size) => format!("set the input to {}", shape(size)),
        FixKind::InsertFlatten => "insert a flatten layer".into(),
        FixKind::InsertGlobalAvgPool => "insert a global_avg_pool layer".into(),
        FixKind::InsertClassifier(classes) => {
            format!("end with a dense layer of {classes} units")
        }
        FixKind::InsertActivation => "insert an activation layer".into(),
        FixKind::InsertPool => "pool the larger maps".into(),
        FixKind::InsertProjection => "insert a 1×1 convolution in a lane".into(),
        FixKind::MoveBefore(other) => format!("move it before {}", node(network, other)),
        FixKind::MoveToEnd => "move it to the end".into(),
        FixKind::RemoveLayer => "remove it".into(),
        FixKind::Unwrap => "put its layers in the block's place".into(),
        FixKind::RenumberIds => "give every node an id of its own".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use filtro_net::catalogue::{Conv2d, Dense, Padding};
    use filtro_net::{Target, inspect};

    fn sentences(network: &Network) -> Vec<String> {
        let target = Target { input: [3, 32, 32], classes: 10 };
        let report = inspect(network, Some(target));
        report.diagnostics.iter().map(|found| sentence(network, found)).collect()
    }

    #[test]
    fn a_sentence_names_the_node_the_expected_and_the_found() {
        let mut network = Network::new("", [3, 32, 32]);
        network.push(Conv2d::new(6, 5, Padding::Valid));
        network.push(Dense::new(10));
        let expected = "node 2 (dense): expected a vector, found feature maps of 6×28×28 \
                        (to repair: insert a flatten layer)";
        assert_eq!(sentences(&network).first().map(String::as_str), Some(expected));
    }

    #[test]
    fn left_over_pixels_are_counted() {
        let text = |unused| problem(&Problem::PixelsLeftOver { unused });
        assert_eq!(text([1, 0]), "the window never reaches the last 1 row");
        assert_eq!(text([2, 1]), "the window never reaches the last 2 rows and 1 column");
    }

    #[test]
    fn what_is_counted_and_what_does_not_divide_is_named() {
        let text = |of| problem(&Problem::TooLarge { of, values: 9, limit: 8 });
        assert_eq!(
            text(Counted::AllParameters),
            "expected at most 8 parameters in all layers together, found 9"
        );
        let groups = |channels, filters| {
            problem(&Problem::Shape(ShapeProblem::GroupsDoNotDivide {
                channels,
                filters,
                groups: 4,
            }))
        };
        assert_eq!(groups(8, 6), "expected filters that 4 groups divide, found 6");
        assert_eq!(groups(6, 8), "expected groups that divide 6 input channels, found 4");
    }

    #[test]
    fn problems_of_the_whole_say_where_too() {
        let network = Network::new("", [1, 28, 28]);
        let found = sentences(&network);
        assert_eq!(
            found.first().map(String::as_str),
            Some(
                "input: expected 3×32×32 as the data has, found 1×28×28 \
                 (to repair: set the input to 3×32×32)"
            )
        );
        assert!(found[1].starts_with("network: expected at least one layer, found none"));
    }
}

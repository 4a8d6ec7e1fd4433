//! The lecture's exercises.

use super::*;

#[test]
fn six_filters_of_5_on_32_give_6_28_28_and_pooling_halves_them() {
    let grey = network([1, 32, 32], [conv(6, 5), relu(), pool(2)]);
    let report = inspect(&grey, None);
    let outputs: Vec<_> = report.nodes.iter().map(|node| node.output.unwrap()).collect();
    let [map, pooled] = [Shape::map(6, 28, 28), Shape::map(6, 14, 14)];
    assert_eq!(outputs, [map, map, pooled]);
    // 6 · (1 · 5 · 5 + 1), and 28 · 28 windows of 25 taps for each filter.
    assert_eq!(report.nodes[0].parameters, 156);
    assert_eq!(report.nodes[0].multiply_adds, 6 * 25 * 28 * 28);
    assert_eq!(report.parameters, 156);
}

#[test]
fn twenty_four_filters_of_3_give_24_30_30_and_colour_changes_only_the_parameters() {
    let layer = |channels| {
        let report = inspect(&network([channels, 32, 32], [conv(24, 3)]), None);
        (report.output.unwrap(), report.parameters)
    };
    assert_eq!(layer(1), (Shape::map(24, 30, 30), 24 * 9 + 24));
    assert_eq!(layer(3), (Shape::map(24, 30, 30), 24 * 27 + 24));
}

#[test]
fn the_formula_carries_the_numbers() {
    let report = inspect(&network([3, 32, 32], [conv(6, 5), flatten()]), None);
    let axis = WindowFormula {
        size: 32,
        pad_before: 0,
        pad_after: 0,
        kernel: 5,
        dilation: 1,
        stride: 1,
        ceil: false,
        result: 28,
    };
    assert_eq!(report.nodes[0].formula, Some(Formula::Window([axis; 2])));
    let weights = WeightFormula::Conv { filters: 6, inputs: [3, 5, 5], bias: true };
    assert_eq!(report.nodes[0].weights, Some(weights));
    assert_eq!(report.nodes[1].formula, Some(Formula::Flatten { dims: [6, 28, 28] }));
}

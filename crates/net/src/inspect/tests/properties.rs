//! What holds of any network.

use super::*;

fn targets() -> impl Strategy<Value = Option<Target>> {
    let target = ([1_usize..5, 1_usize..40, 1_usize..40], 2_usize..100)
        .prop_map(|(input, classes)| Target { input, classes });
    proptest::option::weighted(0.8, target)
}

/// Same problem at the same place, numbers aside.
fn alike(one: &Diagnostic, other: &Diagnostic) -> bool {
    let kind = std::mem::discriminant::<Problem>;
    one.node == other.node && one.field == other.field && kind(&one.problem) == kind(&other.problem)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn any_network_is_reported_node_for_node(network in any_network(), target in targets()) {
        let report = inspect(&network, target);
        let ids: Vec<_> = report.nodes.iter().map(|node| node.id).collect();
        prop_assert_eq!(ids, network.walk().map(|node| node.id).collect::<Vec<_>>());
        prop_assert_eq!(report.is_valid(), report.errors().count() == 0);
        // A shape is reported exactly where it is certain.
        prop_assert!(report.output.is_some() || !report.is_valid());
        for node in &report.nodes {
            prop_assert!(node.output.is_none() || node.input.is_some());
        }
    }

    #[test]
    fn every_fix_of_an_error_repairs_it(network in any_network(), target in targets()) {
        for found in inspect(&network, target).errors() {
            for fix in &found.fixes {
                let applied = apply_all(&fix.edits, &network);
                prop_assert!(applied.is_ok(), "{found:?}: {fix:?}: {applied:?}");
                let after = inspect(&applied.unwrap().network, target);
                let remains = after.errors().any(|now| alike(now, found));
                // Removing the only layer of a vector's end may uncover the same want before it.
                prop_assert!(!remains, "{found:?}\n{fix:?}\n{:?}", after.diagnostics);
            }
        }
    }

    /// Warnings and hints too: they go where their fix is applied.
    #[test]
    fn every_fix_of_a_warning_repairs_it(network in valid_network(12)) {
        let report = inspect(&network, None);
        prop_assert!(report.is_valid());
        for found in &report.diagnostics {
            prop_assert!(!found.fixes.is_empty());
            for fix in &found.fixes {
                let applied = apply_all(&fix.edits, &network).unwrap().network;
                let after = inspect(&applied, None);
                let remains = after.diagnostics.iter().any(|now| alike(now, found));
                prop_assert!(!remains, "{found:?}\n{fix:?}\n{:?}", after.diagnostics);
            }
        }
    }

    #[test]
    fn valid_networks_are_valid(network in valid_network(16)) {
        let report = inspect(&network, None);
        prop_assert!(report.is_valid(), "{:?}", report.diagnostics);
        let Some(Shape::Vector(classes)) = report.output else { panic!("{:?}", report.output) };
        let target = Target { input: network.input, classes };
        let errors = inspect(&network, Some(target)).errors().count();
        prop_assert_eq!(errors, 0);
        prop_assert!((2..=6).contains(&classes));
        // All costs are those of the layers alone.
        let layers = || network.walk().filter_map(|node| {
            Some((node.item.layer()?, report.node(node.id)?))
        });
        let parameters: u64 = layers().map(|(layer, at)| layer.parameters(at.input.unwrap())).sum();
        prop_assert_eq!(parameters, report.parameters);
    }
}

/// The strategy would be worth little if it left a layer out.
#[test]
fn valid_networks_reach_every_layer_and_option() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let mut seen = BTreeSet::new();
    for _ in 0..400 {
        let network = valid_network(16).new_tree(&mut runner).unwrap().current();
        for node in network.walk() {
            match &node.item {
                Item::Block(block) => seen.insert(format!("{} {:?}", block.name(), block.merge())),
                Item::Layer(layer) => {
                    if let Layer::Conv2d(conv) = layer {
                        let Conv2d { groups, dilation, padding, bias, .. } = conv;
                        let mode = std::mem::discriminant(padding);
                        seen.insert(format!("conv {} {}", *groups > 1, *bias));
                        seen.insert(format!("conv {mode:?} {}", dilation.contains(&2)));
                    }
                    if let Some(crate::param::Value::Switch(ceil)) = layer.get(Field::CeilMode) {
                        seen.insert(format!("{:?} ceil {ceil}", layer.kind()));
                    }
                    if let Layer::Upsample(layer) = layer {
                        seen.insert(format!("upsample {:?}", layer.mode));
                    }
                    seen.insert(format!("{:?}", layer.kind()))
                }
            };
        }
    }
    // 4 sorts of blocks, 4 + 6 of convolutions, 4 of pooling, 2 of upsampling.
    assert_eq!(seen.len(), LayerKind::ALL.len() + 20, "{seen:#?}");
}

/// Nor would the property of the fixes, if wrong networks were wrong in a few ways only.
#[test]
fn wrong_networks_are_offered_every_fix() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let mut seen = BTreeSet::new();
    for _ in 0..4000 {
        let network = any_network().new_tree(&mut runner).unwrap().current();
        for fix in inspect(&network, Some(CIFAR)).diagnostics.iter().flat_map(|found| &found.fixes)
        {
            let name = format!("{:?}", fix.kind);
            seen.insert(name.split(['(', ' ']).next().unwrap().to_owned());
        }
    }
    // All but the renumbering of ids, which these networks do not need.
    assert_eq!(seen.len(), 19, "{seen:?}");
}

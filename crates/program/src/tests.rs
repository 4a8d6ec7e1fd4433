use super::*;
use filtro_net::catalogue::{
    Activation as Act, AvgPool2d, BatchNorm2d, Conv2d, Dense as DenseLayer, Dropout as Drop,
    Flatten, Function, GlobalAvgPool, MaxPool2d, Padding,
};
use filtro_net::testing::{any_network, valid_network};
use filtro_net::{Block as NodeBlock, Item, Merge, Network, Node, NodeId, Shape, inspect};
use filtro_zoo::{TEMPLATES, template};
use proptest::prelude::*;

fn network(input: [usize; 3], items: impl IntoIterator<Item = Item>) -> Network {
    let mut network = Network::new("", input);
    for item in items {
        network.push(item);
    }
    network
}

fn lower(network: &Network) -> Program {
    Program::new(network, &inspect(network, None))
}

fn lane(items: impl IntoIterator<Item = Item>) -> Vec<Node> {
    items.into_iter().map(|item| Node::new(NodeId(0), item)).collect()
}

fn same(filters: usize, kernel: usize) -> Item {
    Conv2d::new(filters, kernel, Padding::Same).into()
}

fn relu() -> Item {
    Act::new(Function::Relu).into()
}

fn pool(kernel: usize) -> Item {
    MaxPool2d::new(kernel).into()
}

fn dense(units: usize) -> Item {
    DenseLayer::new(units).into()
}

fn flatten() -> Item {
    Flatten {}.into()
}

/// What is saved at each node (of a block, with its contents), and in all.
fn kept(items: impl IntoIterator<Item = Item>) -> (Vec<u64>, u64) {
    let (report, program) = analyse(&network([2, 4, 4], items), None);
    assert!(report.is_valid());
    let own = (0..=report.nodes.len()).map(|at| program.saved_at(at));
    assert_eq!((own.sum::<u64>(), program.saved()), (report.activations, report.activations));
    (report.nodes.iter().map(|node| node.activations).collect(), report.activations)
}

/// By hand, for pictures of 32 values.
#[test]
fn each_tensor_is_kept_once() {
    // The convolution keeps the picture, ReLU its output, which the next convolution keeps too.
    let chain = [same(3, 3), relu(), same(1, 3), relu(), flatten(), dense(10)];
    assert_eq!(kept(chain), (vec![0, 48, 0, 16, 0, 0], 32 + 48 + 16));
    // Pooling changes places with the ReLU before it: convolution's output, places, pooled.
    let pooled = [same(3, 3), relu(), pool(2), flatten(), dense(10)];
    assert_eq!(kept(pooled), (vec![48, 0, 12 + 12, 0, 0], 32 + 48 + 24));
    // Batch norm keeps normalised values, dropout a mask; a global mean nothing.
    let norm: Item = BatchNorm2d::default().into();
    let dropout: Item = Drop { rate: 0.5 }.into();
    let normed = [same(3, 3), norm, relu(), dropout, GlobalAvgPool {}.into(), dense(10)];
    assert_eq!(kept(normed), (vec![0, 48, 48, 48, 3, 0], 32 + 48 + 48 + 48 + 3));
    // GELU keeps its input, and what a mean slides over is kept.
    let gelu: Item = Act::new(Function::Gelu).into();
    let mean: Item = AvgPool2d::new(2).into();
    assert_eq!(kept([same(3, 3), gelu, mean, flatten(), dense(2)]).0, [48, 48, 12, 0, 0]);
    // Nothing is trained before the dense layer: only its input counts, which is the picture.
    assert_eq!(kept([flatten(), dense(10)]), (vec![0, 0], 32));
    assert_eq!(kept([pool(2), relu(), flatten(), dense(10)]), (vec![0, 8, 0, 0], 8));
    // A kernel of even size has uneven padding: a padded copy, 5×5.
    assert_eq!(kept([same(3, 2), flatten(), dense(10)]), (vec![50 + 48, 0, 0], 50 + 48));
}

#[test]
fn blocks_keep_their_contents_and_what_comes_out() {
    let body = lane([same(2, 3), relu(), same(2, 3)]);
    let residual = NodeBlock::Residual { body, shortcut: lane([]) };
    let items = [same(2, 3), residual.into(), relu(), flatten(), dense(10)];
    // The first convolution's output goes into the body; the sum is not kept, but its ReLU.
    assert_eq!(kept(items), (vec![32, 32, 0, 32, 0, 32, 0, 0], 32 + 32 + 32 + 32));
    // Both factors of a product: the map in front and the gate.
    let gate = lane([GlobalAvgPool {}.into(), dense(2)]);
    let product = NodeBlock::Parallel { branches: vec![lane([]), gate], merge: Merge::Multiply };
    let items = [same(2, 3), product.into(), GlobalAvgPool {}.into(), dense(10)];
    assert_eq!(kept(items), (vec![32, 4, 2, 2, 2, 0], 32 + 32 + 4 + 2));
}

#[test]
fn a_relu_is_trained_behind_a_max_pooling_and_behind_nothing_else() {
    let order = |items: Vec<Item>| lower(&network([2, 8, 8], items)).lane.training;
    assert_eq!(order(vec![relu(), pool(2), relu(), relu(), pool(2)]), [1, 0, 2, 4, 3]);
    assert_eq!(order(vec![pool(2), relu(), relu()]), [0, 1, 2]);
    assert_eq!(order(vec![relu(), AvgPool2d::new(2).into()]), [0, 1]);
    let leaky = || Item::from(Act::new(Function::LeakyRelu));
    assert_eq!(order(vec![leaky(), pool(2), relu()]), [0, 1, 2]);
    let program = lower(&network([2, 8, 8], [relu(), pool(2), relu()]));
    let outputs: Vec<_> = program.lane.trained().map(|it| (it.step.position, it.output)).collect();
    let pooled = Some(Shape::map(2, 4, 4));
    assert_eq!(outputs, [(2, pooled), (1, pooled), (3, pooled)]);
}

/// What stands behind an error is left out, what stands beside it is not.
#[test]
fn of_a_network_with_errors_the_sound_part_is_lowered() {
    let wrong = network([2, 4, 4], [same(3, 3), dense(10), relu()]);
    let program = lower(&wrong);
    assert_eq!((program.lane.steps.len(), program.lane.output, program.classes()), (1, None, None));
    assert_eq!((program.params.len(), program.saved()), (2, 32));
    let branches = vec![lane([same(3, 3)]), lane([dense(3)]), lane([])];
    let broken = NodeBlock::Parallel { branches, merge: Merge::Concat };
    let program = lower(&network([2, 4, 4], [Item::from(broken), relu()]));
    let [Step { op: Op::Block(block), output: None, .. }] = program.lane.steps.as_slice() else {
        panic!("{:?}", program.lane)
    };
    let ends: Vec<_> = block.lanes.iter().map(|lane| lane.output).collect();
    assert_eq!(ends, [Some(Shape::map(3, 4, 4)), None, Some(Shape::map(2, 4, 4))]);
}

/// Positions of every step, those of lanes behind their block.
fn positions<'a>(lane: &'a Lane, into: &mut Vec<&'a Step>) {
    for step in &lane.steps {
        into.push(step);
        if let Op::Block(block) = &step.op {
            block.lanes.iter().for_each(|lane| positions(lane, into));
        }
    }
}

fn agrees(network: &Network) {
    let report = inspect(network, None);
    let program = Program::new(network, &report);
    let mut steps = Vec::new();
    positions(&program.lane, &mut steps);
    let ids: Vec<_> = network.walk().map(|node| node.id).collect();
    for step in &steps {
        let node = &report.nodes[step.position - 1];
        assert_eq!((step.id, Some(step.input)), (ids[step.position - 1], node.input));
        assert!(node.output.is_none() || step.output == node.output, "{step:?} {node:?}");
    }
    if report.is_valid() {
        assert_eq!(steps.len(), network.len());
        assert_eq!(program.lane.output, report.output);
        assert_eq!(program.parameters(), report.parameters);
    }
    let mut order = program.lane.training.clone();
    order.sort_unstable();
    assert!(order.into_iter().eq(0..program.lane.steps.len()));
}

#[test]
fn templates_are_lowered_with_all_their_parameters() {
    for template in TEMPLATES {
        agrees(&(template.build)());
    }
    let lenet = lower(&template("lenet-5-cifar").unwrap());
    assert_eq!((lenet.params.len(), lenet.classes()), (10, Some(10)));
}

proptest! {
    #[test]
    fn shapes_and_parameters_are_those_of_the_report(network in valid_network(14)) {
        agrees(&network);
    }

    #[test]
    fn any_network_is_lowered_as_far_as_it_goes(network in any_network()) {
        agrees(&network);
    }
}

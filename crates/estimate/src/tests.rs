use super::*;
use filtro_net::catalogue::{Activation, BatchNorm2d, Conv2d, Dense, MaxPool2d, Padding};
use filtro_net::testing::any_network;
use filtro_net::{Item, Layer, Network, inspect};
use filtro_program::{DeviceKind, Program};
use filtro_recipe::Optimizer;
use filtro_zoo::{TEMPLATES, template};
use proptest::prelude::*;

const KINDS: [DeviceKind; 2] = [DeviceKind::Cpu, DeviceKind::Gpu];

fn lower(network: &Network) -> Program {
    Program::new(network, &inspect(network, None))
}

fn work_of(network: &Network) -> Work {
    work(&lower(network), Optimizer::Adam)
}

fn of(work: &Work, class: Class, batch: usize) -> f64 {
    work.of(batch)[class as usize]
}

fn network(input: [usize; 3], layers: Vec<Layer>) -> Network {
    let mut network = Network::new("", input);
    for layer in layers {
        network.push(Item::Layer(layer));
    }
    network
}

/// By hand: 3·5·5 · 6 · 28·28 multiply-adds, forwards and for the weights (nothing is trained
/// before); then 6·5·5 · 16 · 10·10, and once more for the input's gradient.
#[test]
fn convolutions_are_counted_by_hand() {
    let valid = |filters| Layer::from(Conv2d::new(filters, 5, Padding::Valid));
    let pool = Layer::from(MaxPool2d::default());
    let found = work_of(&network([3, 32, 32], vec![valid(6), pool, valid(16)]));
    let adds = 2 * 75 * 6 * 784 + 3 * 150 * 16 * 100;
    assert_eq!(of(&found, Class::Spatial, 1), f64::from(adds));
    assert_eq!(of(&found, Class::Spatial, 7), f64::from(7 * adds));
    assert_eq!(of(&found, Class::Column, 1), f64::from(2 * 75 * 784 + 3 * 150 * 100));
    assert_eq!(of(&found, Class::Pointwise, 1), 0.0);
}

#[test]
fn windows_points_and_groups_are_classes_of_their_own() {
    let conv = |kernel, groups| {
        let conv = Conv2d { groups, ..Conv2d::new(16, kernel, Padding::Same) };
        work_of(&network([16, 8, 8], vec![conv.into()]))
    };
    let [window, point, grouped] = [conv(3, 1), conv(1, 1), conv(3, 16)];
    assert!(of(&window, Class::Spatial, 1) > 0.0 && of(&window, Class::Pointwise, 1) == 0.0);
    assert!(of(&point, Class::Pointwise, 1) > 0.0 && of(&point, Class::Spatial, 1) == 0.0);
    assert_eq!(of(&grouped, Class::Spatial, 1) + of(&grouped, Class::Column, 1), 0.0);
    // By hand: 3·3 taps on 16 maps of 8 rows of 8, forwards and for the weights; a row of 8
    // counts for 1 + 8/32.
    assert_eq!(of(&grouped, Class::Depthwise, 1), f64::from(2 * 9 * 16 * 8) * 1.25);
}

#[test]
fn a_relu_before_a_pooling_works_on_what_is_left() {
    let relu = || Layer::from(Activation::default());
    let pool = || Layer::from(MaxPool2d::default());
    let before = work_of(&network([4, 8, 8], vec![relu(), pool()]));
    let behind = work_of(&network([4, 8, 8], vec![pool(), relu()]));
    assert_eq!(before, behind);
    // By hand: three times the picture's values, and twice those that a ReLU sees.
    assert_eq!(of(&before, Class::Element, 1), f64::from(3 * 4 * 64 + 2 * 4 * 16));
    let twice = work_of(&network([4, 8, 8], vec![relu(), relu()]));
    assert_eq!(of(&twice, Class::Element, 1), f64::from(3 * 4 * 64 + 2 * 2 * 4 * 64));
}

#[test]
fn what_a_layer_costs_more_the_network_costs_more() {
    let wide = |filters| {
        let conv = Conv2d::new(filters, 3, Padding::Same);
        let norm = BatchNorm2d::default();
        let layers = vec![conv.into(), norm.into(), Dense { units: 10, bias: true }.into()];
        work_of(&network([3, 1, 1], layers))
    };
    let (few, many) = (wide(8), wide(9));
    for kind in KINDS {
        let rates = Rates::usual(kind);
        assert!(rates.step(&many, 4) > rates.step(&few, 4));
        assert!(rates.step(&few, 5) > rates.step(&few, 4));
    }
}

#[test]
fn plain_descent_moves_parameters_faster_than_adam() {
    let network = template("lenet-5-cifar").unwrap();
    let program = lower(&network);
    let step = |optimizer| Rates::usual(DeviceKind::Cpu).step(&work(&program, optimizer), 64);
    assert!(step(Optimizer::Sgd) < step(Optimizer::Momentum));
    assert!(step(Optimizer::Momentum) < step(Optimizer::Adam));
}

#[test]
fn memory_is_bytes_of_weights_states_and_batch() {
    let bytes = |optimizer| {
        let memory = Memory::of(10, 100, 8, optimizer);
        (memory.weights, memory.gradients, memory.optimizer, memory.activations, memory.total())
    };
    assert_eq!(bytes(Optimizer::Sgd), (40, 40, 0, 3200, 3280));
    assert_eq!(bytes(Optimizer::Momentum), (40, 40, 40, 3200, 3320));
    assert_eq!(bytes(Optimizer::Adam), (40, 40, 80, 3200, 3360));
}

/// The times that a machine of these rates would take for the probes.
fn times(rates: &Rates) -> Vec<Sample> {
    let sample = |probe: Probe| {
        let units = work_of(&probe.network).of(probe.batch);
        Sample { units, time: rates.time(&units) }
    };
    probes().into_iter().map(sample).collect()
}

#[test]
fn probes_are_classifiers_and_tell_every_class() {
    let all: Vec<_> = probes();
    for probe in &all {
        let report = inspect(&probe.network, None);
        assert!(report.is_valid(), "{:?}", report.diagnostics);
        assert_eq!(report.output, Some(filtro_net::Shape::Vector(10)));
    }
    for class in 0..CLASSES {
        let used = all.iter().any(|probe| work_of(&probe.network).of(probe.batch)[class] > 0.0);
        assert!(used, "class {class}");
    }
}

fn any_rates() -> impl Strategy<Value = Rates> {
    let factors = prop::collection::vec(0.25_f64..4.0, CLASSES);
    (factors, 0.1_f64..10.0).prop_map(|(factors, speed)| {
        let usual = Rates::usual(DeviceKind::Cpu);
        let values: Vec<f64> = usual
            .values()
            .iter()
            .zip(factors)
            .map(|(rate, factor)| rate * factor * speed)
            .collect();
        Rates::read(&values).unwrap()
    })
}

proptest! {
    /// A machine that is as the model says is predicted, whatever its rates: every template that
    /// trains in a tab within a tenth, though the probes are other networks.
    #[test]
    fn known_rates_are_found_again(rates in any_rates()) {
        let found = fit(&times(&rates), &Rates::usual(DeviceKind::Cpu));
        for template in TEMPLATES.iter().filter(|template| template.name.ends_with("-cifar")) {
            let work = work_of(&(template.build)());
            let ratio = found.step(&work, 64) / rates.step(&work, 64);
            prop_assert!((ratio - 1.0).abs() < 0.1, "{}: {ratio}", template.name);
        }
    }

    #[test]
    fn rates_are_numbers_and_never_negative(
        times in prop::collection::vec(prop_oneof![Just(0.0), Just(f64::NAN), Just(-1.0), 1e-6_f64..1e6], 0..16),
        network in any_network(),
    ) {
        let units = probes().into_iter().map(|probe| work_of(&probe.network).of(probe.batch));
        let samples: Vec<_> = units.zip(times).map(|(units, time)| Sample { units, time }).collect();
        let found = fit(&samples, &Rates::usual(DeviceKind::Gpu));
        prop_assert!(found.values().iter().all(|rate| rate.is_finite() && *rate >= 0.0));
        let work = work_of(&network);
        let steps = [1, 2, 64].map(|batch| found.step(&work, batch));
        prop_assert!(steps.iter().all(|step| step.is_finite()) && steps.is_sorted());
    }

    #[test]
    fn what_is_written_is_read(rates in any_rates(), at in 0..CLASSES, wrong in prop_oneof![Just(f64::NAN), Just(-1.0), Just(f64::INFINITY)]) {
        prop_assert_eq!(Rates::read(rates.values()), Some(rates));
        let mut values = rates.values().to_vec();
        values[at] = wrong;
        prop_assert_eq!(Rates::read(&values), None);
        values.pop();
        prop_assert_eq!(Rates::read(&values), None);
    }
}

#[test]
fn rates_of_nothing_are_none() {
    assert_eq!(Rates::read(&[0.0; CLASSES]), None);
    assert_eq!(fit(&[], &Rates::usual(DeviceKind::Gpu)), Rates::usual(DeviceKind::Gpu));
}

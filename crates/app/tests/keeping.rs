//! Trained weights through whatever happens, in whatever order, however late the worker is.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

mod world;

use filtro_app::{EngineNews, EnginePhase, Event, NoticeCode, RunPhase, WeightsId};
use filtro_net::testing::any_edit;
use filtro_net::{Field, Layer, LayerKind, NodeId, Value};
use filtro_protocol::DevicePreference;
use filtro_zoo::template;
use proptest::prelude::*;
use std::collections::BTreeMap;
use world::{Bytes, World, said};

#[derive(Clone, Debug)]
enum Op {
    Do(Box<Event>),
    Open(&'static str),
    File { fits: bool },
    Work,
    Settle,
    Train(u32),
    Crash,
    Invalid,
}

fn any_op() -> impl Strategy<Value = Op> {
    let event = |event: Event| Just(Op::Do(Box::new(event)));
    let edit = any_edit(&template("lenet-5-cifar").unwrap());
    let conv = Layer::new(LayerKind::Dropout);
    prop_oneof![
        4 => edit.prop_map(|edit| Op::Do(Box::new(Event::Edit(edit)))),
        2 => (1_u32..12, 1_i64..9).prop_map(|(id, value)| Op::Do(Box::new(Event::Set {
            id: NodeId(id), values: vec![(Field::Filters, Value::Integer(value))] }))),
        1 => event(Event::Insert { item: conv.into(), at: None }),
        4 => event(Event::Undo),
        3 => event(Event::Redo),
        3 => event(Event::Train),
        1 => event(Event::Pause),
        1 => event(Event::Stop),
        2 => event(Event::Reset),
        1 => event(Event::Afresh),
        1 => event(Event::SaveWeights),
        3 => event(Event::Confirm(true)),
        1 => event(Event::Confirm(false)),
        1 => event(Event::Device(DevicePreference::Gpu)),
        1 => event(Event::Device(DevicePreference::Cpu)),
        2 => proptest::sample::select(vec!["lenet-5-cifar", "cnn3-cifar"]).prop_map(Op::Open),
        1 => any::<bool>().prop_map(|fits| Op::File { fits }),
        6 => Just(Op::Work),
        4 => Just(Op::Settle),
        6 => (1_u32..9).prop_map(Op::Train),
        1 => Just(Op::Crash),
        1 => Just(Op::Invalid),
    ]
}

/// What training has made of each network's weights, as far as the engine had a chance to say it.
type Truth = BTreeMap<WeightsId, Bytes>;

fn check(world: &World, truth: &mut Truth) -> Result<(), TestCaseError> {
    let state = &world.state;
    for notice in state.notices.iter() {
        prop_assert!(notice.holds(state), "{notice:?}");
    }
    if !world.queue.is_empty() || state.engine.phase != EnginePhase::Ready {
        return Ok(());
    }
    let Some(has) = world.has() else { return Ok(()) };
    if !state.is_valid() {
        return Ok(());
    }
    prop_assert_eq!(state.engine.restore, None);
    prop_assert_eq!(has.step, state.run.step);
    prop_assert_eq!(has.epoch, state.run.done);
    // Where nothing was learnt nothing is left of what was.
    let fresh = has.values.values().all(|(_, value)| *value == 0);
    prop_assert!(has.step > 0 || fresh);
    if let Some(known) = truth.get(&state.document.weights) {
        prop_assert_eq!(known, has);
    }
    truth.insert(state.document.weights, has.clone());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 400, ..ProptestConfig::default() })]

    /// Whatever is done in whatever order, and however late the worker is: a network that comes
    /// back has the weights that it was left with.
    #[test]
    fn no_weights_are_lost(ops in prop::collection::vec(any_op(), 1..60)) {
        let mut world = World::ready();
        let (mut truth, mut lossy) = (Truth::new(), false);
        check(&world, &mut truth)?;
        for op in ops {
            match op {
                Op::Do(event) => world.does(*event),
                Op::Open(name) => world.open(name),
                Op::File { fits } => {
                    let known = world.has().cloned().filter(|_| fits).unwrap_or_default();
                    world.file = known;
                    world.does(Event::Weights { name: "w.safetensors".into() });
                }
                Op::Work => { world.work(); }
                Op::Settle => world.settle(),
                Op::Train(steps) => {
                    world.settle();
                    check(&world, &mut truth)?;
                    if world.state.run.phase == RunPhase::Running {
                        truth.remove(&world.state.document.weights);
                        world.train(steps);
                    }
                }
                Op::Crash => {
                    // What was trained since the last checkpoint is gone, and no more.
                    let waits = !world.queue.is_empty();
                    if world.worker.as_ref().is_some_and(|worker| worker.dirty) {
                        lossy = true;
                        truth.remove(&world.state.document.weights);
                        if waits {
                            truth.clear();
                        }
                    }
                    world.now += 60_000.0;
                    let now = world.now;
                    world.does(Event::Engine(EngineNews::Crashed(String::new()), now));
                }
                Op::Invalid => { let event = world.kernel(64); world.does(event); }
            }
            check(&world, &mut truth)?;
        }
        world.settle();
        check(&world, &mut truth)?;
        prop_assert!(lossy || !said(&world, |code| *code == NoticeCode::WeightsLost));
    }

    /// A step that is taken back leaves everything as it was: weights, counts and curves.
    #[test]
    fn undo_brings_the_same_weights_back(
        before in prop::collection::vec(any_op(), 0..20),
        done in any_op(),
        steps in 0_u32..6,
    ) {
        let mut world = World::ready();
        world.begin(5);
        for op in before {
            match op {
                Op::Do(event) => world.does(*event),
                Op::Open(name) => world.open(name),
                Op::Train(steps) => world.train(steps),
                _ => world.settle(),
            }
        }
        world.does(Event::Confirm(false));
        world.does(Event::Settled);
        world.does(Event::Stop);
        world.settle();
        prop_assume!(world.state.is_valid() && world.has().is_some());
        let depth = world.state.document.depth();
        let was = (world.has().unwrap().clone(), world.state.run.learnt());
        let (network, weights) =
            (world.state.document.network.clone(), world.state.document.weights);
        match done {
            Op::Do(event) if !matches!(*event, Event::Undo | Event::Redo) => world.does(*event),
            Op::Open(name) => world.open(name),
            _ => world.does(Event::Reset),
        }
        // A renamed layer leaves the weights what they are, and they are trained on.
        prop_assume!(world.state.document.weights != weights);
        world.begin(steps);
        world.does(Event::Stop);
        world.settle();
        prop_assert_eq!(world.state.document.depth(), depth + 1);
        world.does(Event::Undo);
        world.settle();
        prop_assert_eq!(&world.state.document.network, &network);
        prop_assert_eq!(world.has().unwrap(), &was.0);
        prop_assert_eq!(world.state.run.learnt(), was.1);
    }
}

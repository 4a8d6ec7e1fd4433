//! What holds whatever happens.

use filtro_app::{
    DragEvent, Dragged, Effect, EngineNews, EnginePhase, Event, Preferences, RunPhase, State,
    update,
};
use filtro_net::testing::any_edit;
use filtro_net::{BlockSort, Field, Layer, LayerKind, Merge, NodeId, Place, Value, file};
use filtro_protocol::{
    Command, Device, DeviceKind, DevicePreference, DeviceReason, Failure, PROTOCOL, Report,
    Telemetry,
};
use filtro_zoo::{PRESETS, template};
use proptest::prelude::*;
use proptest::sample::select;

mod page;

#[allow(clippy::unwrap_used, reason = "a test")]
fn some_edit() -> impl Strategy<Value = filtro_net::Edit> {
    any_edit(&template("lenet-5-cifar").unwrap())
}

fn any_report() -> impl Strategy<Value = Report> {
    prop_oneof![
        Just(Report::Ready { protocol: PROTOCOL, build: String::new() }),
        Just(Report::Device(Device {
            kind: DeviceKind::Cpu,
            adapter: None,
            reason: DeviceReason::Chosen,
            buffer: None,
        })),
        (1_u32..6, 0_u32..9).prop_map(|(generation, step)| page::network(generation, step, 0)),
        (1_u32..6, 0_u32..90).prop_map(|(generation, step)| page::checkpoint(generation, step)),
        (1_u32..6, 0_u32..90).prop_map(|(generation, step)| page::restored(generation, step)),
        Just(Report::Running),
        (0_u32..90).prop_map(|step| Report::Telemetry(Telemetry { step, ..Telemetry::default() })),
        Just(Report::Paused),
        Just(Report::Stopped),
        Just(Report::Finished),
        Just(Report::WasReset),
        Just(Report::Failed(Failure::Panic(String::new()))),
        Just(Report::Failed(Failure::InvalidNetwork(String::new()))),
        Just(Report::Failed(Failure::Refused(String::new()))),
        Just(Report::Failed(Failure::BadCheckpoint(String::new()))),
        (0_u32..90).prop_map(|step| Report::Failed(Failure::Diverged { step, loss: 9e9 })),
    ]
}

fn any_drag() -> impl Strategy<Value = DragEvent> {
    let what = prop_oneof![
        (0_u32..16).prop_map(|id| Dragged::Node(NodeId(id))),
        Just(Dragged::New(Layer::new(LayerKind::Conv2d).into())),
        select(PRESETS.to_vec()).prop_map(Dragged::Preset),
    ];
    prop_oneof![
        what.clone().prop_map(|what| DragEvent::Press { what, at: [0.0; 2] }),
        what.prop_map(DragEvent::PickUp),
        Just(DragEvent::Hold),
        Just(DragEvent::Move { at: [50.0; 2], gaps: Vec::new() }),
        any::<bool>().prop_map(|down| DragEvent::Next { down, hidden: Vec::new() }),
        Just(DragEvent::Drop),
        Just(DragEvent::Cancel),
    ]
}

/// What is done with blocks and with several nodes.
fn any_block_event() -> impl Strategy<Value = Event> {
    let id = (1_u32..20).prop_map(NodeId);
    let sorts = [Merge::Concat, Merge::Add, Merge::Multiply].map(BlockSort::Parallel);
    let sort = select([&[BlockSort::Residual], &sorts[..]].concat());
    prop_oneof![
        (proptest::option::of(id.clone()), id.clone())
            .prop_map(|(from, to)| Event::Extend { from, to }),
        id.clone().prop_map(Event::Toggle),
        (id.clone(), sort).prop_map(|(id, into)| Event::Wrap { id, into }),
        id.clone().prop_map(Event::Unwrap),
        (id.clone(), 0_usize..4).prop_map(|(id, times)| Event::Repeat { id, times }),
        id.clone().prop_map(Event::Duplicate),
        id.prop_map(Event::Delete),
        select(PRESETS.to_vec()).prop_map(|preset| Event::InsertPreset { preset, at: None }),
    ]
}

fn any_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        4 => (any_report(), 0.0..1e5_f64)
            .prop_map(|(report, now)| Event::Engine(EngineNews::Report(report), now)),
        1 => (0.0..1e5_f64).prop_map(|now| Event::Engine(EngineNews::Crashed(String::new()), now)),
        3 => any_drag().prop_map(Event::Drag),
        3 => some_edit().prop_map(Event::Edit),
        2 => (1_u32..14, 0_i64..40).prop_map(|(id, value)| Event::Set {
            id: NodeId(id), values: vec![(Field::Filters, Value::Integer(value))] }),
        1 => Just(Event::Settled),
        4 => any_block_event(),
        1 => (1_u32..14, any::<bool>()).prop_map(|(id, up)| Event::Shift { id: NodeId(id), up }),
        2 => Just(Event::Undo),
        2 => Just(Event::Redo),
        1 => Just(Event::Train),
        1 => Just(Event::Step),
        1 => Just(Event::Pause),
        1 => Just(Event::Stop),
        1 => Just(Event::Reset),
        1 => Just(Event::Afresh),
        1 => any::<bool>().prop_map(Event::Confirm),
        1 => Just(Event::SaveWeights),
        1 => Just(Event::Weights { name: "w.safetensors".into() }),
        1 => Just(Event::Device(DevicePreference::Gpu)),
        1 => Just(Event::Device(DevicePreference::Cpu)),
        1 => (1_u32..14).prop_map(|id| Event::Select(Some(NodeId(id)))),
        1 => Just(Event::Template("cnn3-cifar".into())),
        1 => (0u32..40).prop_map(|number| {
            Event::Build(filtro_course::Exercise::new(7, number, 3).network(""))
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_the_state_makes_sense(events in prop::collection::vec(any_event(), 0..80)) {
        let mut state = State::new(None, Preferences::default(), None);
        let mut generation = state.document.generation;
        for event in events {
            let was_building = state.engine.building;
            let heard = matches!(event, Event::Engine(..));
            let effects = update(&mut state, event);
            prop_assert!(state.document.generation >= generation);
            generation = state.document.generation;
            prop_assert!(state.document.depth() <= 100);
            if let Some(id) = state.selection {
                prop_assert!(state.document.network.find(id).is_some());
            }
            // Several are of one sequence, in its order, and the one that is shown is among them.
            if !state.group.is_empty() {
                prop_assert!(state.group.len() > 1);
                prop_assert!(state.selection.is_some_and(|id| state.group.contains(&id)));
                let network = &state.document.network;
                let places = state.group.iter().map(|id| network.place_of(*id).unwrap());
                let places: Vec<_> = places.collect();
                let ordered = |pair: &[Place]| {
                    pair[0].lane == pair[1].lane && pair[0].index < pair[1].index
                };
                prop_assert!(places.windows(2).all(ordered));
            }
            let networks = effects
                .iter()
                .filter(|effect| matches!(effect, Effect::Send(Command::SetNetwork { .. }, _)))
                .count();
            prop_assert!(networks <= 1);
            if networks == 1 {
                // One at a time: another is sent only once the worker has spoken.
                prop_assert!(was_building.is_none() || heard);
                prop_assert!(state.is_valid());
            }
            if state.engine.phase == EnginePhase::Dead {
                prop_assert!(state.run.phase != RunPhase::Running);
            }
            for notice in state.notices.iter() {
                prop_assert!(notice.holds(&state), "{notice:?}");
            }
            prop_assert!(state.run.goal() > state.run.done);
            // What is on the screen is what was inspected, and survives the browser's store.
            let text = file::to_json(&state.document.network);
            prop_assert_eq!(&file::from_json(&text).unwrap(), &*state.document.network);
        }
    }

    #[test]
    fn undo_and_redo_are_inverse(edits in prop::collection::vec(some_edit(), 0..60)) {
        let mut state = State::new(None, Preferences::default(), None);
        let mut seen = vec![state.document.network.clone()];
        for edit in edits {
            update(&mut state, Event::Edit(edit));
            if state.document.network != *seen.last().unwrap() {
                seen.push(state.document.network.clone());
            }
        }
        let last = seen.len() - 1;
        for network in seen[..last].iter().rev() {
            update(&mut state, Event::Undo);
            prop_assert_eq!(&state.document.network, network);
        }
        prop_assert!(!state.document.can_undo());
        for network in &seen[1..] {
            update(&mut state, Event::Redo);
            prop_assert_eq!(&state.document.network, network);
        }
        prop_assert!(!state.document.can_redo());
    }
}

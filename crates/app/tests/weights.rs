//! Trained weights: kept, restored, left and brought back, saved and opened.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

mod world;

use filtro_app::{
    Ahead, EngineNews, Event, Happened, Learnt, NoticeCode, Pending, RunPhase, Unkept, WeightsId,
};
use filtro_net::{Edit, file};
use filtro_protocol::{DataSummary, DevicePreference, Failure, Report, TestResult};
use filtro_zoo::template;
use world::{Bytes, World, data, said};

#[test]
fn an_end_goes_on_with_the_next_epochs() {
    let mut world = World::ready();
    assert_eq!(world.state.ahead(), Ahead::Begin(5));
    world.begin(100);
    assert_eq!((world.state.run.phase, world.state.run.step), (RunPhase::Finished, 20));
    assert_eq!(world.state.ahead(), Ahead::GoOn { from: 6, to: 10, changed: false });
    world.begin(2);
    let run = &world.state.run;
    assert_eq!((run.step, run.done, run.epochs.len()), (22, 5, 5));
    assert_eq!(run.curves.train_loss.points().len(), 22, "the curve goes on");
    assert_eq!(run.curves.marks.len(), 1);
    assert_eq!((run.curves.marks[0].step, run.curves.marks[0].what), (20.0, Happened::WentOn));
    world.train(100);
    assert_eq!((world.state.run.done, world.state.run.epochs.last().unwrap().epoch), (10, 9));
    // More epochs in the settings are more epochs of this run.
    let config = filtro_recipe::TrainConfig { epochs: 7, ..world.state.run.config };
    world.does(Event::Config(config));
    assert_eq!(world.state.ahead(), Ahead::GoOn { from: 11, to: 12, changed: false });
}

#[test]
fn a_stopped_run_goes_on_where_it_was() {
    let mut world = World::ready();
    world.begin(6);
    world.does(Event::Stop);
    world.settle();
    assert_eq!(world.state.run.phase, RunPhase::Stopped);
    assert_eq!(world.state.ahead(), Ahead::GoOn { from: 2, to: 5, changed: false });
    world.begin(1);
    assert_eq!((world.state.run.step, world.state.run.curves.marks.len()), (7, 0));
}

#[test]
fn afresh_is_from_the_first_epoch_and_undo_brings_the_weights_back() {
    let mut world = World::ready();
    world.begin(100);
    let before = (world.has().unwrap().clone(), world.state.run.learnt());
    world.does(Event::Afresh);
    world.train(3);
    assert_eq!((world.state.run.step, world.state.run.curves.marks.len()), (3, 0));
    world.does(Event::Stop);
    world.settle();
    world.does(Event::Undo);
    world.settle();
    assert_eq!(*world.has().unwrap(), before.0);
    assert_eq!(world.state.run.learnt(), before.1);
    world.does(Event::Redo);
    world.settle();
    assert_eq!((world.has().unwrap().step, world.state.run.step), (3, 3));
}

#[test]
fn after_an_edit_the_page_says_what_has_kept_its_weights() {
    let mut world = World::ready();
    world.begin(6);
    let event = world.kernel(3);
    world.does(event);
    assert_eq!(world.state.run.phase, RunPhase::Stopped);
    assert_eq!(world.state.ahead(), Ahead::GoOn { from: 2, to: 6, changed: true });
    world.settle();
    let inherited = world.state.run.inherited.clone().unwrap();
    let first = world.state.document.network.nodes[0].id;
    assert_eq!(inherited.fresh, [first]);
    assert!(!inherited.kept.is_empty());
    let marks = &world.state.run.curves.marks;
    assert_eq!((marks[0].step, marks[0].what), (6.0, Happened::Changed));
    assert_eq!(world.state.run.curves.since(), 6.0);
    // Another edit does not make the first one's fresh layer a trained one.
    world.does(Event::Edit(Edit::Remove { id: world.state.document.network.nodes[1].id }));
    world.settle();
    assert!(world.state.run.inherited.clone().unwrap().fresh.contains(&first));
    world.begin(1);
    assert_eq!(world.state.run.inherited, None);
    assert_eq!(world.state.run.step, 7);
}

#[test]
fn an_edit_that_the_engine_cannot_build_stops_it_all_the_same() {
    let mut world = World::ready();
    world.begin(6);
    let before = world.has().unwrap().values.clone();
    let event = world.kernel(64);
    world.does(event);
    assert!(!world.state.is_valid());
    world.settle();
    assert!(!world.worker.as_ref().unwrap().running);
    world.does(Event::Undo);
    world.settle();
    assert_eq!(world.has().unwrap().values, before);
    assert_eq!(world.state.run.step, 6);
}

#[test]
fn what_would_end_a_run_is_asked_first() {
    let mut world = World::ready();
    world.open("cnn3-cifar");
    world.begin(3);
    let asked = |world: &mut World, event: Event| {
        let (network, weights) =
            (world.state.document.network.clone(), world.state.document.weights);
        world.does(event);
        world.settle();
        assert!(world.state.pending.is_some());
        assert_eq!(world.state.document.network, network);
        assert_eq!(world.state.document.weights, weights);
        assert_eq!(world.state.run.phase, RunPhase::Running);
        world.does(Event::Confirm(false));
        assert_eq!(world.state.pending, None);
        assert_eq!(world.state.run.phase, RunPhase::Running);
    };
    let text = file::to_json(&template("lenet-5-cifar").unwrap());
    asked(&mut world, Event::Open { text: text.clone() });
    asked(&mut world, Event::Build(template("dense-cifar").unwrap()));
    asked(&mut world, Event::Reset);
    asked(&mut world, Event::Undo);
    asked(&mut world, Event::Weights { name: "w.safetensors".into() });
    world.does(Event::Open { text });
    assert!(matches!(world.state.pending, Some(Pending::Open(..))));
    world.does(Event::Confirm(true));
    world.settle();
    assert_eq!(&*world.state.document.network.name, "LeNet-5 (CIFAR)");
    assert_eq!((world.state.run.phase, world.state.run.step), (RunPhase::Idle, 0));
    world.does(Event::Undo);
    world.settle();
    assert_eq!(world.has().unwrap().step, 3);
    // Nothing is asked where nothing goes on, as in a pause: Undo brings all of it back.
    world.begin(1);
    world.does(Event::Pause);
    world.settle();
    world.does(Event::Reset);
    assert_eq!((world.state.pending.clone(), world.state.run.step), (None, 0));
}

#[test]
fn a_reload_brings_weights_curves_and_counts_back() {
    let mut world = World::ready();
    world.begin(100);
    let result = TestResult { loss: 1.0, accuracy: 0.5, count: 40 };
    world.hears(Report::Tested { result, data: "synthetic".into() });
    let before = (world.has().unwrap().clone(), world.state.run.learnt());
    let mut world = world.reload();
    world.settle();
    assert_eq!(*world.has().unwrap(), before.0);
    assert_eq!(world.state.run.learnt(), before.1);
    assert!(said(&world, |code| *code == NoticeCode::WeightsRecalled(20)));
    assert_eq!(world.state.ahead(), Ahead::GoOn { from: 6, to: 10, changed: false });
    world.begin(1);
    assert_eq!(world.state.run.step, 21);
    assert!(!said(&world, |code| matches!(code, NoticeCode::WeightsRecalled(_))));
}

#[test]
fn a_reload_does_not_bring_back_what_was_left() {
    let mut world = World::ready();
    world.begin(6);
    world.does(Event::Stop);
    world.settle();
    world.does(Event::Reset);
    world.settle();
    let mut world = world.reload();
    world.settle();
    assert_eq!((world.state.run.step, world.has().unwrap().step), (0, 0));
    // What another tab kept of another network is none of this one's.
    let record = Learnt { step: 9, ..Learnt::default() }.write();
    world.does(Event::Recalled { structure: "other".into(), record, bytes: 8 });
    assert_eq!(world.state.run.step, 0);
}

#[test]
fn what_is_recalled_late_or_damaged_takes_nothing_away() {
    let record = Learnt { step: 9, ..Learnt::default() }.write();
    let recalled = |world: &World, record: &[u8]| Event::Recalled {
        structure: world.recall[0].clone(),
        record: record.to_vec(),
        bytes: 8,
    };
    let mut world = World::ready();
    world.begin(2);
    let event = recalled(&world, &record);
    world.does(event);
    assert_eq!(world.state.run.step, 2);
    let mut world = World::ready();
    let event = recalled(&world, b"damaged");
    world.does(event);
    assert_eq!((world.state.run.step, world.codes()), (0, Vec::new()));
    // A worker that cannot read the bytes: fresh weights, and it is said.
    let event = recalled(&world, &record);
    world.arriving = Bytes::default();
    world.does(event);
    world.settle();
    assert_eq!((world.state.run.step, world.has().unwrap().step), (0, 0));
    assert!(said(&world, |code| *code == NoticeCode::WeightsLost));
    world.begin(1);
    assert_eq!(world.codes(), []);
}

#[test]
fn a_file_of_weights_is_a_step_that_can_be_undone() {
    let mut world = World::ready();
    world.begin(6);
    world.does(Event::SaveWeights);
    world.settle();
    assert_eq!(world.saved[0].0, "lenet-5-cifar.safetensors");
    let saved = world.saved[0].1.clone();
    assert_eq!((saved.step, world.state.run.phase), (6, RunPhase::Running));
    world.train(3);
    world.does(Event::Stop);
    world.settle();
    let before = (world.has().unwrap().clone(), world.state.run.learnt());
    world.file = saved.clone();
    world.does(Event::Weights { name: "mine.safetensors".into() });
    world.settle();
    assert_eq!(*world.has().unwrap(), saved);
    assert_eq!((world.state.run.step, world.state.run.done), (6, 1));
    let opened = NoticeCode::WeightsOpened("mine.safetensors".into(), 6);
    assert_eq!(world.codes(), std::slice::from_ref(&opened));
    world.does(Event::Undo);
    world.settle();
    assert_eq!(*world.has().unwrap(), before.0);
    assert_eq!(world.state.run.learnt(), before.1);
    world.does(Event::Redo);
    world.settle();
    assert_eq!(*world.has().unwrap(), saved);
}

#[test]
fn a_file_that_does_not_fit_changes_nothing() {
    let mut world = World::ready();
    world.begin(6);
    world.does(Event::Stop);
    world.settle();
    let before = (world.has().unwrap().clone(), world.state.clone());
    world.file = Bytes { step: 99, ..Bytes::default() };
    world.does(Event::Weights { name: "other.safetensors".into() });
    world.settle();
    assert_eq!(*world.has().unwrap(), before.0);
    assert_eq!(world.state.run, before.1.run);
    assert_eq!(world.state.document, before.1.document);
    let [NoticeCode::WeightsRefused(name, Failure::Misfit(found))] = &world.codes()[..] else {
        panic!("{:?}", world.codes())
    };
    assert_eq!((&**name, found.len()), ("other.safetensors", before.0.values.len()));
    // An invalid network has no weights to be compared with.
    let event = world.kernel(64);
    world.does(event);
    world.does(Event::Weights { name: "other.safetensors".into() });
    assert!(said(&world, |code| matches!(
        code,
        NoticeCode::WeightsRefused(_, Failure::InvalidNetwork(_))
    )));
}

#[test]
fn another_device_and_a_dead_worker_keep_an_edited_networks_weights() {
    let mut world = World::ready();
    world.begin(6);
    world.does(Event::Stop);
    world.settle();
    let event = world.kernel(3);
    world.does(event);
    world.settle();
    let before = (world.has().unwrap().clone(), world.state.run.learnt());
    world.does(Event::Device(DevicePreference::Cpu));
    world.settle();
    assert_eq!(*world.has().unwrap(), before.0);
    assert_eq!(world.state.run.learnt(), before.1);
    world.does(Event::Engine(EngineNews::Crashed(String::new()), 90_000.0));
    world.settle();
    assert_eq!(*world.has().unwrap(), before.0);
    assert!(said(&world, |code| *code == NoticeCode::WeightsRestored(6)));
    // Before the engine could hand the edited network's weights out.
    let mut world = World::ready();
    world.begin(6);
    world.does(Event::Pause);
    world.settle();
    let event = world.kernel(3);
    world.does(event);
    world.does(Event::Engine(EngineNews::Crashed(String::new()), 90_000.0));
    world.settle();
    assert_eq!(*world.has().unwrap(), before.0);
    assert_eq!(world.state.run.inherited.clone().unwrap().fresh.len(), 1);
}

#[test]
fn a_diverged_run_falls_back_and_its_message_goes_with_the_next_run() {
    let mut world = World::ready();
    world.begin(4);
    world.does(Event::Pause);
    world.settle();
    world.begin(3);
    let worker = world.worker.as_mut().unwrap();
    (worker.running, worker.has, worker.dirty) = (false, world.held[&WeightsId(1)].clone(), false);
    world.hears(Report::Failed(Failure::Diverged { step: 8, loss: 9e9 }));
    assert_eq!((world.state.run.step, world.state.run.done), (4, 1));
    assert!(said(&world, |code| matches!(code, NoticeCode::Engine(Failure::Diverged { .. }))));
    world.begin(1);
    assert_eq!((world.state.run.step, world.codes()), (5, Vec::new()));
}

#[test]
fn messages_go_when_they_are_no_longer_true() {
    let mut world = World::ready();
    world.hears(Report::Failed(Failure::Refused("no training pictures".into())));
    assert_eq!(world.codes().len(), 1);
    world.hears(Report::Data(DataSummary { key: "cifar10".into(), ..data() }));
    assert_eq!(world.codes(), []);
    world.hears(Report::Failed(Failure::Diverged { step: 7, loss: 9e9 }));
    world.does(Event::Reset);
    // Nothing was trained: these are fresh weights already, and the next run will tell.
    world.begin(1);
    assert_eq!(world.codes(), []);
    world.does(Event::Unkept(Unkept::NoStore));
    world.does(Event::Unkept(Unkept::NoStore));
    assert_eq!(world.codes(), [NoticeCode::WeightsUnkept(Unkept::NoStore)], "said once");
}

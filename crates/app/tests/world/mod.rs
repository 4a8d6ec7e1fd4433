//! A page with a worker that keeps to its word, with numbers in the place of weights, and with the
//! shell that holds their bytes.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test's helper; each file uses a part of it"
)]

use filtro_app::{
    Attach, Effect, EngineNews, Event, NoticeCode, Preferences, RunPhase, State, WeightsId, update,
};
use filtro_net::{Field, Layer, NodeId, Value, file};
use filtro_protocol::{
    Command, DataSource, DataSummary, Device, DeviceKind, DeviceReason, EpochSummary, Failure,
    Misfit, MisfitKind, PROTOCOL, Report, SplitSizes, Telemetry,
};
use filtro_zoo::template;
use std::collections::{BTreeMap, VecDeque};

/// Steps of an epoch.
const STEPS: u32 = 4;

/// What stands for the weights of a node: 0 where they are fresh, otherwise the number of the
/// step of all that trained them last.
pub type Values = BTreeMap<NodeId, (Layer, u32)>;

/// What stands for the bytes of a checkpoint.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bytes {
    pub values: Values,
    pub step: u32,
    pub epoch: u32,
}

#[derive(Default)]
pub struct Worker {
    pub generation: u32,
    pub has: Bytes,
    pub dirty: bool,
    pub running: bool,
    pub goal: u32,
}

pub struct World {
    pub state: State,
    pub worker: Option<Worker>,
    /// With what is attached, of which the shell makes a copy.
    pub queue: VecDeque<(Command, Option<Bytes>)>,
    /// Bytes beside a checkpoint that is being heard.
    pub arriving: Bytes,
    pub held: BTreeMap<WeightsId, Bytes>,
    /// What the browser keeps.
    pub vault: Option<(String, Vec<u8>, Option<Bytes>)>,
    /// A file of weights that was opened.
    pub file: Bytes,
    pub saved: Vec<(String, Bytes)>,
    pub recall: Vec<String>,
    pub trained: u32,
    /// Workers so far.
    pub lives: u32,
    pub now: f64,
}

impl World {
    pub fn new(saved: Option<&str>) -> Self {
        let mut world = Self {
            state: State::new(saved, Preferences::default(), None),
            worker: None,
            queue: VecDeque::new(),
            arriving: Bytes::default(),
            held: BTreeMap::new(),
            vault: None,
            file: Bytes::default(),
            saved: Vec::new(),
            recall: Vec::new(),
            trained: 0,
            lives: 0,
            now: 0.0,
        };
        world.does(Event::Started);
        world
    }

    /// With an engine that is ready.
    pub fn ready() -> Self {
        let mut world = Self::new(None);
        world.settle();
        world
    }

    /// The next visit, to a browser that kept what it was told to.
    pub fn reload(self) -> Self {
        let mut next = Self::new(Some(&file::to_json(&self.state.document.network)));
        if let Some((structure, record, Some(bytes))) = self.vault.clone()
            && next.recall.contains(&structure)
        {
            next.arriving = bytes;
            next.does(Event::Recalled { structure, record, bytes: 8 });
        }
        next.vault = self.vault;
        next
    }

    pub fn does(&mut self, event: Event) {
        for effect in update(&mut self.state, event) {
            match effect {
                Effect::Spawn => {
                    self.lives += 1;
                    (self.worker, self.queue) = (Some(Worker::default()), VecDeque::new());
                    self.queue.push_back((Command::CancelLoad, None));
                }
                Effect::Send(command, attach) => {
                    let bytes = match attach {
                        Attach::Weights(id) => Some(self.held[&id].clone()),
                        Attach::WeightsFile => Some(self.file.clone()),
                        _ => None,
                    };
                    self.queue.push_back((command, bytes));
                }
                Effect::Hold(id) | Effect::Adopt(id) => {
                    self.held.insert(id, self.arriving.clone());
                }
                Effect::Drop(id) => {
                    self.held.remove(&id);
                }
                Effect::Keep { weights, structure, record } => {
                    let bytes = weights.map(|id| self.held[&id].clone());
                    self.vault = Some((structure, record, bytes));
                }
                Effect::SaveWeights { name, weights } => {
                    self.saved.push((name, self.held[&weights].clone()));
                }
                Effect::Recall(structure) => self.recall.push(structure),
                _ => {}
            }
        }
    }

    pub fn hears(&mut self, report: Report) {
        self.now += 1.0;
        let now = self.now;
        self.does(Event::Engine(EngineNews::Report(report), now));
    }

    pub fn checkpoint(&mut self) {
        let worker = self.worker.as_mut().unwrap();
        worker.dirty = false;
        let (generation, step) = (worker.generation, worker.has.step);
        self.arriving = worker.has.clone();
        self.hears(Report::Checkpoint { generation, step, bytes: 8 });
    }

    /// Whether the worker still lives after that.
    pub fn hand_out(&mut self) -> bool {
        let life = self.lives;
        if self.worker.as_ref().is_some_and(|worker| worker.dirty) {
            self.checkpoint();
        }
        self.lives == life
    }

    /// The worker takes one command.
    pub fn work(&mut self) -> bool {
        let Some((command, attached)) = self.queue.pop_front() else { return false };
        match command {
            // Stands for the worker's first word.
            Command::CancelLoad => {
                self.hears(Report::Ready { protocol: PROTOCOL, build: String::new() });
            }
            Command::Start { .. } => self.hears(Report::Device(Device {
                kind: DeviceKind::Gpu,
                adapter: None,
                reason: DeviceReason::Chosen,
                buffer: None,
            })),
            Command::LoadData(_) => self.hears(Report::Data(data())),
            Command::SetNetwork { document, generation, fresh, .. } => {
                if !self.hand_out() {
                    return true;
                }
                let network = file::from_json(&document).unwrap();
                let worker = self.worker.as_mut().unwrap();
                let old = std::mem::take(&mut worker.has);
                let old = if fresh { Bytes::default() } else { old };
                let mut lists = [Vec::new(), Vec::new()];
                for node in network.nodes.iter().filter(|node| node.item.layer().is_some()) {
                    let layer = node.item.layer().unwrap().clone();
                    let kept = old.values.get(&node.id).filter(|found| found.0 == layer);
                    lists[usize::from(kept.is_none())].push(node.id);
                    worker.has.values.insert(node.id, (layer, kept.map_or(0, |found| found.1)));
                }
                (worker.has.step, worker.has.epoch) = (old.step, old.epoch);
                (worker.generation, worker.running) = (generation, false);
                let [kept, fresh] = lists;
                let (step, epoch) = (old.step, old.epoch);
                self.hears(Report::Network { generation, built_ms: 0.0, step, epoch, kept, fresh });
            }
            Command::Restore { part } => self.restore(part, attached.unwrap()),
            Command::Checkpoint => self.checkpoint(),
            Command::Train { config } => {
                let worker = self.worker.as_mut().unwrap();
                (worker.running, worker.goal) = (true, config.epochs as u32);
                assert!(worker.has.epoch < worker.goal, "there is something to train");
                self.hears(Report::Running);
            }
            Command::Pause | Command::Stop => {
                let worker = self.worker.as_mut().unwrap();
                let was = std::mem::take(&mut worker.running);
                if command == Command::Pause {
                    if was {
                        self.hears(Report::Paused);
                    }
                    self.hand_out();
                } else if self.hand_out() {
                    self.hears(Report::Stopped);
                }
            }
            _ => {}
        }
        true
    }

    pub fn restore(&mut self, part: bool, bytes: Bytes) {
        let has = &self.worker.as_ref().unwrap().has;
        let fits = |id: &NodeId, layer: &Layer| {
            bytes.values.get(id).filter(|found| found.0 == *layer).map(|found| found.1)
        };
        let (kept, fresh): (Vec<_>, Vec<_>) =
            has.values.iter().partition(|(id, (layer, _))| fits(id, layer).is_some());
        let names = |list: Vec<(&NodeId, &(Layer, u32))>| -> Vec<NodeId> {
            list.into_iter().map(|(id, _)| *id).collect()
        };
        let (kept, fresh) = (names(kept), names(fresh));
        if !part && !fresh.is_empty() {
            let what = MisfitKind::Missing;
            let misfits =
                fresh.iter().map(|id| Misfit { name: id.0.to_string(), what: what.clone() });
            return self.hears(Report::Failed(Failure::Misfit(misfits.collect())));
        }
        let values = has
            .values
            .iter()
            .map(|(id, (layer, old))| (*id, (layer.clone(), fits(id, layer).unwrap_or(*old))));
        let values = values.collect();
        if !self.hand_out() {
            return;
        }
        let worker = self.worker.as_mut().unwrap();
        (worker.has, worker.running) = (Bytes { values, ..bytes }, false);
        let Bytes { step, epoch, .. } = worker.has;
        let generation = worker.generation;
        self.hears(Report::Restored { generation, step, epoch, optimizer: true, kept, fresh });
    }

    pub fn settle(&mut self) {
        while self.work() {}
    }

    /// All that was asked for is done, and then so many steps are trained.
    pub fn train(&mut self, steps: u32) {
        self.settle();
        for _ in 0..steps {
            if self.state.run.phase != RunPhase::Running {
                return;
            }
            self.trained += 1;
            let number = self.trained;
            let worker = self.worker.as_mut().unwrap();
            assert!(worker.running);
            worker.dirty = true;
            worker.has.step += 1;
            worker.has.values.values_mut().for_each(|(_, value)| *value = number);
            let Bytes { step, epoch, .. } = worker.has;
            let batch = step % STEPS;
            let telemetry = Telemetry {
                step,
                epoch,
                batch: batch.max(1),
                batches: STEPS,
                ..Telemetry::default()
            };
            self.hears(Report::Telemetry(telemetry));
            if batch == 0 {
                let worker = self.worker.as_mut().unwrap();
                worker.has.epoch += 1;
                let ended = worker.has.epoch >= worker.goal;
                worker.running = !ended;
                self.hears(Report::Epoch(EpochSummary {
                    epoch,
                    step,
                    train_loss: 1.0,
                    train_accuracy: 0.5,
                    validation_loss: 1.0,
                    validation_accuracy: 0.5,
                }));
                if ended && self.hand_out() {
                    self.hears(Report::Finished);
                }
            }
        }
    }

    pub fn begin(&mut self, steps: u32) {
        self.does(Event::Train);
        self.train(steps);
    }

    pub fn open(&mut self, name: &str) {
        self.does(Event::Open { text: file::to_json(&template(name).unwrap()) });
    }

    /// What the engine has, where it has the network of the page.
    pub fn has(&self) -> Option<&Bytes> {
        let worker = self.worker.as_ref()?;
        (worker.generation == self.state.document.generation).then_some(&worker.has)
    }

    pub fn codes(&self) -> Vec<NoticeCode> {
        self.state.notices.iter().map(|notice| notice.code.clone()).collect()
    }

    pub fn kernel(&self, kernel: i64) -> Event {
        let id = self.state.document.network.nodes[0].id;
        Event::Set { id, values: vec![(Field::KernelHeight, Value::Integer(kernel))] }
    }
}

pub fn data() -> DataSummary {
    DataSummary {
        key: "synthetic".into(),
        classes: (0..10).map(|class| class.to_string()).collect(),
        shape: [3, 32, 32],
        sizes: SplitSizes { train: 100, validation: 10, test: 40 },
        complete: true,
        kept: false,
        id: 1,
        source: DataSource::Synthetic,
        missing: Vec::new(),
        notes: Vec::new(),
    }
}

pub fn said(world: &World, wanted: fn(&NoticeCode) -> bool) -> bool {
    world.codes().iter().any(wanted)
}

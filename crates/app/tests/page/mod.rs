//! A page whose worker is played by the test.
#![allow(dead_code, clippy::expect_used, reason = "a test's helper; each file uses a part of it")]

use filtro_app::{Effect, EngineNews, Event, Ledger, NoticeCode, Preferences, State, update};
use filtro_net::{NodeId, file};
use filtro_protocol::{
    Command, DataSource, DataSummary, Device, DeviceKind, DeviceReason, PROTOCOL, Report,
    SplitSizes, Telemetry,
};
use filtro_recipe::TrainConfig;
use filtro_zoo::template;

/// A page with a worker that does what it is told.
pub struct Page {
    pub state: State,
    pub sent: Vec<Command>,
    pub effects: Vec<Effect>,
    /// Numbers what is sent.
    pub ledger: Ledger,
    /// The numbers of what was sent.
    pub numbers: Vec<(u32, Command)>,
    pub now: f64,
    /// Calibrations asked for.
    pub calibrations: usize,
    /// Trial steps asked for.
    pub rehearsals: Vec<TrainConfig>,
}

impl Page {
    pub fn new() -> Self {
        let state = State::new(None, Preferences::default(), Some("http://host/data/".into()));
        Self {
            state,
            sent: Vec::new(),
            effects: Vec::new(),
            ledger: Ledger::default(),
            numbers: Vec::new(),
            now: 0.0,
            calibrations: 0,
            rehearsals: Vec::new(),
        }
    }

    pub fn ready() -> Self {
        let mut page = Self::new();
        page.does(Event::Started);
        page.starts();
        page
    }

    pub fn does(&mut self, event: Event) {
        for effect in update(&mut self.state, event) {
            match &effect {
                Effect::Send(command, _) => {
                    self.numbers.push((self.ledger.send(command), command.clone()));
                }
                Effect::Spawn => self.ledger.respawned(),
                _ => {}
            }
            match &effect {
                // The page asks for these whenever nothing else goes on.
                Effect::Send(Command::Calibrate, _) => self.calibrations += 1,
                Effect::Send(Command::Rehearse { config }, _) => self.rehearsals.push(*config),
                Effect::Send(command, _) => self.sent.push(command.clone()),
                _ => {}
            }
            self.effects.push(effect);
        }
    }

    /// Asks for a template, whose file comes.
    pub fn fetches(&mut self, name: &str) {
        self.does(Event::Template(name.into()));
        let text = template(name).map(|network| file::to_json(&network));
        self.does(Event::Fetched { name: name.into(), text: text.ok_or_else(String::new) });
    }

    pub fn hears(&mut self, report: Report) {
        self.now += 1.0;
        let now = self.now;
        self.does(Event::Engine(EngineNews::Report(report), now));
    }

    /// The number of the newest command that is `wanted`.
    pub fn number(&self, wanted: impl Fn(&Command) -> bool) -> u32 {
        let found = self.numbers.iter().rev().find(|(_, command)| wanted(command));
        found.expect("such a command was sent").0
    }

    /// The answer to the request of this number, whenever it comes; whether it came too late.
    pub fn answers(&mut self, seq: u32, report: Report) -> bool {
        let news = self.ledger.hear(seq, report);
        let late = matches!(news, EngineNews::Late(_));
        self.now += 1.0;
        let now = self.now;
        self.does(Event::Engine(news, now));
        late
    }

    /// The engine runs; there are no data yet.
    pub fn arrives(&mut self) {
        self.hears(Report::Ready { protocol: PROTOCOL, build: "test".into() });
        self.hears(Report::Device(Device {
            kind: DeviceKind::Cpu,
            adapter: None,
            reason: DeviceReason::NoWebGpu,
            buffer: None,
        }));
    }

    pub fn starts(&mut self) {
        self.arrives();
        self.hears(Report::Data(summary("synthetic", 5000)));
        self.builds();
    }

    /// Answers the last `SetNetwork`.
    pub fn builds(&mut self) {
        let generation = self.state.engine.building.expect("a network was sent");
        let (step, epoch) = (self.state.run.step, self.state.run.done);
        self.hears(network(generation, step, epoch));
    }

    pub fn takes(&mut self) -> Vec<Command> {
        std::mem::take(&mut self.sent)
    }

    pub fn codes(&self) -> Vec<NoticeCode> {
        self.state.notices.iter().map(|notice| notice.code.clone()).collect()
    }

    pub fn ids(&self) -> Vec<NodeId> {
        self.state.document.network.nodes.iter().map(|node| node.id).collect()
    }
}

/// The engine has built a network.
pub fn network(generation: u32, step: u32, epoch: u32) -> Report {
    let (kept, fresh) = (Vec::new(), Vec::new());
    Report::Network { generation, built_ms: 1.0, step, epoch, kept, fresh }
}

/// The engine has restored weights.
pub fn restored(generation: u32, step: u32) -> Report {
    let (kept, fresh) = (Vec::new(), Vec::new());
    Report::Restored { generation, step, epoch: 0, optimizer: true, kept, fresh }
}

/// Weights have come.
pub fn checkpoint(generation: u32, step: u32) -> Report {
    Report::Checkpoint { generation, step, bytes: 100 }
}

pub fn summary(key: &str, train: u32) -> DataSummary {
    DataSummary {
        key: key.into(),
        classes: (0..10).map(|class| class.to_string()).collect(),
        shape: [3, 32, 32],
        sizes: SplitSizes { train, validation: train / 10, test: 1000 },
        complete: true,
        kept: false,
        // The same for the same set, where a test does not say otherwise.
        id: key.bytes().map(u32::from).sum(),
        source: DataSource::Synthetic,
        missing: Vec::new(),
        notes: Vec::new(),
    }
}

pub fn telemetry(step: u32) -> Telemetry {
    Telemetry { step, batch: step, batches: 70, loss: 2.0, accuracy: 0.2, ..Telemetry::default() }
}

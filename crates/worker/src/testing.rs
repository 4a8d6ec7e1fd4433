//! A world in memory: the whole worker, with the real engine, on a clock of its own.

use crate::host::{Adapter, Attachment, Host, Incoming, Place, Stream, StreamError};
use crate::inbox::{Envelope, Inbox};
use crate::session::Session;
use filtro_data::{DataSet, Part, cifar::cifar10};
use filtro_engine::{Device, EngineError, cpu_device};
use filtro_protocol::{Command, DevicePreference, Reply, Report, Request};
use filtro_recipe::TrainConfig;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::future::poll_fn;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// CIFAR-10 with so many pictures, which even a small network can learn: they are as bright as
/// their label is high.
pub(crate) fn small_set(train: usize, test: usize) -> DataSet {
    let mut set = cifar10();
    for (part, count) in [(Part::Train, train), (Part::Test, test)] {
        for at in 0..count {
            let label = (at % 10) as u8;
            let mut pixels = vec![label * 25; 3072];
            pixels[at % 3072] = (at / 10) as u8;
            set.push(part, label, &pixels).unwrap();
        }
    }
    set
}

/// The same as one of the official `.bin` files.
pub(crate) fn records(count: usize) -> Vec<u8> {
    let set = small_set(count, 0);
    let record = |at| {
        [vec![set.label(Part::Train, at).unwrap()], set.image(Part::Train, at).unwrap().to_vec()]
    };
    (0..count).flat_map(record).flatten().collect()
}

/// A document that is trained within moments.
pub(crate) const SMALL: &str = r#"{
    "format": "filtro-network", "version": 1, "name": "small", "input": [3, 32, 32],
    "nodes": [
        {"id": 1, "kind": "conv2d", "filters": 2, "kernel": [5, 5], "stride": [9, 9]},
        {"id": 2, "kind": "flatten"},
        {"id": 3, "kind": "dense", "units": 10}
    ]
}"#;

/// Bytes in pieces.
pub(crate) struct Memory {
    bytes: Vec<u8>,
    at: usize,
    end: End,
}

/// What comes behind the last byte of a [`Memory`].
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum End {
    Regular,
    Fails(StreamError),
    Hangs,
}

/// A file of the person.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct File {
    pub(crate) bytes: Vec<u8>,
    pub(crate) end: End,
}

impl From<Vec<u8>> for File {
    fn from(bytes: Vec<u8>) -> Self {
        Self { bytes, end: End::Regular }
    }
}

const PIECE: usize = 100_000;

impl Stream for Memory {
    async fn next(&mut self) -> Result<Option<Vec<u8>>, StreamError> {
        if self.at < self.bytes.len() {
            let end = (self.at + PIECE).min(self.bytes.len());
            let piece = self.bytes[self.at..end].to_vec();
            self.at = end;
            return Ok(Some(piece));
        }
        match &self.end {
            End::Regular => Ok(None),
            End::Fails(error) => Err(error.clone()),
            End::Hangs => std::future::pending().await,
        }
    }

    fn done(&self) -> u64 {
        self.at as u64
    }

    fn total(&self) -> Option<u64> {
        Some(self.bytes.len() as u64)
    }
}

type Task = Pin<Box<dyn Future<Output = ()>>>;

/// What the worker has said.
pub(crate) type Heard = (Reply, Vec<Attachment>);

#[derive(Default)]
struct Inner {
    clock: Cell<f64>,
    tasks: RefCell<Vec<Task>>,
    heard: RefCell<Vec<Heard>>,
}

/// The world in memory.
#[derive(Clone)]
pub(crate) struct World {
    inner: Rc<Inner>,
    pub(crate) urls: Rc<RefCell<HashMap<String, Vec<u8>>>>,
    pub(crate) kept: Rc<RefCell<HashMap<&'static str, Vec<u8>>>>,
    pub(crate) space: Rc<Cell<u64>>,
    /// Storing waits until this is taken back.
    pub(crate) slow: Rc<Cell<bool>>,
    pub(crate) adapter: Rc<RefCell<Adapter>>,
}

impl World {
    /// Milliseconds, without taking any.
    pub(crate) fn time(&self) -> f64 {
        self.inner.clock.get()
    }
}

impl Host for World {
    type File = File;
    type Stream = Memory;

    /// Every look at the clock takes ten milliseconds, so that time is the same in every test.
    fn now(&self) -> f64 {
        self.inner.clock.set(self.inner.clock.get() + 10.0);
        self.inner.clock.get()
    }

    fn post(&self, reply: &Reply, attachments: Vec<Attachment>) {
        self.inner.heard.borrow_mut().push((reply.clone(), attachments));
    }

    async fn turn(&self) {
        let mut turned = false;
        poll_fn(
            |_| if std::mem::replace(&mut turned, true) { Poll::Ready(()) } else { Poll::Pending },
        )
        .await;
    }

    fn spawn(&self, task: impl Future<Output = ()> + 'static) {
        self.inner.tasks.borrow_mut().push(Box::pin(task));
    }

    async fn rest(&self, milliseconds: f64) {
        self.inner.clock.set(self.inner.clock.get() + milliseconds);
        self.turn().await;
    }

    async fn adapter(&self) -> Adapter {
        self.adapter.borrow().clone()
    }

    /// The processor again, under another name.
    async fn gpu(&self) -> Result<Device, EngineError> {
        Ok(cpu_device())
    }

    async fn open(&self, place: Place<File>) -> Result<Memory, StreamError> {
        let missing = || StreamError::Missing(String::new());
        let file = match place {
            Place::File(file) => file,
            Place::Url(url) => self.urls.borrow().get(&url).cloned().ok_or_else(missing)?.into(),
            Place::Kept(name) => self.kept.borrow().get(name).cloned().ok_or_else(missing)?.into(),
        };
        Ok(Memory { bytes: file.bytes, at: 0, end: file.end })
    }

    async fn text(&self, url: &str) -> Option<String> {
        self.urls.borrow().get(url).map(|bytes| String::from_utf8(bytes.clone()).unwrap())
    }

    async fn is_kept(&self, name: &'static str) -> bool {
        self.kept.borrow().contains_key(name)
    }

    async fn keep(
        &self,
        name: &'static str,
        total: u64,
        mut pieces: impl FnMut() -> Option<Vec<u8>> + 'static,
    ) -> Result<(), String> {
        if total > self.space.get() {
            return Err("no space".to_owned());
        }
        while self.slow.get() {
            self.turn().await;
        }
        let mut bytes = Vec::new();
        while let Some(piece) = pieces() {
            bytes.extend(piece);
            self.turn().await;
        }
        assert_eq!(bytes.len() as u64, total);
        self.kept.borrow_mut().insert(name, bytes);
        Ok(())
    }

    async fn forget(&self, name: &'static str) {
        self.kept.borrow_mut().remove(name);
    }
}

/// The page of a worker.
pub(crate) struct Page {
    pub(crate) world: World,
    inbox: Rc<Inbox<File>>,
    seq: Cell<u32>,
    /// How much of what was heard has been looked at.
    read: Cell<usize>,
}

impl Page {
    /// With a worker that has no device yet.
    pub(crate) fn new() -> Self {
        let world = World {
            inner: Rc::default(),
            urls: Rc::default(),
            kept: Rc::default(),
            space: Rc::new(Cell::new(u64::MAX)),
            slow: Rc::default(),
            adapter: Rc::new(RefCell::new(Adapter::NoWebGpu)),
        };
        let inbox = Rc::<Inbox<File>>::default();
        world.spawn(Session::new(world.clone(), Rc::clone(&inbox)).run());
        Self { world, inbox, seq: Cell::new(0), read: Cell::new(0) }
    }

    /// With the small network on the processor.
    pub(crate) fn with_network() -> Self {
        let page = Self::new();
        page.send(Command::Start { device: DevicePreference::Cpu, served: None });
        page.set_network(SMALL, 1, false);
        page.until(|report| matches!(report, Report::Network { .. }));
        page
    }

    /// With the small network, and a CIFAR-10 of so many training pictures.
    pub(crate) fn with_data(pictures: usize) -> Self {
        let page = Self::with_network();
        page.load_files(vec![
            ("data_batch_1.bin", records(pictures).into()),
            ("test_batch.bin", records(50).into()),
        ]);
        page.until(|report| matches!(report, Report::Kept { .. }));
        page
    }

    pub(crate) fn send(&self, command: Command) -> u32 {
        self.send_with(command, Vec::new())
    }

    pub(crate) fn send_with(&self, command: Command, attachments: Vec<Incoming<File>>) -> u32 {
        let seq = self.seq.get() + 1;
        self.seq.set(seq);
        self.inbox.push(Envelope { request: Request { seq, command }, attachments });
        seq
    }

    pub(crate) fn set_network(&self, document: &str, generation: u32, fresh: bool) -> u32 {
        let document = document.to_owned();
        self.send(Command::SetNetwork { document, generation, seed: 1, fresh })
    }

    pub(crate) fn load_files(&self, files: Vec<(&str, File)>) -> u32 {
        let (names, files): (Vec<_>, Vec<_>) =
            files.into_iter().map(|(name, file)| (name.to_owned(), Incoming::File(file))).unzip();
        let source = filtro_protocol::DataSource::Files { names };
        self.send_with(Command::LoadData(source), files)
    }

    /// Lets every task go on once.
    pub(crate) fn turn(&self) {
        let tasks = self.world.inner.tasks.take();
        let mut context = Context::from_waker(Waker::noop());
        let mut left: Vec<Task> = Vec::new();
        for mut task in tasks {
            if task.as_mut().poll(&mut context).is_pending() {
                left.push(task);
            }
        }
        left.append(&mut self.world.inner.tasks.borrow_mut());
        *self.world.inner.tasks.borrow_mut() = left;
    }

    /// Everything that has been said and not been looked at.
    pub(crate) fn heard(&self) -> Vec<Heard> {
        let heard = self.world.inner.heard.borrow();
        let new = heard[self.read.get()..].to_vec();
        self.read.set(heard.len());
        new
    }

    /// The first report that is `wanted`; those before it count as looked at.
    pub(crate) fn until(&self, wanted: impl Fn(&Report) -> bool) -> Heard {
        for _ in 0..100_000 {
            let heard = self.world.inner.heard.borrow().clone();
            for (at, found) in heard.into_iter().enumerate().skip(self.read.get()) {
                self.read.set(at + 1);
                if wanted(&found.0.report) {
                    return found;
                }
            }
            self.turn();
        }
        panic!(
            "not heard; last: {:?}",
            self.world.inner.heard.borrow().last().map(|found| &found.0)
        );
    }

    /// Turns until nothing is said any more.
    pub(crate) fn settle(&self) -> Vec<Report> {
        let mut all = Vec::new();
        let mut quiet = 0;
        while quiet < 300 {
            self.turn();
            let new = self.heard();
            quiet = if new.is_empty() { quiet + 1 } else { 0 };
            all.extend(new.into_iter().map(|(reply, _)| reply.report));
        }
        all
    }
}

/// What a page saves at the end of a run on the processor: of this document, with the first
/// weights of the run's seed, on `files` of pictures; or of the run that `from` was saved in.
pub fn trained(
    document: &str,
    config: TrainConfig,
    files: Vec<(&str, Vec<u8>)>,
    from: Option<Vec<u8>>,
) -> Vec<u8> {
    let page = Page::new();
    page.send(Command::Start { device: DevicePreference::Cpu, served: None });
    let (document, seed) = (document.to_owned(), config.seed);
    page.send(Command::SetNetwork { document, generation: 1, seed, fresh: true });
    page.load_files(files.into_iter().map(|(name, bytes)| (name, bytes.into())).collect());
    page.until(|report| matches!(report, Report::Data(data) if data.complete));
    if let Some(file) = from {
        page.send_with(Command::Restore { part: false }, vec![Incoming::Bytes(file)]);
        page.until(|report| matches!(report, Report::Restored { .. }));
    }
    page.send(Command::Train { config });
    let mut saved = Vec::new();
    loop {
        let wanted =
            |report: &Report| matches!(report, Report::Checkpoint { .. } | Report::Finished);
        let (reply, attachments) = page.until(wanted);
        match attachments.into_iter().next() {
            Some(Attachment::Bytes(file)) => saved = file,
            _ if reply.report == Report::Finished => return saved,
            _ => {}
        }
    }
}

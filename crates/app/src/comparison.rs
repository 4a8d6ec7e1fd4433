//! What the comparison holds: chosen templates, and networks of the person's own.
//!
//! All tabs share one. Each joins what it hears of the others with its own, so nothing is lost
//! whoever writes last: entries have ids, a removal is remembered, and of two changes of the same
//! thing the later one counts, by a clock that ticks with every change (Lamport, 1978).

use crate::visit::check;
use filtro_net::{Network, Report, file};
use serde_json::{Map, Value};
use std::rc::Rc;

/// Networks of one's own that are kept: more would be no table any more.
pub const KEPT: usize = 12;
/// Longest name of a kept network, in characters.
const NAME: usize = 80;
/// What is compared at first: the networks of the lecture's table.
const FIRST: [&str; 4] = ["alexnet", "vgg-16", "googlenet", "resnet-152"];

/// What a test measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// Share of the test pictures told rightly, 0–1.
    pub accuracy: f64,
    /// Key of the data set.
    pub data: String,
}

/// A network as it was when it was kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// Tells it from all others, in any tab.
    pub id: String,
    /// When it was kept, by the comparison's clock.
    born: u64,
    /// When it got its name.
    named: u64,
    /// Its name; the person may change it.
    pub name: String,
    /// Its file.
    pub text: String,
    /// Trainable parameters.
    pub parameters: u64,
    /// Multiply-adds for one picture.
    pub multiply_adds: u64,
    /// Values that training keeps for one picture.
    pub activations: u64,
    /// Layers with weights on the longest way.
    pub depth: u64,
    /// Channels, height, width of a picture.
    pub input: [u64; 3],
    /// The last test of these weights, if there was one.
    pub test: Option<Measured>,
}

impl Kept {
    /// A network as it is now. [`Comparison::keep`] gives it its id.
    pub fn new(network: &Network, report: &Report, test: Option<Measured>) -> Self {
        Self {
            id: String::new(),
            born: 0,
            named: 0,
            name: network.name.clone(),
            text: file::to_json(network),
            parameters: report.parameters,
            multiply_adds: report.multiply_adds,
            activations: report.activations,
            depth: report.depth as u64,
            input: network.input.map(|size| size as u64),
            test,
        }
    }

    fn write(&self) -> Value {
        let mut all = Map::new();
        let mut put = |key: &str, value: Value| all.insert(key.to_owned(), value);
        put("id", self.id.as_str().into());
        put("born", self.born.into());
        put("named", self.named.into());
        put("name", self.name.as_str().into());
        put("text", self.text.as_str().into());
        put("parameters", self.parameters.into());
        put("multiply_adds", self.multiply_adds.into());
        put("activations", self.activations.into());
        put("depth", self.depth.into());
        put("input", self.input.as_slice().into());
        if let Some(Measured { accuracy, data }) = &self.test {
            put("accuracy", (*accuracy).into());
            put("data", data.as_str().into());
        }
        Value::Object(all)
    }

    /// `place` is that in the list: what an earlier release kept has no id.
    fn read(place: usize, value: &Value) -> Option<Self> {
        let count = |key: &str| value.get(key).and_then(Value::as_u64);
        let words = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
        let input = value.get("input")?;
        let side = |axis: usize| input.get(axis).and_then(Value::as_u64);
        let accuracy = value.get("accuracy").and_then(Value::as_f64);
        let (name, text) = (words("name")?, words("text")?);
        let id = words("id").unwrap_or_else(|| format!("{}.{place}", check(&text)));
        Some(Self {
            id,
            born: count("born").unwrap_or(place as u64),
            named: count("named").unwrap_or_default(),
            name,
            text,
            parameters: count("parameters")?,
            multiply_adds: count("multiply_adds")?,
            activations: count("activations")?,
            depth: count("depth")?,
            input: [side(0)?, side(1)?, side(2)?],
            test: accuracy.zip(words("data")).map(|(accuracy, data)| Measured { accuracy, data }),
        })
    }
}

/// What the comparison holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Names of templates, in the order in which they were chosen.
    pub chosen: Rc<Vec<String>>,
    /// The person's own, oldest first.
    pub kept: Rc<Vec<Kept>>,
    /// Ids of those that were removed.
    removed: Rc<Vec<String>>,
    /// Ticks with every change.
    clock: u64,
    /// When templates were chosen last.
    chosen_at: u64,
}

impl Default for Comparison {
    fn default() -> Self {
        Self {
            chosen: Rc::new(FIRST.map(str::to_owned).to_vec()),
            kept: Rc::default(),
            removed: Rc::default(),
            clock: 0,
            chosen_at: 0,
        }
    }
}

/// What a person does to the comparison.
#[derive(Clone, Debug, PartialEq)]
pub enum CompareEvent {
    /// Put a template in, or take it out.
    Choose {
        /// Its name.
        name: String,
        /// In.
        chosen: bool,
    },
    /// Keep the network being edited as it is.
    Keep,
    /// Give a kept network another name.
    Rename {
        /// Which.
        id: String,
        /// The name.
        name: String,
    },
    /// Forget a kept network.
    Remove {
        /// Which.
        id: String,
    },
    /// Put a kept network into the builder.
    Open {
        /// Which.
        id: String,
    },
    /// What another tab has kept, as it wrote it.
    Heard(String),
}

impl Comparison {
    /// From what [`Comparison::write`] wrote; what cannot be read is as at first, and a network
    /// that cannot be read is left out.
    pub fn read(text: &str) -> Self {
        let value: Value = serde_json::from_str(text).unwrap_or_default();
        let list = |key: &str| value.get(key).and_then(Value::as_array);
        let words = |list: &Vec<Value>| {
            list.iter().filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>()
        };
        let Some(chosen) = list("chosen").map(words) else { return Self::default() };
        let kept = list("kept").into_iter().flatten().enumerate();
        let kept: Vec<Kept> = kept.filter_map(|(place, value)| Kept::read(place, value)).collect();
        let count = |key: &str| value.get(key).and_then(Value::as_u64).unwrap_or_default();
        let newest = kept.iter().map(|kept| kept.born.max(kept.named)).max().unwrap_or_default();
        let mut read = Self {
            chosen: Rc::new(chosen),
            kept: Rc::new(kept),
            removed: Rc::new(list("removed").map(words).unwrap_or_default()),
            clock: count("clock").max(newest),
            chosen_at: count("chosen_at"),
        };
        read.tidy();
        read
    }

    /// Both together, whichever was written last; either way round the same.
    pub fn join(&mut self, other: Self) {
        let chosen = |it: &Self| (it.chosen_at, Rc::clone(&it.chosen));
        (self.chosen_at, self.chosen) = chosen(self).max(chosen(&other));
        self.clock = self.clock.max(other.clock);
        let kept = Rc::make_mut(&mut self.kept);
        for theirs in other.kept.iter() {
            match kept.iter_mut().find(|ours| ours.id == theirs.id) {
                Some(ours) if (ours.named, &ours.name) < (theirs.named, &theirs.name) => {
                    (ours.named, ours.name) = (theirs.named, theirs.name.clone());
                }
                Some(_) => {}
                None => kept.push(theirs.clone()),
            }
        }
        Rc::make_mut(&mut self.removed).extend(other.removed.iter().cloned());
        self.tidy();
    }

    /// Each once, what was removed not at all, in an order that is the same everywhere.
    fn tidy(&mut self) {
        let removed = Rc::make_mut(&mut self.removed);
        removed.sort_unstable();
        removed.dedup();
        let kept = Rc::make_mut(&mut self.kept);
        kept.retain(|kept| removed.binary_search(&kept.id).is_err());
        kept.sort_by(|a, b| (a.born, &a.id).cmp(&(b.born, &b.id)));
        kept.dedup_by(|a, b| a.id == b.id);
    }

    const fn tick(&mut self) -> u64 {
        self.clock = self.clock.saturating_add(1);
        self.clock
    }

    /// For the browser's store.
    pub fn write(&self) -> String {
        let mut all = Map::new();
        let chosen: Value = self.chosen.iter().map(|name| Value::from(name.as_str())).collect();
        all.insert("chosen".to_owned(), chosen);
        all.insert("kept".to_owned(), self.kept.iter().map(Kept::write).collect());
        let removed: Value = self.removed.iter().map(|id| Value::from(id.as_str())).collect();
        all.insert("removed".to_owned(), removed);
        all.insert("clock".to_owned(), self.clock.into());
        all.insert("chosen_at".to_owned(), self.chosen_at.into());
        Value::Object(all).to_string()
    }

    /// Whether a template is in.
    pub fn has(&self, name: &str) -> bool {
        self.chosen.iter().any(|chosen| chosen == name)
    }

    pub(crate) fn choose(&mut self, name: String, chosen: bool) {
        let all = Rc::make_mut(&mut self.chosen);
        all.retain(|other| *other != name);
        if chosen {
            all.push(name);
        }
        self.chosen_at = self.tick();
    }

    /// Whether there is room for another network of one's own.
    pub fn has_room(&self) -> bool {
        self.kept.len() < KEPT
    }

    /// The network of this id.
    pub fn find(&self, id: &str) -> Option<&Kept> {
        self.kept.iter().find(|kept| kept.id == id)
    }

    /// Keeps a network for the tab `tab`.
    pub(crate) fn keep(&mut self, kept: Kept, tab: &str) {
        if self.has_room() {
            let born = self.tick();
            let kept = Kept { id: format!("{tab}.{born}"), born, named: born, ..kept };
            Rc::make_mut(&mut self.kept).push(kept);
        }
    }

    pub(crate) fn rename(&mut self, id: &str, name: &str) {
        let name: String = name.trim().chars().take(NAME).collect();
        let now = self.tick();
        let mut all = Rc::make_mut(&mut self.kept).iter_mut();
        if let Some(kept) = all.find(|kept| kept.id == id && !name.is_empty()) {
            (kept.name, kept.named) = (name, now);
        }
    }

    pub(crate) fn remove(&mut self, id: &str) {
        if self.find(id).is_some() {
            Rc::make_mut(&mut self.removed).push(id.to_owned());
            self.tidy();
        }
    }
}

//! What the comparison holds: chosen templates, and networks of the person's own.

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
    /// A network as it is now.
    pub fn new(network: &Network, report: &Report, test: Option<Measured>) -> Self {
        Self {
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

    fn read(value: &Value) -> Option<Self> {
        let count = |key: &str| value.get(key).and_then(Value::as_u64);
        let words = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
        let input = value.get("input")?;
        let side = |axis: usize| input.get(axis).and_then(Value::as_u64);
        let accuracy = value.get("accuracy").and_then(Value::as_f64);
        Some(Self {
            name: words("name")?,
            text: words("text")?,
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
}

impl Default for Comparison {
    fn default() -> Self {
        Self { chosen: Rc::new(FIRST.map(str::to_owned).to_vec()), kept: Rc::default() }
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
        /// Which, from 0.
        index: usize,
        /// The name.
        name: String,
    },
    /// Forget a kept network.
    Remove {
        /// Which, from 0.
        index: usize,
    },
    /// Put a kept network into the builder.
    Open {
        /// Which, from 0.
        index: usize,
    },
}

impl Comparison {
    /// From what [`Comparison::write`] wrote; what cannot be read is as at first, and a network
    /// that cannot be read is left out.
    pub fn read(text: &str) -> Self {
        let value: Value = serde_json::from_str(text).unwrap_or_default();
        let list = |key: &str| value.get(key).and_then(Value::as_array);
        let Some(chosen) = list("chosen") else { return Self::default() };
        let chosen = chosen.iter().filter_map(Value::as_str).map(str::to_owned).collect();
        let kept = list("kept").into_iter().flatten().filter_map(Kept::read).take(KEPT);
        Self { chosen: Rc::new(chosen), kept: Rc::new(kept.collect()) }
    }

    /// For the browser's store.
    pub fn write(&self) -> String {
        let mut all = Map::new();
        let chosen: Value = self.chosen.iter().map(|name| Value::from(name.as_str())).collect();
        all.insert("chosen".to_owned(), chosen);
        all.insert("kept".to_owned(), self.kept.iter().map(Kept::write).collect());
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
    }

    /// Whether there is room for another network of one's own.
    pub fn has_room(&self) -> bool {
        self.kept.len() < KEPT
    }

    pub(crate) fn keep(&mut self, kept: Kept) {
        if self.has_room() {
            Rc::make_mut(&mut self.kept).push(kept);
        }
    }

    pub(crate) fn rename(&mut self, index: usize, name: &str) {
        let name: String = name.trim().chars().take(NAME).collect();
        let kept = Rc::make_mut(&mut self.kept).get_mut(index);
        if let Some(kept) = kept.filter(|_| !name.is_empty()) {
            kept.name = name;
        }
    }

    pub(crate) fn remove(&mut self, index: usize) {
        if index < self.kept.len() {
            Rc::make_mut(&mut self.kept).remove(index);
        }
    }
}

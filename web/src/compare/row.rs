//! A network of the comparison, and what its columns say.

use crate::shared::Shared;
use crate::templates::{Accuracy, Entry, Lecture};
use filtro_app::{Kept, Measured, State};
use filtro_estimate::Memory;
use filtro_net::{Network, Report};
use filtro_recipe::Optimizer;
use filtro_text::Text;

/// Pictures a step, for the memory that training needs.
pub const BATCH: usize = 32;
/// Key of the data set that accuracies are measured on.
const CIFAR: &str = "cifar10";

/// Whose a network is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// A template.
    Template,
    /// In the builder.
    Current,
    /// Kept by the person.
    Kept,
}

/// A network of the comparison.
#[derive(Clone)]
pub struct Row {
    /// Tells rows apart.
    pub key: String,
    /// Its name.
    pub title: String,
    /// Whose it is.
    pub whose: Whose,
    /// Its row in the lecture's table.
    pub lecture: Option<Lecture>,
    /// Trainable parameters.
    pub parameters: f64,
    /// Multiply-adds for one picture.
    pub adds: f64,
    /// Layers with weights on the longest way.
    pub depth: f64,
    /// Bytes that training takes.
    pub memory: f64,
    /// Top-5 on ImageNet, 0–1.
    pub top5: Option<f64>,
    /// Top-1 on ImageNet, 0–1.
    pub top1: Option<f64>,
    /// Who published these.
    pub published: Option<String>,
    /// On CIFAR-10, 0–1.
    pub cifar: Option<f64>,
    /// How that was measured.
    pub measured: Option<Accuracy>,
}

/// The network in the builder.
#[derive(Clone, Debug, PartialEq)]
pub struct Current {
    /// Its layers.
    pub network: Shared<Network>,
    /// What is computed of it.
    pub report: Shared<Report>,
    /// Its last test.
    pub measured: Option<Measured>,
}

impl Current {
    /// Of the application's state.
    pub fn of(state: &State) -> Self {
        Self {
            network: Shared::from(&state.document.network),
            report: Shared::from(&state.document.report),
            measured: state.measured(),
        }
    }
}

fn memory(parameters: u64, activations: u64) -> f64 {
    Memory::of(parameters, activations, BATCH, Optimizer::Adam).total() as f64
}

fn on_cifar(test: Option<&Measured>) -> Option<f64> {
    test.filter(|test| test.data == CIFAR).map(|test| test.accuracy)
}

impl Row {
    /// Of a template.
    pub fn of_entry(entry: &Entry) -> Self {
        Self {
            key: entry.name.clone(),
            title: entry.title.clone(),
            whose: Whose::Template,
            lecture: entry.lecture.clone(),
            parameters: entry.parameters as f64,
            adds: entry.multiply_adds as f64,
            depth: entry.depth as f64,
            memory: memory(entry.parameters, entry.activations),
            top5: entry.top5,
            top1: entry.top1,
            published: entry.published.clone(),
            cifar: entry.accuracy.as_ref().map(|found| found.value),
            measured: entry.accuracy.clone(),
        }
    }

    /// Of a kept network.
    pub fn of_kept(kept: &Kept, index: usize) -> Self {
        Self {
            key: format!("kept-{index}"),
            title: kept.name.clone(),
            whose: Whose::Kept,
            lecture: None,
            parameters: kept.parameters as f64,
            adds: kept.multiply_adds as f64,
            depth: kept.depth as f64,
            memory: memory(kept.parameters, kept.activations),
            top5: None,
            top1: None,
            published: None,
            cifar: on_cifar(kept.test.as_ref()),
            measured: None,
        }
    }

    /// Of the network in the builder; behind a problem nothing is counted.
    pub fn of_current(current: &Current, sound: bool, text: &Text) -> Self {
        let Current { network, report, measured } = current;
        let name = network.name.trim();
        let known = |count: f64| if sound { count } else { f64::NAN };
        Self {
            key: "current".into(),
            title: if name.is_empty() { text.compare.unnamed } else { name }.into(),
            whose: Whose::Current,
            lecture: None,
            parameters: known(report.parameters as f64),
            adds: known(report.multiply_adds as f64),
            depth: known(report.depth as f64),
            memory: known(memory(report.parameters, report.activations)),
            top5: None,
            top1: None,
            published: None,
            cifar: on_cifar(measured.as_ref()),
            measured: None,
        }
    }
}

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Column {
    Name,
    LectureParameters,
    LectureFlops,
    LectureTop5,
    Parameters,
    Adds,
    Flops,
    Depth,
    Memory,
    Top5,
    Top1,
    Cifar,
}

impl Column {
    /// Behind the name, in order.
    pub const VALUES: [Self; 11] = [
        Self::LectureParameters,
        Self::LectureFlops,
        Self::LectureTop5,
        Self::Parameters,
        Self::Adds,
        Self::Flops,
        Self::Depth,
        Self::Memory,
        Self::Top5,
        Self::Top1,
        Self::Cifar,
    ];

    /// Its head.
    pub fn name(self, text: &Text) -> String {
        let t = &text.compare;
        match self {
            Self::Name => t.network,
            Self::LectureParameters | Self::Parameters => t.parameters,
            Self::LectureFlops => t.flops,
            Self::Adds => t.adds,
            Self::Flops => t.flops_double,
            Self::Depth => t.depth,
            Self::Memory => return (t.memory)(BATCH),
            Self::LectureTop5 | Self::Top5 => t.top5,
            Self::Top1 => t.top1,
            Self::Cifar => t.cifar,
        }
        .to_owned()
    }

    /// What a row has there; not a number where it has nothing. Names have no value.
    pub fn of(self, row: &Row) -> f64 {
        let lecture = |of: fn(&Lecture) -> f64| row.lecture.as_ref().map_or(f64::NAN, of);
        match self {
            Self::Name => 0.0,
            Self::LectureParameters => lecture(|said| said.parameters),
            Self::LectureFlops => lecture(|said| said.flops),
            Self::LectureTop5 => lecture(|said| said.top5),
            Self::Parameters => row.parameters,
            Self::Adds => row.adds,
            Self::Flops => row.adds * 2.0,
            Self::Depth => row.depth,
            Self::Memory => row.memory,
            Self::Top5 => row.top5.unwrap_or(f64::NAN),
            Self::Top1 => row.top1.unwrap_or(f64::NAN),
            Self::Cifar => row.cifar.unwrap_or(f64::NAN),
        }
    }

    /// The same in words.
    pub fn write(self, row: &Row, text: &Text) -> String {
        let (value, lang) = (self.of(row), text.lang);
        if value.is_nan() {
            return "–".to_owned();
        }
        match self {
            Self::Name => row.title.clone(),
            Self::Parameters => lang.integer(value as u64),
            Self::Depth => lang.decimal(value, 0),
            Self::Memory => lang.bytes(value as u64),
            Self::LectureTop5 | Self::Top5 | Self::Top1 | Self::Cifar => lang.percent(value, 2),
            _ => lang.short(value),
        }
    }

    /// Whether a note of this code belongs to it.
    pub fn takes(self, code: &str) -> bool {
        let home = match code {
            "one-column" | "running" => Self::LectureParameters,
            "ensemble" | "scales" => Self::LectureTop5,
            _ => Self::LectureFlops,
        };
        self == home
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use filtro_app::Preferences;
    use filtro_text::{EN, ES};

    #[test]
    fn the_network_in_the_builder_is_a_row() {
        let state = State::new(None, Preferences::default(), None);
        let row = Row::of_current(&Current::of(&state), true, &EN);
        assert_eq!((&*row.title, row.parameters, row.cifar), ("LeNet-5 (CIFAR)", 62_006.0, None));
        assert_eq!(Column::Parameters.write(&row, &ES), "62\u{202f}006");
        assert_eq!(Column::Flops.of(&row), 2.0 * Column::Adds.of(&row));
        assert_eq!(Column::LectureFlops.write(&row, &EN), "–");
        let empty = State::new(
            Some(r#"{"format":"filtro-network","version":1,"input":[1,8,8],"nodes":[]}"#),
            Preferences::default(),
            None,
        );
        let row = Row::of_current(&Current::of(&empty), false, &ES);
        assert_eq!(row.title, ES.compare.unnamed);
        assert!(row.parameters.is_nan() && row.memory.is_nan());
    }

    #[test]
    fn only_tests_on_cifar_are_compared() {
        let test = |data: &str| Measured { accuracy: 0.6, data: data.into() };
        assert_eq!(on_cifar(Some(&test("synthetic"))), None);
        assert_eq!(on_cifar(Some(&test("cifar10"))), Some(0.6));
    }

    #[test]
    fn every_note_has_words_and_a_column() {
        for code in [
            "two-each",
            "one-column",
            "ensemble",
            "vgg-19",
            "inception",
            "running",
            "multiply-adds",
            "scales",
        ] {
            assert!(!(EN.compare.note)(code).is_empty() && !(ES.compare.note)(code).is_empty());
            assert_eq!(Column::VALUES.iter().filter(|column| column.takes(code)).count(), 1);
        }
    }
}

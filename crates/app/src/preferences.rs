//! What the browser remembers between visits, read with care: it may be of another release, or have
//! been written by anybody.

use crate::contest::{Compared, KEPT};
use crate::data::SourceKind;
use filtro_estimate::Meter;
use filtro_protocol::DevicePreference;
use filtro_recipe::TrainConfig;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::ops::RangeInclusive;

/// Images a step.
pub(crate) const BATCH: RangeInclusive<usize> = 1..=4096;
/// Passes over the training part.
pub(crate) const EPOCHS: RangeInclusive<usize> = 1..=1000;
/// The largest learning rate, as in the page's field.
const RATE: f64 = 10.0;
/// Seeds stay exact in JSON and in a number box.
const SEED: u64 = u32::MAX as u64;
/// Devices whose speed is remembered.
const DEVICES: usize = 16;
/// The largest number of a meter: nanoseconds for one unit of work, or how much longer it took.
const MEASURED: f64 = 1e12;

/// What the browser remembers between visits.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Preferences {
    /// What the person wants to train on.
    pub device: DevicePreference,
    /// The data set used last.
    pub source: Option<SourceKind>,
    /// Settings of the last run.
    pub config: Option<TrainConfig>,
    /// Devices and how fast they are, as [`Meter`](crate::Meter) writes it.
    pub meters: Vec<(String, Vec<f64>)>,
    /// How fast processor and GPU were at networks like each other, the newest first.
    pub compared: Vec<Compared>,
}

impl Preferences {
    /// From a text that the browser kept. Each part that cannot be read, or is out of its range, is
    /// as at first; the others stay.
    pub fn read(text: &str) -> Self {
        let all: Value = serde_json::from_str(text).unwrap_or_default();
        let config = all.get("config").filter(|config| config.is_object()).map(config);
        let meters = all.get("meters").and_then(Value::as_array);
        let compared = all.get("compared").and_then(Value::as_array).into_iter().flatten();
        Self {
            device: part(&all, "device").unwrap_or_default(),
            source: part(&all, "source"),
            config,
            compared: compared.filter_map(|it| Compared::deserialize(it).ok()).take(KEPT).collect(),
            meters: meters.into_iter().flatten().filter_map(meter).take(DEVICES).collect(),
        }
    }
}

fn part<T: DeserializeOwned>(of: &Value, key: &str) -> Option<T> {
    T::deserialize(of.get(key)?).ok()
}

fn config(value: &Value) -> TrainConfig {
    let first = TrainConfig::default();
    TrainConfig {
        optimizer: part(value, "optimizer").unwrap_or(first.optimizer),
        learning_rate: part(value, "learning_rate")
            .filter(|rate| is_rate(*rate))
            .unwrap_or(first.learning_rate),
        batch_size: part(value, "batch_size")
            .filter(|size| BATCH.contains(size))
            .unwrap_or(first.batch_size),
        epochs: part(value, "epochs")
            .filter(|epochs| EPOCHS.contains(epochs))
            .unwrap_or(first.epochs),
        seed: part(value, "seed").filter(|seed| *seed <= SEED).unwrap_or(first.seed),
    }
}

/// Whether something can be trained at this rate.
pub(crate) fn is_rate(rate: f64) -> bool {
    rate.is_finite() && rate > 0.0 && rate <= RATE
}

fn meter(value: &Value) -> Option<(String, Vec<f64>)> {
    let (device, numbers) = <(String, Vec<f64>)>::deserialize(value).ok()?;
    let sound = numbers.iter().all(|number| number.is_finite() && number.abs() <= MEASURED);
    (sound && Meter::read(&numbers).is_some()).then_some((device, numbers))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Number, json};

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            any::<f64>().prop_map(|it| Number::from_f64(it).map_or(Value::Null, Value::Number)),
            (-3_i64..5000).prop_map(Value::from),
            prop::sample::select(vec!["gpu", "cpu", "kept", "adam", "sgd", "", "x"])
                .prop_map(Value::from),
        ];
        let keys = prop::sample::select(vec![
            "device",
            "source",
            "config",
            "meters",
            "optimizer",
            "learning_rate",
            "batch_size",
            "epochs",
            "seed",
            "other",
        ]);
        leaf.prop_recursive(4, 64, 12, move |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..14).prop_map(Value::from),
                prop::collection::vec((keys.clone(), inner), 0..10).prop_map(|entries| {
                    entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
                }),
            ]
        })
    }

    fn is_sound(read: &Preferences) {
        if let Some(config) = read.config {
            assert!((1..=4096).contains(&config.batch_size), "{config:?}");
            assert!((1..=1000).contains(&config.epochs), "{config:?}");
            assert!(config.learning_rate > 0.0 && config.learning_rate <= 10.0, "{config:?}");
            assert!(config.seed <= u64::from(u32::MAX), "{config:?}");
        }
        assert!(read.meters.len() <= 16);
        for (_, numbers) in &read.meters {
            assert!(numbers.iter().all(|number| number.is_finite() && number.abs() <= 1e12));
        }
    }

    proptest! {
        #[test]
        fn whatever_is_kept_what_is_read_is_in_range(value in any_json()) {
            is_sound(&Preferences::read(&value.to_string()));
        }

        #[test]
        fn what_is_no_json_is_as_at_first(text in "[^0-9]*[{\"]") {
            let read = Preferences::read(&text);
            is_sound(&read);
            prop_assert_eq!(read.config, None);
        }
    }

    #[test]
    fn one_bad_number_leaves_the_others() {
        let sound = json!({
            "optimizer": "sgd", "learning_rate": 0.05, "batch_size": 16, "epochs": 3, "seed": 9,
        });
        let first = TrainConfig::default();
        let kept = TrainConfig {
            optimizer: filtro_recipe::Optimizer::Sgd,
            learning_rate: 0.05,
            batch_size: 16,
            epochs: 3,
            seed: 9,
        };
        let cases = [
            ("batch_size", json!(0), TrainConfig { batch_size: first.batch_size, ..kept }),
            ("batch_size", json!(5000), TrainConfig { batch_size: first.batch_size, ..kept }),
            (
                "learning_rate",
                json!(-1),
                TrainConfig { learning_rate: first.learning_rate, ..kept },
            ),
            (
                "learning_rate",
                json!(1e300),
                TrainConfig { learning_rate: first.learning_rate, ..kept },
            ),
            ("epochs", json!(0), TrainConfig { epochs: first.epochs, ..kept }),
            ("seed", json!(-1), TrainConfig { seed: first.seed, ..kept }),
            ("optimizer", json!("lion"), TrainConfig { optimizer: first.optimizer, ..kept }),
            ("other", json!(1), kept),
        ];
        for (key, value, expected) in cases {
            let mut config = sound.clone();
            config[key] = value;
            let text = json!({ "device": "gpu", "source": "nowhere", "config": config });
            let read = Preferences::read(&text.to_string());
            assert_eq!(read.config, Some(expected), "{text}");
            assert_eq!((read.device, read.source), (DevicePreference::Gpu, None));
        }
    }

    #[test]
    fn what_was_written_is_read() {
        let meter = Meter { correction: Some(1.5), ..Meter::default() };
        let written = Preferences {
            device: DevicePreference::Cpu,
            source: Some(SourceKind::Kept),
            config: Some(TrainConfig { batch_size: 17, ..TrainConfig::default() }),
            compared: vec![Compared {
                adapter: "nvidia ampere".into(),
                class: crate::contest::Class { adds: 651_720, layers: 9, batch: 64 },
                cpu: 2800,
                gpu: 1900,
            }],
            meters: vec![("cpu".into(), meter.write())],
        };
        let text = serde_json::to_string(&written).unwrap();
        assert_eq!(Preferences::read(&text), written);
    }
}

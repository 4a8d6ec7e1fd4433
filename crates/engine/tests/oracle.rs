//! The engine against PyTorch: golden files made by `tests/oracle/make_golden.py`.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests may")]

mod common;

use common::device;
use filtro_engine::{Model, Trainer};
use filtro_net::{NodeId, file::from_json};
use filtro_recipe::{Optimizer, TrainConfig};
use pollster::block_on;
use safetensors::tensor::TensorView;
use safetensors::{Dtype, SafeTensors};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Of the greatest value of a tensor.
const TOLERANCE: f32 = 1e-4;

struct Golden {
    case: String,
    tensors: BTreeMap<String, (Vec<usize>, Vec<f32>)>,
    labels: Vec<i32>,
    metadata: std::collections::HashMap<String, String>,
}

impl Golden {
    fn read(path: &Path) -> Self {
        let bytes = std::fs::read(path).unwrap();
        let file = SafeTensors::deserialize(&bytes).unwrap();
        let (mut tensors, mut labels) = (BTreeMap::new(), Vec::new());
        for (name, view) in file.tensors() {
            match view.dtype() {
                Dtype::I32 => labels = bytemuck::pod_collect_to_vec(view.data()),
                _ => {
                    let values = bytemuck::pod_collect_to_vec(view.data());
                    tensors.insert(name, (view.shape().to_vec(), values));
                }
            }
        }
        let (_, header) = SafeTensors::read_metadata(&bytes).unwrap();
        let metadata = header.metadata().clone().unwrap();
        let case = path.file_stem().unwrap().to_string_lossy().into_owned();
        Self { case, tensors, labels, metadata }
    }

    fn values(&self, name: &str) -> &[f32] {
        &self.tensors.get(name).unwrap_or_else(|| panic!("{}: no {name}", self.case)).1
    }

    /// Tensors whose name begins with `group/`, by the rest of their names.
    fn group<'a>(&'a self, group: &'a str) -> impl Iterator<Item = (&'a str, &'a [f32])> {
        let part = move |(name, (_, values)): (&'a String, &'a (Vec<usize>, Vec<f32>))| {
            let name = name.strip_prefix(group)?.strip_prefix('/')?;
            Some((name, values.as_slice()))
        };
        self.tensors.iter().filter_map(part)
    }

    fn model(&self) -> Model {
        let network = from_json(&self.metadata["network"]).unwrap();
        let mut model = Model::new(&network, 0, &device()).unwrap();
        let bytes: Vec<_> = self
            .group("start")
            .map(|(name, values)| (name, self.tensors[&format!("start/{name}")].0.clone(), values))
            .map(|(name, dims, values)| (name, dims, bytemuck::cast_slice::<_, u8>(values)))
            .collect();
        let views = bytes.iter().map(|(name, dims, bytes)| {
            (*name, TensorView::new(Dtype::F32, dims.clone(), bytes).unwrap())
        });
        model.load_weights(&safetensors::serialize(views, None).unwrap()).unwrap();
        model
    }

    /// Whether each value agrees, measured against the greatest of its tensor.
    fn agree(&self, what: &str, expected: &[f32], found: &[f32], floor: f32) {
        assert_eq!(expected.len(), found.len(), "{}: {what}", self.case);
        let scale = expected.iter().fold(floor, |scale, value| scale.max(value.abs()));
        for (at, (expected, found)) in expected.iter().zip(found).enumerate() {
            let off = (expected - found).abs() / scale;
            assert!(
                off <= TOLERANCE,
                "{}: {what}[{at}] is {found}, PyTorch has {expected} (off by {off:e} of {scale})",
                self.case
            );
        }
    }
}

fn goldens() -> Vec<Golden> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/oracle");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|found| found == "safetensors")).collect();
    files.sort();
    assert!(files.len() >= 20, "only {} golden files", files.len());
    files.iter().map(|path| Golden::read(path)).collect()
}

#[test]
fn outputs_of_every_node() {
    for golden in goldens() {
        let (model, images) = (golden.model(), golden.values("images"));
        let count = golden.labels.len();
        let mut seen = 0;
        for (index, image) in images.chunks_exact(images.len() / count).enumerate() {
            let probe = block_on(model.probe(image)).unwrap();
            for (id, expected) in golden.group("output") {
                let id = NodeId(id.parse().unwrap());
                let found = probe.activations.iter().find(|node| node.id == id).unwrap();
                let size = expected.len() / count;
                let expected = &expected[index * size..][..size];
                golden.agree(&format!("output of {}", id.0), expected, &found.values, 1e-3);
                seen += 1;
            }
        }
        assert_eq!(seen, count * golden.group("output").count());
        let found = block_on(model.predict(images, count)).unwrap();
        golden.agree("probabilities", golden.values("probabilities"), &found, 1.0);
    }
}

#[test]
fn loss_and_gradients() {
    for golden in goldens() {
        let model = golden.model();
        let found = block_on(model.gradients(golden.values("images"), &golden.labels, 0)).unwrap();
        golden.agree("loss", golden.values("loss"), &[found.loss as f32], 1e-3);
        assert_eq!(found.tensors.len(), golden.group("gradient").count(), "{}", golden.case);
        for gradient in &found.tensors {
            let name = format!("gradient/{}", gradient.name);
            golden.agree(&name, golden.values(&name), &gradient.values, 1e-3);
        }
    }
}

#[test]
fn weights_and_running_statistics_after_some_steps() {
    let optimizers =
        [("sgd", Optimizer::Sgd), ("momentum", Optimizer::Momentum), ("adam", Optimizer::Adam)];
    for golden in goldens() {
        let rates: BTreeMap<String, f64> = serde_json::from_str(&golden.metadata["rates"]).unwrap();
        let steps: usize = golden.metadata["steps"].parse().unwrap();
        for (name, optimizer) in optimizers {
            let config =
                TrainConfig { optimizer, learning_rate: rates[name], ..TrainConfig::default() };
            let mut trainer = Trainer::new(golden.model(), &config);
            for _ in 0..steps {
                trainer.step(golden.values("images"), &golden.labels).unwrap();
            }
            let bytes = block_on(trainer.model().weights()).unwrap();
            let file = SafeTensors::deserialize(&bytes).unwrap();
            assert_eq!(file.len(), golden.group(name).count(), "{}", golden.case);
            for (tensor, expected) in golden.group(name) {
                let view = file.tensor(tensor).unwrap();
                let found: Vec<f32> = bytemuck::pod_collect_to_vec(view.data());
                golden.agree(&format!("{name}: {tensor}"), expected, &found, 1e-2);
            }
        }
    }
}

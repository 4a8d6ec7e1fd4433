//! Weights and checkpoints as safetensors bytes.
//!
//! Tensors are named `<node id>.weight`, `.bias`, `.running_mean` and `.running_var`, with
//! PyTorch's layouts: convolutions filters × channels/groups × height × width, dense layers units
//! × inputs. A separable convolution has `.depthwise.weight`, `.pointwise.weight` and
//! `.pointwise.bias`. A checkpoint has the optimiser's memory besides, under names that begin with
//! `optimizer.`, and in the file's metadata which optimiser it is and how many steps it has done.

use crate::error::{Difference, EngineError, WeightsError};
use crate::model::Model;
use crate::optim::Optim;
use crate::params::{Entry, Layout, Params};
use crate::tensor::{Tensor, read};
use crate::train::Trainer;
use filtro_net::NodeId;
use filtro_recipe::Optimizer;
use safetensors::tensor::TensorView;
use safetensors::{Dtype, SafeTensors};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Names of an optimiser's memory begin with this.
const MEMORY: &str = "optimizer.";
/// The metadata of a checkpoint: the optimiser and its steps.
const RUN: &str = "filtro.run";

/// Nodes with weights, by whether they have taken them over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inherited {
    /// All of them.
    pub kept: Vec<NodeId>,
    /// Not all of them.
    pub fresh: Vec<NodeId>,
}

impl Model {
    /// All parameters and running statistics.
    ///
    /// # Errors
    /// [`EngineError::Execution`].
    pub async fn weights(&self) -> Result<Vec<u8>, EngineError> {
        let mut file = File::default();
        file.take(&self.groups(&[])).await?;
        file.bytes()
    }

    /// Takes over parameters and running statistics. The optimiser's part of a checkpoint is
    /// passed over.
    ///
    /// # Errors
    /// [`EngineError::Weights`] with everything that differs; the model is then unchanged.
    pub fn load_weights(&mut self, bytes: &[u8]) -> Result<(), EngineError> {
        let file = parse(bytes)?;
        let names = |name: &str| !name.starts_with(MEMORY);
        let mut loaded = load(&file, names, &self.groups(&[]))?.into_iter();
        if let (Some(params), Some(running)) = (loaded.next(), loaded.next()) {
            self.set(params, running);
        }
        Ok(())
    }

    /// Takes over what a file has for this network, by name and shape; the rest stays. Says which
    /// nodes it had everything for, and which not.
    ///
    /// # Errors
    /// [`EngineError::Weights`] if it is no safetensors file; the model is then unchanged.
    pub fn load_fitting(&mut self, bytes: &[u8]) -> Result<Inherited, EngineError> {
        let file = parse(bytes)?;
        let fitting = |entry: &Entry| {
            let view = file.tensor(&entry.param.name()).ok()?;
            let fits = view.dtype() == Dtype::F32 && view.shape() == entry.param.dims;
            fits.then(|| bytemuck::pod_collect_to_vec(view.data()))
        };
        let found = self.inherited(|entry| fitting(entry).is_some());
        let device = &self.device;
        (self.params, self.running) =
            (self.params.overlaid(fitting, device), self.running.overlaid(fitting, device));
        Ok(found)
    }

    /// Which nodes have everything that `other` had of them.
    pub fn inherited_from(&self, other: &Self) -> Inherited {
        let before = other.params.layout().entries().iter();
        let before: Vec<_> = before.chain(other.running.layout().entries()).collect();
        self.inherited(|entry| before.iter().any(|old| old.is_like(entry)))
    }

    fn inherited(&self, has: impl Fn(&Entry) -> bool) -> Inherited {
        let mut found = Inherited::default();
        let entries = self.params.layout().entries().iter();
        for entry in entries.chain(self.running.layout().entries()) {
            if !has(entry) {
                found.kept.retain(|node| *node != entry.param.node);
                if !found.fresh.contains(&entry.param.node) {
                    found.fresh.push(entry.param.node);
                }
            } else if !found.kept.contains(&entry.param.node)
                && !found.fresh.contains(&entry.param.node)
            {
                found.kept.push(entry.param.node);
            }
        }
        found
    }

    fn set(&mut self, params: Vec<f32>, running: Vec<f32>) {
        let renew = |old: &Params, values: Vec<f32>| {
            let dims = [values.len()];
            let storage = Tensor::new(values, &dims, &self.device);
            Params::new(Arc::clone(old.layout()), storage)
        };
        (self.params, self.running) = (renew(&self.params, params), renew(&self.running, running));
    }

    /// Everything with its layout and prefix: parameters, running statistics, then `memory`.
    fn groups(&self, memory: &[(String, Tensor)]) -> Vec<Group> {
        let plain = [&self.params, &self.running].map(|params| Group {
            prefix: String::new(),
            layout: Arc::clone(params.layout()),
            storage: params.storage(),
        });
        let memory = memory.iter().map(|(name, storage)| Group {
            prefix: format!("{MEMORY}{name}."),
            layout: Arc::clone(self.params.layout()),
            storage: storage.clone(),
        });
        plain.into_iter().chain(memory).collect()
    }
}

impl Trainer {
    /// The whole run: weights, running statistics and the optimiser's memory. A run restored
    /// from it goes on as this one would have.
    ///
    /// # Errors
    /// [`EngineError::Execution`].
    pub async fn checkpoint(&self) -> Result<Vec<u8>, EngineError> {
        let mut file = File::default();
        file.take(&self.model.groups(&self.memory())).await?;
        file.note = (RUN, format!("{} {}", label(self.optim.kind()), self.optim.steps));
        file.bytes()
    }

    /// Goes on from a checkpoint of the same network and optimiser. The learning rate and the
    /// seed stay those of this run.
    ///
    /// # Errors
    /// [`EngineError::Weights`]; the run is then unchanged.
    pub fn restore(&mut self, bytes: &[u8]) -> Result<(), EngineError> {
        let file = parse(bytes)?;
        let expected = label(self.optim.kind());
        let (_, header) = SafeTensors::read_metadata(bytes).map_err(|error| broken(&error))?;
        let note = header.metadata().as_ref().and_then(|metadata| metadata.get(RUN));
        let (found, steps) =
            note.and_then(|note| note.split_once(' ')).unwrap_or(("plain weights", ""));
        let steps = steps.parse().ok();
        let Some(steps) = steps.filter(|_: &u64| found == expected) else {
            let (expected, found) = (expected.to_owned(), found.to_owned());
            return Err(WeightsError::Checkpoint { expected, found }.into());
        };
        let mut loaded = load(&file, |_| true, &self.model.groups(&self.memory()))?.into_iter();
        if let (Some(params), Some(running)) = (loaded.next(), loaded.next()) {
            self.model.set(params, running);
            let len = self.model.plan.params.storage();
            let memory = |values| Tensor::new(values, &[len], &self.model.device);
            self.optim.memory = loaded.map(memory).collect();
            self.optim.steps = steps;
        }
        Ok(())
    }

    fn memory(&self) -> Vec<(String, Tensor)> {
        let names = Optim::names(self.optim.kind()).iter();
        names.map(|name| (*name).to_owned()).zip(self.optim.memory.iter().cloned()).collect()
    }
}

const fn label(optimizer: Optimizer) -> &'static str {
    match optimizer {
        Optimizer::Sgd => "sgd",
        Optimizer::Momentum => "momentum",
        Optimizer::Adam => "adam",
    }
}

/// Tensors of one layout.
struct Group {
    prefix: String,
    layout: Arc<Layout>,
    storage: Tensor,
}

impl Group {
    fn name(&self, entry: &Entry) -> String {
        format!("{}{}", self.prefix, entry.param.name())
    }
}

/// A file to be.
struct File {
    tensors: BTreeMap<String, (Vec<usize>, Vec<u8>)>,
    /// The only entry of the metadata: several would stand in random order, and equal weights
    /// make equal files.
    note: (&'static str, String),
}

impl Default for File {
    fn default() -> Self {
        // What readers of PyTorch's world look for.
        Self { tensors: BTreeMap::new(), note: ("format", "pt".to_owned()) }
    }
}

impl File {
    /// Reads groups back, all in one go.
    async fn take(&mut self, groups: &[Group]) -> Result<(), EngineError> {
        let storages = groups.iter().map(|group| group.storage.clone()).collect();
        for (group, storage) in groups.iter().zip(read(storages).await?) {
            let tensors = group.layout.parts(&storage).map(|(entry, values)| {
                let bytes = values.iter().flat_map(|value| value.to_le_bytes()).collect();
                (group.name(entry), (entry.param.dims.clone(), bytes))
            });
            self.tensors.extend(tensors);
        }
        Ok(())
    }

    fn bytes(self) -> Result<Vec<u8>, EngineError> {
        let views: Result<Vec<_>, _> = self
            .tensors
            .iter()
            .map(|(name, (dims, bytes))| {
                TensorView::new(Dtype::F32, dims.clone(), bytes).map(|view| (name, view))
            })
            .collect();
        let metadata = HashMap::from([(self.note.0.to_owned(), self.note.1)]);
        let views = views.map_err(|error| broken(&error))?;
        Ok(safetensors::serialize(views, Some(metadata)).map_err(|error| broken(&error))?)
    }
}

fn parse(bytes: &[u8]) -> Result<SafeTensors<'_>, WeightsError> {
    SafeTensors::deserialize(bytes).map_err(|error| broken(&error))
}

fn broken(error: &safetensors::SafeTensorError) -> WeightsError {
    WeightsError::Format(error.to_string())
}

/// Storages for `groups` from the tensors that `wanted` names, if they are exactly those.
fn load(
    file: &SafeTensors<'_>,
    wanted: impl Fn(&str) -> bool,
    groups: &[Group],
) -> Result<Vec<Vec<f32>>, WeightsError> {
    let mut differences = Vec::new();
    let mut rest: BTreeMap<_, _> =
        file.tensors().into_iter().filter(|(name, _)| wanted(name)).collect();
    let mut storages = Vec::new();
    for group in groups {
        let values = |entry: &Entry| match values(group.name(entry), entry, &mut rest) {
            Ok(values) => values,
            Err(difference) => {
                differences.push(difference);
                vec![0.0; entry.len()]
            }
        };
        storages.push(group.layout.fill(0.0, values));
    }
    differences.extend(rest.into_keys().map(|name| Difference::Unexpected { name }));
    if differences.is_empty() { Ok(storages) } else { Err(WeightsError::Differ(differences)) }
}

fn values(
    name: String,
    entry: &Entry,
    rest: &mut BTreeMap<String, TensorView<'_>>,
) -> Result<Vec<f32>, Difference> {
    let Some(view) = rest.remove(&name) else {
        return Err(Difference::Missing { name });
    };
    if view.dtype() != Dtype::F32 {
        return Err(Difference::Type { name, found: format!("{:?}", view.dtype()) });
    }
    if view.shape() != entry.param.dims {
        let (expected, found) = (entry.param.dims.clone(), view.shape().to_vec());
        return Err(Difference::Shape { name, expected, found });
    }
    Ok(bytemuck::pod_collect_to_vec(view.data()))
}

//! Parameters of a network: many named tensors in one piece of storage.
//!
//! An optimiser's arithmetic on one long vector costs a dozen launches a step, whatever the
//! number of layers; tensor by tensor it would be that many for each.

use crate::device::Device;
use crate::order::Order;
use crate::tensor::Tensor;
use filtro_program::{Init, Param, ParamId};
use filtro_recipe::Random;
use std::borrow::Cow;
use std::sync::Arc;

/// One tensor of a layout.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) param: Param,
    /// Where it begins in the storage.
    start: usize,
}

impl Entry {
    pub(crate) fn len(&self) -> usize {
        self.param.len()
    }

    /// Whether another is the same tensor of the same node.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        let (one, other) = (&self.param, &other.param);
        (one.node, one.role, &one.dims) == (other.node, other.role, &other.dims)
    }

    fn end(&self) -> usize {
        self.start.saturating_add(self.len())
    }

    fn slot(&self) -> usize {
        self.len().next_multiple_of(ALIGNMENT)
    }

    /// First values for `seed`; they depend on nothing but the node's id and the role.
    fn initial(&self, seed: u64) -> Vec<f32> {
        let Param { node, role, init, .. } = &self.param;
        match *init {
            Init::Constant(value) => vec![value; self.len()],
            Init::Uniform(bound) => {
                let mut random = Random::of_weights(seed, &[u64::from(node.0), role.key()]);
                let draw = || (2.0 * random.unit() - 1.0) * bound;
                std::iter::repeat_with(draw).take(self.len()).collect()
            }
        }
    }
}

/// Which tensors there are and where each lies in the storage.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    entries: Vec<Entry>,
    len: usize,
    order: Order,
}

/// Tensors begin at multiples of this, in values: 256 bytes, the coarsest alignment that a GPU
/// asks of a buffer's part, so that cutting one out is no copy.
const ALIGNMENT: usize = 64;

impl Layout {
    /// Of these tensors, in the storage order of `device`.
    pub(crate) fn new(params: impl IntoIterator<Item = Param>, device: &Device) -> Self {
        let mut layout = Self { entries: Vec::new(), len: 0, order: Order::of(device) };
        for param in params {
            let entry = Entry { param, start: layout.len };
            layout.len = layout.len.saturating_add(entry.slot());
            layout.entries.push(entry);
        }
        layout
    }

    pub(crate) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Values of the storage, gaps included; never 0, which no device holds.
    pub(crate) fn storage(&self) -> usize {
        self.len.max(ALIGNMENT)
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Storage with `values` for each entry and `gap` between them.
    pub(crate) fn fill(&self, gap: f32, mut values: impl FnMut(&Entry) -> Vec<f32>) -> Vec<f32> {
        let mut storage = Vec::with_capacity(self.storage());
        for entry in &self.entries {
            storage.extend_from_slice(&self.order.store(&values(entry), &entry.param.dims));
            storage.resize(entry.start.saturating_add(entry.slot()), gap);
        }
        storage.resize(self.storage(), gap);
        storage
    }

    /// Each entry with its part of a storage that was read back.
    pub(crate) fn parts<'a>(
        &'a self,
        storage: &'a [f32],
    ) -> impl Iterator<Item = (&'a Entry, Cow<'a, [f32]>)> {
        let part = |entry: &'a Entry| {
            let stored = storage.get(entry.start..entry.end())?;
            Some(self.order.load(stored, &entry.param.dims))
        };
        self.entries.iter().filter_map(move |entry| Some((entry, part(entry)?)))
    }
}

/// A layout's tensors on a device.
#[derive(Clone, Debug)]
pub(crate) struct Params {
    layout: Arc<Layout>,
    storage: Tensor,
    views: Vec<Tensor>,
}

impl Params {
    /// Around a storage of the layout's length.
    pub(crate) fn new(layout: Arc<Layout>, storage: Tensor) -> Self {
        let mut params = Self { layout, storage: storage.clone(), views: Vec::new() };
        params.set(storage);
        params
    }

    /// With the first values for `seed`.
    pub(crate) fn initial(layout: Arc<Layout>, seed: u64, device: &Device) -> Self {
        let values = layout.fill(0.0, |entry| entry.initial(seed));
        let storage = Tensor::new(values, &[layout.storage()], device);
        Self::new(layout, storage)
    }

    /// Takes over what another network's parameters have in common with this layout (same node,
    /// role and shape); the rest gets its first values.
    pub(crate) fn inherit(layout: Arc<Layout>, old: &Self, seed: u64, device: &Device) -> Self {
        let part = |entry: &Entry| {
            if let Some(kept) = old.layout.entries.iter().find(|other| other.is_like(entry)) {
                let end = kept.start.saturating_add(kept.slot());
                return old.storage.clone().narrow(0, kept.start, end);
            }
            let mut values =
                layout.order.store(&entry.initial(seed), &entry.param.dims).into_owned();
            values.resize(entry.slot(), 0.0);
            Tensor::new(values, &[entry.slot()], device)
        };
        if layout.is_empty() {
            return Self::initial(layout, seed, device);
        }
        let storage = Tensor::cat(layout.entries.iter().map(part).collect(), 0);
        Self::new(layout, storage)
    }

    /// With other values for the entries that `part` has some for.
    pub(crate) fn overlaid(
        &self,
        part: impl Fn(&Entry) -> Option<Vec<f32>>,
        device: &Device,
    ) -> Self {
        if self.layout.is_empty() {
            return self.clone();
        }
        let pieces = self.layout.entries.iter().map(|entry| match part(entry) {
            Some(values) => {
                let mut values = self.layout.order.store(&values, &entry.param.dims).into_owned();
                values.resize(entry.slot(), 0.0);
                Tensor::new(values, &[entry.slot()], device)
            }
            None => {
                let end = entry.start.saturating_add(entry.slot());
                self.storage.clone().narrow(0, entry.start, end)
            }
        });
        let storage = Tensor::cat(pieces.collect(), 0);
        Self::new(Arc::clone(&self.layout), storage)
    }

    pub(crate) const fn layout(&self) -> &Arc<Layout> {
        &self.layout
    }

    /// One tensor, a view.
    #[expect(clippy::indexing_slicing, reason = "ids come from the layout that made the views")]
    pub(crate) fn get(&self, id: ParamId) -> Tensor {
        self.views[id.0].clone()
    }

    /// All of them in one, gaps included.
    pub(crate) fn storage(&self) -> Tensor {
        self.storage.clone()
    }

    /// Changes the storage, in place where nobody else holds it.
    pub(crate) fn update(&mut self, change: impl FnOnce(Tensor) -> Tensor) {
        // The views hold the storage too.
        self.views.clear();
        let storage = std::mem::replace(&mut self.storage, Tensor::none());
        self.set(change(storage));
    }

    fn set(&mut self, storage: Tensor) {
        let view = |entry: &Entry| {
            let part = storage.clone().cut(entry.start, entry.len(), entry.slot());
            self.layout.order.view(part, &entry.param.dims)
        };
        self.views = self.layout.entries.iter().map(view).collect();
        self.storage = storage;
    }
}

/// One tensor for each entry of a layout, as they come: gradients or statistics of a batch.
pub(crate) struct Gathered(Vec<Option<Tensor>>);

impl Gathered {
    pub(crate) fn new(layout: &Layout) -> Self {
        Self(vec![None; layout.entries.len()])
    }

    pub(crate) fn put(&mut self, id: ParamId, tensor: Tensor) {
        if let Some(place) = self.0.get_mut(id.0) {
            *place = Some(tensor);
        }
    }

    /// Writes what has come into a storage of the layout.
    pub(crate) fn write(self, layout: &Layout, storage: Tensor) -> Tensor {
        let found = layout.entries.iter().zip(self.0);
        found.fold(storage, |storage, (entry, tensor)| match tensor {
            Some(tensor) => storage.write(entry.start, layout.order.flat(tensor)),
            None => storage,
        })
    }
}

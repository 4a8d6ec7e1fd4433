//! Looking at things: pictures of the data set, own pictures, what the layers make of them.

use super::Session;
use super::watch::Picture;
use crate::host::{Attachment, Host, Incoming};
use crate::picture;
use filtro_engine::{Filters, Probe};
use filtro_net::{NodeId, Shape};
use filtro_protocol::{MapInfo, Maps, Prediction, Report, SampleId, Subject};

impl<H: Host> Session<H> {
    pub(super) fn samples(&self, seq: u32, ids: Vec<SampleId>) {
        let Some(data) = self.shelf.current() else {
            return self.refuse(seq, "no data set yet");
        };
        let (mut found, mut labels, mut bytes) = (Vec::new(), Vec::new(), Vec::new());
        for id in ids {
            // Those that have not arrived yet are left out.
            if let Some((picture, label)) = data.picture(id) {
                found.push(id);
                labels.push(label);
                bytes.extend_from_slice(&picture);
            }
        }
        let shape = narrow(data.shape());
        let report = Report::Samples { set: data.id(), ids: found, labels, shape };
        self.send(seq, report, vec![Attachment::Bytes(bytes)]);
    }

    pub(super) async fn classify(
        &mut self,
        seq: u32,
        (width, height): (u32, u32),
        crop: [f64; 3],
        attachments: Vec<Incoming<H::File>>,
    ) {
        let Some(Incoming::Bytes(pixels)) = attachments.into_iter().next() else {
            return self.refuse(seq, "expected the picture's pixels");
        };
        let data = self.shelf.current();
        let of_data = || data.as_ref().map(|data| data.shape());
        let of_model = self.built.as_ref().map(|built| built.model.input());
        let shape = of_model.or_else(of_data).unwrap_or([3, 32, 32]);
        let Some(bytes) = picture::cut(&pixels, (width, height), crop, shape) else {
            return self.refuse(seq, "a picture or crop of impossible size");
        };
        let mut prediction = None;
        if let Some((model, step)) = self.model() {
            let values = picture::values(data.as_deref(), &bytes, shape);
            match model.predict(&values, 1).await {
                Ok(probabilities) => {
                    let generation = self.generation();
                    prediction = Some(Prediction { generation, step, probabilities });
                }
                Err(error) => return self.engine_failed(seq, &error),
            }
        }
        self.picture = Some(Picture { shape, bytes: bytes.clone() });
        if self.watch.subject == Some(Subject::Picture) {
            self.watch.hurry();
        }
        let report = Report::Classified { prediction, shape: narrow(shape) };
        self.send(seq, report, vec![Attachment::Bytes(bytes)]);
    }

    /// Shows the maps again where that is due; whether it did. `trained`: the weights have
    /// changed since.
    pub(super) async fn refresh(&mut self, trained: bool) -> bool {
        self.watch.stale |= trained && self.run.is_some();
        let start = self.host.now();
        if !self.watch.stale || !self.watch.share.is_due(start) {
            return false;
        }
        self.watch.stale = false;
        let shown = self.show().await;
        self.watch.share.took(start, self.host.now());
        shown.is_some()
    }

    async fn show(&mut self) -> Option<()> {
        let subject = self.watch.subject.clone()?;
        let (model, step) = self.model()?;
        let data = self.shelf.current();
        let (bytes, shape, label) = match &subject {
            Subject::Sample(id) => {
                let data = data.as_ref()?;
                let (bytes, label) = data.picture(*id)?;
                (bytes, data.shape(), Some(label))
            }
            Subject::Picture => {
                let picture = self.picture.as_ref()?;
                (picture.bytes.clone(), picture.shape, None)
            }
        };
        // A network for other pictures shows nothing of this one.
        if shape != model.input() {
            return None;
        }
        let values = picture::values(data.as_deref(), &bytes, shape);
        let looked = match model.probe(&values).await {
            Ok(probe) => model.filters().await.map(|filters| (probe, filters)),
            Err(error) => Err(error),
        };
        let (probe, filters) = match looked {
            Ok(found) => found,
            Err(error) => {
                self.engine_failed(0, &error);
                return None;
            }
        };
        let Probe { activations, probabilities } = probe;
        let parts =
            activations.into_iter().map(|found| (found.id, dims(found.shape), found.values));
        let (activations, activation_values) = pack(parts);
        let parts = filters
            .into_iter()
            .map(|Filters { id, dims, values }| (id, dims.into_iter().map(wide).collect(), values));
        let (filters, filter_values) = pack(parts);
        let maps = Maps {
            generation: self.generation(),
            subject,
            step,
            input_shape: narrow(shape),
            activations,
            filters,
            probabilities,
            label,
        };
        let attachments = vec![
            Attachment::Floats(activation_values),
            Attachment::Floats(filter_values),
            Attachment::Bytes(bytes),
        ];
        self.send(self.watch.seq, Report::Maps(maps), attachments);
        Some(())
    }
}

/// One array after the other, and where each begins.
fn pack(parts: impl Iterator<Item = (NodeId, Vec<u32>, Vec<f32>)>) -> (Vec<MapInfo>, Vec<f32>) {
    let (mut infos, mut all) = (Vec::new(), Vec::new());
    for (node, shape, values) in parts {
        infos.push(MapInfo { node, shape, offset: wide(all.len()) });
        all.extend(values);
    }
    (infos, all)
}

fn dims(shape: Shape) -> Vec<u32> {
    shape.dims().into_iter().map(wide).collect()
}

fn narrow(shape: [usize; 3]) -> [u32; 3] {
    shape.map(wide)
}

fn wide(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}
